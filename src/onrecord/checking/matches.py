"""Where a quote's words stand exactly, and whose words they are there."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from onrecord.checking.quote import Quote
from onrecord.checking.utterances import SpokenArticle
from onrecord.language.wording import Wording
from onrecord.model import Attribution, Citation, Correction, Evidence, Span, Speaker, covering
from onrecord.speakers.name_matching import fits_within
from onrecord.speakers.possible_names import NOBODY, without_description

_UNNAMED = NOBODY | {"the", "a", "an"}
_PARAGRAPH_END = re.compile(r"\n\s*")
_MOST_REPLACED = 6
"""Words that an editor's bracket may stand for."""

_FARTHEST = 60
"""Words that an ellipsis may stand for outside quotations."""


@dataclass(frozen=True, kw_only=True)
class Match:
    """Runs of an article's words, by index, that hold what was asked about; `quoted` when they are a quotation."""

    spoken: SpokenArticle
    runs: tuple[range, ...]
    quoted: bool

    @cached_property
    def spans(self) -> tuple[Span, ...]:
        """The places of the runs."""
        return tuple(self.spoken.wording.span(run) for run in self.runs)

    @cached_property
    def attribution(self) -> Attribution | None:
        """Who says these words, as far as the article tells."""
        return self.spoken.attribution_of(self.spans) or (self._of_utterance() if self.quoted else None)

    def _of_utterance(self) -> Attribution | None:
        """Return the attribution of another part of the utterance that holds the words."""
        first = self.runs[0][0]
        held = next((u for u in self.spoken.utterances if first in u.words), None)
        parts = held.quotations if held else ()
        return next(filter(None, (self.spoken.attribution_of(part.spans) for part in parts)), None)

    @property
    def correction(self) -> Correction | None:
        """What a person states of who said these words, if anything."""
        stated = self.attribution.correction if self.attribution else None
        return stated or self.spoken.unsaid_at(self.spans)

    @property
    def speaker(self) -> Speaker | None:
        """Who speaks: the person or body, or whatever the words for the source say, unless they are a mere pronoun."""
        if self.attribution is None:
            return None
        if self.correction is not None:
            return self.attribution.speaker
        source = self.source
        named = Speaker(name=" ".join(source.split())) if source and source.lower() not in _UNNAMED else None
        return self.attribution.speaker or named

    @property
    def source(self) -> str | None:
        """The words that name the speaker there."""
        said_by = self.attribution
        return said_by.source.of(self.spoken.article.text) if said_by and said_by.source else None

    def is_by(self, asked: str | None) -> bool:
        """Say whether the one asked about is the speaker; anybody is when nobody was asked about."""
        return asked is None or (self.speaker is not None and self._can_mean(asked, self.speaker))

    def follows(self, asked: str) -> bool:
        """Say whether an unnamed speaker goes on with what the one asked about said just before."""
        if not self.quoted or self.speaker is not None or self.source is not None or self.correction is not None:
            return False
        start = self.spans[0].start
        before = [a for a in self.spoken.attributions if a.speaker and covering(a.content).end <= start]
        last = max(before, key=lambda a: covering(a.content).end, default=None)
        if last is None or last.speaker is None or not self._can_mean(asked, last.speaker):
            return False
        between = self.spoken.article.text[covering(last.content).end : start]
        return len(_PARAGRAPH_END.findall(between)) <= 1

    def _can_mean(self, asked: str, speaker: Speaker) -> bool:
        """Say whether a typed name can mean a speaker, with or without what describes it."""
        text = self.spoken.article.text
        return fits_within(asked, speaker, text) or fits_within(without_description(asked), speaker, text)

    def evidence(self, n: int) -> Iterator[Evidence]:
        """Yield the places as citations numbered from `n`: one, or several where the article leaves a paragraph."""
        article = self.spoken.article
        whole = covering(self.spans)
        spans = (whole,) if "\n" not in whole.of(article.text) and len(self.runs) < 4 else self.spans
        for number, span in enumerate(spans, n):
            yield Evidence(
                citation=Citation.of(article, span, number),
                speaker=self.speaker,
                source=self.source,
                kind=self.attribution.kind if self.attribution else None,
                confidence=self.attribution.confidence if self.attribution else None,
                correction=self.correction,
            )


def quoted_in(spoken: SpokenArticle, quote: Quote) -> list[Match]:
    """Return where the words stand as a quotation: in order, inside one utterance."""
    inside = [Match(spoken=spoken, runs=runs, quoted=True) for runs in spoken.matches(quote.fragments)]
    inside = [each for each in inside if _fits_brackets(each, quote)]
    return inside or [each for each in standing_in(spoken, quote) if each.quoted and _fits_brackets(each, quote)]


def _fits_brackets(found: Match, quote: Quote) -> bool:
    """Say whether no more words of the article stand where the quote has a bracket than a bracket may replace."""
    own = [i for run in found.runs for i in run]
    at = 0
    for fragment, tight in zip(quote.fragments, (*quote.tight, False), strict=False):
        at += len(fragment.words)
        if tight and at < len(own) and own[at] - own[at - 1] > _MOST_REPLACED + 1:
            return False
    return True


def standing_in(spoken: SpokenArticle, quote: Quote) -> list[Match]:
    """Return where the words stand in the text, quoted or not."""
    found = [
        Match(spoken=spoken, runs=runs, quoted=_is_interrupted(spoken, runs))
        for runs in _in_order(spoken.wording, quote.fragments)
    ]
    return [each for each in found if each.quoted or not _is_stitched(each)]


def _in_order(wording: Wording, fragments: Sequence[Wording]) -> Iterator[tuple[range, ...]]:
    for first in wording.runs(fragments[0]):
        runs = [first]
        for fragment in fragments[1:]:
            near = (r for r in wording.runs(fragment) if 0 <= r[0] - runs[-1][-1] <= _FARTHEST)
            runs.extend(islice(near, 1))
        if len(runs) == len(fragments):
            yield tuple(runs)


def _is_interrupted(spoken: SpokenArticle, runs: Sequence[range]) -> bool:
    """Say whether words run from a quotation over what interrupts it into its next part."""
    first, last = runs[0][0], runs[-1][-1]
    return any(first in u.words and last in u.words for u in spoken.utterances)


def _is_stitched(found: Match) -> bool:
    """Say whether words are a quotation, but run on from one utterance into another."""
    return all(i in found.spoken.quoted for run in found.runs for i in run)
