"""A quotation as a person reads it in a terminal."""

from collections.abc import Iterator

from rich.console import RenderableType
from rich.text import Text

from onrecord.model import CorrectionList, Occurrence, PlacedCorrection, Quotation, QuotationList
from onrecord.terminal.attributions import KINDS
from onrecord.terminal.layout import block, indented, line
from onrecord.terminal.safe_text import byline, one_line


def quotation_list(result: QuotationList) -> Iterator[RenderableType]:
    """Yield quotations, each with who said it, its exact words, and where they stand."""
    for number, quotation in enumerate(result.quotations):
        if number:
            yield line()
        for words_said, times in quoted(quotation):
            yield indented(words_said, times)
    if not result.quotations:
        yield line("No quotations.", style="italic")


def quoted(quotation: Quotation) -> Iterator[tuple[Text, int]]:
    """Yield the lines of a quotation, each with how far it is indented.

    First who said it, then the exact words, the sentence around them where it holds more, and where they stand. What
    is shown between “ and ” is quoted so in the article.
    """
    yield _said_by(quotation), 0
    yield exact_words(quotation), 1
    sentence = one_line(quotation.sentence_words)
    if len(sentence) > sum(len(one_line(each)) for each in quotation.words) + 2:
        yield Text(sentence, style="dim"), 1
    yield Text(byline(quotation.article), style="italic"), 1
    for place in quotation.places:
        yield Text.assemble(("also in ", "dim"), (byline(place.article), "italic")), 1
    for version in quotation.versions:
        yield Text.assemble(("elsewhere: ", "dim"), exact_words(version), " ", (byline(version.article), "italic")), 1


def exact_words(said: Occurrence) -> Text:
    """Return the exact words of what was said, on one line; direct ones between marks, a gap as three dots."""
    opening, closing = ("“", "”") if said.kind == "direct" else ("", "")
    pieces = (f"{opening}{one_line(each)}{closing}" for each in said.words)
    return Text(" … ", style="dim").join(Text(piece, style=KINDS[said.kind]) for piece in pieces)


def _said_by(quotation: Quotation) -> Text:
    name = one_line(quotation.speaker.name) if quotation.speaker else "unknown speaker"
    said_by = Text.assemble((name, "bold"))
    source = quotation.source_words and one_line(quotation.source_words)
    if source and source != name:
        said_by.append(f" · as “{source}”", "dim")
    said_by.append(" · ", "dim").append(quotation.kind, KINDS[quotation.kind])
    stated = quotation.attribution.correction
    return said_by.append(f" · {stated.line}", "dim") if stated else said_by


def correction_list(result: CorrectionList) -> Iterator[RenderableType]:
    """Yield what a person states of quotations, each with its words and its article."""
    for number, each in enumerate(result.corrections):
        if number:
            yield line()
        yield from correction(each)
    if not result.corrections:
        yield line("No corrections.", style="italic")


def correction(placed: PlacedCorrection) -> Iterator[RenderableType]:
    """Yield what a person states of a quotation."""
    stated = placed.correction
    yield line(one_line(stated.statement), style="bold")
    yield from block(" … ".join(stated.words))
    if stated.note:
        yield from block(one_line(stated.note), style="dim")
    where = "" if placed.content else ": the words stand there no more"
    yield from block(f"{one_line(stated.article_id)}{where}", style="italic")
