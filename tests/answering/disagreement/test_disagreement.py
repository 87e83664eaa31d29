"""Two sources that disagree are both shown, and one sentence of ours, cited by both, says so."""

from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.answering.disagreement.disagreement import disagreement
from onrecord.answering.disagreement.remark import disagreement_remark
from onrecord.answering.question.question import Question
from onrecord.answering.ranking.candidates import Candidate
from onrecord.archive import Archive
from onrecord.model import Answer, AnswerSentence, Article, Attribution, Speaker

from ..builders import whole

FIRE = "How many people died in the Ketterby mill fire?"
DAY = date(2032, 3, 3)


def candidate(
    text: str, *, title: str = "The Ketterby mill fire", publisher: str = "Harrow Gazette", published: date = DAY
) -> Candidate:
    return whole(Article(id=text, title=title, publisher=publisher, published=published, text=text))


def stated(question: str, *texts: str, shares: Sequence[float] = (0.5, 0.2, 0.1)) -> list[str] | None:
    ranked = list(zip(shares, map(candidate, texts), strict=False))
    found = disagreement(Question(question), ranked, lambda _: 1.0)
    return None if found is None else [side.words for side in found.sides]


def test_different_counts_of_one_thing_disagree() -> None:
    one, other = "The mill fire killed 12 people.", "Fifteen people died in the Ketterby mill fire."
    assert stated(FIRE, one, other) == ["12", "Fifteen"]
    assert stated(FIRE, one, other, "The fire left 19 dead.") == ["12", "Fifteen", "19"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The mill fire killed 12 people.", "Twelve people died in the mill fire."),
        ("The mill fire killed 12 people.", "At least nine people died in the mill fire."),
        ("The mill fire killed 12 people.", "The fire killed one and injured 15 people."),
        ("The mill fire killed 12 people.", "The mill fire killed three children."),
        ("The mill fire killed 12 people.", "Another three people died in the mill fire."),
        ("The mill fire killed 12 people.", "The mill fire killed 15 people, police said at first."),
        ("The mill fire killed 12 people.", "A mill fire could kill 15 people."),
        ("The mill fire killed 12 people.", "A mill fire killed 15 people in 1987."),
        ("The mill fire killed 12 people.", "In a poll 15 people said that the fire killed nobody."),
        ("The mill fire killed 12 people.", "Of the 15 people in the mill fire 12 died."),
    ],
)
def test_what_can_both_hold_does_not(one: str, other: str) -> None:
    assert stated(FIRE, one, other) is None
    assert stated(FIRE, other, one) is None


def test_sources_that_may_tell_of_other_events_are_not_compared() -> None:
    first = candidate("The Ketterby mill fire killed 12 people.")
    soon, late = (
        candidate("Fifteen people died in the Ketterby mill fire.", published=day)
        for day in (date(2032, 3, 9), date(2032, 6, 3))
    )
    assert disagreement(Question(FIRE), [(0.5, first), (0.2, soon)], lambda _: 1.0)
    assert disagreement(Question(FIRE), [(0.5, first), (0.2, late)], lambda _: 1.0) is None


def test_a_question_without_a_name_needs_sources_with_a_common_one() -> None:
    question = Question("How many people died in the mill fire?")
    first = candidate("The mill fire killed 12 people.", title="Fire near Dunmere")
    same, other = (
        candidate("Fifteen people died in the mill fire.", title=f"Fire near {town}") for town in ("Dunmere", "Saxholm")
    )
    assert disagreement(question, [(0.5, first), (0.2, same)], lambda _: 1.0)
    assert disagreement(question, [(0.5, first), (0.2, other)], lambda _: 1.0) is None


def test_what_is_unlikely_to_answer_disagrees_with_nothing() -> None:
    texts = "The mill fire killed 12 people.", "Fifteen people died in the Ketterby mill fire."
    assert stated(FIRE, *texts, shares=(0.1, 0.08)) is None
    assert stated(FIRE, *texts, shares=(0.5, 0.005)) is None
    assert stated(FIRE) is None
    assert stated(FIRE, texts[0]) is None


def test_the_naming_sentence_tells_source_and_day_and_speaker() -> None:
    one = candidate("The mill fire killed 12 people, Ada Fenn said.", publisher="Vale “Late” Courier")
    other = candidate("Fifteen people died in the Ketterby mill fire, said Jory Pell.", published=date(2032, 3, 5))
    found = disagreement(Question(FIRE), [(0.5, one), (0.2, other)], lambda _: 1.0)
    assert found is not None
    assert disagreement_remark(found, {}) == (
        "The articles give different figures: 12 (Vale Late Courier, 3 March 2032)"
        " and Fifteen (Harrow Gazette, 5 March 2032)."
    )
    said = {
        each.article.id: [Attribution(content=(each.span,), kind="indirect", speaker=Speaker(name=name))]
        for each, name in ((one, "Ada Fenn"), (other, "Jory Pell"))
    }
    assert disagreement_remark(found, said) == (
        "The speakers give different figures: 12 (Ada Fenn in Vale Late Courier, 3 March 2032)"
        " and Fifteen (Jory Pell in Harrow Gazette, 5 March 2032)."
    )


def test_sources_that_look_alike_are_told_apart_by_their_titles() -> None:
    one = candidate("The mill fire killed 12 people.", title="Mill fire in Ketterby")
    other = candidate("Fifteen people died in the Ketterby mill fire.", title="Ketterby mourns")
    found = disagreement(Question(FIRE), [(0.5, one), (0.2, other)], lambda _: 1.0)
    assert found is not None
    assert "12 (Mill fire in Ketterby, Harrow Gazette, 3 March 2032)" in disagreement_remark(found, {})


@given(st.text(max_size=40), st.text(max_size=40))
def test_no_publisher_or_title_puts_a_quotation_into_it(publisher: str, title: str) -> None:
    one = candidate("The mill fire killed 12 people.", publisher=publisher, title=f"Ketterby {title}")
    other = candidate("Fifteen people died in the Ketterby mill fire.", title=f"Ketterby {title}")
    found = disagreement(Question(FIRE), [(0.5, one), (0.2, other)], lambda _: 1.0)
    if found:
        told = disagreement_remark(found, {})
        assert not set('“”„"«»‹›\n') & set(told)


def ours(answer: Answer) -> list[AnswerSentence]:
    return [sentence for sentence in answer.sentences if sentence.is_ours]


def test_an_answer_shows_both_sides_and_cites_them(archive: Archive) -> None:
    archive.add(
        [
            Article(
                id="gazette",
                title="Fire guts Ketterby mill",
                publisher="Harrow Gazette",
                published=DAY,
                text="The fire in the Ketterby mill on Monday killed 12 people. The roof fell in before dawn.",
            ),
            Article(
                id="courier",
                title="Ketterby mourns",
                publisher="Vale Courier",
                published=DAY.replace(day=5),
                text="Fifteen people died in the Ketterby mill fire. The owners have not spoken.",
            ),
        ]
    )
    answer = archive.ask(FIRE)
    (told,) = ours(answer)
    assert {cited.article.id for cited in told.citations} == {"gazette", "courier"}
    assert told.citations == answer.citations[:2]
    assert answer.sentences[2] is told
    assert answer.disagreement == told.marked
    assert "12 (Harrow Gazette, 3 March 2032)" in told.text
    assert "Fifteen (Vale Courier, 5 March 2032)" in told.text


def test_who_denies_what_another_says_is_told(archive: Archive) -> None:
    archive.add(
        [
            Article(
                id="one",
                title="Cray goes",
                publisher="Pellow Advertiser",
                published=DAY,
                text="Mabel Cray has resigned as secretary of the Pellow harbour trust.",
            ),
            Article(
                id="two",
                title="Cray stays",
                publisher="Harrow Gazette",
                published=DAY,
                text="Mabel Cray has not resigned as secretary of the Pellow harbour trust.",
            ),
        ]
    )
    (told,) = ours(archive.ask("Has Mabel Cray resigned as secretary of the Pellow harbour trust?"))
    assert told.text == (
        "The articles contradict each other: one says it (Pellow Advertiser, 3 March 2032),"
        " the other denies it (Harrow Gazette, 3 March 2032)."
    )


def test_an_article_that_was_updated_does_not_disagree_with_itself(archive: Archive) -> None:
    for count in (12, 15):
        archive.add([Article(id="a", title="Ketterby", text=f"The fire in the Ketterby mill killed {count} people.")])
    answer = archive.ask(FIRE)
    assert not answer.abstained
    assert ours(answer) == []


def test_opposite_reports_of_one_matter_are_both_shown_whatever_is_asked() -> None:
    asked = "What became of the Ketterby bridge plan?"
    one = "The Ketterby bridge plan was approved by the council."
    other = "The Ketterby bridge plan was rejected by the council."
    assert stated(asked, one, other) == ["approved", "rejected"]
    assert stated(asked, one, "The Ketterby bridge plan was approved by the council on Monday.") is None
