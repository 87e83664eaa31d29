"""Articles, speakers, prompts and the state of an index, as tables."""

from collections.abc import Iterator
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.table import Table
from rich.text import Text

from onrecord.model import ArticleList, ExplainedSpeakerList, Health, PromptList, SpeakerList
from onrecord.terminal.layout import cells, line, plain_table
from onrecord.terminal.safe_text import one_line

_NARROWEST = 12


def article_list(result: ArticleList) -> Iterator[RenderableType]:
    """Yield articles as a table."""
    yield _Listing(result)


@dataclass(frozen=True)
class _Listing:
    """Articles as a table: what none has is no column, and in a narrow terminal an id gives way to the title."""

    list: ArticleList

    def __rich_console__(self, console: Console, _: ConsoleOptions) -> RenderResult:
        articles = self.list.articles
        dated, named = (any(getattr(each, field) for each in articles) for field in ("published", "publisher"))
        room = max(_NARROWEST, console.width // 4)
        table = plain_table()
        table.add_column("Title", overflow="fold")
        if dated:
            table.add_column("Published", no_wrap=True)
        if named:
            table.add_column("Publisher", overflow="fold", max_width=room)
        table.add_column("ID", style="cyan", no_wrap=True, overflow="ellipsis", max_width=room)
        for article in articles:
            facts = [str(article.published or "")] if dated else []
            facts += [article.publisher or ""] if named else []
            table.add_row(*cells(article.title or "", *facts, article.id))
        yield table


def speaker_list(result: SpeakerList) -> Iterator[RenderableType]:
    """Yield speakers as a table, then how many attributions have none that is known."""
    table = plain_table()
    table.add_column("Attributions", justify="right")
    table.add_column("Articles", justify="right")
    table.add_column("Speaker", style="cyan", overflow="fold")
    table.add_column("Also called", overflow="fold")
    for speaker in result.speakers:
        aliases = ", ".join(speaker.aliases)
        table.add_row(*cells(f"{speaker.attributions:,}", f"{speaker.articles:,}", speaker.name, aliases))
    yield table
    yield line(f"unknown speaker: {result.unknown:,} attribution{'' if result.unknown == 1 else 's'}", style="dim")


def explained_speaker_list(result: ExplainedSpeakerList) -> Iterator[RenderableType]:
    """Yield each speaker, a line for each article that names it with why it is the same, and who is kept apart."""
    if not result.speakers:
        yield line("Nobody of that name speaks in the articles.")
    for each in result.speakers:
        speaker = each.speaker
        counts = f"attributions: {speaker.attributions:,}, articles: {speaker.articles:,}"
        yield line(f"{speaker.name} ({counts})", style="bold")
        table = plain_table()
        for heading in ("Article", "Called there", "Why it is the same"):
            table.add_column(heading, overflow="fold")
        for place in each.places:
            title = place.article.title or place.article.id
            called = ", ".join((place.name, *place.aliases))
            table.add_row(*cells(title, called, "; ".join(place.reasons)))
        yield table
        for name, why in each.apart:
            yield line(f"kept apart from {name}: {why}", style="dim")


def prompt_list(result: PromptList) -> Iterator[RenderableType]:
    """Yield prompts as a table; those that others take the place of are dim."""
    table = plain_table()
    for heading in ("Prompt", "Version", "File"):
        table.add_column(heading, overflow="fold")
    for prompt in result.prompts:
        use, style = ("", "") if prompt.is_used else ("not in use", "dim")
        table.add_row(*cells(prompt.name, str(prompt.version), str(prompt.path), use, style=style))
    yield table


def health(result: Health) -> Iterator[RenderableType]:
    """Yield the state of an index, and what is wrong with it."""
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
    yield table
    for told, articles in result.readings.items():
        yield line(f"reading: {one_line(told)}, in {articles:,} of the articles", style="dim")
    for problem in result.problems:
        yield line(f"problem: {one_line(problem)}", style="red")
    if result.is_sound:
        yield line("All is well.", style="green")
