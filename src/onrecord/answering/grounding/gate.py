"""The grounding gate: between a language model and the reader, sentence by sentence.

What the model wrote is shown as sourced only where passages that it was given hold it. A quotation is shown with the
article's own characters or not at all. Whatever the gate changed or refused is told in findings.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from onrecord.answering.grounding.contradiction import Contradictions, Relations
from onrecord.answering.grounding.judge import CLEARLY_BETTER, SURE, Judge, JudgedSentence, Judgement
from onrecord.answering.grounding.model_text import ModelSentence, leads_up
from onrecord.answering.grounding.passage import NumberedPassage
from onrecord.answering.grounding.quote_finder import find_quote, is_quoted, pieces, without_marks
from onrecord.embedding import WordVectors
from onrecord.language.words import content_words, stems
from onrecord.model import Finding, Span

LEFT_OUT = "…"
"""What stands for a sentence that is left out whole, where it is told why."""

_MOST_TRIED = 2
"""Passages that are tried in place of the cited ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounded:
    """A sentence as it may be shown: `cited` are the places that support it, none when it is not supported."""

    text: str
    cited: tuple[tuple[NumberedPassage, Span], ...] = ()
    findings: tuple[Finding, ...] = ()
    is_left_out: bool = False
    """Whether it is shown nowhere, not even as unsupported: it had a quotation that no passage has."""

    @property
    def is_supported(self) -> bool:
        """Whether the sentence is shown as sourced."""
        return bool(self.cited)


class Gate:
    """Holds the passages that a model was given, laid out once for all sentences of its answer."""

    def __init__(
        self,
        passages: Sequence[NumberedPassage],
        vectors: WordVectors | None = None,
        question: str = "",
        relations: Relations | None = None,
    ) -> None:
        """Let through what `passages` hold; `vectors` tell words of like meaning.

        The words of `question` need not be held: an answer may begin with them. With `relations` what is held by its
        words is also read, and what its sources contradict is not let through.
        """
        self._contradictions = Contradictions(relations) if relations else None
        self._passages = {given.n: given for given in passages}
        self._judge = Judge(passages, vectors)
        self._asked = frozenset(stems([*content_words(question), "answer", "question"]))

    def ground(self, drafts: Iterable[ModelSentence]) -> list[Grounded]:
        """Return the sentences as they may be shown, each with what was done to it; what only leads up is left out."""
        found = [self._sentence(draft) for draft in drafts if draft.is_code or not leads_up(draft.text)]
        if self._contradictions is None:
            return found
        wrong = self._contradictions.among([(each.text, each.cited) for each in found])
        denied = Finding(kind="reversed")
        return [
            replace(each, cited=(), findings=(*each.findings, denied)) if is_wrong else each
            for each, is_wrong in zip(found, wrong, strict=True)
        ]

    def _sentence(self, draft: ModelSentence) -> Grounded:
        findings = list(draft.findings)
        cited: list[NumberedPassage] = []
        for n in dict.fromkeys(draft.markers):
            if n in self._passages:
                cited.append(self._passages[n])
            else:
                findings.append(Finding(kind="marker_removed", about=f"[{n}]"))
        reading = self._read(draft, cited)
        findings.extend(reading.findings)
        if reading.is_lost:
            return Grounded(text=LEFT_OUT, findings=tuple(findings), is_left_out=True)
        verdict = self._verdict(reading, cited)
        if verdict.wrong:
            return Grounded(text=reading.shown, findings=(*findings, *verdict.wrong))
        return Grounded(text=reading.shown, cited=verdict.places, findings=(*findings, *_moves(cited, verdict)))

    def _read(self, draft: ModelSentence, cited: Sequence[NumberedPassage]) -> JudgedSentence:
        """Find the quotations of a sentence, in the cited passages before the others."""
        order = [*cited, *(given for given in self._passages.values() if given not in cited)]
        parts = [(piece, find_quote(piece.words, order) if piece.quoted else None) for piece in pieces(draft.text)]
        plain = "".join("“”" if piece.quoted else piece.words for piece, _ in parts)
        reading = JudgedSentence(plain=plain, asked=self._asked)
        speaking = reading.speakers(order)
        for piece, quote in parts:
            if not piece.quoted:
                reading.add(piece.words)
            elif quote is None:
                reading.findings.append(Finding(kind="quotation_removed", about=piece.words))
                reading.is_lost = True
            elif speaking and not is_quoted(quote):
                reading.add(without_marks(quote.shown), Finding(kind="quotation_unmarked", about=piece.words))
                reading.quotes.append(quote)
            else:
                repaired = () if quote.is_exact else (Finding(kind="quotation_repaired", about=piece.words),)
                reading.add(quote.shown, *repaired)
                reading.quotes.append(quote)
        return reading

    def _verdict(self, reading: JudgedSentence, cited: Sequence[NumberedPassage]) -> Judgement:
        """Return the verdict over the cited passages, or over others where those hold the sentence and these do not."""
        needed = tuple(dict.fromkeys(quote.given for quote in reading.quotes))
        asked = tuple(dict.fromkeys((*cited, *needed)))
        first = self._judge.verdict(reading, asked)
        if not first.wrong and first.support.close >= SURE:
            return first
        better = first
        for tried in self._judge.others(reading, needed, _MOST_TRIED):
            least = -1.0 if better.wrong else better.support.close + CLEARLY_BETTER
            if set(tried) != set(asked):
                other = self._judge.verdict(reading, tried)
                better = other if not other.wrong and other.support.close > least else better
        return better


def _moves(cited: Sequence[NumberedPassage], verdict: Judgement) -> list[Finding]:
    """Return what became of the citations that the model gave."""
    kept = {given for given, _ in verdict.places}
    lost = [given for given in cited if given not in kept]
    if kept.isdisjoint(cited):
        return [Finding(kind="citation_moved", about="".join(f"[{given.n}]" for given in lost))]
    return [Finding(kind="marker_removed", about=f"[{given.n}]") for given in lost]
