"""From a question to its answer: by a check, quotations, claims, a language model, or the articles' own sentences."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from onrecord.answering.claim_answers import claim_answer
from onrecord.answering.extractive import answer
from onrecord.answering.quotation_answers import spoken_answer
from onrecord.answering.writing.streaming import Progress
from onrecord.model import Scope
from onrecord.settings import Settings
from onrecord.storage.index import Index
from onrecord.tracking.tracker import Tracker

if TYPE_CHECKING:
    from onrecord.answering.writing.writer import Writer


@dataclass(frozen=True)
class Answerer:
    """Answers questions about an index, with a language model where the settings name one."""

    index: Index
    settings: Settings
    tracker: Tracker

    def progress(self, question: str, history: Sequence[tuple[str, str]], scope: Scope) -> Iterator[Progress]:
        """Yield what there is of an answer as it comes; the last has the answer."""
        spoken = spoken_answer(self.index, question, scope) or claim_answer(self.tracker, question, history, scope)
        if spoken or self.settings.llm is None:
            yield Progress(answer=spoken or answer(self.index, question, history, scope))
        else:
            yield from self._writer.write(question, history, scope)

    @cached_property
    def _writer(self) -> "Writer":
        from onrecord.answering.writing.writer import Writer
        from onrecord.llm.client import LanguageModel

        return Writer(index=self.index, model=LanguageModel(self.settings), settings=self.settings)
