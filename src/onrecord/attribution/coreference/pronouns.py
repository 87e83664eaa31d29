"""Who "he" and "she" are: the walk through an article that keeps in mind who was named last, and how."""

import math
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from onrecord.attribution.coreference.descriptions import resolve_description
from onrecord.attribution.coreference.entities import Entities
from onrecord.attribution.coreference.entity import Entity
from onrecord.attribution.coreference.grammatical_roles import part_played
from onrecord.attribution.coreference.noun_phrases import own_words, read_phrase
from onrecord.language.lexicon.first_names import Gender
from onrecord.language.lexicon.lexicon import GENDERED_ROLES, ROLES
from onrecord.language.lexicon.word_lists import word_list
from onrecord.language.names.tokens import Token
from onrecord.model import Span

HE = word_list("he")
SHE = word_list("she")
_SENTENCES_BACK = 14
_LETTERS_AHEAD = 60
_OFTEN = 3
_NEW = frozenset({"a", "an", "one", "another"})
_MENTIONS_BACK = 40

# Fitted to 190 pronouns of news articles by a ranking of their candidates, then rounded.
WEIGHTS: Mapping[str, float] = {
    "distance": -0.9,
    "paragraph": -0.9,
    "subject": 1.1,
    "same sentence": 0.85,
    "speaker": 0.3,
    "last speaker": 0.8,
    "frequency": 0.3,
    "pronoun": -0.8,
    "possessive": -1.2,
    "oblique": -1.2,
    "in quotation": -1.7,
    "in saying": -0.8,
    "in content": -3.0,
    "no gender": -0.9,
    "no person": -1.8,
}
_LEAST = -5.0
_MARGIN = 0.25


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """A character as the walk remembers it: where it was named and what part it played there."""

    character: Entity
    sentence: int
    paragraph: int
    start: int
    quoted: bool
    features: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """An attribution as the walk needs it: where its source begins, and what it says."""

    source: Span
    content: tuple[Span, ...]


def referents(cast: Entities, sayings: Iterable[Saying]) -> dict[int, Entity | None]:
    """Return who each he or she that is a source is, by the offset of the source; None when it stays open."""
    return _Walk(cast, sayings).run()


class _Walk:
    """One pass over the words of an article."""

    def __init__(self, cast: Entities, sayings: Iterable[Saying]) -> None:
        self.cast = cast
        self.sources = {saying.source.start: saying for saying in sayings}
        self.traces: deque[Trace] = deque(maxlen=_MENTIONS_BACK)
        self.last_speaker: Entity | None = None
        self.found: dict[int, Entity | None] = {}
        self.counts: dict[int, int] = {}
        self.told = _told(cast.tokens)
        self.said = _Spans(span for saying in self.sources.values() for span in saying.content)

    def run(self) -> dict[int, Entity | None]:
        """Walk through the article and return who its pronouns are."""
        appearances = {a.mention.after - len(a.mention.words): a for a in self.cast.appearances}
        unnamed = self._described()
        sources = _Spans(saying.source for saying in self.sources.values())
        for index, token in enumerate(self.cast.tokens):
            appearance = appearances.get(index)
            if index in unnamed:
                character, after = unnamed[index]
                self._remember(character, index, after, speaks=True)
            if appearance is not None and _may_be_person(self.cast, appearance.character):
                speaks = sources.cover(token.start)
                self._remember(appearance.character, appearance.mention.before, appearance.mention.after, speaks=speaks)
            elif token.lower in HE or token.lower in SHE:
                self._read_pronoun(index, token)
        return self.found

    def _described(self) -> dict[int, tuple[Entity, int]]:
        """Return the people who speak without a name (a delegate, the governor), by their first token."""
        found: dict[int, tuple[Entity, int]] = {}
        for saying in self.sources.values():
            phrase = read_phrase(self.cast, saying.source)
            if phrase is None or phrase.joint or phrase.character is not None or phrase.noun not in ROLES:
                continue
            known = resolve_description(self.cast, phrase, saying.source, None)
            if phrase.tokens[phrase.begin].lower not in _NEW and not isinstance(known, Entity):
                continue
            if not isinstance(known, Entity):
                own = own_words(self.cast, saying.source)
                gender = GENDERED_ROLES.get(phrase.noun)
                known = Entity(kind="person", words=(own,), order=len(self.cast.characters), gender=gender)
            found[phrase.begin] = (known, phrase.end)
        return found

    def _read_pronoun(self, index: int, token: Token) -> None:
        saying = self.sources.get(token.start)
        if saying is None and token.quoted:
            return
        gender: Gender = "m" if token.lower in HE else "f"
        character = self.decide(token, gender, saying)
        if saying is not None:
            self.found[token.start] = character
        if character is not None:
            self._remember(character, index, index + 1, speaks=saying is not None, pronoun=token.lower)

    def _remember(self, character: Entity, before: int, after: int, *, speaks: bool, pronoun: str = "") -> None:
        token = self.cast.tokens[before]
        part = part_played(self.cast.tokens, before, after, pronoun)
        if part == "introduced":
            is_alone = not any(trace.sentence == token.sentence for trace in self.traces)
            part = "subject" if is_alone else "oblique"
        features = {part}
        if self.said.cover(token.start) and not token.quoted:
            features.add("in saying")
        if speaks:
            features.add("speaker")
            self.last_speaker = character
        if pronoun:
            features.add("pronoun")
        self.counts[id(character)] = self.counts.get(id(character), 0) + 1
        self.traces.append(
            Trace(
                character=character,
                sentence=token.sentence,
                paragraph=token.paragraph,
                start=token.start,
                quoted=token.quoted,
                features=frozenset(features),
            )
        )

    def decide(self, token: Token, gender: Gender, saying: Saying | None) -> Entity | None:
        """Return the character that a pronoun stands for, or None when two are about as likely or none is."""
        spoken_of = self._named_in(saying) | self._named_behind(token)
        best: dict[int, tuple[float, Entity]] = {}
        for trace in self.traces:
            character = trace.character
            if self.told[token.sentence] - self.told[trace.sentence] > _SENTENCES_BACK or character.gender not in {
                None,
                gender,
            }:
                continue
            score = sum(WEIGHTS[name] * value for name, value in self._features(trace, token, spoken_of).items())
            if id(character) not in best or score > best[id(character)][0]:
                best[id(character)] = (score, character)
        ranked = sorted(best.values(), key=lambda pair: -pair[0])
        if not ranked or ranked[0][0] < _LEAST:
            return None
        if len(ranked) > 1 and ranked[0][0] - ranked[1][0] < _MARGIN:
            return None
        return ranked[0][1]

    def _features(self, trace: Trace, token: Token, spoken_of: set[int]) -> dict[str, float]:
        character = trace.character
        values = {
            "distance": math.log2(1 + self.told[token.sentence] - self.told[trace.sentence]),
            "paragraph": float(min(token.paragraph - trace.paragraph, 4)),
            "frequency": math.log(1 + self.counts.get(id(character), 0)),
            "last speaker": float(character is self.last_speaker),
            "in quotation": float(trace.quoted and not token.quoted),
            "no gender": float(character.gender is None),
            "no person": float(character.kind == "name" and (character.gender is None or character.count < _OFTEN)),
            "in content": float(id(character) in spoken_of),
            "same sentence": float(trace.sentence == token.sentence and "subject" in trace.features),
        }
        for name in trace.features:
            if name in WEIGHTS:
                values[name] = 1.0
        return values

    def _named_behind(self, token: Token) -> set[int]:
        """Return those named right behind the pronoun in its own sentence: "he told Ann Lee" is not Ann Lee."""
        ahead = self.cast.within(Span(start=token.end, end=token.end + _LETTERS_AHEAD))
        tokens = self.cast.tokens
        return {
            id(a.character)
            for a in ahead
            if tokens[a.mention.before].sentence == token.sentence and not tokens[a.mention.before].quoted
        }

    def _named_in(self, saying: Saying | None) -> set[int]:
        """Return those whom the saying itself names: nobody speaks of himself by name."""
        if saying is None:
            return set()
        return {id(a.character) for span in saying.content for a in self.cast.within(span)}


def _told(tokens: Sequence[Token]) -> list[int]:
    """Return a number for each sentence that leaves out those wholly inside quotations, which are no distance."""
    numbers = [0] * (tokens[-1].sentence + 1 if tokens else 0)
    for token in tokens:
        if not token.quoted:
            numbers[token.sentence] = 1
    return list(accumulate(numbers))


def _may_be_person(cast: Entities, character: Entity) -> bool:
    if character.kind != "name" or len(character.words) > 1:
        return character.kind == "person" or (character.kind == "name" and character.gender is not None)
    return character.words[0] in cast.capitals and (character.gender is not None or character.count >= _OFTEN)


class _Spans:
    """Spans of a text, asked for in the order of the places they may cover."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = sorted(spans)
        self._at = 0
        self._reach = 0

    def cover(self, at: int) -> bool:
        """Say whether one of them covers the offset `at`, which may not be smaller than the one asked for before."""
        while self._at < len(self._spans) and self._spans[self._at].start <= at:
            self._reach = max(self._reach, self._spans[self._at].end)
            self._at += 1
        return at < self._reach
