from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.exporting.plain_values import to_json
from onrecord.model import Article, Attribution, ExplainedSpeakerList, Span, Speaker
from onrecord.speakers import explained
from onrecord.storage.ledger.ledger import Ledger


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    opened = Ledger(tmp_path / "ledger.sqlite")
    write(opened, "a", "Courier", Speaker(name="Ilse Varn", aliases=("Senator Ilse Varn",)))
    write(opened, "b", "Courier", Speaker(name="Ilse Varn"))
    write(opened, "c", "Star", Speaker(name="Sen. Varn", aliases=("Senator Varn",)), Speaker(name="Otto Varn"))
    write(opened, "d", "Star", Speaker(name="Fenholt Rivers Board", aliases=("FRB",)))
    write(opened, "e", "Star", Speaker(name="FRB"))
    yield opened
    opened.close()


def write(ledger: Ledger, article_id: str, publisher: str, *found: Speaker) -> None:
    said = [
        Attribution(content=(Span(start=n, end=n + 1),), kind="direct", speaker=speaker)
        for n, speaker in enumerate(found)
    ]
    ledger.write(Article(id=article_id, text="x" * 20, publisher=publisher), [], said)


def test_each_article_tells_what_joins_its_name_to_the_others(ledger: Ledger) -> None:
    [varn] = explained(ledger, "Ilse Varn")
    told = {place.article.id: place.reasons for place in varn.places}
    assert told == {
        "a": ("the same full name in 1 other article", "the same role: senator", "the same outlet: Courier"),
        "b": ("the same full name in 1 other article", "the same outlet: Courier"),
        "c": ("the same surname, and nothing speaks against it", "the same role: senator"),
    }
    assert varn.apart == (("Otto Varn", "another first name"),)


def test_a_body_tells_of_its_first_letters(ledger: Ledger) -> None:
    [board] = explained(ledger, "FRB")
    assert len(board.places) == 2
    assert all("first letters" in place.reasons[0] for place in board.places)


def test_who_is_in_one_article_has_nothing_in_common_with_others(ledger: Ledger) -> None:
    [otto] = explained(ledger, "Otto Varn")
    assert [place.reasons for place in otto.places] == [("named in this article alone",)]
    assert otto.apart == (("Ilse Varn", "another first name"),)


def test_nobody_of_a_name_is_nobody(ledger: Ledger) -> None:
    assert explained(ledger, "Petra Novik") == []


def test_reasons_are_plain_values_too(ledger: Ledger) -> None:
    [value] = to_json(ExplainedSpeakerList(tuple(explained(ledger, "Otto Varn"))))
    assert value["name"] == "Otto Varn"
    assert value["places"][0]["reasons"] == ["named in this article alone"]
    assert value["apart"] == [{"name": "Ilse Varn", "reason": "another first name"}]
