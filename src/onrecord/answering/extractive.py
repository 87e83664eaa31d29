"""The extractive writer: answers made of the articles' own sentences, each cited."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.answering.candidates import gather
from onrecord.answering.evidence import Candidate, features
from onrecord.answering.followup import standalone
from onrecord.answering.question import Question
from onrecord.answering.ranking import fitted, none_features
from onrecord.model import Answer, AnswerSentence, Citation
from onrecord.storage.index import Index
from onrecord.storage.records import Scope
from onrecord.words import words

WRITER = "extractive"

MOST_SENTENCES = 3
LEAST_SHARE = 0.2
"""A further sentence is shown when it is at least this share as probable as the best."""

_MOST_NEAR = 3
_SAME_WORDS = 0.9
"""Share of the shorter sentence's words that makes two sentences one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """The candidates for a question with their probabilities, the likeliest first, and that of none of them."""

    ranked: tuple[tuple[float, Candidate], ...]
    none: float

    @property
    def near(self) -> tuple[Citation, ...]:
        """The likeliest few, as citations that claim nothing."""
        near = distinct((candidate for _, candidate in self.ranked), _MOST_NEAR)
        return tuple(Citation.of(each.article, each.span, n) for n, each in enumerate(near, start=1))


def answer(index: Index, text: str, history: Sequence[tuple[str, str]], scope: Scope) -> Answer:
    """Answer a question with the fewest sentences that do, the best first, or abstain and say what came near."""
    question = Question(standalone(text, history))
    return unanswerable(index, text, question) or composed(text, weigh(index, question, scope))


def unanswerable(index: Index, text: str, question: Question) -> Answer | None:
    """Return the abstention for a question of no words or an archive of no articles, None for any other."""
    if not words(question.text):
        return abstention(text, "Ask a question in words.")
    if not index.ledger.has_articles():
        return abstention(text, "There are no articles here yet.")
    return None


def weigh(index: Index, question: Question, scope: Scope) -> Weighed:
    """Search for a question, and weigh the sentences of what was found."""
    gathered = gather(index, question, scope)
    rows = features(question, gathered.candidates, gathered.weigh, index.embedder.word_vectors)
    shares, none = fitted().probabilities(rows, none_features(question, gathered))
    ranked = sorted(zip(map(float, shares), gathered.candidates, strict=True), key=lambda pair: -pair[0])
    return Weighed(ranked=tuple(ranked), none=none)


def composed(text: str, weighed: Weighed) -> Answer:
    """Return the answer to the question `text` that the likeliest sentences make, or an abstention."""
    ranked = weighed.ranked
    if weighed.none > fitted().abstain_above or not ranked:
        return abstention(text, "The articles do not answer this.", weighed.near, confidence=1.0 - weighed.none)
    likely = [candidate for share, candidate in ranked if share >= LEAST_SHARE * ranked[0][0]]
    cited = [
        Citation.of(each.article, each.span, n) for n, each in enumerate(distinct(likely, MOST_SENTENCES), start=1)
    ]
    return Answer(
        question=text,
        sentences=tuple(AnswerSentence(text=" ".join(c.quote.split()), citations=(c,)) for c in cited),
        abstained=False,
        writer=WRITER,
        confidence=1.0 - weighed.none,
    )


def abstention(
    question: str, remark: str, near: Iterable[Citation] = (), *, writer: str = WRITER, confidence: float = 0.0
) -> Answer:
    """Return an answer that answers nothing and says so."""
    return Answer(
        question=question,
        sentences=(AnswerSentence(text=remark),),
        abstained=True,
        writer=writer,
        confidence=confidence,
        near=tuple(near),
    )


def distinct(candidates: Iterable[Candidate], most: int) -> list[Candidate]:
    """Return the first candidates, leaving out those that say what an earlier one says in the same words."""
    kept: dict[frozenset[str], Candidate] = {}
    for candidate in candidates:
        own = frozenset(words(candidate.text))
        if not any(len(own & other) >= _SAME_WORDS * min(len(own), len(other)) for other in kept):
            kept[own] = candidate
        if len(kept) == most:
            break
    return list(kept.values())
