"""A second reader's choices of speakers for quotations that have none: only names in the text can be chosen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.language.names.mentions import mentions_in
from onrecord.language.names.tokens import tokens_of
from onrecord.model import Attribution, Span, Speaker, covering
from onrecord.speakers.identity import folded

CONFIDENCE = 0.5
"""That of an attribution whose speaker a second reader chose."""

_SPEAKING = ("person", "body")


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name as it first stands in a text."""

    span: Span
    name: str


def doubtful(attributions: Sequence[Attribution]) -> list[int]:
    """Return which attributions hold quoted words and have no known speaker, by index."""
    return [i for i, each in enumerate(attributions) if each.kind != "indirect" and each.speaker is None]


def names(text: str) -> list[Name]:
    """Return the people and bodies that a text names, each once, in order."""
    found: dict[str, Name] = {}
    for mention in mentions_in(text, tokens_of(text)):
        may_speak = mention.kind in _SPEAKING or (mention.kind == "name" and len(mention.words) > 1)
        if may_speak and folded(mention.name):
            found.setdefault(folded(mention.name), Name(span=mention.span, name=mention.name))
    return list(found.values())


def apply_choices(
    attributions: Sequence[Attribution], candidates: Sequence[Name], choices: Mapping[int, int]
) -> list[Attribution]:
    """Return the attributions with the speakers that were chosen: candidate by index, for doubtful ones by index.

    A choice that is no candidate, or that is for an attribution which was not in doubt, changes nothing; neither does
    a name that stands inside the quotation itself.
    """
    speakers = [each.speaker for each in attributions if each.speaker]
    known = {folded(name): speaker for speaker in speakers for name in (speaker.name, *speaker.aliases)}
    result = list(attributions)
    for index in doubtful(attributions):
        place = choices.get(index, -1)
        if not 0 <= place < len(candidates):
            continue
        chosen, doubted = candidates[place], attributions[index]
        if not covering(doubted.content).overlaps(chosen.span):
            speaker = known.get(folded(chosen.name)) or Speaker(name=chosen.name)
            result[index] = replace(doubted, source=chosen.span, speaker=speaker, confidence=CONFIDENCE)
    return result
