from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.embedding import Embedder
from onrecord.ingesting.pipeline import open_index
from onrecord.storage.index import Index

from .helpers import RememberingEmbedder


@pytest.fixture(scope="session")
def remembering(embedder: Embedder) -> RememberingEmbedder:
    return RememberingEmbedder(embedder)


@pytest.fixture
def index(tmp_path: Path, remembering: RememberingEmbedder) -> Iterator[Index]:
    opened = open_index(tmp_path / "index", remembering)
    yield opened
    opened.close()
