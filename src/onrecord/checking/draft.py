"""A draft article, of which everything that somebody is said to have said is checked."""

from collections.abc import Callable, Iterator, Sequence

from onrecord.attribution.marks import quotations
from onrecord.checking.check import check
from onrecord.model import Article, Attribution, CheckedDraft, CheckedQuote, Span, covering
from onrecord.storage.ledger import Ledger

_FEWEST_WORDS = 2


def check_draft(ledger: Ledger, draft: Article, attribute: Callable[[str], Sequence[Attribution]]) -> CheckedDraft:
    """Check every quotation of a draft, and everything that it reports, against the archive.

    `attribute` finds who said what in a text.
    """
    found = attribute(draft.text)
    held = sorted([*_attributed(draft.text, found), *_unattributed(draft.text, found)], key=lambda each: each[0])
    quotes = tuple(
        CheckedQuote(
            span=span,
            kind=each.kind,
            source=each.source.of(draft.text) if each.source else None,
            check=check(ledger, words, each.speaker.name if each.speaker else None),
        )
        for span, words, each in held
    )
    return CheckedDraft(draft=draft, quotes=quotes)


def _attributed(text: str, found: Sequence[Attribution]) -> Iterator[tuple[Span, str, Attribution]]:
    """Yield what is to be checked: quotations whole, interrupted ones too, and of the rest each part in marks."""
    marked = [span for each in quotations(text) if not each.depth and each.is_words for span in each.spans]
    for each in found:
        quoted = [span for span in marked if any(content.contains(span) for content in each.content)]
        if each.kind == "mixed" and quoted:
            yield from ((span, span.of(text), each) for span in quoted)
        else:
            yield covering(each.content), " ".join(each.words(text)), each


def _unattributed(text: str, found: Sequence[Attribution]) -> Iterator[tuple[Span, str, Attribution]]:
    """Yield the quotations that no attribution holds."""
    held = [content for each in found for content in each.content]
    for each in quotations(text):
        is_long = len(each.words(text).split()) >= _FEWEST_WORDS
        if not each.depth and each.is_words and is_long and not any(c.overlaps(s) for c in held for s in each.spans):
            yield covering(each.spans), each.words(text), Attribution(content=each.spans, kind="direct")
