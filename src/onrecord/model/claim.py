"""What is claimed, by whom and when, and where claims repeat or contradict each other."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from onrecord.model.answer import Citation
from onrecord.model.article import Span
from onrecord.model.excerpt import Excerpt
from onrecord.model.report import IngestReport, Unreadable

ClaimKind = Literal[
    "number", "comparison", "cause", "event", "prediction", "rule", "position", "personal", "opinion", "other"
]
"""What a claim asserts.

A figure; a record, rank or trend; that one thing led to another; that something happened or is so; what will be; what
is allowed or required; whom or what somebody supports or voted for; the speaker's own experience; a judgement; else.
"""

DiscrepancyKind = Literal["number", "day", "negation", "actor", "wording", "position"]
"""What differs: a figure, a day, yes or no, who, the words of one quotation, what a speaker holds."""

Relation = Literal["contradicts", "differs"]
"""Both cannot hold; or they are not the same and may both hold (rounded, a bound, revised later, another unit)."""

Strength = Literal["same", "similar"]
"""The same truth conditions; or near enough to be suggested, never counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(Excerpt):
    """One assertion that can be checked, in an article's own voice or in somebody's words.

    `id` stays for as long as the article states it in these words. `score`, 0 to 1, ranks what is worth checking and
    `reasons` name what counts for it; `verifiable` is the probability that it states a fact that can be verified.
    `speaker` is None where the article itself claims it, unless `source` has the words for one who is not known.
    `said_on` is the day it was said, with the place of the words that tell it; `vague` are words in it that nothing
    pins down, such as a "they".
    """

    id: str
    kind: ClaimKind
    score: float
    verifiable: float
    reasons: tuple[str, ...] = ()
    speaker: str | None = None
    source: Span | None = None
    said_on: date | None = None
    said_on_span: Span | None = None
    vague: Span | None = None

    @property
    def source_words(self) -> str | None:
        """The words that name who claims it, such as "he"."""
        return None if self.source is None else self.source.of(self.article.text)

    @property
    def said_on_words(self) -> str | None:
        """The words that tell the day it was said, such as "on Thursday"."""
        return None if self.said_on_span is None else self.said_on_span.of(self.article.text)

    @property
    def vague_words(self) -> str | None:
        """The words in it that nothing pins down."""
        return None if self.vague is None else self.vague.of(self.article.text)

    @property
    def day(self) -> date | None:
        """The day it was said, or that of publication where that is not told."""
        return self.said_on or self.article.published


@dataclass(frozen=True, slots=True, kw_only=True)
class Discrepancy:
    """Two places that are not at one, with what differs in each and how sure that is, 0 to 1.

    `a` and `b` are the claims, `told_a` and `told_b` the places in their articles of what differs.
    """

    kind: DiscrepancyKind
    relation: Relation
    confidence: float
    why: str
    a: Claim
    b: Claim
    told_a: Span
    told_b: Span

    @property
    def sides(self) -> tuple[tuple[Claim, Span], tuple[Claim, Span]]:
        """Each claim with the place of what differs, which may stand beside the claim in its sentence."""
        return (self.a, self.told_a), (self.b, self.told_b)

    @property
    def citations(self) -> tuple[Citation, Citation]:
        """The words that differ, in `a` and in `b`; all of a claim where one has nothing in their place."""
        first = Citation.of(self.a.article, self.told_a if len(self.told_a) else self.a.span, 1)
        return first, Citation.of(self.b.article, self.told_b if len(self.told_b) else self.b.span, 2)

    @property
    def is_change_of_mind(self) -> bool:
        """Whether one speaker, known by name, says both."""
        return self.a.speaker is not None and self.a.speaker == self.b.speaker


@dataclass(frozen=True, slots=True, kw_only=True)
class FactCheck:
    """What somebody else published about a claim: from a ClaimReview or a plain feed, never written by us.

    `claim` are the words that were rated, `rating` the verdict in the reviewer's own words, `feed` where it came from.
    """

    id: str
    claim: str
    rating: str | None = None
    speaker: str | None = None
    claimed_on: date | None = None
    reviewer: str | None = None
    reviewed_on: date | None = None
    title: str | None = None
    url: str | None = None
    feed: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchedFactCheck:
    """A known fact-check beside a claim, with how near it is, 0 to 1. Only a confirmed one speaks for the claim."""

    fact_check: FactCheck
    score: float
    is_confirmed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """What the user found out about a claim: the verdict, a note and the sources, as they typed them."""

    claim_id: str
    verdict: str
    note: str | None
    sources: tuple[str, ...]
    ruled_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimGroup:
    """The same claim, everywhere it was made, the first that said it first.

    `origins` counts independent ones: wire copy and syndication are one. `similar` are only suggested. `id` is that of
    one of its claims, and the id of each of them leads to the group.
    """

    id: str
    claims: tuple[Claim, ...]
    origins: int
    discrepancies: tuple[Discrepancy, ...] = ()
    similar: tuple[Claim, ...] = ()
    fact_checks: tuple[MatchedFactCheck, ...] = ()
    ruling: Ruling | None = None
    is_followed: bool = False

    @property
    def first(self) -> Claim:
        """The claim that was made first, as far as the articles are dated."""
        return self.claims[0]

    @property
    def first_seen(self) -> date | None:
        """The day it was first made; None where no article of it has a date."""
        return next((claim.day for claim in self.claims if claim.day), None)

    @property
    def most_worth_checking(self) -> Claim:
        """The claim with the highest score, the first of several."""
        return max(self.claims, key=lambda claim: claim.score)

    @property
    def score(self) -> float:
        """How much it is worth checking, 0 to 1: that of the claim that is most."""
        return self.most_worth_checking.score

    @property
    def speakers(self) -> tuple[str, ...]:
        """Who makes the claim, each once, the first first."""
        return tuple(dict.fromkeys(claim.speaker for claim in self.claims if claim.speaker))

    @property
    def confirmed(self) -> tuple[FactCheck, ...]:
        """The fact-checks that speak for the claim; those that are only suggested are left out."""
        return tuple(matched.fact_check for matched in self.fact_checks if matched.is_confirmed)

    @property
    def citations(self) -> tuple[Citation, ...]:
        """The place of each claim, numbered from 1."""
        return tuple(Citation.of(claim.article, claim.span, n) for n, claim in enumerate(self.claims, start=1))


@dataclass(frozen=True, slots=True)
class ClaimList:
    """Groups of claims, in the order they are to be shown."""

    groups: tuple[ClaimGroup, ...]


TimelineRole = Literal["first said", "repeated", "changed"]
"""What an entry of a timeline is to its claim."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineEntry:
    """One time that a claim of a topic was made. What `changed` names the discrepancy with what was said before."""

    day: date | None
    role: TimelineRole
    claim: Claim
    group_id: str
    discrepancy: Discrepancy | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """When the claims of a topic were made, the earliest first and what has no day last."""

    topic: str
    entries: tuple[TimelineEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What new articles add to a claim that is followed: who repeats it, and what is not at one with it."""

    group: ClaimGroup
    claims: tuple[Claim, ...]
    discrepancies: tuple[Discrepancy, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchReport:
    """What one look at the watched sources brought: what was stored, and what it adds to the claims followed."""

    ingested: IngestReport
    news: tuple[News, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """How many fact-checks a feed brought that are new and that were known, and what of it could not be read."""

    added: int
    updated: int
    failed: tuple[Unreadable, ...] = ()
