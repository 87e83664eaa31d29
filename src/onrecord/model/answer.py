"""Exact words of an article, and the answers made of them."""

from collections import Counter
from dataclasses import dataclass

from onrecord.errors import QuoteIntegrityError
from onrecord.model.article import Article, Span
from onrecord.model.finding import Finding

NOT_SUPPORTED = "not supported by the articles"
"""What is said behind a sentence of a language model that no passage holds."""


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
    """One sentence of an answer, with the citations it rests on; a sentence of no citation is a remark of ours.

    `is_ours` marks a remark that has citations: the one that names a disagreement between its sources.
    What a language model wrote has `findings`, if the gate had any; where the articles do not hold it, `is_supported`
    is false and it has no citation.
    """

    text: str
    citations: tuple[Citation, ...] = ()
    findings: tuple[Finding, ...] = ()
    is_supported: bool = True
    is_ours: bool = False

    @property
    def is_remark(self) -> bool:
        """Whether it is set as a remark: it has no citation, or is a sentence of ours about its citations."""
        return self.is_ours or not self.citations

    @property
    def marked(self) -> str:
        """The sentence followed by its markers, as in `It rained. [1]`, or by the remark that it has no support."""
        after = [f"[{c.n}]" for c in self.citations] if self.is_supported else [f"({NOT_SUPPORTED})"]
        return " ".join([self.text, *after])


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a question got: sentences with citations, or an abstention with the passages that came near.

    `confidence` is the calibrated probability, 0 to 1, that the archive answers the question, and that an extractive
    answer is right; `near` holds passages that do not answer but are closest, and is only filled on an abstention.
    `steps` tells what happened on the way, such as how a follow-up was read or why a model did not write the answer.
    `dropped` are the sentences of a model that were left out.
    """

    question: str
    sentences: tuple[AnswerSentence, ...]
    abstained: bool
    writer: str
    confidence: float = 0.0
    near: tuple[Citation, ...] = ()
    steps: tuple[str, ...] = ()
    dropped: tuple[AnswerSentence, ...] = ()

    @property
    def text(self) -> str:
        """The answer as it is shown, markers included."""
        return " ".join(s.marked for s in self.sentences)

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Every citation once, in the order of its number."""
        return tuple(sorted({c.n: c for s in self.sentences for c in s.citations}.values(), key=lambda c: c.n))

    @property
    def disagreement(self) -> str | None:
        """The sentence of ours that names a disagreement between its sources, with its markers; None without one."""
        return next((s.marked for s in self.sentences if s.is_ours), None)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All that the gate did to the answer, in the order of its sentences; those left out come last."""
        return tuple(finding for s in (*self.sentences, *self.dropped) for finding in s.findings)


def told_findings(answer: Answer) -> Counter[str]:
    """Return what the gate did to an answer, a line for each kind of finding, with how often."""
    told = Counter(finding.line for finding in answer.findings)
    told["a sentence that the articles do not support was left out"] += sum(
        all(finding.kind != "cut_off" for finding in sentence.findings) for sentence in answer.dropped
    )
    return +told
