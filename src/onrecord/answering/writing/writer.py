"""The model writer: a language model's answer from numbered passages, through the grounding gate."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.answering.abstention import abstention, unanswerable
from onrecord.answering.extractive import RankedAnswer, compose, rank
from onrecord.answering.grounding.gate import Gate, Grounded
from onrecord.answering.grounding.model_text import parse_model_text
from onrecord.answering.grounding.passage import NumberedPassage
from onrecord.answering.question.followup import standalone
from onrecord.answering.question.question import Question
from onrecord.answering.question.rewriting import rewrite
from onrecord.answering.writing.fenced_passages import fenced
from onrecord.answering.writing.streaming import Progress, finished_part, shown_pending
from onrecord.errors import ModelError
from onrecord.llm.client import LanguageModel, without_thoughts
from onrecord.llm.prompt_files import fence_for, messages
from onrecord.model import Answer, AnswerSentence, Citation, Finding, Scope
from onrecord.reader import reader
from onrecord.settings import Settings
from onrecord.storage.index import Index

CANNOT = "I cannot answer from these articles."
_CANNOT = re.compile(r"\bI\s+can(?:not|['’]t)\s+answer\s+from\s+these\s+articles\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Writer:
    """Asks a language model for answers about the articles of an index."""

    index: Index
    model: LanguageModel
    settings: Settings

    def write(self, text: str, history: Sequence[tuple[str, str]], scope: Scope) -> Iterator[Progress]:
        """Answer a question; the last progress has the answer.

        Where the model is of no use, the answer is made of the articles' own sentences, and its steps say why.
        Raises SettingsError when the model is not installed or a prompt is unfit.
        """
        question, steps, failure = self._question(text, history)
        none = unanswerable(self.index, text, Question(question))
        if none:
            yield Progress(answer=none)
            return
        if steps:
            yield Progress(steps=steps)
        weighed = rank(self.index, Question(question), scope)
        if failure or not weighed.ranked:
            yield self._extractive(text, weighed, steps, failure)
            return
        yield from self._written(text, question, weighed, steps)

    def _question(self, text: str, history: Sequence[tuple[str, str]]) -> tuple[str, tuple[str, ...], str | None]:
        """Return the question as it stands alone, what was done for it, and what went wrong."""
        if not history:
            return text, (), None
        try:
            alone = rewrite(self.model, text, history, self.settings.llm_history, self.settings.prompts)
        except ModelError as error:
            return standalone(text, history), (), str(error)
        question = alone or standalone(text, history)
        return question, (f"Read as: {question}",) if question != text else (), None

    def _written(self, text: str, question: str, weighed: RankedAnswer, steps: tuple[str, ...]) -> Iterator[Progress]:
        passages = self._passages(weighed)
        gate = Gate(passages, self.index.embedder.word_vectors, question, reader().relations)
        fence = fence_for(part for given in passages for part in (given.text, given.article.title or ""))
        asked = messages(
            "answer", self.settings.prompts, fence=fence, passages=fenced(passages, fence), question=question
        )
        written, broken, shown = "", None, 0
        sentences: tuple[AnswerSentence, ...] = ()
        try:
            for part in self.model.stream(asked):
                written += part
                visible = without_thoughts(written)
                whole = finished_part(visible)
                if whole > shown:
                    sentences, shown = self._sentences(visible[:whole], passages, gate)[0], whole
                yield Progress(sentences=sentences, pending=shown_pending(visible[whole:]), steps=steps)
        except ModelError as error:
            broken = str(error)
        yield self._whole(text, without_thoughts(written), weighed, (passages, gate), (steps, broken))

    def _whole(
        self,
        text: str,
        written: str,
        weighed: RankedAnswer,
        ground: tuple[list[NumberedPassage], Gate],
        told: tuple[tuple[str, ...], str | None],
    ) -> Progress:
        """Return the finished answer, or the extractive one where the model's has nothing that is supported."""
        steps, broken = told
        is_cut = broken is not None or self.model.is_cut_off
        sentences, dropped = self._sentences(written, *ground, is_cut=is_cut)
        if any(each.citations for each in sentences):
            if broken or any(finding.kind == "cut_off" for each in dropped for finding in each.findings):
                steps = (*steps, broken or f"{self.model.name} broke its answer off")
            answer = Answer(
                question=text,
                sentences=sentences,
                abstained=False,
                writer=self.model.name,
                confidence=weighed.confidence,
                steps=steps,
                dropped=dropped,
            )
            return Progress(answer=answer)
        if broken is None and _CANNOT.search(written):
            near = abstention(text, CANNOT, weighed.near, writer=self.model.name, confidence=weighed.confidence)
            return Progress(answer=replace(near, steps=steps))
        nothing = "supported by the articles" if written.strip() else "at all"
        return self._extractive(text, weighed, steps, broken or f"{self.model.name} wrote nothing {nothing}")

    def _extractive(self, text: str, weighed: RankedAnswer, steps: tuple[str, ...], failure: str | None) -> Progress:
        if failure:
            steps = (*steps, f"{failure}; this answer is made of the articles' own sentences")
        return Progress(answer=replace(compose(text, weighed), steps=steps))

    def _passages(self, weighed: RankedAnswer) -> list[NumberedPassage]:
        """Return the passages that the search put first, numbered, with the attributions of their articles."""
        ranked = sorted((each for _, each in weighed.ranked), key=lambda each: each.passage_rank)
        first = list({(each.article.id, each.passage): each for each in ranked}.values())[: self.settings.llm_passages]
        said = self.index.ledger.attributions.of({each.article.id for each in first})
        return [
            NumberedPassage(n, each.article, each.passage, tuple(said.get(each.article.id, ())))
            for n, each in enumerate(first, start=1)
        ]

    def _sentences(
        self, written: str, passages: Sequence[NumberedPassage], gate: Gate, *, is_cut: bool = False
    ) -> tuple[tuple[AnswerSentence, ...], tuple[AnswerSentence, ...]]:
        """Return the sentences that may be shown, and those that are left out."""
        drafts = parse_model_text(written, {given.article.url for given in passages if given.article.url})
        cut: tuple[AnswerSentence, ...] = ()
        if is_cut and drafts and not drafts[-1].is_finished:
            drafts.pop()
            cut = (AnswerSentence(text="…", findings=(Finding(kind="cut_off"),), is_supported=False),)
        grounded = gate.ground(each for each in drafts if not _CANNOT.search(each.text))
        every, marks = _numbered(grounded), self.settings.llm_unsupported == "mark"
        shown = [each.is_supported or (marks and not each.is_left_out) for each in grounded]
        kept = tuple(each for each, is_shown in zip(every, shown, strict=True) if is_shown)
        dropped = tuple(each for each, is_shown in zip(every, shown, strict=True) if not is_shown)
        return kept, (*dropped, *cut)


def _numbered(grounded: Sequence[Grounded]) -> list[AnswerSentence]:
    """Return sentences whose citations are numbered in the order in which they first appear, each place once."""
    numbers: dict[tuple[str, int, int], Citation] = {}
    found = []
    for each in grounded:
        citations = []
        for given, span in each.cited:
            place = (given.article.id, span.start, span.end)
            citation = numbers.setdefault(place, Citation.of(given.article, span, len(numbers) + 1))
            citations.append(citation)
        found.append(
            AnswerSentence(
                text=each.text, citations=tuple(citations), findings=each.findings, is_supported=each.is_supported
            )
        )
    return found
