"""Write down the SHA-256 of the weights that are shipped, after they were fitted anew: `python -m training.digests`.

What is loaded is held against them. The bundled model's files are those of the package that is installed, whose
weights are the official ones: the digest of these stands in the code.
"""

from importlib.util import find_spec
from pathlib import Path

from onrecord.backbone import BACKBONE_PACKAGE, SHIPPED_DIGESTS, digest

PACKAGE = SHIPPED_DIGESTS.parent
WEIGHTS = (
    "answering/ranking/ranker.json",
    "answering/ranking/reading.json",
    "attribution/tagger/tagger.safetensors",
    "claims/detection/detector.safetensors",
    "claims/discrepancies/weights.json",
    "claims/matching/matching.json",
    "reader/reader.safetensors",
    "retrieval/scoring.json",
)
BUNDLED = (
    "1_Pooling/config.json",
    "config.json",
    "config_sentence_transformers.json",
    "modules.json",
    "sentence_bert_config.json",
    "special_tokens_map.json",
    "tokenizer.json",
    "tokenizer_config.json",
    "vocab.txt",
)


def lines() -> list[str]:
    """Return the lines of the file of digests, as `sha256sum` writes them."""
    spec = find_spec(BACKBONE_PACKAGE)
    assert spec
    assert spec.origin
    model = Path(spec.origin).parent / "model"
    shipped = [f"{digest(PACKAGE / name)}  {name}" for name in WEIGHTS]
    return shipped + [f"{digest(model / name)}  {BACKBONE_PACKAGE}/{name}" for name in BUNDLED]


def main() -> None:
    """Write the file."""
    SHIPPED_DIGESTS.write_text("\n".join(lines()) + "\n", encoding="ascii")


if __name__ == "__main__":
    main()
