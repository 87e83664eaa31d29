"""A language model as a second reader of quotations whose speaker is unknown."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from pydantic import BaseModel, Field

from onrecord.attribution.second_reading import apply_choices, doubtful, names
from onrecord.llm.client import LanguageModel
from onrecord.llm.prompt_files import fence_for, messages
from onrecord.model import Attribution
from onrecord.settings import Settings

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
        from onrecord.attribution import attribute_many

        if not (settings.llm and settings.llm_attribution):
            return attribute_many(texts)
        every = list(texts)
        return SecondReader(settings).reread(every, attribute_many(every))

    return attributions
