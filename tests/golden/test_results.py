"""No answer, verdict, quotation or attribution over the samples changes unless the kept ones are written anew."""

import gzip
import json
from typing import Any

import pytest

from onrecord import Archive

from .results import KEPT, results

_NUMBERS = 2e-3
"""Numbers may differ by this much: processors round a sum of products in different ways."""

_EVERY = 4
"""Of questions and checks the test asks each fourth, to be quick; `tests.golden.results --compare` asks all."""


def same(one: Any, other: Any) -> bool:  # noqa: ANN401 - JSON
    """Say whether two JSON values are one, but for the last digits of their numbers."""
    if isinstance(one, float) and isinstance(other, float):
        return abs(one - other) <= _NUMBERS
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    return bool(one == other)


def test_the_results_over_the_samples_are_the_kept_ones(samples: Archive) -> None:
    kept = {r["name"]: r["value"] for r in map(json.loads, gzip.decompress(KEPT.read_bytes()).decode().splitlines())}
    told = {name: json.loads(json.dumps(value)) for name, value in results(samples, every=_EVERY)}
    assert told.keys() <= kept.keys()
    assert [name for name, value in told.items() if not same(value, kept[name])] == []


@pytest.mark.parametrize(("one", "other"), [(0.5, 0.51), ("a", "b"), ({"a": 1}, {"b": 1}), ([1], [1, 2]), (None, "")])
def test_a_difference_is_seen(one: object, other: object) -> None:
    assert not same([one], [other])
