import hashlib
from datetime import date
from pathlib import Path

import pytest

from onrecord.answering.writing.streaming import Progress
from onrecord.archive import Archive
from onrecord.errors import IndexDamagedError
from onrecord.model import Answer, AnswerSentence, Article, Citation, Finding, Span
from onrecord.web.layout import footing
from onrecord.web.markup.conversation import Turn
from onrecord.web.markup.sources_panel import EMPTY_PANEL
from onrecord.web.speaker_names import is_proper, proper_names
from onrecord.web.tabs.identities import Identities
from onrecord.web.tabs.source import read_article
from onrecord.web.transcript import from_transcript, to_transcript

from .parts import chat, check, intake, library, quotes


def test_an_empty_question_changes_nothing(archive: Archive) -> None:
    assert [(turns, panel) for turns, _, panel in chat(archive).ask("  ", ())] == [((), None)]


def test_an_archive_without_articles_says_how_to_fill_it(archive: Archive) -> None:
    *_, (turns, html, panel) = chat(archive).ask("Anybody?", ())
    assert turns == (Turn(question="Anybody?", failure="No articles yet: add some in the Library, then ask again."),)
    assert "add some in the Library" in html
    assert "onrecord ingest PATH --index" in chat(archive).conversation(())
    assert panel == EMPTY_PANEL


def test_an_error_is_one_line_in_the_chat(samples: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise IndexDamagedError("the index <cannot> be read")

    monkeypatch.setattr(samples, "ask", refuse)
    *_, (turns, html, _) = chat(samples).ask("How?", ())
    assert turns[-1].failure == "the index <cannot> be read"
    assert "the index &lt;cannot&gt; be read" in html


def test_the_question_shows_before_its_answer(samples: Archive) -> None:
    (waiting, shown, panel), *_, (done, _, _) = chat(samples).ask("Why did the bridge at Brindle Cross fall?", ())
    assert waiting[-1] == Turn(question="Why did the bridge at Brindle Cross fall?")
    assert "Reading the articles…" in shown
    assert panel == EMPTY_PANEL
    assert done[-1].answer is not None


def test_the_sources_come_once_so_that_what_is_opened_stays_open(
    samples: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = samples.articles()[0]
    cited = tuple(Citation.of(article, Span(start=20 * n, end=20 * n + 9), n + 1) for n in range(3))
    sentences = tuple(AnswerSentence(text=c.quote, citations=(c,)) for c in cited)
    answer = Answer(question="How?", sentences=sentences, abstained=False, writer="extractive")
    monkeypatch.setattr(samples, "ask", lambda *_, **__: answer)
    shown = list(chat(samples).ask("How?", ()))
    assert [panel and panel.count("<mark") for _, _, panel in shown] == [0, 3, None, None]
    assert [panel and panel.count("or-pale") for _, _, panel in shown][1] == 2
    assert [html.count('class="or-sentence"') for _, html, _ in shown] == [0, 1, 2, 3]


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
    (_, waiting, _), (_, partly, panel), (turns, whole, sources) = chat(samples).ask("How?", ())
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
    assert sources.count("<mark>") == 1
    assert "go to the language model m:&lt;x&gt;" in footing(samples)


def test_a_question_that_broke_is_given_up(samples: Archive) -> None:
    turns, html = chat(samples).give_up((Turn(question="How?"),))
    assert turns[-1].failure is not None
    assert "Something went wrong" in html
    assert chat(samples).give_up(turns)[0] == turns


def test_what_the_page_sends_is_not_trusted(samples: Archive) -> None:
    tab = chat(samples)
    for sent in ({}, {"turn": "-1", "n": "1"}, {"turn": "x", "n": "²"}, {"turn": "0", "n": "1" * 30}):
        assert tab.open((), sent) == EMPTY_PANEL
        assert tab.back((), sent) == EMPTY_PANEL
    assert 'role="alert"' in read_article(samples, {"article": "<no such article>"})
    assert "<no such" not in read_article(samples, {"article": "<no such article>"})
    assert 'role="alert"' in read_article(samples, {})


def test_the_list_is_filtered_by_all_words(samples: Archive) -> None:
    tab = library(samples)
    assert tab.listing("").count("<li>") == tab.listing(None).count("<li>") == len(samples.articles())
    assert tab.listing("GAZETTE light keeper key").count("<li>") == 1
    assert "No article matches." in tab.listing("gazette zeppelin")
    assert "No article matches." in tab.listing("", "Newest", "Without a date")
    newest, oldest = (tab.listing("", order) for order in ("Newest", "Oldest"))
    assert newest.index("2031-12-01") < oldest.index("2031-12-01")


def test_the_footing_counts_and_tells_where_the_index_is(archive: Archive) -> None:
    assert footing(archive) == "<p>0 articles · Everything stays on this machine.</p>"
    archive.add([Article(text="Rain fell on Dunmere.")])
    assert footing(archive) == "<p>1 article · Everything stays on this machine.</p>"


def test_a_question_can_be_narrowed_and_a_bad_day_is_told(samples: Archive) -> None:
    *_, (turns, _, _) = chat(samples).ask("How many people died in the flood?", (), ("Ostrel Post", "", ""))
    answer = turns[-1].answer
    assert answer
    assert {each.article.publisher for each in [*answer.citations, *answer.near]} == {"Ostrel Post"}
    *_, (turns, _, _) = chat(samples).ask("How many people died?", (), (None, "March", None))
    assert turns[-1].failure == "'March' is not a day: write it as 2031-03-10"


def test_quotations_can_be_narrowed(samples: Archive) -> None:
    tab, every = quotes(samples), ("", None, True)
    everywhere = tab.quotes(None, "the budget", *every)
    there = tab.quotes(None, "the budget", *every, "Ostrel Post", "", "")
    assert 0 < there.count("<li") < everywhere.count("<li")
    assert "is not a day" in tab.quotes("Quill", None, *every, None, "yesterday", "")


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]


def test_what_is_dropped_is_told_file_by_file(archive: Archive, tmp_path: Path) -> None:
    good, bad = tmp_path / "weir.txt", tmp_path / "torn.pdf"
    good.write_text("The Tarn Weir gave way on Friday.", encoding="utf-8")
    bad.write_text("no PDF", encoding="utf-8")
    first, *_, last = intake(archive).files([str(good), str(bad)])
    assert "1 of 2: reading weir.txt" in first
    assert 'added</span> <a href="#article"' in last
    assert "torn.pdf: is not a readable PDF file" in last
    assert str(tmp_path) not in last
    assert [each.source for each in archive.articles()] == [f"dropped:{_digest(good)}/weir.txt"]
    *_, again = intake(archive).files([str(good)])
    assert "there already" in again
    assert len(archive.articles()) == 1


def test_a_pasted_text_and_an_address_that_is_none(archive: Archive) -> None:
    tab = intake(archive)
    told, done = tab.text("Rain fell on Dunmere.", "Rain", "The Dunmere Herald", "2033-04-02")
    assert done
    assert "added" in told
    assert archive.articles()[0].published == date(2033, 4, 2)
    assert not tab.text("Rain", "", "", "April")[1]
    assert not tab.text(" ", "", "", "")[1]
    assert not tab.address("dunmere")[1]


def test_an_article_is_described_removed_and_put_back(archive: Archive) -> None:
    archive.add([Article(id="rain", text="Rain fell on Dunmere.")])
    tab = library(archive)
    assert "1 without a date" in tab.listing("")
    assert not tab.describe("rain", "Post", "soon", "")[1]
    assert tab.describe("rain", " Pell <Post> ", "2033-04-02", "")[1]
    assert "Pell &lt;Post&gt;" in tab.listing("")
    article = archive.article("rain")
    told, removed = tab.remove("rain")
    assert 'data-act="undo"' in told
    assert "No articles yet" in tab.listing("")
    assert tab.put_back(removed)
    assert archive.add([Article(id="rain", text="Rain fell on Dunmere.")]).unchanged == ("rain",)
    assert archive.article("rain") == article
    assert tab.remove("no such")[1] is None


def test_a_quotation_is_checked_with_its_difference(archive: Archive) -> None:
    archive.add([Article(id="sea", text="“We will sail on Monday and not before,” Maud Ferris said.")])
    html, beside = check(archive).one("We will sail on Tuesday and not before", "Maud Ferris")
    assert ">altered</p>" in html
    assert "<del>Tuesday</del> <ins>Monday</ins>" in html
    assert 'data-copy="We will sail on Monday and not before' in html
    assert "data-quiet" in beside
    assert "<mark>We will sail" in beside
    assert check(archive).one(" ", None)[1] == EMPTY_PANEL


def test_a_draft_is_checked_faults_first(archive: Archive, tmp_path: Path) -> None:
    archive.add([Article(id="sea", text="“We will sail on Monday and not before,” Maud Ferris said.")])
    said = "“We will sail on Monday and not before,” said Maud Ferris."
    draft = f"{said}\n\n“We will sink <b>all</b> of the boats,” she said."
    html, result = check(archive).draft(draft, None)
    assert result is not None
    assert [each.check.verdict for each in result.quotes] == ["verbatim", "not_found"]
    assert html.index("2. not found") < html.index("1. verbatim")
    assert "&lt;b&gt;all&lt;/b&gt;" in html
    assert "<b>" not in html
    assert 'data-file="report.html"' in check(archive).report(result)
    assert 'data-file="corrections.docx"' in check(archive).corrections(result)
    assert check(archive).draft("", None)[1] is None
    html, result = check(archive).draft("", str(tmp_path / "gone.txt"))
    assert result is None
    assert "gone.txt" in html
    assert str(tmp_path) not in html


def test_a_conversation_comes_back_with_the_words_of_today(archive: Archive) -> None:
    text = "Eleven people were hurt. The mayor wept."
    archive.add([Article(id="weir", text=text)])
    cited = Citation.of(archive.article("weir"), Span(start=0, end=24), 1)
    answer = Answer(
        question="How many?",
        sentences=(AnswerSentence(text=cited.quote, citations=(cited,)),),
        abstained=False,
        writer="extractive",
    )
    turns = (Turn(question="How many?", answer=answer), Turn(question="Why?", failure="broken"), Turn(question="Now?"))
    kept = to_transcript(turns)
    assert from_transcript(archive, kept) == turns[:2]
    archive.add([Article(id="weir", text=text.replace("Eleven", "Twelve"))])
    changed, broken = from_transcript(archive, kept)
    assert changed.answer is None
    assert "has changed or is gone" in (changed.failure or "")
    assert broken == turns[1]
    for kept in ("", "{", "[1]", '[{"question": "x", "sentences": [{"text": "a", "cited": [{"n": 1}]}]}]'):
        assert from_transcript(archive, kept) == ()


def test_only_names_are_offered(archive: Archive) -> None:
    archive.add([Article(text="“We sail,” Maud Ferris said. “We rest,” Maud Ferris said. “No,” the police said.")])
    assert proper_names(archive) == ["Maud Ferris"]
    assert "What did Maud Ferris say?" in chat(archive).conversation(())
    assert not any(map(is_proper, ("the police", "We", "officials", "They")))


def test_one_speaker_under_two_names_is_stated_on_the_page(archive: Archive) -> None:
    archive.add(
        [
            Article(id="sea", text="“We will sail on Monday and not before,” Maud Ferris said."),
            Article(id="quay", text="“The quay is <b>ours</b> to mend,” said Hilde Vexley."),
        ]
    )
    shown, has_changed = Identities(archive).state("Maud Ferris", "Hilde Vexley", are_one=True)
    assert has_changed
    assert "Maud Ferris" in shown
    assert "(2)" in shown
    assert Identities(archive).state("Maud Ferris", "", are_one=True)[1] is False
    refused, has_changed = Identities(archive).state("<i>Nobody</i>", "Hilde Vexley", are_one=True)
    assert not has_changed
    assert "&lt;i&gt;" in refused
