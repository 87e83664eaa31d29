"""Who said what is read alike in half precision, which a processor that multiplies in it uses."""

import pytest

from onrecord.attribution.pipeline import attribute_many
from onrecord.attribution.tagger.tagger import Tagger
from onrecord.model import Article
from onrecord.precision import quickest
from onrecord.reading import read
from onrecord.settings import Settings

from ..conftest import SAMPLES


def test_nearly_every_attribution_of_the_samples_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [each.text for each in read([SAMPLES], Settings()) if isinstance(each, Article)][:6]
    exact = [each for found in attribute_many(texts) for each in found]
    monkeypatch.setattr("onrecord.attribution.tagger.tagger.quickest", quickest)
    monkeypatch.setattr("onrecord.precision.has_bfloat16", lambda: True)
    halves = [each for found in attribute_many(texts, Tagger.load()) for each in found]
    alike = sum((each.content, each.speaker) in {(other.content, other.speaker) for other in exact} for each in halves)
    assert alike >= 0.97 * max(len(exact), len(halves)) > 20
