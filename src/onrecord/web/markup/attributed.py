"""An article with who said what marked in it, a colour for each speaker."""

from collections.abc import Sequence

from onrecord.model import Article, Attribution, Span
from onrecord.web.markup.escaping import byline, escaped, marked, title_of

_HUES = 6
"""Colours that the page has; with more speakers they come again."""

_UNKNOWN = "Unknown speaker"


def attributed_html(article: Article, said: Sequence[Attribution], view: str, spans: str = "") -> str:
    """Return a whole article, each thing that somebody said marked; `spans` are the words to go back to."""
    names = list(dict.fromkeys(map(_name, said)))
    marks: dict[Span, str] = {}
    for each in said:
        opening = _opening(article, each, names.index(_name(each)))
        for span in each.content:
            if not any(span.overlaps(other) for other in marks):
                marks[span] = opening
    legend = "".join(
        f'<li><mark class="or-hue-{number % _HUES}">{escaped(name)}</mark></li>' for number, name in enumerate(names)
    )
    shown = f'<ul class="or-choices" aria-label="Who speaks">{legend}</ul>' if legend else "<p>Nobody is quoted.</p>"
    back = f'data-act="read" data-article="{escaped(article.id)}" data-spans="{escaped(spans)}"'
    return (
        f'<article class="or-article" data-view="{escaped(view)}" data-article="{escaped(article.id)}"><nav'
        ' class="or-nav" aria-label="Source"><button type="button" class="or-close" data-act="close">← Back'
        f' <kbd>Esc</kbd></button><button type="button" class="or-tool" {back}>Plain text</button></nav>'
        f'<h2 tabindex="-1">{escaped(title_of(article))}</h2><p class="or-byline">{byline(article)}</p>{shown}'
        f'<div class="or-text">{marked(article.text, marks)}</div></article>'
    )


def _name(said: Attribution) -> str:
    return said.speaker.name if said.speaker else _UNKNOWN


def _opening(article: Article, said: Attribution, number: int) -> str:
    """Return the start of a mark that tells who speaks, how the article names them, and how sure that is."""
    source = f", as “{said.source.of(article.text)}”" if said.source else ""
    told = escaped(f"{_name(said)}{source} ({said.kind}, {said.confidence:.2f} sure)")
    return f'<mark class="or-hue-{number % _HUES}" title="{told}">'
