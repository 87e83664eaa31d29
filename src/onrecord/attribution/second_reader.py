"""A language model as a second reader of quotations whose speaker is unknown: only names in the text can be chosen."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pydantic import BaseModel, Field

from onrecord.language.folding import folded
from onrecord.language.names.mentions import mentions_in
from onrecord.language.names.tokens import tokens_of
from onrecord.llm.client import LanguageModel
from onrecord.llm.prompt_files import fence_for, messages
from onrecord.model import Attribution, Span, Speaker, covering
from onrecord.settings import Settings

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


_LONGEST = 40_000
"""Characters of an article above which no second reader is asked."""


class Choice(BaseModel):
    """The speaker of one quotation, by the numbers of both."""

    quotation: int = Field(description="The number of the quotation.")
    name: int | None = Field(description="The number of the speaker's name, or null when the article does not tell.")


class Choices(BaseModel):
    """The speakers that were found."""

    choices: list[Choice]


class SecondReader:
    """Asks a language model who speaks where the first reading does not know; it can only choose among the names."""

    def __init__(self, settings: Settings) -> None:
        """Ask the model that the settings name."""
        self._settings = settings
        self._model = LanguageModel(settings)

    def reread(
        self, texts: Sequence[str], readings: Iterable[Sequence[Attribution]]
    ) -> Iterator[Sequence[Attribution]]:
        """Yield the attributions of each text with the speakers that the model chose; raises ModelError."""
        for text, found in zip(texts, readings, strict=True):
            yield self._settled(text, found)

    def _settled(self, text: str, found: Sequence[Attribution]) -> Sequence[Attribution]:
        doubts, candidates = doubtful(found), names(text)
        if not doubts or not candidates or len(text) > _LONGEST:
            return found
        fence = fence_for([text])
        quotations = [" … ".join(found[index].words(text)) for index in doubts]
        asked = messages(
            "attribution",
            self._settings.prompts,
            fence=fence,
            article=f"{fence} begins\n{text}\n{fence} ends",
            quotations=_numbered(quotations),
            names=_numbered([each.name for each in candidates]),
        )
        told = self._model.choose(asked, Choices).choices
        chosen = {
            doubts[each.quotation - 1]: each.name - 1
            for each in told
            if each.name is not None and 0 < each.quotation <= len(doubts)
        }
        return apply_choices(found, candidates, chosen)


def _numbered(lines: Sequence[str]) -> str:
    return "\n".join(f"{n}. {' '.join(line.split())}" for n, line in enumerate(lines, start=1))


def reader(settings: Settings) -> Callable[[Iterable[str]], Iterable[Sequence[Attribution]]]:
    """Return what finds who said what in texts, with a second reader where the settings ask for one."""

    def attributions(texts: Iterable[str]) -> Iterable[Sequence[Attribution]]:
        from onrecord.attribution.pipeline import attribute_many

        if not (settings.llm and settings.llm_attribution):
            return attribute_many(texts)
        every = list(texts)
        return SecondReader(settings).reread(every, attribute_many(every))

    return attributions
