"""Invented claims, fact-checks and rulings that the tests of every form share."""

from datetime import UTC, date, datetime

from onrecord.model import (
    Article,
    Attribution,
    Claim,
    ClaimGroup,
    ClaimList,
    Discrepancy,
    FactCheck,
    MatchedFactCheck,
    Occurrence,
    Quotation,
    QuotationList,
    Ruling,
    Span,
    Speaker,
)

ECHO = Article(
    id="crows",
    text='Nobody slept. "We counted 40 crows," Ilse Varn said on Tuesday. They were loud.',
    title="Crows over Tarn",
    publisher="Tarn Echo",
    author="Pia Quist, Olaf van der Brink",
    published=date(2031, 5, 7),
    url="https://tarn.example/crows?a=1&copy=2",
    language="en",
)
POST = Article(
    id="post/7",
    text="Tarn had 60 crows that night, the mayor's office said.",
    title='A "loud" night *in* [Tarn]',
    publisher="Lower Post",
    author="Lower Post Bureau",
    published=date(2031, 5, 9),
)
BARE = Article(id="bare", text="=1+1 crows were counted 👩‍🌾 in the cafe\u0301.")


def place(article: Article, words: str) -> Span:
    start = article.text.index(words)
    return Span(start=start, end=start + len(words))


FIRST = Claim(
    article=ECHO,
    span=place(ECHO, '"We counted 40 crows," Ilse Varn said on Tuesday.'),
    id="c1",
    kind="number",
    score=0.75,
    verifiable=0.9,
    reasons=("has a figure", "named speaker"),
    speaker="Ilse Varn",
    source=place(ECHO, "Ilse Varn"),
    said_on=date(2031, 5, 6),
    said_on_span=place(ECHO, "on Tuesday"),
    vague=place(ECHO, "We"),
)
SECOND = Claim(
    article=POST,
    span=place(POST, "Tarn had 60 crows that night"),
    id="c2",
    kind="number",
    score=0.5,
    verifiable=0.8,
    source=place(POST, "the mayor's office"),
)
THIRD = Claim(
    article=BARE, span=place(BARE, BARE.text), id="c3", kind="number", score=0.25, verifiable=0.5, reasons=("=sum",)
)
DIFFERENT = Discrepancy(
    kind="number",
    relation="contradicts",
    confidence=0.875,
    why="40 and 60 crows",
    a=FIRST,
    b=SECOND,
    told_a=place(ECHO, "40"),
    told_b=place(POST, "60"),
)
KNOWN = FactCheck(
    id="tarn:7",
    claim="Forty crows were counted in Tarn",
    rating="Mostly true",
    speaker="Ilse Varn",
    claimed_on=date(2031, 5, 6),
    reviewer="Tarn Facts",
    reviewed_on=date(2031, 5, 12),
    title="Were there forty crows?",
    url="https://facts.example/crows",
    feed="tarn",
)
SUGGESTED = FactCheck(id="x9", claim="Crows are birds", rating="True", feed="tarn")
RULING = Ruling(
    claim_id="c3",
    verdict="not so",
    note="Counted twice.\nSee the tape.",
    sources=("https://tape.example/1", "The town hall, by phone"),
    ruled_at=datetime(2031, 5, 20, 9, 30, tzinfo=UTC),
)
UNRATED = ClaimGroup(
    id="c1", claims=(FIRST,), origins=1, discrepancies=(DIFFERENT,), similar=(THIRD,), is_followed=True
)
CHECKED = ClaimGroup(
    id="c2",
    claims=(SECOND, FIRST),
    origins=2,
    fact_checks=(
        MatchedFactCheck(fact_check=KNOWN, score=0.9, is_confirmed=True),
        MatchedFactCheck(fact_check=SUGGESTED, score=0.4, is_confirmed=False),
    ),
)
RULED = ClaimGroup(id="c3", claims=(THIRD,), origins=1, ruling=RULING)
CLAIMS = ClaimList((UNRATED, CHECKED, RULED))

SAID = Attribution(
    content=(place(ECHO, "We counted 40 crows,"),),
    kind="direct",
    cue=place(ECHO, "said"),
    source=place(ECHO, "Ilse Varn"),
    speaker=Speaker(name="Ilse Varn"),
    confidence=0.9,
)
MENTIONED = Attribution(content=(place(POST, "Tarn had 60 crows"), place(POST, "that night")), kind="indirect")
QUOTATION = Quotation(
    article=ECHO,
    attribution=SAID,
    sentence=place(ECHO, '"We counted 40 crows," Ilse Varn said on Tuesday.'),
    score=0.5,
    places=(Occurrence(article=POST, attribution=MENTIONED),),
    versions=(Occurrence(article=POST, attribution=MENTIONED),),
)
INTERRUPTED = Quotation(article=POST, attribution=MENTIONED, sentence=place(POST, POST.text))
QUOTATIONS = QuotationList((QUOTATION, INTERRUPTED))
