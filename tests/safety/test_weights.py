"""Only the weights that were shipped are loaded: another file in their place is one clear error."""

from collections.abc import Callable
from pathlib import Path

import pytest
from training.digests import lines

from onrecord import backbone
from onrecord.answering.ranking import ranker, reading
from onrecord.attribution.tagger.tagger import Tagger
from onrecord.claims.detection.detector import Detector
from onrecord.claims.discrepancies import weights
from onrecord.claims.matching import fitted
from onrecord.embedding import Embedder
from onrecord.errors import EmbeddingModelError
from onrecord.reader.reader import Reader
from onrecord.retrieval import scoring

LOADERS: dict[str, Callable[[], object]] = {
    "answering/ranking/ranker.json": ranker.shipped_ranker.__wrapped__,
    "answering/ranking/reading.json": reading.shipped_reading.__wrapped__,
    "attribution/tagger/tagger.safetensors": Tagger.load,
    "claims/detection/detector.safetensors": Detector,
    "claims/discrepancies/weights.json": weights.shipped_weights.__wrapped__,
    "claims/matching/matching.json": fitted.stored.__wrapped__,
    "reader/reader.safetensors": Reader.load,
    "retrieval/scoring.json": scoring.weights.__wrapped__,
}
PACKAGE = Path(backbone.__file__).parent


def test_the_digests_are_those_of_what_is_shipped() -> None:
    written = backbone.SHIPPED_DIGESTS.read_text(encoding="ascii").splitlines()
    assert written == lines(), "after weights were fitted anew: python -m training.digests"


def test_every_file_of_weights_has_a_digest() -> None:
    held = {
        path.relative_to(PACKAGE).as_posix() for kind in ("json", "safetensors") for path in PACKAGE.rglob(f"*.{kind}")
    }
    assert held == set(LOADERS)
    assert held <= set(backbone.shipped_digests())


@pytest.mark.parametrize("name", LOADERS)
def test_weights_that_are_others_are_not_loaded(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = backbone.digest
    monkeypatch.setattr(backbone, "digest", lambda path: "0" * 64 if path == PACKAGE / name else whole(path))
    with pytest.raises(EmbeddingModelError, match=rf"^the shipped weights {name} are damaged .*: reinstall onrecord$"):
        LOADERS[name]()


@pytest.mark.parametrize("name", ["model.safetensors", "tokenizer.json", "modules.json", "1_Pooling/config.json"])
def test_a_bundled_model_that_is_another_is_not_loaded(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, whole = backbone.backbone_folder(), backbone.digest
    monkeypatch.setattr(backbone, "digest", lambda path: "0" * 64 if path == folder / name else whole(path))
    with pytest.raises(EmbeddingModelError, match=rf"^the bundled embedding model is damaged \({name} has .*reinstall"):
        Embedder().encode_question("Why?")


def test_weights_that_are_missing_are_one_clear_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(_: Path) -> str:
        raise FileNotFoundError

    monkeypatch.setattr(backbone, "digest", gone)
    with pytest.raises(EmbeddingModelError, match=r"scoring\.json cannot be read: reinstall onrecord"):
        scoring.weights.__wrapped__()


def test_weights_of_ones_own_are_not_held_against_the_digests(tmp_path: Path) -> None:
    assert backbone.shipped_file(tmp_path / "mine.safetensors") == tmp_path / "mine.safetensors"
