"""The quote that somebody asks about: its words, and where an ellipsis leaves some out."""

import re
from dataclasses import dataclass

from onrecord.language.quotation_marks.quotation_marks import quoted_passages
from onrecord.language.wording import Wording

_ELLIPSIS = re.compile(r"[\[(]?\s*(?:…|\.\s?\.\s?\.(?:\s?\.)*)\s*[\])]?")
_SIC = re.compile(r"[\[(]\s*sic\.?\s*[\])]", re.IGNORECASE)
_INTERRUPTING = 12
"""Words outside the marks that an interrupting "he said" may have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A quote as its fragments: the runs of words between ellipses. One without any word has none."""

    text: str
    fragments: tuple[Wording, ...]

    @property
    def forms(self) -> tuple[str, ...]:
        """The forms of all its words."""
        return tuple(form for fragment in self.fragments for form in fragment.forms)

    @property
    def joined(self) -> Wording:
        """The fragments as one wording."""
        return Wording(self.text, tuple(word for fragment in self.fragments for word in fragment.words))

    @classmethod
    def of(cls, text: str) -> "Quote":
        """Read what was typed: with or without quotation marks, interrupted or not."""
        shown = _SIC.sub(lambda sic: " " * len(sic.group()), text)
        inside = _only_quoted(shown)
        ellipses = [(found.start(), found.end()) for found in _ELLIPSIS.finditer(inside)]
        starts, ends = [0, *(end for _, end in ellipses)], [*(start for start, _ in ellipses), len(inside)]
        parts = (_at(inside, start, end) for start, end in zip(starts, ends, strict=True))
        return cls(text=text, fragments=tuple(part for part in parts if part.words))


def _at(text: str, start: int, end: int) -> Wording:
    """Return the words of a part of a text, in their places in the whole."""
    return Wording.of(" " * start + text[start:end])


def _only_quoted(text: str) -> str:
    """Return the text with what stands outside its quotation marks blanked, where that only tells who speaks.

    Marks inside a quote, as those of a title, change nothing.
    """
    quoted = [span for each in quoted_passages(text) if not each.depth for span in each.spans]
    if not quoted:
        return text
    wording = Wording.of(text)
    inside = sum(len(wording.within(span)) for span in quoted)
    outside = len(wording.words) - inside
    starts_inside = not Wording.of(text[: quoted[0].start]).words
    if not outside or (starts_inside and outside <= _INTERRUPTING and inside > outside):
        kept = [" "] * len(text)
        for span in quoted:
            kept[span.start : span.end] = text[span.start : span.end]
        return "".join(kept)
    return text
