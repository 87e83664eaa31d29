from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from onrecord.archive import Archive
from onrecord.errors import ArticleNotFoundError
from onrecord.model import Article, Scope


@pytest.mark.parametrize(
    "use",
    [
        lambda archive: archive.ask("Who came?", scope=Scope(articles=frozenset({"none"}))),
        lambda archive: archive.search("Who came?", scope=Scope(articles=frozenset({"none"}))),
        lambda archive: archive.article("none"),
        lambda archive: archive.attributions("none"),
        lambda archive: archive.remove("none"),
    ],
)
def test_an_article_that_is_not_there_is_refused(archive: Archive, use: Callable[[Archive], Any]) -> None:
    with pytest.raises(ArticleNotFoundError, match="no article 'none'"):
        use(archive)


def test_the_articles_to_expect_are_those_that_ingest_finds(archive: Archive, tmp_path: Path) -> None:
    for n in range(3):
        (tmp_path / f"{n}.txt").write_text(f"Heron {n} came to Quillfleet on Monday.")
    sources = [tmp_path / f"{n}.txt" for n in range(3)]
    assert Archive.expected(sources) == len(archive.ingest(sources).added) == 3
    assert Archive.expected(["-"]) is None


def test_what_an_article_says_is_attributed_when_it_comes_in(archive: Archive) -> None:
    text = "“The herons are back,” said Petra Novik, a warden of Quillfleet.\n"
    archive.add([Article(id="herons", text=text)])
    (said,) = archive.attributions("herons")
    assert said.words(text) == ("The herons are back,",)
    assert [speaker.name for speaker in archive.speakers()] == [said.speaker and said.speaker.name] == ["Petra Novik"]
    assert archive.unknown_speakers() == 0
    archive.remove("herons")
    assert archive.speakers() == []


def test_half_a_character_is_not_added_and_that_is_said(archive: Archive) -> None:
    broken = Article(id="broken", text="It \ud800 rained in Tolm.")
    report = archive.add([broken, Article(id="whole", text="It rained in Velden.")])
    assert report.added == ("whole",)
    assert [(each.source, each.error[:39]) for each in report.failed] == [
        ("broken", "holds half a character (a lone surrogat")
    ]
