"""Several results of one kind as one result."""

from dataclasses import dataclass

from onrecord.model.article import Article
from onrecord.model.attribution import KnownSpeaker, PlacedCorrection, Quotation
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
class CorrectionList:
    """What a person states of single quotations, in the order it is to be shown."""

    corrections: tuple[PlacedCorrection, ...]


@dataclass(frozen=True, slots=True)
class SpeakerList:
    """Speakers, and how many attributions have none that is known."""

    speakers: tuple[KnownSpeaker, ...]
    unknown: int


@dataclass(frozen=True, slots=True)
class PromptList:
    """Prompts, those in use first under each name."""

    prompts: tuple[PromptFile, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerPlace:
    """An article that a speaker is in: what it calls the speaker, and why that is the same as elsewhere."""

    article: Article
    name: str
    aliases: tuple[str, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainedSpeaker:
    """A speaker of the archive with its articles; `apart` holds who was not taken for the same, each with why."""

    speaker: KnownSpeaker
    places: tuple[SpeakerPlace, ...]
    apart: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ExplainedSpeakerList:
    """Speakers, each with the reasons why its names are taken for one."""

    speakers: tuple[ExplainedSpeaker, ...]
