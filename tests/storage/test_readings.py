from pathlib import Path

from sqlalchemy import text

from onrecord.model import Article, ReadingNote
from onrecord.storage.ledger.ledger import Ledger

NOTES = (ReadingNote(kind="links_dropped", count=2), ReadingNote(kind="title_guessed", words="Harbour"))


def test_notes_are_kept_and_replaced_and_removed(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "ledger.sqlite")
    ledger.write(Article(id="a", text="Words.", notes=NOTES), [])
    assert ledger.readings.of("a") == NOTES
    ledger.write(Article(id="a", text="Words."), [])
    assert ledger.readings.of("a") == NOTES
    assert ledger.readings.articles_by_kind() == {"links_dropped": 1, "title_guessed": 1}
    ledger.write(Article(id="a", text="Other words."), [])
    assert ledger.readings.of("a") == ()
    ledger.write(Article(id="a", text="Other words.", notes=NOTES[:1]), [])
    ledger.remove("a")
    assert ledger.readings.of("a") == ()
    assert ledger.readings.articles_by_kind() == {}
    ledger.close()


def test_a_ledger_of_before_gets_the_table(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "ledger.sqlite")
    ledger.write(Article(id="a", text="Words."), [])
    with ledger.transaction() as connection:
        connection.execute(text("DROP TABLE readings"))
        connection.execute(text("UPDATE manifest SET value = '4' WHERE key = 'schema'"))
    ledger.close()
    ledger = Ledger(tmp_path / "ledger.sqlite")
    assert ledger.readings.of("a") == ()
    ledger.write(Article(id="b", text="Words.", notes=NOTES), [])
    assert ledger.readings.of("b") == NOTES
    ledger.close()
