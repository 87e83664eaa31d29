"""The detector: which sentences can be checked, of what kind, how much worth checking, and why."""

import threading
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from onrecord.backbone import Floats, shipped_file
from onrecord.claims.detection.assessment import Assessment
from onrecord.claims.detection.piece_features import piece_logits
from onrecord.claims.detection.reasons import phrases, reason_features
from onrecord.claims.detection.scales import KINDS, TASKS, Blend, Linear
from onrecord.claims.detection.word_features import word_features
from onrecord.embedding import Vectors
from onrecord.precision import quickest

if TYPE_CHECKING:
    from tokenizers import Tokenizer

    from onrecord.claims.detection.network import SentenceNetwork

SHIPPED = Path(__file__).with_name("detector.safetensors")
NETWORK = "network."
READ, BY_VECTORS, BY_WORDS = "read", "by_vectors", "by_words"
"""The ways to judge: the network reads; the embedding's vectors are at hand; the words alone."""
_CLOSE = 0.1
_SAMPLES = ("The harbour was closed for 12 days in 2031.", "I think that the mayor is right.")
"""What a network of another precision must read alike, to so much of a logit."""


class Detector:
    """A network over the bundled model's layers, and linear weights beside it. Safe to share between threads."""

    def __init__(self, path: Path = SHIPPED) -> None:
        """Load the shipped weights or those at `path`; the network only when something is first read."""
        from safetensors.numpy import load_file

        self._path = path
        tensors = load_file(shipped_file(path))
        self._linears = {name: Linear.of(tensors, name) for name in (BY_WORDS, BY_VECTORS)}
        self._blends = {name: Blend.of(tensors, f"{name}.blend") for name in (READ, BY_VECTORS, BY_WORDS)}
        self._lock = threading.Lock()
        self._network: SentenceNetwork | None = None
        self._tokenizer: Tokenizer | None = None

    def assess(self, sentences: Sequence[str], vectors: Vectors | None = None) -> list[Assessment]:
        """Return what each sentence is worth.

        Without vectors the network reads the sentences, which is surer. With the sentences' unit vectors of the bundled
        model, (sentences, 384), nothing is read again; vectors of another dimension are left aside for words alone.
        Raises EmbeddingModelError when the bundled model is missing or damaged.
        """
        if not sentences:
            return []
        shares, of_kinds, held = self._judged(sentences, vectors)
        weights = self._blends[self._way(vectors)].reasons[:, TASKS.index("worth")]
        return [
            Assessment(
                verifiable=float(share[0]),
                score=float(share[1]),
                kind=KINDS[int(kinds.argmax())],
                reasons=phrases(reasons, weights),
            )
            for share, kinds, reasons in zip(shares, of_kinds, held, strict=True)
        ]

    def probabilities(self, texts: Sequence[str], vectors: Vectors | None = None) -> Floats:
        """Return for each text how likely it is verifiable and how much it is worth checking, (texts, 2)."""
        if not texts:
            return np.zeros((0, len(TASKS)), dtype=np.float32)
        return self._judged(texts, vectors)[0]

    def read(self, texts: Sequence[str]) -> Floats:
        """Return the network's own logits of the tasks and kinds, (texts, tasks + kinds)."""
        from onrecord.claims.detection.network import logits_of

        with self._lock:
            network, tokenizer = self._loaded()
            logits: Floats = logits_of(network, _rows(texts, tokenizer)).numpy()
        return logits

    def _way(self, vectors: Vectors | None) -> str:
        if vectors is None:
            return READ
        return BY_VECTORS if vectors.shape[1] == len(self._linears[BY_VECTORS].vectors) else BY_WORDS

    def _judged(self, texts: Sequence[str], vectors: Vectors | None) -> tuple[Floats, Floats, Floats]:
        """Return the probabilities of the tasks, the logits of the kinds, and which reasons hold."""
        way = self._way(vectors)
        linear = self._linears[BY_VECTORS if way == BY_VECTORS else BY_WORDS]
        features = word_features(texts)
        logits = linear.logits(features, piece_logits(texts, linear.pieces), vectors if way == BY_VECTORS else None)
        every = [self.read(texts), logits] if way == READ else [logits]
        held = reason_features(features)
        tasks = np.stack(every)[:, :, : len(TASKS)]
        of_kinds = np.sum(every, axis=0)[:, len(TASKS) :]
        return self._blends[way].probabilities(tasks, held), of_kinds, held

    def _loaded(self) -> "tuple[SentenceNetwork, Tokenizer]":
        """Return the network and its tokenizer, loaded when first asked for; ask while holding the lock."""
        if self._network is None or self._tokenizer is None:
            from safetensors.torch import load_file

            from onrecord.backbone import backbone_tokenizer, backbone_weights
            from onrecord.claims.detection.network import SentenceNetwork, logits_of, sentence_backbone
            from onrecord.reader.packing import unpack

            before = sentence_backbone(backbone_weights())
            kept = {
                name.removeprefix(NETWORK): t
                for name, t in load_file(shipped_file(self._path)).items()
                if NETWORK in name
            }
            network = SentenceNetwork(len(TASKS) + len(KINDS))
            network.load_state_dict(unpack(before, kept), strict=False)
            self._tokenizer = backbone_tokenizer()
            rows = _rows(_SAMPLES, self._tokenizer)
            self._network = quickest(network.eval(), lambda each: logits_of(each, rows).numpy(), within=_CLOSE)
        return self._network, self._tokenizer


def _rows(texts: Sequence[str], tokenizer: "Tokenizer") -> list[tuple[list[int], list[int]]]:
    """Return what the network reads of each text."""
    from onrecord.claims.detection.network import pieces_of

    encoded = tokenizer.encode_batch(list(texts))
    return [pieces_of(text, each.ids, each.offsets) for text, each in zip(texts, encoded, strict=True)]


@cache
def detector() -> Detector:
    """Return the shipped detector, loaded once."""
    return Detector()


def verifiable(texts: Sequence[str]) -> Floats:
    """Return for each text the probability that it contains a fact that can be verified, (texts,)."""
    return detector().probabilities(texts)[:, 0]


def checkworthy(texts: Sequence[str]) -> Floats:
    """Return for each text how much it is worth checking, 0 to 1, (texts,): worth it from 0.5."""
    return detector().probabilities(texts)[:, 1]
