import gc
import tempfile
import weakref

import numpy as np
import pytest

from onrecord.attribution.tagger import window_links
from onrecord.attribution.tagger.window_links import Halves, WindowLinks


def windows(count: int) -> list[Halves]:
    chance = np.random.default_rng(1)
    return [chance.random((3, size, size + 1)).astype(np.float16) for size in range(5, 5 + count)]


def test_links_on_disk_are_those_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(window_links, "_KEPT", 2)
    every, links = windows(7), WindowLinks()
    for each in every:
        links.add(each)
    for window in (6, 0, 3, 1, 6, 2):
        for link in range(3):
            assert np.array_equal(links.rows(window, link, 1, 4), every[window][link, 1:4])
            assert links.rows(window, link, 2, 2).size == 0


def test_a_short_text_needs_no_file_and_a_long_one_leaves_none_open(monkeypatch: pytest.MonkeyPatch) -> None:
    files: list[weakref.ref[object]] = []
    whole = tempfile.TemporaryFile

    def noted(**given: str) -> object:
        made = whole(**given)  # type: ignore[call-overload]
        files.append(weakref.ref(made))
        return made

    monkeypatch.setattr(tempfile, "TemporaryFile", noted)
    links = WindowLinks()
    for each in windows(4):
        links.add(each)
    assert not files
    monkeypatch.setattr(window_links, "_KEPT", 2)
    links = WindowLinks()
    for each in windows(4):
        links.add(each)
    assert len(files) == 1
    del links
    gc.collect()
    assert files[0]() is None
