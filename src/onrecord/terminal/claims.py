"""Claims as a person reads them in a terminal."""

from collections.abc import Iterator

from rich.console import RenderableType
from rich.text import Text

from onrecord.model import (
    Claim,
    ClaimGroup,
    ClaimList,
    Discrepancy,
    ImportReport,
    MatchedFactCheck,
    Span,
    Timeline,
    WatchReport,
    covering,
)
from onrecord.terminal.layout import indented, line
from onrecord.terminal.safe_text import byline, one_line


def claim_list(result: ClaimList) -> Iterator[RenderableType]:
    """Yield groups of claims."""
    for number, group in enumerate(result.groups):
        if number:
            yield line()
        yield from claim_group(group)
    if not result.groups:
        yield line("No claims.", style="italic")


def claim_group(group: ClaimGroup) -> Iterator[RenderableType]:
    """Yield a claim, why it is worth checking, everywhere it was made, and what is not at one with it."""
    reasons = f" · {', '.join(group.first.reasons)}" if group.first.reasons else ""
    followed = " · followed" if group.is_followed else ""
    yield Text.assemble((one_line(group.first.text), "bold"))
    yield indented(
        Text(f"{group.id} · {group.first.kind} · worth checking {group.score:.2f}{reasons}{followed}", "dim")
    )
    if group.ruling:
        note = f": {one_line(group.ruling.note)}" if group.ruling.note else ""
        yield indented(Text.assemble(("your verdict ", "dim"), (one_line(group.ruling.verdict), "bold"), note))
    if len(group.claims) > 1:
        origins = "origin" if group.origins == 1 else "origins"
        yield indented(Text(f"made {len(group.claims)} times, {group.origins} independent {origins}", "dim"))
    for claim in group.claims:
        yield indented(_occurrence(claim))
        if claim is not group.first and one_line(claim.text) != one_line(group.first.text):
            yield indented(Text(one_line(claim.text)), 2)
        if claim.vague:
            yield indented(Text(f"“{one_line(claim.vague.of(claim.article.text))}” is not pinned down", "yellow"), 2)
    for found in group.discrepancies:
        yield from _discrepancy(found)
    for claim in group.similar[:3]:
        yield indented(
            Text.assemble(("similar: ", "dim"), one_line(claim.text), " ", (byline(claim.article), "italic"))
        )
    for match in group.fact_checks:
        yield indented(fact_check(match))


def timeline(result: Timeline) -> Iterator[RenderableType]:
    """Yield when claims were made, a block each."""
    for entry in result.entries:
        day = str(entry.day) if entry.day else "no day"
        yield Text.assemble((f"{day}  ", "cyan"), (entry.role, "bold" if entry.role != "repeated" else "dim"))
        yield indented(Text(one_line(entry.claim.text)))
        yield indented(_occurrence(entry.claim))
        if entry.discrepancy:
            yield indented(Text(one_line(entry.discrepancy.why), "yellow"))
    if not result.entries:
        yield line("No claims.", style="italic")


def watch_report(result: WatchReport) -> Iterator[RenderableType]:
    """Yield what one look at the sources brought."""
    stored = result.ingested
    yield line(f"{len(stored.added)} added, {len(stored.updated)} updated, {len(stored.failed)} failed")
    for news in result.news:
        yield Text.assemble(("followed: ", "dim"), (one_line(news.group.first.text), "bold"))
        for claim in news.claims:
            yield indented(Text(one_line(claim.text)))
            yield indented(_occurrence(claim), 2)
        for found in news.discrepancies:
            yield from _discrepancy(found)
    if not result.news:
        yield line("Nothing new about the claims that are followed.", style="dim")


def import_report(result: ImportReport) -> Iterator[RenderableType]:
    """Yield what a feed brought."""
    yield line(f"{result.added} added, {result.updated} updated, {len(result.failed)} failed")


def _occurrence(claim: Claim) -> Text:
    who = claim.speaker or (claim.source_words and f"“{claim.source_words}”") or "the article"
    said = f", said {claim.said_on} (“{claim.said_on_words}”)" if claim.said_on else ""
    return Text.assemble((one_line(who), "cyan"), one_line(said), " · ", (byline(claim.article), "italic"))


def _discrepancy(found: Discrepancy) -> Iterator[RenderableType]:
    told = f"{found.relation} ({found.confidence:.2f}): {one_line(found.why)}"
    yield indented(Text(told, "red" if found.relation == "contradicts" else "yellow"))
    for claim, span in found.sides:
        yield indented(Text.assemble(_marked(claim, span), " ", (byline(claim.article), "italic")), 2)


def _marked(claim: Claim, span: Span) -> Text:
    """Return a claim on one line with the words that differ marked."""
    text, whole = claim.article.text, covering([claim.span, span])
    before, told, after = text[whole.start : span.start], span.of(text), text[span.end : whole.end]
    return Text.assemble(_beside(before, after=False), (one_line(told), "bold underline"), _beside(after, after=True))


def _beside(words: str, *, after: bool) -> str:
    """Return what stands beside marked words on one line, with the space between the two where there is one."""
    touching = words[:1] if after else words[-1:]
    space = " " if touching.isspace() else ""
    return f"{space}{one_line(words)}" if after else f"{one_line(words)}{space}"


def fact_check(match: MatchedFactCheck) -> Text:
    """Return a known fact-check on one line; one that is not confirmed is told as perhaps the same."""
    check = match.fact_check
    sure = "fact-checked" if match.is_confirmed else "perhaps fact-checked"
    rating = f": {one_line(check.rating)}" if check.rating else ""
    where = f" {one_line(check.url)}" if check.url else ""
    return Text.assemble((f"{sure}{rating}", "magenta"), f" “{one_line(check.claim)}”{where}")
