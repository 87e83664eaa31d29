import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.archive import Archive
from onrecord.embedding import Embedder
from onrecord.errors import AmbiguousSpeakerError
from onrecord.model import Article, AttributionKind, Quotation, Scope

from .helpers import articles

TIRED = "The old ferry is tired and the winter sea is no place for a tired boat,"


@pytest.fixture(scope="module")
def pell(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Archive]:
    with Archive.open(tmp_path_factory.mktemp("pell"), embedder=embedder) as opened:
        opened.add(articles())
        yield opened


def words(found: list[Quotation]) -> list[str]:
    return [" ".join(each.words) for each in found]


def test_everything_somebody_said_comes_once_the_newest_first(pell: Archive) -> None:
    found = pell.quotes(speaker="Captain Ferris")
    assert {each.speaker and each.speaker.name for each in found} == {"Maud Ferris"}
    assert [each.article.id for each in found] == sorted(
        (each.article.id for each in found), key=["weekly", "echo", "ferry"].index
    )
    (tired,) = (each for each in found if "old ferry is tired" in " ".join(each.words))
    assert {tired.article.id, *(each.article.id for each in (*tired.places, *tired.versions))} == {
        "ferry",
        "echo",
        "weekly",
    }
    assert not any(each.score for each in found)


def test_a_quotation_has_its_places_and_its_versions(pell: Archive) -> None:
    found = pell.quotes(about="the ferry and the winter sea", kind="direct", scope=Scope(until=date(2033, 1, 10)))[0]
    assert found.words == (TIRED,)
    assert [each.words for each in found.places] == [(TIRED,)]
    assert not found.versions
    assert "Ferris said" in found.sentence_words
    newest = pell.quotes(speaker="Ferris", kind="direct")[0]
    assert newest.words == (TIRED.replace("a tired boat", "an old boat"),)
    assert not newest.places
    assert [each.words for each in newest.versions] == [(TIRED,), (TIRED,)]


def test_a_topic_finds_who_spoke_about_it_and_leaves_the_rest_out(pell: Archive) -> None:
    found = pell.quotes(about="baking bread")
    assert [each.speaker and each.speaker.name for each in found] == ["Ottilie Crab"]
    assert pell.quotes(about="quantum computing") == []
    assert pell.quotes(speaker="Ferris", about="baking bread") == []


def test_the_nearest_comes_first(pell: Archive) -> None:
    found = pell.quotes(about="painting the ferry's hull")
    assert found[0].words == ("We shall paint the hull,",)
    assert [each.score for each in found] == sorted((each.score for each in found), reverse=True)


def test_what_is_asked_for_can_be_narrowed(pell: Archive) -> None:
    day = Scope(since=date(2033, 1, 10), until=date(2033, 1, 10))
    assert {each.kind for each in pell.quotes(kind="indirect")} == {"indirect"}
    assert {each.article.publisher for each in pell.quotes(scope=Scope(publisher="pell post"))} == {"Pell Post"}
    assert {each.article.id for each in pell.quotes(scope=day)} == {"echo"}
    assert pell.quotes(about="the ferry", scope=Scope(publisher="Nobody's Post")) == []
    assert pell.quotes(limit=1) == pell.quotes()[:1]


def test_nobody_and_nothing_give_nothing(pell: Archive, archive: Archive) -> None:
    assert pell.quotes(speaker="Barnaby Vetch") == []
    assert pell.quotes(speaker="") == []
    assert pell.quotes(about=" ") == pell.quotes()
    assert archive.quotes(about="anything") == []
    assert archive.quotes() == []


def test_a_name_of_several_people_is_refused(archive: Archive) -> None:
    text = "“We shall sail,” Maud Ferris said. “We shall not,” Otto Ferris said."
    archive.add([Article(text=text)])
    with pytest.raises(AmbiguousSpeakerError, match="Maud Ferris or Otto Ferris"):
        archive.quotes(speaker="Ferris")
    assert words(archive.quotes(speaker="Otto Ferris")) == ["We shall not,"]


@given(
    speaker=st.none() | st.sampled_from(["Ferris", "Crab", "nobody"]) | st.text(max_size=9),
    about=st.none() | st.sampled_from(["ferry", "bread"]) | st.text(max_size=9),
    kind=st.sampled_from([None, "direct", "mixed", "indirect"]),
    limit=st.none() | st.integers(1, 3),
)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_asked_the_words_are_those_of_the_article(
    pell: Archive, speaker: str | None, about: str | None, kind: AttributionKind | None, limit: int | None
) -> None:
    found = pell.quotes(speaker, about, kind=kind, limit=limit)
    stored = {each.id: each for each in articles()}
    assert limit is None or len(found) <= limit
    for each in found:
        assert each.sentence_words == stored[each.article.id].text[each.sentence.start : each.sentence.end]
        for place in (each, *each.places, *each.versions):
            text = stored[place.article.id].text
            assert place.words == tuple(text[span.start : span.end] for span in place.attribution.content)
            assert place.source_words is None or place.source_words in text


def test_without_a_topic_no_model_is_loaded(pell: Archive, tmp_path: Path) -> None:
    script = f"""
import sys
from onrecord import Archive
with Archive.open({str(pell.settings.index)!r}) as archive:
    assert archive.quotes(speaker="Ferris")
assert not {{"torch", "sentence_transformers", "chromadb"}} & set(sys.modules)
"""
    subprocess.run([sys.executable, "-c", script], check=True, cwd=tmp_path)
