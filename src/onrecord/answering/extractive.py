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
LEAST_ADDED = 0.04
"""A further sentence is shown when it is what answers with at least this probability."""

_MOST_NEAR = 3
_LOOKED_AT = 20
"""Of the likeliest candidates; what comes after them has hardly any probability to add."""

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
    shares, _ = ranking.probabilities(question.kind, rows, none_features(question, gathered, rows))
    ranked = sorted(zip(shares, gathered.candidates, strict=True), key=lambda pair: -pair[0])
    shown = _distinct(ranked[:_LOOKED_AT])
    likely = shown[:1] + [(share, each) for share, each in shown[1:] if share >= LEAST_ADDED]
    confidence = min(1.0, float(sum(share for share, _ in likely)))
    if not likely or confidence < ranking.answer_from:
        near = [candidate for _, candidate in shown[:_MOST_NEAR]]
        return _abstention(text, "The articles do not answer this.", near, confidence)
    cited = [Citation.of(each.article, each.span, n) for n, (_, each) in enumerate(likely, start=1)]
    return Answer(
        question=text,
        sentences=tuple(AnswerSentence(text=" ".join(c.quote.split()), citations=(c,)) for c in cited),
        abstained=False,
        writer=WRITER,
        confidence=confidence,
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


def _distinct(ranked: Iterable[tuple[float, Candidate]]) -> list[tuple[float, Candidate]]:
    """Return the candidates once each: what says the same in the same words as an earlier one adds to its share."""
    kept: dict[frozenset[str], tuple[float, Candidate]] = {}
    for share, candidate in ranked:
        own = frozenset(words(candidate.text))
        same = next((k for k in kept if len(own & k) >= _SAME_WORDS * min(len(own), len(k))), None)
        if same is not None:
            kept[same] = (kept[same][0] + share, kept[same][1])
        elif len(kept) < MOST_SENTENCES:
            kept[own] = (share, candidate)
    return list(kept.values())
