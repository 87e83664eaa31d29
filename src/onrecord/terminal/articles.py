"""An article, and one with its attributions."""

from collections.abc import Iterator
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.text import Text

from onrecord.model import Article, AttributedArticle
from onrecord.terminal.attributions import CUE, KINDS, SOURCE, margins, marked, said
from onrecord.terminal.layout import block, line
from onrecord.terminal.quotations import correction
from onrecord.terminal.safe_text import one_line, safe

_NARROWEST = 4


def article(result: Article) -> Iterator[RenderableType]:
    """Yield what is known of an article, then its text."""
    yield from _facts(result)
    yield line(safe(result.text))


def attributed_article(result: AttributedArticle) -> Iterator[RenderableType]:
    """Yield an article with the number of each attribution in the margin of its line, then those numbers' list."""
    text = result.article.text
    yield from _facts(result.article)
    yield _Legend()
    numbers = margins(text, result.attributions)
    room = max(map(len, numbers.values()), default=0)
    for number, words in enumerate(marked(text, result.attributions).split("\n", allow_blank=True)):
        yield _Beside(numbers.get(number, "").rjust(room), words)
    yield line()
    yield line("Attributions" if result.attributions else "No attributions", style="bold")
    for n, attribution in enumerate(result.attributions, 1):
        yield Text(f"{n} ", style="cyan").append_text(said(text, attribution))
        for words_said in attribution.words(text):
            yield from block(words_said, KINDS[attribution.kind])
    for each in result.unsaid:
        yield from correction(each)


def _facts(result: Article) -> Iterator[RenderableType]:
    yield line(one_line(result.title or result.id), style="bold")
    facts = (result.publisher, result.author, result.published and str(result.published), result.language)
    known = " · ".join(fact for fact in facts if fact)
    for fact in filter(None, (known, result.url, result.source)):
        yield line(one_line(fact), style="dim")
    for note in result.notes:
        yield line(f"reading: {one_line(note.line)}", style="dim")
    yield line()


class _Legend:
    """What the numbers and the colours mean; without colours the numbers alone."""

    def __rich_console__(self, console: Console, _: ConsoleOptions) -> RenderResult:
        yield line("The numbers in the margin are those of the list below the text.", style="dim")
        if console.is_terminal:
            styles = {**KINDS, "cue": CUE, "source": SOURCE}
            yield Text(" ").join(Text(name, style=style) for name, style in styles.items())
        yield line()


@dataclass(frozen=True)
class _Beside:
    """A line, wrapped where the terminal ends, beside its margin."""

    margin: str
    words: Text

    def __rich_console__(self, console: Console, _: ConsoleOptions) -> RenderResult:
        margin = self.margin
        width = max(console.width - len(margin) - 3, _NARROWEST)
        for part in self.words.wrap(console, width) or [self.words]:
            beside = Text.assemble((f"{margin} │ ", "cyan"), part, no_wrap=True, overflow="ignore")
            beside.rstrip()
            yield beside
            margin = " " * len(margin)
