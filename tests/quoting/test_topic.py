import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.language.words import stems, words
from onrecord.model import Span
from onrecord.quoting.topic import FLOOR, Topic, sentence_of, within
from onrecord.storage.ledger.occurrences import Surroundings

from .helpers import said

TEXT = "It rained. “The ferry is tired,” she said. “It must rest.” Nobody spoke."
FERRY = TEXT.index("“The")
REST = TEXT.index("“It")
SENTENCES = (
    Span(start=0, end=10),
    Span(start=FERRY, end=REST - 1),
    Span(start=REST, end=TEXT.index(" Nobody")),
    Span(start=TEXT.index("Nobody"), end=len(TEXT)),
)
_WORDS = """
    Happily happiness possibly possibility technologies technology relational activity valency Ørsted øre cafés ﬁres
    dying dies die the sky skies O’Hara's 12th 3,000 naïve bus buses agreed hopping hoping is café co-op “dies”
"""
WORDS = _WORDS.split()
VECTORS = np.eye(4, 5, dtype=np.float32)
AROUND = Surroundings(sentences=SENTENCES, vectors=VECTORS)
BOTH = said(TEXT, "The ferry is tired,", "It must rest.")


def test_the_sentences_of_a_quotation_are_those_that_hold_its_words() -> None:
    assert within(BOTH, AROUND) == [1, 2]
    assert sentence_of(BOTH, AROUND).of(TEXT) == "“The ferry is tired,” she said. “It must rest.”"
    assert sentence_of(BOTH, None).of(TEXT) == "The ferry is tired,” she said. “It must rest."


def test_meaning_counts_by_the_nearest_sentence() -> None:
    near, far = (Topic("", VECTORS[place], {"boat": 1.0}).score(BOTH, AROUND) for place in (2, 0))
    assert near > FLOOR
    assert far == 0


@pytest.mark.parametrize(("nearer", "farther"), [("ferri", "said"), ("said", "rain"), ("rain", "storm")])
def test_words_count_the_more_the_nearer_they_stand(nearer: str, farther: str) -> None:
    elsewhere = np.zeros(5, dtype=np.float32)
    one, other = (Topic("", elsewhere, {stem: 1.0}).score(BOTH, AROUND) for stem in (nearer, farther))
    assert one > other


def test_half_of_the_words_count_for_less_than_half() -> None:
    elsewhere = np.zeros(5, dtype=np.float32)
    whole, half = (
        Topic("", elsewhere, weights).score(BOTH, AROUND) for weights in ({"ferri": 1.0}, {"ferri": 0.5, "storm": 0.5})
    )
    assert 0 < half < whole / 2


def test_a_fragment_says_less() -> None:
    topic = Topic("", VECTORS[1], {"ferri": 1.0})
    assert topic.score(said(TEXT, "ferry"), AROUND) < topic.score(said(TEXT, "The ferry is tired,"), AROUND)


def test_without_vectors_or_sentences_nothing_is_near() -> None:
    topic = Topic("", VECTORS[1], {"ferri": 1.0})
    assert topic.score(BOTH, Surroundings(sentences=SENTENCES)) == 0
    assert topic.score(BOTH, Surroundings(sentences=())) == 0


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=6), st.sets(st.sampled_from(WORDS), min_size=1))
def test_a_sentence_has_the_words_of_the_topic_that_reading_all_of_it_finds(told: list[str], about: set[str]) -> None:
    text = " ".join(told)
    weights = dict.fromkeys(stems(about), 1.0)
    whole = said(f"{text}. {text}.", text)
    around = Surroundings(sentences=(Span(start=0, end=len(text)),), vectors=np.zeros((1, 5), dtype=np.float32))
    share = sum(1.0 for stem in weights if stem in stems(words(text)))
    expected = min(1.0, min(1.0, len(words(text)) / 4) ** 0.5 * 0.3 * share**1.5)
    assert Topic("", np.zeros(5, dtype=np.float32), weights).score(whole, around) == pytest.approx(expected)
