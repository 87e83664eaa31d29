"""Invented articles in which people are quoted."""

from collections.abc import Sequence
from datetime import date

from onrecord.model import Article, Attribution, AttributionKind, Occurrence, Span, Speaker


def said(
    text: str, *words: str, kind: AttributionKind = "direct", by: str | None = None, article: str = "a"
) -> Occurrence:
    """Return these words of a text as said by somebody."""
    spans = tuple(Span(start=text.index(each), end=text.index(each) + len(each)) for each in words)
    speaker = Speaker(name=by) if by else None
    return Occurrence(
        article=Article(id=article, text=text), attribution=Attribution(content=spans, kind=kind, speaker=speaker)
    )


def articles() -> Sequence[Article]:
    """Return three articles about a ferry and a bakery; one repeats a quotation, one has it in other words."""
    return [
        Article(
            id="ferry",
            title="Ferry to stop in winter",
            publisher="Pell Post",
            published=date(2033, 1, 9),
            text=(
                "The ferry to Pell Island will not sail in winter, Captain Maud Ferris said on Monday.\n\n"
                "“The old ferry is tired and the winter sea is no place for a tired boat,” Ferris said.\n\n"
                "In spring the crew has other plans. “We shall paint the hull,” said Otto Brisk, the mate.\n\n"
                "The bakery in Dunmere gave her a cake."
            ),
        ),
        Article(
            id="echo",
            title="No winter sailings",
            publisher="Dunmere Echo",
            published=date(2033, 1, 10),
            text=(
                "Maud Ferris, the captain, has stopped the boat.\n\n"
                "“The old ferry is tired and the winter sea is no place for a tired boat,” Maud Ferris said.\n\n"
                "“Rye bread is what I bake best,” said Ottilie Crab, who owns the bakery."
            ),
        ),
        Article(
            id="weekly",
            title="The week on the island",
            publisher="Pell Post",
            published=date(2033, 1, 15),
            text=(
                "It was a quiet week on Pell Island.\n\n"
                "“The old ferry is tired and the winter sea is no place for an old boat,” Maud Ferris told islanders."
            ),
        ),
    ]
