import pytest

from onrecord.answering.writing.streaming import Progress
from onrecord.archive import Archive
from onrecord.errors import IndexDamagedError
from onrecord.model import Answer, AnswerSentence, Article, Citation, Finding, Span
from onrecord.web.desk import Desk
from onrecord.web.markup.conversation import Turn
from onrecord.web.markup.sources_panel import EMPTY_PANEL


def test_an_empty_question_changes_nothing(archive: Archive) -> None:
    assert [(turns, panel) for turns, _, panel in Desk(archive).ask("  ", ())] == [((), None)]


def test_an_archive_without_articles_says_how_to_fill_it(archive: Archive) -> None:
    *_, (turns, html, panel) = Desk(archive).ask("Anybody?", ())
    assert turns == (Turn(question="Anybody?", failure="No articles yet: run onrecord ingest PATH, then ask again."),)
    assert "onrecord ingest PATH" in html
    assert panel == EMPTY_PANEL


def test_an_error_is_one_line_in_the_chat(samples: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise IndexDamagedError("the index <cannot> be read")

    monkeypatch.setattr(samples, "ask", refuse)
    *_, (turns, html, _) = Desk(samples).ask("How?", ())
    assert turns[-1].failure == "the index <cannot> be read"
    assert "the index &lt;cannot&gt; be read" in html


def test_the_question_shows_before_its_answer(samples: Archive) -> None:
    (waiting, shown, panel), *_, (done, _, _) = Desk(samples).ask("Why did the bridge at Brindle Cross fall?", ())
    assert waiting[-1] == Turn(question="Why did the bridge at Brindle Cross fall?")
    assert "Reading the articles…" in shown
    assert panel == EMPTY_PANEL
    assert done[-1].answer is not None


def test_the_sources_come_once_so_that_what_is_opened_stays_open(
    samples: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = samples.articles()[0]
    cited = tuple(Citation.of(article, Span(start=n, end=n + 9), n + 1) for n in range(3))
    sentences = tuple(AnswerSentence(text=c.quote, citations=(c,)) for c in cited)
    answer = Answer(question="How?", sentences=sentences, abstained=False, writer="extractive")
    monkeypatch.setattr(samples, "ask", lambda *_: answer)
    shown = list(Desk(samples).ask("How?", ()))
    assert [panel and panel.count('or-card"') for _, _, panel in shown] == [0, 3, None, None]
    assert [html.count("or-sentence") for _, html, _ in shown] == [0, 1, 2, 3]


def test_what_a_language_model_writes_shows_as_it_comes(samples: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    article = samples.articles()[0]
    cited = Citation.of(article, Span(start=0, end=9), 1)
    first = AnswerSentence(text="It fell.", citations=(cited,))
    second = AnswerSentence(text="It <b>rose</b>.", findings=(Finding(kind="reversed"),), is_supported=False)
    answer = Answer(
        question="How?", sentences=(first, second), abstained=False, writer="m:<x>", steps=("Read as: <i>",)
    )
    states = [Progress(sentences=(first,), pending="It <b>ro"), Progress(answer=answer)]
    monkeypatch.setattr(samples, "settings", samples.settings.model_copy(update={"llm": "m:<x>"}))
    monkeypatch.setattr(samples, "stream", lambda *_: iter(states))
    (_, waiting, _), (_, partly, panel), (turns, whole, sources) = Desk(samples).ask("How?", ())
    assert "Reading the articles…" in waiting
    assert "It fell." in partly
    assert "It &lt;b&gt;ro…" in partly
    assert panel is None
    assert turns[-1].answer == answer
    assert "It &lt;b&gt;rose&lt;/b&gt;." in whole
    assert "not supported by the articles" in whole
    assert "Read as: &lt;i&gt;" in whole
    assert "the sentence denies" in whole
    assert sources
    assert sources.count('or-card"') == 1
    assert "go to the language model m:&lt;x&gt;" in Desk(samples).footing()


def test_a_question_that_broke_is_given_up(samples: Archive) -> None:
    turns, html = Desk(samples).give_up((Turn(question="How?"),))
    assert turns[-1].failure is not None
    assert "Something went wrong" in html
    assert Desk(samples).give_up(turns)[0] == turns


def test_what_the_page_sends_is_not_trusted(samples: Archive) -> None:
    desk = Desk(samples)
    for sent in ({}, {"turn": "-1", "n": "1"}, {"turn": "x", "n": "²"}, {"turn": "0", "n": "1" * 30}):
        assert desk.open((), sent) == EMPTY_PANEL
        assert desk.back((), sent) == EMPTY_PANEL
    assert 'role="alert"' in desk.read({"article": "<no such article>"})
    assert "<no such" not in desk.read({"article": "<no such article>"})
    assert 'role="alert"' in desk.read({})


def test_the_list_is_filtered_by_all_words(samples: Archive) -> None:
    desk = Desk(samples)
    assert desk.listing("").count("<li>") == desk.listing(None).count("<li>") == len(samples.articles())
    assert desk.listing("GAZETTE keeper").count("<li>") == 1
    assert "No article matches." in desk.listing("gazette zeppelin")


def test_the_footing_counts_and_tells_where_the_index_is(archive: Archive) -> None:
    assert Desk(archive).footing() == "<p>0 articles · Everything stays on this machine.</p>"
    archive.add([Article(text="Rain fell on Dunmere.")])
    assert Desk(archive).footing() == "<p>1 article · Everything stays on this machine.</p>"
