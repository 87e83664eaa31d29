"""Full precision: what is kept or compared to the letter is the same on every processor."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest


@contextmanager
def in_full_precision() -> Iterator[None]:
    """Have what is stored read in full precision, by all that is loaded within."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("onrecord.attribution.tagger.tagger.quickest", lambda network, *_, **__: network)
        patch.setattr("onrecord.embedding.has_bfloat16", lambda: False)
        yield
