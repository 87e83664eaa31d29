"""The whole archive in one file: the ledger as it is at one moment, and a note of what made it.

A backup is a ZIP file of two: `manifest.json` and `ledger.sqlite`. The vectors are not in it: they follow the ledger.
"""

import hashlib
import json
import os
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

from onrecord.errors import IndexDamagedError, ReadError, WriteError
from onrecord.storage.ledger.schema import MIGRATED, VERSION
from onrecord.storage.ledger.sqlite.database import address
from onrecord.version import __version__

LEDGER = "ledger.sqlite"
_MANIFEST = "manifest.json"
_FORMAT = 1
_PIECE = 1 << 20
_LONGEST_MANIFEST = 100_000


def save(ledger: Path, file: Path) -> int:
    """Write a backup of the ledger at `ledger`, which may be in use, and return how many articles are in it.

    Raises WriteError when `file` is there already or cannot be written, IndexDamagedError when the ledger is damaged.
    """
    if file.exists():
        raise WriteError(f"{file} is there already: name another file")
    try:
        with TemporaryDirectory(dir=file.absolute().parent, prefix=".onrecord-") as folder:
            copy, packed = Path(folder, LEDGER), Path(folder, "backup")
            articles = _copy(ledger, copy)
            _pack(copy, packed, articles)
            os.link(packed, file)
    except FileExistsError as error:
        raise WriteError(f"{file} is there already: name another file") from error
    except OSError as error:
        raise WriteError(f"{file} cannot be written: {error.strerror or error}") from error
    return articles


def restore(file: Path, index: Path) -> int:
    """Make the index of a backup in a folder that is empty or missing, and return how many articles it has.

    Raises ReadError when the file is no whole backup or of another version, and WriteError when the folder holds
    anything or cannot be written.
    """
    try:
        if index.exists() and any(index.iterdir()):
            raise WriteError(f"{index} is not empty: name another folder for the index")
        index.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=index.absolute().parent, prefix=".onrecord-") as folder:
            copy = Path(folder, LEDGER)
            _unpack(file, copy)
            articles = _checked(copy, file)
            _forget_the_server(copy)
            copy.replace(index / LEDGER)
    except OSError as error:
        raise WriteError(f"{index} cannot be written: {error.strerror or error}") from error
    return articles


def _copy(ledger: Path, copy: Path) -> int:
    """Copy a ledger as it is at one moment; return how many articles it has."""
    try:
        with closing(sqlite3.connect(address(ledger), uri=True)) as source, closing(sqlite3.connect(copy)) as target:
            source.backup(target)
            target.execute("PRAGMA journal_mode = DELETE")
            return int(target.execute("SELECT count(*) FROM articles").fetchone()[0])
    except sqlite3.Error as error:
        raise IndexDamagedError(f"{ledger} cannot be copied ({error}): see `onrecord doctor`") from error


def _pack(copy: Path, packed: Path, articles: int) -> None:
    with copy.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    manifest = {
        "format": _FORMAT,
        "onrecord": __version__,
        "schema": VERSION,
        "articles": articles,
        "bytes": copy.stat().st_size,
        "sha256": digest,
    }
    with packed.open("wb") as target:
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as pack:
            pack.writestr(_MANIFEST, json.dumps(manifest, indent=2))
            pack.write(copy, LEDGER)
        target.flush()
        os.fsync(target.fileno())


def _unpack(file: Path, copy: Path) -> None:
    """Write the ledger of a backup to `copy`. Raises ReadError for what is not the whole of one."""
    try:
        with zipfile.ZipFile(file) as pack, pack.open(_MANIFEST) as stated:
            manifest = json.loads(stated.read(_LONGEST_MANIFEST))
            _refuse_other_versions(file, manifest)
            with pack.open(LEDGER) as packed, copy.open("xb") as target:
                digest = _write(packed, target, int(manifest["bytes"]))
    except FileNotFoundError as error:
        raise ReadError(f"{file} does not exist") from error
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, EOFError, NotImplementedError) as error:
        raise ReadError(f"{file} is not a whole backup: make it again with `onrecord backup`") from error
    except (IsADirectoryError, PermissionError) as error:
        raise ReadError(f"{file} cannot be read: {error.strerror}") from error
    if digest != manifest["sha256"]:
        raise ReadError(f"{file} is damaged: make it again with `onrecord backup`")


def _refuse_other_versions(file: Path, manifest: dict[str, object]) -> None:
    if manifest["format"] != _FORMAT or manifest["schema"] not in (VERSION, *MIGRATED):
        made_by = str(manifest["onrecord"])[:40]
        raise ReadError(f"{file} was made by onrecord {made_by}, whose index this version cannot read: use that one")


def _write(packed: IO[bytes], target: IO[bytes], size: int) -> str:
    """Write so many bytes, and no more; return their digest."""
    digest = hashlib.sha256()
    while piece := packed.read(min(_PIECE, size + 1)):
        size -= len(piece)
        if size < 0:
            raise ValueError("larger than stated")
        digest.update(piece)
        target.write(piece)
    target.flush()
    os.fsync(target.fileno())
    return digest.hexdigest()


def _forget_the_server(copy: Path) -> None:
    """Give the restored ledger no part in the collections that the one it was saved from has on a server."""
    with closing(sqlite3.connect(copy)) as ledger:
        ledger.execute("DELETE FROM manifest WHERE key = 'collections'")
        ledger.commit()


def _checked(copy: Path, file: Path) -> int:
    """Return how many articles an unpacked ledger has. Raises ReadError when it is damaged or acts by itself."""
    try:
        with closing(sqlite3.connect(copy)) as ledger:
            found = [str(line) for (line,) in ledger.execute("PRAGMA quick_check") if line != "ok"]
            acting = ledger.execute("SELECT count(*) FROM sqlite_master WHERE type IN ('trigger', 'view')").fetchone()
            if found or acting[0]:
                raise ReadError(f"{file} is damaged: make it again with `onrecord backup`")
            return int(ledger.execute("SELECT count(*) FROM articles").fetchone()[0])
    except sqlite3.Error as error:
        raise ReadError(f"{file} is damaged ({error}): make it again with `onrecord backup`") from error
