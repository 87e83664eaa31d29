"""The commands that put articles in, list and correct what is there, and take them out."""

import sys
from typing import Annotated

import typer

from onrecord.cli.application import FAILED, app, opened, say, show_result, undated_note, whole_id
from onrecord.cli.options import ArticleId, AsJson, IndexFolder, Publisher, Since, Until, day, plain_words, scope_of
from onrecord.model import ArticleList, CorrectionList, ExplainedSpeakerList, SpeakerList

_MOST_QUOTED = 30


@app.command()
def ingest(
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH|URL|-",
            help="Files, folders, web pages, feeds, or - for standard input.",
            show_default=False,
        ),
    ],
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Read web addresses of this machine and its network too.")
    ] = False,
    pattern: Annotated[
        str | None,
        typer.Option(
            metavar="PATTERN",
            parser=plain_words,
            help="How file names are made, as in {publisher}_{date}_{title}: they say what documents lack.",
        ),
    ] = None,
    verbose: Annotated[
        bool, typer.Option("--verbose", help="Tell what was left out or guessed in reading each article.")
    ] = False,
    workers: Annotated[
        int | None, typer.Option(min=1, help="How many processes make articles ready; one when left out.")
    ] = None,
    ray: Annotated[
        str | None,
        typer.Option(metavar="ADDRESS", help="A Ray cluster that runs them, or `local` to start Ray here."),
    ] = None,
    index: IndexFolder = None,
    as_json: AsJson = False,
) -> None:
    """Read articles into the index. What is there already is left alone or updated.

    Reads .txt, .md, .html, .pdf and .docx, and tables of articles as .jsonl, .json or .csv.
    """
    from onrecord.terminal import one_line, progress_bar

    with (
        opened(index, making=True, allow_private=allow_private or None, workers=workers, ray=ray) as archive,
        progress_bar(sys.stderr, archive.expected(sources)) as bar,
    ):
        report = archive.ingest(sources, progress=bar.advance, listener=bar.tell, pattern=pattern)
        taken = (*report.added, *report.updated) if verbose else ()
        notes = [f"{each}: {note.line}" for each in taken for note in archive.article(each).notes]
    show_result(report, as_json)
    for note in notes:
        say(one_line(note))
    for failure in report.failed:
        say(one_line(f"{failure.source}: {failure.error}"))
    if report.failed and not (report.added or report.updated or report.unchanged):
        raise typer.Exit(FAILED)


@app.command()
def articles(
    publisher: Publisher = None,
    since: Since = None,
    until: Until = None,
    index: IndexFolder = None,
    as_json: AsJson = False,
) -> None:
    """List the articles, the newest first."""
    with opened(index) as archive:
        found = archive.articles(scope_of(publisher, since, until))
        undated = undated_note(archive, since or until)
    show_result(ArticleList(tuple(found)), as_json)
    if undated:
        say(undated)


@app.command()
def speakers(
    every: Annotated[bool, typer.Option("--all", help="List all of them, not only those most quoted.")] = False,
    why: Annotated[
        str | None, typer.Option("--why", metavar="NAME", help="Tell why the names of one speaker are taken for one.")
    ] = None,
    same: Annotated[
        tuple[str, str] | None,
        typer.Option("--same", metavar="NAME OTHER", help="State that two names are one speaker's."),
    ] = None,
    apart: Annotated[
        tuple[str, str] | None, typer.Option("--apart", metavar="NAME OTHER", help="State that two names are not.")
    ] = None,
    index: IndexFolder = None,
    as_json: AsJson = False,
) -> None:
    """List who speaks in the articles, the most quoted first."""
    if same or apart:
        with opened(index) as archive:
            for names, are_one in ((same, True), (apart, False)):
                if names:
                    found = archive.state_identity(*names, are_one=are_one)
        show_result(SpeakerList(tuple(found), 0), as_json)
        return
    if why is not None:
        with opened(index) as archive:
            show_result(ExplainedSpeakerList(tuple(archive.explained_speakers(why))), as_json)
        return
    with opened(index) as archive:
        found, unknown = archive.speakers(), archive.unknown_speakers()
    shown = found if every or as_json else found[:_MOST_QUOTED]
    show_result(SpeakerList(tuple(shown), unknown), as_json)
    if len(shown) < len(found):
        say(f"{len(found) - len(shown):,} more: list them with --all")


@app.command()
def show(
    article: ArticleId,
    attributions: Annotated[
        bool, typer.Option("--attributions", help="Mark who said what in the text, and list it below.")
    ] = False,
    index: IndexFolder = None,
    as_json: AsJson = False,
) -> None:
    """Print an article: what is known of it, then its text."""
    from onrecord.model import AttributedArticle

    with opened(index) as archive:
        found = archive.article(whole_id(archive, article))
        said = archive.attributions(found.id) if attributions else None
        unsaid = archive.corrector.unsaid(found.id) if attributions else ()
    told = found if said is None else AttributedArticle(article=found, attributions=tuple(said), unsaid=unsaid)
    show_result(told, as_json)


@app.command("set")
def describe(
    article: ArticleId,
    publisher: Annotated[
        str | None, typer.Option(metavar="NAME", parser=plain_words, help='Its publisher, "" for none.')
    ] = None,
    date: Annotated[str | None, typer.Option(metavar="DATE", help='The day it was published, "" for none.')] = None,
    url: Annotated[
        str | None, typer.Option(metavar="URL", parser=plain_words, help='Its address, "" for none.')
    ] = None,
    index: IndexFolder = None,
    as_json: AsJson = False,
) -> None:
    """State the publisher, date or address of an article.

    What is stated goes before what the document says, also when it is read again.
    """
    stated = {"publisher": publisher, "published": None if date is None else day(date) or "", "url": url}
    given = {name: value for name, value in stated.items() if value is not None}
    if not given:
        raise typer.BadParameter("give --publisher, --date or --url")
    with opened(index) as archive:
        chosen = whole_id(archive, article)
        archive.describe(chosen, **given)
        found = archive.article(chosen)
    show_result(ArticleList((found,)), as_json)


@app.command()
def correct(
    article: Annotated[
        str | None, typer.Argument(metavar="ARTICLE", parser=plain_words, help="Its id, as `articles` lists it.")
    ] = None,
    words: Annotated[
        str | None, typer.Argument(metavar="WORDS", parser=plain_words, help="Exact words of the quotation.")
    ] = None,
    speaker: Annotated[
        str | None, typer.Option(metavar="NAME", parser=plain_words, help="These are this person's or body's words.")
    ] = None,
    nobody: Annotated[bool, typer.Option("--nobody", help="It is not known whose words these are.")] = False,
    not_said: Annotated[bool, typer.Option("--not-said", help="Nobody is quoted here.")] = False,
    as_read: Annotated[bool, typer.Option("--as-read", help="Take back what was stated of these words.")] = False,
    note: Annotated[str | None, typer.Option(metavar="TEXT", parser=plain_words, help="How you know.")] = None,
    at: Annotated[
        int | None, typer.Option(metavar="N", help="Where the words begin, if they stand in several places.")
    ] = None,
    index: IndexFolder = None,
    as_json: AsJson = False,
) -> None:
    """Correct who said a quotation.

    What you state goes before what is read, in every answer, and stays through every ingest. Without words it lists
    what was stated of the article, without an article all of it.
    """
    chosen = sum((speaker is not None, nobody, not_said, as_read))
    if chosen != (words is not None):
        raise typer.BadParameter("give words, and one of --speaker, --nobody, --not-said and --as-read")
    with opened(index) as archive:
        corrector = archive.corrector
        if article is None or words is None:
            found = corrector.of(None if article is None else whole_id(archive, article))
        elif as_read:
            found = corrector.withdraw(whole_id(archive, article), words, at=at)
        else:
            chosen_id = whole_id(archive, article)
            found = [corrector.correct(chosen_id, words, speaker=speaker, said=not not_said, note=note, at=at)]
    show_result(CorrectionList(tuple(found)), as_json)


@app.command()
def remove(article: ArticleId, index: IndexFolder = None, as_json: AsJson = False) -> None:
    """Remove an article and all that was made from it."""
    with opened(index) as archive:
        article = whole_id(archive, article)
        archive.remove(article)
    if as_json:
        show_result({"removed": article}, as_json)
    else:
        say(f"removed {article}")
