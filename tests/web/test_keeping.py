import json
import re
from collections.abc import Callable
from datetime import date
from html import unescape
from pathlib import Path

import pytest

from onrecord.archive import Archive
from onrecord.embedding import Embedder
from onrecord.errors import OnRecordError
from onrecord.model import Article, Attribution, Span, Speaker
from onrecord.web.conversation_files import conversation_file
from onrecord.web.followups import followups
from onrecord.web.markup.conversation import Turn, conversation_html
from onrecord.web.markup.credits import credit_buttons, style_choice
from onrecord.web.markup.plots import plot_html
from onrecord.web.markup.said.attributed import attributed_html, how_known
from onrecord.web.tabs.bulk import Bulk
from onrecord.web.tabs.corrections import SpeakerCorrections
from onrecord.web.tabs.source import spans_of

_SAMPLES = Path(__file__).parents[2] / "examples" / "articles"
_WEIR = Article(
    id="weir",
    title="The weir <gives> way",
    publisher="Pell Post",
    author="Ilse Marr",
    published=date(2033, 4, 2),
    url="https://pell.example/weir",
    text="Maud Ferris met the press. “It broke,” she said.",
)
_IT_BROKE = Attribution(
    content=(Span(start=28, end=37),),
    cue=Span(start=43, end=47),
    source=Span(start=39, end=42),
    speaker=Speaker(name="Maud Ferris"),
    kind="direct",
    confidence=0.91,
)


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Archive:
    archive = Archive.open(tmp_path_factory.mktemp("samples"), embedder=embedder)
    archive.ingest(sorted(_SAMPLES.glob("*.txt"))[:4])
    return archive


def attributes(html: str) -> dict[str, str]:
    return {name: unescape(value) for name, value in re.findall(r' (data-[\w-]+)="([^"]*)"', html)}


def test_a_copy_has_the_words_the_speaker_and_the_citation_in_each_style() -> None:
    held = attributes(credit_buttons(_WEIR, [Span(start=28, end=37)], "“It broke,”", "Maud Ferris"))
    assert held["data-copy"] == (
        "“It broke,” (Maud Ferris, in The weir <gives> way, Pell Post, 2 April 2033, https://pell.example/weir)"
    )
    assert held["data-spans"] == "28-37"
    assert held["data-cite-apa"].startswith("Marr, I. (2033, April 2). The weir <gives> way. Pell Post.")
    assert held["data-cite-chicago"].startswith("Marr, Ilse. “The weir <gives> way.” Pell Post, April 2, 2033.")
    assert "https://pell.example/weir" in held["data-cite-markdown"]
    assert re.findall(r'value="(\w+)"', style_choice()) == ["plain", "markdown", "apa", "chicago"]


def test_it_is_told_how_the_speaker_is_known() -> None:
    told = how_known(_WEIR, _IT_BROKE)
    assert "the article says “she”, which was read as Maud Ferris; the words that say so are “said”; 0.91 sure" in told
    html = attributed_html(_WEIR, [_IT_BROKE], "v")
    assert 'role="button" tabindex="0" data-act="who" data-n="0"' in html
    assert '<div data-who="0">' in html
    assert "<gives>" not in html


def test_who_said_a_quotation_is_corrected_on_the_page(archive: Archive) -> None:
    archive.add([_WEIR])
    desk, sent = SpeakerCorrections(archive, spans_of), {"article": "weir", "spans": "28-37"}
    shown, changed = desk.correct({**sent, "kind": "speaker", "speaker": " <Otto> Crab ", "note": "a <b>tape</b>"})
    assert changed
    assert "&lt;Otto&gt; Crab" in shown
    assert "Corrected by a person on" in shown
    assert "a &lt;b&gt;tape&lt;/b&gt;" in shown
    assert 'data-chosen="0"' in shown
    assert "Answers, quotations and checks follow it" in shown
    shown, changed = desk.correct({**sent, "kind": "not_said", "speaker": "is left alone"})
    assert changed
    assert "or-unsaid" in shown
    assert archive.attributions("weir") == []
    assert desk.withdraw(sent)[1]
    assert [each.correction for each in archive.attributions("weir")] == [None]
    for wrong in (
        {"kind": "speaker", "speaker": ""},
        {"kind": "made up"},
        {"kind": "nobody", "spans": "3-9999"},
        {"kind": "nobody", "article": "<gone>"},
    ):
        assert not desk.correct({**sent, **wrong})[1]
    assert not desk.withdraw(sent)[1]
    assert archive.corrector.of() == []


def test_a_conversation_is_saved_with_its_citations_whole(samples: Archive) -> None:
    asked = "Why did the bridge at Brindle Cross fall?"
    turn = Turn(question=f"{asked} <b>", answer=samples.ask(asked))
    assert turn.evidence
    markdown = attributes(conversation_file((turn,), "markdown"))["data-text"]
    html = attributes(conversation_file((turn,), "html"))["data-text"]
    for each in turn.evidence:
        assert each.article.publisher
        for text in (markdown, unescape(html)):
            assert each.article.publisher in text
            assert f"characters {each.start}–{each.end}" in text
        assert each.quote in unescape(html)
    assert "<b>" not in html
    assert conversation_file((), "html") == ""
    assert (
        "no model" in attributes(conversation_file((Turn(question="Why?", failure="no model"),), "html"))["data-text"]
    )


def test_every_question_that_is_offered_next_has_an_answer(samples: Archive) -> None:
    asked = "Why did the bridge at Brindle Cross fall?"
    turn = Turn(question=asked, answer=samples.ask(asked))
    offered = followups(samples, (turn,))
    assert offered
    assert all(not samples.ask(each).abstained for each in offered)
    later = Turn(question=offered[0], answer=turn.answer)
    assert offered[0] not in followups(samples, (turn, later))
    assert followups(samples, ()) == []
    shown = conversation_html((turn,), after=offered)
    assert f'data-act="submit" data-question="{offered[0]}"' in shown


def test_a_plot_says_the_same_as_its_table_and_what_it_leaves_out() -> None:
    days = [date(2033, 4, 2), date(2033, 4, 2), date(2033, 4, 12), date(2033, 4, 22), None]
    html = plot_html("Who spoke when", [("Maud <F>", each) for each in days], "quotation")
    assert re.findall(r"left:([\d.]+)%", html) == ["0.00", "50.00", "100.00"]
    assert re.findall(r"<td>(\d+)</td>", html) == ["2", "1", "1"]
    assert "Not drawn: 1 without a day." in html
    assert "<F>" not in html
    assert 'aria-hidden="true"' in html.partition("<table>")[0]


def test_nothing_is_drawn_of_a_single_day() -> None:
    assert plot_html("When", [("a", date(2033, 4, 2)), ("b", None)], "article") == ""
    many = [(f"name {number}", date(2033, 4, 1 + number)) for number in range(11)]
    assert "Not drawn: 3 names more." in plot_html("When", many, "article")


def test_many_articles_get_what_their_files_names_say(tmp_path: Path, embedder: Embedder) -> None:
    with Archive.open(tmp_path / "index", embedder=embedder) as archive:
        for name in ("pell-post_2033-04-02_weir.txt", "notes.txt"):
            (tmp_path / name).write_text(f"The weir of {name} broke.", encoding="utf-8")
        archive.ingest([tmp_path / "pell-post_2033-04-02_weir.txt", tmp_path / "notes.txt"])
        bulk = Bulk(archive, archive_articles(archive))
        shown = bulk.preview("{publisher}_{date}_{title}")
        assert "1 article would be described" in shown
        assert "pell post" in shown
        assert bulk.state(bulk.by_pattern(""))[1] == 1
        assert bulk.state(bulk.by_publisher(" The Desk "))[1] == 1
        found = {each.publisher: each.published for each in archive.articles()}
        assert found == {"pell post": date(2033, 4, 2), "The Desk": None}
        assert isinstance(bulk.by_pattern("{nothing}"), OnRecordError)
        assert bulk.state(bulk.by_publisher(" ")) == (
            '<p class="or-failure" role="alert">Name a publisher first.</p>',
            0,
        )


def archive_articles(archive: Archive) -> Callable[..., list[Article]]:
    return lambda *_: archive.articles()


def test_the_pages_own_files_are_small() -> None:
    static = Path(__file__).parents[2] / "src" / "onrecord" / "web" / "static"
    sizes = {file.name: file.stat().st_size for file in static.iterdir()}
    assert sum(sizes.values()) < 1_000_000, json.dumps(sizes)
    assert {"desk.js", "reader.js", "page.css"} <= set(sizes)
