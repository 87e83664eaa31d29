"""The exact words of an article at a place."""

from dataclasses import dataclass

from onrecord.model.article import Article, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """A place in an article. Its words are the article's, for there is no way to give it others."""

    article: Article
    span: Span

    @property
    def text(self) -> str:
        """The exact characters."""
        return self.span.of(self.article.text)
