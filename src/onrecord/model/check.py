"""What became of a quotation that was checked."""

from dataclasses import dataclass
from typing import Literal

from onrecord.model.answer import Citation
from onrecord.model.article import Article, Span
from onrecord.model.attribution import AttributionKind, Correction, Speaker
from onrecord.model.claim import MatchedFactCheck

Verdict = Literal["verbatim", "altered", "misattributed", "paraphrase", "narration", "unconfirmed", "not_found"]
Operation = Literal["equal", "insert", "delete", "replace"]


def verdict_words(verdict: Verdict) -> str:
    """Return a verdict in plain words."""
    return verdict.replace("_", " ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A step from an article's words to those of the quote that was checked.

    `insert` has no words in the article and `delete` none in the quote. Both are exact slices of their texts.
    """

    op: Operation
    quote: str
    article: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A place in an article that speaks for a verdict, with whose words stand there.

    `kind` is None where nobody's words do; `speaker` is None where nobody knows whose they are, and `source` holds the
    words that name the speaker there. `confidence`, 0 to 1, is that of the attribution; `correction` is what a person
    states of whose words they are.
    """

    citation: Citation
    speaker: Speaker | None = None
    source: str | None = None
    kind: AttributionKind | None = None
    confidence: float | None = None
    correction: Correction | None = None

    @property
    def is_resolved(self) -> bool:
        """Whether the words for the speaker do not hold the name, as "he" does not: it had to be found."""
        if self.speaker is None or not self.source or self.correction:
            return False
        return self.speaker.name.casefold() not in self.source.casefold()


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """The same quotation in other words, as another article has it."""

    evidence: Evidence
    difference: tuple[Change, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteCheck:
    """A verdict on a quote, with the evidence and a word-by-word difference.

    `nearest` is filled only when nothing was found: the nearest thing that was said, which is no evidence. `warnings`
    tell what is true of the quote and still misleads, a line each; `fact_checks` are known ones that may be of it.
    """

    verdict: Verdict
    quote: str
    speaker_asked: str | None
    said_by: str | None
    evidence: tuple[Evidence, ...]
    difference: tuple[Change, ...]
    explanation: str
    warnings: tuple[str, ...] = ()
    versions: tuple[Version, ...] = ()
    nearest: tuple[Evidence, ...] = ()
    fact_checks: tuple[MatchedFactCheck, ...] = ()

    @property
    def sentence(self) -> str:
        """The explanation as it is shown: it begins with a capital, also where it begins with "the mayor"."""
        return self.explanation[:1].upper() + self.explanation[1:]


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedQuote:
    """What a draft says that somebody said, where it says so, and what became of checking it.

    `span` is the place of the words in the draft; `kind` and `source` are as the draft has them. `known` tells how the
    draft's speaker is known where not by name.
    """

    span: Span
    kind: AttributionKind
    source: str | None
    check: QuoteCheck
    known: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedDraft:
    """A draft with everything in it that was checked, in the order of its text."""

    draft: Article
    quotes: tuple[CheckedQuote, ...]
