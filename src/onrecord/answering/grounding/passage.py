"""What a language model is given to write from, and what may be said of it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from onrecord.language.folding import folded
from onrecord.language.numerals import Figure, figures
from onrecord.language.sentences import sentences
from onrecord.language.words import stems, words
from onrecord.model import Article, Attribution, Span
from onrecord.speakers.identity import identity_of

_CAPITALS = re.compile(r"\b[A-Z][\w’'.-]*(?:\s+(?:of|for|the|and|de)\b|\s+[A-Z][\w’'.-]*)+")


@dataclass(frozen=True, eq=False)
class NumberedPassage:
    """A numbered passage: `n` is the marker that stands for it, `attributions` are those of the whole article."""

    n: int
    article: Article
    span: Span
    attributions: Sequence[Attribution] = ()

    @cached_property
    def text(self) -> str:
        """The passage's exact characters."""
        return self.span.of(self.article.text)

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """The passage's sentences, as places in the article."""
        shift = self.span.start
        found = sentences(self.text, self.article.language)
        return tuple(Span(start=s.start + shift, end=s.end + shift) for s in found) or (self.span,)

    @cached_property
    def said(self) -> tuple[Attribution, ...]:
        """The attributions of which some words stand in the passage."""
        return tuple(a for a in self.attributions if any(self.span.overlaps(span) for span in a.content))

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of the passage's words."""
        return frozenset(stems(words(self.text)))

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """The numbers of the passage, of the article's title and of its date."""
        published = self.article.published
        day = f"{published.day} {published.year} {published.month}" if published else ""
        return (*figures(self.text), *figures(self.article.title or ""), *figures(day))

    @cached_property
    def known_names(self) -> frozenset[str]:
        """The folded words that a name may use: those of the passage, of its heading and of its speakers."""
        article = self.article
        heading = (article.title, article.publisher, article.author)
        day = f"{article.published:%A %B}" if article.published else ""
        return frozenset(_folded_words([self.text, *(h for h in heading if h), day, *self.speaker_names]))

    @cached_property
    def speaker_names(self) -> tuple[str, ...]:
        """Every name of those who speak in the passage."""
        return tuple(name for a in self.said if a.speaker for name in (a.speaker.name, *a.speaker.aliases))

    @cached_property
    def surnames(self) -> frozenset[str]:
        """The folded last names of the people who speak in the article."""
        people = {a.speaker for a in self.attributions if a.speaker}
        known = (identity_of(speaker) for speaker in people if " " in speaker.name)
        return frozenset(identity.last for identity in known if identity)

    def speakers_at(self, place: Span) -> set[str]:
        """Return the folded words of the names of those whose words stand at a place."""
        here = [a.speaker for a in self.said if a.speaker and any(place.overlaps(span) for span in a.content)]
        return {word for s in here for name in (s.name, *s.aliases) for word in folded(name).split()}

    @cached_property
    def whole(self) -> str:
        """The article's folded words between single spaces."""
        return f" {folded(self.article.title or '')} {folded(self.article.text)} "

    @cached_property
    def initials(self) -> frozenset[str]:
        """The initials of the long names in the article: `fbi` for Federal Bureau of Investigation."""
        return _initials(self.article.text)


@lru_cache(maxsize=128)
def _initials(text: str) -> frozenset[str]:
    runs = _CAPITALS.findall(text)
    return frozenset("".join(w[0] for w in run.split() if w[0].isupper()).lower() for run in runs)


def _folded_words(texts: Iterable[str]) -> Iterable[str]:
    for text in texts:
        plain = folded(text)
        yield from plain.split()
        yield from stems(plain.split())
