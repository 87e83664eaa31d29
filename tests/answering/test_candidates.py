import pytest

from onrecord.answering.question.question import Question
from onrecord.answering.ranking.candidates import Gathered, gather
from onrecord.archive import Archive
from onrecord.model import Article, Scope

TEXT = """Harbour board to mend gate

The O’Dowd gate cost 3.75 million crowns, the board said on Monday.

Read More: Ten gates to see before you die

“The gate leaks at every spring tide,” said Corin Vale, the keeper. Go.
"""


@pytest.fixture
def gate(archive: Archive) -> Archive:
    archive.add([Article(id="gate", text=TEXT), Article(id="eels", text="Eels swim up the Marsh every spring.")])
    return archive


def gathered(archive: Archive, question: str, scope: Scope | None = None) -> Gathered:
    return gather(archive.index, Question(question), scope or Scope())


def test_candidates_are_sentences_of_prose_with_their_place(gate: Archive) -> None:
    found = gathered(gate, "How much did the gate cost?").candidates
    assert {each.text for each in found} == {
        "The O’Dowd gate cost 3.75 million crowns, the board said on Monday.",
        "“The gate leaks at every spring tide,” said Corin Vale, the keeper.",
        "Eels swim up the Marsh every spring.",
    }
    assert all(each.passage.contains(each.span) for each in found)
    assert found[0].article.id == "gate"
    assert found[0].passage_rank == found[0].lexical_rank == 1
    assert found[-1].article.id == "eels"
    assert found[-1].lexical_rank > len(found)


def test_candidates_know_whose_words_they_report(gate: Archive) -> None:
    found = gathered(gate, "What did Corin Vale say?").candidates
    (reported,) = (each for each in found if "leaks" in each.text)
    assert {"corin", "vale"} <= reported.speakers


@pytest.mark.parametrize(
    ("question", "stem"),
    [
        ("What did Vale say?", "vale"),
        ("What did O'Dowd say?", "o'dowd"),
        ("What cost 3.75 million?", "3.75"),
        ("Do they leak?", "leak"),
    ],
)
def test_what_an_archive_has_is_known_to_occur(gate: Archive, question: str, stem: str) -> None:
    found = gathered(gate, question)
    assert found.occurrences[stem] == 1
    assert found.passages == 2


def test_what_it_has_not_does_not_and_weighs_the_most(gate: Archive) -> None:
    found = gathered(gate, "What did Lotte O'Hara say about 4.25 eels?")
    assert set(found.occurrences) == {"eel"}
    assert found.weigh("4.25") > found.weigh("eel") > 0


def test_a_scope_narrows_the_candidates(gate: Archive) -> None:
    found = gathered(gate, "How much did the gate cost?", Scope(articles=frozenset({"eels"})))
    assert {each.article.id for each in found.candidates} == {"eels"}
