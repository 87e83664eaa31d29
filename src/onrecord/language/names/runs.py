"""Runs of capitalised words: the stretches of a text that a name could fill."""

import re
from collections.abc import Iterator, Sequence

from onrecord.language.lexicon.lexicon import BODY_NAMES, JOINERS, PARTICLES, TITLES
from onrecord.language.names.tokens import Token

_NICKNAME = re.compile(r" (?:[“\"‘]|'')[^\W\d_][\w.-]*(?:[”\"’]|'') (?=[^\W\d_a-z])")

_LONGEST = 100
"""Words after which a run is cut: so many capitals in a row are a list, or a shout."""


def runs(text: str, tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Yield the ranges of tokens that a name could fill: capitalised words and the small ones that join them."""
    index = 0
    while index < len(tokens):
        token = tokens[index]
        if not token.capital or token.headline:
            index += 1
            continue
        end = index + 1
        while end < min(len(tokens), index + _LONGEST) and not tokens[end - 1].possessive:
            reach = _reach(text, tokens, end)
            if reach is None:
                break
            end = reach
        yield index, end
        index = end


def _reach(text: str, tokens: Sequence[Token], end: int) -> int | None:
    """Return how far the run goes on from `end`, or None when it stops."""
    token = tokens[end]
    if not token.joined:
        return end + 2 if end + 1 < len(tokens) and _NICKNAME.match(text, tokens[end - 1].end) else None
    if token.capital:
        return end + 1
    following = tokens[end + 1] if end + 1 < len(tokens) else None
    if following is None or not following.joined:
        return None
    particle = token.text in PARTICLES and (following.capital or following.text in PARTICLES)
    last = tokens[end - 1].lower
    joiner = token.text in JOINERS and (last in BODY_NAMES or last in TITLES or last in {"department", "speaker"})
    if particle or (joiner and following.capital):
        return end + 2 if following.capital else end + 1
    if joiner and following.text == "the" and end + 2 < len(tokens) and tokens[end + 2].capital and last not in TITLES:
        return end + 3
    return None
