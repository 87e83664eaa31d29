"""What finding and comparing claims takes does not grow with the square of a text."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.claims import linking
from onrecord.claims.extraction import _Spoken
from onrecord.claims.linking import _near
from onrecord.model import Article, Attribution, Claim, Span
from onrecord.storage.records import StoredClaim

SPANS = st.tuples(st.integers(0, 60), st.integers(1, 20)).map(lambda each: Span(start=each[0], end=sum(each)))


@given(st.lists(st.lists(SPANS, min_size=1, max_size=3), max_size=12), SPANS)
def test_what_is_said_at_a_place_is_found_in_its_order(said: list[list[Span]], place: Span) -> None:
    attributions = [Attribution(content=tuple(spans), kind="indirect") for spans in said]
    wanted = [(span, each) for each in attributions for span in each.content if span.overlaps(place)]
    found = _Spoken(attributions).within(place)
    assert [span for span, _ in found] == [span for span, _ in wanted]
    assert all(one is other for (_, one), (_, other) in zip(found, wanted, strict=True))


def alike(count: int) -> list[StoredClaim]:
    """Claims of one text that say nearly the same, the nearer the fewer lie between them."""
    article = Article(id="a", text="The wall is too low. " * count)
    angles = np.linspace(0, 0.5, count)
    return [
        StoredClaim(
            number=number,
            claim=Claim(article=article, span=place, id=str(number), kind="other", score=0.5, verifiable=0.5),
            sentence=place,
            vector=np.array([np.cos(angle), np.sin(angle)], dtype=np.float16),
        )
        for number, angle in enumerate(angles.tolist())
        for place in [Span(start=21 * number, end=21 * number + 20)]
    ]


@pytest.mark.parametrize("count", [200, 800])
def test_a_claim_is_compared_with_its_nearest_alone(count: int) -> None:
    claims = alike(count)
    pairs = {(one.number, other.number) for one, other in _near(claims, claims)}
    assert len(pairs) <= linking._NEAREST * count
    assert {number for pair in pairs for number in pair} == set(range(count))
    assert max(b - a for a, b in pairs) < 3 * linking._NEAREST


def test_few_claims_are_all_compared() -> None:
    claims = alike(linking._NEAREST)
    pairs = [(one.number, other.number) for one, other in _near(claims, claims)]
    every = {(a, b) for a in range(len(claims)) for b in range(a + 1, len(claims))}
    assert set(pairs) == every
