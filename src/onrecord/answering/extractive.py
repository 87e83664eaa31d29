"""The extractive writer: answers made of the articles' own sentences, each cited."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from onrecord.answering.abstention import WRITER, abstention, unanswerable
from onrecord.answering.disagreement.disagreement import Disagreement, disagreement
from onrecord.answering.disagreement.remark import disagreement_remark
from onrecord.answering.question.decomposition import decompose
from onrecord.answering.question.followup import answered_already, standalone
from onrecord.answering.question.question import Question
from onrecord.answering.question.source_request import asks_for_source
from onrecord.answering.ranking.candidates import Gathered, gather
from onrecord.answering.ranking.features import features
from onrecord.answering.ranking.ranker import Ranked, merge_rankings, none_features, shipped_ranker
from onrecord.answering.ranking.reading import reread, shipped_reading
from onrecord.answering.ranking.selection import selected
from onrecord.answering.ranking.table_rows import head_of, is_head
from onrecord.answering.source_answers import source_answer
from onrecord.answering.unnamed_speakers import SentencePlace, place_of, unnamed_speakers
from onrecord.language.words import words
from onrecord.model import Answer, AnswerSentence, Citation, Excerpt, Scope
from onrecord.storage.index import Index

NO_MORE = "These are all that the articles say of it."

MOST_SENTENCES = 3
LEAST_ADDED = 0.04
"""A further sentence is shown when it is what answers with at least this probability."""

_LOOKED_AT = 20
"""Of the likeliest candidates; what comes after them has hardly any probability to add."""

_SAME_WORDS = 0.9
"""Share of the shorter sentence's words that makes two sentences one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RankedAnswer:
    """The candidates for a question with their probabilities, the likeliest first, and where they disagree.

    `neighbours` tell of another than was asked about: they came near and are no answer. `named` is the sentence that
    names the disagreement; `speakers` are the names of those who speak in sentences that do not have them. `parts` are
    what was found for each part of a question that asks several things.
    """

    ranked: tuple[Ranked, ...]
    neighbours: tuple[Ranked, ...] = ()
    parts: tuple["RankedAnswer", ...] = ()
    disagreement: Disagreement | None = None
    named: str = ""
    speakers: dict[SentencePlace, str] = field(default_factory=dict)

    @property
    def likely(self) -> list[Ranked]:
        """The likeliest, and those after it that are worth showing besides; of several parts, those of each."""
        if self.parts:
            return _distinct(merge_rankings([part.likely for part in self.parts]), self._most)
        shown = _distinct(self.ranked, self._most)
        return shown[:1] + [each for each in shown[1:] if each[0] >= LEAST_ADDED]

    @property
    def _most(self) -> int:
        """How many sentences are shown at most: each part of a question has what it would have if asked alone."""
        return MOST_SENTENCES * max(1, len(self.parts))

    @property
    def confidence(self) -> float:
        """The probability that one of the likely ones answers, of several parts its mean."""
        return min(1.0, float(sum(share for share, _ in self.likely)))

    @property
    def shown(self) -> list[Excerpt]:
        """What an answer shows: the sides of the disagreement, if there is one, and the likely ones, few in all.

        The row of a table comes with its head.
        """
        sides = [side.excerpt for side in self.disagreement.sides] if self.disagreement else []
        besides = [
            each
            for _, each in self.likely
            if all(each.span != s.span or each.article.id != s.article.id for s in sides)
        ]
        shown = [*sides, *besides][: self._most]
        heads = [head for each in shown if (head := head_of(each)) is not None]
        return [*shown[: self._most - len(heads[:1])], *heads[:1]]

    @property
    def near(self) -> tuple[Citation, ...]:
        """The likeliest few, as citations that claim nothing."""
        every = sorted((*self.ranked, *self.neighbours), key=lambda each: -each[0])
        return _cited(
            candidate for _, candidate in _distinct((each for each in every if not is_head(each[1])), MOST_SENTENCES)
        )


def answer(index: Index, text: str, history: Sequence[tuple[str, str]], scope: Scope) -> Answer:
    """Answer a question with the fewest sentences that do, the best first, or abstain and say what came near."""
    if history and asks_for_source(text):
        before = [turn for turn in history if not asks_for_source(turn[0])]
        earlier = answer(index, before[-1][0], before[:-1], scope) if before else None
        if earlier and (found := source_answer(text, earlier)):
            return found
    question = Question(standalone(text, history))
    said = answered_already(text, history)
    told = unanswerable(index, text, question) or compose(text, rank(index, question, scope, besides=said))
    return abstention(text, NO_MORE, confidence=told.confidence) if said and told.abstained else told


def rank(index: Index, question: Question, scope: Scope, *, besides: str = "") -> RankedAnswer:
    """Search for a question, or each of its parts, and weigh what was found, without what `besides` holds."""
    asked = [Question(part) for part in decompose(question.text)] or [question]
    return merge_parts([_weighed(index, each, scope, besides) for each in asked], shipped_reading().answer_from)


def merge_parts(each: Sequence[RankedAnswer], answer_from: float) -> RankedAnswer:
    """Return the candidates for the parts of a question as those for the whole of it.

    A part that would not be answered if it were asked alone adds nothing, unless none would be. A disagreement is named
    where one part is left.
    """
    sure = [part for part in each if part.confidence >= answer_from] or each
    if len(sure) == 1:
        return sure[0]
    speakers = {place: name for part in sure for place, name in part.speakers.items()}
    return RankedAnswer(ranked=merge_rankings([part.ranked for part in sure]), parts=tuple(sure), speakers=speakers)


def _weighed(index: Index, question: Question, scope: Scope, besides: str) -> RankedAnswer:
    gathered = drop_answered(gather(index, question, scope), besides)
    rows = features(question, gathered.candidates, gathered.weigh, index.embedder.word_vectors)
    none = none_features(question, gathered, rows)
    before, _ = shipped_ranker().probabilities(question.kind, rows, none)
    shares, _ = reread(question, gathered.candidates, before, none)
    ranked, neighbours = selected(question, gathered.candidates, shares, index.embedder.word_vectors)
    found = disagreement(question, ranked, gathered.weigh)
    if found is None:
        speakers = unnamed_speakers(index, question, [each for _, each in ranked[:MOST_SENTENCES]])
        return RankedAnswer(ranked=ranked, neighbours=neighbours, speakers=speakers)
    said = index.ledger.attributions.of({side.excerpt.article.id for side in found.sides})
    return RankedAnswer(
        ranked=ranked, neighbours=neighbours, disagreement=found, named=disagreement_remark(found, said)
    )


def compose(text: str, weighed: RankedAnswer) -> Answer:
    """Return the answer to the question `text` that the likeliest sentences make, or an abstention."""
    if not weighed.likely or weighed.confidence < shipped_reading().answer_from:
        return abstention(text, "The articles do not answer this.", weighed.near, confidence=weighed.confidence)
    cited = _cited(weighed.shown)
    sentences = [AnswerSentence(text=" ".join(c.quote.split()), citations=(c,)) for c in cited]
    told = weighed.speakers.get(place_of(weighed.shown[0]))
    if told:
        sentences.insert(1, AnswerSentence(text=told))
    if weighed.disagreement:
        sides = len(weighed.disagreement.sides)
        sentences.insert(sides, AnswerSentence(text=weighed.named, citations=cited[:sides], is_ours=True))
    return Answer(
        question=text,
        sentences=tuple(sentences),
        abstained=False,
        writer=WRITER,
        confidence=weighed.confidence,
    )


def drop_answered(gathered: Gathered, said: str) -> Gathered:
    """Return the candidates without those whose words an earlier answer holds."""
    held = " ".join(words(said))
    if not held:
        return gathered
    return replace(gathered, candidates=[c for c in gathered.candidates if " ".join(words(c.text)) not in held])


def _cited(excerpts: Iterable[Excerpt]) -> tuple[Citation, ...]:
    return tuple(Citation.of(each.article, each.span, n) for n, each in enumerate(excerpts, start=1))


def _distinct(ranked: Iterable[Ranked], most: int) -> list[Ranked]:
    """Return the first few candidates once each: what says the same as an earlier one adds to its probability."""
    kept: dict[frozenset[str], Ranked] = {}
    for share, candidate in islice(ranked, _LOOKED_AT):
        own = frozenset(words(candidate.text))
        same = next((k for k in kept if len(own & k) >= _SAME_WORDS * min(len(own), len(k))), None)
        if same is not None:
            kept[same] = (kept[same][0] + share, kept[same][1])
        elif len(kept) < most:
            kept[own] = (share, candidate)
    return list(kept.values())
