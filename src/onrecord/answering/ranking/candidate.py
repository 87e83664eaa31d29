"""A sentence that may answer a question."""

from dataclasses import dataclass

from onrecord.model import Article, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A sentence that may answer: its place, the passage it stands in, and what the searches thought of that passage.

    `speakers` holds the stems of the names of those whose words it reports.
    """

    article: Article
    span: Span
    passage: Span
    similarity: float
    passage_similarity: float
    passage_rank: int
    lexical_rank: int
    speakers: frozenset[str]

    @property
    def text(self) -> str:
        """The sentence's exact words."""
        return self.span.of(self.article.text)
