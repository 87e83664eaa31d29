"""A checked draft on the page: its faults first, and its text with each quotation underlined by verdict."""

from collections import Counter

from onrecord.model import CheckedDraft, CheckedQuote, verdict_words
from onrecord.web.markup.check_card import HARM, WEIGHT, check_body, place_of
from onrecord.web.markup.escaping import escaped, title_of

_SHOWN_WORDS = 140


def draft_check_html(result: CheckedDraft) -> str:
    """Return a checked draft: how many of each verdict, each check with the most harmful first, and the text."""
    if not result.quotes:
        return '<p class="or-hint" role="status">Nothing to check: the draft quotes nobody.</p>'
    numbered = list(enumerate(result.quotes, 1))
    ordered = sorted(numbered, key=lambda pair: (HARM.index(pair[1].check.verdict), pair[0]))
    rows = "".join(_row(each, number) for number, each in ordered)
    return (
        f'<p class="or-tally" role="status">{_tally(result)}</p><ol class="or-faults">{rows}</ol>'
        f'<h3>{escaped(title_of(result.draft))}</h3><div class="or-draft">{_marked(result)}</div>'
    )


def _tally(result: CheckedDraft) -> str:
    counts = Counter(each.check.verdict for each in result.quotes)
    return " ".join(
        f'<button type="button" class="or-count or-{WEIGHT[verdict]}" data-act="only" data-verdict="{verdict}"'
        f' aria-pressed="false">{counts[verdict]} {verdict_words(verdict)}</button>'
        for verdict in HARM
        if counts[verdict]
    )


def _row(each: CheckedQuote, number: int) -> str:
    check = each.check
    who, verdict = escaped(check.speaker_asked or each.source or "unknown speaker"), verdict_words(check.verdict)
    words = check.quote if len(check.quote) <= _SHOWN_WORDS else f"{check.quote[:_SHOWN_WORDS]}…"
    return (
        f'<li data-verdict="{check.verdict}"><details id="check-{number}"><summary data-act="weigh" data-n="{number}"'
        f' {_opening(each)}><span class="or-band or-{WEIGHT[check.verdict]}">{number}. {verdict}</span>'
        f' <span class="or-byline">{who}</span><span class="or-words">{escaped(words)}</span></summary>'
        f"{check_body(check, known=each.known)}</details></li>"
    )


def _opening(each: CheckedQuote) -> str:
    shown = each.check.evidence or each.check.nearest
    return place_of(shown[0]) if shown else ""


def _marked(result: CheckedDraft) -> str:
    """Return the draft with a link at each place that was checked; of places that overlap the first is marked."""
    text, shown, done = result.draft.text, [], 0
    for number, each in enumerate(result.quotes, 1):
        if each.span.start < done:
            continue
        verdict = each.check.verdict
        shown.append(escaped(text[done : each.span.start]))
        shown.append(
            f'<a class="or-{WEIGHT[verdict]}" href="#check-{number}" role="button" data-act="weigh" data-n="{number}"'
            f' {_opening(each)} title="{verdict_words(verdict)}">{escaped(each.span.of(text))}<sup>{number}'
            f'<span class="or-hidden"> {verdict_words(verdict)}</span></sup></a>'
        )
        done = each.span.end
    return "".join(shown) + escaped(text[done:])
