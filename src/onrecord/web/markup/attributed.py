"""An article with who said what marked in it, a colour for each speaker; each mark tells how that is known."""

from collections.abc import Sequence

from onrecord.model import Article, Attribution, Occurrence, Span
from onrecord.web.markup.credits import cites, occurrence_buttons
from onrecord.web.markup.escaping import byline, escaped, marked, title_of
from onrecord.web.markup.quotation_cards import KINDS

_HUES = 6
"""Colours that the page has; with more speakers they come again."""

_UNKNOWN = "Unknown speaker"


def attributed_html(article: Article, said: Sequence[Attribution], view: str, spans: str = "") -> str:
    """Return a whole article, each thing that somebody said marked; `spans` are the words to go back to."""
    names = list(dict.fromkeys(map(_name, said)))
    marks: dict[Span, str] = {}
    for number, each in enumerate(said):
        opening = _opening(article, each, number, names.index(_name(each)))
        for span in each.content:
            if not any(span.overlaps(other) for other in marks):
                marks[span] = opening
    legend = "".join(
        f'<li><mark class="or-hue-{number % _HUES}">{escaped(name)}</mark></li>' for number, name in enumerate(names)
    )
    hint = '<p class="or-hint">Choose a mark to see how it is known who spoke.</p>'
    shown = (
        f'<ul class="or-choices" aria-label="Who speaks">{legend}</ul>{hint}' if legend else "<p>Nobody is quoted.</p>"
    )
    known = "".join(f'<div data-who="{number}">{how_known(article, each)}</div>' for number, each in enumerate(said))
    back = f'data-act="read" data-article="{escaped(article.id)}" data-spans="{escaped(spans)}"'
    return (
        f'<article class="or-article" data-view="{escaped(view)}" data-article="{escaped(article.id)}"{cites(article)}>'
        '<nav class="or-nav" aria-label="Source"><button type="button" class="or-close" data-act="close">← Back'
        f' <kbd>Esc</kbd></button><button type="button" class="or-tool" {back}>Plain text</button>{FIND}'
        f'<div class="or-how" role="status"></div></nav><h2 tabindex="-1">{escaped(title_of(article))}</h2>'
        f'<p class="or-byline">{byline(article)}</p>{shown}<div class="or-text">{marked(article.text, marks)}</div>'
        f"<div hidden>{known}</div></article>"
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
    return (
        f'<p><strong>{escaped(_name(said))}</strong> <span class="or-kind">{KINDS[said.kind]}</span></p>'
        f"<p>How that is known: {'; '.join(parts)}.</p>"
        f"<p>{occurrence_buttons(Occurrence(article=article, attribution=said))}</p>"
    )


def _name(said: Attribution) -> str:
    return said.speaker.name if said.speaker else _UNKNOWN


def _opening(article: Article, said: Attribution, number: int, hue: int) -> str:
    """Return the start of a mark that tells who speaks, how the article names them, and how sure that is."""
    source = f", as “{said.source.of(article.text)}”" if said.source else ""
    told = escaped(f"{_name(said)}{source} ({said.kind}, {said.confidence:.2f} sure)")
    chosen = f'role="button" tabindex="0" data-act="who" data-n="{number}"'
    return f'<mark class="or-hue-{hue % _HUES}" {chosen} title="{told}">'
