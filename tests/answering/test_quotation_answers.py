import pytest

from onrecord.archive import Archive
from onrecord.model import Verdict


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("Did Corin Hask say 'a new winch would have saved the wall'?", "verbatim"),
        ("Did Corin Hask say 'a new winch would not have saved the wall'?", "altered"),
        ("Did Dagny Prewitt say 'a new winch would have saved the wall'?", "misattributed"),
    ],
)
def test_a_question_about_a_quote_gets_the_verdict_first(samples: Archive, question: str, verdict: Verdict) -> None:
    answer = samples.ask(question)
    assert not answer.abstained
    assert answer.sentences[0].text.startswith(f"{verdict.capitalize()}: ")
    assert answer.citations
    assert "Hask" in answer.sentences[0].text


def test_who_said_it_is_told_by_name(samples: Archive) -> None:
    answer = samples.ask("Who said “You can hold me to that”?")
    assert "Anselm Rooke" in answer.sentences[0].text
    assert answer.citations[0].quote == "You can hold me to that"


def test_a_quote_that_nobody_said_is_an_abstention(samples: Archive) -> None:
    answer = samples.ask("Did Anselm Rooke say 'the moon is a lantern for thieves'?")
    assert answer.abstained
    assert answer.text.startswith("Not found: ")
    assert answer.citations == ()
