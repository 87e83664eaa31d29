from onrecord.model import Answer, AnswerSentence, Article, Attribution, Citation, Span, Speaker
from onrecord.web.markup.conversation import Turn
from onrecord.web.markup.said.attributed import attributed_html
from onrecord.web.markup.sources_panel import EMPTY_PANEL, article_html, opened_html, sources_html

_ARTICLE = Article(id="weir", title="<i>Weir</i>", text="Rain fell. Eleven people were hurt.", language="en")
_CITED = Citation.of(_ARTICLE, Span(start=11, end=35), 1)
_ANSWERED = Turn(
    question="How many?",
    answer=Answer(
        question="How many?",
        sentences=(AnswerSentence(text=_CITED.quote, citations=(_CITED,)),),
        abstained=False,
        writer="extractive",
    ),
)
_UNANSWERED = Turn(
    question="Soup?", answer=Answer(question="Soup?", sentences=(), abstained=True, writer="extractive", near=(_CITED,))
)


def test_the_panel_lists_the_sources_of_the_last_answer() -> None:
    html = sources_html((_UNANSWERED, _ANSWERED))
    assert "<h2>Sources</h2>" in html
    assert "[1]" in html
    assert "Eleven people were hurt." in html
    assert "&lt;i&gt;Weir&lt;/i&gt;" in html
    assert 'data-turn="1" data-n="1"' in html


def test_near_passages_are_not_called_sources() -> None:
    html = sources_html((_ANSWERED, _UNANSWERED))
    assert "<h2>Near passages</h2>" in html
    assert "[1]" not in html


def test_a_turn_without_evidence_leaves_the_panel_empty() -> None:
    assert sources_html(()) == EMPTY_PANEL
    assert sources_html((_ANSWERED, Turn(question="x", failure="broken"))) == EMPTY_PANEL


def test_a_source_opens_with_its_words_marked() -> None:
    html = opened_html((_ANSWERED,), 0, 1, "view-1")
    assert "Rain fell. <mark>Eleven people were hurt.</mark>" in html
    assert 'data-view="view-1"' in html
    assert 'lang="en"' in html
    assert "aria-current=true" in html


def test_evidence_that_does_not_exist_gives_the_list() -> None:
    for turn, n in ((0, 7), (5, 1), (-1, 1)):
        assert opened_html((_ANSWERED,), turn, n, "v") == sources_html((_ANSWERED,))
    assert opened_html((), 0, 1, "v") == EMPTY_PANEL


def test_an_article_read_for_itself_has_nothing_marked() -> None:
    html = article_html(_ARTICLE, "v")
    assert "<mark>" not in html
    assert "data-spans" not in html
    assert 'data-act="close"' in html


def test_the_other_citations_of_an_answer_are_paler() -> None:
    other = Citation.of(_ARTICLE, Span(start=0, end=10), 2)
    sentence = AnswerSentence(text="Both.", citations=(_CITED, other))
    answer = Answer(question="x", sentences=(sentence,), abstained=False, writer="extractive")
    html = opened_html((Turn(question="x", answer=answer),), 0, 1, "v", quiet=True)
    assert '<mark class="or-pale">Rain fell.</mark> <mark>Eleven people were hurt.</mark>' in html
    assert 'data-turn="0" data-n="1" data-quiet' in html


def test_who_said_what_is_marked_by_speaker() -> None:
    text = "“Rest,” <b>she</b> said. “Now,” he said."
    article = Article(id="a", text=text)
    quoted = [Span(start=text.index(words), end=text.index(words) + len(words)) for words in ("Rest,", "Now,")]
    she = Span(start=text.index("<b>"), end=text.index(" said"))
    varn = Attribution(
        content=(quoted[0],), kind="direct", source=she, speaker=Speaker(name="<Varn>"), confidence=0.944
    )
    html = attributed_html(article, [varn, Attribution(content=(quoted[1],), kind="direct")], "v", "1-5")
    told = "&lt;Varn&gt;, as “&lt;b&gt;she&lt;/b&gt;” (direct, 0.94 sure)"
    chosen = 'role="button" tabindex="0" data-act="who" data-n="0"'
    assert f'“<mark class="or-hue-0" {chosen} title="{told}">Rest,</mark>”' in html
    assert 'title="Unknown speaker (direct, 1.00 sure)">Now,</mark>' in html
    assert 'data-act="read" data-article="a" data-spans="1-5">Plain text' in html
    assert "<b>" not in html
    assert "Nobody is quoted." in attributed_html(article, [], "v")
