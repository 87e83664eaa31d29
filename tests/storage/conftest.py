from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.embedding import Embedder
from onrecord.ingesting.pipeline import open_index
from onrecord.storage.index import Index

from . import servers
from .helpers import RememberingEmbedder


@pytest.fixture(scope="session")
def remembering(embedder: Embedder) -> RememberingEmbedder:
    return RememberingEmbedder(embedder)


@pytest.fixture
def index(tmp_path: Path, remembering: RememberingEmbedder) -> Iterator[Index]:
    opened = open_index(tmp_path / "index", remembering)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def cluster() -> Iterator[str]:
    with servers.postgresql() as address:
        yield address


@pytest.fixture
def database(cluster: str) -> str:
    """The address of an empty database of PostgreSQL."""
    return servers.schema(cluster)


@pytest.fixture(scope="session")
def chroma_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with servers.chroma(tmp_path_factory.mktemp("chroma")) as address:
        yield address
