"""Who said what."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from onrecord.errors import QuoteIntegrityError
from onrecord.model.article import Article, Span

AttributionKind = Literal["direct", "mixed", "indirect"]
CorrectionKind = Literal["speaker", "nobody", "not_said"]
"""That somebody said the words, that nobody knows who did, or that nobody is quoted there."""

_LIKELY = 0.5
"""Confidence below which an attribution is doubtful; set by hand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who a source resolves to: the fullest name, and every other way the articles name them."""

    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What a person states of the words of one quotation: who said them, that nobody knows, or that nobody did.

    The words hold it: `content` is where they stood when it was stated, `before` and `after` what stood around them.
    `names` are those that the speaker, where there is one, goes by in the articles.
    """

    article_id: str
    content: tuple[Span, ...]
    words: tuple[str, ...]
    before: str
    after: str
    kind: CorrectionKind
    speaker: str | None = None
    names: tuple[str, ...] = ()
    note: str | None = None
    stated_at: datetime

    @property
    def id(self) -> str:
        """The same for the same words at the same place of the same article."""
        held = (self.article_id, *self.words, self.before, self.after, str(self.content[0].start))
        return hashlib.sha256("\0".join(held).encode("utf-8", "surrogatepass")).hexdigest()[:16]

    @property
    def line(self) -> str:
        """Who corrected the reading, and when."""
        return f"corrected by a person on {self._day}"

    @property
    def statement(self) -> str:
        """What is stated, as a sentence."""
        told = {"nobody": "it is not known whose words these are", "not_said": "nobody is quoted here"}
        what = told.get(self.kind, f"these are words of {self.speaker}")
        return f"A person settled on {self._day} that {what}."

    @property
    def _day(self) -> str:
        return f"{self.stated_at.day} {self.stated_at:%B %Y}"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedCorrection:
    """A correction with where its words stand in its article now; None where they stand there no more."""

    correction: Correction
    content: tuple[Span, ...] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """One "who said what", in the terms of the PARC and PolNeAR corpora.

    `content` is one span, or several when the cue interrupts; the content of a `direct` one is exactly what stands
    inside the marks. `cue` and `source` are the words themselves; `confidence`, 0 to 1, is that of the whole.
    `correction` is what a person states of it, where one does.
    """

    content: tuple[Span, ...]
    kind: AttributionKind
    cue: Span | None = None
    source: Span | None = None
    speaker: Speaker | None = None
    confidence: float = 1.0
    correction: Correction | None = None

    @property
    def is_likely(self) -> bool:
        """Whether it is more likely than not that somebody said this, and who."""
        return self.confidence >= _LIKELY

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
    """An article, and who said what in it, in the order of the text; `unsaid` is what a person states nobody said."""

    article: Article
    attributions: tuple[Attribution, ...]
    unsaid: tuple[PlacedCorrection, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """An attribution with the article that it stands in; the article's words are read from there and nowhere else.

    Raises QuoteIntegrityError when a place of it lies outside the article's text.
    """

    article: Article
    attribution: Attribution

    def __post_init__(self) -> None:
        """Check that everything that can be shown stands in the article."""
        said = self.attribution
        _refuse_outside(self.article, *said.content, *(span for span in (said.cue, said.source) if span is not None))
        if not said.content:
            raise QuoteIntegrityError(f"an attribution of article {self.article.id} has no words")

    @property
    def words(self) -> tuple[str, ...]:
        """The exact words that were said, one string for each span of the content."""
        return self.attribution.words(self.article.text)

    @property
    def source_words(self) -> str | None:
        """The words that name the speaker there, such as "he"."""
        source = self.attribution.source
        return None if source is None else source.of(self.article.text)

    @property
    def cue_words(self) -> str | None:
        """The words that say that something was said."""
        cue = self.attribution.cue
        return None if cue is None else cue.of(self.article.text)

    @property
    def speaker(self) -> Speaker | None:
        """Who said it, as the whole archive knows them; None when unknown."""
        return self.attribution.speaker

    @property
    def kind(self) -> AttributionKind:
        """How it is given: direct, mixed or indirect."""
        return self.attribution.kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation(Occurrence):
    """What somebody said, with the `sentence` or sentences that it stands in.

    `score`, 0 to 1, is how near it is to the topic that was asked for, 0 where none was. `places` are the other places
    where the same words stand, `versions` those where nearly the same words do.
    """

    sentence: Span
    score: float = 0.0
    places: tuple[Occurrence, ...] = ()
    versions: tuple[Occurrence, ...] = ()

    def __post_init__(self) -> None:
        """Check the sentence too."""
        Occurrence.__post_init__(self)
        _refuse_outside(self.article, self.sentence)

    @property
    def sentence_words(self) -> str:
        """The exact words of the sentence or sentences."""
        return self.sentence.of(self.article.text)


def _refuse_outside(article: Article, *spans: Span) -> None:
    for span in spans:
        if not span.start < span.end <= len(article.text):
            raise QuoteIntegrityError(f"article {article.id} has no words at {span.start}:{span.end}")
