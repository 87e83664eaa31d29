"""Who said what."""

from dataclasses import dataclass
from typing import Literal

from onrecord.model.article import Article, Span

Kind = Literal["direct", "mixed", "indirect"]


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
