import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.answering.question.question import QUESTION_KINDS, Question


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Did Hanna Brandt resign?", "yes_no"),
        ("Has the Eel Society said anything about the weir?", "yes_no"),
        ("Who said that the sluice was rotten?", "who_said"),
        ("Which warden warned about the tide?", "who_said"),
        ("Who led the inquiry?", "person"),
        ("By whom was the gate built?", "person"),
        ("What is the name of the warden?", "person"),
        ("Which company built the gate?", "person"),
        ("What did Hanna Brandt say about the sluice?", "what_did_x_say"),
        ("What does the mayor think of the plan?", "what_did_x_say"),
        ("What was Brandt's reaction to the vote?", "what_did_x_say"),
        ("What warning did the harbour board give?", "what_did_x_say"),
        ("When was the gate shut?", "time"),
        ("What time does the last tram leave?", "time"),
        ("On which day did the fair open?", "time"),
        ("Where did the barge sink?", "place"),
        ("Which town has the tallest mill?", "place"),
        ("Why was the fair moved?", "reason"),
        ("What caused the leak?", "reason"),
        ("How many goats were lost?", "number"),
        ("According to Vale, how many gates leaked?", "number"),
        ("So how many boats sank?", "number"),
        ("What share of voters stayed at home?", "number"),
        ("Tell me about the pier.", "open"),
    ],
)
def test_the_kind_of_a_question_is_read_off_its_words(text: str, kind: str) -> None:
    assert Question(text).kind == kind


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("What did Hanna Brandt say about the sluice?", ("hanna", "brandt")),
        ("What was Brandt’s reaction to the vote?", ("brandt",)),
        ("What was the response of Hanna Brandt to the vote?", ("hanna", "brandt")),
        ("What is the opinion of Corin Vale?", ("corin", "vale")),
        ("In Vale's view, what caused the leak?", ("vale",)),
        ("According to Vale, how many gates leaked?", ("vale",)),
        ("In Ostby, what did Vale promise?", ("vale",)),
        ("What did O'Dowd tell the Marsh Herald?", ("o'dowd",)),
        ("What warning did the harbour board give?", ("harbour", "board")),
        ("Where did the barge sink?", ()),
        ("Who said that the sluice was rotten?", ()),
    ],
)
def test_the_speaker_is_whose_words_are_asked_for(text: str, speaker: tuple[str, ...]) -> None:
    assert Question(text).speaker == speaker


def test_names_are_runs_of_capitals_without_the_asking_words() -> None:
    question = Question("Did Hanna Brandt tell the Isle of Man Herald in May what Dr. Vale saw in Ostby?")
    assert question.names == (("hanna", "brandt"), ("isle", "of", "man", "herald"), ("dr", "vale"), ("ostby",))
    assert Question("when was the gate shut on Monday").names == ()


def test_terms_are_stems_of_the_topic_without_the_speaker_or_the_asking() -> None:
    assert Question("What did Hanna Brandt say about the leaking sluices?").terms == ("leak", "sluic")
    assert Question("What did she say?").terms != ()


@pytest.mark.parametrize(
    ("text", "quantity"),
    [
        ("How much did the gate cost?", "money"),
        ("How many pounds of eels were sold?", "count"),
        ("What share of voters stayed at home?", "percent"),
        ("How long is the pier?", "count"),
        ("Where did the barge sink?", None),
    ],
)
def test_a_number_is_of_money_a_share_or_a_count(text: str, quantity: str | None) -> None:
    assert Question(text).quantity == quantity


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("What year did the mill close?", "year"),
        ("At what time does the tram leave?", "clock"),
        ("On which weekday was the fair?", "day"),
        ("When was the fair?", "any"),
    ],
)
def test_a_time_may_be_asked_for_by_its_unit(text: str, time: str) -> None:
    assert Question(text).time == time


def test_what_is_counted_follows_how_many() -> None:
    assert Question("How many black goats drowned at Ostby?").counted == {"black", "goat", "drown"}
    assert Question("How much did it cost?").counted == frozenset()


@settings(deadline=None)
@given(st.text(max_size=80) | st.text(alphabet="Who did Vale say', of the?", max_size=80))
def test_any_text_can_be_read_as_a_question(text: str) -> None:
    question = Question(text)
    assert question.kind in QUESTION_KINDS
    assert len(set(question.terms)) == len(question.terms)
    assert all(question.names) == all(word for name in question.names for word in name)
    assert (question.quantity is None) == (question.wanted != "number")
    assert len(question.core) <= len(text)
