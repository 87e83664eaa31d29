"""An article with who said what marked in it, a colour for each speaker; each mark tells how that is known."""

from collections.abc import Sequence

from onrecord.model import Article, Attribution, Occurrence, PlacedCorrection, Span
from onrecord.web.markup.credits import cites, occurrence_buttons
from onrecord.web.markup.escaping import byline, escaped, marked, title_of
from onrecord.web.markup.quotation_cards import KINDS
from onrecord.web.markup.said.correction_form import corrected_by, correction_form, names_offered, unsaid_html

_HUES = 6
"""Colours that the page has; with more speakers they come again."""

_UNKNOWN = "Unknown speaker"


def attributed_html(
    article: Article,
    said: Sequence[Attribution],
    view: str,
    spans: str = "",
    *,
    unsaid: Sequence[PlacedCorrection] = (),
    offered: Sequence[str] = (),
    chosen: Sequence[Span] = (),
    told: str = "",
) -> str:
    """Return a whole article, each thing that somebody said marked; `spans` are the words to go back to.

    `unsaid` is what a visitor stated nobody said, `offered` are names for corrections. What stands at `chosen` is shown
    at once with how it is known; `told` is HTML that says what was just done.
    """
    names = list(dict.fromkeys(map(_name, said)))
    marks: dict[Span, str] = {}
    for number, each in enumerate(said):
        opening = _opening(article, each, number, names.index(_name(each)))
        for span in each.content:
            if not any(span.overlaps(other) for other in marks):
                marks[span] = opening
    for number, placed in enumerate(unsaid, len(said)):
        opening = _mark("or-unsaid", number, f"Not a quotation, {placed.correction.line}")
        for span in placed.content or ():
            if not any(span.overlaps(other) for other in marks):
                marks[span] = opening
    legend = "".join(
        f'<li><mark class="or-hue-{number % _HUES}">{escaped(name)}</mark></li>' for number, name in enumerate(names)
    )
    hint = '<p class="or-hint">Choose a mark to see how it is known who spoke.</p>'
    shown = (
        f'<ul class="or-choices" aria-label="Who speaks">{legend}</ul>{hint}' if legend else "<p>Nobody is quoted.</p>"
    )
    each_known = [*(how_known(article, each) for each in said), *(unsaid_html(article, each) for each in unsaid)]
    known = "".join(f'<div data-who="{number}">{each}</div>' for number, each in enumerate(each_known))
    places = [*(tuple(sorted(each.content)) for each in said), *(each.content or () for each in unsaid)]
    pick = f' data-chosen="{places.index(tuple(chosen))}"' if tuple(chosen) in places else ""
    back = f'data-act="read" data-article="{escaped(article.id)}" data-spans="{escaped(spans)}"'
    return (
        f'<article class="or-article" data-view="{escaped(view)}" data-article="{escaped(article.id)}"{pick}'
        f"{cites(article)}>"
        '<nav class="or-nav" aria-label="Source"><button type="button" class="or-close" data-act="close">← Back'
        f' <kbd>Esc</kbd></button><button type="button" class="or-tool" {back}>Plain text</button>{FIND}'
        f'<div class="or-how" role="status">{told}</div></nav><h2 tabindex="-1">{escaped(title_of(article))}</h2>'
        f'<p class="or-byline">{byline(article)}</p>{shown}<div class="or-text">{marked(article.text, marks)}</div>'
        f"<div hidden>{known}</div>{names_offered([*names, *offered])}</article>"
    )


FIND = '<button type="button" class="or-tool" data-act="find">Find <kbd>f</kbd></button>'
"""What opens the line to find words in an article."""


def how_known(article: Article, said: Attribution) -> str:
    """Return HTML that says who spoke, from what words that is known and how surely, with what can be done with it."""
    source = said.source.of(article.text) if said.source else ""
    if not source:
        parts = ["the article names nobody here"]
    elif said.speaker is None:
        parts = [f"the article says “{escaped(source)}”, and nothing tells who that is"]
    elif not any(name in source for name in (said.speaker.name, *said.speaker.aliases)):
        parts = [f"the article says “{escaped(source)}”, which was read as {escaped(said.speaker.name)}"]
    else:
        parts = [f"the article names “{escaped(source)}”"]
    parts += [f"the words that say so are “{escaped(said.cue.of(article.text))}”"] if said.cue else []
    parts += [f"{said.confidence:.2f} sure"]
    known = corrected_by(said.correction) if said.correction else f"How that is known: {'; '.join(parts)}."
    return (
        f'<p><strong>{escaped(_name(said))}</strong> <span class="or-kind">{KINDS[said.kind]}</span></p>'
        f"<p>{known}</p><p>{occurrence_buttons(Occurrence(article=article, attribution=said))}</p>"
        f"{correction_form(article, sorted(said.content), said.correction)}"
    )


def _name(said: Attribution) -> str:
    return said.speaker.name if said.speaker else _UNKNOWN


def _opening(article: Article, said: Attribution, number: int, hue: int) -> str:
    """Return the start of a mark that tells who speaks, how the article names them, and how sure that is."""
    source = f", as “{said.source.of(article.text)}”" if said.source else ""
    sure = said.correction.line if said.correction else f"{said.confidence:.2f} sure"
    return _mark(f"or-hue-{hue % _HUES}", number, f"{_name(said)}{source} ({said.kind}, {sure})")


def _mark(style: str, number: int, told: str) -> str:
    chosen = f'role="button" tabindex="0" data-act="who" data-n="{number}"'
    return f'<mark class="{style}" {chosen} title="{escaped(told)}">'
