"""Plain text and Markdown."""

import re
from typing import TYPE_CHECKING

from onrecord.reading.draft import Draft, parsing
from onrecord.reading.metadata_fields import field_name, stated_fields
from onrecord.reading.text import decode

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT_MATTER = re.compile(r"\A\ufeff?---[ \t]*\r?\n(.*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_ENDS_OF_BLOCKS = frozenset({"paragraph_close", "heading_close", "fence", "code_block", "tr_close"})


def read_text(data: bytes) -> Draft:
    """Return the whole file as it is."""
    return Draft(text=decode(data))


def read_markdown(data: bytes) -> Draft:
    """Return the words of a Markdown file without its markup, and what its front matter or first heading states."""
    text = decode(data)
    stated = Draft()
    if matter := _FRONT_MATTER.match(text):
        stated = _front_matter(matter[1])
        text = text[matter.end() :]
    with parsing("Markdown"):
        words, heading = _rendered(text)
    return Draft(text=words).filled(stated).filled(Draft(title=heading))


def _front_matter(block: str) -> Draft:
    """Return what a YAML block states; a block that is not YAML states nothing."""
    import yaml  # type: ignore[import-untyped]

    try:
        record = yaml.safe_load(block)
    except (yaml.YAMLError, ValueError, RecursionError):
        return Draft()
    return stated_fields({field_name(k): v for k, v in record.items()}) if isinstance(record, dict) else Draft()


def _rendered(text: str) -> tuple[str, str | None]:
    """Return the words of a Markdown text, blank lines between blocks, and those of its first heading."""
    from markdown_it import MarkdownIt

    blocks: list[str] = []
    heading: str | None = None
    pending: list[str] = []
    marker = ""
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        if token.type == "list_item_open":
            marker = f"{token.info}{token.markup} " if token.info else "- "
        pending += _words(token)
        if token.type in _ENDS_OF_BLOCKS or token.type == "html_block":
            words = (" | " if token.type == "tr_close" else "").join(pending).strip()
            if words and token.type == "heading_close":
                heading = heading or words
            if words:
                blocks.append(marker + words)
            pending, marker = [], ""
    return "\n\n".join(blocks), heading


def _words(token: "Token") -> list[str]:
    """Return the words that one block's token holds; pictures and tags hold none."""
    if token.type == "inline":
        inner = token.children or []
        return ["".join("\n" if t.type in {"softbreak", "hardbreak"} else _inline(t) for t in inner)]
    if token.type == "html_block":
        return [re.sub(r"<[^<>]*>", "", token.content)]
    return [token.content] if token.type in {"fence", "code_block"} else []


def _inline(token: "Token") -> str:
    return token.content if token.type in {"text", "code_inline", "text_special"} else ""
