"""The sources panel: what an answer rests on, and an article opened at the cited words."""

from collections.abc import Iterable

from onrecord.model import Article, Citation, Span
from onrecord.web.markup.conversation import Conversation, Turn
from onrecord.web.markup.credits import cites, credit_buttons
from onrecord.web.markup.escaping import byline, escaped, highlighted, origin, places, title_of
from onrecord.web.markup.said.attributed import FIND

EMPTY_PANEL = (
    '<div data-view="nothing"><h2>Source</h2><p class="or-hint">What you choose shows here, with the words marked where'
    " they stand in their article.</p></div>"
)


def sources_html(turns: Conversation, number: int | None = None) -> str:
    """Return the evidence of a turn, that of the last one when no `number` is given."""
    if not turns:
        return EMPTY_PANEL
    number = len(turns) - 1 if number is None else number
    turn = turns[number]
    if not turn.evidence:
        return EMPTY_PANEL
    cards = "".join(f"<li>{_card(citation, number, near=_is_near(turn))}</li>" for citation in turn.evidence)
    return (
        f'<div data-view="sources {number}"><h2>{_heading(turn)}</h2><p class="or-hint">{escaped(turn.question)}</p>'
        f'<ol class="or-cards">{cards}</ol></div>'
    )


def _is_near(turn: Turn) -> bool:
    return turn.answer is not None and turn.answer.abstained


def _heading(turn: Turn) -> str:
    return "Near passages" if _is_near(turn) else "Sources"


def _card(citation: Citation, turn: int, *, near: bool) -> str:
    number = "" if near else f'<span class="or-number">[{citation.n}]</span> '
    return (
        f'<a class="or-card" href="#article" role="button" data-act="open" data-turn="{turn}" data-n="{citation.n}">'
        f'<span class="or-title">{number}{escaped(title_of(citation.article))}</span>'
        f'<span class="or-byline">{byline(citation.article)}</span>'
        f'<span class="or-words">{escaped(citation.quote)}</span></a>'
    )


def opened_html(turns: Conversation, number: int, n: int, view: str, *, quiet: bool = False) -> str:
    """Return the article that evidence `n` of turn `number` comes from, its words marked.

    `view` names this opening: the page scrolls to the words once for each new name. A `quiet` one does not take the
    focus, nor a phone's screen. Evidence that does not exist gives the list of sources instead.
    """
    turn = turns[number] if 0 <= number < len(turns) else None
    cited = next((c for c in turn.evidence if c.n == n), None) if turn else None
    if turn is None or cited is None:
        return sources_html(turns)
    others = [c.span for c in turn.evidence if c.article.id == cited.article.id and c is not cited]
    place = f' data-turn="{number}" data-n="{n}"{" data-quiet" if quiet else ""}'
    navigation = _navigation(turn, number, cited)
    doubt = "" if _is_near(turn) else _WRONG
    return article_html(
        cited.article, view, cited=[cited.span], pale=others, navigation=navigation, more=doubt, place=place
    )


def _navigation(turn: Turn, number: int, chosen: Citation) -> str:
    heading, each = _heading(turn), "Near passage" if _is_near(turn) else "Source"
    chips = "".join(
        f'<a href="#article" role="button" data-act="open" data-turn="{number}" data-n="{c.n}"'
        f"{' aria-current=true' if c is chosen else ''}"
        f' aria-label="{each} {c.n}">{c.n}</a>'
        for c in turn.evidence
    )
    every = f'<a class="or-back" href="#source" role="button" data-act="back" data-turn="{number}">{heading}</a>'
    return f'{every}<span class="or-chips">{chips}</span>'


_WRONG = '<button type="button" class="or-tool" data-act="wrong" aria-pressed="false">Wrong source</button>'


def article_html(
    article: Article,
    view: str,
    *,
    cited: Iterable[Span] = (),
    pale: Iterable[Span] = (),
    navigation: str = "",
    more: str = "",
    above: str = "",
    place: str = "",
) -> str:
    """Return a whole article with the cited words marked; see `opened_html` for `view` and `pale`.

    `more` is HTML of what is seldom done, `above` HTML that stands over the text, and `place` are more attributes, made
    here, of the whole.
    """
    cited = sorted(cited)
    language = f' lang="{escaped(article.language)}"' if article.language else ""
    marked = f' data-spans="{places(cited)}"' if cited else ""
    close = '<button type="button" class="or-close" data-act="close">← Back <kbd>Esc</kbd></button>'
    said = f'data-act="said" data-article="{escaped(article.id)}"{marked}'
    navigation += f'<button type="button" class="or-tool" {said}>Who said what</button>{FIND}'
    words = " … ".join(span.of(article.text) for span in cited)
    printed = words if "“" in words else f"“{words}”"
    more = f"{credit_buttons(article, cited, printed, None)}{more}" if cited else more
    if more:
        navigation += f'<details class="or-menu"><summary class="or-tool">More</summary><div>{more}</div></details>'
    here = f'<span class="or-here">{escaped(title_of(article))}</span>'
    return (
        f'<article class="or-article" data-view="{escaped(view)}" data-article="{escaped(article.id)}"{marked}{place}'
        f"{cites(article)}>"
        f'<nav class="or-nav" aria-label="Source">{close}{navigation}{here}</nav>{above}'
        f'<h2 tabindex="-1">{escaped(title_of(article))}</h2>'
        f'<p class="or-byline">{byline(article, with_author=True)}</p><p class="or-origin">{origin(article)}</p>'
        f'<div class="or-text"{language}>{highlighted(article.text, *cited, pale=pale)}</div></article>'
    )
