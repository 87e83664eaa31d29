from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.answering.question.question import Question
from onrecord.answering.ranking.candidates import Candidate
from onrecord.answering.ranking.features import FEATURES, features
from onrecord.embedding import Vectors
from onrecord.model import Article, Span

BEFORE = "Warden Hanna Brandt walked the wall at Ostby. "


def apart(of: Sequence[str]) -> Vectors:
    """Vectors under which two words are near when they are the same word, and hardly otherwise."""
    rows = [np.random.default_rng(sum(map(ord, word))).standard_normal(64) for word in of]
    matrix = np.array([row / np.linalg.norm(row) for row in rows], dtype=np.float32)
    return matrix.reshape(len(rows), 64)


def candidate(sentence: str, before: str = BEFORE, speakers: Sequence[str] = ()) -> Candidate:
    text = before + sentence
    return Candidate(
        article=Article(id="wall", title="The wall", text=text),
        span=Span(start=len(before), end=len(text)),
        passage=Span(start=0, end=len(text)),
        similarity=0.5,
        passage_similarity=0.4,
        passage_rank=2,
        lexical_rank=4,
        speakers=frozenset(speakers),
    )


def row(question: str, sentence: str, before: str = BEFORE, speakers: Sequence[str] = ()) -> dict[str, float]:
    (found,) = features(Question(question), [candidate(sentence, before, speakers)], lambda _: 1.0, apart)
    return dict(zip(FEATURES, map(float, found), strict=True))


@pytest.mark.parametrize(
    ("feature", "question", "fits", "does_not"),
    [
        ("number", "How long is the wall?", "It is 900 metres long.", "It is a long wall."),
        ("number", "How many gates leaked?", "Seven of them leaked.", "Some of them leaked."),
        ("quantity", "How much did the gate cost?", "It cost £40.", "It cost 40 goats."),
        ("quantity", "How much did the gate cost?", "It cost two million crowns.", "It cost two horses."),
        ("quantity", "What share of them leaked?", "Some 12 per cent did.", "Some 12 did."),
        ("counted", "How many gates leaked?", "He saw seven rotten gates.", "He saw gates at seven."),
        ("time", "What year did it open?", "It opened in 1871.", "It opened on Monday."),
        ("time", "On which day did it open?", "It opened on 4 May.", "It opened in 1871."),
        ("time", "What time did it open?", "It opened at 9.30 a.m. sharp.", "It opened in 1871."),
        ("time", "When did it open?", "It opened last week.", "It opened wide."),
        ("place", "Where did it sink?", "It sank near Fenwick Sands.", "It sank in May."),
        ("place", "Where in Ostby did it sink?", "It sank off Fenwick.", "It sank in Ostby."),
        ("person", "Who opened it?", "The gate was opened by Corin Vale.", "The gate was opened by a boy."),
        ("person", "Who opened it for Corin Vale?", "It was Lotte Pryor.", "It was Corin Vale himself."),
        ("reason", "Why did it sink?", "It sank because it leaked.", "It sank on Monday."),
        ("speaker_here", "What did Brandt say?", "Brandt left.", "The boy left."),
        ("said_by_asked", "What did Brandt say?", "Brandt left.", "The boy left."),
    ],
)
def test_a_sentence_that_holds_what_is_wanted_is_told_from_one_that_does_not(
    feature: str, question: str, fits: str, does_not: str
) -> None:
    assert row(question, fits, speakers=["brandt"])[feature] >= 1.0
    assert row(question, does_not)[feature] == -1.0
    assert row("Did the barge sink?", fits)[feature] == 0.0


def test_speech_counts_for_the_one_who_is_asked_about() -> None:
    question = "What did Hanna Brandt say about the tide?"
    own = row(question, "“The tide won,” Brandt told the board.")
    hers = row(question, "She said that the tide had won.")
    none = row(question, "The tide rose to the wall.")
    another = row(question, "“The tide won,” Corin Vale told the board.", before="It rained. ")
    assert (own["speaker_speaks"], own["quoted"], own["speech_for_speaker"]) == (1.0, 1.0, 1.0)
    assert (hers["speaker_speaks"], hers["speaker_before"], hers["speech_for_speaker"]) == (0.0, 1.0, 1.0)
    assert (none["speaker_speaks"], none["speaker_before"], none["speech_for_speaker"]) == (0.0, 0.0, 0.0)
    assert (another["speaker_speaks"], another["speaker_here"], another["speech_for_speaker"]) == (0.0, -1.0, 0.0)


def test_a_verb_of_speech_may_stand_on_either_side_of_the_name() -> None:
    question = "What did Brandt say about the tide?"
    spoken = ["Brandt, a warden, said it rose.", "It rose, said warden Hanna Brandt.", "It rose, according to Brandt."]
    assert [row(question, sentence)["speaker_speaks"] for sentence in spoken] == [1.0] * 3
    assert row(question, "Brandt rose, and it rained, and in the end a boy said so.")["speaker_speaks"] == 0.0


def test_attributed_words_count_for_yes_or_no_by_a_weight_of_their_own() -> None:
    said = row("Did Brandt say that it leaks?", "It leaks badly now.", speakers=["brandt"])
    assert (said["said_by_asked"], said["said_by_asked_or_not"]) == (0.0, 1.0)
    sought = row("Who said that it leaks?", "It leaks badly now.", speakers=["brandt"])
    assert (sought["said_by_asked"], sought["said_by_someone"]) == (0.0, 1.0)


def test_words_are_looked_for_in_the_sentence_then_around_it() -> None:
    found = row("Did the warden close the sluice?", "The sluices were closed at dawn.")
    assert found["coverage"] == pytest.approx(2 / 3)
    assert found["context_coverage"] == found["passage_coverage"] == 1.0
    assert found["missing"] == 0.0
    assert row("Did the warden close the sluice?", "It rained.", before="")["missing"] == 1.0
    assert found["least_likeness"] < found["likeness"] < 1.0


def test_a_question_in_an_article_is_seen_to_be_one() -> None:
    assert row("Why did it leak?", "“Why did it leak?”")["asks"] == 1.0
    assert row("Why did it leak?", "It leaked.")["asks"] == 0.0


wordy = st.text(alphabet=st.sampled_from("abWV é'“”?.0"), max_size=40) | st.text(max_size=40)
asking = st.builds(
    "{} {} {}?".format,
    st.sampled_from(["Who said", "How many", "When did", "What did Vale say about", "Where", "Why", "Did Vale", ""]),
    wordy,
    st.sampled_from(["", "goats", "in Ostby", "cost"]),
)


@settings(deadline=None)
@given(asking, st.lists(wordy.filter(bool), max_size=3), st.sampled_from([0.5, 3.0]))
def test_features_are_bounded_for_any_question_and_any_sentence(
    question: str, sentences: list[str], weight: float
) -> None:
    found = features(Question(question), [candidate(each) for each in sentences], lambda _: weight, apart)
    assert found.shape == (len(sentences), len(FEATURES))
    assert np.isfinite(found).all()
    assert (np.abs(found) <= 1.5 + 1e-6).all()
    assert len(set(FEATURES)) == len(FEATURES)
