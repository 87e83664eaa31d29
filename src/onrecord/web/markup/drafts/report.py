"""The report on a checked draft as one page that needs nothing else: the draft, and beside it each check."""

from collections import Counter
from collections.abc import Iterable
from importlib.resources import files

from onrecord.model import Change, CheckedDraft, CheckedQuote, Evidence, verdict_words
from onrecord.web.markup.check_card import WEIGHT, difference_html
from onrecord.web.markup.escaping import byline, escaped, title_of

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def draft_page(result: CheckedDraft) -> str:
    """Return the HTML of the report; every word of the draft and of the articles shows as the characters it is."""
    title = escaped(title_of(result.draft))
    style = files("onrecord.web").joinpath("static", "draft_page.css").read_text(encoding="utf-8")
    checks = "".join(_check(each, number) for number, each in enumerate(result.quotes, 1))
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Checked: {title}</title>'
        f'<meta name="viewport" content="width=device-width"><meta http-equiv="Content-Security-Policy"'
        f' content="{_POLICY}"><style>{style}</style></head><body><main><h1>{title}</h1>'
        f'<p class="summary">{_summary(result.quotes)}</p><div class="columns">'
        f'<div class="draft">{_marked(result)}</div><ol>{checks}</ol></div></main></body></html>'
    )


def _summary(quotes: Iterable[CheckedQuote]) -> str:
    counts = Counter(each.check.verdict for each in quotes)
    counted = ", ".join(f"{count} {verdict_words(verdict)}" for verdict, count in counts.items())
    return counted or "Nothing to check: the draft quotes nobody."


def _marked(result: CheckedDraft) -> str:
    """Return the draft with a link at each place that was checked; of places that overlap the first is marked."""
    text, shown, done = result.draft.text, [], 0
    for number, each in enumerate(result.quotes, 1):
        if each.span.start < done:
            continue
        shown.append(escaped(text[done : each.span.start]))
        weight = WEIGHT[each.check.verdict]
        shown.append(f'<a class="{weight}" href="#q{number}">{escaped(each.span.of(text))}<sup>{number}</sup></a>')
        done = each.span.end
    return "".join(shown) + escaped(text[done:])


def _check(each: CheckedQuote, number: int) -> str:
    check = each.check
    who, verdict = check.speaker_asked or each.source or "unknown speaker", verdict_words(check.verdict)
    warnings = "".join(f'<p class="warning">{escaped(line)}</p>' for line in check.warnings)
    known = f'<p class="where">The draft: {escaped(each.known)}.</p>' if each.known else ""
    places = "".join(map(_place, check.evidence or check.nearest))
    if check.verdict == "altered" and places:
        places = f'<p class="where">What to write, as the article has it:</p>{places}'
    return (
        f'<li id="q{number}"><p><span class="verdict {WEIGHT[check.verdict]}">{number}. {verdict}</span>'
        f' <span class="who">{each.kind} · {escaped(who)}</span></p><p>{escaped(check.sentence)}</p>'
        f"{known}{warnings}{_difference(check.difference)}{places}</li>"
    )


def _place(evidence: Evidence) -> str:
    citation = evidence.citation
    where = f"{escaped(title_of(citation.article))} · {byline(citation.article)}{_source(evidence)}"
    return f'<blockquote>{escaped(citation.quote)}</blockquote><p class="where">{where}</p>'


def _source(evidence: Evidence) -> str:
    """Return the words that name the speaker where they do not hold the name, and how sure it is."""
    if evidence.speaker is None or not evidence.source or not evidence.is_resolved:
        return ""
    sure = f" ({evidence.confidence:.2f})" if evidence.confidence is not None else ""
    return f" · “{escaped(evidence.source)}”, resolved to {escaped(evidence.speaker.name)}{sure}"


def _difference(changes: Iterable[Change]) -> str:
    changed = difference_html(changes)
    legend = '<p class="where"><del>the draft</del> <ins>the article</ins></p>'
    return f"<p>{changed}</p>{legend}" if changed else ""
