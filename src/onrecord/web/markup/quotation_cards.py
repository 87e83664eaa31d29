"""The list of quotations, and its HTML."""

from collections.abc import Sequence

from onrecord.model import Occurrence, Quotation
from onrecord.web.markup.escaping import byline, escaped, title_of

QUOTES_HINT = '<p class="or-hint">Name who spoke, a topic, or both. Choose a quotation to read it where it stands.</p>'
_SHOWN = 100
_KINDS = {"direct": "word for word", "mixed": "partly word for word", "indirect": "in the article’s words"}


def quotations_html(found: Sequence[Quotation]) -> str:
    """Return quotations as cards that open their article at the words."""
    if not found:
        return '<p class="or-hint" role="status">Nothing was found that fits.</p>'
    shown = found[:_SHOWN]
    count = f"{len(found):,} quotation{'' if len(found) == 1 else 's'}"
    more = f", the first {_SHOWN} of them shown" if len(found) > len(shown) else ""
    cards = "".join(f"<li>{_card(quotation)}</li>" for quotation in shown)
    return f'<p class="or-hint" role="status">{count}{more}</p><ol class="or-cards">{cards}</ol>'


def _card(quotation: Quotation) -> str:
    return (
        f'<div class="or-quotation">{_opening(quotation, "or-card")}'
        f'<span class="or-title">{_said_by(quotation)}</span>{_words(quotation)}'
        f'<span class="or-byline">{_place(quotation)}</span></a>{_others(quotation)}</div>'
    )


def _said_by(quotation: Quotation) -> str:
    name = escaped(quotation.speaker.name) if quotation.speaker else "Unknown speaker"
    source = quotation.source_words
    named = (
        f" · as “{escaped(source)}”" if source and (not quotation.speaker or source != quotation.speaker.name) else ""
    )
    return f'{name} <span class="or-kind">{_KINDS[quotation.kind]}{named}</span>'


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
    spans = " ".join(f"{span.start}-{span.end}" for span in sorted(said.attribution.content))
    return (
        f'<a class="{style}" href="#article" role="button" data-act="read"'
        f' data-article="{escaped(said.article.id)}" data-spans="{spans}">'
    )
