"""Whether passages hold a sentence: its words, its names, its numbers, and who it says is speaking."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from onrecord.answering.grounding.claimed_speakers import ClaimedSpeaker, claimed_speakers, may_have_said
from onrecord.answering.grounding.passage import NumberedPassage
from onrecord.answering.grounding.quote_finder import FoundQuote
from onrecord.answering.grounding.support import PassageContent, SentenceContent, Support, support
from onrecord.answering.grounding.unknown_names import is_ordinary, names_in, unknown_names
from onrecord.embedding import WordVectors
from onrecord.language.folding import folded
from onrecord.language.names.mentions import Mention
from onrecord.language.numerals import Figure
from onrecord.language.polarity import is_reversed
from onrecord.model import Finding, Span, covering

LEAST_WHOLE = 0.6
LEAST_CLOSE = 0.5
"""Shares of a sentence's content words that the passages, and few of their sentences, must hold."""

SURE = 0.9
"""Share above which no other passage is looked at."""

CLEARLY_BETTER = 0.25
"""By how much another passage must hold more of a sentence to take the place of the cited one."""

_LEAST_OF_EACH = 0.35


@dataclass
class JudgedSentence:
    """A sentence in work. `plain` is what stands outside its quotations; `shown` what a reader may see of it.

    `asked` are the stems of the question's words.
    """

    plain: str
    asked: frozenset[str] = frozenset()
    shown: str = ""
    quotes: list[FoundQuote] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    is_lost: bool = False

    def add(self, words: str, *findings: Finding) -> None:
        """Add the next words to what is shown."""
        self.shown += words
        self.findings.extend(findings)

    @cached_property
    def said(self) -> SentenceContent:
        """What the plain words say."""
        return SentenceContent(self.plain, self.asked)

    @cached_property
    def predicate(self) -> SentenceContent:
        """What the plain words say, without the names."""
        plain = self.plain
        for mention in self.mentions:
            plain = plain[: mention.span.start] + " " * len(mention.span) + plain[mention.span.end :]
        return SentenceContent(plain)

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """The names in the plain words."""
        return names_in(self.plain)

    @cached_property
    def voices(self) -> list[ClaimedSpeaker]:
        """Who the plain words make speak."""
        return list(claimed_speakers(self.plain, self.mentions))

    def speakers(self, passages: Sequence[NumberedPassage]) -> list[ClaimedSpeaker]:
        """Return those who speak and are not the publication itself or its writer."""
        return [voice for voice in self.voices if not any(_is_publication(voice, given) for given in passages)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """How a sentence fares with some passages: what is wrong, nothing when it is supported, and the places for it."""

    wrong: tuple[Finding, ...]
    support: Support
    places: tuple[tuple[NumberedPassage, Span], ...] = ()


class Judge:
    """Compares sentences with passages that are laid out once."""

    def __init__(self, passages: Sequence[NumberedPassage], vectors: WordVectors | None) -> None:
        """Lay out passages; `vectors` tell words of like meaning."""
        self._all = list(passages)
        self._vectors = vectors
        self._grounds = {given.n: PassageContent(given, vectors) for given in passages}

    def verdict(self, reading: JudgedSentence, passages: Sequence[NumberedPassage]) -> Judgement:
        """Judge a sentence by some of the passages."""
        found = self._support(reading, passages)
        if not passages:
            return Judgement(wrong=(Finding(kind="unsupported"),), support=found)
        places = self._places(reading, passages, found)
        wrong = [*self._unknown(reading, passages), *_misnumbered(reading.said.figures, passages)]
        strong = self._told_of(reading, passages) or list(places)
        wrong.extend(_misattributed(reading, strong, self._all))
        wrong.extend(_misnamed(reading, strong))
        if not is_enough(found):
            wrong.append(Finding(kind="unsupported"))
        elif is_reversed(reading.plain, [span.of(given.article.text) for given, span in (*places, *strong)]):
            wrong.append(Finding(kind="reversed"))
        return Judgement(wrong=tuple(wrong), support=found, places=places)

    def others(
        self, reading: JudgedSentence, needed: Sequence[NumberedPassage], most: int
    ) -> list[tuple[NumberedPassage, ...]]:
        """Return the passages that hold most of a sentence, each with those that are needed, the best first."""
        sets = [(*needed, *(() if given in needed else (given,))) for given in self._all]
        scored = [(self._support(reading, each), each) for each in dict.fromkeys(sets)]
        enough = [pair for pair in scored if is_enough(pair[0])]
        return [each for _, each in sorted(enough, key=lambda pair: -pair[0].close)[:most]]

    def _support(self, reading: JudgedSentence, passages: Sequence[NumberedPassage]) -> Support:
        return support(reading.said, [self._grounds[given.n] for given in passages], self._vectors)

    def _told_of(
        self, reading: JudgedSentence, passages: Sequence[NumberedPassage]
    ) -> list[tuple[NumberedPassage, Span]]:
        """Return the sentences of each passage that hold what is said, whoever it is said of: names left aside."""
        predicate, vectors = reading.predicate, self._vectors
        alone = [(given, support(predicate, [self._grounds[given.n]], vectors)) for given in passages]
        return [(given, span) for given, found in alone for _, span in found.strong]

    def _unknown(self, reading: JudgedSentence, passages: Sequence[NumberedPassage]) -> list[Finding]:
        names = unknown_names(reading.plain, reading.mentions, passages, self._all)
        return [Finding(kind="unknown_name", about=name) for name in names]

    def _places(
        self, reading: JudgedSentence, passages: Sequence[NumberedPassage], together: Support
    ) -> tuple[tuple[NumberedPassage, Span], ...]:
        """Return for each passage that adds something the sentences that do."""
        found = []
        for given in passages:
            alone = self._support(reading, [given]) if len(passages) > 1 else together
            quoted = [s for quote in reading.quotes if quote.given is given for s in quote.spans]
            spans = [s for s in given.sentences if any(s.overlaps(q) for q in quoted)]
            if given.n in together.spans or (alone.close >= _LEAST_OF_EACH and alone.spans):
                spans.extend(alone.spans.get(given.n, ()) if not quoted else together.spans.get(given.n, ()))
            if spans:
                found.append((given, covering([*spans, *quoted])))
        return tuple(found) or tuple((given, given.span) for given in passages)


def is_enough(found: Support) -> bool:
    """Say whether so much of a sentence is held that the rest may be the writer's own wording."""
    return found.whole >= LEAST_WHOLE and found.close >= LEAST_CLOSE


def _misnumbered(said: Sequence[Figure], passages: Sequence[NumberedPassage]) -> list[Finding]:
    """Return the numbers that the passages do not have, have less often, or have for something else."""
    held = [figure for given in passages for figure in given.figures]
    wrong = []
    for figure in said:
        same = [other for other in held if figure.agrees(other)]
        often = sum(figure.agrees(other) for other in said)
        if often > len(same) or _is_elsewhere(figure, same, [other for other in held if other not in same]):
            wrong.append(Finding(kind="wrong_number", about=figure.written))
    return wrong


def _is_elsewhere(figure: Figure, same: Sequence[Figure], rivals: Sequence[Figure]) -> bool:
    """Say whether the words around a number stand around another number in the passages; of a date nobody can tell."""
    if figure.is_date:
        return False
    if figure.unit and not any(figure.unit in other.around for other in same):
        return any(figure.unit == other.unit for other in rivals)
    best = max(len(figure.around & other.around) for other in same)
    return max((len(figure.around & other.around) for other in rivals), default=0) >= best + 2


def _misattributed(
    reading: JudgedSentence, strong: Sequence[tuple[NumberedPassage, Span]], every: Sequence[NumberedPassage]
) -> list[Finding]:
    """Return the speakers for whom the article does not have the words."""
    quoted = [(quote.given, list(quote.spans)) for quote in reading.quotes]
    where = quoted or [(given, [span]) for given, span in strong]
    ordinary = {m.name for m in reading.mentions if is_ordinary(reading.plain, m, every)}
    return [
        Finding(kind="wrong_speaker", about=voice.name)
        for voice in reading.voices
        if voice.name not in ordinary
        and not any(_is_publication(voice, given) for given, _ in where)
        and not may_have_said(voice, where, bool(quoted))
    ]


def _misnamed(reading: JudgedSentence, strong: Sequence[tuple[NumberedPassage, Span]]) -> list[Finding]:
    """Return the people of whom a sentence says what the passages say of somebody else, who is named there."""
    if reading.quotes or not strong:
        return []
    people = {name for given, _ in strong for name in given.surnames}
    there = {word for given, span in strong for word in folded(span.of(given.article.text)).split()}
    heard = {word for given, span in strong for word in given.speakers_at(span)}
    own = {_surname(mention) for mention in reading.mentions}
    if not (there & people) or there & people & own:
        return []
    speaking = {voice.name for voice in reading.voices}
    return [
        Finding(kind="wrong_name", about=mention.name)
        for mention in reading.mentions
        if _surname(mention) in people - there - heard and mention.name not in speaking
    ]


def _surname(mention: Mention) -> str:
    return folded(mention.name).split()[-1] if folded(mention.name) else ""


def _is_publication(voice: ClaimedSpeaker, given: NumberedPassage) -> bool:
    named = set(folded(voice.name).split())
    article = given.article
    known = {word for text in (article.publisher, article.author) if text for word in folded(text).split()}
    return bool(named) and named <= known
