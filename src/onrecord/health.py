"""The state of an index: what is in it, what it was made with, and what is wrong with it."""

from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from platform import python_version

from sqlalchemy.exc import DatabaseError

from onrecord import __version__
from onrecord.errors import OnRecordError
from onrecord.model import Health
from onrecord.storage.index import Index
from onrecord.storage.ledger import Scope

_PACKAGES = ("torch", "sentence-transformers", "chromadb", "sqlalchemy", "gradio")


def examine(index: Index, folder: Path) -> Health:
    """Look at an index, its embedding model and its vectors; what is wrong is told, not raised."""
    counts = index.ledger.counts()
    return Health(
        index=str(folder),
        articles=counts["articles"],
        passages=counts["passages"],
        pending=counts["pending"],
        embedding_model=index.embedder.name,
        problems=tuple(_problems(index, counts["passages"])),
        versions={"onrecord": __version__, "python": python_version()} | {name: version(name) for name in _PACKAGES},
    )


def _problems(index: Index, passages: int) -> Iterator[str]:
    yield from _ledger_problems(index)
    try:
        index.check_up_to_date()
        probe = index.embedder.encode_question("Is the model in order?")
        if passages and not index.nearest(probe, 1, Scope()):
            yield "the vector collection finds nothing: run `onrecord doctor --rebuild`"
    except OnRecordError as error:
        yield str(error)


def _ledger_problems(index: Index) -> Iterator[str]:
    try:
        with index.ledger.transaction() as connection:
            found = [str(line) for line in connection.exec_driver_sql("PRAGMA quick_check").scalars()]
    except DatabaseError as error:
        found = [str(error.orig)]
    yield from (f"the ledger is damaged ({line}): ingest into a new folder" for line in found if line != "ok")
