"""A source that takes too long or too much ends in one line; what comes before and after it is stored."""

from pathlib import Path

import pytest
from benchmarks.bounded import text_of

from onrecord.archive import Archive
from onrecord.attribution import attribute
from onrecord.embedding import Embedder
from onrecord.errors import SourceLimitError
from onrecord.ingesting import prepare as prepare_module
from onrecord.ingesting.prepare import ChunkedArticle, PreparedArticle, RefusedArticle, prepare
from onrecord.model import Article
from onrecord.settings import Settings
from onrecord.stint import Limits, Reached, at_work_on, heard_by, reach

SHORT = "“The gate was open all night,” said Orla Penk, the harbour master. Nobody was told of it."


def test_a_source_that_takes_too_long_is_one_line_and_the_others_are_stored(tmp_path: Path, embedder: Embedder) -> None:
    for name, text in (("a", SHORT), ("b", text_of(250_000)), ("c", f"At Tolm: {SHORT}")):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    embedder.encode_documents(["Loaded before any clock runs."] * 8)
    attribute(SHORT)
    settings = Settings(index=tmp_path / "index", max_source_seconds=4.0)
    with Archive(settings, embedder=embedder) as archive:
        report = archive.ingest([tmp_path / f"{name}.txt" for name in "abc"])
        assert [each.source for each in report.failed] == [str(tmp_path / "b.txt")]
        assert report.failed[0].error == "takes longer than 4 seconds: raise ONRECORD_MAX_SOURCE_SECONDS to read it"
        assert set(report.added) == {"a", "c"}
        assert archive.health().is_sound
        assert all(archive.attributions(name) for name in "ac")


def test_an_article_that_takes_too_long_to_attribute_leaves_the_others_of_its_batch(embedder: Embedder) -> None:
    limits = Limits(seconds=1e-9)
    batch = [
        ChunkedArticle.of(Article(id=name, text=SHORT.replace("Orla", name)), embedder) for name in ("Ada", "Bo", "Cy")
    ]
    batch[1] = ChunkedArticle(article=batch[1].article, passages=batch[1].passages, limits=limits)
    done = list(prepare(batch, embedder, lambda texts: map(attribute, texts)))
    assert [type(each) for each in done] == [PreparedArticle, RefusedArticle, PreparedArticle]
    for each in done:
        if isinstance(each, PreparedArticle):
            assert each.attributions == attribute(each.article.text)
            texts = [s.span.of(each.article.text) for p in each.passages for s in p.cut.sentences]
            vectors = [vector for p in each.passages for vector in p.sentence_vectors]
            assert all(
                float(vector @ own) > 0.999
                for vector, own in zip(vectors, embedder.encode_documents(texts), strict=True)
            )


def test_memory_that_is_passed_ends_the_work() -> None:
    held: list[bytes] = []
    with pytest.raises(SourceLimitError, match="more than 50 MB of memory: raise ONRECORD_MAX_SOURCE_MEGABYTES"):
        hold_much(held)
    assert len(held) < 1_000


def hold_much(held: list[bytes]) -> None:
    with at_work_on("a.txt", Limits(megabytes=50)):
        while len(held) < 1_000:
            held.append(b"x" * 1_000_000)
            for _ in range(2_000):
                reach("reading", len(held), 1_000)


def test_whoever_listens_hears_of_every_stage_of_a_long_source(
    tmp_path: Path, embedder: Embedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prepare_module, "_AT_ONCE", 4)
    (tmp_path / "long.txt").write_text(text_of(1_200), encoding="utf-8")
    heard: list[Reached] = []
    with Archive.open(tmp_path / "index", embedder=embedder) as archive:
        archive.ingest([tmp_path / "long.txt"], listener=heard.append)
    assert list(dict.fromkeys(each.stage for each in heard)) == [
        "cutting",
        "embedding",
        "reading who said what",
        "finding who spoke",
        "judging attributions",
        "resolving speakers",
        "finding claims",
        "finding claims that are near",
        "comparing claims",
        "reading pairs of claims",
    ]
    assert all(0 <= each.done < each.total for each in heard)
    assert {each.source for each in heard} == {str(tmp_path / "long.txt"), "long"}


def test_nobody_hears_after_the_block() -> None:
    heard: list[Reached] = []
    with at_work_on("a.txt", Limits()):
        with heard_by(heard.append):
            reach("reading", 0, 2)
        reach("reading", 1, 2)
    reach("reading", 1, 2)
    assert [each.line for each in heard] == ["a.txt: reading, 0 of 2"]
