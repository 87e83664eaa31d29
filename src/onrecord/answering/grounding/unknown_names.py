"""The names in a sentence, and which of them passages do not hold."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from onrecord.answering.grounding.passage import NumberedPassage
from onrecord.language.folding import folded
from onrecord.language.lexicon.calendar_names import ANY_MONTH, ANY_WEEKDAY
from onrecord.language.lexicon.first_names import is_first_name
from onrecord.language.lexicon.lexicon import HONORIFICS, NOT_NAMES, ROLES, TITLES
from onrecord.language.names.mentions import Mention, mentions_in
from onrecord.language.names.tokens import tokens_of
from onrecord.language.words import stems

_DAY = re.compile(rf"\b(?:{ANY_MONTH}|{ANY_WEEKDAY})\b")
_MEANS_THE_SAME = {
    "us": ("united", "states"),
    "uk": ("united", "kingdom"),
    "eu": ("european", "union"),
    "un": ("united", "nations"),
}
_ORDINARY = NOT_NAMES | ROLES | TITLES | frozenset(HONORIFICS)


@lru_cache(maxsize=1024)
def names_in(plain: str) -> tuple[Mention, ...]:
    """Return the names that stand in a sentence, in order."""
    return tuple(mentions_in(plain, tokens_of(plain)))


def unknown_names(
    plain: str, mentions: Sequence[Mention], cited: Sequence[NumberedPassage], others: Sequence[NumberedPassage]
) -> list[str]:
    """Return the names and days that no cited passage holds; `others` are all that the model was given."""
    known = frozenset().union(*(given.known_names for given in cited)) if cited else frozenset()
    found = [m.name for m in mentions if not _is_known(m, known, cited) and not is_ordinary(plain, m, others)]
    return [*found, *(day for day in _days(plain) if day.lower() not in known)]


def _is_known(mention: Mention, known: frozenset[str], cited: Iterable[NumberedPassage]) -> bool:
    parts = folded(mention.name).split()
    missing = [w for w in parts if w not in known and w not in _ORDINARY and stems([w])[0] not in known]
    if not missing:
        return True
    joined = " ".join(parts)
    if joined in _MEANS_THE_SAME and known.issuperset(_MEANS_THE_SAME[joined]):
        return True
    if any(short in known and tuple(parts) == full for short, full in _MEANS_THE_SAME.items()):
        return True
    initials = "".join(word[0] for word in parts)
    return any(
        (len(missing) < len(parts) and f" {joined} " in given.whole)
        or joined in given.initials
        or (len(parts) > 1 and initials in known and f" {joined} " in given.whole)
        for given in cited
    )


def is_ordinary(plain: str, mention: Mention, others: Sequence[NumberedPassage]) -> bool:
    """Say whether a word has a capital only because the sentence begins with it."""
    if mention.span.start > 0 or len(mention.words) > 1 or mention.kind == "person":
        return False
    word = folded(mention.name)
    rest = plain[mention.span.end :]
    if is_first_name(mention.name) or rest[:2] in {"’s", "'s"}:
        return False
    written = [given.article.text for given in others]
    return not any(f" {mention.name}" in text for text in written) or any(f" {word} " in text for text in written)


def _days(plain: str) -> Iterator[str]:
    for match in _DAY.finditer(plain):
        if match.start() or match.group() not in {"May", "March"}:
            yield match.group()
