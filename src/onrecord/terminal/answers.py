"""An answer with its sources."""

from collections.abc import Iterable, Iterator

from rich.console import RenderableType
from rich.text import Text

from onrecord.model import Answer, AnswerSentence, Citation
from onrecord.model.answer import NOT_SUPPORTED, told_findings
from onrecord.terminal.layout import block, line
from onrecord.terminal.safe_text import byline, one_line, safe


def answer(result: Answer) -> Iterator[RenderableType]:
    """Yield the sentences of an answer, what the gate did to them, and their sources."""
    for sentence in result.sentences:
        yield _sentence(sentence)
    yield from _gate(result)
    if result.citations:
        yield from _sources("Sources", result.citations)
    if result.abstained and result.near:
        yield from _sources("Not an answer, but near:", result.near)


def _sentence(sentence: AnswerSentence) -> Text:
    markers = "".join(f"[{citation.n}]" for citation in sentence.citations)
    words = Text(safe(sentence.text), style="italic" if sentence.is_remark else "")
    if markers:
        words.append(f" {markers}", style="cyan")
    if not sentence.is_supported:
        words.append(f" ({NOT_SUPPORTED})", style="yellow")
    return words


def _gate(result: Answer) -> Iterator[RenderableType]:
    """Yield what was done on the way to an answer, and what the gate changed or refused in it."""
    told = [one_line(step) for step in result.steps]
    told.extend(f"{words} (×{times})" if times > 1 else words for words, times in told_findings(result).items())
    if told:
        yield line()
    for words in told:
        yield line(words, style="dim")


def _sources(heading: str, citations: Iterable[Citation]) -> Iterator[RenderableType]:
    yield line()
    yield line(heading, style="bold")
    for citation in citations:
        yield Text(f"[{citation.n}] ", style="cyan").append(byline(citation.article), style="bold")
        yield from block(citation.quote)
