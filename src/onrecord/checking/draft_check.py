"""A draft article, of which everything that somebody is said to have said is checked."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from onrecord.checking.check import check
from onrecord.language.quotation_marks.quotation_marks import quoted_passages
from onrecord.model import (
    EVERYTHING,
    Article,
    Attribution,
    CheckedDraft,
    CheckedQuote,
    QuoteCheck,
    Scope,
    covering,
)
from onrecord.speakers.possible_names import is_name
from onrecord.storage.ledger.ledger import Ledger

_FEWEST_WORDS = 2


def check_draft(
    ledger: Ledger, draft: Article, attribute: Callable[[str], Sequence[Attribution]], scope: Scope = EVERYTHING
) -> CheckedDraft:
    """Check every quotation of a draft, and everything that it reports, against the articles of a scope.

    `attribute` finds who said what in a text.
    """
    found = attribute(draft.text)
    held = [*_attributed(draft.text, found), *_unattributed(draft.text, found)]
    quotes = (quote for each in held for quote in _checked(ledger, draft.text, each, scope))
    return CheckedDraft(draft=draft, quotes=tuple(sorted(quotes, key=lambda quote: quote.span)))


def _checked(ledger: Ledger, text: str, said: Attribution, scope: Scope) -> Iterator[CheckedQuote]:
    """Yield the check of what was said: whole, or where that is no quotation of anybody's, each of its parts."""
    whole = _check(ledger, text, said, scope)
    if len(said.content) > 1 and whole.check.verdict in {"altered", "not_found"}:
        yield from (_check(ledger, text, replace(said, content=(part,)), scope) for part in said.content)
    else:
        yield whole


def _check(ledger: Ledger, text: str, said: Attribution, scope: Scope) -> CheckedQuote:
    source = said.source.of(text) if said.source else None
    name = said.speaker.name if said.speaker else source if source and is_name(source) else None
    result = check(ledger, " ".join(said.words(text)), name, scope)
    if name is None and result.verdict == "verbatim":
        result = _unconfirmed(result, source)
    return CheckedQuote(
        span=covering(said.content), kind=said.kind, source=source, check=result, known=_known(said, source)
    )


def _unconfirmed(result: QuoteCheck, source: str | None) -> QuoteCheck:
    """Return that a quotation stands in the articles, but that the draft does not say by name whose it is."""
    told = f"says only “{source}”" if source else "does not say whose they are"
    by = f"by {result.said_by}" if result.said_by else "by somebody whom the article does not name"
    explanation = f"The words are a quotation, word for word, {by}; the draft {told}, so the speaker is not confirmed."
    return replace(result, verdict="unconfirmed", explanation=explanation)


def _known(said: Attribution, source: str | None) -> str | None:
    """Return how the draft's speaker is known where the draft has no name beside the words."""
    if said.speaker is None or (source is not None and is_name(source)):
        return None
    shown = f"“{source}”" if source else "nobody named beside the words"
    return f"{shown}, resolved to {said.speaker.name} ({said.confidence:.2f})"


def _attributed(text: str, found: Sequence[Attribution]) -> Iterator[Attribution]:
    """Yield what is to be checked: quotations whole, interrupted ones too, and of the rest each part in marks."""
    marked = [span for each in quoted_passages(text) if not each.depth and each.is_words for span in each.spans]
    for each in found:
        quoted = [span for span in marked if any(content.contains(span) for content in each.content)]
        if each.kind == "mixed" and quoted:
            yield from (replace(each, content=(span,)) for span in quoted)
        else:
            yield each


def _unattributed(text: str, found: Sequence[Attribution]) -> Iterator[Attribution]:
    """Yield the quotations that no attribution holds."""
    held = [content for each in found for content in each.content]
    for each in quoted_passages(text):
        is_long = len(each.words(text).split()) >= _FEWEST_WORDS
        if not each.depth and each.is_words and is_long and not any(c.overlaps(s) for c in held for s in each.spans):
            yield Attribution(content=each.spans, kind="direct")
