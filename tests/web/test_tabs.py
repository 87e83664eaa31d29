import pytest

from onrecord.answering.writing.streaming import Progress
from onrecord.archive import Archive
from onrecord.errors import IndexDamagedError
from onrecord.model import Answer, AnswerSentence, Article, Citation, Finding, Span
from onrecord.web.app import footing
from onrecord.web.markup.conversation import Turn
from onrecord.web.markup.sources_panel import EMPTY_PANEL
from onrecord.web.tabs.article import read_article
from onrecord.web.tabs.chat import Chat
from onrecord.web.tabs.library import Library
from onrecord.web.tabs.quotes import Quotes


def test_an_empty_question_changes_nothing(archive: Archive) -> None:
    assert [(turns, panel) for turns, _, panel in Chat(archive).ask("  ", ())] == [((), None)]


def test_an_archive_without_articles_says_how_to_fill_it(archive: Archive) -> None:
    *_, (turns, html, panel) = Chat(archive).ask("Anybody?", ())
    assert turns == (Turn(question="Anybody?", failure="No articles yet: run onrecord ingest PATH, then ask again."),)
    assert "onrecord ingest PATH" in html
    assert panel == EMPTY_PANEL


def test_an_error_is_one_line_in_the_chat(samples: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise IndexDamagedError("the index <cannot> be read")

    monkeypatch.setattr(samples, "ask", refuse)
    *_, (turns, html, _) = Chat(samples).ask("How?", ())
    assert turns[-1].failure == "the index <cannot> be read"
    assert "the index &lt;cannot&gt; be read" in html


def test_the_question_shows_before_its_answer(samples: Archive) -> None:
    (waiting, shown, panel), *_, (done, _, _) = Chat(samples).ask("Why did the bridge at Brindle Cross fall?", ())
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
    monkeypatch.setattr(samples, "ask", lambda *_, **__: answer)
    shown = list(Chat(samples).ask("How?", ()))
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
    monkeypatch.setattr(samples, "stream", lambda *_, **__: iter(states))
    (_, waiting, _), (_, partly, panel), (turns, whole, sources) = Chat(samples).ask("How?", ())
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
    assert "go to the language model m:&lt;x&gt;" in footing(samples)


def test_a_question_that_broke_is_given_up(samples: Archive) -> None:
    turns, html = Chat(samples).give_up((Turn(question="How?"),))
    assert turns[-1].failure is not None
    assert "Something went wrong" in html
    assert Chat(samples).give_up(turns)[0] == turns


def test_what_the_page_sends_is_not_trusted(samples: Archive) -> None:
    chat = Chat(samples)
    for sent in ({}, {"turn": "-1", "n": "1"}, {"turn": "x", "n": "²"}, {"turn": "0", "n": "1" * 30}):
        assert chat.open((), sent) == EMPTY_PANEL
        assert chat.back((), sent) == EMPTY_PANEL
    assert 'role="alert"' in read_article(samples, {"article": "<no such article>"})
    assert "<no such" not in read_article(samples, {"article": "<no such article>"})
    assert 'role="alert"' in read_article(samples, {})


def test_the_list_is_filtered_by_all_words(samples: Archive) -> None:
    library = Library(samples)
    assert library.listing("").count("<li>") == library.listing(None).count("<li>") == len(samples.articles())
    assert library.listing("GAZETTE keeper").count("<li>") == 1
    assert "No article matches." in library.listing("gazette zeppelin")


def test_the_footing_counts_and_tells_where_the_index_is(archive: Archive) -> None:
    assert footing(archive) == "<p>0 articles · Everything stays on this machine.</p>"
    archive.add([Article(text="Rain fell on Dunmere.")])
    assert footing(archive) == "<p>1 article · Everything stays on this machine.</p>"


def test_a_question_can_be_narrowed_and_a_bad_day_is_told(samples: Archive) -> None:
    *_, (turns, _, _) = Chat(samples).ask("How many people died in the flood?", (), ("Ostrel Post", "", ""))
    answer = turns[-1].answer
    assert answer
    assert {each.article.publisher for each in [*answer.citations, *answer.near]} == {"Ostrel Post"}
    *_, (turns, _, _) = Chat(samples).ask("How many people died?", (), (None, "March", None))
    assert turns[-1].failure == "'March' is not a day: write it as 2031-03-10"


def test_quotations_can_be_narrowed(samples: Archive) -> None:
    quotes = Quotes(samples)
    everywhere, there = quotes.quotes(None, "the budget", ""), quotes.quotes(None, "the budget", "", "Ostrel Post")
    assert 0 < there.count("<li") < everywhere.count("<li")
    assert "is not a day" in quotes.quotes("Quill", None, "", None, "yesterday")
