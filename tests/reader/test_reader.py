import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from onrecord.errors import EmbeddingModelError
from onrecord.reader import reader
from onrecord.reader.pairs import LIMIT, Pieces, batches, columns_of

ENTAILED, NEITHER, CONTRADICTED = range(3)
PREMISE = "The council of Port Selby voted on Tuesday to close the northern pier for 12 weeks, said Mayor Ines Quill."
SAME = "The Port Selby council voted to close the northern pier."
CHANGED = (
    "The council of Port Selby voted on Tuesday to close the northern pier for 40 weeks, said Mayor Ines Quill.",
    "The council of Port Selby did not vote on Tuesday to close the northern pier for 12 weeks.",
    "The council of Port Selby voted on Friday to close the northern pier for 12 weeks, said Mayor Ines Quill.",
)
QUESTION = "How long will the northern pier be shut?"
SENTENCES = (
    "Gulls are a nuisance to visitors, as they have been every summer.",
    "The northern pier will be closed for 12 weeks, the council said.",
    "The mayor was born in the town and has two daughters.",
)


def test_relations_are_probabilities_of_three() -> None:
    found = reader().relations([(PREMISE, SAME), (PREMISE, CHANGED[0])])
    assert found.shape == (2, 3)
    assert found.sum(axis=1) == pytest.approx(np.ones(2), abs=1e-5)
    assert (found >= 0).all()


def test_the_same_in_fewer_words_is_entailed() -> None:
    assert reader().relations([(PREMISE, SAME), (PREMISE, PREMISE)]).argmax(axis=1).tolist() == [ENTAILED, ENTAILED]


@pytest.mark.parametrize("changed", CHANGED)
def test_a_changed_fact_contradicts(changed: str) -> None:
    found, kept = reader().relations([(PREMISE, changed), (PREMISE, SAME)])
    assert found[CONTRADICTED] > found[ENTAILED]
    assert found[ENTAILED] < kept[ENTAILED]
    assert found[CONTRADICTED] > kept[CONTRADICTED]


def test_something_else_is_neither() -> None:
    found = reader().relations([(PREMISE, "The harbour restaurant has hired a new cook from the islands.")])
    assert found[0].argmax() == NEITHER


def test_answers_are_probabilities_with_none_as_the_last() -> None:
    found = reader().answers(QUESTION, SENTENCES)
    assert found.shape == (len(SENTENCES) + 1,)
    assert found.sum() == pytest.approx(1, abs=1e-5)
    assert found.argmax() == 1
    without = reader().answers(QUESTION, [SENTENCES[0], SENTENCES[2]])
    assert without.argmax() == 2


def test_what_stands_around_is_read_and_is_not_what_is_judged() -> None:
    around = ["The harbour: a report", "", SENTENCES[1]]
    plain, surrounded = reader().scores(QUESTION, SENTENCES), reader().scores(QUESTION, SENTENCES, contexts=around)
    assert plain.shape == surrounded.shape == (3,)
    assert plain[1] == pytest.approx(surrounded[1], abs=0.05)
    assert plain[0] != surrounded[0]
    assert surrounded.argmax() == 1


def test_what_else_is_asked_for_changes_nothing() -> None:
    pairs = [(PREMISE, changed) for changed in CHANGED] + [(PREMISE * 3, SAME), ("A", "B")]
    together = reader().relations(pairs)
    assert (together == reader().relations(pairs)).all()
    assert together[::-1] == pytest.approx(reader().relations(pairs[::-1]), abs=0.02)
    alone = np.concatenate([reader().relations([pair]) for pair in pairs])
    assert together == pytest.approx(alone, abs=0.02)


def test_nothing_gives_nothing() -> None:
    assert reader().relations([]).shape == (0, 3)
    assert reader().scores(QUESTION, []).shape == (0,)
    assert reader().answers(QUESTION, []).tolist() == [1.0]


@pytest.mark.parametrize("text", ["", " ", "word " * 30_000, "é" * 5000, "\x00\ud83d"])
def test_any_text_is_read(text: str) -> None:
    found = reader().relations([(text, SAME), (PREMISE, text), (text, text)])
    assert np.isfinite(found).all()
    assert np.isfinite(reader().scores(text, [text, SENTENCES[1]], contexts=[text, text])).all()


def test_threads_share_it() -> None:
    alone = reader().scores(QUESTION, SENTENCES)
    with ThreadPoolExecutor(4) as crew:
        found = list(crew.map(lambda _: reader().scores(QUESTION, SENTENCES), range(12)))
    assert all((each == alone).all() for each in found)


def test_contexts_must_be_as_many_as_sentences() -> None:
    with pytest.raises(ValueError, match="zip"):
        reader().scores(QUESTION, SENTENCES, contexts=["one"])


def pieces(size: int, first: int = 1000) -> Pieces:
    return Pieces(ids=np.arange(first, first + size), shapes=np.zeros(size, dtype=np.int64))


@pytest.mark.parametrize("sizes", [(1, 1, 0), (500, 500, 500), (500, 10, 30), (10, 500, 30), (80, 80, 80), (0, 0, 5)])
def test_no_row_is_longer_than_the_limit_and_the_judged_text_keeps_its_half(sizes: tuple[int, int, int]) -> None:
    against, judged, around = (pieces(size, 1000 * number) for number, size in enumerate(sizes, 1))
    columns = columns_of(against, judged, around)
    assert columns.shape[1] <= LIMIT
    kept = int(((columns[0] >= 2000) & (columns[0] < 3000)).sum())
    assert kept >= min(len(judged), (LIMIT - 3) // 2)


def test_batches_hold_every_row_once_and_no_more_than_they_may() -> None:
    lengths = [5, 190, 12, 60, 60, 7, 33]
    found = list(batches(lengths, 128))
    assert sorted(row for batch in found for row in batch) == list(range(len(lengths)))
    assert all(len(batch) == 1 or len(batch) * max(lengths[row] for row in batch) <= 128 for batch in found)


def test_a_damaged_backbone_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    import onrecord.backbone

    monkeypatch.setattr(onrecord.backbone, "BACKBONE_SHA256", "0" * 64)
    with pytest.raises(EmbeddingModelError, match="damaged"):
        onrecord.backbone.backbone_weights()


def test_importing_it_loads_no_torch() -> None:
    code = "import sys, onrecord.reader; sys.exit('torch' in sys.modules or 'tokenizers' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
