"""What is watched, and what was found there, as HTML."""

from collections.abc import Callable, Sequence
from datetime import datetime

from onrecord.model import Watch, WatchedClaim, WatchFinding
from onrecord.web.markup.escaping import escaped

_RELATIONS = {"adds": "repeats", "differs": "differs from", "contradicts": "may contradict"}
_SHOWN = 8
"""New articles of one look that are listed by title."""


def watches_html(
    watches: Sequence[Watch], findings: Sequence[WatchFinding], is_allowed: Callable[[str], bool], told: str = ""
) -> str:
    """Return what is watched with what can be done to it, then what was found, the newest first.

    `told` is HTML that says what was just done.
    """
    rows = "".join(f"<li>{_watch(each, is_allowed=is_allowed(each.source))}</li>" for each in watches)
    shown = f'<ul class="or-watches">{rows}</ul>' if rows else '<p class="or-hint">Nothing is watched yet.</p>'
    found = "".join(f"<li>{_finding(each)}</li>" for each in findings)
    heading = f'<h3>Found</h3><ol class="or-found">{found}</ol>' if found else ""
    return f"{told}{shown}{heading}"


def _watch(watch: Watch, *, is_allowed: bool) -> str:
    held = f'data-source="{escaped(watch.source)}"'
    often = f"every {_span(watch.minutes)}" if watch.minutes else "when you ask"
    seen = f"looked at {_moment(watch.looked_at)}" if watch.looked_at else "not looked at yet"
    failure = f'<span class="or-bad">{escaped(watch.failure)}</span>' if watch.failure else ""
    look = f'<button type="button" class="or-tool" data-act="look" {held}>Look now</button>'
    if not is_allowed:
        look, failure = "", '<span class="or-bad">Serve the page with --folder to look at this folder.</span>'
    stop = f'<button type="button" class="or-tool" data-act="unwatch" {held}>Stop watching</button>'
    return (
        f'<span class="or-watched">{escaped(watch.source)}</span>'
        f'<span class="or-byline">{often} · {seen}</span>{failure}<span class="or-acts">{look}{stop}</span>'
    )


def _finding(finding: WatchFinding) -> str:
    count = len(finding.articles)
    articles = "".join(
        f'<li><a href="#article" role="button" data-act="read" data-article="{escaped(article_id)}">'
        f"{escaped(title)}</a></li>"
        for article_id, title in finding.articles[:_SHOWN]
    )
    more = f"<li>and {count - _SHOWN:,} more</li>" if count > _SHOWN else ""
    claims = "".join(f"<li>{_claim(each)}</li>" for each in finding.claims)
    what = f"{count:,} new or changed article{'' if count == 1 else 's'}"
    none = "" if claims else " Nothing to a claim that you follow."
    return (
        f'<p><strong>{what}</strong> <span class="or-byline">{_moment(finding.found_at)} · {escaped(finding.source)}'
        f'</span></p><ul class="or-also">{articles}{more}</ul><ul class="or-also">{claims}</ul>'
        f"{f'<p class=or-hint>{none.strip()}</p>' if none else ''}"
    )


def _claim(claim: WatchedClaim) -> str:
    style = "or-warning" if claim.relation != "adds" else "or-good"
    opening = (
        f'<a href="#article" role="button" data-act="read" data-article="{escaped(claim.article_id)}"'
        f' data-spans="{claim.start}-{claim.end}">'
    )
    return (
        f'{opening}<span class="or-words">{escaped(claim.words)}</span></a> <span class="{style}">'
        f"{_RELATIONS[claim.relation]}</span> a claim that you follow: {escaped(claim.followed)}"
    )


def _moment(at: datetime) -> str:
    """Return a moment as this machine's clock has it."""
    here = at.astimezone()
    return f'<time datetime="{at.isoformat()}">{here.day} {here:%B %Y, %H:%M}</time>'


def _span(minutes: int) -> str:
    if minutes % 60:
        return f"{minutes} minutes"
    hours = minutes // 60
    return "hour" if hours == 1 else f"{hours} hours"
