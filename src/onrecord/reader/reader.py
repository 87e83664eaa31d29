"""The reader: reads two texts together and says what the one makes of the other."""

import threading
from collections.abc import Sequence
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from onrecord.backbone import Floats, Ints, shipped_file
from onrecord.precision import quickest
from onrecord.reader.pairs import Cutter, batches, columns_of, padded

if TYPE_CHECKING:
    from torch import Tensor

    from onrecord.reader.network import PairNetwork


SHIPPED = Path(__file__).with_name("reader.safetensors")
RELATES, ANSWERS = "relates.", "answers."
BATCH_TOKENS = 2048
_TEMPERATURE, _NONE = "temperature", "none"
_CLOSE = 0.1
_STATES: tuple[tuple[str, str], ...] = (
    ("Who opened the bridge?", "The mayor of Port Selby opened the bridge on Monday."),
    ("The harbour was closed for 12 days.", "The harbour stayed open."),
    ("When did the ferries stop?", "“We shall sail again,” said the captain, who had been ill since the spring."),
)


class Reader:
    """Two networks over one backbone, with their tokenizer. Safe to share between threads."""

    def __init__(
        self, relates: "PairNetwork", answers: "PairNetwork", cutter: Cutter, scale: tuple[float, float]
    ) -> None:
        """Wrap two networks in evaluation mode; `scale` is the answers' temperature and the logit of "none"."""
        self._relates = relates
        self._answers = answers
        self._cutter = cutter
        self._temperature, self._none = scale
        self._lock = threading.Lock()

    @classmethod
    def load(cls, path: Path = SHIPPED) -> "Reader":
        """Load the shipped weights, or those at `path`, on top of the bundled model. Takes about a second.

        The precision is the fastest that this processor has and that reads as well as full precision.
        Raises EmbeddingModelError when the bundled model is missing or damaged.
        """
        from safetensors.torch import load_file

        from onrecord.backbone import backbone_tokenizer, backbone_weights
        from onrecord.reader.network import from_backbone

        before = from_backbone(backbone_weights())
        shipped = load_file(shipped_file(path))
        cutter = Cutter(backbone_tokenizer())
        relates, answers = (
            quickest(_network(outputs, before, shipped, prefix), partial(_samples, cutter=cutter), within=_CLOSE)
            for outputs, prefix in ((3, RELATES), (1, ANSWERS))
        )
        if answers.words.weight.dtype == relates.words.weight.dtype:
            answers.words = relates.words
        return cls(relates, answers, cutter, (float(shipped[_TEMPERATURE]), float(shipped[_NONE])))

    def with_answers(self, state: "dict[str, Tensor]") -> "Reader":
        """Return a reader that judges answers by a network of these weights, and relations as this one does."""
        from onrecord.reader.network import PairNetwork

        network = PairNetwork(1)
        network.load_state_dict(state)
        network = network.eval().requires_grad_(requires_grad=False).to(self._relates.words.weight.dtype)
        return Reader(self._relates, network, self._cutter, (self._temperature, self._none))

    def relations(self, pairs: Sequence[tuple[str, str]]) -> Floats:
        """Return for each (premise, hypothesis) the probabilities that it is entailed, neither and contradicted.

        The shape is (pairs, 3). A pair is read on its own: what else is asked for changes nothing.
        """
        if not pairs:
            return np.zeros((0, 3), dtype=np.float32)
        pieces = self._cutter.cut([text for pair in pairs for text in pair])
        logits = self._run(self._relates, [columns_of(pieces[a], pieces[b]) for a, b in pairs], 3)
        return _softmax(logits)

    def answers(self, question: str, sentences: Sequence[str], contexts: Sequence[str] | None = None) -> Floats:
        """Return the probability that each sentence answers the question, and last that none of them does."""
        return self.chances(self.scores(question, sentences, contexts))

    def chances(self, scores: Floats) -> Floats:
        """Return what `answers` gives, from the scores of the sentences."""
        logits = np.append(scores, np.float32(self._none)) / np.float32(self._temperature)
        return _softmax(logits.astype(np.float32))

    def scores(self, question: str, sentences: Sequence[str], contexts: Sequence[str] | None = None) -> Floats:
        """Return how well each sentence answers the question, in logits, each sentence on its own.

        `contexts` holds for each sentence what stands around it (a title, the sentence before, who speaks), or "".
        """
        if not sentences:
            return np.zeros(0, dtype=np.float32)
        around = list(contexts) if contexts is not None else [""] * len(sentences)
        pieces = self._cutter.cut([question, *sentences, *around])
        rows = [
            columns_of(pieces[question], pieces[sentence], pieces[context] if context else None)
            for sentence, context in zip(sentences, around, strict=True)
        ]
        logits = self._run(self._answers, rows, 1)
        return np.ascontiguousarray(logits[:, 0])

    def _run(self, network: "PairNetwork", rows: Sequence[Ints], outputs: int) -> Floats:
        """Return the logits of the rows, (rows, outputs); one call computes at a time, on all of torch's threads."""
        found = np.zeros((len(rows), outputs), dtype=np.float32)
        with self._lock:
            for batch in batches([row.shape[1] for row in rows], BATCH_TOKENS):
                found[batch] = _logits(network, [rows[number] for number in batch])
        return found


@cache
def _loaded() -> Reader:
    return Reader.load()


_LOADING = threading.Lock()


def reader() -> Reader:
    """Return the reader with the shipped weights, loaded at the first call and shared from then on."""
    with _LOADING:
        return _loaded()


def _network(outputs: int, before: "dict[str, Tensor]", shipped: "dict[str, Tensor]", prefix: str) -> "PairNetwork":
    """Return the network that `shipped` holds the changes of, under names that begin with `prefix`."""
    import torch

    from onrecord.reader.network import PairNetwork
    from onrecord.reader.packing import unpack

    kept = {name.removeprefix(prefix): tensor for name, tensor in shipped.items() if name.startswith(prefix)}
    with torch.device("meta"):
        network = PairNetwork(outputs)
    network.load_state_dict(unpack(before, kept), assign=True)
    return network.eval().requires_grad_(requires_grad=False)


def _samples(network: "PairNetwork", cutter: Cutter) -> Floats:
    """Return what a network makes of a few pairs."""
    pieces = cutter.cut([text for pair in _STATES for text in pair])
    return _logits(network, [columns_of(pieces[a], pieces[b]) for a, b in _STATES])


def _logits(network: "PairNetwork", rows: Sequence[Ints]) -> Floats:
    import torch

    columns, seen = padded(rows)
    with torch.inference_mode():
        logits: Floats = network(torch.from_numpy(columns), torch.from_numpy(seen)).float().numpy()
    return logits


def _softmax(logits: Floats) -> Floats:
    powers = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=-1, keepdims=True), dtype=np.float32)
