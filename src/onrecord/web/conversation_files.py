"""A conversation as a file to download: Markdown or HTML, its citations whole."""

from onrecord.exporting.bibliography import CitationStyle, citation
from onrecord.exporting.markdown_text import inline
from onrecord.model import Citation
from onrecord.web.markup.conversation import Conversation, Turn
from onrecord.web.markup.escaping import escaped
from onrecord.web.quotation_files import file_html

_STYLE = "body{max-width:44em;margin:2em auto;padding:0 1em;font:1rem/1.6 Georgia,serif}li{margin:.6em 0}"


def conversation_file(turns: Conversation, form: str, style: CitationStyle = "plain") -> str:
    """Return HTML that the page saves as a file of the conversation: `html`, or else Markdown."""
    finished = [turn for turn in turns if turn.answer or turn.failure]
    if not finished:
        return ""
    if form == "html":
        return file_html("conversation.html", "text/html", _page(finished, style))
    text = "\n".join(["# Conversation\n", *(_markdown(turn, style) for turn in finished)])
    return file_html("conversation.md", "text/markdown", text)


def _markdown(turn: Turn, style: CitationStyle) -> str:
    lines = [f"## {inline(turn.question)}\n", f"{inline(_told(turn))}\n"]
    near = "Not an answer, but near:\n" if turn.answer and turn.answer.abstained and turn.evidence else ""
    lines += [near] if near else []
    for each in turn.evidence:
        place = citation(each.article, style, markdown=True)
        lines.append(f"[{each.n}] {place}, characters {each.start}–{each.end}:\n\n{_quoted(each)}\n")
    return "\n".join(lines)


def _quoted(each: Citation) -> str:
    return "\n".join(f"> {inline(line)}" for line in each.quote.splitlines())


def _page(turns: list[Turn], style: CitationStyle) -> str:
    parts = "".join(_section(turn, style) for turn in turns)
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>Conversation</title><style>{_STYLE}</style></head><body><h1>Conversation</h1>{parts}</body></html>\n"
    )


def _section(turn: Turn, style: CitationStyle) -> str:
    sources = "".join(
        f"<li>[{each.n}] {escaped(citation(each.article, style))}, characters {each.start}–{each.end}:"
        f"<blockquote>{escaped(each.quote)}</blockquote></li>"
        for each in turn.evidence
    )
    near = "<p>Not an answer, but near:</p>" if turn.answer and turn.answer.abstained and sources else ""
    return f"<h2>{escaped(turn.question)}</h2><p>{escaped(_told(turn))}</p>{near}<ul>{sources}</ul>"


def _told(turn: Turn) -> str:
    return turn.answer.text if turn.answer else turn.failure or ""
