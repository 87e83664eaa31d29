"""How a visitor corrects who said a quotation, as HTML."""

from collections.abc import Iterable, Sequence

from onrecord.model import Article, Correction, PlacedCorrection, Span
from onrecord.web.markup.escaping import escaped, places

LONGEST_NAME, LONGEST_NOTE = 200, 2000
_OFFERED = "or-offered"


def names_offered(names: Iterable[str]) -> str:
    """Return the names that the form of every correction in an article offers."""
    options = "".join(f'<option value="{escaped(name)}"></option>' for name in dict.fromkeys(names))
    return f'<datalist id="{_OFFERED}">{options}</datalist>'


def correction_form(article: Article, content: Sequence[Span], correction: Correction | None) -> str:
    """Return what corrects who said the words at a place, and what takes a correction of them back."""
    held = f'data-article="{escaped(article.id)}" data-spans="{places(sorted(content))}"'

    def button(act: str, words: str) -> str:
        return f'<button type="button" class="or-tool" {act} {held}>{words}</button>'

    back = button('data-act="uncorrect"', "Take the correction back") if correction else ""
    acts = (
        button('data-act="correct" data-kind="speaker"', "Save the name"),
        button('data-act="correct" data-kind="nobody"', "Nobody knows"),
        button('data-act="correct" data-kind="not_said"', "Not a quotation") if _is_said(correction) else "",
    )
    name = escaped(correction.speaker or "") if correction else ""
    note = escaped(correction.note or "") if correction else ""
    return (
        f'{back}<details class="or-fold or-correct"><summary>{"Change it" if back else "Wrong? Say who said it"}'
        f'</summary><form class="or-ruling"><label>Who said it <input name="speaker" list="{_OFFERED}" value="{name}"'
        f' maxlength="{LONGEST_NAME}" autocomplete="off"></label><label>How you know, if you like <input name="note"'
        f' value="{note}" maxlength="{LONGEST_NOTE}" autocomplete="off"></label><div>{"".join(acts)}</div></form>'
        "</details>"
    )


def unsaid_html(article: Article, placed: PlacedCorrection) -> str:
    """Return what is told of words that a visitor stated nobody said."""
    stated = placed.correction
    form = correction_form(article, placed.content or stated.content, stated)
    return f"<p><strong>Not a quotation</strong></p><p>{corrected_by(stated)}</p>{form}"


def corrected_by(stated: Correction) -> str:
    """Return who corrected the reading, when, and why, as HTML."""
    note = f" Note: {escaped(stated.note)}" if stated.note else ""
    return f"{stated.line[:1].upper()}{escaped(stated.line[1:])}.{note}"


def _is_said(correction: Correction | None) -> bool:
    return correction is None or correction.kind != "not_said"
