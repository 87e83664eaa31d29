from pathlib import Path

from onrecord.embedding import Embedder
from onrecord.ingesting.pipeline import Pipeline, open_index
from onrecord.model import Article, Scope
from onrecord.retrieval.search import find_passages

WIRE = (
    "Warden Ysolde Tarn closed the sluice at Kettle Lock on Monday night. "
    "The harbour water had risen by 2.4 metres within two hours. Nobody was hurt, she told reporters."
)
OTHER = "A boatman lost his shed to the harbour on the night when the sluice was shut. He wants to be paid for it."


def texts(folder: Path, embedder: Embedder, articles: list[Article], k: int) -> list[str]:
    index = open_index(folder, embedder)
    for _ in Pipeline(index).add(articles):
        pass
    found = [each.article.id for each in find_passages(index, "Who closed the sluice at Kettle Lock?", k, Scope())]
    index.close()
    return found


def test_wire_copy_stands_once_before_what_others_say(tmp_path: Path, embedder: Embedder) -> None:
    copies = [Article(id=f"copy-{n}", text=WIRE.replace("night.", "night. " + " " * n)) for n in range(3)]
    found = texts(tmp_path, embedder, [*copies, Article(id="other", text=OTHER)], 4)
    assert found == ["copy-0", "other", "copy-1", "copy-2"]


def test_copies_do_not_take_the_place_of_what_else_there_is(tmp_path: Path, embedder: Embedder) -> None:
    copies = [Article(id=f"copy-{n}", text=WIRE.replace("night.", "night. " + " " * n)) for n in range(8)]
    assert texts(tmp_path, embedder, [*copies, Article(id="other", text=OTHER)], 2) == ["copy-0", "other"]


def test_a_differing_figure_is_no_copy(tmp_path: Path, embedder: Embedder) -> None:
    said = "Warden Tarn closed the sluice at Kettle Lock when the water had risen by {} metres."
    both = [Article(id=metres, text=said.format(metres)) for metres in ("2.4", "3.1")]
    found = texts(tmp_path, embedder, [*both, Article(id="other", text=OTHER)], 3)
    assert (sorted(found[:2]), found[2]) == (["2.4", "3.1"], "other")
