"""The tagger: reads texts and says how likely each token is to tag a role, and which tokens belong together."""

import threading
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from onrecord.attribution.tagger.features import LINE_START, Encoding, encode, sentence_starts, windows
from onrecord.attribution.tagger.window_links import Halves, WindowLinks
from onrecord.attribution.tagger.window_queue import WindowQueue
from onrecord.backbone import Floats, Ints, backbone_tokenizer, backbone_weights, grow, shipped_file
from onrecord.precision import quickest
from onrecord.stint import reach

if TYPE_CHECKING:
    from tokenizers import Tokenizer

    from onrecord.attribution.tagger.network import Network

TokenSpan = tuple[int, int]
Seen = tuple[Floats, Halves]
"""The probabilities of the tags and links of one window."""

SHIPPED = Path(__file__).with_name("tagger.safetensors")
"""What training changed in the bundled model."""

SOURCE, CUE, CONTENT = range(3)
CONTENT_TO_CUE, CONTENT_TO_SOURCE, CUE_TO_SOURCE = range(3)

_LIMIT, _OVERLAP = 254, 48
_STEP = 32
"""Windows are padded to so many tokens or a multiple: torch keeps a plan for every length that it meets."""
_AHEAD = 4
_CLS, _SEP = 101, 102
_LEAST = 1e-4
_CLOSE = 0.03
_SAMPLE = (
    "“We shall sail again before the week is out,” said Ada Thorne, the harbour master.\n\n"
    "The council of Port Selby had said that 12 ferries would stay in dock."
)
"""What a network of another precision must read alike."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tagging:
    """What the tagger made of one text.

    `tags` is role x token x (outside, begin, inside), in probabilities. Each token's links were scored in the window
    `owner[token]`; the links of a window are counted from `ranges[window]` on.
    """

    encoding: Encoding
    tags: Floats
    owner: np.ndarray[Any, np.dtype[np.int64]]
    ranges: tuple[TokenSpan, ...]
    links: WindowLinks

    def reach(self, spans: Sequence[TokenSpan]) -> TokenSpan:
        """Return the tokens to which links of any of `spans`, which are in order, were scored."""
        first, last = int(self.owner[spans[0][0]]), int(self.owner[spans[-1][1] - 1])
        return self.ranges[first][0], self.ranges[last][1]

    def strongest(self, link: int, spans: Sequence[TokenSpan], targets: Sequence[TokenSpan]) -> Floats:
        """Return the strongest link that one of `spans` has to each target; the last is that to nothing."""
        if len(spans) == 1:
            return self.affinity(link, spans[0], targets)
        edges = np.array(targets, dtype=np.int64).reshape(-1, 2)
        order = np.argsort(edges[:, 0], kind="stable")
        starts, ends = edges[order, 0], np.maximum.accumulate(edges[order, 1])
        best = np.full(len(targets) + 1, np.log(_LEAST), dtype=np.float32)
        for span in spans:
            first, last = self.reach([span])
            near = order[np.searchsorted(ends, first, side="right") : np.searchsorted(starts, last, side="left")]
            into = np.append(near, len(targets))
            best[into] = np.maximum(best[into], self.affinity(link, span, edges[near]))
        return best

    def affinity(self, link: int, tokens: TokenSpan, targets: Sequence[TokenSpan] | Ints) -> Floats:
        """Return how strongly `tokens` link to each target: a mean log probability; the last is that of nothing."""
        scores = np.full(len(targets) + 1, np.log(_LEAST) * (tokens[1] - tokens[0]), dtype=np.float32)
        edges = np.array(targets, dtype=np.int64).reshape(-1, 2)
        for window, first, last in self._owners(tokens):
            start, end = self.ranges[window]
            near = np.flatnonzero((edges[:, 0] < end) & (edges[:, 1] > start))
            local = np.clip(edges[near] - start, 0, end - start)
            rows = self.links.rows(window, link, first - start, last - start).astype(np.float32)
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
        self._crew = _crew()

    @classmethod
    def load(cls, path: Path = SHIPPED) -> "Tagger":
        """Load the shipped weights, or those at `path`, on top of the bundled model.

        Raises EmbeddingModelError when the bundled model is missing or damaged.
        """
        import torch
        from safetensors.torch import load_file

        from onrecord.attribution.tagger.network import Network, from_backbone

        before = from_backbone(backbone_weights())
        with torch.device("meta"):
            network = Network()
        changed = load_file(shipped_file(path))
        confidence: Floats = changed.pop("confidence").float().numpy()
        network.load_state_dict(grow(before, changed), assign=True)
        tokenizer = backbone_tokenizer()
        sample = encode(_SAMPLE, tokenizer)
        network = quickest(network.eval(), lambda each: _tags(each, sample), within=_CLOSE)
        return cls(network, tokenizer, confidence)

    def encode(self, text: str) -> Encoding:
        """Return the tokens of a text."""
        with self._lock:
            return encode(text, self._tokenizer)

    def read(self, texts: Iterable[str]) -> Iterator[Tagging]:
        """Yield what is read of each text, in order; a few texts ahead are being read meanwhile.

        Each window is read alone and by one thread: batches, and several threads for one window, cost more.
        """
        queue = WindowQueue(self._crew, self._run)
        waiting: deque[tuple[Encoding, list[TokenSpan]]] = deque()
        try:
            for text in texts:
                encoding = self.encode(text)
                spans = windows(encoding.breaks, _LIMIT, _OVERLAP, sentence_starts(text, encoding))
                waiting.append((encoding, spans))
                for start, end in spans:
                    queue.add(encoding, start, end)
                if len(waiting) > _AHEAD:
                    yield _next(queue, *waiting.popleft())
            while waiting:
                yield _next(queue, *waiting.popleft())
        finally:
            queue.stop()

    def _run(self, encoding: Encoding, start: int, end: int) -> Seen:
        """Return the probabilities of the tags and links of one window."""
        return _read(self._network, encoding, start, end)


def _read(network: "Network", encoding: Encoding, start: int, end: int) -> Seen:
    """Return what a network makes of the tokens of one window: the probabilities of their tags and links."""
    import torch

    last = end - start + 1
    size = -(-(last + 1) // _STEP) * _STEP
    columns = np.zeros((1, 4, size), dtype=np.int64)
    columns[0, :, 1:last] = [column[start:end] for column in encoding.columns()]
    columns[0, 0, [0, last]] = _CLS, _SEP
    padding = torch.arange(size).unsqueeze(0) > last
    with torch.inference_mode():
        tags, links = network(torch.from_numpy(columns), padding)
        tags, links = tags.float().softmax(-1), links.float().softmax(-1).half()
    return tags[0, 1:last].permute(1, 0, 2).numpy(), links[0, :, 1:last, :last].numpy()


def _tags(network: "Network", encoding: Encoding) -> Floats:
    """Return the probabilities of the tags of a short text."""
    return _read(network, encoding, 0, len(encoding))[0]


def _next(queue: WindowQueue[Seen], encoding: Encoding, spans: Sequence[TokenSpan]) -> Tagging:
    """Wait for the windows of the next text and join them."""
    return _merged(encoding, spans, _seen(queue, len(spans)))


def _seen(queue: WindowQueue[Seen], count: int) -> Iterator[Seen]:
    """Yield what is seen in each of the next windows."""
    for number in range(count):
        reach("reading who said what", number, count)
        yield queue.next()


def _crew() -> ThreadPoolExecutor:
    """Return as many threads as torch uses, each of which computes alone."""
    import torch

    size = torch.get_num_threads()
    crew = ThreadPoolExecutor(size, thread_name_prefix="tagger")
    started = threading.Barrier(size + 1)

    def start() -> None:
        torch.set_num_threads(1)
        started.wait()

    for _ in range(size):
        crew.submit(start)
    started.wait()
    torch.set_num_threads(size)  # what a thread sets is the default of every thread to come
    return crew


def _merged(encoding: Encoding, spans: Sequence[TokenSpan], seen: Iterable[Seen]) -> Tagging:
    """Join the windows of one text: a paragraph belongs to the first that holds it, what was cut to the nearer one."""
    starts = [0]
    for before, after in pairwise(spans):
        whole = encoding.breaks[before[1]] >= LINE_START
        starts.append(before[1] if whole else (before[1] + after[0] + 1) // 2)
    latest = np.minimum.accumulate(starts[::-1])[::-1]
    owner = (np.searchsorted(latest, np.arange(len(encoding)), side="right") - 1).astype(np.int64)
    tags = np.zeros((3, len(encoding), 3), dtype=np.float32)
    links = WindowLinks()
    for window, ((start, end), (tagged, linked)) in enumerate(zip(spans, seen, strict=True)):
        own = owner[start:end] == window
        tags[:, start:end][:, own] = tagged[:, own]
        links.add(linked)
    return Tagging(encoding=encoding, tags=tags, owner=owner, ranges=tuple(spans), links=links)
