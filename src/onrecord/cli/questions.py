"""The commands that ask the articles."""

from typing import Annotated

import typer

from onrecord.cli.application import app, opened, show_result
from onrecord.cli.options import AsJson, IndexFolder, Publisher, Since, Until, plain_words


@app.command()
def ask(
    question: Annotated[str, typer.Argument(metavar="QUESTION", parser=plain_words, help="The question, in quotes.")],
    publisher: Publisher = None,
    since: Since = None,
    until: Until = None,
    article: Annotated[
        list[str] | None,
        typer.Option(metavar="ARTICLE", parser=plain_words, help="Only this article; may be repeated."),
    ] = None,
    index: IndexFolder = None,
    as_json: AsJson = False,
) -> None:
    """Answer a question from the articles.

    Every sentence of the answer is cited. When the articles do not answer, that is what is said.
    """
    with opened(index) as archive:
        answer = archive.ask(question, publisher=publisher, since=since, until=until, articles=article or None)
    show_result(answer, as_json)
