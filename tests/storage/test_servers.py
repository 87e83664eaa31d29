"""The second law, over PostgreSQL and a Chroma server: whatever happens, the vectors follow the ledger."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import rule, run_state_machine_as_test

from onrecord.embedding import Embedder
from onrecord.errors import IndexLockedError, IndexUnreachableError, SettingsError
from onrecord.ingesting.pipeline import open_index
from onrecord.model import EVERYTHING, Article
from onrecord.storage.addresses import StorageAddresses
from onrecord.storage.index import Index
from onrecord.storage.vectors import chroma, generations
from onrecord.storage.vectors.chroma import ChromaServer, VectorCollection

from . import servers
from .conformance import IndexConformance, OpenStore, VectorStoreConformance
from .helpers import RememberingEmbedder, add, assert_vectors_are_the_ledgers, contents

GATES = [Article(id=f"a{n}", text=f"The gate at lock {n} was shut. Nobody was told.") for n in range(4)]


class TestChromaServer(VectorStoreConformance):
    @pytest.fixture
    def opened(self, tmp_path: Path, chroma_server: str) -> Iterator[OpenStore]:
        name = f"conformance-{hashlib.sha256(str(tmp_path).encode()).hexdigest()[:12]}"
        server = ChromaServer(chroma_server, token="unasked")  # noqa: S106
        yield lambda: VectorCollection(server, name)
        server.close()


class ServerLaw(IndexConformance):
    @rule(while_open=st.booleans())
    def lose_the_vectors(self, while_open: bool) -> None:
        self.index._vectors._shelf.drop_all_but("none of them")
        if not while_open:
            self.index.close()
            self.index = type(self).opened(self.folder, self.embedder)


@pytest.fixture
def addresses(database: str, chroma_server: str) -> StorageAddresses:
    return StorageAddresses(ledger=database, vectors=chroma_server)


@pytest.fixture
def served(tmp_path: Path, remembering: RememberingEmbedder, addresses: StorageAddresses) -> Iterator[Index]:
    opened = open_index(tmp_path / "index", remembering, addresses)
    yield opened
    opened.close()


def test_whatever_happens_the_vectors_follow_the_ledger(
    remembering: RememberingEmbedder, cluster: str, chroma_server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    known: dict[Path, str] = {}

    def opened(folder: Path, embedder: Embedder) -> Index:
        ledger = known.get(folder) or known.setdefault(folder, servers.schema(cluster))
        return open_index(folder, embedder, StorageAddresses(ledger=ledger, vectors=chroma_server))

    monkeypatch.setattr(generations, "_CHURN_LEAST", 2)
    monkeypatch.setattr(ServerLaw, "embedder", remembering, raising=False)
    monkeypatch.setattr(ServerLaw, "opened", staticmethod(opened), raising=False)
    run_state_machine_as_test(
        ServerLaw,
        settings=settings(
            max_examples=2,
            stateful_step_count=6,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_what_one_process_stores_another_finds_at_once(
    tmp_path: Path, remembering: RememberingEmbedder, served: Index, addresses: StorageAddresses
) -> None:
    add(served, *GATES)
    other = open_index(tmp_path / "elsewhere", remembering, addresses)
    assert_vectors_are_the_ledgers(other)
    add(other, Article(id="heron", text="The heron flew. It was grey."))
    assert contents(served) == contents(other)
    assert_vectors_are_the_ledgers(served)
    served.renew_vectors()
    assert_vectors_are_the_ledgers(other)
    assert other.ledger.lexical.best(["heron"], 3, EVERYTHING)
    other.close()


def test_one_process_writes_at_a_time(
    tmp_path: Path, remembering: RememberingEmbedder, served: Index, addresses: StorageAddresses
) -> None:
    other = open_index(tmp_path / "elsewhere", remembering, addresses)
    with served.writing(), served.writing(), pytest.raises(IndexLockedError, match="another process is writing"):
        other.remove("nobody")
    with other.writing():
        pass
    other.close()


def test_two_archives_share_a_server_without_meeting(
    tmp_path: Path, remembering: RememberingEmbedder, served: Index, chroma_server: str
) -> None:
    add(served, *GATES)
    alone = open_index(tmp_path / "alone", remembering, StorageAddresses(vectors=chroma_server))
    add(alone, Article(id="heron", text="The heron flew. It was grey."))
    assert_vectors_are_the_ledgers(alone)
    assert_vectors_are_the_ledgers(served)
    alone.close()


def test_a_large_batch_is_sent_in_parts(served: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chroma, "_MOST_AT_ONCE", 2)
    add(served, *GATES)
    assert_vectors_are_the_ledgers(served)


def test_a_server_that_is_gone_is_asked_again_and_then_told(
    tmp_path: Path, remembering: RememberingEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chroma, "_PAUSES", (0.0, 0.0))
    index = open_index(tmp_path, remembering, StorageAddresses(vectors="http://127.0.0.1:9"))
    with pytest.raises(IndexUnreachableError, match=r"\A[^\n]+\Z"):
        add(index, *GATES)
    assert len(index.ledger.articles.of()) == len(GATES)
    index.close()


@pytest.mark.parametrize("address", ["ftp://host", "http://", "http://host/one"])
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(SettingsError, match="no address"):
        ChromaServer(address)
