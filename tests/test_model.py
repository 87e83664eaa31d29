from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import QuoteIntegrityError
from onrecord.model import (
    Answer,
    AnswerSentence,
    Article,
    Attribution,
    Citation,
    Occurrence,
    Quotation,
    Span,
    covering,
)

texts = st.text(min_size=1, max_size=60)


@st.composite
def places(draw: st.DrawFn) -> tuple[str, int, int]:
    text = draw(texts)
    start = draw(st.integers(0, len(text) - 1))
    return text, start, draw(st.integers(start + 1, len(text)))


@given(places())
def test_a_citation_holds_the_exact_words(place: tuple[str, int, int]) -> None:
    text, start, end = place
    article = Article(id="a", text=text)
    cited = Citation.of(article, Span(start=start, end=end), 1)
    assert cited.quote == text[start:end] == cited.span.of(text)
    assert Citation(n=1, article=article, start=start, end=end, quote=text[start:end]) == cited


@given(places(), texts)
def test_a_citation_refuses_any_other_words(place: tuple[str, int, int], quote: str) -> None:
    text, start, end = place
    article = Article(id="a", text=text)
    if quote == text[start:end]:
        quote += "x"
    with pytest.raises(QuoteIntegrityError, match=r"article a does not say these words"):
        Citation(n=1, article=article, start=start, end=end, quote=quote)


@given(texts, st.integers(-80, 80), st.integers(-80, 80))
def test_a_citation_refuses_any_place_outside_the_text(text: str, start: int, end: int) -> None:
    if 0 <= start < end <= len(text):
        end = len(text) + 1
    with pytest.raises(QuoteIntegrityError):
        Citation(n=1, article=Article(id="a", text=text), start=start, end=end, quote=text[start:end])


@given(st.integers(-3, 9), st.integers(-3, 9))
def test_a_span_never_runs_backwards_or_starts_before_the_text(start: int, end: int) -> None:
    if 0 <= start <= end:
        assert len(Span(start=start, end=end)) == end - start
    else:
        with pytest.raises(ValueError, match="not a span"):
            Span(start=start, end=end)


spans = st.tuples(st.integers(0, 9), st.integers(0, 9)).map(lambda p: Span(start=min(p), end=max(p)))


@given(spans, spans)
def test_spans_overlap_and_contain_as_sets_of_places_do(one: Span, other: Span) -> None:
    here, there = set(range(one.start, one.end)), set(range(other.start, other.end))
    assert one.overlaps(other) == other.overlaps(one)
    if here and there:
        assert one.overlaps(other) == bool(here & there)
        assert one.contains(other) == (there <= here)


@given(st.lists(spans, min_size=1))
def test_covering_is_the_smallest_span_over_all(several: list[Span]) -> None:
    whole = covering(several)
    assert all(whole.contains(each) for each in several)
    assert {whole.start, whole.end} <= {s.start for s in several} | {s.end for s in several}


def test_an_article_is_named_by_its_source_and_known_by_what_it_shows() -> None:
    first = Article(text="It rained in Ostrel.", source="a.txt")
    again = Article(text="It snowed in Ostrel.", source="a.txt")
    assert first.id == again.id
    assert first.sha256 != again.sha256
    assert Article(text="It rained in Ostrel.", published=date(2031, 1, 2)).sha256 != first.sha256
    assert Article(text="It rained in Ostrel.", source="b.txt").sha256 == first.sha256
    assert len(Article(text="It rained in Ostrel.").id) == 12


def test_articles_are_the_same_only_when_all_they_show_is() -> None:
    shown = [
        Article(text="a"),
        Article(text="a", title=""),
        Article(text="a", title="b"),
        Article(text="a", publisher="b"),
        Article(text="a\0b"),
        Article(text="a", title="\0b"),
        Article(text="a\0", title="b"),
    ]
    assert len({article.sha256 for article in shown}) == len(shown)


def test_half_a_surrogate_pair_is_text_like_any_other() -> None:
    halves = Article(text="rain \ud83c\udf27", source="\udcff.txt")
    assert halves.sha256 != Article(text="rain 🌧", source="\udcff.txt").sha256
    assert halves.id != Article(text="rain", source="\udcfe.txt").id


def test_an_answer_shows_each_citation_once_and_in_order() -> None:
    article = Article(id="a", text="The gate held. The wall did not.")
    gate, wall = (Citation.of(article, Span(start=s, end=e), n) for n, (s, e) in enumerate([(0, 14), (15, 32)], 1))
    told = (
        AnswerSentence(text="The wall did not.", citations=(wall, gate)),
        AnswerSentence(text="The gate held.", citations=(gate,)),
    )
    answer = Answer(question="What held?", sentences=told, abstained=False, writer="extractive")
    assert answer.text == "The wall did not. [2] [1] The gate held. [1]"
    assert answer.citations == (gate, wall)


@given(places(), st.integers(-80, 80), st.integers(-80, 80))
def test_a_quotation_refuses_any_place_outside_the_text(place: tuple[str, int, int], start: int, end: int) -> None:
    text, inside, after = place
    article, good = Article(id="a", text=text), Span(start=inside, end=after)
    said = Attribution(content=(good,), kind="direct", cue=good, source=good)
    found = Quotation(article=article, attribution=said, sentence=good)
    assert (
        found.words == (found.sentence_words,) == (found.cue_words,) == (found.source_words,) == (text[inside:after],)
    )
    if 0 <= start < end <= len(text) or not 0 <= start <= end:
        return
    bad = Span(start=start, end=end)
    for wrong in (
        Attribution(content=(good, bad), kind="direct"),
        Attribution(content=(good,), kind="direct", cue=bad),
        Attribution(content=(good,), kind="direct", source=bad),
        Attribution(content=(), kind="direct"),
    ):
        with pytest.raises(QuoteIntegrityError, match="has no words"):
            Occurrence(article=article, attribution=wrong)
    with pytest.raises(QuoteIntegrityError, match="article a has no words"):
        Quotation(article=article, attribution=said, sentence=bad)
