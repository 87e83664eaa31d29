"""The work grows as the text does, and no faster: calls are counted, no clock is read."""

import cProfile
import pstats
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from onrecord.attribution.pipeline import attributions
from onrecord.attribution.tagger import tagger
from onrecord.attribution.tagger.features import Encoding, encode, sentence_starts, windows
from onrecord.attribution.tagger.tagger import CONTENT, CUE, SOURCE, Tagging
from onrecord.attribution.tagger.window_links import Halves
from onrecord.attribution.tagger.window_queue import WindowQueue
from onrecord.backbone import Floats, backbone_tokenizer
from onrecord.language.quotation_marks.quotation_marks import quoted_passages

FIRST = ("Anna", "Bert", "Carl", "Dora", "Emil", "Frida", "Gustav", "Hilde")
SHAPES: dict[str, Callable[[int], str]] = {
    "speakers": lambda i: f"“The wall number {i} is low,” said {name(i)}, a baker. “We build again,” she added.\n\n",
    "transcript": lambda i: f"MAYOR {name(i % 20).upper()}: We will build it again, said the mayor.\n",
    "labels": lambda i: f"{name(i)}: “We will build it again {i}.”\n",
    "one line": lambda i: f"“We build it {i},” said {name(i)}, and «it {i} is» ",
    "no full stop": lambda i: f"«We build it {i}» said {name(i)} and ",
    "quotations alone": lambda i: f"{name(i)} spoke.\n“It is late and we go {i}.”\n\n",
    "a quotation that runs on": lambda i: f"“It is late and we go {i}.\n\n",
    "ministers": lambda i: f"The minister, {name(i)}, came. “Go,” the finance minister said.\n",
    "councils": lambda i: f"The {name(i)} Council came. “Go,” the council said. “No,” a statement said.\n",
    "capitals": lambda _: "Texas Secretary of State ",
    "opening marks": lambda _: "““““",
    "titles of one person": lambda i: f"Deputy {name(i)} Minister Anna Orr left. “Go,” Orr said.\n",
}


SURE: Floats = np.array([0.0] * 13 + [3.0], dtype=np.float32)
"""Weights of a confidence that keeps everything."""


def made_up_reading(text: str, *, all_content: bool = False) -> Tagging:
    """Return what a tagger might have read, without the network: words in marks are said, capitals are sources.

    With `all_content` every word is taken for one that is said.
    """
    tokenizer = backbone_tokenizer()
    encoding = encode(text, tokenizer)
    spans = windows(encoding.breaks, tagger._LIMIT, tagger._OVERLAP, sentence_starts(text, encoding))
    words = [text[start:end] for start, end in zip(encoding.starts.tolist(), encoding.ends.tolist(), strict=True)]
    capital = np.array([word[:1].isupper() for word in words])
    tags = np.full((3, len(words), 3), 0.005, dtype=np.float32)
    tags[CUE, [word == "said" for word in words], 1] = 0.9
    tags[SOURCE, capital, 2] = 0.9
    tags[CONTENT, np.full(len(words), fill_value=True) if all_content else encoding.marks == 1, 2] = 0.9
    chance = np.random.default_rng(1)
    seen: list[tuple[Floats, Halves]] = [
        (tags[:, start:end], (chance.random((3, end - start, end - start + 1)) / 50).astype(np.float16))
        for start, end in spans
    ]
    return tagger._merged(encoding, spans, seen)


def name(number: int) -> str:
    """A first name with a surname of its own for each number."""
    letters = "".join(chr(97 + number // 26**place % 26) for place in range(3))
    return f"{FIRST[number % len(FIRST)]} K{letters}sen"


def calls(text: str, *, all_content: bool = False) -> int:
    """How many functions are called to attribute a text, the network left out."""
    profile = cProfile.Profile()
    profile.runcall(lambda: attributions(text, made_up_reading(text, all_content=all_content), SURE))
    return int(pstats.Stats(profile).total_calls)  # type: ignore[attr-defined]


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("all_content", [False, True])
def test_the_work_grows_as_the_text_does(shape: str, all_content: bool) -> None:
    def work(times: int) -> int:
        return calls("".join(map(SHAPES[shape], range(times))), all_content=all_content)

    work(2)
    assert work(240) < 1.3 * 4 * work(60)


def test_marks_inside_marks_are_found_step_by_step() -> None:
    def work(times: int) -> int:
        profile = cProfile.Profile()
        profile.runcall(quoted_passages, "“" * times + "a" + "”" * times)
        return int(pstats.Stats(profile).total_calls)  # type: ignore[attr-defined]

    assert work(800) < 1.3 * 4 * work(200)


def test_few_windows_are_handed_out_at_a_time_and_the_rest_are_given_up_when_reading_stops() -> None:
    begun: list[int] = []
    gate = threading.Event()

    def read(_: Encoding, start: int, __: int) -> int:
        begun.append(start)
        gate.wait()
        return start

    encoding = made_up_reading("No.").encoding
    with ThreadPoolExecutor(1) as crew:
        queue = WindowQueue(crew, read)
        for number in range(1000):
            queue.add(encoding, number, number + 1)
        queue.stop()
        gate.set()
    assert begun in ([], [0])


def test_windows_are_seen_in_their_order() -> None:
    encoding = made_up_reading("No.").encoding
    with ThreadPoolExecutor(2) as crew:
        queue = WindowQueue(crew, lambda _, start, __: start)
        for number in range(100):
            queue.add(encoding, number, number + 1)
        assert [queue.next() for _ in range(100)] == list(range(100))
