from onrecord.answering.question.question import Question
from onrecord.answering.ranking.candidates import Candidate
from onrecord.answering.ranking.name_features import said, whole_names
from onrecord.model import Article, Span


def candidate(sentence: str, speakers: set[str], before: str = "Hanna J. Brandt keeps the wall. ") -> Candidate:
    text = before + sentence
    return Candidate(
        article=Article(id="wall", text=text),
        span=Span(start=len(before), end=len(text)),
        passage=Span(start=0, end=len(text)),
        similarity=0.5,
        passage_similarity=0.5,
        passage_rank=1,
        lexical_rank=1,
        speakers=frozenset(speakers),
    )


def test_words_of_a_namesake_are_not_taken_for_those_of_the_person_asked_about() -> None:
    question = Question("What did Hanna Brandt say about the tide?")
    own = said(question, candidate("“It rose.”", {"warden", "hanna", "brandt"}))
    hers = said(question, candidate("“It rose.”", {"brandt", "warden"}))
    his = said(question, candidate("“It rose.”", {"otto", "brandt"}))
    elsewhere = said(question, candidate("“It rose.”", {"brandt"}, before="Otto Brandt keeps the wall. "))
    nobody = said(question, candidate("It rose.", set()))
    assert own == hers == [1.0, 0.0, 0.0, 0.0]
    assert his == elsewhere == [-1.0, 0.0, 0.0, 1.0]
    assert nobody == [-1.0, 0.0, 0.0, 0.0]


def test_a_surname_alone_is_nobodys_namesake() -> None:
    assert said(Question("What did Brandt say?"), candidate("“It rose.”", {"otto", "brandt"})) == [1.0, 0.0, 0.0, 0.0]


def test_whole_names_are_looked_for_in_the_article_and_in_the_sentence() -> None:
    question = Question("Why did Hanna Brandt leave?")
    assert whole_names(question, candidate("Hanna Brandt left.", set())) == [0.0, 0.0, 1.0]
    assert whole_names(question, candidate("She left.", set())) == [0.0, 0.0, 0.0]
    assert whole_names(question, candidate("Otto Brandt left.", set(), before="It rained. ")) == [-1.0, 1.0, 0.0]
    assert whole_names(question, candidate("He left.", set(), before="It rained. ")) == [-1.0, 0.0, 0.0]
    assert whole_names(Question("Why did Warden Brandt leave?"), candidate("He left.", set())) == [0.0, 0.0, 0.0]
