"""Arguments and options that several commands take."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from onrecord.errors import BadDayError
from onrecord.model import Scope, day_of


def day(given: str) -> date | None:
    """Return a day written as 2031-03-10; anything else is wrong usage."""
    try:
        return day_of(given)
    except BadDayError as error:
        raise typer.BadParameter(str(error)) from error


def plain_words(given: str) -> str:
    """Return an argument as text that can be stored and printed, whatever bytes the shell passed."""
    return given.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


IndexFolder = Annotated[
    Path | None,
    typer.Option("--index", metavar="DIR", envvar="ONRECORD_INDEX", help="Folder of the index.  [default: ./index]"),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON value on standard output.")]
ArticleId = Annotated[
    str, typer.Argument(metavar="ARTICLE", parser=plain_words, help="Its id, as `articles` lists it.")
]
Publisher = Annotated[
    str | None, typer.Option(metavar="NAME", parser=plain_words, help="Only articles of this publisher.")
]
Since = Annotated[
    date | None, typer.Option(metavar="DATE", parser=day, help="Only articles published on this day or later.")
]
Until = Annotated[
    date | None, typer.Option(metavar="DATE", parser=day, help="Only articles published on this day or earlier.")
]
ArticleIds = Annotated[
    list[str] | None,
    typer.Option("--article", metavar="ARTICLE", parser=plain_words, help="Only this article; may be repeated."),
]


def scope_of(publisher: str | None, since: date | None, until: date | None, articles: list[str] | None = None) -> Scope:
    """Return the scope that the options of a command name."""
    return Scope(publisher=publisher, since=since, until=until, articles=frozenset(articles) if articles else None)
