"""What became of a quote, and of a whole draft, for a terminal."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from rich.text import Text

from onrecord.model import Change, CheckedDraft, Evidence, QuoteCheck, Verdict
from onrecord.terminal.safe_text import byline, one_line, safe

if TYPE_CHECKING:
    from onrecord.terminal.terminal import Terminal

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
    return verdict.replace("_", " ").upper()


def show_check(page: "Terminal", result: QuoteCheck) -> None:
    """Print the verdict, why, what was changed, and where it stands."""
    page.text(Text.assemble((named(result.verdict), _STYLES[result.verdict]), "  ", safe(result.explanation)))
    for warning in result.warnings:
        page.line(safe(warning), style="yellow")
    if any(change.op != "equal" for change in result.difference):
        page.line()
        page.text(_difference(result.difference))
    _evidence(page, "Evidence", result.evidence)
    for version in result.versions:
        _evidence(page, "Elsewhere in other words", [version.evidence])
        page.text(_difference(version.difference))
    _evidence(page, "Not a match, but the nearest:", result.nearest)


def show_draft(page: "Terminal", result: CheckedDraft) -> None:
    """Print what was checked in a draft, a block each, then how many there were of each verdict."""
    counts: dict[Verdict, int] = {}
    for each in result.quotes:
        check = each.check
        counts[check.verdict] = counts.get(check.verdict, 0) + 1
        line = result.draft.text.count("\n", 0, each.span.start) + 1
        who = check.speaker_asked or each.source or "unknown speaker"
        said = Text.assemble((f"line {line} ", "cyan"), (named(check.verdict), _STYLES[check.verdict]))
        page.text(said.append(f"  {each.kind} · {one_line(who)}"))
        page.block(each.span.of(result.draft.text))
        page.line(safe(check.explanation), style="dim")
        for warning in check.warnings:
            page.line(safe(warning), style="yellow")
        if any(change.op != "equal" for change in check.difference):
            page.text(_difference(check.difference))
        if each.known:
            page.line(safe(f"The draft: {each.known}."), style="dim")
        for evidence in check.evidence[:1]:
            if check.verdict == "altered":
                page.line("What to write, as the article has it:", style="dim")
                page.block(evidence.citation.quote, style="green")
            page.line(byline(evidence.citation.article), style="dim")
        page.line()
    told = ", ".join(f"{count} {named(verdict).lower()}" for verdict, count in counts.items())
    page.line(told or "Nothing to check: the draft quotes nobody.", style="bold")


def _evidence(page: "Terminal", heading: str, found: Iterable[Evidence]) -> None:
    for number, each in enumerate(found):
        if number == 0:
            page.line()
            page.line(heading, style="bold")
        page.text(Text(f"[{each.citation.n}] ", style="cyan").append(byline(each.citation.article), style="bold"))
        page.block(each.citation.quote)
        told = (each.kind, each.speaker and each.speaker.name, _source(each))
        if any(told):
            page.block(" · ".join(one_line(part) for part in told if part), style="dim")


def _source(evidence: Evidence) -> str | None:
    """Return the words that name the speaker, and where they are no name how sure it is whom they mean."""
    if not evidence.source:
        return None
    told = f"source: {evidence.source}"
    resolved = evidence.speaker is not None and evidence.speaker.name != evidence.source
    sure = f" (resolved, {evidence.confidence:.2f})" if resolved and evidence.confidence is not None else ""
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
