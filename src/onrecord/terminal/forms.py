"""The form of each result: the parts that a terminal prints, one after the other."""

from collections.abc import Iterator
from functools import singledispatch

from rich.console import RenderableType

from onrecord.model import (
    Answer,
    Article,
    ArticleList,
    AttributedArticle,
    CheckedDraft,
    ClaimGroup,
    ClaimList,
    CorrectionList,
    ExplainedSpeakerList,
    Health,
    ImportReport,
    IngestReport,
    PromptList,
    QuotationList,
    QuoteCheck,
    SpeakerList,
    Timeline,
    WatchReport,
)
from onrecord.terminal import answers, articles, checks, claims, quotations, tables
from onrecord.terminal.layout import line


@singledispatch
def form(result: object) -> Iterator[RenderableType]:
    """Yield the parts of a result; raises TypeError for one that has no form."""
    raise TypeError(f"cannot be shown: {type(result).__name__}")


@form.register
def _(result: IngestReport) -> Iterator[RenderableType]:
    parts = ("added", "updated", "unchanged", "failed")
    yield line(", ".join(f"{len(getattr(result, part))} {part}" for part in parts))


form.register(Answer, answers.answer)
form.register(Article, articles.article)
form.register(AttributedArticle, articles.attributed_article)
form.register(QuoteCheck, checks.quote_check)
form.register(CheckedDraft, checks.checked_draft)
form.register(ArticleList, tables.article_list)
form.register(SpeakerList, tables.speaker_list)
form.register(ExplainedSpeakerList, tables.explained_speaker_list)
form.register(PromptList, tables.prompt_list)
form.register(Health, tables.health)
form.register(QuotationList, quotations.quotation_list)
form.register(CorrectionList, quotations.correction_list)
form.register(ClaimGroup, claims.claim_group)
form.register(ClaimList, claims.claim_list)
form.register(Timeline, claims.timeline)
form.register(WatchReport, claims.watch_report)
form.register(ImportReport, claims.import_report)
