"""Exact words of an article, and the answers made of them."""

from dataclasses import dataclass

from onrecord.errors import QuoteIntegrityError
from onrecord.model.article import Article, Span


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
