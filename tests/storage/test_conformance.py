"""The back ends of a folder: SQLite and Chroma."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.storage.ledger.ledger import Ledger
from onrecord.storage.vectors.chroma import VectorCollection

from .conformance import LedgerConformance, OpenStore, VectorStoreConformance


class TestSqlite(LedgerConformance):
    @pytest.fixture
    def ledger(self, tmp_path: Path) -> Iterator[Ledger]:
        opened = Ledger(tmp_path / "ledger.sqlite")
        yield opened
        opened.close()


class TestChroma(VectorStoreConformance):
    @pytest.fixture
    def opened(self, tmp_path: Path) -> OpenStore:
        return lambda: VectorCollection(tmp_path / "vectors")
