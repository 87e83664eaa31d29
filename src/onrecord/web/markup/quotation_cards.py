"""The list of quotations, and its HTML."""

from collections.abc import Iterable, Sequence

from onrecord.model import KnownSpeaker, Occurrence, Quotation
from onrecord.web.markup.credits import occurrence_buttons, plain_credit, printed
from onrecord.web.markup.escaping import byline, escaped, places, title_of
from onrecord.web.markup.plots import plot_html

QUOTES_HINT = '<p class="or-hint">Name who spoke, a topic, or both. Choose a quotation to read it where it stands.</p>'
NOTHING = '<p class="or-hint" role="status">Nothing was found that fits.</p>'
PAGE = 50
"""Quotations that are shown at first, and added by each wish for more."""

KINDS = {"direct": "word for word", "mixed": "partly word for word", "indirect": "in the article’s words"}
"""The kinds of attributions in plain words."""


def quotations_html(found: Sequence[Quotation], *, shown: int = PAGE, doubtful: bool = False, heading: str = "") -> str:
    """Return quotations as cards that open their article at the words.

    What stands in quotation marks comes first, then, folded away, what is only reported. Of each so many are `shown`.
    What is less likely than not is left out unless the `doubtful` are wanted, and its number told.
    """
    sure = [each for each in found if doubtful or is_sure(each)]
    quoted = [each for each in sure if each.kind != "indirect"]
    reported = [each for each in sure if each.kind == "indirect"]
    left_out = len(found) - len(sure)
    if not found:
        return f"{heading}{NOTHING}"
    told = [_counted(len(quoted), "quotation"), _counted(len(reported), "report") if reported else ""]
    told.append(f"{_counted(left_out, 'doubtful one')} left out" if left_out else "")
    told.append(f"the first {shown:,} shown" if len(quoted) > shown else "")
    status = f'<p class="or-hint" role="status">{", ".join(filter(None, told))}</p>'
    fold = ""
    if reported:
        summary = f"Reported, not quoted ({len(reported):,})"
        opened = "" if quoted else " open"
        fold = f'<details class="or-reported"{opened}><summary>{summary}</summary>{_cards(reported, shown)}</details>'
    when = ((each.speaker.name if each.speaker else "Unknown speaker", each.article.published) for each in sure)
    plot = plot_html("Who spoke when", when, "quotation")
    return f"{heading}{status}{plot}{_cards(quoted, shown) if quoted else ''}{fold}"


def is_sure(quotation: Quotation) -> bool:
    """Say whether it is more likely than not that somebody said this, and who."""
    return quotation.attribution.is_likely


def choices_html(asked: str, people: Iterable[KnownSpeaker]) -> str:
    """Return the people whom a name may mean, as choices that look up their quotations."""
    return f'<p class="or-hint" role="status">Which {escaped(asked)} do you mean?</p>{_choices(people)}'


def most_quoted_html(people: Iterable[KnownSpeaker]) -> str:
    """Return what to do, and who speaks most as choices that look up their quotations."""
    choices = _choices(people)
    return f'{QUOTES_HINT}<h3 class="or-near-title">Most quoted</h3>{choices}' if choices else QUOTES_HINT


def _choices(people: Iterable[KnownSpeaker]) -> str:
    choices = "".join(
        f'<li><button type="button" class="or-choose" data-act="choose" data-speaker="{escaped(each.name)}">'
        f"{escaped(each.name)} <span>{each.attributions:,}</span></button></li>"
        for each in people
    )
    return f'<ul class="or-choices">{choices}</ul>' if choices else ""


def _counted(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def _cards(found: Sequence[Quotation], shown: int) -> str:
    cards = "".join(f"<li>{_card(quotation)}</li>" for quotation in found[:shown])
    rest = min(PAGE, len(found) - shown)
    more = f'<button type="button" class="or-add" data-act="more" data-shown="{shown + PAGE}">Show {rest} more</button>'
    return f'<ol class="or-cards">{cards}</ol>{more if rest > 0 else ""}'


def _card(quotation: Quotation) -> str:
    return (
        f'<div class="or-quotation">{_opening(quotation, "or-card")}'
        f'<span class="or-title">{_said_by(quotation)}</span>{_words(quotation)}'
        f'<span class="or-byline">{_place(quotation)}</span></a>'
        f"{occurrence_buttons(quotation)} {_wrong(quotation)}"
        f"{_others(quotation)}</div>"
    )


def _wrong(said: Occurrence) -> str:
    """Return the button that opens the article where it can be corrected who said it."""
    held = f'data-article="{escaped(said.article.id)}" data-spans="{places(sorted(said.attribution.content))}"'
    return f'<button type="button" class="or-tool" data-act="said" data-pick="1" {held}>Wrong speaker?</button>'


def credited(quotation: Quotation) -> str:
    """Return a quotation as plain text with who said it and where it stands, to be pasted into a manuscript."""
    name = quotation.speaker.name if quotation.speaker else "unknown speaker"
    return plain_credit(printed(quotation), name, quotation.article)


def _said_by(quotation: Quotation) -> str:
    name = escaped(quotation.speaker.name) if quotation.speaker else "Unknown speaker"
    source = quotation.source_words
    named = (
        f" · as “{escaped(source)}”" if source and (not quotation.speaker or source != quotation.speaker.name) else ""
    )
    stated = quotation.attribution.correction
    unsure = f" · {stated.line}" if stated else ""
    unsure += f" · doubtful, {quotation.attribution.confidence:.2f}" if not is_sure(quotation) else ""
    return f'{name} <span class="or-kind">{KINDS[quotation.kind]}{named}{unsure}</span>'


def _words(said: Occurrence) -> str:
    """Return the exact words: direct ones between marks, a gap as three dots."""
    opening, closing = ("“", "”") if said.kind == "direct" else ("", "")
    pieces = (f"{opening}{escaped(words)}{closing}" for words in said.words)
    return f'<span class="or-words">{" … ".join(pieces)}</span>'


def _others(quotation: Quotation) -> str:
    """Return where else the quotation stands, and its other versions beside it."""
    places = "".join(f"<li>{_opening(each)}{_place(each)}</a></li>" for each in quotation.places)
    versions = "".join(
        f"<li>{_opening(each)}{_words(each)}<span>{_place(each)}</span></a></li>" for each in quotation.versions
    )
    also = f'<p>Also in</p><ul class="or-also">{places}</ul>' if places else ""
    other = f'<p>In other words elsewhere</p><ul class="or-also">{versions}</ul>' if versions else ""
    return f'<div class="or-others">{also}{other}</div>' if also or other else ""


def _place(said: Occurrence) -> str:
    return f"{escaped(title_of(said.article))} · {byline(said.article)}"


def _opening(said: Occurrence, style: str = "or-other") -> str:
    """Return the start of a link that opens the article at the words."""
    return (
        f'<a class="{style}" href="#article" role="button" data-act="read"'
        f' data-article="{escaped(said.article.id)}" data-spans="{places(sorted(said.attribution.content))}">'
    )
