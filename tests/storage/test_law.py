"""The second law: whatever happens, the ledger holds what was stored and the vectors follow it."""

import shutil
import tempfile
from contextlib import suppress
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from onrecord.ingesting.pipeline import open_index
from onrecord.model import Article
from onrecord.storage.ledger.ledger import Ledger
from onrecord.storage.vectors import generations
from onrecord.storage.vectors.chroma import VectorCollection
from onrecord.storage.vectors.generations import Generations

from .helpers import RememberingEmbedder, add, assert_vectors_are_the_ledgers, words_found

IDS = ("gate", "wall", "tide")
WORDS = ("heron", "lantern", "quarry", "saffron")
STEPS = [
    (Ledger, "write"),
    (VectorCollection, "add"),
    (VectorCollection, "delete"),
    (VectorCollection, "probe"),
    (Generations, "_settle"),
    (Generations, "_drop_all_but"),
]


class Death(BaseException):
    """The process is gone."""


def text_of(word: str, sentences: int) -> str:
    return " ".join(
        f"The {word} of lock {n} was seen at dawn by all who came to the harbour." for n in range(sentences)
    )


class IndexLaw(RuleBasedStateMachine):
    embedder: RememberingEmbedder

    @initialize()
    def make(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="onrecord-"))
        self.index = open_index(self.folder, self.embedder)
        self.stored: dict[str, str] = {}

    @rule(article_id=st.sampled_from(IDS), word=st.sampled_from(WORDS), sentences=st.sampled_from([1, 2, 25]))
    def store(self, article_id: str, word: str, sentences: int) -> None:
        text = text_of(word, sentences)
        known = self.stored.get(article_id)
        expected = "added" if known is None else "unchanged" if known == text else "updated"
        assert add(self.index, Article(id=article_id, text=text)) == {article_id: expected}
        self.stored[article_id] = text

    @precondition(lambda self: self.stored)
    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        article_id = data.draw(st.sampled_from(sorted(self.stored)))
        self.index.remove(article_id)
        del self.stored[article_id]

    @rule()
    def reopen(self) -> None:
        self.index.close()
        self.index = open_index(self.folder, self.embedder)

    @rule(while_open=st.booleans())
    def lose_the_vectors(self, while_open: bool) -> None:
        if not while_open:
            self.index.close()
        shutil.rmtree(self.folder / "vectors", ignore_errors=True)
        if not while_open:
            self.index = open_index(self.folder, self.embedder)

    @rule(
        step=st.sampled_from(STEPS),
        afterwards=st.booleans(),
        word=st.sampled_from(WORDS),
        article_ids=st.lists(st.sampled_from(IDS), min_size=1, max_size=3, unique=True),
    )
    def die_while_storing(self, step: tuple[type, str], afterwards: bool, word: str, article_ids: list[str]) -> None:
        """Die before or after a step of storing some articles: those stored by then stay, whole, and no others."""
        owner, name = step
        real = getattr(owner, name)

        def dying(*args: object, **given: object) -> None:
            if afterwards:
                real(*args, **given)
            raise Death

        text = text_of(word, 3)
        with patch.object(owner, name, dying), suppress(Death):
            add(self.index, *(Article(id=each, text=text) for each in article_ids))
        self.index.close()
        self.index = open_index(self.folder, self.embedder)
        now = {article.id: article.text for article in self.index.ledger.articles.of()}
        assert {each: now.get(each) for each in IDS if each not in article_ids} == {
            each: self.stored.get(each) for each in IDS if each not in article_ids
        }
        assert all(now.get(each) in (self.stored.get(each), text) for each in article_ids)
        self.stored = now

    @invariant()
    def ledger_and_vectors_hold_what_was_stored(self) -> None:
        assert {article.id: article.text for article in self.index.ledger.articles.of()} == self.stored
        ids, _ = self.index.ledger.passages.vectors()
        passages = self.index.ledger.passages.with_articles(ids)
        for article_id, text in self.stored.items():
            own = [p for p, _ in passages.values() if p.article_id == article_id]
            assert " ".join(p.text for p in sorted(own, key=lambda p: p.start)) == text
        for word in WORDS:
            found = {text for text in self.stored.values() if word in text}
            assert {any(p in text for text in found) for p in words_found(self.index, word)} <= {True}
            assert bool(found) == bool(words_found(self.index, word))
        assert_vectors_are_the_ledgers(self.index)
        assert len(list((self.folder / "vectors").glob("*"))) <= 1

    def teardown(self) -> None:
        if hasattr(self, "index"):
            self.index.close()
            shutil.rmtree(self.folder)


def test_whatever_happens_the_vectors_follow_the_ledger(
    remembering: RememberingEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(generations, "_CHURN_LEAST", 2)
    monkeypatch.setattr(IndexLaw, "embedder", remembering, raising=False)
    run_state_machine_as_test(
        IndexLaw,
        settings=settings(
            max_examples=6,
            stateful_step_count=10,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
