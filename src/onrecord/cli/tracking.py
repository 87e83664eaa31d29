"""The commands that track claims."""

import sys
import time
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli.application import FAILED, app, opened, say, show_result
from onrecord.cli.options import ArticleIds, AsJson, IndexFolder, Publisher, Since, Until, plain_words, scope_of
from onrecord.model import ClaimGroup, ClaimList

_SHOWN = 20

ClaimId = Annotated[str, typer.Argument(metavar="CLAIM", parser=plain_words, help="Its id, as `claims` lists it.")]


@app.command()
def claims(
    about: Annotated[
        str | None,
        typer.Option(metavar="TOPIC", parser=plain_words, help="Only what is about this, the nearest first."),
    ] = None,
    speaker: Annotated[
        str | None, typer.Option(metavar="NAME", parser=plain_words, help="Only what this person or body claims.")
    ] = None,
    discrepancies: Annotated[
        bool, typer.Option("--discrepancies", help="Only what is not at one, the surest first.")
    ] = False,
    checkworthy: Annotated[bool, typer.Option("--checkworthy", help="The most worth checking first.")] = False,
    followed: Annotated[bool, typer.Option("--followed", help="Only the claims that you follow.")] = False,
    publisher: Publisher = None,
    since: Since = None,
    until: Until = None,
    article: ArticleIds = None,
    limit: Annotated[int, typer.Option(min=1, metavar="N", help="At most so many.")] = _SHOWN,
    index: IndexFolder = None,
    as_json: AsJson = False,
) -> None:
    """List what is claimed, and everywhere it was made."""
    with opened(index) as archive:
        found = archive.claims(
            about,
            speaker,
            scope=scope_of(publisher, since, until, article),
            checkworthy=checkworthy,
            discrepancies=discrepancies,
            followed=followed,
            limit=limit,
        )
    show_result(ClaimList(tuple(found)), as_json)


@app.command()
def timeline(
    topic: Annotated[str, typer.Argument(metavar="TOPIC", parser=plain_words, help="What the claims are about.")],
    publisher: Publisher = None,
    since: Since = None,
    until: Until = None,
    article: ArticleIds = None,
    limit: Annotated[int, typer.Option(min=1, metavar="N", help="Claims at most.")] = _SHOWN,
    index: IndexFolder = None,
    as_json: AsJson = False,
) -> None:
    """List when claims about a topic were said and changed."""
    with opened(index) as archive:
        found = archive.tracker.timeline(topic, scope=scope_of(publisher, since, until, article), limit=limit)
    show_result(found, as_json)


@app.command()
def follow(
    claim: ClaimId,
    stop: Annotated[bool, typer.Option("--stop", help="Follow it no more.")] = False,
    index: IndexFolder = None,
    as_json: AsJson = False,
) -> None:
    """Follow a claim.

    `watch` then tells what repeats it and what contradicts it.
    """
    with opened(index) as archive:
        group: ClaimGroup = archive.tracker.unfollow(claim) if stop else archive.tracker.follow(claim)
    show_result(group, as_json)


@app.command()
def rule(
    claim: ClaimId,
    verdict: Annotated[
        str | None, typer.Option(metavar="WORDS", parser=plain_words, help="What you found out, in your own words.")
    ] = None,
    note: Annotated[str | None, typer.Option(metavar="TEXT", parser=plain_words, help="How you found out.")] = None,
    source: Annotated[
        list[str] | None, typer.Option(metavar="SOURCE", parser=plain_words, help="A source; may be repeated.")
    ] = None,
    withdraw: Annotated[bool, typer.Option("--withdraw", help="Take back what you found out.")] = False,
    index: IndexFolder = None,
    as_json: AsJson = False,
) -> None:
    """Keep your own verdict on a claim.

    With a note and sources. No ingest changes it.
    """
    if (verdict is None) != withdraw:
        raise typer.BadParameter("give either --verdict or --withdraw")
    with opened(index) as archive:
        tracker = archive.tracker
        group = tracker.withdraw(claim) if verdict is None else tracker.rule(claim, verdict, note, source or ())
    show_result(group, as_json)


@app.command()
def watch(
    sources: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="PATH|URL", help="Folders, files, feeds; without any, those of the page.", show_default=False
        ),
    ] = None,
    every: Annotated[float | None, typer.Option(min=0.1, metavar="MINUTES", help="Look again so often.")] = None,
    index: IndexFolder = None,
    as_json: AsJson = False,
) -> None:
    """Ingest what is new, and tell what it adds.

    It is told what the new articles add to the claims that you follow, and what they have against them. Once, or with
    --every until Ctrl-C.
    """
    from onrecord.errors import ReadError
    from onrecord.tracking.watching import Watcher

    while True:
        with opened(index) as archive:
            named = sources or [each.source for each in archive.watches.all()]
            if not named:
                raise ReadError("nothing is watched: name a folder, a file or an address, or begin on the page")
            report = Watcher(archive.tracker, partial(archive.ingest, named)).look()
        show_result(report, as_json)
        sys.stdout.flush()
        for failure in report.ingested.failed:
            say(f"{failure.source}: {failure.error}")
        if every is None:
            return
        time.sleep(60 * every)


@app.command(name="import")
def import_(
    feed: Annotated[Path, typer.Argument(metavar="FEED", help="ClaimReview as JSON or in a page, JSONL, or CSV.")],
    index: IndexFolder = None,
    as_json: AsJson = False,
) -> None:
    """Bring in fact-checks that others published.

    Claims, questions and drafts are then matched against them.
    """
    with opened(index) as archive:
        report = archive.tracker.known.bring(feed)
    show_result(report, as_json)
    for failure in report.failed:
        say(f"{failure.source}: {failure.error}")
    if report.failed and not (report.added or report.updated):
        raise typer.Exit(FAILED)
