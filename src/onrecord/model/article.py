"""Articles and the places in them."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from onrecord.model.reading_note import ReadingNote


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Span:
    """The half-open range `start:end` of an article's text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        """Refuse a range that runs backwards or starts before the text."""
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}:{self.end}")

    def __len__(self) -> int:
        """Return the number of characters covered."""
        return self.end - self.start

    def of(self, text: str) -> str:
        """Return the characters of `text` that the span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: "Span") -> bool:
        """Say whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def moved(self, by: int) -> "Span":
        """Return the place of the same characters in a text that has so many more before them."""
        return Span(start=self.start + by, end=self.end + by)

    def contains(self, other: "Span") -> bool:
        """Say whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end


def covering(spans: Iterable[Span]) -> Span:
    """Return the smallest span that covers all of `spans`; they must not be empty."""
    ordered = sorted(spans)
    return Span(start=ordered[0].start, end=max(span.end for span in ordered))


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One document. `text` is canonical: every offset in the system points into it.

    `id` defaults to a digest of the source or the text; `source` is the path or address it was read from.
    `sha256` is that of the text and the shown metadata: two articles with the same one are the same. `notes` tell what
    reading left out or guessed; an article that comes from the ledger has them only where they are asked for.
    """

    text: str
    id: str = ""
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: date | None = None
    url: str | None = None
    language: str | None = None
    source: str | None = None
    sha256: str = field(default="", compare=False)
    notes: tuple[ReadingNote, ...] = field(default=(), compare=False)

    def __post_init__(self) -> None:
        """Fill in the digest, and the id where none was given."""
        shown = (self.text, self.title, self.publisher, self.author, self.published, self.url, self.language)
        digest = _digest(json.dumps(shown, ensure_ascii=False, default=str))
        object.__setattr__(self, "sha256", digest)
        if not self.id:
            named = self.source or self.url
            object.__setattr__(self, "id", (_digest(named) if named else digest)[:12])


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A span that is searched: whole sentences, quotable exactly as `text`."""

    id: str
    article_id: str
    start: int
    end: int
    text: str

    @property
    def span(self) -> Span:
        """The passage's place in its article."""
        return Span(start=self.start, end=self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A passage that a search found; `score` grows with relevance and `rank` counts from 1."""

    passage: Passage
    article: Article
    score: float
    rank: int


def _digest(words: str) -> str:
    """Return the SHA-256 of any string, half a surrogate pair included."""
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()
