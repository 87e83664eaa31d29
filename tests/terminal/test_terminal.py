import io
import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import (
    Answer,
    AnswerSentence,
    Article,
    ArticleList,
    AttributedArticle,
    Attribution,
    Citation,
    Finding,
    Health,
    IngestReport,
    KnownSpeaker,
    Occurrence,
    Quotation,
    QuotationList,
    Span,
    Speaker,
    SpeakerList,
)
from onrecord.stint import Reached
from onrecord.terminal import Terminal, byline, in_writing, one_line, progress, progress_bar, safe

ARTICLE = Article(
    id="crows",
    text="Nobody slept.\nForty crows sat on the bell tower of Tarn, [bold]said[/bold] Ilse Varn :smile:.",
    title="Crows over [red]Tarn[/red]",
    publisher="Tarn Echo",
    published=date(2031, 5, 4),
)
FIRST = Citation.of(ARTICLE, Span(start=0, end=13), 1)
SECOND = Citation.of(ARTICLE, Span(start=14, end=len(ARTICLE.text)), 2)


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


def shown(result: object) -> str:
    file = io.StringIO()
    Terminal(file).show(result)
    return "\n".join(line.rstrip() for line in file.getvalue().splitlines())


def test_an_answer_is_its_sentences_then_the_numbered_sources() -> None:
    answer = Answer(
        question="?",
        sentences=(
            AnswerSentence(text=FIRST.quote, citations=(FIRST,)),
            AnswerSentence(text=SECOND.quote, citations=(FIRST, SECOND)),
        ),
        abstained=False,
        writer="extractive",
    )
    assert shown(answer) == (
        "Nobody slept. [1]\n"
        "Forty crows sat on the bell tower of Tarn, [bold]said[/bold] Ilse Varn :smile:. [1][2]\n"
        "\n"
        "Sources\n"
        "[1] Crows over [red]Tarn[/red] · Tarn Echo · 4 May 2031\n"
        "    Nobody slept.\n"
        "[2] Crows over [red]Tarn[/red] · Tarn Echo · 4 May 2031\n"
        "    Forty crows sat on the bell tower of Tarn, [bold]said[/bold] Ilse Varn :smile:."
    )


def test_words_of_ours_are_italic_even_when_they_are_cited() -> None:
    file = Screen()
    cited = AnswerSentence(text="Nobody slept.", citations=(FIRST,))
    ours = AnswerSentence(text="The articles differ.", citations=(FIRST, SECOND), is_ours=True)
    Terminal(file).show(Answer(question="?", sentences=(cited, ours), abstained=False, writer="extractive"))
    printed = file.getvalue()
    assert "\x1b[3mThe articles differ." in printed
    assert "\x1b[3mNobody slept." not in printed


def test_what_the_gate_did_is_told_below_the_answer() -> None:
    moved, wrong = Finding(kind="citation_moved"), Finding(kind="wrong_number", about="41")
    answer = Answer(
        question="?",
        sentences=(
            AnswerSentence(text="Nobody slept.", citations=(FIRST,), findings=(moved,)),
            AnswerSentence(text="There were 41.", findings=(wrong,), is_supported=False),
        ),
        abstained=False,
        writer="openai:scripted",
        steps=("Read as: How many crows?",),
        dropped=(AnswerSentence(text="The moon fell.", findings=(wrong,), is_supported=False),),
    )
    assert shown(answer).splitlines()[:7] == [
        "Nobody slept. [1]",
        "There were 41. (not supported by the articles)",
        "",
        "Read as: How many crows?",
        "the citation was moved to the passage that supports the sentence",
        "a number or date is not in the cited passages (×2)",
        "a sentence that the articles do not support was left out",
    ]
    assert "moon" not in shown(answer)


def test_an_abstention_says_so_and_names_what_is_near() -> None:
    remark = AnswerSentence(text="The articles do not answer this.")
    answer = Answer(question="?", sentences=(remark,), abstained=True, writer="extractive", near=(FIRST,))
    assert shown(answer) == (
        "The articles do not answer this.\n"
        "\n"
        "Not an answer, but near:\n"
        "[1] Crows over [red]Tarn[/red] · Tarn Echo · 4 May 2031\n"
        "    Nobody slept."
    )


def test_an_article_is_its_facts_then_its_text() -> None:
    assert shown(ARTICLE) == (f"Crows over [red]Tarn[/red]\nTarn Echo · 2031-05-04\n\n{ARTICLE.text}")


def test_a_list_of_articles_is_a_table_with_one_line_for_each() -> None:
    nameless = Article(id="rain", text="Rain.")
    lines = shown(ArticleList((ARTICLE, nameless))).splitlines()
    assert lines[0].split() == ["Title", "Published", "Publisher", "ID"]
    assert re.split(r"\s{2,}", lines[1]) == ["Crows over [red]Tarn[/red]", "2031-05-04", "Tarn Echo", "crows"]
    assert [line.split() for line in lines[2:]] == [["rain"]]
    assert shown(ArticleList((nameless,))).splitlines()[0].split() == ["Title", "ID"]


COUNT = """No [b]crow[/b] slept, Ilse Varn said.

"We counted," she said, "forty."
Rain was feared; they "left at once"."""
VARN = Speaker(name="Ilse Varn", aliases=("Varn",))


def place(words: str, within: str = COUNT) -> Span:
    start = within.index(words)
    return Span(start=start, end=start + len(words))


COUNTED = AttributedArticle(
    article=Article(id="count", text=COUNT, title="The count"),
    attributions=(
        Attribution(
            content=(place("No [b]crow[/b] slept"),),
            kind="indirect",
            cue=place("said"),
            source=place("Ilse Varn"),
            speaker=VARN,
            confidence=0.914,
        ),
        Attribution(
            content=(place("We counted,"), place("forty.")),
            kind="direct",
            cue=place("said,"),
            source=place("she"),
            speaker=VARN,
        ),
        Attribution(content=(place("Rain"),), kind="indirect", cue=place("feared"), confidence=0.5),
        Attribution(content=(place('they "left at once"'),), kind="mixed", confidence=0.456),
    ),
)


def test_attributions_are_numbered_in_the_margin_and_listed_with_their_words() -> None:
    assert shown(COUNTED) == (
        "The count\n"
        "\n"
        "The numbers in the margin are those of the list below the text.\n"
        "\n"
        "  1 │ No [b]crow[/b] slept, Ilse Varn said.\n"
        "    │\n"
        '  2 │ "We counted," she said, "forty."\n'
        '3–4 │ Rain was feared; they "left at once".\n'
        "\n"
        "Attributions\n"
        "1 indirect · Ilse Varn · source: Ilse Varn · cue: said · 0.91\n"
        "    No [b]crow[/b] slept\n"
        "2 direct · Ilse Varn · source: she · cue: said, · 1.00\n"
        "    We counted,\n"
        "    forty.\n"
        "3 indirect · unknown speaker · cue: feared · 0.50\n"
        "    Rain\n"
        "4 mixed · unknown speaker · 0.46\n"
        '    they "left at once"'
    )


def test_a_terminal_shows_what_was_said_by_kind_with_cue_and_source(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    terminal = Screen()
    Terminal(terminal).show(COUNTED)
    legend, marked = terminal.getvalue().partition("margin")[2].split("\n")[1:4:2]
    styles = {name: style for style, name in re.findall(r"\x1b\[([\d;]+)m(\w+)\x1b\[0m", legend)}
    assert list(styles) == ["direct", "mixed", "indirect", "cue", "source"]
    assert len(set(styles.values())) == 5
    found = re.findall(r"\x1b\[([1-9][\d;]*)m([^\x1b]+)", marked)
    assert found[1:] == [
        (styles["indirect"], "No [b]crow[/b] slept"),
        (styles["source"], "Ilse Varn"),
        (styles["cue"], "said"),
    ]


def test_a_terminal_wraps_a_long_line_beside_its_margin(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.setenv("TERM", "xterm")
    text = "crow " * 40
    said = Attribution(content=(Span(start=0, end=4),), kind="indirect")
    terminal = Screen()
    Terminal(terminal).show(AttributedArticle(article=Article(text=text), attributions=(said,)))
    lines = [line for line in re.sub(r"\x1b\[[\d;]*m", "", terminal.getvalue()).splitlines() if "│" in line]
    assert max(map(len, lines)) <= 40
    assert [line.partition("│")[0] for line in lines] == ["1 ", *["  "] * (len(lines) - 1)]
    assert "".join(line.partition("│")[2] for line in lines).split() == text.split()


def test_an_article_in_which_nobody_says_anything_says_so() -> None:
    assert shown(AttributedArticle(article=ARTICLE, attributions=())).endswith("\n\nNo attributions")


@given(text=st.text(min_size=1), cut=st.data())
def test_marks_take_nothing_from_the_text_and_add_nothing_to_it(text: str, cut: st.DataObject) -> None:
    start = cut.draw(st.integers(0, len(text) - 1))
    said = Attribution(content=(Span(start=start, end=cut.draw(st.integers(start + 1, len(text)))),), kind="direct")
    marked = AttributedArticle(article=Article(id="a", text=text), attributions=(said,))
    file = io.StringIO()
    Terminal(file).show(marked)
    lines = file.getvalue().partition("below the text.\n\n")[2].split("\n\nAttributions\n")[0].split("\n")
    assert [line.partition("│")[2].split() for line in lines] == [line.split() for line in safe(text).split("\n")]
    assert [line[0] for line in lines].index("1") == safe(text[:start]).count("\n")


def test_speakers_are_a_table_that_ends_with_those_nobody_knows() -> None:
    file = io.StringIO()
    known = KnownSpeaker(name="Ilse [b]Varn", aliases=("Ms. Varn", "Varn\x1b[1m"), attributions=1200, articles=3)
    Terminal(file).show(SpeakerList((known, KnownSpeaker(name="the ringers", attributions=1, articles=1)), 2))
    lines = [re.split(r"\s{2,}", line.strip()) for line in file.getvalue().splitlines()]
    assert lines == [
        ["Attributions", "Articles", "Speaker", "Also called"],
        ["1,200", "3", "Ilse [b]Varn", "Ms. Varn, Varn[1m"],
        ["1", "1", "the ringers"],
        ["unknown speaker: 2 attributions"],
    ]


def test_a_quotation_is_who_said_it_the_words_and_where_they_stand() -> None:
    text = "“Rest\x1b[1m,” [b]he[/b] said. “Now.” He asked for tea."
    article = Article(id="a", text=text, title="T[i]", publisher="P", published=date(2033, 1, 9))
    direct = Attribution(
        content=(Span(start=1, end=10), Span(start=29, end=33)),
        kind="direct",
        source=Span(start=12, end=21),
        speaker=Speaker(name="Otto [b]Brisk"),
    )
    indirect = Attribution(content=(Span(start=38, end=51),), kind="indirect")
    place = Occurrence(article=article, attribution=direct)
    first = Quotation(
        article=article, attribution=direct, sentence=Span(start=0, end=34), places=(place,), versions=(place,)
    )
    second = Quotation(article=article, attribution=indirect, sentence=Span(start=38, end=51))
    file = io.StringIO()
    Terminal(file).show(QuotationList((first, second)))
    assert [line.rstrip() for line in file.getvalue().splitlines()] == [
        "Otto [b]Brisk · as “[b]he[/b]” · direct",
        "    “Rest[1m,” … “Now.”",
        "    “Rest[1m,” [b]he[/b] said. “Now.”",
        "    T[i] · P · 9 January 2033",
        "    also in T[i] · P · 9 January 2033",
        "    elsewhere: “Rest[1m,” … “Now.” T[i] · P · 9 January 2033",
        "",
        "unknown speaker · indirect",
        f"    {text[38:51]}",
        "    T[i] · P · 9 January 2033",
    ]


def test_no_quotations_is_said_so() -> None:
    file = io.StringIO()
    Terminal(file).show(QuotationList(()))
    assert file.getvalue() == "No quotations.\n"


def test_an_ingest_report_is_counts() -> None:
    assert shown(IngestReport(added=("a", "b"), unchanged=("c",))) == "2 added, 0 updated, 1 unchanged, 0 failed"


@pytest.mark.parametrize(("problems", "ending"), [((), "All is well."), (("the model is gone",), "the model is gone")])
def test_health_ends_with_the_verdict(problems: tuple[str, ...], ending: str) -> None:
    health = Health(
        index="i", articles=1, passages=2, pending=0, embedding_model="m", problems=problems, versions={"torch": "2.13"}
    )
    assert shown(health).endswith(ending)
    assert re.search(r"^torch +2\.13$", shown(health), re.M)


def test_what_has_no_form_is_refused() -> None:
    with pytest.raises(TypeError, match="cannot be shown"):
        shown(object())


def test_a_pipe_gets_long_lines_whole_and_a_terminal_gets_them_wrapped() -> None:
    long = Article(text="crow " * 3000)
    assert max(map(len, shown(long).splitlines())) > 14_000
    terminal = Screen()
    Terminal(terminal).show(long)
    assert max(map(len, terminal.getvalue().splitlines())) < 1_000


def test_a_terminal_control_sequence_in_an_article_does_not_reach_the_terminal() -> None:
    hostile = "\x1b[2J\x1b]0;owned\x07Rain\x9b31m\r\x08.\u202eniar"
    article = Article(id="x\x1b[1m", text=hostile, title=hostile, publisher=hostile, author=hostile, url=hostile)
    citation = Citation.of(article, Span(start=0, end=len(hostile)), 1)
    sentence = AnswerSentence(text=hostile, citations=(citation,))
    whole = Span(start=0, end=len(hostile))
    said = Attribution(content=(whole,), kind="mixed", cue=whole, source=whole, speaker=Speaker(name=hostile))
    for result in (
        article,
        ArticleList((article,)),
        AttributedArticle(article=article, attributions=(said,)),
        Answer(question="?", sentences=(sentence,), abstained=False, writer="extractive"),
        Answer(question="?", sentences=(), abstained=True, writer="extractive", near=(citation,)),
    ):
        assert not set(shown(result)) & set("\x1b\x07\x08\x9b\r\u202e")


@given(st.text())
def test_safe_words_hold_no_control_character_and_lose_nothing_else(words: str) -> None:
    kept = [
        c
        for c in words
        if c in "\n\t" or (c.isprintable() or not re.match(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", c))
    ]
    assert safe(words) == "".join(kept)
    assert len(one_line(words).splitlines()) <= 1


def test_a_byline_without_facts_is_the_id() -> None:
    assert byline(Article(id="rain", text="Rain.")) == "rain"


@pytest.mark.parametrize("total", [2, None])
def test_the_progress_bar_counts_on_a_terminal(total: int | None) -> None:
    terminal = Screen()
    with progress_bar(terminal, total) as bar:
        bar.advance("[bold]crows[/bold]")
        bar.advance("rain")
    assert "2/2" in terminal.getvalue() or total is None
    assert "/s" in terminal.getvalue()


def test_an_answer_in_work_shows_on_a_terminal_and_nowhere_else() -> None:
    terminal, pipe = Screen(), io.StringIO()
    for file in (terminal, pipe):
        with in_writing(file) as show:
            show("Nobody slept. [1]", "Forty\x1b[2J crows")
    assert "Nobody slept. [1]" in terminal.getvalue()
    assert "Forty[2J crows" in terminal.getvalue()
    assert pipe.getvalue() == ""


def test_the_progress_bar_tells_how_far_a_long_source_is() -> None:
    terminal = Screen()
    with progress_bar(terminal, 2) as bar:
        bar.tell(Reached(source="crows\x1b[2J.txt", stage="embedding", done=1_512, total=3_000))
    assert "crows[2J.txt: embedding, 1,512 of 3,000" in terminal.getvalue()


def test_the_progress_bar_says_nothing_elsewhere_of_what_is_short(monkeypatch: pytest.MonkeyPatch) -> None:
    file, reached = io.StringIO(), Reached(source="crows.txt", stage="cutting", done=1, total=3)
    with progress_bar(file, 2) as bar:
        bar.advance("crows")
        bar.tell(reached)
        assert file.getvalue() == ""
        monkeypatch.setattr(progress, "EVERY", 0.0)
        bar.tell(reached)
    assert file.getvalue() == "crows.txt: cutting, 1 of 3\n"
