"""No answer, verdict, quotation or attribution over the samples changes unless the kept ones are written anew."""

import json

import pytest

from onrecord import Archive

from .results import kept, results, same

_EVERY = 4
"""Of questions and checks the test asks each fourth, to be quick; `tests.golden.results --compare` asks all."""


def test_the_results_over_the_samples_are_the_kept_ones(samples: Archive) -> None:
    before = kept()
    told = {name: json.loads(json.dumps(value)) for name, value in results(samples, every=_EVERY)}
    assert told.keys() <= before.keys()
    assert [name for name, value in told.items() if not same(value, before[name])] == []


@pytest.mark.parametrize(("one", "other"), [(0.5, 0.51), ("a", "b"), ({"a": 1}, {"b": 1}), ([1], [1, 2]), (None, "")])
def test_a_difference_is_seen(one: object, other: object) -> None:
    assert not same([one], [other])
