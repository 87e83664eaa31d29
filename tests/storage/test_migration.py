"""What is carried from a folder to PostgreSQL and back is what it was."""

import json
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from typer.testing import CliRunner

from onrecord.archive import Archive
from onrecord.cli import app
from onrecord.embedding import Embedder
from onrecord.errors import WriteError
from onrecord.exporting.plain_values import to_json
from onrecord.model import Article
from onrecord.settings import Settings
from onrecord.storage.ledger.ledger import Ledger
from onrecord.storage.ledger.schema import metadata

ELSEWHERE = {"wordings", "pending"}
"""What each ledger numbers for itself, and what its own vectors still have to be told."""

FACTS = {"schema", "generation", "vectors", "churn", "collections"}


def rows(ledger: Ledger) -> dict[str, list[Any]]:
    with ledger.snapshot() as connection:
        found = {
            table.name: [tuple(row) for row in connection.execute(select(table).order_by(*table.primary_key.columns))]
            for table in metadata.sorted_tables
            if table.name not in ELSEWHERE
        }
    found["manifest"] = [row for row in found["manifest"] if row[0] not in FACTS]
    return found


def replies(archive: Archive) -> list[object]:
    return [
        to_json(reply)
        for reply in (
            archive.ask("Why did the bridge at Brindle Cross fall?"),
            archive.search("flood wall", 5),
            archive.check("the bridge was safe"),
            archive.quotes(about="the bridge"),
            archive.claims(about="the bridge")[:5],
            archive.speakers()[:20],
        )
    ]


def test_a_ledger_comes_back_from_postgresql_as_it_went(
    tmp_path: Path, samples: Archive, embedder: Embedder, database: str, chroma_server: str
) -> None:
    there = Settings(index=tmp_path / "vectors", ledger=database, vectors=chroma_server)
    expected = replies(samples)
    count = samples.index.migrate(database)
    with Archive(there, embedder=embedder) as served:
        assert served.index.migrate(tmp_path / "back") == count == len(samples.articles())
        assert rows(served.index.ledger) == rows(samples.index.ledger)
        assert replies(served) == expected
        assert served.backup(tmp_path / "all.backup") == count
        newer = Article(id="newer", text="“The quay held,” Ada Quill said. It was noon.")
        assert served.add([newer]).added == ("newer",)
    with Archive.open(tmp_path / "back", embedder=embedder) as back:
        assert rows(back.index.ledger) == rows(samples.index.ledger)
        assert replies(back) == expected
        assert back.add([newer]).added == ("newer",)


def test_what_holds_articles_is_no_place_to_migrate_to(tmp_path: Path, samples: Archive) -> None:
    with closing(Ledger(tmp_path / "ledger.sqlite")) as ledger:
        ledger.write(Article(id="one", text="It is here."), [])
    with pytest.raises(WriteError, match="holds articles already"):
        samples.index.migrate(tmp_path)


def test_the_command_carries_a_folder_to_another(tmp_path: Path) -> None:
    with closing(Ledger(_made(tmp_path / "here"))) as ledger:
        ledger.write(Article(id="one", text="It is here."), [])
    there = tmp_path / "there"
    done = CliRunner().invoke(app, ["migrate", "--to", str(there), "--index", str(tmp_path / "here"), "--json"])
    assert json.loads(done.stdout) == {"to": str(there), "articles": 1}
    listed = CliRunner().invoke(app, ["articles", "--index", str(there), "--json"])
    assert [each["id"] for each in json.loads(listed.stdout)] == ["one"]
    again = CliRunner().invoke(app, ["migrate", "--to", str(there), "--index", str(tmp_path / "here")])
    assert (again.exit_code, "holds articles already" in again.stderr) == (1, True)


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder / "ledger.sqlite"
