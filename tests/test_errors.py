import inspect

import pytest

from onrecord import errors
from onrecord.errors import OnRecordError

EVERY = [each for _, each in inspect.getmembers(errors, inspect.isclass)]


@pytest.mark.parametrize("error", EVERY, ids=lambda each: each.__name__)
def test_every_error_is_ours_and_stands_in_the_tree_with_its_own_words(error: type[Exception]) -> None:
    assert issubclass(error, OnRecordError)
    lines = [line for line in (errors.__doc__ or "").splitlines() if error.__name__ in line.split()]
    assert len(lines) == 1
    words = " ".join(lines[0].split(error.__name__)[1].split())
    assert error is OnRecordError or (error.__doc__ or "").lower().startswith(words.lower())
