"""Known fact-checks, and sentences that claim the same."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.claims.matching import CheckMatch, KnownChecks, is_confirmed, same, same_event, same_subject
from onrecord.claims.matching.lexical_index import LexicalIndex, terms
from onrecord.claims.matching.pair_features import FEATURES, pair_features
from onrecord.claims.matching.post import is_link, plain
from onrecord.embedding import Embedder

CHECKS = [
    {
        "id": "dam",
        "claim": "The dam at Orrin Falls was never inspected.",
        "title": "Orrin Falls dam",
        "rating": "false",
    },
    {"id": "jobs", "claim": "Unemployment in Tarvia has halved since 2015.", "speaker": "Delia Brandt"},
    {"id": "ferry", "claim": "The ferry Saint Brannoc carried no lifeboats.", "date": "2019-03-02"},
]


@pytest.fixture(scope="module")
def embedder() -> Embedder:
    return Embedder()


@pytest.fixture(scope="module")
def known(embedder: Embedder) -> KnownChecks:
    return KnownChecks(CHECKS, embedder)


def test_the_right_check_comes_first(known: KnownChecks) -> None:
    assert known.match("Since 2015 the jobless rate of Tarvia has been cut in half.")[0] == "jobs"
    assert known.match("There was not one lifeboat on the Saint Brannoc, @ferries #SaintBrannoc", k=1) == ["ferry"]


def test_as_many_come_as_are_asked_for(known: KnownChecks) -> None:
    assert len(known.match("the dam", k=2)) == 2
    assert sorted(known.match("the dam", k=9)) == ["dam", "ferry", "jobs"]
    assert known.match("the dam", k=0) == known.match("  ") == KnownChecks([]).match("the dam") == []


def test_scores_are_probabilities_in_order(known: KnownChecks) -> None:
    found = known.scored("Nobody ever inspected the dam at Orrin Falls before it broke.")
    assert all(isinstance(match, CheckMatch) and 0 <= match.score <= 1 for match in found)
    assert found[0].id == "dam"


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("The dam was never inspected.", "The dam was never inspected."),
        ("https://tarvia.example/a-long/address", "Unemployment in Tarvia has halved since 2015."),
        (
            "Unemployment in all of Tarvia has been halved again since the year 2011.",
            "Unemployment in Tarvia has halved since 2015.",
        ),
        (
            "The mayor said that the dam at Orrin Falls was inspected in every year.",
            "The dam at Orrin Falls was never inspected.",
        ),
        ("The ferry that sank off the cape last night carried no lifeboats.", "The ferry Saint Brannoc had no boats."),
    ],
)
def test_what_is_short_or_differs_is_never_confirmed(text: str, claim: str) -> None:
    assert not is_confirmed(text, claim, 1.0)


def test_a_sure_match_is_confirmed() -> None:
    claim = "Unemployment in Tarvia has halved since 2015."
    assert is_confirmed("Since 2015, unemployment in Tarvia has been cut in half, the mayor said.", claim, 0.95)
    assert not is_confirmed("Since 2015, unemployment in Tarvia has been cut in half, the mayor said.", claim, 0.5)


def test_a_post_is_read_without_its_trimmings() -> None:
    assert plain("#BridgeClosed again! https://t.example/x — Ann Lee (@annlee) May 2, 2020").startswith("Bridge Closed")
    assert is_link("https://t.example/x")
    assert not is_link("See https://t.example/x")


def test_rare_terms_say_more() -> None:
    index = LexicalIndex([terms("the dam broke"), terms("the bridge broke"), terms("the road broke")])
    assert index.scores(terms("a dam broke")).argmax() == 0
    assert index.weight("dam") > index.weight(*terms("broke")) > 0
    assert LexicalIndex([]).scores(["dam"]).shape == (0,)


def test_the_same_sentence_claims_the_same(embedder: Embedder) -> None:
    text = "The dam at Orrin Falls broke on Monday."
    assert same([(text, text)], embedder=embedder).tolist() == [1.0]
    assert same([], embedder=embedder).shape == same_subject([], embedder=embedder).shape == (0,)


def test_another_number_day_or_name_is_never_the_same_but_of_one_subject(embedder: Embedder) -> None:
    pairs = [
        ("Nine people died in the fire at the Brack Street hostel.", "Twelve people died in the fire at the hostel."),
        ("The ferry left Port Selby on Monday.", "The ferry left Port Selby on Friday."),
        ("The council in Obren raised the tax.", "The council in Velmar raised the tax."),
    ]
    assert (same(pairs, embedder=embedder) <= 0.5).all()
    assert (same_subject(pairs[:2], embedder=embedder) > 0.5).all()


def test_what_has_nothing_in_common_is_neither_the_same_nor_of_one_event(embedder: Embedder) -> None:
    pairs = [("The dam at Orrin Falls broke on Monday.", "A singer gave her prize money to a shelter.")]
    for ask in (same, same_event, same_subject):
        assert ask(pairs, embedder=embedder)[0] < 0.3


def test_given_vectors_are_used(embedder: Embedder) -> None:
    pair = ("The dam broke on Monday.", "On Monday the dam gave way.")
    vectors = embedder.encode_documents(pair)[None]
    assert np.allclose(same([pair], vectors, embedder), same([pair], embedder=embedder), atol=1e-3)


_PLACES = ("Tarvia", "Obren", "Velmar", "the ferry", "12 people", "seven roads", "Monday", "a judge")
_VERBS = ("did not close", "closed", "bought", "was bought by", "denied", "lost to", "beat")
_SENTENCES = st.tuples(st.sampled_from(_PLACES), st.sampled_from(_VERBS), st.sampled_from(_PLACES)).map(" ".join)


@settings(max_examples=25, deadline=None)
@given(_SENTENCES, _SENTENCES)
def test_it_does_not_matter_which_comes_first(one: str, other: str) -> None:
    embedder = _shared()
    for ask in (same, same_event, same_subject):
        assert ask([(one, other)], embedder=embedder) == ask([(other, one)], embedder=embedder)


@settings(deadline=None)
@given(st.text(max_size=40), st.text(max_size=40))
def test_features_are_bounded_and_the_same_both_ways(one: str, other: str) -> None:
    table = _shared().word_vectors
    there = pair_features([(one, other)], np.zeros(1, dtype=np.float32), table)
    back = pair_features([(other, one)], np.zeros(1, dtype=np.float32), table)
    assert there.shape == (1, len(FEATURES))
    assert np.allclose(there, back, atol=1e-5)
    assert np.isfinite(there).all()


_EMBEDDERS: list[Embedder] = []


def _shared() -> Embedder:
    if not _EMBEDDERS:
        _EMBEDDERS.append(Embedder())
    return _EMBEDDERS[0]
