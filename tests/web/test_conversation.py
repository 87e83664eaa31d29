from dataclasses import replace
from datetime import date

from onrecord.model import Answer, AnswerSentence, Article, Citation, Span
from onrecord.web.markup.article_list import article_list_html
from onrecord.web.markup.conversation import (
    Turn,
    conversation_html,
    history,
    with_sources,
)
from onrecord.web.markup.welcome import welcome_html

_ARTICLE = Article(
    id="weir",
    title="Weir <b>gives</b> way",
    publisher="The Dunmere Herald",
    published=date(2033, 4, 2),
    text="Eleven people were hurt. The mayor wept.",
)


def _cited(start: int, end: int, n: int) -> Citation:
    return Citation.of(_ARTICLE, Span(start=start, end=end), n)


_FIRST, _SECOND = _cited(0, 24, 1), _cited(25, 40, 2)
_ANSWER = Answer(
    question="How many?",
    sentences=(
        AnswerSentence(text=_FIRST.quote, citations=(_FIRST,)),
        AnswerSentence(text=_SECOND.quote, citations=(_SECOND,)),
        AnswerSentence(text="The articles agree."),
    ),
    abstained=False,
    writer="extractive",
)
_REMARK = (AnswerSentence(text="The articles do not answer this."),)
_ABSTENTION = Answer(question="Soup?", sentences=_REMARK, abstained=True, writer="extractive", near=(_SECOND,))


def test_an_answer_appears_sentence_by_sentence() -> None:
    turns = (Turn(question="How many?", answer=_ANSWER),)
    first, all_said = conversation_html(turns, said=1), conversation_html(turns)
    assert "Eleven people were hurt." in first
    assert "The mayor wept." not in first
    assert "Copy with sources" not in first
    assert conversation_html(turns, said=3) == all_said
    assert "The mayor wept." in all_said


def test_each_marker_opens_its_own_source() -> None:
    html = conversation_html((Turn(question="a", answer=_ABSTENTION), Turn(question="b", answer=_ANSWER)))
    link = 'data-act="open" data-turn="1" data-n="2" data-place="'
    assert link in html
    assert "Source 2: Weir &lt;b&gt;gives&lt;/b&gt; way </span>[2]" in html.partition(link)[2]
    assert 'data-act="open" data-turn="0" data-n="2"' in html


def test_an_abstention_is_never_dressed_as_an_answer() -> None:
    html = conversation_html((Turn(question="Soup?", answer=_ABSTENTION),))
    assert "The articles do not answer this." in html
    assert "Not an answer, but near:" in html
    assert "or-answer" not in html
    assert "or-marker" not in html


def test_an_abstention_with_nothing_near_says_no_more() -> None:
    bare = Answer(question="Soup?", sentences=_REMARK, abstained=True, writer="extractive")
    html = conversation_html((Turn(question="Soup?", answer=bare),))
    assert "The articles do not answer this." in html
    assert "near" not in html


def test_a_sentence_of_ours_is_told_apart() -> None:
    html = conversation_html((Turn(question="How many?", answer=_ANSWER),))
    assert '<span class="or-sentence or-remark">The articles agree.</span>' in html


def test_a_sentence_of_ours_that_is_cited_is_told_apart_too() -> None:
    named = AnswerSentence(text="The articles give different figures.", citations=(_FIRST, _SECOND), is_ours=True)
    html = conversation_html((Turn(question="How many?", answer=replace(_ANSWER, sentences=(named,))),))
    assert '<span class="or-sentence or-remark">The articles give different figures.&nbsp;<a class="or-marker"' in html
    assert html.count('class="or-marker"') == 2


def test_a_failure_is_one_escaped_line() -> None:
    html = conversation_html((Turn(question="<i>", failure="no <b> index"),))
    assert '<p class="or-failure" role="alert">no &lt;b&gt; index</p>' in html
    assert "&lt;i&gt;" in html


def test_history_is_what_was_answered() -> None:
    turns = (
        Turn(question="Soup?", answer=_ABSTENTION),
        Turn(question="How many?", answer=_ANSWER),
        Turn(question="x", failure="broken"),
    )
    assert history(turns) == [("How many?", _ANSWER.text)]


def test_a_copied_answer_names_its_sources() -> None:
    assert with_sources(_ANSWER).splitlines() == [
        "Eleven people were hurt. [1] The mayor wept. [2] The articles agree.",
        "",
        "[1] Weir <b>gives</b> way, The Dunmere Herald, 2 April 2033: “Eleven people were hurt.”",
        "[2] Weir <b>gives</b> way, The Dunmere Herald, 2 April 2033: “The mayor wept.”",
    ]


def test_the_first_screen_is_drawn_from_the_archive() -> None:
    assert "onrecord ingest PATH --index &lt;here&gt;" in welcome_html([], index="<here>")
    assert 'data-question="What did &lt;Ferris&gt; say?"' in welcome_html([_ARTICLE], ["<Ferris>"])
    html = welcome_html([_ARTICLE])
    assert 'data-act="read" data-article="weir"' in html
    assert "Weir &lt;b&gt;gives&lt;/b&gt; way" in html


def test_a_list_of_no_articles_says_so() -> None:
    assert "No article matches." in article_list_html([])
