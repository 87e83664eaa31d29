"""An article as what was said in it: its words, which of them are quoted, and which quotations are one utterance."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from onrecord.language.lexicon.lexicon import ABBREVIATED, HONORIFICS, SUFFIXES
from onrecord.language.quotation_marks.quotation_marks import QuotedPassage, quoted_passages
from onrecord.language.wording import Wording, contiguous
from onrecord.model import Article, Attribution, Correction, PlacedCorrection, Span

_LONGEST_INTERRUPTION = 30
"""Words that may stand between the two parts of an interrupted quotation."""

_PAUSE_BEFORE = re.compile(r"[,.?!;:…—–-]['’\"”»]*\s*$")
_PAUSE_AFTER = re.compile(r"[,.;:…—–-]\s*['‘\"“«]*$")
_AND_ANOTHER = re.compile(r"\b(?:and|but|while|before|as|when)\s+(?:(?:the|his|her|their|an?)\s|[A-Z])")
_ANOTHER_SENTENCE = re.compile(r"(?<=\w\w)[.?!]\s+(?=[^\W\d_])")
"""Where the words between two quotations go on with a sentence that tells something else than who spoke."""


def ends_sentence(found: re.Match[str]) -> bool:
    """Say whether a full stop ends a sentence rather than a title."""
    before = found.string[: found.start()].rsplit(None, 1)[-1:]
    word = re.sub(r"\W", "", "".join(before)).lower()
    return word not in HONORIFICS and word not in ABBREVIATED and word not in SUFFIXES


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """Quoted words that were said in one go: the indices of the article's words, and the quotations they come from."""

    words: tuple[int, ...]
    quotations: tuple[QuotedPassage, ...]


@dataclass(frozen=True)
class SpokenArticle:
    """An article with its words and who said which of them; `unsaid` is what a person states nobody said."""

    article: Article
    attributions: Sequence[Attribution]
    unsaid: Sequence[PlacedCorrection] = ()

    @cached_property
    def wording(self) -> Wording:
        """The article's words."""
        return Wording.of(self.article.text)

    @cached_property
    def quotations(self) -> list[QuotedPassage]:
        """The quotations that stand in no other."""
        return [quoted for quoted in self._every_quotation if not quoted.depth]

    @cached_property
    def _every_quotation(self) -> list[QuotedPassage]:
        return quoted_passages(self.article.text)

    @cached_property
    def quoted(self) -> frozenset[int]:
        """The indices of the words inside quotation marks that are somebody's words rather than a title or a term."""
        return frozenset(word for utterance in self.utterances for word in utterance.words)

    @cached_property
    def utterances(self) -> list[Utterance]:
        """The quotations of the article, those that are only interrupted joined."""
        groups: list[list[QuotedPassage]] = []
        marked = [quoted for quoted in self.quotations if self.unsaid_at(quoted.spans) is None]
        spoken = [quoted for quoted in marked if quoted.is_words or self._is_attributed(quoted)]
        for before, quoted in pairwise([None, *spoken]):
            assert quoted is not None  # noqa: S101 only the first of the pairs can be None, and it comes before
            if before is not None and self._goes_on(before, quoted):
                groups[-1].append(quoted)
            else:
                groups.append([quoted])
        return [
            Utterance(
                words=tuple(i for q in group for span in q.spans for i in self.wording.within(span)),
                quotations=tuple(group),
            )
            for group in groups
        ]

    def _is_attributed(self, quoted: QuotedPassage) -> bool:
        said_by = self.attribution_of(quoted.spans)
        return said_by is not None and said_by.kind != "indirect"

    def _goes_on(self, before: QuotedPassage, quoted: QuotedPassage) -> bool:
        """Say whether a quotation goes on with the one before, which only "he said" interrupts."""
        text = self.article.text
        gap = Span(start=before.outer.end, end=quoted.outer.start)
        between = gap.of(text)
        if "\n" in between.strip(" ") or len(self.wording.within(gap)) > _LONGEST_INTERRUPTION:
            return False
        one, other = self.attribution_of(before.spans), self.attribution_of(quoted.spans)
        if one is None or not any(part and gap.contains(part) for part in (one.cue, one.source)):
            return False
        if other is not None and other is not one and other.speaker != one.speaker:
            return False
        if any(ends_sentence(found) for found in _ANOTHER_SENTENCE.finditer(between)):
            return False
        if other is not None and other is not one and self._has_another_subject(one, other):
            return False
        paused = _PAUSE_BEFORE.search(text[: before.outer.end]) or re.match(r"\s*[,—–-]", between)
        return bool(paused and _PAUSE_AFTER.search(between))

    def _has_another_subject(self, one: Attribution, other: Attribution) -> bool:
        """Say whether between the verbs of two attributions another is named: "began Lee, and his aide Bo went on"."""
        if one.cue is None or other.cue is None or one.cue.end >= other.cue.start:
            return False
        return _AND_ANOTHER.search(self.article.text, one.cue.end, other.cue.start) is not None

    def attribution_of(self, spans: Sequence[Span]) -> Attribution | None:
        """Return the attribution whose content these places are: of several, the one that says least besides."""
        best, least = None, 0
        size = sum(map(len, spans))
        for each in self.attributions:
            shared = sum(max(0, min(s.end, c.end) - max(s.start, c.start)) for s in spans for c in each.content)
            length = sum(map(len, each.content))
            if 2 * shared > size and (best is None or length < least):
                best, least = each, length
        return best

    def unsaid_at(self, spans: Sequence[Span]) -> Correction | None:
        """Return the statement that nobody said what stands at these places, if there is one."""
        for each in self.unsaid:
            shared = sum(max(0, min(s.end, c.end) - max(s.start, c.start)) for s in spans for c in each.content or ())
            if 2 * shared > sum(map(len, spans)):
                return each.correction
        return None

    def is_nested(self, span: Span) -> bool:
        """Say whether a place stands in a quotation within a quotation."""
        return any(each.depth and each.outer.contains(span) for each in self._every_quotation)

    def matches(self, fragments: Sequence[Wording]) -> Iterator[tuple[range, ...]]:
        """Yield where all the fragments stand in order inside one utterance, as runs of the article's words.

        An utterance that has the first of several more than once is read from each place where it has it.
        """
        for utterance in self.utterances:
            own = self.of_words(utterance.words)
            places = [list(own.runs(fragment)) for fragment in fragments]
            for first in places[0] if len(places) > 1 else places[0][:1]:
                found = list(contiguous([utterance.words[i] for i in first]))
                place = first[-1] + 1
                for each in places[1:]:
                    run = next((r for r in each if r[0] >= place), None)
                    if run is None:
                        break
                    place = run[-1] + 1
                    found.extend(contiguous([utterance.words[i] for i in run]))
                else:
                    yield tuple(found)

    def of_words(self, indices: Sequence[int]) -> Wording:
        """Return some of the article's words as a wording of their own."""
        return Wording(self.article.text, tuple(self.wording.words[i] for i in indices))
