"""The list of claims, and when they were made, as HTML."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby

from onrecord.model import (
    Article,
    Claim,
    ClaimGroup,
    ClaimKind,
    Discrepancy,
    MatchedFactCheck,
    Ruling,
    Span,
    Timeline,
    TimelineEntry,
    covering,
)
from onrecord.web.markup.escaping import address_link, byline, day, escaped, title_of
from onrecord.web.markup.plots import plot_html

PAGE = 20
"""Claims that are shown at first, and added by each wish for more."""

_SIDE_BY_SIDE = 2
"""Discrepancies of a claim that are shown before the others are folded away."""

_SURENESS = ((0.8, "likely"), (0.6, "worth a look"), (0.0, "uncertain"))
"""How sure a discrepancy is, in words, from each confidence on; set by hand."""

_KINDS: dict[ClaimKind, str] = {
    "number": "a figure",
    "comparison": "a comparison",
    "cause": "a cause",
    "event": "an event",
    "prediction": "a prediction",
    "rule": "a rule",
    "position": "a position",
    "personal": "their own experience",
    "opinion": "an opinion",
    "other": "a claim",
}


def claims_html(groups: Sequence[ClaimGroup], *, shown: int = PAGE, told: str = "") -> str:
    """Return claims as cards that open the article at the words; `told` is what was just done."""
    counted = f"The first {shown:,} claims" if len(groups) > shown else _counted(len(groups), "claim")
    cards = "".join(f"<li>{_card(group)}</li>" for group in groups[:shown])
    return f'{told}{_status(counted)}<ol class="or-cards">{cards}</ol>{_more(groups, shown)}'


def timeline_html(timeline: Timeline, groups: Sequence[ClaimGroup], *, shown: int = PAGE, told: str = "") -> str:
    """Return when claims were made as a list by day, the earliest first."""
    days = "".join(
        f"<li><h3>{_day(when)}</h3><ul>{''.join(map(_entry, entries))}</ul></li>"
        for when, entries in groupby(timeline.entries, key=lambda each: each.day)
    )
    counted = f"{_counted(min(shown, len(groups)), 'claim')}, made {_counted(len(timeline.entries), 'time')}"
    when = ((entry.claim.speaker or "The articles themselves", entry.day) for entry in timeline.entries)
    plot = plot_html("Who claimed when", when, "claim")
    return f'{told}{_status(counted)}{plot}<ol class="or-days">{days}</ol>{_more(groups, shown)}'


def _status(words: str) -> str:
    return f'<p class="or-hint" role="status">{words}</p>'


def _more(groups: Sequence[ClaimGroup], shown: int) -> str:
    if len(groups) <= shown:
        return ""
    return f'<button type="button" class="or-add" data-act="more" data-shown="{shown + PAGE}">Show more</button>'


def _counted(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def _day(when: date | None) -> str:
    return f'<time datetime="{when.isoformat()}">{day(when)}</time>' if when else "No day known"


def _card(group: ClaimGroup) -> str:
    claim, name = group.first, escaped(group.id)
    parts = [
        f'{_opening(claim, style="or-card")}<span class="or-title">{_said_by(claim)}'
        f' <span class="or-kind">{_KINDS[claim.kind]}</span></span>{_words(claim)}'
        f'<span class="or-byline">{_place(claim.article)}</span></a>',
        _worth(group),
        _vague(claim),
        _made(group),
        _discrepancies(group.discrepancies),
        *map(_fact_check, group.fact_checks),
        _ruling(group.ruling) if group.ruling else "",
        _occurrences(group),
        _fold(f"similar-{name}", f"Similar, not counted ({len(group.similar):,})", map(_occurrence, group.similar)),
        _form(group),
    ]
    return f'<article class="or-claim" id="claim-{name}">{"".join(parts)}</article>'


def _worth(group: ClaimGroup) -> str:
    """Return how much a claim is worth checking, as a bar, and why."""
    reasons = escaped(", ".join(group.most_worth_checking.reasons)) or "nothing in its words speaks for it"
    bar = f'<meter min="0" max="1" value="{group.score:.2f}" aria-label="Worth checking">{group.score:.2f}</meter>'
    return f'<p class="or-worth">{bar} worth checking {group.score:.2f}: {reasons}</p>'


def _made(group: ClaimGroup) -> str:
    """Return when and how often a claim was made, and what follows it."""
    first = f"first said {_day(group.first_seen)}" if group.first_seen else "no day known"
    origins = _counted(group.origins, "independent origin")
    act, pressed, label = ("unfollow", "true", "Following") if group.is_followed else ("follow", "false", "Follow")
    about = escaped(" ".join(group.first.text.split())[:80])
    button = (
        f'<button type="button" class="or-tool" data-act="{act}" data-claim="{escaped(group.id)}"'
        f' aria-pressed="{pressed}" aria-label="{label}: {about}">{label}</button>'
    )
    made = f"{first} · made {_counted(len(group.claims), 'time')} by {origins}"
    return f'<p class="or-made"><span>{made}</span>{button}</p>'


def _said_by(claim: Claim) -> str:
    """Return who claims it, and what the article calls them."""
    source = claim.source_words
    if claim.speaker:
        called = f' <span class="or-kind">as “{escaped(source)}”</span>' if source and source != claim.speaker else ""
        return f"{escaped(claim.speaker)}{called}"
    return f"“{escaped(source)}”, not known by name" if source else "The article itself"


def _words(claim: Claim) -> str:
    return f'<span class="or-words">{escaped(claim.text)}</span>'


def _place(article: Article) -> str:
    return f"{escaped(title_of(article))} · {byline(article)}"


def _opening(claim: Claim, span: Span | None = None, *, style: str = "or-other") -> str:
    """Return the start of a link that opens the article at a claim, or at another place of it."""
    where = span or claim.span
    return (
        f'<a class="{style}" href="#article" role="button" data-act="read"'
        f' data-article="{escaped(claim.article.id)}" data-spans="{where.start}-{where.end}">'
    )


def _vague(claim: Claim) -> str:
    words = claim.vague_words
    return f'<p class="or-vague or-warning">Not pinned down: “{escaped(words)}”</p>' if words else ""


def _fold(name: str, summary: str, rows: Iterable[str]) -> str:
    """Return rows that are folded away; nothing where there are none."""
    inside = "".join(f"<li>{row}</li>" for row in rows)
    shown = f'<summary>{summary}</summary><ul class="or-also">{inside}</ul>'
    return f'<details id="{name}" class="or-fold">{shown}</details>' if inside else ""


def _occurrences(group: ClaimGroup) -> str:
    count = len(group.claims)
    summary = "Where it stands" if count == 1 else f"All {count:,} places"
    return _fold(f"places-{escaped(group.id)}", summary, map(_occurrence, group.claims))


def _occurrence(claim: Claim) -> str:
    words = claim.said_on_words
    told = f"“{escaped(words)}” → " if words else ""
    said = f' <span class="or-kind">· said {told}{_day(claim.said_on)}</span>' if claim.said_on else ""
    who = f'<span class="or-who">{_said_by(claim)}{said}</span>'
    return f"{_opening(claim)}{who}{_words(claim)}<span>{_place(claim.article)}</span></a>{_vague(claim)}"


def _discrepancies(found: Sequence[Discrepancy]) -> str:
    """Return what is not at one, the first of it side by side and the rest folded away."""
    if not found:
        return ""
    first = "".join(map(_discrepancy, found[:_SIDE_BY_SIDE]))
    rest = found[_SIDE_BY_SIDE:]
    name = f"odd-{escaped(found[0].a.id)}-{escaped(found[0].b.id)}"
    folded = ""
    if rest:
        summary = f"<summary>{len(rest):,} more that {'is' if len(rest) == 1 else 'are'} not at one</summary>"
        folded = f'<details id="{name}" class="or-fold">{summary}{"".join(map(_discrepancy, rest))}</details>'
    return f"{first}{folded}"


def _discrepancy(found: Discrepancy) -> str:
    sure = next(words for least, words in _SURENESS if found.confidence >= least)
    tone = "or-bad" if found.relation == "contradicts" else "or-fair"
    kind = " · the same speaker" if found.is_change_of_mind else ""
    why = (
        f'<p><strong class="{tone}">{found.relation}</strong>'
        f' <span class="or-kind">{sure}, {found.confidence:.2f}{kind}</span> {escaped(found.why)}</p>'
    )
    sides = "".join(f"<li>{_side(claim, told)}</li>" for claim, told in found.sides)
    return f'<div class="or-odd" role="group" aria-label="Not at one">{why}<ul class="or-sides">{sides}</ul></div>'


def _side(claim: Claim, told: Span) -> str:
    """Return one side: its sentence with the words that differ marked, who said it and where."""
    text, whole = claim.article.text, covering([claim.span, told])
    marked = f"<mark>{escaped(told.of(text))}</mark>" if len(told) else ""
    words = f"{escaped(text[whole.start : told.start])}{marked}{escaped(text[told.end : whole.end])}"
    return (
        f'{_opening(claim, whole)}<span class="or-who">{_said_by(claim)}</span>'
        f'<span class="or-words">{words}</span><span>{_place(claim.article)}</span></a>'
    )


def _fact_check(match: MatchedFactCheck) -> str:
    """Return a known fact-check, in the reviewer's own words; one that is not confirmed is told as perhaps the same."""
    check = match.fact_check
    sure = "Fact-checked" if match.is_confirmed else "Perhaps fact-checked: compare the words"
    when = day(check.reviewed_on) if check.reviewed_on else None
    by = escaped(", ".join(filter(None, (check.reviewer, when))) or "reviewer unknown")
    rating = f": <strong>{escaped(check.rating)}</strong>" if check.rating else ""
    link = f" {address_link(check.url)}" if check.url else ""
    return f'<p class="or-known"><b>{sure}</b> “{escaped(check.claim)}” · {by}{rating}{link}</p>'


def _ruling(ruling: Ruling) -> str:
    note = f" {escaped(ruling.note)}" if ruling.note else ""
    sources = "".join(f"<li>{address_link(each)}</li>" for each in ruling.sources)
    listed = f'<ul class="or-also">{sources}</ul>' if sources else ""
    verdict = f"Your verdict, {day(ruling.ruled_at.date())}: <strong>{escaped(ruling.verdict)}</strong>"
    return f'<div class="or-known"><p>{verdict}.{note}</p>{listed}</div>'


def _form(group: ClaimGroup) -> str:
    """Return where the user writes what they found out."""
    ruling, name = group.ruling, escaped(group.id)
    verdict, note, sources = (ruling.verdict, ruling.note or "", "\n".join(ruling.sources)) if ruling else ("", "", "")
    take_back = f'<button type="button" class="or-tool" data-act="withdraw" data-claim="{name}">Withdraw</button>'
    return (
        f'<details id="ruling-{name}" class="or-fold"><summary>{"Change" if ruling else "Add"} your verdict</summary>'
        f'<form class="or-ruling"><label>Verdict, in your own words'
        f'<input name="verdict" maxlength="300" autocomplete="off" value="{escaped(verdict)}"></label>'
        f'<label>How you found out<textarea name="note" rows="2" maxlength="5000">\n{escaped(note)}</textarea></label>'
        f'<label>Sources, one a line<textarea name="sources" rows="2" maxlength="5000">\n{escaped(sources)}</textarea>'
        f'</label><div><button type="submit" class="or-tool" data-act="rule" data-claim="{name}">Save</button>'
        f"{take_back if ruling else ''}</div></form></details>"
    )


def _entry(entry: TimelineEntry) -> str:
    why = f'<span class="or-warning">{escaped(entry.discrepancy.why)}</span>' if entry.discrepancy else ""
    role = f'<span class="or-role" data-role="{entry.role}">{entry.role}</span>'
    return (
        f'<li>{_opening(entry.claim)}<span class="or-who">{role} {_said_by(entry.claim)}</span>{_words(entry.claim)}'
        f"{why}<span>{_place(entry.claim.article)}</span></a></li>"
    )
