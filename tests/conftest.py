"""What the tests share: one real embedding model, and archives that use it."""

import signal
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from onrecord.embedding import Embedder

from .exactly import in_full_precision
from .ferry import FIRST

if TYPE_CHECKING:
    from onrecord.archive import Archive

settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")

SAMPLES = Path(__file__).parent.parent / "examples" / "articles"


@pytest.fixture(scope="session", autouse=True)
def full_precision() -> Iterator[None]:
    """What is stored is read in full precision: every processor gives the same."""
    with in_full_precision():
        yield


@pytest.fixture(scope="session", autouse=True)
def interruptible() -> Iterator[None]:
    """Programs that tests start hear Ctrl-C, also where a shell began the tests in the background, deaf to it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture(scope="session")
def embedder() -> Embedder:
    """The bundled embedding model; it is loaded by the first test that needs a vector."""
    return Embedder()


@pytest.fixture
def archive(tmp_path: Path, embedder: Embedder) -> Iterator["Archive"]:
    """An empty archive."""
    from onrecord.archive import Archive

    with Archive.open(tmp_path / "index", embedder=embedder) as opened:
        yield opened


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """A folder with one article."""
    folder = tmp_path / "inbox"
    folder.mkdir()
    (folder / "first.txt").write_text(FIRST, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator["Archive"]:
    """An archive of the sample articles; tests only read it."""
    from onrecord.archive import Archive

    with Archive.open(tmp_path_factory.mktemp("samples") / "index", embedder=embedder) as opened:
        opened.ingest([SAMPLES])
        yield opened
