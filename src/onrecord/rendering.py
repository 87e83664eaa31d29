"""Results as a person reads them in a terminal.

Articles are never trusted with the terminal: their words are printed as they are, not as markup, and without the
control characters that could move the cursor, colour the screen or turn the direction of the text.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import singledispatchmethod
from typing import IO

from rich.console import Console
from rich.padding import Padding
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    SpinnerColumn,
    Task,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.table import Table
from rich.text import Text

from onrecord.model import Answer, Article, AttributedArticle, Attribution, Citation, Health, IngestReport, KnownSpeaker

_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_INDENT = 4
_UNWRAPPED = 10**9
_KINDS = {"direct": "green", "mixed": "yellow", "indirect": "magenta"}
_CUE, _SOURCE = "underline", "bold"


def safe(words: str) -> str:
    """Return words without the characters that control a terminal; line ends and tabs stay."""
    return _CONTROLS.sub("", words.replace("\r\n", "\n"))


def one_line(words: str) -> str:
    """Return words safe for the terminal and on one line."""
    return " ".join(safe(words).split())


class Page:
    """Where results are printed. What is not a terminal gets no colour and no line breaks of ours."""

    def __init__(self, file: IO[str]) -> None:
        """Print to `file`."""
        console = Console(file=file, markup=False, highlight=False, emoji=False)
        if not console.is_terminal:
            console = Console(file=file, markup=False, highlight=False, emoji=False, width=_UNWRAPPED)
        self._console = console

    def line(self, words: str = "", style: str = "") -> None:
        """Print words in one style."""
        self._console.print(Text(words, style=style))

    def block(self, words: str, style: str = "") -> None:
        """Print words, indented as a block."""
        for each in safe(words).split("\n"):
            self._console.print(Padding(Text(each, style=style), (0, 0, 0, _INDENT), expand=False))

    @singledispatchmethod
    def show(self, result: object) -> None:
        """Print a result; raises TypeError for one that has no form."""
        raise TypeError(f"cannot be shown: {type(result).__name__}")

    @show.register
    def _(self, result: IngestReport) -> None:
        parts = ("added", "updated", "unchanged", "failed")
        self.line(", ".join(f"{len(getattr(result, part))} {part}" for part in parts))

    @show.register
    def _(self, result: Answer) -> None:
        for sentence in result.sentences:
            markers = "".join(f"[{citation.n}]" for citation in sentence.citations)
            said = Text(safe(sentence.text), style="" if markers else "italic")
            self._console.print(said.append(f" {markers}", style="cyan") if markers else said)
        if result.citations:
            self._sources("Sources", result.citations)
        if result.abstained and result.near:
            self._sources("Not an answer, but near:", result.near)

    def _sources(self, heading: str, citations: Iterable[Citation]) -> None:
        self.line()
        self.line(heading, style="bold")
        for citation in citations:
            self._console.print(Text(f"[{citation.n}] ", style="cyan").append(byline(citation.article), style="bold"))
            self.block(citation.quote)

    @show.register
    def _(self, result: Article) -> None:
        self._facts(result)
        self.line(safe(result.text))

    def _facts(self, result: Article) -> None:
        self.line(one_line(result.title or result.id), style="bold")
        facts = (result.publisher, result.author, result.published and str(result.published), result.language)
        known = " · ".join(fact for fact in facts if fact)
        for fact in filter(None, (known, result.url, result.source)):
            self.line(one_line(fact), style="dim")
        self.line()

    @show.register
    def _(self, result: AttributedArticle) -> None:
        """Print an article with the number of each attribution in the margin of its line, then those numbers' list."""
        text = result.article.text
        self._facts(result.article)
        self._legend()
        margins = _margins(text, result.attributions)
        room = max(map(len, margins.values()), default=0)
        for number, line in enumerate(_marked(text, result.attributions).split("\n", allow_blank=True)):
            self._beside(margins.get(number, "").rjust(room), line)
        self.line()
        self.line("Attributions" if result.attributions else "No attributions", style="bold")
        for n, each in enumerate(result.attributions, 1):
            self._console.print(Text(f"{n} ", style="cyan").append_text(_said(text, each)))
            for words in each.words(text):
                self.block(words, _KINDS[each.kind])

    def _legend(self) -> None:
        self.line("The numbers in the margin are those of the list below the text.", style="dim")
        if self._console.is_terminal:
            styles = {**_KINDS, "cue": _CUE, "source": _SOURCE}
            self._console.print(Text(" ").join(Text(name, style=style) for name, style in styles.items()))
        self.line()

    def _beside(self, margin: str, line: Text) -> None:
        """Print a line, wrapped where the terminal ends, beside its margin."""
        width = max(self._console.width - len(margin) - 3, _INDENT)
        for part in line.wrap(self._console, width) or [line]:
            beside = Text.assemble((f"{margin} │ ", "cyan"), part)
            beside.rstrip()
            self._console.print(beside, no_wrap=True, overflow="ignore", crop=False)
            margin = " " * len(margin)

    def speakers(self, found: Iterable[KnownSpeaker], unknown: int) -> None:
        """Print speakers as a table, then how many attributions have none that is known."""
        table = Table(box=None, pad_edge=False, header_style="bold")
        table.add_column("Attributions", justify="right")
        table.add_column("Articles", justify="right")
        table.add_column("Speaker", style="cyan", overflow="fold")
        table.add_column("Also called", overflow="fold")
        for each in found:
            aliases = ", ".join(each.aliases)
            cells = (f"{each.attributions:,}", f"{each.articles:,}", each.name, aliases)
            table.add_row(*(Text(one_line(cell)) for cell in cells))
        self._console.print(table)
        self.line(f"unknown speaker: {unknown:,} attribution{'' if unknown == 1 else 's'}", style="dim")

    @show.register
    def _(self, result: list) -> None:  # type: ignore[type-arg]  # a bare class, to dispatch on
        """Print a list of articles as a table."""
        table = Table(box=None, pad_edge=False, header_style="bold")
        table.add_column("ID", style="cyan", no_wrap=True)
        table.add_column("Published", no_wrap=True)
        table.add_column("Publisher")
        table.add_column("Title", overflow="fold")
        for article in result:
            published = str(article.published or "")
            cells = (article.id, published, article.publisher or "", article.title or "")
            table.add_row(*(Text(one_line(cell)) for cell in cells))
        self._console.print(table)

    @show.register
    def _(self, result: Health) -> None:
        facts = {
            "index": result.index,
            "articles": f"{result.articles:,}",
            "passages": f"{result.passages:,}",
            "pending": f"{result.pending:,}",
            "embedding model": result.embedding_model,
            **result.versions,
        }
        table = Table.grid(padding=(0, 2))
        for name, value in facts.items():
            table.add_row(Text(name, style="dim"), Text(one_line(value)))
        self._console.print(table)
        for problem in result.problems:
            self.line(f"problem: {one_line(problem)}", style="red")
        if result.is_sound:
            self.line("All is well.", style="green")


def _marked(text: str, attributions: Iterable[Attribution]) -> Text:
    """Return a text, safe for the terminal, with what was said styled by kind, and its cues and sources marked."""
    marked = Text(safe(text))
    for each in attributions:
        places = [(span, _KINDS[each.kind]) for span in each.content]
        for span, style in (*places, (each.cue, _CUE), (each.source, _SOURCE)):
            if span:
                marked.stylize(style, len(safe(text[: span.start])), len(safe(text[: span.end])))
    return marked


def _margins(text: str, attributions: Iterable[Attribution]) -> dict[int, str]:
    """Return the numbers of the attributions that begin in each line, by the line's place in the text."""
    numbers: dict[int, list[int]] = {}
    for n, each in enumerate(attributions, 1):
        start = min(span.start for span in each.content)
        numbers.setdefault(safe(text[:start]).count("\n"), []).append(n)
    return {line: str(ns[0]) if len(ns) == 1 else f"{ns[0]}–{ns[-1]}" for line, ns in numbers.items()}


def _said(text: str, attribution: Attribution) -> Text:
    """Return an attribution on one line: its kind, its speaker, the words for the speaker and the saying, how sure."""
    speaker = one_line(attribution.speaker.name) if attribution.speaker else "unknown speaker"
    said = Text.assemble((attribution.kind, _KINDS[attribution.kind]), " · ", (speaker, "bold"))
    for name, span in (("source", attribution.source), ("cue", attribution.cue)):
        if span:
            said.append(f" · {name}: ", "dim").append(one_line(span.of(text)))
    return said.append(f" · {attribution.confidence:.2f}", "dim")


def byline(article: Article) -> str:
    """Return what tells an article from others, on one line: title, publisher, date."""
    published = article.published and f"{article.published.day} {article.published:%B %Y}"
    parts = (article.title or article.id, article.publisher, published)
    return " · ".join(one_line(part) for part in parts if part)


class _Rate(ProgressColumn):
    """Articles a second since the start."""

    def render(self, task: Task) -> Text:
        rate = task.completed / task.elapsed if task.elapsed else 0.0
        return Text(f"{rate:.1f}/s")


@contextmanager
def progress_bar(file: IO[str], total: int | None) -> Iterator[Callable[[str], None]]:
    """Show a progress bar on a terminal until the block ends; call what it gives with each thing that is done.

    `total` is how many to expect, or None when that is not known.
    """
    console = Console(file=file, markup=False, highlight=False, emoji=False)
    columns = (SpinnerColumn(), BarColumn(), MofNCompleteColumn(), _Rate(), TimeElapsedColumn(), TextColumn("left"))
    names = TextColumn("{task.description}", markup=False)
    bar = Progress(
        *columns, TimeRemainingColumn(), names, console=console, disable=not console.is_terminal, transient=True
    )
    with bar:
        task = bar.add_task("", total=total)
        yield lambda done: bar.update(task, advance=1, description=one_line(done))
