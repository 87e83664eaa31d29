"""The page of a terminal, and the form of each result on it."""

from collections.abc import Iterable
from functools import singledispatchmethod
from typing import IO

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from onrecord.model import (
    Answer,
    AnswerSentence,
    Article,
    AttributedArticle,
    CheckedDraft,
    Citation,
    Health,
    IngestReport,
    KnownSpeaker,
    Quotation,
    QuoteCheck,
)
from onrecord.model.answer import NOT_SUPPORTED, told_findings
from onrecord.model.prompt import PromptFile
from onrecord.terminal.attributions import CUE, KINDS, SOURCE, margins, marked, said
from onrecord.terminal.checks import show_check, show_draft
from onrecord.terminal.quotations import quoted
from onrecord.terminal.safe_text import byline, one_line, safe

_INDENT = 4
_UNWRAPPED = 10**9


class Terminal:
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

    def text(self, words: Text) -> None:
        """Print words that have styles of their own."""
        self._console.print(words)

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
            self._sentence(sentence)
        self._gate(result)
        if result.citations:
            self._sources("Sources", result.citations)
        if result.abstained and result.near:
            self._sources("Not an answer, but near:", result.near)

    def _sentence(self, sentence: AnswerSentence) -> None:
        markers = "".join(f"[{citation.n}]" for citation in sentence.citations)
        said = Text(safe(sentence.text), style="italic" if sentence.is_remark else "")
        if markers:
            said.append(f" {markers}", style="cyan")
        if not sentence.is_supported:
            said.append(f" ({NOT_SUPPORTED})", style="yellow")
        self._console.print(said)

    def _gate(self, result: Answer) -> None:
        """Print what was done on the way to an answer, and what the gate changed or refused in it."""
        told = [one_line(step) for step in result.steps]
        told.extend(f"{line} (×{times})" if times > 1 else line for line, times in told_findings(result).items())
        if told:
            self.line()
        for line in told:
            self.line(line, style="dim")

    def _sources(self, heading: str, citations: Iterable[Citation]) -> None:
        self.line()
        self.line(heading, style="bold")
        for citation in citations:
            self._console.print(Text(f"[{citation.n}] ", style="cyan").append(byline(citation.article), style="bold"))
            self.block(citation.quote)

    @show.register
    def _(self, result: QuoteCheck) -> None:
        show_check(self, result)

    @show.register
    def _(self, result: CheckedDraft) -> None:
        show_draft(self, result)

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
        numbers = margins(text, result.attributions)
        room = max(map(len, numbers.values()), default=0)
        for number, line in enumerate(marked(text, result.attributions).split("\n", allow_blank=True)):
            self._beside(numbers.get(number, "").rjust(room), line)
        self.line()
        self.line("Attributions" if result.attributions else "No attributions", style="bold")
        for n, each in enumerate(result.attributions, 1):
            self._console.print(Text(f"{n} ", style="cyan").append_text(said(text, each)))
            for words in each.words(text):
                self.block(words, KINDS[each.kind])

    def _legend(self) -> None:
        self.line("The numbers in the margin are those of the list below the text.", style="dim")
        if self._console.is_terminal:
            styles = {**KINDS, "cue": CUE, "source": SOURCE}
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

    def prompts(self, found: Iterable[PromptFile]) -> None:
        """Print prompts as a table; those that others take the place of are dim."""
        table = Table(box=None, pad_edge=False, header_style="bold")
        for heading in ("Prompt", "Version", "File"):
            table.add_column(heading, overflow="fold")
        for each in found:
            style = "" if each.is_used else "dim"
            cells = (each.name, str(each.version), str(each.path), "" if each.is_used else "not in use")
            table.add_row(*(Text(one_line(cell), style=style) for cell in cells))
        self._console.print(table)

    def quotations(self, found: Iterable[Quotation]) -> None:
        """Print quotations, each with who said it, its exact words, and where they stand."""
        none = True
        for quotation in found:
            if not none:
                self.line()
            none = False
            for line, indent in quoted(quotation):
                self._console.print(Padding(line, (0, 0, 0, indent * _INDENT), expand=False))
        if none:
            self.line("No quotations.", style="italic")

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
