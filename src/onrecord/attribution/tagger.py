"""The tagger: reads texts and says how likely each token is to tag a role, and which tokens belong together."""

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from onrecord.attribution.features import Encoding, encode, windows
from onrecord.attribution.weights import SHIPPED, backbone_folder, grow

if TYPE_CHECKING:
    from tokenizers import Tokenizer

    from onrecord.attribution.network import Network

Floats = np.ndarray[Any, np.dtype[np.float32]]
Halves = np.ndarray[Any, np.dtype[np.float16]]
TokenSpan = tuple[int, int]

SOURCE, CUE, CONTENT = range(3)
CONTENT_TO_CUE, CONTENT_TO_SOURCE, CUE_TO_SOURCE = range(3)

_LIMIT, _OVERLAP = 254, 48
_BATCH_TOKENS = 1  # one window at a time: on a CPU padding costs more than a batch saves
_CLS, _SEP = 101, 102
_LEAST = 1e-4


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What the tagger made of one text.

    `tags` is role x token x (outside, begin, inside), in probabilities. Each token's links were scored in the window
    `owner[token]`; `links[window]` is link x token x (nothing, token...), in probabilities, from `ranges[window]` on.
    """

    encoding: Encoding
    tags: Floats
    owner: np.ndarray[Any, np.dtype[np.int64]]
    ranges: tuple[TokenSpan, ...]
    links: tuple[Halves, ...]

    def affinity(self, link: int, tokens: TokenSpan, targets: Sequence[TokenSpan]) -> Floats:
        """Return how strongly `tokens` link to each target: a mean log probability; the last is that of nothing."""
        scores = np.full(len(targets) + 1, np.log(_LEAST) * (tokens[1] - tokens[0]), dtype=np.float32)
        edges = np.array(targets, dtype=np.int64).reshape(-1, 2)
        for window, first, last in self._owners(tokens):
            start, end = self.ranges[window]
            near = np.flatnonzero((edges[:, 0] < end) & (edges[:, 1] > start))
            local = np.clip(edges[near] - start, 0, end - start)
            rows = self.links[window][link, first - start : last - start].astype(np.float32)
            sums = np.cumsum(rows, axis=1)
            shared = np.concatenate((sums[:, local[:, 1]] - sums[:, local[:, 0]], rows[:, :1]), axis=1)
            gained = np.log(shared / _LEAST + 1).sum(axis=0)
            scores[near] += gained[:-1]
            scores[-1] += gained[-1]
        scores /= max(tokens[1] - tokens[0], 1)
        return scores

    def _owners(self, tokens: TokenSpan) -> Iterator[tuple[int, int, int]]:
        """Yield the windows that own `tokens`, each with the range of them that it owns."""
        first, last = tokens
        while first < last:
            window = int(self.owner[first])
            until = int(np.searchsorted(self.owner[first:last], window, side="right")) + first
            yield window, first, until
            first = until


class Tagger:
    """The network with its tokenizer. Loading takes about a second; reading may be called from several threads."""

    def __init__(self, network: "Network", tokenizer: "Tokenizer", confidence: Floats) -> None:
        """Wrap a network in evaluation mode, a tokenizer that neither truncates nor pads, and confidence weights."""
        self.confidence = confidence
        self._network = network
        self._tokenizer = tokenizer
        self._lock = threading.Lock()

    @classmethod
    def load(cls, path: Path = SHIPPED) -> "Tagger":
        """Load the shipped weights, or those at `path`, on top of the bundled model.

        Raises EmbeddingModelError when the bundled model is not installed.
        """
        import torch
        from safetensors.torch import load_file
        from tokenizers import Tokenizer

        from onrecord.attribution.network import Network, from_backbone

        folder = backbone_folder()
        before = from_backbone(load_file(folder / "model.safetensors"))
        with torch.device("meta"):
            network = Network()
        shipped = load_file(path)
        confidence: Floats = shipped.pop("confidence").float().numpy()
        network.load_state_dict(grow(before, shipped), assign=True)
        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        tokenizer.no_truncation()
        tokenizer.no_padding()
        return cls(network.eval(), tokenizer, confidence)

    def encode(self, text: str) -> Encoding:
        """Return the tokens of a text."""
        with self._lock:
            return encode(text, self._tokenizer)

    def read(self, texts: Sequence[str]) -> list[Reading]:
        """Read several texts at once, in batches of windows of like length."""
        encodings = [self.encode(text) for text in texts]
        cuts = [windows(encoding.breaks, _LIMIT, _OVERLAP) for encoding in encodings]
        pieces = [(text, *span) for text, spans in enumerate(cuts) for span in spans]
        seen = self._run(encodings, pieces)
        return [
            _merged(encoding, spans, [seen[text, *span] for span in spans])
            for text, (encoding, spans) in enumerate(zip(encodings, cuts, strict=True))
        ]

    def _run(
        self, encodings: Sequence[Encoding], pieces: Sequence[tuple[int, int, int]]
    ) -> dict[tuple[int, int, int], tuple[Floats, Halves]]:
        import torch

        seen = {}
        for batch in _batches(sorted(pieces, key=lambda piece: piece[1] - piece[2])):
            size = max(end - start for _, start, end in batch) + 2
            columns = np.zeros((len(batch), 4, size), dtype=np.int64)
            padding = np.ones((len(batch), size), dtype=bool)
            for row, (text, start, end) in enumerate(batch):
                columns[row, :, 1 : end - start + 1] = [c[start:end] for c in encodings[text].columns()]
                columns[row, 0, [0, end - start + 1]] = _CLS, _SEP
                padding[row, : end - start + 2] = False
            with torch.inference_mode():
                tags, links = self._network(torch.from_numpy(columns), torch.from_numpy(padding))
                tags, links = tags.softmax(-1), links.softmax(-1).half()
            for row, (text, start, end) in enumerate(batch):
                inside = slice(1, end - start + 1)
                seen[text, start, end] = (
                    tags[row, inside].permute(1, 0, 2).numpy(),
                    links[row, :, inside, : end - start + 1].numpy(),
                )
        return seen


def _batches(pieces: Sequence[tuple[int, int, int]]) -> Iterator[list[tuple[int, int, int]]]:
    """Yield runs of windows, longest first, that fit a batch when padded to its longest."""
    batch: list[tuple[int, int, int]] = []
    for piece in pieces:
        if batch and (batch[0][2] - batch[0][1] + 2) * (len(batch) + 1) > _BATCH_TOKENS:
            yield batch
            batch = []
        batch.append(piece)
    if batch:
        yield batch


def _merged(encoding: Encoding, spans: Sequence[TokenSpan], seen: Sequence[tuple[Floats, Halves]]) -> Reading:
    """Join the windows of one text: each token belongs to the window in whose middle it is most."""
    owner = np.zeros(len(encoding), dtype=np.int64)
    for window, (before, after) in enumerate(pairwise(spans), 1):
        owner[(before[1] + after[0] + 1) // 2 :] = window
    tags = np.zeros((3, len(encoding), 3), dtype=np.float32)
    for window, (start, end) in enumerate(spans):
        own = owner[start:end] == window
        tags[:, start:end][:, own] = seen[window][0][:, own]
    return Reading(
        encoding=encoding, tags=tags, owner=owner, ranges=tuple(spans), links=tuple(links for _, links in seen)
    )
