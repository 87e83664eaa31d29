"""What became of a quote, and of a whole draft, for a terminal."""

from collections.abc import Iterable, Iterator

from rich.console import RenderableType
from rich.text import Text

from onrecord.model import Change, CheckedDraft, Evidence, QuoteCheck, Verdict, verdict_words
from onrecord.terminal.claims import fact_check
from onrecord.terminal.layout import block, line
from onrecord.terminal.safe_text import byline, one_line, safe

_STYLES: dict[Verdict, str] = {
    "verbatim": "bold green",
    "altered": "bold red",
    "misattributed": "bold red",
    "paraphrase": "bold yellow",
    "narration": "bold yellow",
    "unconfirmed": "bold yellow",
    "not_found": "bold red",
}


def named(verdict: Verdict) -> str:
    """Return a verdict as it is shown."""
    return verdict_words(verdict).upper()


def quote_check(result: QuoteCheck) -> Iterator[RenderableType]:
    """Yield the verdict, why, what was changed, and where it stands."""
    yield Text.assemble((named(result.verdict), _STYLES[result.verdict]), "  ", safe(result.sentence))
    for warning in result.warnings:
        yield line(safe(warning), style="yellow")
    if any(change.op != "equal" for change in result.difference):
        yield line()
        yield _difference(result.difference)
    yield from _evidence("Evidence", result.evidence)
    for version in result.versions:
        yield from _evidence("Elsewhere in other words", [version.evidence])
        yield _difference(version.difference)
    yield from _evidence("Not a match, but the nearest:", result.nearest)
    for match in result.fact_checks:
        yield line()
        yield fact_check(match)


def checked_draft(result: CheckedDraft) -> Iterator[RenderableType]:
    """Yield what was checked in a draft, a block each, then how many there were of each verdict."""
    counts: dict[Verdict, int] = {}
    for each in result.quotes:
        check = each.check
        counts[check.verdict] = counts.get(check.verdict, 0) + 1
        number = result.draft.text.count("\n", 0, each.span.start) + 1
        who = check.speaker_asked or each.source or "unknown speaker"
        said = Text.assemble((f"line {number} ", "cyan"), (named(check.verdict), _STYLES[check.verdict]))
        yield said.append(f"  {each.kind} · {one_line(who)}")
        yield from block(each.span.of(result.draft.text))
        yield line(safe(check.sentence), style="dim")
        for warning in check.warnings:
            yield line(safe(warning), style="yellow")
        if any(change.op != "equal" for change in check.difference):
            yield _difference(check.difference)
        for match in check.fact_checks:
            yield fact_check(match)
        if each.known:
            yield line(safe(f"The draft: {each.known}."), style="dim")
        for evidence in check.evidence[:1]:
            if check.verdict == "altered":
                yield line("What to write, as the article has it:", style="dim")
                yield from block(evidence.citation.quote, style="green")
            yield line(byline(evidence.citation.article), style="dim")
        yield line()
    told = ", ".join(f"{count} {named(verdict).lower()}" for verdict, count in counts.items())
    yield line(told or "Nothing to check: the draft quotes nobody.", style="bold")


def _evidence(heading: str, found: Iterable[Evidence]) -> Iterator[RenderableType]:
    for number, each in enumerate(found):
        if number == 0:
            yield line()
            yield line(heading, style="bold")
        yield Text(f"[{each.citation.n}] ", style="cyan").append(byline(each.citation.article), style="bold")
        yield from block(each.citation.quote)
        told = (each.kind, each.speaker and each.speaker.name, _source(each))
        stated = each.correction.line if each.correction else None
        if any((*told, stated)):
            yield from block(" · ".join(one_line(part) for part in (*told, stated) if part), style="dim")


def _source(evidence: Evidence) -> str | None:
    """Return the words that name the speaker, and where they are no name how sure it is whom they mean."""
    if not evidence.source:
        return None
    told = f"source: {evidence.source}"
    is_told = evidence.is_resolved and evidence.confidence is not None
    sure = f" (resolved, {evidence.confidence:.2f})" if is_told else ""
    return told + sure


def _difference(changes: Iterable[Change]) -> Text:
    """Return the quote with what it alone has struck out, in red, and the article's words for that in green."""
    shown = Text("    ")
    for change in changes:
        if change.op == "equal":
            shown.append(f"{safe(change.quote)} ")
            continue
        if change.quote:
            shown.append(f"[-{safe(change.quote)}-]", style="red strike").append(" ")
        if change.article:
            shown.append(f"{{+{safe(change.article)}+}}", style="green underline").append(" ")
    shown.append("  (struck: the quote; +: the article)", style="dim")
    return shown
