from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.archive import Archive
from onrecord.language.words import words
from onrecord.model import Answer, Article, Scope
from onrecord.reading.boilerplate import boilerplate

BREACH = "The breach at Ostby measured {} metres on Monday, warden Hanna Brandt said. Nobody was hurt."
QUESTION = "How many metres did the breach at Ostby measure?"

QUESTIONS = [
    "What was the death toll of the flood in Marrowick?",
    "How many ferry workers went on strike?",
    "What did Leonora Sallow say about her children?",
    "Why does the hospital want to shut Ward Seven?",
    "When was the reed moth first described?",
    "Where is the shelter of the Red Lantern Society?",
    "Who led the research on the reed moth?",
    "How long was the gap in the sea wall?",
    "Read more about the flood?",
    "Who is the photographer?",
]


def assert_lawful(answer: Answer) -> None:
    """Every sentence is cited to the slice it says; none is boilerplate; few, and no two of the same words.

    One more may be ours: it is cited to those before it and quotes nothing. And one may name the speaker of the first.
    """
    told = [sentence for sentence in answer.sentences if not sentence.is_remark]
    named = [n for n, sentence in enumerate(answer.sentences) if not sentence.citations]
    assert named in ([], [1])
    assert 1 <= len(told) <= 3
    assert not answer.near
    ours = [(n, sentence) for n, sentence in enumerate(answer.sentences) if sentence.is_ours]
    assert len(ours) <= 1
    for place, sentence in ours:
        assert sentence.citations == answer.citations[:place]
        assert len(sentence.citations) > 1
        assert not set('“”„"«»') & set(sentence.text)
    for number, sentence in enumerate(told, start=1):
        (citation,) = sentence.citations
        assert citation.n == number
        assert citation.quote == citation.article.text[citation.start : citation.end]
        assert sentence.text == " ".join(citation.quote.split())
    assert_prose_and_distinct(answer)


def assert_prose_and_distinct(answer: Answer) -> None:
    cited = [*answer.citations, *answer.near]
    for citation in cited:
        assert not any(citation.span.overlaps(part.span) for part in boilerplate(citation.article.text))
    assert len({frozenset(words(citation.quote)) for citation in cited}) == len(cited)


def assert_abstained(answer: Answer) -> None:
    assert answer.abstained
    assert [sentence.citations for sentence in answer.sentences] == [()]
    assert answer.citations == ()
    assert_prose_and_distinct(answer)


@pytest.mark.parametrize("question", QUESTIONS)
def test_an_answer_is_made_of_the_articles_own_sentences(samples: Archive, question: str) -> None:
    answer = samples.ask(question)
    assert answer.question == question
    assert answer.writer == "extractive"
    assert 0.0 <= answer.confidence <= 1.0
    if answer.abstained:
        assert_abstained(answer)
    else:
        assert_lawful(answer)


@settings(max_examples=12, deadline=None)
@given(st.lists(st.sampled_from(["who", "what", "ferry", "Marrowick", "Brack", "say", "£", "'", '"', "(", "14", "é"])))
def test_no_question_breaks_the_laws(samples: Archive, chosen: list[str]) -> None:
    answer = samples.ask(" ".join(chosen))
    if answer.abstained:
        assert_abstained(answer)
    else:
        assert_lawful(answer)


@pytest.mark.parametrize(
    ("question", "article_id", "evidence"),
    [
        ("When was the reed moth first described?", "sorrel-tribune_2031-04-22_glow-moth", "in 1874"),
        ("Why did Edvard Molk call the strike illegal?", "coastline-wire_2031-05-12_ferry-strike", "rather than 14"),
        ("What prison sentence did Gideon Sallow receive?", "ostrel-post_2031-11-05_bridge-report", "nine years"),
        ("How many goals did Yann Tavish score for Rovers?", "eskerby-courier_2031-08-03_rovers", "203 goals"),
    ],
)
def test_a_plain_question_is_answered_from_the_right_article(
    samples: Archive, question: str, article_id: str, evidence: str
) -> None:
    answer = samples.ask(question)
    assert not answer.abstained
    best = answer.citations[0]
    assert best.article.id == article_id
    assert evidence in best.quote


@pytest.mark.parametrize(
    "question",
    [
        "What is the recipe for lentil soup?",
        "How many moons does the fifth planet have?",
        "What did Ambrose Quennell-Tighe say about the flood?",
        "Did Zebedee Okonjo-Wray resign over the ferry strike?",
        "What did Zebedee Okonjo-Wray say about the glow moth?",
    ],
)
def test_off_topic_and_unknown_people_get_an_abstention_with_what_came_near(samples: Archive, question: str) -> None:
    answer = samples.ask(question)
    assert_abstained(answer)
    assert answer.text == "The articles do not answer this."
    assert 1 <= len(answer.near) <= 3


@pytest.mark.parametrize("question", ["", " \n ", "?!", "…"])
def test_a_question_without_words_is_asked_for_some(samples: Archive, question: str) -> None:
    answer = samples.ask(question)
    assert_abstained(answer)
    assert answer.text == "Ask a question in words."
    assert answer.near == ()


def test_an_empty_archive_says_that_it_is(archive: Archive) -> None:
    answer = archive.ask("Who shut the gate?")
    assert_abstained(answer)
    assert answer.text == "There are no articles here yet."


def test_the_name_of_a_speaker_who_is_not_named_is_told_beside_the_words(samples: Archive) -> None:
    answer = samples.ask("Who said that God does not fill in forms?")
    assert answer.sentences[0].text == '"God does not fill in forms."'
    remark = answer.sentences[1]
    assert remark.text.startswith("The speaker is taken to be ")
    assert "Torben Ashgrove" in remark.text
    assert remark.is_remark
    named = samples.ask("Who called the budget a leaking boat with a fresh coat of paint?")
    assert not any("The speaker" in sentence.text for sentence in named.sentences)


def test_a_scope_without_articles_answers_nothing(samples: Archive) -> None:
    answer = samples.ask("How long was the gap in the sea wall?", scope=Scope(publisher="Nowhere Herald"))
    assert_abstained(answer)
    assert answer.near == ()


def test_a_scope_is_kept(samples: Archive) -> None:
    answer = samples.ask("How many people died in the flood?", scope=Scope(publisher="ostrel post"))
    cited = [*answer.citations, *answer.near]
    assert cited
    assert {citation.article.publisher for citation in cited} == {"Ostrel Post"}


def test_a_follow_up_leans_on_the_question_before(samples: Archive) -> None:
    first = "What did Leonora Sallow say about the trial?"
    alone = samples.ask("What did Leonora Sallow say about her children?")
    leaning = samples.ask("What did she say about her children?", history=[(first, samples.ask(first).text)])
    assert leaning.question == "What did she say about her children?"
    assert leaning.citations == alone.citations
    assert leaning.abstained == alone.abstained


def quoted(archive: Archive) -> list[str]:
    """Everything that the archive shows for the question, whether it answers or not."""
    answer = archive.ask(QUESTION)
    return [citation.quote for citation in (*answer.citations, *answer.near)]


def test_what_an_updated_article_said_before_is_in_no_answer(archive: Archive, tmp_path: Path) -> None:
    file = tmp_path / "breach.txt"
    file.write_text(BREACH.format(14))
    archive.ingest([file])
    assert any("14 metres" in quote for quote in quoted(archive))
    file.write_text(BREACH.format(23))
    assert len(archive.ingest([file]).updated) == 1
    assert any("23 metres" in quote for quote in quoted(archive))
    assert not any("14" in quote for quote in quoted(archive))


def test_a_removed_article_is_in_no_answer(archive: Archive) -> None:
    archive.add(
        [Article(id="breach", text=BREACH.format(14)), Article(id="fair", text="The fair opens in Ostby today.")]
    )
    assert any("14 metres" in quote for quote in quoted(archive))
    archive.remove("breach")
    assert quoted(archive) == ["The fair opens in Ostby today."]
    archive.remove("fair")
    assert archive.ask(QUESTION).text == "There are no articles here yet."


def test_the_same_words_in_two_articles_are_shown_once(archive: Archive) -> None:
    archive.add([Article(id=name, title=name, text=BREACH.format(14)) for name in ("one", "two", "three")])
    assert sum("14 metres" in quote for quote in quoted(archive)) == 1


def test_who_else_is_not_answered_with_what_was_said_before(archive: Archive) -> None:
    archive.add(
        Article(id=name, title="The gate", text=f"“The gate at Ostby leaks at spring tides,” said {who}, the {what}.")
        for name, who, what in (("a", "Corin Vale", "keeper"), ("b", "Lotte Pryor", "warden of the wall"))
    )
    question = "Who said that the gate at Ostby leaks at spring tides?"
    first = archive.ask(question)
    assert not first.abstained
    told = first.citations[0].quote
    other = archive.ask("Who else?", history=[(question, f"{told} [1]")])
    assert not other.abstained
    assert [citation.quote for citation in other.citations if citation.quote == told] == []
    assert len({citation.article.id for citation in [*other.citations, first.citations[0]]}) == 2
