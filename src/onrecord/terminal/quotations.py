"""A quotation as a person reads it in a terminal."""

from collections.abc import Iterator

from rich.text import Text

from onrecord.model import Occurrence, Quotation
from onrecord.terminal.attributions import KINDS
from onrecord.terminal.safe_text import byline, one_line


def quoted(quotation: Quotation) -> Iterator[tuple[Text, int]]:
    """Yield the lines of a quotation, each with how far it is indented.

    First who said it, then the exact words, the sentence around them where it holds more, and where they stand. What
    is shown between “ and ” is quoted so in the article.
    """
    yield _said_by(quotation), 0
    yield words(quotation), 1
    sentence = one_line(quotation.sentence_words)
    if len(sentence) > sum(len(one_line(each)) for each in quotation.words) + 2:
        yield Text(sentence, style="dim"), 1
    yield Text(byline(quotation.article), style="italic"), 1
    for place in quotation.places:
        yield Text.assemble(("also in ", "dim"), (byline(place.article), "italic")), 1
    for version in quotation.versions:
        yield Text.assemble(("elsewhere: ", "dim"), words(version), " ", (byline(version.article), "italic")), 1


def words(said: Occurrence) -> Text:
    """Return the exact words of what was said, on one line; direct ones between marks, a gap as three dots."""
    opening, closing = ("“", "”") if said.kind == "direct" else ("", "")
    pieces = (f"{opening}{one_line(each)}{closing}" for each in said.words)
    return Text(" … ", style="dim").join(Text(piece, style=KINDS[said.kind]) for piece in pieces)


def _said_by(quotation: Quotation) -> Text:
    name = one_line(quotation.speaker.name) if quotation.speaker else "unknown speaker"
    line = Text.assemble((name, "bold"))
    source = quotation.source_words and one_line(quotation.source_words)
    if source and source != name:
        line.append(f" · as “{source}”", "dim")
    return line.append(" · ", "dim").append(quotation.kind, KINDS[quotation.kind])
