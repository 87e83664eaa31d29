"""A ledger in PostgreSQL."""

import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from threading import Thread
from unittest.mock import patch

import numpy as np
import pytest
from filelock import Timeout
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine, inspect, select, text

from onrecord.errors import IndexDamagedError, IndexUnreachableError, SettingsError, WriteError
from onrecord.model import EVERYTHING, Article
from onrecord.storage.ledger.ledger import Ledger
from onrecord.storage.ledger.postgresql import passage_ranking, tables
from onrecord.storage.ledger.schema import VERSION
from onrecord.storage.protocols import Lock
from onrecord.storage.records import CutPassage, EmbeddedPassage, Sentence

from . import servers
from .conformance import LedgerConformance


class TestPostgresql(LedgerConformance):
    @pytest.fixture
    def ledger(self, database: str) -> Iterator[Ledger]:
        opened = Ledger(database)
        yield opened
        opened.close()


WORDS = ("bridge", "bridges", "ferry", "harbour", "council", "fell", "fallen", "1987", "Zürich", "the", "of")
texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(" ".join)


def store(ledgers: Sequence[Ledger], *some: str, title: str | None = None) -> None:
    for ledger in ledgers:
        for number, words in enumerate(some):
            cut = CutPassage(sentences=(Sentence(start=0, end=len(words)),))
            passage = EmbeddedPassage.of(cut, np.ones((1, 4), dtype=np.float32))
            ledger.write(Article(id=str(number), text=words, title=title), [passage])


def emptied(ledger: Ledger) -> Ledger:
    for article in ledger.articles.of():
        ledger.remove(article.id)
    return ledger


@pytest.fixture(scope="module")
def one(cluster: str) -> Iterator[Ledger]:
    with closing(Ledger(servers.schema(cluster))) as opened:
        yield opened


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    some=st.lists(texts, min_size=1, max_size=10),
    words=st.lists(st.sampled_from(WORDS).map(str.lower), min_size=1, max_size=6),
    k=st.integers(1, 5),
    first=st.sampled_from([0, 2, 1_000]),
)
def test_both_ledgers_rank_words_alike(
    tmp_path_factory: pytest.TempPathFactory, one: Ledger, some: list[str], words: list[str], k: int, first: int
) -> None:
    with (
        closing(Ledger(tmp_path_factory.mktemp("index") / "ledger.sqlite")) as other,
        patch.object(passage_ranking, "_FIRST", first),
    ):
        store([emptied(one), other], *some, title="The harbour bridge")
        order = dict(zip(one.passages.vectors()[0], other.passages.vectors()[0], strict=True))
        mine, theirs = one.lexical.best(words, k, EVERYTHING), other.lexical.best(words, k, EVERYTHING)
        assert [score for _, score in mine] == pytest.approx([score for _, score in theirs], rel=1e-9)
        assert [order[number] for number, _ in mine] == [number for number, _ in theirs]
        stems = {*words, "bridg", "harbour", "ferri"}
        assert one.lexical.occurrences(stems) == other.lexical.occurrences(stems)
        assert one.lexical.size() == other.lexical.size()
        held = [ledger.lexical.holders({"any": words})["any"].tolist() for ledger in (one, other)]
        assert [order[number] for number in held[0]] == held[1]


@pytest.mark.parametrize("word", ["o'hara", "3.75", "zürich", "ferry"])
def test_a_word_of_several_is_found_as_a_phrase(tmp_path: Path, one: Ledger, word: str) -> None:
    with closing(Ledger(tmp_path / "ledger.sqlite")) as other:
        store([emptied(one), other], "O'Hara paid 3.75 in Zürich by ferry.", "A hara o bridge, 75.3.", "Nothing.")
        mine, theirs = (ledger.lexical.best([word], 5, EVERYTHING) for ledger in (one, other))
        assert [score for _, score in mine] == pytest.approx([score for _, score in theirs], rel=1e-9)
        assert len(mine) == 1


def test_a_word_that_is_longer_than_an_index_holds_is_found_still(one: Ledger) -> None:
    longest = "ferry" * 2_000
    store([emptied(one)], f"{longest} quay")
    assert len(one.lexical.best([longest], 5, EVERYTHING)) == 1
    assert one.exact.articles_holding("body", [(longest, "quay")]) == ["0"]


def test_the_counts_of_words_go_with_the_words(one: Ledger) -> None:
    store([emptied(one)], "“The ferry,” she said.", "The quay.")
    store([one], "A bridge.")
    emptied(one)
    with one.snapshot() as connection:
        left = connection.execute(select(tables.word_counts).where(tables.word_counts.c.times != 0)).all()
    assert left == []


def test_similar_articles_come_alike_from_both(tmp_path: Path, one: Ledger) -> None:
    some = [
        "“Our bridge holds,” she said.",
        "“Our bridge fell into the harbour.”",
        "“The ferry holds a bridge.”",
        "No.",
    ]
    with closing(Ledger(tmp_path / "ledger.sqlite")) as other:
        store([emptied(one), other], *some)
        for asked in (("our", "bridge", "holds"), ("a", "ferry"), ("harbour", "bridge", "nobody")):
            mine, theirs = (ledger.exact.articles_like("quoted", asked, 3) for ledger in (one, other))
            assert [(each.article_id, each.forms) for each in mine] == [(e.article_id, e.forms) for e in theirs]


def test_many_can_make_the_same_ledger_at_once(database: str) -> None:
    script = f"from onrecord.storage.ledger.ledger import Ledger; Ledger({database!r}).close()"
    processes = [subprocess.Popen([sys.executable, "-c", script]) for _ in range(2)]
    assert [process.wait() for process in processes] == [0] * 2
    with closing(Ledger(database)) as ledger:
        assert ledger.manifest.facts() == {"schema": str(VERSION)}


def test_another_programs_database_is_refused_and_left_alone(database: str) -> None:
    engine = create_engine(database)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE articles (headline text)"))
    with pytest.raises(IndexDamagedError, match="another program's tables"):
        Ledger(database)
    assert inspect(engine).get_table_names() == ["articles"]
    engine.dispose()


def test_a_ledger_of_another_version_is_refused(database: str) -> None:
    with closing(Ledger(database)) as ledger:
        ledger.manifest.note(schema=999)
    with pytest.raises(IndexDamagedError, match="another version of onrecord"):
        Ledger(database)


def test_a_ledger_of_before_corrections_has_their_tables_made(database: str) -> None:
    later = ("corrected", "corrections", "as_read", "watches", "watch_findings")
    with closing(Ledger(database)) as ledger, ledger.transaction() as connection:
        for table in later:
            connection.execute(text(f"DROP TABLE {table}"))
        connection.execute(text("UPDATE manifest SET value = '6' WHERE key = 'schema'"))
    with closing(Ledger(database)) as ledger:
        assert ledger.damage() == []
        assert (ledger.corrections.of(), ledger.watches.all()) == ([], [])
        assert ledger.manifest.facts() == {"schema": str(VERSION)}


@pytest.mark.parametrize(
    ("address", "error"),
    [
        ("postgresql://onrecord@/postgres?host=/nowhere", IndexUnreachableError),
        ("mysql://host/name", SettingsError),
        ("not an address", SettingsError),
    ],
)
@pytest.mark.usefixtures("cluster")
def test_what_cannot_be_opened_is_told_in_one_line(address: str, error: type[Exception]) -> None:
    with pytest.raises(error, match=r"\A[^\n]+\Z"):
        Ledger(address)


def test_a_character_that_cannot_be_stored_is_told(one: Ledger) -> None:
    with pytest.raises(WriteError, match="NUL"):
        emptied(one).write(Article(id="nul", text="A\0B"), [])
    assert one.articles.of() == []


def test_a_missing_table_is_damage(database: str) -> None:
    with closing(Ledger(database)) as ledger:
        assert ledger.damage() == []
        with ledger.transaction() as connection:
            connection.execute(text("DROP TABLE word_counts"))
        assert ledger.damage() == ["the table word_counts is missing"]


def test_one_thread_of_one_process_holds_a_lock_as_often_as_it_likes(one: Ledger) -> None:
    mine, other = one.lock("writing"), one.lock("writing")
    assert mine
    assert other
    with mine, mine:
        with pytest.raises(Timeout):
            other.acquire(timeout=0)
        failed: list[bool] = []
        thread = Thread(target=lambda: failed.append(_is_held(mine)))
        thread.start()
        thread.join()
        assert failed == [True]
    other.acquire(timeout=0)
    other.release()


def _is_held(lock: Lock) -> bool:
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return True
    return False


def test_a_process_that_dies_lets_go_of_its_lock(database: str) -> None:
    script = (
        "import os, time; from onrecord.storage.ledger.ledger import Ledger;"
        f"Ledger({database!r}).lock('writing').acquire(); os.kill(os.getpid(), 9)"
    )
    subprocess.run([sys.executable, "-c", script], check=False)
    with closing(Ledger(database)) as ledger:
        lock = ledger.lock("writing")
        assert lock
        lock.acquire(timeout=10)
        lock.release()
