from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from onrecord.model import Article, Attribution
from onrecord.storage.ledger.ledger import Ledger

from .pumps import SAID, TEXT


@pytest.fixture
def write(tmp_path: Path) -> Iterator[Callable[[Article, list[Attribution]], Ledger]]:
    """A ledger to write articles into, with who said what in them."""
    ledger = Ledger(tmp_path / "ledger.sqlite")

    def written(article: Article, found: list[Attribution]) -> Ledger:
        ledger.write(article, [], found)
        return ledger

    yield written
    ledger.close()


@pytest.fixture
def ledger(write: Callable[[Article, list[Attribution]], Ledger]) -> Ledger:
    return write(Article(id="pumps", text=TEXT), SAID)
