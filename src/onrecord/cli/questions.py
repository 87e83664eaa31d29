"""The commands that ask the articles."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli.application import app, opened, say, show_result, undated_note
from onrecord.cli.options import ArticleIds, AsJson, IndexFolder, Publisher, Since, Until, plain_words, scope_of
from onrecord.errors import WriteError
from onrecord.model import AttributionKind, CheckedDraft, QuotationList, QuoteCheck

_SHOWN = 20


@app.command()
def ask(
    question: Annotated[str, typer.Argument(metavar="QUESTION", parser=plain_words, help="The question, in quotes.")],
    publisher: Publisher = None,
    since: Since = None,
    until: Until = None,
    article: ArticleIds = None,
    index: IndexFolder = None,
    as_json: AsJson = False,
) -> None:
    """Answer a question from the articles.

    Every sentence of the answer is cited. When the articles do not answer, that is what is said.
    """
    from onrecord.terminal import in_writing

    answer = None
    with opened(index) as archive, in_writing(sys.stderr) as show:
        for progress in archive.stream(question, scope=scope_of(publisher, since, until, article)):
            show(" ".join(sentence.marked for sentence in progress.sentences), progress.pending)
            answer = progress.answer
    show_result(answer, as_json)


@app.command()
def check(
    quote: Annotated[
        str | None,
        typer.Argument(metavar="QUOTE", parser=plain_words, help="The words, in quotes.", show_default=False),
    ] = None,
    speaker: Annotated[
        str | None, typer.Option(metavar="NAME", parser=plain_words, help="Who is said to have said it.")
    ] = None,
    file: Annotated[
        str | None, typer.Option(metavar="PATH|-", help="A draft, of which every quotation is checked.")
    ] = None,
    html: Annotated[
        Path | None, typer.Option(metavar="PATH", help="Where to write the draft's report as a page.")
    ] = None,
    docx: Annotated[
        Path | None, typer.Option(metavar="PATH", help="Where to write the draft with its corrections, for Word.")
    ] = None,
    publisher: Publisher = None,
    since: Since = None,
    until: Until = None,
    article: ArticleIds = None,
    index: IndexFolder = None,
    as_json: AsJson = False,
) -> None:
    """Check whether somebody said this, in these words.

    The verdict is verbatim, altered, misattributed, paraphrase, narration, unconfirmed or not found, with the evidence.
    """
    if (quote is None) == (file is None):
        raise typer.BadParameter("give either a QUOTE or --file")
    if (html or docx) and file is None:
        raise typer.BadParameter("--html and --docx go with --file")
    if file is not None and speaker is not None:
        raise typer.BadParameter("--speaker goes with a QUOTE: a draft names its own")
    scope = scope_of(publisher, since, until, article)
    with opened(index) as archive:
        if quote is not None:
            result: QuoteCheck | CheckedDraft = archive.check(quote, speaker, scope=scope)
        else:
            result = archive.check_draft(str(file), scope=scope)
    if isinstance(result, CheckedDraft):
        _write_reports(result, html, docx)
    show_result(result, as_json)


def _write_reports(result: CheckedDraft, html: Path | None, docx: Path | None) -> None:
    if html:
        from onrecord.web.markup.drafts.report import draft_page

        _write(html, draft_page(result).encode())
    if docx:
        from onrecord.exporting.corrected_draft import corrected_draft

        _write(docx, corrected_draft(result))


def _write(file: Path, report: bytes) -> None:
    try:
        file.write_bytes(report)
    except OSError as error:
        raise WriteError(f"{file} cannot be written: {error.strerror}") from error


@app.command()
def quotes(
    speaker: Annotated[
        str | None,
        typer.Option(
            metavar="NAME", parser=plain_words, help="Only what this person or body said, by any of its names."
        ),
    ] = None,
    about: Annotated[
        str | None,
        typer.Option(metavar="TOPIC", parser=plain_words, help="Only what is about this, the nearest first."),
    ] = None,
    kind: Annotated[
        AttributionKind | None, typer.Option(help="Only what stands wholly, partly or not at all in quotation marks.")
    ] = None,
    publisher: Publisher = None,
    since: Since = None,
    until: Until = None,
    article: ArticleIds = None,
    limit: Annotated[
        int | None, typer.Option(min=1, metavar="N", help="At most so many.  [default: 20, with --json all]")
    ] = None,
    index: IndexFolder = None,
    as_json: AsJson = False,
) -> None:
    """List what was said by a speaker or about a topic.

    The words are exact. The same quotation in several articles comes once, with all its places.
    """
    with opened(index) as archive:
        scope = scope_of(publisher, since, until, article)
        found = archive.quotes(speaker, about, kind=kind, scope=scope, limit=limit if as_json else None)
        undated = undated_note(archive, since or until)
    shown = found if as_json else found[: limit or _SHOWN]
    if len(shown) < len(found):
        say(f"{len(found):,} quotations, the first {len(shown):,} shown: --limit {len(found)} shows all")
    show_result(QuotationList(tuple(shown)), as_json)
    if undated:
        say(undated)
