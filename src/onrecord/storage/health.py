"""The state of an index: what is in it, what it was made with, and what is wrong with it."""

from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from platform import python_version

from onrecord.errors import IndexDamagedError, OnRecordError
from onrecord.model import Health, ReadingNote, Scope
from onrecord.storage.index import Index
from onrecord.version import __version__

_PACKAGES = ("torch", "sentence-transformers", "chromadb", "sqlalchemy", "gradio")


def examine(index: Index, folder: Path) -> Health:
    """Look at an index, its embedding model and its vectors; what is wrong is told, not raised."""
    counts = _counts(index)
    return Health(
        index=str(folder),
        articles=counts.get("articles", 0),
        passages=counts.get("passages", 0),
        pending=counts.get("pending", 0),
        embedding_model=index.embedder.name,
        problems=tuple(_problems(index, counts.get("passages", 0))),
        readings=_readings(index),
        versions={"onrecord": __version__, "python": python_version()} | {name: version(name) for name in _PACKAGES},
    )


def _counts(index: Index) -> dict[str, int]:
    """Return the number of rows of each table; of none when the ledger cannot be read."""
    try:
        return index.ledger.counts()
    except IndexDamagedError:
        return {}


def _readings(index: Index) -> dict[str, int]:
    """Return how many articles have each thing that reading left out or guessed, by its line."""
    try:
        found = index.ledger.readings.articles_by_kind()
    except IndexDamagedError:
        return {}
    return {ReadingNote(kind=kind).line: articles for kind, articles in found.items()}


def _problems(index: Index, passages: int) -> Iterator[str]:
    damage = _damage(index)
    yield from damage
    if damage:
        return
    try:
        yield from (f"{line}: run `onrecord doctor --rebuild`" for line in index.ledger.loose_ends())
        index.check_up_to_date()
        if not index.is_read_only:
            index.catch_up()
        probe = index.embedder.encode_question("Is the model in order?")
        if passages and not index.nearest(probe, 1, Scope()):
            yield "the vector collection finds nothing: run `onrecord doctor --rebuild`"
    except OnRecordError as error:
        yield str(error)


def _damage(index: Index) -> list[str]:
    """Return what is wrong with the ledger, a line each; while it is damaged nothing else can be looked at."""
    try:
        found = index.ledger.damage()
    except IndexDamagedError as error:
        return [str(error)]
    return [f"the ledger is damaged ({line}): ingest into a new folder" for line in found]
