"""Who appears in one article: its names gathered into characters."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from onrecord.attribution.coreference.entity import Entity, EntityMention, heads, key, length
from onrecord.attribution.coreference.headlines import headline_names, promote
from onrecord.attribution.coreference.roles import learn_genders, learn_roles
from onrecord.attribution.coreference.short_names import (
    are_middles_apart,
    bearers_of,
    body_ending_in,
    particle_surnames,
)
from onrecord.language.lexicon.first_names import Gender, is_first_name, same_first_name
from onrecord.language.lexicon.word_lists import word_list
from onrecord.language.names.mentions import Mention, mentions_in
from onrecord.language.names.tokens import tokens_of
from onrecord.language.quotation_marks.quotation_marks import quoted_passages
from onrecord.model import Span

_OFFICES = word_list("offices")
_BEFORE_FIRST_NAMES = word_list("titles before first names")
_OFTEN = 5
_SELDOM = 2
_MOST_NAMESAKES = 30


class Entities:
    """The characters of one article and every place where they are named.

    `holders` gives the people who hold a role and `bodies` the bodies of several words that end with a word, the first
    named first, both in small letters; `named` gives the first who goes by a name. `common` are the words that stand
    without a capital, `capitals` those that have one inside a sentence.
    """

    def __init__(self, text: str, title: str | None = None) -> None:
        """Read `text`; names in `title` count as the first ones."""
        self.text = text
        self.tokens = tokens_of(text, quoted_passages(text))
        self.characters: list[Entity] = []
        self._by_last: dict[str, list[Entity]] = {}
        self._by_first: dict[str, list[Entity]] = {}
        self._bodies: dict[str, Entity] = {}
        self._by_end: dict[str, dict[int, Entity]] = {}
        self._surnames: frozenset[tuple[str, ...]] = frozenset()
        self._alone: Counter[str] = Counter()
        self._gather(title)
        self._ends = [token.end for token in self.tokens]
        self._starts = [appearance.start for appearance in self.appearances]
        learn_roles(text, self.tokens, self.appearances)
        self.holders: dict[str, list[Entity]] = {}
        self.bodies: dict[str, list[Entity]] = {}
        self.named: dict[str, Entity] = {}
        for character in self.characters:
            self.named.setdefault(character.name, character)
            if character.kind in {"body", "name"} and len(character.words) > 1:
                self.bodies.setdefault(character.words[-1].lower(), []).append(character)
            for role in character.roles:
                self.holders.setdefault(role, []).append(character)
        for bodies in self.bodies.values():
            bodies.sort(key=lambda body: body.first_at)
        learn_genders(self.tokens, self.characters, self.appearances)
        self.common = {t.text for t in self.tokens if not t.capital}
        self.capitals = {t.text for t in self.tokens if t.capital and not t.first and not t.headline}

    def within(self, span: Span) -> list[EntityMention]:
        """Return the appearances whose names lie inside `span`, in order."""
        low = bisect_right(self._starts, span.start - 1)
        high = bisect_right(self._starts, span.end - 1)
        return [a for a in self.appearances[low:high] if a.mention.span.end <= span.end + 1]

    def whole(self, span: Span) -> Span:
        """Return `span` with the rest of a person's name that it cuts, as "Captain Ann" cuts "Captain Ann Lee"."""
        start, end = span.start, span.end
        for at in (span.start, span.end - 1):
            position = bisect_right(self._starts, at)
            for near in self.appearances[max(0, position - 1) : position + 1]:
                whole = near.mention.whole
                if near.mention.kind == "person" and whole.start <= at < whole.end:
                    start, end = min(start, whole.start), max(end, near.mention.span.end)
        return Span(start=start, end=end)

    def before(self, at: int) -> int:
        """Return how many appearances begin before the offset `at`."""
        return bisect_right(self._starts, at - 1)

    def token_at(self, at: int) -> int:
        """Return the index of the token at the offset `at`, or of the next one."""
        return bisect_right(self._ends, at)

    def _gather(self, title: str | None) -> None:
        mentions = mentions_in(self.text, self.tokens)
        headings = headline_names(self.tokens, mentions)
        promote(self.text, mentions, self.tokens)
        everywhere = sorted([*mentions, *headings], key=lambda m: m.span.start)
        self._alone = Counter(key(m.words[0]) for m in mentions if len(m.words) == 1 and not m.title)
        heading = tokens_of(title or "")
        opening = [*mentions_in(title or "", heading), *headline_names(heading, mentions)]
        full = [m for m in [*opening, *everywhere] if m.kind == "person" and length(m.words) > 1]
        self._surnames = particle_surnames(full)
        for mention in full:
            if not self._is_surname(mention):
                self._add_person(mention)
        for mention in sorted((m for m in mentions if m.kind == "body"), key=lambda m: -len(m.words)):
            self._add_body(mention)
        self.appearances = sorted(self._appear(everywhere), key=lambda a: a.start)

    def _add_person(self, mention: Mention) -> Entity:
        character = self._full(mention.words)
        nick = {key(mention.nick)} - {""}
        if character is None:
            character = Entity(kind="person", words=mention.words, order=len(self.characters))
            self.characters.append(character)
            self._by_last.setdefault(key(character.core[-1]), []).append(character)
            self._by_first.setdefault(key(character.core[0]), []).append(character)
        elif len(mention.name) > len(" ".join(character.words)) and len(mention.words) >= len(character.words):
            character.words = mention.words
        for name in nick - character.nicks:
            self._by_first.setdefault(name, []).append(character)
        character.nicks |= nick
        return character

    def _add_body(self, mention: Mention) -> Entity:
        full = key(mention.name)
        character = self._bodies.get(full) or self._acronym(mention) or self._longer_body(mention)
        if character is None:
            character = Entity(kind="body", words=mention.words, order=len(self.characters))
            self.characters.append(character)
        elif len(mention.name) > len(" ".join(character.words)):
            character.words = mention.words
        self._bodies[full] = character
        self._by_end.setdefault(key(character.words[-1]), {})[id(character)] = character
        initials = "".join(word[0] for word in mention.words if word[0].isupper())
        if len(mention.words) > 1 and len(initials) > 1:
            self._bodies.setdefault(key(initials), character)
        return character

    def _acronym(self, mention: Mention) -> Entity | None:
        if len(mention.words) == 1:
            return self._bodies.get(key(mention.name.replace(".", "")))
        initials = "".join(word[0] for word in mention.words if word[0].isupper())
        found = self._bodies.get(key(initials)) if len(initials) > 2 else None
        return found if found is not None and len(found.words) == 1 else None

    def _full(self, words: tuple[str, ...]) -> Entity | None:
        wanted = Entity(kind="person", words=words, order=0)
        if not wanted.core:
            return None
        for character in self._by_last.get(key(wanted.core[-1]), [])[:_MOST_NAMESAKES]:
            same_suffix = character.suffix == wanted.suffix
            first = wanted.core[0]
            alike = same_first_name(character.core[0], first) or key(first) in character.nicks
            if len(character.core) > 1 and same_suffix and alike and not are_middles_apart(character, wanted):
                return character
        return None

    def _is_surname(self, mention: Mention) -> bool:
        return tuple(key(word) for word in mention.words) in self._surnames

    def _single(self, surname: tuple[str, ...], gender: Gender | None, title: str, at: int) -> Entity | None:
        word = surname[-1]
        namesakes = bearers_of(surname, self._by_last.get(key(word), [])[:_MOST_NAMESAKES])
        bearers = [c for c in namesakes if gender is None or c.gender in {None, gender}]
        if gender is not None:
            bearers = [c for c in bearers if c.gender == gender] or (bearers if len(bearers) == 1 else [])
            if not bearers and len(namesakes) > 1:
                return None
        office = heads(title) & _OFFICES
        if office:
            of_that_office = [c for c in bearers if office & c.titles]
            bearers = of_that_office or [c for c in bearers if c.first_at < at and not c.titles & _OFFICES]
        if bearers:
            return self._likeliest(bearers, word, titled=bool(title))
        surname_only = bool(title) and is_first_name(word) and not heads(title) & _BEFORE_FIRST_NAMES
        first = [] if surname_only else self._by_first.get(key(word), [])
        return first[0] if len(first) == 1 else None

    def _likeliest(self, bearers: Sequence[Entity], word: str, *, titled: bool) -> Entity | None:
        """Return the bearer of a surname that it means when it stands alone, or None when that is not plain.

        It means the one whom the article never names in full, or else the one named first and most, unless the article
        gives that one's full name again and again.
        """
        surname_only = [c for c in bearers if len(c.core) == 1]
        if surname_only:
            return max(surname_only, key=lambda c: c.count)
        first = min(bearers, key=lambda c: c.order)
        main = max(bearers, key=lambda c: c.full + (3 if c is first else 0))
        always_full = main.full >= max(_OFTEN, self._alone[key(word)]) and self._alone[key(word)] > _SELDOM
        return None if len(bearers) > 1 and always_full and not titled else main

    def _appear(self, mentions: Iterable[Mention]) -> Iterator[EntityMention]:
        def rank(m: Mention) -> tuple[bool, bool, int]:
            return length(m.words) < 2 or self._is_surname(m), not (m.title and m.gender), m.span.start

        ordered = sorted(mentions, key=rank)
        for mention in ordered:
            character = self._character_of(mention)
            if character is None:
                continue
            character.count += 1
            if character.first_at < 0 or mention.span.start < character.first_at:
                character.first_at = mention.span.start
            surface = self.text[mention.whole.start : mention.whole.end]
            character.go_by(mention.name)
            if mention.title:
                character.go_by(" ".join(surface.split()))
                character.titles |= heads(mention.title)
            if mention.gender is not None and mention.kind == "person":
                character.genders[mention.gender] += 4 if mention.title else 2
                character.settle_gender()
            if length(mention.words) > 1:
                character.full += 1
            yield EntityMention(character=character, mention=mention)

    def _character_of(self, mention: Mention) -> Entity | None:
        if mention.kind == "body":
            shouted = len(mention.words) == 1 and mention.name.isupper() and len(mention.name) > 2
            surname = self._by_last.get(key(mention.name), []) if shouted else []
            if not surname:
                return self._bodies.get(key(mention.name))
        single = len(mention.words) == 1 or self._is_surname(mention)
        if length(mention.words) > 1 and mention.kind == "person" and not single:
            return self._full(mention.words)
        gender = mention.gender if mention.title else None
        found = self._single(mention.words, gender, mention.title, mention.span.start) if single else None
        if found is not None:
            mention.gender = gender
            mention.kind = "person"
            return found
        if mention.kind == "person":
            return self._new(mention)
        known = self._bodies.get(key(mention.name))
        if known is None and mention.kind == "name":
            known = self._longer_body(mention)
        return known or self._new(mention)

    def _longer_body(self, mention: Mention) -> Entity | None:
        return body_ending_in(mention, self.tokens, self._by_end.get(key(mention.words[-1]), {}).values())

    def _new(self, mention: Mention) -> Entity:
        character = Entity(kind=mention.kind, words=mention.words, order=len(self.characters))
        self.characters.append(character)
        if mention.kind == "person" or len(mention.words) == 1:
            self._by_last.setdefault(key(mention.words[-1]), []).append(character)
        else:
            self._bodies[key(mention.name)] = character
            self._by_end.setdefault(key(mention.words[-1]), {})[id(character)] = character
        return character
