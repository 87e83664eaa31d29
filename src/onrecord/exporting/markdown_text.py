"""Words of articles as Markdown that shows these words and does nothing else: no link, no picture, no heading."""

import re
from collections.abc import Iterator
from urllib.parse import quote

_SPECIAL = re.compile(r"[\\`*_\[\]<>~|$]|&(?=[#\w])")
_LINE_START = re.compile(r"^(?:([#+=-])|(\d{1,9})([.)]))")
_UNSAFE_IN_ADDRESS = re.compile(r"[\s<>\\|`\x00-\x1f]")
_ENTITY = re.compile(r"&(?=[#\w]+;)")


def inline(words: str) -> str:
    """Return words on one line."""
    return _line(" ".join(words.split()))


def block_quote(words: str, indent: str = "") -> Iterator[str]:
    """Yield words as the lines of a block quotation, their line breaks kept, each behind an `indent`."""
    for line in words.splitlines():
        yield f"{indent}> {_line(line.strip())}".rstrip()


def link(words: str, url: str) -> str:
    """Return words that lead to an address, or the words alone where it is none of the web."""
    if not url.startswith(("http://", "https://")):
        return inline(words)
    address = _UNSAFE_IN_ADDRESS.sub(lambda match: quote(match[0]), url)
    return f"[{inline(words)}](<{_ENTITY.sub('&amp;', address)}>)"


def _line(words: str) -> str:
    escaped = _SPECIAL.sub(lambda match: f"\\{match[0]}", words)
    return _LINE_START.sub(lambda m: f"\\{m[1]}" if m[1] else f"{m[2]}\\{m[3]}", escaped)
