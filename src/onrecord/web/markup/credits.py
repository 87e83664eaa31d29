"""What a quotation is copied, pinned and exported with: who said it, where, and the citation in each style."""

from collections.abc import Iterable

from onrecord.exporting.bibliography import STYLES, citation
from onrecord.model import Article, Occurrence, Span
from onrecord.web.markup.escaping import escaped, places, reference

_STYLE_NAMES = {"plain": "Plain", "markdown": "Markdown", "apa": "APA", "chicago": "Chicago"}


def style_choice() -> str:
    """Return HTML of the choice of a style, which the browser remembers."""
    options = "".join(f'<option value="{each}">{_STYLE_NAMES[each]}</option>' for each in STYLES)
    return f'<label class="or-style">Cite as <select id="cite-style">{options}</select></label>'


def cites(article: Article) -> str:
    """Return HTML attributes that hold the citation of an article in each style."""
    lines = {style: reference(article) if style == "plain" else citation(article, style) for style in STYLES}
    return "".join(f' data-cite-{style}="{escaped(line)}"' for style, line in lines.items())


def credit_buttons(article: Article, spans: Iterable[Span], words: str, speaker: str | None) -> str:
    """Return buttons that copy and pin some words of an article; `words` are as they are to be printed."""
    held = (
        f' data-article="{escaped(article.id)}" data-spans="{places(spans)}" data-words="{escaped(words)}"'
        f' data-speaker="{escaped(speaker or "")}"{cites(article)}'
    )
    plain = escaped(plain_credit(words, speaker, article))
    return (
        f'<span class="or-credit"{held}><button type="button" class="or-copy" data-copy="{plain}">Copy with credit'
        '</button> <button type="button" class="or-tool" data-act="pin">Pin</button></span>'
    )


def occurrence_buttons(said: Occurrence) -> str:
    """Return the buttons of what somebody said."""
    name = said.speaker.name if said.speaker else "unknown speaker"
    return credit_buttons(said.article, sorted(said.attribution.content), printed(said), name)


def printed(said: Occurrence) -> str:
    """Return the exact words as they are printed: direct ones between marks, a gap as three dots."""
    words = " … ".join(said.words)
    return f"“{words}”" if said.kind == "direct" else words


def plain_credit(words: str, speaker: str | None, article: Article) -> str:
    """Return words with who said them and where they stand, as plain text."""
    place = f"in {reference(article)}"
    return f"{words} ({', '.join(filter(None, (speaker, place)))})"
