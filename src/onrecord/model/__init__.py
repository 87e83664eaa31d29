"""The nouns of On Record: frozen values that every room passes to the next.

Offsets are Unicode code points, half-open, into the `text` of one article.
"""

from onrecord.model.answer import Answer, AnswerSentence, Citation
from onrecord.model.article import Article, Hit, Passage, Span, covering
from onrecord.model.attribution import (
    AttributedArticle,
    Attribution,
    AttributionKind,
    KnownSpeaker,
    Occurrence,
    Quotation,
    Speaker,
)
from onrecord.model.check import Change, CheckedDraft, CheckedQuote, Evidence, Operation, QuoteCheck, Verdict, Version
from onrecord.model.claim import (
    Claim,
    ClaimGroup,
    ClaimKind,
    ClaimList,
    Discrepancy,
    DiscrepancyKind,
    FactCheck,
    ImportReport,
    MatchedFactCheck,
    News,
    Relation,
    Ruling,
    Strength,
    Timeline,
    TimelineEntry,
    TimelineRole,
    WatchReport,
)
from onrecord.model.excerpt import Excerpt
from onrecord.model.finding import Finding, FindingKind
from onrecord.model.listing import (
    ArticleList,
    ExplainedSpeaker,
    ExplainedSpeakerList,
    PromptList,
    QuotationList,
    SpeakerList,
    SpeakerPlace,
)
from onrecord.model.reading_note import NoteKind, ReadingNote, counted, notes_of
from onrecord.model.report import Health, IngestReport, Unreadable
from onrecord.model.scope import EVERYTHING, Scope, day_of

__all__ = [
    "EVERYTHING",
    "Answer",
    "AnswerSentence",
    "Article",
    "ArticleList",
    "AttributedArticle",
    "Attribution",
    "AttributionKind",
    "Change",
    "CheckedDraft",
    "CheckedQuote",
    "Citation",
    "Claim",
    "ClaimGroup",
    "ClaimKind",
    "ClaimList",
    "Discrepancy",
    "DiscrepancyKind",
    "Evidence",
    "Excerpt",
    "ExplainedSpeaker",
    "ExplainedSpeakerList",
    "FactCheck",
    "Finding",
    "FindingKind",
    "Health",
    "Hit",
    "ImportReport",
    "IngestReport",
    "KnownSpeaker",
    "MatchedFactCheck",
    "News",
    "NoteKind",
    "Occurrence",
    "Operation",
    "Passage",
    "PromptList",
    "Quotation",
    "QuotationList",
    "QuoteCheck",
    "ReadingNote",
    "Relation",
    "Ruling",
    "Scope",
    "Span",
    "Speaker",
    "SpeakerList",
    "SpeakerPlace",
    "Strength",
    "Timeline",
    "TimelineEntry",
    "TimelineRole",
    "Unreadable",
    "Verdict",
    "Version",
    "WatchReport",
    "counted",
    "covering",
    "day_of",
    "notes_of",
]
