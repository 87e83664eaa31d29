import json
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.exporting.plain_values import to_json, without_text
from onrecord.model import (
    Answer,
    AnswerSentence,
    Article,
    AttributedArticle,
    Attribution,
    Citation,
    Finding,
    Health,
    Hit,
    IngestReport,
    KnownSpeaker,
    Occurrence,
    Passage,
    Quotation,
    Span,
    Speaker,
    Unreadable,
)

ARTICLE = Article(
    id="crows",
    text='Nobody slept. "We counted 40 crows," Ilse Varn said.',
    title="Crows over Tarn",
    publisher="Tarn Echo",
    author="P. Quist",
    published=date(2031, 5, 4),
    url="http://tarn.example/crows",
    language="en",
    source="/files/crows.txt",
)
CITATION = Citation.of(ARTICLE, Span(start=14, end=52), 1)


def test_an_answer_has_the_shape_of_the_contract() -> None:
    answer = Answer(
        question="How many crows?",
        sentences=(AnswerSentence(text=CITATION.quote, citations=(CITATION,)),),
        abstained=False,
        writer="extractive",
        confidence=0.9,
    )
    assert to_json(answer) == {
        "question": "How many crows?",
        "answer": '"We counted 40 crows," Ilse Varn said. [1]',
        "abstained": False,
        "writer": "extractive",
        "citations": [
            {
                "n": 1,
                "article_id": "crows",
                "title": "Crows over Tarn",
                "publisher": "Tarn Echo",
                "published": "2031-05-04",
                "url": "http://tarn.example/crows",
                "start": 14,
                "end": 52,
                "quote": '"We counted 40 crows," Ilse Varn said.',
            }
        ],
    }


def test_an_answer_tells_where_its_sources_disagree() -> None:
    ours = AnswerSentence(text="The articles give different figures.", citations=(CITATION,), is_ours=True)
    plain = AnswerSentence(text=CITATION.quote, citations=(CITATION,))
    answer = Answer(question="?", sentences=(plain, ours), abstained=False, writer="extractive")
    assert to_json(answer)["disagreement"] == "The articles give different figures. [1]"
    assert to_json(answer)["answer"].endswith("The articles give different figures. [1]")


def test_an_answer_tells_what_the_gate_did() -> None:
    wrong = Finding(kind="wrong_number", about="41")
    answer = Answer(
        question="How many crows?",
        sentences=(
            AnswerSentence(text="There were 40.", citations=(CITATION,)),
            AnswerSentence(text="There were 41.", findings=(wrong,), is_supported=False),
        ),
        abstained=False,
        writer="openai:scripted",
        steps=("Read as: How many?",),
    )
    shown = to_json(answer)
    assert shown["answer"] == "There were 40. [1] There were 41. (not supported by the articles)"
    assert [citation["n"] for citation in shown["citations"]] == [1]
    assert shown["steps"] == ["Read as: How many?"]
    assert shown["gate"] == [
        {
            "sentence": "There were 41.",
            "supported": False,
            "shown": True,
            "findings": [
                {"kind": "wrong_number", "about": "41", "note": "a number or date is not in the cited passages"}
            ],
        }
    ]


def test_an_ingest_report_has_the_shape_of_the_contract() -> None:
    report = IngestReport(added=("a", "b"), unchanged=("c",), failed=(Unreadable(source="x.bin", error="is binary"),))
    assert to_json(report) == {
        "added": ["a", "b"],
        "updated": [],
        "unchanged": ["c"],
        "failed": [{"source": "x.bin", "error": "is binary"}],
    }


def test_an_article_has_every_field() -> None:
    assert to_json(ARTICLE) == {
        "id": "crows",
        "title": "Crows over Tarn",
        "publisher": "Tarn Echo",
        "author": "P. Quist",
        "published": "2031-05-04",
        "url": "http://tarn.example/crows",
        "language": "en",
        "source": "/files/crows.txt",
        "sha256": ARTICLE.sha256,
        "text": ARTICLE.text,
    }


def test_what_an_article_does_not_state_is_null() -> None:
    bare = to_json(Article(text="Rain."))
    unstated = ("title", "publisher", "author", "published", "url", "language", "source")
    assert all(bare[name] is None for name in unstated)


def test_a_hit_names_its_article_without_the_text() -> None:
    passage = Passage(id="7", article_id="crows", start=0, end=13, text="Nobody slept.")
    hit = Hit(passage=passage, article=ARTICLE, score=np.float32(0.5), rank=1)  # type: ignore[arg-type]
    assert to_json([hit]) == [
        {
            "rank": 1,
            "score": 0.5,
            "passage": {"id": "7", "article_id": "crows", "start": 0, "end": 13, "text": "Nobody slept."},
            "article": without_text(ARTICLE),
        }
    ]
    json.dumps(to_json(hit))


SAID = Attribution(
    content=(Span(start=15, end=34),),
    kind="direct",
    cue=Span(start=47, end=51),
    source=Span(start=37, end=46),
    speaker=Speaker(name="Ilse Varn", aliases=("Varn",)),
    confidence=0.75,
)


def test_an_article_with_its_attributions_has_their_words() -> None:
    shown = to_json(AttributedArticle(article=ARTICLE, attributions=(SAID,)))
    assert shown.pop("attributions") == [
        {
            "kind": "direct",
            "speaker": "Ilse Varn",
            "source": "Ilse Varn",
            "cue": "said",
            "content": [{"start": 15, "end": 34, "text": "We counted 40 crows"}],
            "confidence": 0.75,
        }
    ]
    assert shown == to_json(ARTICLE)


def test_what_an_attribution_does_not_have_is_null() -> None:
    unsaid = Attribution(content=(Span(start=0, end=13),), kind="indirect")
    (shown,) = to_json(AttributedArticle(article=ARTICLE, attributions=(unsaid,)))["attributions"]
    assert (shown["speaker"], shown["source"], shown["cue"]) == (None, None, None)


def test_an_attribution_without_its_article_has_places() -> None:
    assert to_json(SAID) == {
        "content": [{"start": 15, "end": 34}],
        "kind": "direct",
        "cue": {"start": 47, "end": 51},
        "source": {"start": 37, "end": 46},
        "speaker": {"name": "Ilse Varn", "aliases": ["Varn"]},
        "confidence": 0.75,
    }


def test_a_quotation_is_an_attribution_with_its_article_and_what_else_is_known() -> None:
    text = "“Rest,” he said. “Now.” Nobody did."
    article = Article(
        id="a", text=text, title="T", publisher="P", published=date(2033, 1, 9), url="https://p.example/a"
    )
    said = Attribution(
        content=(Span(start=1, end=6), Span(start=18, end=22)),
        kind="direct",
        cue=Span(start=11, end=15),
        source=Span(start=8, end=10),
        speaker=Speaker(name="Otto Brisk"),
        confidence=0.5,
    )
    place = Occurrence(article=article, attribution=said)
    found = Quotation(article=article, attribution=said, sentence=Span(start=0, end=23), score=0.25, places=(place,))
    shape = {
        "speaker": "Otto Brisk",
        "source": "he",
        "cue": "said",
        "kind": "direct",
        "content": [{"start": 1, "end": 6, "text": "Rest,"}, {"start": 18, "end": 22, "text": "Now."}],
        "article_id": "a",
        "title": "T",
        "publisher": "P",
        "published": "2033-01-09",
        "confidence": 0.5,
        "url": "https://p.example/a",
    }
    assert to_json(place) == shape
    assert to_json([found]) == [
        shape
        | {
            "sentence": {"start": 0, "end": 23, "text": "“Rest,” he said. “Now.”"},
            "score": 0.25,
            "also_in": [shape],
            "versions": [],
        }
    ]


def test_a_speaker_of_the_archive_has_names_and_counts() -> None:
    known = KnownSpeaker(name="Ilse Varn", aliases=("Varn",), attributions=7, articles=2)
    assert to_json([known]) == [{"name": "Ilse Varn", "aliases": ["Varn"], "attributions": 7, "articles": 2}]


def test_a_result_of_no_shape_of_its_own_becomes_its_fields() -> None:
    health = Health(
        index="i", articles=1, passages=2, pending=0, embedding_model="m", problems=("p",), versions={"torch": "2"}
    )
    assert to_json(health) == {
        "index": "i",
        "articles": 1,
        "passages": 2,
        "pending": 0,
        "embedding_model": "m",
        "problems": ["p"],
        "versions": {"torch": "2"},
        "readings": {},
    }


@pytest.mark.parametrize("thing", [object(), Article, b"bytes", {1, 2}, np.zeros(2)])
def test_what_is_no_result_is_refused(thing: object) -> None:
    with pytest.raises(TypeError, match="not a result"):
        to_json(thing)


@given(text=st.text(min_size=1), title=st.none() | st.text(), day=st.none() | st.dates(), cut=st.data())
def test_json_carries_the_exact_words(text: str, title: str | None, day: date | None, cut: st.DataObject) -> None:
    article = Article(text=text, title=title, published=day)
    start = cut.draw(st.integers(0, len(text) - 1))
    end = cut.draw(st.integers(start + 1, len(text)))
    shown = to_json([article, Citation.of(article, Span(start=start, end=end), 1)])
    read_article, read_citation = json.loads(json.dumps(shown))
    assert [read_article, read_citation] == shown
    assert read_citation["quote"] == read_article["text"][start:end]
    assert read_article["published"] == (day and day.isoformat())
