"""A draft article, of which everything that somebody is said to have said is checked."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from onrecord.checking.check import check
from onrecord.language.quotation_marks.quotation_marks import quoted_passages
from onrecord.model import EVERYTHING, Article, Attribution, CheckedDraft, CheckedQuote, Scope, covering
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
    return CheckedQuote(
        span=covering(said.content),
        kind=said.kind,
        source=said.source.of(text) if said.source else None,
        check=check(ledger, " ".join(said.words(text)), said.speaker.name if said.speaker else None, scope),
    )


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
