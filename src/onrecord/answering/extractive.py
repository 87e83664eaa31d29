"""The extractive writer: answers made of the articles' own sentences, each cited."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from onrecord.answering.candidate import Candidate
from onrecord.answering.candidates import Gathered, gather
from onrecord.answering.evidence import features
from onrecord.answering.followup import answered_already, standalone
from onrecord.answering.question import Question
from onrecord.answering.ranking import fitted, none_features
from onrecord.model import Answer, AnswerSentence, Citation
from onrecord.storage.index import Index
from onrecord.storage.records import Scope
from onrecord.words import words

WRITER = "extractive"

MOST_SENTENCES = 3
LEAST_SHARE = 0.1
"""A further sentence is shown when it is at least this share as probable as the best."""

_MOST_NEAR = 3
_SAME_WORDS = 0.9
"""Share of the shorter sentence's words that makes two sentences one."""


def answer(index: Index, text: str, history: Sequence[tuple[str, str]], scope: Scope) -> Answer:
    """Answer a question with the fewest sentences that do, the best first, or abstain and say what came near."""
    question = Question(standalone(text, history))
    if not words(question.text):
        return _abstention(text, "Ask a question in words.", ())
    if not index.ledger.has_articles():
        return _abstention(text, "There are no articles here yet.", ())
    gathered = without(gather(index, question, scope), answered_already(text, history))
    rows = features(question, gathered.candidates, gathered.weigh, index.embedder.word_vectors)
    ranking = fitted()
    shares, none = ranking.probabilities(question.kind, rows, none_features(question, gathered, rows))
    ranked = sorted(zip(shares, gathered.candidates, strict=True), key=lambda pair: -pair[0])
    if none > ranking.abstain_above or not ranked:
        near = _distinct((candidate for _, candidate in ranked), _MOST_NEAR)
        return _abstention(text, "The articles do not answer this.", near, confidence=1.0 - none)
    likely = [candidate for share, candidate in ranked if share >= LEAST_SHARE * ranked[0][0]]
    cited = [
        Citation.of(each.article, each.span, n) for n, each in enumerate(_distinct(likely, MOST_SENTENCES), start=1)
    ]
    return Answer(
        question=text,
        sentences=tuple(AnswerSentence(text=" ".join(c.quote.split()), citations=(c,)) for c in cited),
        abstained=False,
        writer=WRITER,
        confidence=1.0 - none,
    )


def without(gathered: Gathered, said: str) -> Gathered:
    """Return the candidates without those whose words an earlier answer holds."""
    held = " ".join(words(said))
    if not held:
        return gathered
    return replace(gathered, candidates=[c for c in gathered.candidates if " ".join(words(c.text)) not in held])


def _abstention(question: str, remark: str, near: Iterable[Candidate], confidence: float = 0.0) -> Answer:
    return Answer(
        question=question,
        sentences=(AnswerSentence(text=remark),),
        abstained=True,
        writer=WRITER,
        confidence=confidence,
        near=tuple(Citation.of(each.article, each.span, n) for n, each in enumerate(near, start=1)),
    )


def _distinct(candidates: Iterable[Candidate], most: int) -> list[Candidate]:
    """Return the first candidates, leaving out those that say what an earlier one says in the same words."""
    kept: dict[frozenset[str], Candidate] = {}
    for candidate in candidates:
        own = frozenset(words(candidate.text))
        if not any(len(own & other) >= _SAME_WORDS * min(len(own), len(other)) for other in kept):
            kept[own] = candidate
        if len(kept) == most:
            break
    return list(kept.values())
