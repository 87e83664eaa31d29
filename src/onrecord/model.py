"""The nouns of On Record: frozen values that every room passes to the next.

Offsets are Unicode code points, half-open, into the `text` of one article.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from onrecord.errors import QuoteIntegrityError

Kind = Literal["direct", "mixed", "indirect"]


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

    def contains(self, other: "Span") -> bool:
        """Say whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One document. `text` is canonical: every offset in the system points into it.

    `id` defaults to a digest of the source or the text; `source` is the path or address it was read from.
    `sha256` is that of the text and the shown metadata: two articles with the same one are the same.
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

    def __post_init__(self) -> None:
        """Fill in the digest, and the id where none was given."""
        shown = (self.text, self.title, self.publisher, self.author, self.published, self.url, self.language)
        digest = _digest(json.dumps(shown, ensure_ascii=False, default=str))
        object.__setattr__(self, "sha256", digest)
        if not self.id:
            named = self.source or self.url
            object.__setattr__(self, "id", (_digest(named) if named else digest)[:12])


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreadable:
    """A source that could not be read, and the one clear line that says why."""

    source: str
    error: str


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """An article, a span of it, and the exact words there, shown as the marker `[n]`.

    Raises QuoteIntegrityError when the words are not what the article says at that place.
    """

    n: int
    article: Article
    start: int
    end: int
    quote: str

    def __post_init__(self) -> None:
        """Hold the first law: the quote equals the article's own characters."""
        inside = 0 <= self.start < self.end <= len(self.article.text)
        if not inside or self.quote != self.article.text[self.start : self.end]:
            raise QuoteIntegrityError(f"article {self.article.id} does not say these words at {self.start}:{self.end}")

    @classmethod
    def of(cls, article: Article, span: Span, n: int) -> "Citation":
        """Cite the words that stand in `article` at `span`."""
        return cls(n=n, article=article, start=span.start, end=span.end, quote=span.of(article.text))

    @property
    def span(self) -> Span:
        """The cited place."""
        return Span(start=self.start, end=self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerSentence:
    """One sentence of an answer, with the citations it rests on; a sentence of no citation is a remark of ours."""

    text: str
    citations: tuple[Citation, ...] = ()

    @property
    def marked(self) -> str:
        """The sentence followed by its markers, as in `It rained. [1]`."""
        return " ".join([self.text, *(f"[{c.n}]" for c in self.citations)])


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a question got: sentences with citations, or an abstention with the passages that came near.

    `confidence` is the calibrated probability, 0 to 1, that the answer is right; `near` holds passages that
    do not answer but are closest, and is only filled on an abstention.
    """

    question: str
    sentences: tuple[AnswerSentence, ...]
    abstained: bool
    writer: str
    confidence: float = 0.0
    near: tuple[Citation, ...] = ()

    @property
    def text(self) -> str:
        """The answer as it is shown, markers included."""
        return " ".join(s.marked for s in self.sentences)

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Every citation once, in the order of its number."""
        return tuple(sorted({c.n: c for s in self.sentences for c in s.citations}.values(), key=lambda c: c.n))


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who a source resolves to: the fullest name, and every other way the articles name them."""

    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """One "who said what", in the terms of the PARC and PolNeAR corpora.

    `content` is one span, or several when the cue interrupts; the content of a `direct` one is exactly what stands
    inside the marks. `cue` and `source` are the words themselves; `confidence`, 0 to 1, is that of the whole.
    """

    content: tuple[Span, ...]
    kind: Kind
    cue: Span | None = None
    source: Span | None = None
    speaker: Speaker | None = None
    confidence: float = 1.0

    def words(self, text: str) -> tuple[str, ...]:
        """Return the content's exact words, one string for each span."""
        return tuple(span.of(text) for span in self.content)


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownSpeaker(Speaker):
    """A speaker of the whole archive, with how many attributions it has and in how many articles."""

    attributions: int
    articles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributedArticle:
    """An article, and who said what in it, in the order of the text."""

    article: Article
    attributions: tuple[Attribution, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IngestReport:
    """What an ingest did, by article id."""

    added: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    failed: tuple[Unreadable, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """What a look at an index found. `pending` counts what the vector collection had not been told when it began.

    Each of the `problems` is one clear line; there are none when all is well. `versions` is by package.
    """

    index: str
    articles: int
    passages: int
    pending: int
    embedding_model: str
    problems: tuple[str, ...]
    versions: Mapping[str, str]

    @property
    def is_sound(self) -> bool:
        """Say whether nothing is wrong."""
        return not self.problems


def _digest(words: str) -> str:
    """Return the SHA-256 of any string, half a surrogate pair included."""
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()


def covering(spans: Iterable[Span]) -> Span:
    """Return the smallest span that covers all of `spans`; they must not be empty."""
    ordered = sorted(spans)
    return Span(start=ordered[0].start, end=max(span.end for span in ordered))
