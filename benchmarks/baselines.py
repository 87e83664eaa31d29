"""Answers as a user would otherwise make them, without a language model: from the chunks of LangChain's tutorial.

A pipeline finds chunks by meaning (`dense`) or by words (`bm25`) and shows one of

    best chunk                    the best chunk, whole
    sentences of it               the sentences nearest to the question in that chunk, as many as it is told to
    sentences of the best four    the same in the best four chunks, the tutorial's usual number

Nearest is by the same embedding model, or by BM25 over all sentences. It abstains when its score is under a threshold.
Of the scores at hand (the best chunk's, the best sentence's, and of BM25 both also by word of the question) each is
tried; the title, which begins a first chunk, is never shown as a sentence.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from benchmarks.chunks import STEMMED, Chunks, Scored, any_word
from onrecord.embedding import Embedder
from onrecord.language.sentences import sentences
from onrecord.language.words import content_words
from onrecord.model import Article

FIRST = 4
"""Chunks that LangChain's retrievers return unless told otherwise."""

WHOLE, OF_IT, OF_FOUR = FORMS = ("best chunk", "sentences of it", "sentences of the best four")
"""What a pipeline may show."""

Shown = tuple[tuple[str, str], ...]
"""Article ids with the words that are shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What a pipeline shows, by its form, and its scores by name."""

    shown: dict[str, Shown]
    scores: dict[str, float]


class Baseline:
    """Both pipelines over the same chunks."""

    def __init__(self, articles: Sequence[Article], embedder: Embedder) -> None:
        """Cut and index articles."""
        self._chunks = Chunks(articles, embedder)
        self._embedder = embedder
        titles = {article.id: " ".join((article.title or "").split()) for article in articles}
        self._sentences = [
            [words for words in _sentences(chunk) if words != titles[article_id]]
            for article_id, chunk in self._chunks.chunks
        ]

    def dense(self, question: str, count: int) -> Reply:
        """Answer by meaning, showing so many sentences."""
        found = self._chunks.dense(question, FIRST)
        vector = self._embedder.encode_question(question)
        near = {chunk: self._similar(chunk, vector) for chunk, _ in found}
        return self._reply(found, near, count, 0)

    def bm25(self, question: str, count: int) -> Reply:
        """Answer by words, showing so many sentences."""
        found = self._chunks.bm25(question, FIRST)
        near = {chunk: self._matching(chunk, question) for chunk, _ in found}
        return self._reply(found, near, count, len(content_words(question)))

    def _reply(self, found: Scored, near: dict[int, Scored], count: int, asked: int) -> Reply:
        if not found:
            return Reply(shown={}, scores={})
        best, score = found[0]
        every = [(each, chunk, i) for chunk, scored in near.items() for i, each in scored]
        ranked = {
            OF_IT: sorted((each for each in every if each[1] == best), key=lambda each: -each[0]),
            OF_FOUR: sorted(every, key=lambda each: -each[0]),
        }
        shown: dict[str, Shown] = {WHOLE: (self._chunks.chunks[best],)}
        scores = {"the best chunk": score}
        for form, order in ranked.items():
            places = [(self._chunks.chunks[chunk][0], self._sentences[chunk][i]) for _, chunk, i in order]
            shown[form] = tuple(dict.fromkeys(places))[:count]
            scores[f"the best of the {form}"] = order[0][0] if order else 0.0
        if asked:
            scores |= {f"{name}, by word of the question": each / asked for name, each in scores.items()}
        return Reply(shown=shown, scores=scores)

    def _similar(self, chunk: int, vector: np.ndarray) -> Scored:
        own = self._sentences[chunk]
        return list(enumerate(map(float, self._embedder.encode_documents(own) @ vector))) if own else []

    def _matching(self, chunk: int, question: str) -> Scored:
        wanted = "SELECT place, -bm25(sentences) FROM sentences WHERE sentences MATCH ? AND chunk = ?"
        matched = dict(self._lexical.execute(wanted, (any_word(question), chunk)))
        return [(i, matched.get(i, 0.0)) for i in range(len(self._sentences[chunk]))]

    @cached_property
    def _lexical(self) -> sqlite3.Connection:
        table = sqlite3.connect(":memory:")
        table.execute(f"CREATE VIRTUAL TABLE sentences USING fts5(words, chunk UNINDEXED, place UNINDEXED, {STEMMED})")
        rows = ((words, chunk, i) for chunk, own in enumerate(self._sentences) for i, words in enumerate(own))
        table.executemany("INSERT INTO sentences (words, chunk, place) VALUES (?, ?, ?)", rows)
        return table


def _sentences(chunk: str) -> Iterator[str]:
    for span in sentences(chunk):
        yield " ".join(span.of(chunk).split())
