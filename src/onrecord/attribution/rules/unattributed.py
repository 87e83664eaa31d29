"""Quotations that nobody was found to say: those that stand alone go on with the speaker of the paragraph before."""

from collections.abc import Sequence

from onrecord.language.names.mentions import mentions_in
from onrecord.language.names.tokens import tokens_of
from onrecord.language.quotation_marks.quotation_marks import QuotedPassage
from onrecord.model import Attribution, Span

_LEAST_WORDS = 4
_CONTINUED, _NOBODY = 0.7, 0.5
_ENDINGS = ".!?…"


def with_floating(text: str, quotations: Sequence[QuotedPassage], found: Sequence[Attribution]) -> list[Attribution]:
    """Return the attributions with one more for each whole-sentence quotation that none of them holds."""
    added: list[Attribution] = []
    for quoted in quotations:
        if quoted.depth or not quoted.is_words or not _is_sentence(text, quoted) or _is_held(quoted, found):
            continue
        source = _speaker_before(text, quoted, [*found, *added]) if _stands_alone(text, quoted) else None
        sure = _CONTINUED if source else _NOBODY
        added.append(Attribution(content=quoted.spans, kind="direct", source=source, confidence=sure))
    return sorted([*found, *added], key=lambda attribution: attribution.content)


def _is_held(quoted: QuotedPassage, found: Sequence[Attribution]) -> bool:
    return any(span.overlaps(piece) for a in found for span in a.content for piece in quoted.spans)


def _is_sentence(text: str, quoted: QuotedPassage) -> bool:
    """Say whether a quotation is one or more whole sentences, or the end of a headline, with no other words in them."""
    before = text[: quoted.outer.start].rstrip(" \t\u00a0")[-1:]
    whole = not before or before in "\n:" + _ENDINGS
    words = quoted.words(text)
    headline = before == ":" and text[quoted.outer.end :].lstrip(" \t")[:1] in {"", "\n"}
    return whole and len(words.split()) >= _LEAST_WORDS and (headline or words.rstrip()[-1:] in _ENDINGS)


def _stands_alone(text: str, quoted: QuotedPassage) -> bool:
    """Say whether a quotation fills its paragraph."""
    before = text[: quoted.outer.start].rstrip(" \t\u00a0")
    after = text[quoted.outer.end :].lstrip(" \t\u00a0")
    return before[-1:] in {"", "\n"} and after[:1] in {"", "\n"}


def _speaker_before(text: str, quoted: QuotedPassage, found: Sequence[Attribution]) -> Span | None:
    """Return the one source, or else the one person, of the paragraph before; None where there are more or none."""
    end = len(text[: quoted.outer.start].rstrip())
    paragraph = Span(start=text.rfind("\n", 0, end) + 1, end=end)
    there = [a for a in found if a.source and any(span.overlaps(paragraph) for span in a.content)]
    sources = {a.source.of(text): a.source for a in there if a.source}
    if there:
        return next(iter(sources.values())) if len(sources) == 1 else None
    words = paragraph.of(text)
    people = [m for m in mentions_in(words, tokens_of(words)) if m.kind == "person"]
    if len({m.name for m in people}) != 1:
        return None
    first = people[0].span
    return Span(start=paragraph.start + first.start, end=paragraph.start + first.end)
