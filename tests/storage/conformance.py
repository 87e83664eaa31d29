"""What every ledger and every store of vectors must do; a back end's own tests inherit these and hand in themselves."""

import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from onrecord.embedding import Embedder
from onrecord.errors import ArticleNotFoundError
from onrecord.model import (
    EVERYTHING,
    Article,
    Attribution,
    Correction,
    KnownSpeaker,
    PlacedCorrection,
    Scope,
    Span,
    Speaker,
    Watch,
    WatchedClaim,
    WatchFinding,
)
from onrecord.storage.index import Index
from onrecord.storage.ledger.attributions import AttributionCount
from onrecord.storage.ledger.ledger import Ledger
from onrecord.storage.ledger.speakers.directories import DirectoryEntry, Joining
from onrecord.storage.protocols import VectorStore
from onrecord.storage.records import CutPassage, EmbeddedPassage, Pending, Sentence
from onrecord.storage.vectors.chroma import VectorCollection
from onrecord.storage.vectors.generations import Generations

from .helpers import RememberingEmbedder, add, assert_vectors_are_the_ledgers, words_found

TEXT = "“The gate held,” Ada Quill said. Nobody asked her twice."
QUILL = Speaker(name="Ada Quill", aliases=("Quill",))
SAID = Attribution(content=(Span(start=1, end=14),), kind="direct", source=Span(start=17, end=26), speaker=QUILL)
GATE = Article(id="gate", source="gate.txt", publisher="Ostrel Post", published=date(2031, 3, 4), text=TEXT)
WALL = Article(id="wall", publisher="Sorrel Tribune", text="The wall fell at noon.")

OpenStore = Callable[[], VectorStore]


class HalfwayError(Exception):
    """Something broke in the middle of a write."""


class Broken(list[EmbeddedPassage]):
    """Passages that break when they are stored, which is after the article and its attributions."""

    def __iter__(self) -> Iterator[EmbeddedPassage]:
        raise HalfwayError


def passage_of(article: Article, direction: int) -> EmbeddedPassage:
    """Return an article as one passage of one sentence, whose vector has a 1 in one of four places."""
    cut = CutPassage(sentences=(Sentence(start=0, end=len(article.text)),))
    return EmbeddedPassage.of(cut, np.eye(4, dtype=np.float32)[[direction]])


class LedgerConformance:
    """A ledger keeps articles whole, finds their words, and tells the vectors what changed.

    A back end gives the fixture `ledger`, an empty one.
    """

    def store(self, ledger: Ledger, article: Article, direction: int = 0, *found: Attribution) -> None:
        ledger.write(article, [passage_of(article, direction)], found)

    def test_an_article_comes_out_as_it_went_in(self, ledger: Ledger) -> None:
        self.store(ledger, GATE, 0, SAID)
        assert ledger.articles.get("gate") == GATE
        assert ledger.articles.of() == [GATE]
        assert ledger.attributions.of(["gate"]) == {"gate": [SAID]}
        ids, vectors = ledger.passages.vectors()
        assert vectors.tolist() == [[1, 0, 0, 0]]
        assert [passage.text for passage, _ in ledger.passages.with_articles(ids).values()] == [TEXT]
        assert [each.speakers for each in ledger.passages.sentences(ids)] == [frozenset({"ada", "quill"})]

    def test_an_update_replaces_all_that_was_made(self, ledger: Ledger) -> None:
        self.store(ledger, GATE, 0, SAID)
        newer = Article(id="gate", source="gate.txt", text="The heron stood there.")
        self.store(ledger, newer, 1)
        assert ledger.articles.of() == [newer]
        assert ledger.attributions.of() == {}
        assert ledger.lexical.best(["gate"], 5, EVERYTHING) == []
        assert len(ledger.lexical.best(["heron"], 5, EVERYTHING)) == 1
        assert ledger.exact.articles_holding("quoted", [("the", "gate", "held")]) == []

    def test_what_is_removed_is_found_nowhere(self, ledger: Ledger) -> None:
        self.store(ledger, GATE, 0, SAID)
        ledger.remove("gate")
        with pytest.raises(ArticleNotFoundError):
            ledger.articles.get("gate")
        with pytest.raises(ArticleNotFoundError):
            ledger.remove("gate")
        assert not ledger.articles.any()
        assert ledger.attributions.of() == {}
        assert ledger.lexical.best(["gate"], 5, EVERYTHING) == []
        assert {name for name, count in ledger.counts().items() if count} <= {"manifest", "pending", "unjoined"}

    @pytest.mark.parametrize(
        ("scope", "ids"),
        [
            (EVERYTHING, ["gate", "wall"]),
            (Scope(publisher="OSTREL post"), ["gate"]),
            (Scope(since=date(2031, 3, 4), until=date(2031, 3, 4)), ["gate"]),
            (Scope(since=date(2031, 3, 5)), []),
            (Scope(articles=frozenset({"wall"})), ["wall"]),
            (Scope(articles=frozenset()), []),
            (Scope(publisher="Ostrel Post", articles=frozenset({"wall"})), []),
        ],
    )
    def test_a_scope_holds_everywhere(self, ledger: Ledger, scope: Scope, ids: list[str]) -> None:
        self.store(ledger, WALL, 1)
        self.store(ledger, GATE, 0, SAID)
        assert [article.id for article in ledger.articles.of(scope)] == ids
        assert len(ledger.passages.vectors(scope)[0]) == len(ids)
        found = ledger.passages.with_articles(i for i, _ in ledger.lexical.best(["the"], 5, scope))
        assert sorted(article.id for _, article in found.values()) == ids
        said, around = ledger.occurrences.of(scope, wanted=lambda _: True)
        assert [each.article.id for each in said] == [i for i in ids if i == "gate"]
        assert all(around[each.article.id].sentences for each in said)

    def test_what_a_person_states_goes_before_what_is_read_until_it_is_taken_back(self, ledger: Ledger) -> None:
        self.store(ledger, GATE, 0, SAID)
        stated = Correction(
            article_id="gate",
            content=SAID.content,
            words=("The gate held",),
            before="“",
            after=",” Ada Quill said. ",
            kind="speaker",
            speaker="Otto Crab",
            names=("Crab",),
            note="The tape has it.",
            stated_at=datetime(2031, 3, 5, 8, 30, tzinfo=UTC),
        )
        crab = replace(SAID, speaker=Speaker(name="Otto Crab"), source=None, confidence=1.0, correction=stated)
        ledger.corrections.state(stated)
        ledger.corrections.state(stated)
        assert ledger.attributions.of(["gate"]) == {"gate": [crab]}
        assert [each.speaker for each in ledger.occurrences.of(EVERYTHING, wanted=lambda _: True)[0]] == [crab.speaker]
        assert ledger.corrections.of() == [PlacedCorrection(correction=stated, content=SAID.content)]
        passage_ids = ledger.passages.ids_of("gate")
        assert [each.speakers for each in ledger.passages.sentences(passage_ids)] == [frozenset({"crab", "otto"})]
        assert ledger.claims.waiting() == ["gate"]
        self.store(ledger, replace(GATE, text="It was noon."), 1)
        assert ledger.attributions.of(["gate"]) == {}
        assert ledger.corrections.of(["gate"]) == [PlacedCorrection(correction=stated, content=None)]
        ledger.remove("gate")
        self.store(ledger, GATE, 0, SAID)
        assert ledger.attributions.of(["gate"]) == {"gate": [crab]}
        assert ledger.corrections.withdraw("gate", SAID.content) == 1
        assert ledger.corrections.withdraw("gate", SAID.content) == 0
        assert ledger.attributions.of(["gate"]) == {"gate": [SAID]}
        passage_ids = ledger.passages.ids_of("gate")
        assert [each.speakers for each in ledger.passages.sentences(passage_ids)] == [frozenset({"ada", "quill"})]
        ledger.corrections.state(replace(stated, kind="not_said", speaker=None, names=()))
        assert ledger.attributions.of(["gate"]) == {}
        with pytest.raises(ArticleNotFoundError):
            ledger.corrections.state(replace(stated, article_id="wall"))

    def test_what_is_watched_is_kept_with_what_was_found_the_newest_first(self, ledger: Ledger) -> None:
        at = datetime(2031, 3, 5, 8, 30, tzinfo=UTC)
        ledger.watches.add(Watch(source="b", minutes=15, begun_at=at))
        ledger.watches.add(Watch(source="a", minutes=None, begun_at=at))
        ledger.watches.add(Watch(source="b", minutes=60, begun_at=at))
        ledger.watches.note("b", at, "it cannot be read")
        assert ledger.watches.all() == [
            Watch(source="a", minutes=None, begun_at=at),
            Watch(source="b", minutes=60, begun_at=at, looked_at=at, failure="it cannot be read"),
        ]
        claim = WatchedClaim(followed="It held.", relation="differs", words="It fell.", article_id="g", start=1, end=9)
        one = WatchFinding(source="b", found_at=at, articles=(("g", "The gate"),), claims=(claim,))
        for _ in range(205):
            ledger.watches.keep(replace(one, articles=(), claims=()))
        ledger.watches.keep(one)
        assert ledger.watches.findings(1) == [one]
        assert len(ledger.watches.findings(999)) == 200
        ledger.watches.stop("b")
        assert [each.source for each in ledger.watches.all()] == ["a"]

    def test_the_source_says_which_article_it_is(self, ledger: Ledger) -> None:
        self.store(ledger, GATE)
        other = Article(id="other", source="gate.txt", text="Open again.")
        assert ledger.articles.identify(other)[0].id == "gate"
        stranger = Article(id="gate", source="elsewhere.txt", text="Another.")
        assert ledger.articles.identify(stranger) == (
            Article(id="gate-2", source="elsewhere.txt", text="Another."),
            None,
        )

    def test_the_outbox_tells_what_changed_and_forgets_what_was_told(self, ledger: Ledger) -> None:
        self.store(ledger, GATE, 0)
        pending = ledger.outbox.pending()
        assert (len(pending.added), pending.vectors.tolist(), pending.deleted) == (1, [[1, 0, 0, 0]], ())
        assert ledger.outbox.expected_count() == 0
        ledger.outbox.acknowledge(pending, vectors=1)
        assert not ledger.outbox.pending()
        assert (ledger.outbox.expected_count(), ledger.manifest.facts()["vectors"]) == (1, "1")
        ledger.remove("gate")
        gone = ledger.outbox.pending()
        assert (gone.added, gone.deleted) == ((), pending.added)
        late = Pending(added=(), vectors=gone.vectors, deleted=())
        ledger.outbox.acknowledge(late)
        assert ledger.outbox.pending().deleted == gone.deleted

    def test_a_transaction_that_fails_leaves_nothing(self, ledger: Ledger) -> None:
        self.store(ledger, GATE, 0, SAID)
        before = ledger.counts()
        with pytest.raises(HalfwayError):
            ledger.write(WALL, Broken([passage_of(WALL, 1)]), [SAID])
        assert ledger.counts() == before

    def test_words_are_found_exactly_and_across_an_interruption(self, ledger: Ledger) -> None:
        split = Article(id="split", text="“We sail,” she said, “at dawn.” Nobody sailed.")
        self.store(ledger, split)
        assert ledger.exact.articles_holding("quoted", [("we", "sail", "at", "dawn")]) == ["split"]
        assert ledger.exact.articles_holding("body", [("we", "sail", "at", "dawn")]) == []
        assert ledger.exact.articles_holding("body", [("nobody", "sailed")]) == ["split"]
        assert [each.article_id for each in ledger.exact.articles_like("quoted", ("sail", "noon"), 3)] == ["split"]

    def test_speakers_are_linked_once_and_again_after_a_change(self, ledger: Ledger) -> None:
        calls: list[list[str]] = []

        def link(counts: Sequence[AttributionCount], _: object) -> list[DirectoryEntry]:
            calls.append([each.article_id for each in counts])
            return [entry(each) for each in counts]

        joining = Joining(link=link, families=lambda counts, _: frozenset(map(family, counts)))
        self.store(ledger, GATE, 0, SAID)
        for _ in range(2):
            with ledger.speakers.up_to_date(joining) as directory:
                assert [each.name for each in directory.speakers().values()] == ["Ada Quill"]
                assert directory.members(list(directory.speakers())) == {("gate", "Ada Quill")}
                assert directory.names(["gate"])["gate", "Ada Quill"].attributions == 1
        assert calls == [["gate"]]
        self.store(ledger, WALL, 1)
        with ledger.speakers.up_to_date(joining):
            pass
        assert calls[1:] == [["gate"]]

    def test_only_the_speakers_whom_a_change_can_touch_are_linked_again(self, ledger: Ledger) -> None:
        calls: list[list[str]] = []

        def link(counts: Sequence[AttributionCount], _: object) -> list[DirectoryEntry]:
            calls.append(sorted(each.article_id for each in counts))
            return [entry(each) for each in counts]

        joining = Joining(link=link, families=lambda counts, _: frozenset(map(family, counts)))
        names = ["Ada Quill", "Otto Brisk", "Ilse Varn", "Ada Quill", "Mattis Varn", "Jon Pedd", "Ada Fenn", "Lena Ost"]
        for number, name in enumerate(names):
            self.say(ledger, f"n{number}", name)
        with ledger.speakers.up_to_date(joining):
            pass
        self.say(ledger, "n1", "Marit Varn")
        with ledger.speakers.up_to_date(joining) as directory:
            assert sorted(each.name for each in directory.speakers().values()) == sorted(
                [*names[:1], "Marit Varn", *names[2:]]
            )
            assert directory.members(list(directory.speakers())) == {
                (f"n{number}", "Marit Varn" if number == 1 else name) for number, name in enumerate(names)
            }
            assert directory.names(["n0", "n1"]).keys() == {("n0", "Ada Quill"), ("n1", "Marit Varn")}
        assert calls[1:] == [["n1", "n2", "n4"]]
        ledger.remove("n3")
        with ledger.speakers.up_to_date(joining) as directory:
            assert ("n3", "Ada Quill") not in directory.members(list(directory.speakers()))
        assert calls[2:] == [["n0"]]

    @staticmethod
    def say(ledger: Ledger, article_id: str, name: str) -> None:
        said = Attribution(content=(Span(start=0, end=3),), kind="indirect", speaker=Speaker(name=name))
        ledger.write(Article(id=article_id, text="The gate was shut."), [], [said])


def entry(count: AttributionCount) -> DirectoryEntry:
    """A speaker of one article as the only one of that name."""
    name = count.speaker.name if count.speaker else ""
    known = KnownSpeaker(name=name, attributions=count.times, articles=1)
    return DirectoryEntry(speaker=known, members=((count.article_id, name),), families=frozenset([family(count)]))


def family(count: AttributionCount) -> str:
    """A speaker's surname."""
    return count.speaker.name.split()[-1] if count.speaker else ""


class VectorStoreConformance:
    """A store of vectors finds what is nearest, by number, and keeps it.

    A back end gives the fixture `opened`, which opens the same store each time it is called.
    """

    def test_an_empty_store_finds_nothing(self, opened: OpenStore) -> None:
        store = opened()
        store.probe()
        assert (len(store), store.nearest(np.eye(4, dtype=np.float32)[0], 3)) == (0, [])
        store.delete([7])
        store.close()

    def test_the_nearest_come_first_with_their_cosine(self, opened: OpenStore) -> None:
        store = opened()
        store.add([3, 1, 2], np.array([[1, 0, 0, 0], [0.8, 0.6, 0, 0], [0, 1, 0, 0]], dtype=np.float32))
        found = store.nearest(np.array([1, 0, 0, 0], dtype=np.float32), 2)
        assert [number for number, _ in found] == [3, 1]
        assert [score for _, score in found] == pytest.approx([1, 0.8], abs=1e-5)
        store.close()

    def test_what_is_added_again_is_replaced(self, opened: OpenStore) -> None:
        store = opened()
        store.add([1], np.eye(4, dtype=np.float32)[[0]])
        store.add([1], np.eye(4, dtype=np.float32)[[1]])
        assert len(store) == 1
        assert store.nearest(np.eye(4, dtype=np.float32)[1], 1)[0][1] == pytest.approx(1, abs=1e-5)
        store.close()

    def test_what_was_stored_is_there_when_it_is_opened_again(self, opened: OpenStore) -> None:
        store = opened()
        store.add([1, 2], np.eye(4, dtype=np.float32)[:2])
        store.delete([1, 9])
        store.close()
        again = opened()
        again.probe()
        assert [number for number, _ in again.nearest(np.eye(4, dtype=np.float32)[1], 2)] == [2]
        again.close()

    @settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(st.tuples(st.booleans(), st.integers(1, 12)), max_size=20))
    def test_it_holds_what_was_added_and_not_deleted(self, opened: OpenStore, steps: list[tuple[bool, int]]) -> None:
        store = opened()
        vectors = np.random.default_rng(7).standard_normal((13, 8)).astype(np.float32)
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        store.delete(range(13))
        kept: set[int] = set()
        for is_added, number in steps:
            if is_added:
                store.add([number], np.pad(vectors[[number]], ((0, 0), (0, 0))))
                kept.add(number)
            else:
                store.delete([number])
                kept.discard(number)
        assert len(store) == len(kept)
        assert {n for n, _ in store.nearest(vectors[0], 20)} == kept
        store.close()


IDS = ("gate", "wall", "tide")
WORDS = ("heron", "lantern", "quarry", "saffron")


class Death(BaseException):
    """The process is gone."""


def text_of(word: str, sentences: int) -> str:
    return " ".join(
        f"The {word} of lock {n} was seen at dawn by all who came to the harbour." for n in range(sentences)
    )


class IndexConformance(RuleBasedStateMachine):
    """Whatever happens, the ledger holds what was stored and the vectors follow it.

    A back end sets `embedder` and `opened`, which opens its index of a folder; `steps` are the methods in which a
    process may die while it stores.
    """

    embedder: RememberingEmbedder
    opened: Callable[[Path, Embedder], Index]
    steps: Sequence[tuple[type, str]] = (
        (Ledger, "write"),
        (VectorCollection, "add"),
        (VectorCollection, "delete"),
        (VectorCollection, "probe"),
        (Generations, "_settle"),
        (Generations, "_drop_all_but"),
    )

    @initialize()
    def make(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="onrecord-"))
        self.index = type(self).opened(self.folder, self.embedder)
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
        self.index = type(self).opened(self.folder, self.embedder)

    @rule(while_open=st.booleans())
    def lose_the_vectors(self, while_open: bool) -> None:
        if not while_open:
            self.index.close()
        shutil.rmtree(self.folder / "vectors", ignore_errors=True)
        if not while_open:
            self.index = type(self).opened(self.folder, self.embedder)

    @rule(
        data=st.data(),
        afterwards=st.booleans(),
        word=st.sampled_from(WORDS),
        article_ids=st.lists(st.sampled_from(IDS), min_size=1, max_size=3, unique=True),
    )
    def die_while_storing(self, data: st.DataObject, afterwards: bool, word: str, article_ids: list[str]) -> None:
        """Die before or after a step of storing some articles: those stored by then stay, whole, and no others."""
        owner, name = data.draw(st.sampled_from(self.steps))
        real = getattr(owner, name)

        def dying(*args: object, **given: object) -> None:
            if afterwards:
                real(*args, **given)
            raise Death

        text = text_of(word, 3)
        with patch.object(owner, name, dying), suppress(Death):
            add(self.index, *(Article(id=each, text=text) for each in article_ids))
        self.index.close()
        self.index = type(self).opened(self.folder, self.embedder)
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
