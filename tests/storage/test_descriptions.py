from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import inspect, update

from onrecord.archive import Archive
from onrecord.errors import ArticleNotFoundError
from onrecord.model import Article, Scope
from onrecord.storage.ledger.schema import manifest

RAIN = Article(id="rain", text="Rain fell on Dunmere for three days.", source="/a/rain.txt")


def test_what_is_stated_is_found_and_survives_every_reading(archive: Archive) -> None:
    archive.add([RAIN])
    archive.describe("rain", publisher="Pell Post", published=date(2033, 4, 2))
    stated = archive.article("rain")
    assert (stated.publisher, stated.published, stated.url) == ("Pell Post", date(2033, 4, 2), None)
    assert stated.sha256 != RAIN.sha256
    assert archive.add([RAIN]).unchanged == ("rain",)
    newer = Article(id="other", text="Rain fell on Dunmere for four days.", source="/a/rain.txt", publisher="Echo")
    assert archive.add([newer]).updated == ("rain",)
    assert archive.article("rain").publisher == "Pell Post"
    assert "four" in archive.article("rain").text
    assert archive.search("rain", scope=Scope(since=date(2033, 4, 1)))
    assert archive.index.ledger.lexical.best(["pell"], 3, Scope())
    archive.describe("rain", publisher="", published=None)
    assert archive.article("rain").publisher is None
    assert not archive.index.ledger.lexical.best(["pell"], 3, Scope())


def test_what_was_stated_of_a_removed_article_goes_with_it(archive: Archive) -> None:
    archive.add([RAIN])
    archive.describe("rain", publisher="Pell Post")
    archive.remove("rain")
    archive.add([RAIN])
    assert archive.article("rain").publisher is None


def test_only_what_is_known_of_an_article_that_is_there_can_be_stated(archive: Archive) -> None:
    archive.add([RAIN])
    with pytest.raises(ArticleNotFoundError):
        archive.describe("snow", publisher="Pell Post")
    with pytest.raises(TypeError, match="published, publisher, title, url"):
        archive.describe("rain", text="Snow fell.")


_LATER = ["corrected", "corrections", "as_read", "watches", "watch_findings"]


@pytest.mark.parametrize(("version", "tables"), [(3, ["descriptions"]), (6, _LATER)])
def test_an_index_of_before_has_the_table_made(tmp_path: Path, version: int, tables: list[str]) -> None:
    with Archive.open(tmp_path / "index") as archive:
        engine = archive.index.ledger._engine
        with engine.begin() as connection:
            for table in tables:
                connection.exec_driver_sql(f"DROP TABLE {table}")
            connection.execute(update(manifest).where(manifest.c.key == "schema").values(value=str(version)))
    with Archive.open(tmp_path / "index") as archive:
        assert set(tables) <= set(inspect(archive.index.ledger._engine).get_table_names())
        assert archive.articles() == []
