"""The lists of words that reading names needs, kept in `word_lists.txt`."""

from functools import cache
from importlib.resources import files


def word_list(section: str) -> frozenset[str]:
    """Return the words of one list. Raises KeyError when there is no list of that name."""
    return _sections()[section]


@cache
def _sections() -> dict[str, frozenset[str]]:
    text = files("onrecord.language.lexicon").joinpath("word_lists.txt").read_text(encoding="utf-8")
    sections = {}
    for part in text.split("\n[")[1:]:
        name, _, rest = part.partition("]")
        sections[name] = frozenset(rest.split())
    return sections
