"""An article with its attributions marked up, for a terminal."""

from collections.abc import Iterable

from rich.text import Text

from onrecord.model import Attribution
from onrecord.terminal.safe_text import one_line, safe

KINDS = {"direct": "green", "mixed": "yellow", "indirect": "magenta"}
CUE, SOURCE = "underline", "bold"


def marked(text: str, attributions: Iterable[Attribution]) -> Text:
    """Return a text, safe for the terminal, with what was said styled by kind, and its cues and sources marked."""
    marked = Text(safe(text))
    for each in attributions:
        places = [(span, KINDS[each.kind]) for span in each.content]
        for span, style in (*places, (each.cue, CUE), (each.source, SOURCE)):
            if span:
                marked.stylize(style, len(safe(text[: span.start])), len(safe(text[: span.end])))
    return marked


def margins(text: str, attributions: Iterable[Attribution]) -> dict[int, str]:
    """Return the numbers of the attributions that begin in each line, by the line's place in the text."""
    numbers: dict[int, list[int]] = {}
    for n, each in enumerate(attributions, 1):
        start = min(span.start for span in each.content)
        numbers.setdefault(safe(text[:start]).count("\n"), []).append(n)
    return {line: str(ns[0]) if len(ns) == 1 else f"{ns[0]}–{ns[-1]}" for line, ns in numbers.items()}


def said(text: str, attribution: Attribution) -> Text:
    """Return an attribution on one line: its kind, its speaker, the words for the speaker and the saying, how sure."""
    speaker = one_line(attribution.speaker.name) if attribution.speaker else "unknown speaker"
    said = Text.assemble((attribution.kind, KINDS[attribution.kind]), " · ", (speaker, "bold"))
    for name, span in (("source", attribution.source), ("cue", attribution.cue)):
        if span:
            said.append(f" · {name}: ", "dim").append(one_line(span.of(text)))
    sure = attribution.correction.line if attribution.correction else f"{attribution.confidence:.2f}"
    return said.append(f" · {sure}", "dim")
