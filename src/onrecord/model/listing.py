"""Several results of one kind as one result."""

from dataclasses import dataclass

from onrecord.model.article import Article
from onrecord.model.attribution import KnownSpeaker, Quotation
from onrecord.model.prompt import PromptFile


@dataclass(frozen=True, slots=True)
class ArticleList:
    """Articles, in the order they are to be shown."""

    articles: tuple[Article, ...]


@dataclass(frozen=True, slots=True)
class QuotationList:
    """Quotations, in the order they are to be shown."""

    quotations: tuple[Quotation, ...]


@dataclass(frozen=True, slots=True)
class SpeakerList:
    """Speakers, and how many attributions have none that is known."""

    speakers: tuple[KnownSpeaker, ...]
    unknown: int


@dataclass(frozen=True, slots=True)
class PromptList:
    """Prompts, those in use first under each name."""

    prompts: tuple[PromptFile, ...]
