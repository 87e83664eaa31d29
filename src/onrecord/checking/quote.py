"""The quote that somebody asks about: its words, and where an ellipsis leaves some out."""

import re
from dataclasses import dataclass

from onrecord.language.quotation_marks.quotation_marks import quoted_passages
from onrecord.language.turning_words import turning_words
from onrecord.language.wording import Wording

_ELLIPSIS = re.compile(r"[\[(]?\s*(?:…|\.\s?\.\s?\.(?:\s?\.)*)\s*[\])]?")
_LETTER = re.compile(r"\[([^\W\d_])\](?=[^\W\d_])")
_BRACKET = re.compile(r"\[[^\[\]]*[^\W_][^\[\]]*\]")
_INVISIBLE = "\u200b"
_SIC = re.compile(r"[\[(]\s*sic\.?\s*[\])]", re.IGNORECASE)
_INTERRUPTING = 12
"""Words outside the marks that an interrupting "he said" may have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A quote as its fragments: the runs of words between ellipses. One without any word has none.

    An editor's brackets, as "[the board]" and "[W]e", part fragments too and are no words of the quote. `brackets`
    holds them, and `tight` tells for each fragment but the first whether only brackets part it from the one before.
    """

    text: str
    fragments: tuple[Wording, ...]
    brackets: tuple[str, ...] = ()
    tight: tuple[bool, ...] = ()

    @property
    def forms(self) -> tuple[str, ...]:
        """The forms of all its words."""
        return tuple(form for fragment in self.fragments for form in fragment.forms)

    @property
    def joined(self) -> Wording:
        """The fragments as one wording."""
        return Wording(self.text, tuple(word for fragment in self.fragments for word in fragment.words))

    @classmethod
    def of(cls, text: str, *, edited: bool = True) -> "Quote":
        """Read what was typed: with or without quotation marks, interrupted or not.

        When it is not `edited`, square brackets are as any other marks.
        """
        shown = _SIC.sub(lambda sic: " " * len(sic.group()), text)
        inside = _only_quoted(shown)
        if edited:
            inside = _LETTER.sub(lambda found: f" {found[1]}{_INVISIBLE}", inside)
        brackets = [
            b for b in _BRACKET.finditer(inside) if not turning_words(b.group()) and not _ELLIPSIS.fullmatch(b.group())
        ]
        if not edited or not Wording.of(_BRACKET.sub(" ", inside)).words:
            brackets = []
        ellipses = [
            e for e in _ELLIPSIS.finditer(inside) if not any(b.start() <= e.start() < b.end() for b in brackets)
        ]
        cuts = sorted([(e.span(), False) for e in ellipses] + [(b.span(), True) for b in brackets])
        parts, tight, only = [], [], True
        for start, end, is_bracket in zip(
            [0, *(span[1] for span, _ in cuts)],
            [*(span[0] for span, _ in cuts), len(inside)],
            [True, *(bracket for _, bracket in cuts)],
            strict=True,
        ):
            part, only = _at(inside, start, end), only and is_bracket
            if part.words:
                parts.append(part)
                tight.append(only)
                only = True
        letters = [found.group() for found in _LETTER.finditer(shown) if edited]
        told = (*letters, *(text[b.start() : b.end()] for b in brackets))
        return cls(text=text, fragments=tuple(parts), brackets=told, tight=tuple(tight[1:]))


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
