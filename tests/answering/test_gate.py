"""The gate, by itself: what a model wrote against what it was given."""

import re
from datetime import date

import pytest
from hypothesis import given as over
from hypothesis import settings
from hypothesis import strategies as st

from onrecord.answering.grounding.gate import Gate, Grounded
from onrecord.answering.grounding.model_text import parse_model_text
from onrecord.answering.grounding.passage import NumberedPassage
from onrecord.embedding import Embedder
from onrecord.model import Article, Attribution, Span, Speaker

TEXT = (
    "Warden Hanna Brandt said on Monday that the breach at Ostby measured 40 metres. "
    "“We will not leave — not tonight,” she told the Tarn Echo. "
    "“The pumps can't cope with 1,200 litres.”\n\n"
    "Piet Sorrel, the harbour master, disagreed. “Nobody warned us,” Sorrel said. "
    "Nine people were hurt and 14 boats sank, according to the fire service."
)
ARTICLE = Article(id="ostby", text=TEXT, title="Breach at Ostby", publisher="Tarn Echo", published=date(2031, 3, 10))
OTHER = Article(id="cows", text="Ottilie Crab sold eleven cows at the Pell market. “I kept the brown one,” Crab said.")


def said(article: Article, words: str, speaker: str, source: str) -> Attribution:
    start = article.text.index(words)
    at = article.text.index(source)
    return Attribution(
        content=(Span(start=start, end=start + len(words)),),
        kind="direct",
        source=Span(start=at, end=at + len(source)),
        speaker=Speaker(name=speaker, aliases=(speaker.split()[-1],)),
    )


OSTBY = (
    said(ARTICLE, "We will not leave — not tonight,", "Hanna Brandt", "she"),
    said(ARTICLE, "The pumps can't cope with 1,200 litres.", "Hanna Brandt", "she"),
    said(ARTICLE, "Nobody warned us,", "Piet Sorrel", "Sorrel said"[:6]),
    said(ARTICLE, "the breach at Ostby measured 40 metres", "Hanna Brandt", "Warden Hanna Brandt"),
)
COWS = (said(OTHER, "I kept the brown one,", "Ottilie Crab", "Crab said"[:4]),)
PARAGRAPH = TEXT.index("Piet")


def passages() -> list[NumberedPassage]:
    return [
        NumberedPassage(1, ARTICLE, Span(start=0, end=PARAGRAPH - 2), OSTBY),
        NumberedPassage(2, ARTICLE, Span(start=PARAGRAPH, end=len(TEXT)), OSTBY),
        NumberedPassage(3, OTHER, Span(start=0, end=len(OTHER.text)), COWS),
    ]


def grounded(text: str, embedder: Embedder | None = None) -> list[Grounded]:
    return Gate(passages(), embedder.word_vectors if embedder else None).ground(parse_model_text(text))


def one(text: str) -> Grounded:
    (sentence,) = grounded(text)
    return sentence


def kinds(sentence: Grounded) -> list[str]:
    return [finding.kind for finding in sentence.findings]


@pytest.mark.parametrize(
    "text",
    [
        "The breach at Ostby measured 40 metres, Hanna Brandt said on Monday [1].",
        "According to warden Brandt, the breach measured 40 metres [1].",
        "Brandt said, “We will not leave — not tonight” [1].",
        "Nine people were hurt and 14 boats sank [2].",
        "9 people were hurt, the fire service said [2].",
        "The harbour master said “Nobody warned us” [2].",
        "“Nobody warned us,” said Piet Sorrel [2].",
        "The Tarn Echo reported that the breach measured 40 metres [1].",
        "On 10 March 2031, 14 boats sank [2].",
        "Ottilie Crab sold eleven cows, and nine people were hurt at Ostby [3][2].",
        "Hanna Brandt stated that the pumps cannot cope [1].",
    ],
)
def test_what_the_passages_hold_is_left_as_it_is(text: str) -> None:
    sentence = one(text)
    assert sentence.is_supported
    assert kinds(sentence) == []
    assert {given.n for given, _ in sentence.cited} == {int(n) for n in re.findall(r"\[(\d)\]", text)}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ('Brandt said "we will not leave - not tonight" [1].', "Brandt said “We will not leave — not tonight”."),
        ("Brandt said: «The pumps can’t cope with 1200 litres» [1].", "“The pumps can't cope with 1,200 litres”"),
        ("Brandt said, ‘we will not leave’ [1].", "Brandt said, “We will not leave”."),
        ('Brandt said "The pumps can\'t cope ... 1,200 litres" [1].', "“The pumps can't cope” ... “1,200 litres”"),
        ('Brandt said "We will [certainly] not leave" [1].', "“We will” [certainly] “not leave”"),
    ],
)
def test_a_quotation_gets_the_exact_words(text: str, shown: str) -> None:
    sentence = one(text)
    assert shown in sentence.text
    assert sentence.is_supported


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Brandt said, “We will not leave, certainly not tonight, my friends” [1].", "quotation_removed"),
        ("Piet Sorrel said, “We will not leave — not tonight” [1].", "wrong_speaker"),
        ("The fishermen said “Nobody warned us” [2].", "wrong_speaker"),
        ("Brandt said “Warden Hanna Brandt said on Monday” [1].", "quotation_unmarked"),
        ("The breach at Ostby measured 41 metres [1].", "wrong_number"),
        ("14 people were hurt and nine boats sank [2].", "wrong_number"),
        ("The breach at Ostby measured 40 metres on Tuesday [1].", "unknown_name"),
        ("Nine people were hurt in Quarnholm [2].", "unknown_name"),
        ("The breach did not measure 40 metres at Ostby [3].", "unsupported"),
        ("Ottilie Crab never sold eleven cows at the Pell market [3].", "reversed"),
        ("The council wants to build a swimming pool [1].", "unsupported"),
        ("Nine people were hurt and 14 boats sank [1].", "citation_moved"),
        ("Nine people were hurt and 14 boats sank [2][3].", "marker_removed"),
        ("Nine people were hurt and 14 boats sank [2][7].", "marker_removed"),
    ],
)
def test_what_they_do_not_hold_is_found(text: str, kind: str) -> None:
    sentence = one(text)
    assert sentence.is_left_out is (kind == "quotation_removed")
    assert kind in kinds(sentence)
    repaired = ("quotation_unmarked", "citation_moved", "marker_removed")
    assert sentence.is_supported is (kind in repaired)
    if kind == "citation_moved" or kind == "marker_removed":
        assert [given.n for given, _ in sentence.cited] == [2]


@pytest.mark.parametrize(
    "text",
    [
        "The answer to this question is:",
        "Sure, here is the answer: [1]",
        "Based on the provided passages, the answer is: [2]",
        "According to the articles:",
    ],
)
def test_what_only_leads_up_to_an_answer_is_not_shown(text: str) -> None:
    assert grounded(text) == []


def test_a_sentence_that_lost_its_quotation_is_left_out_whole() -> None:
    sentence = one(
        "Warden Hanna Brandt, known as “the queen of the weir”, said that the breach measured 40 metres [1]."
    )
    assert sentence.is_left_out
    assert "quotation" not in sentence.text
    assert not sentence.cited


def test_an_answer_may_begin_with_the_words_of_the_question() -> None:
    drafts = parse_model_text("The individual overseeing the local vessels is Piet Sorrel [2].")
    asked = "Which individual is overseeing the local vessels?"
    assert not Gate(passages()).ground(drafts)[0].is_supported
    assert Gate(passages(), question=asked).ground(drafts)[0].is_supported


def test_a_sentence_without_a_marker_gets_the_passage_that_holds_it() -> None:
    sentence = one("Nine people were hurt and 14 boats sank.")
    assert [given.n for given, _ in sentence.cited] == [2]
    assert kinds(sentence) == ["citation_moved"]


def test_the_place_is_the_sentence_and_not_the_whole_passage() -> None:
    ((given, span),) = one("Nine people were hurt [2].").cited
    assert span.of(given.article.text).startswith("Nine people were hurt")


def test_words_of_like_meaning_count(embedder: Embedder) -> None:
    (sentence,) = grounded("Nine persons were injured, and 14 ships sank [2].", embedder)
    assert sentence.is_supported


def test_code_is_left_alone_and_has_no_source() -> None:
    text = "Nine people were hurt [2].\n```\nboats[1] = 14\n```"
    prose, code = grounded(text)
    assert prose.is_supported
    assert "boats[1] = 14" in code.text
    assert not code.is_supported


@pytest.mark.parametrize(
    "text",
    [
        "Nine people were hurt [2] ![x](http://evil.example/a.png)",
        "Nine people were hurt [2]. [more](javascript:alert(1))",
        "Nine people were hurt <img src=x onerror=alert(1)> [2].",
        "Nine people were hurt &lt;a href='http://evil.example'&gt;here&lt;/a&gt; [2].",
        "Nine people were hurt https://evil.example/?q=secret [2].",
        "[1]: http://evil.example\nNine people were hurt [2].",
    ],
)
def test_nothing_that_a_page_could_load_stays(text: str) -> None:
    sentences = grounded(text)
    shown = " ".join(sentence.text for sentence in sentences)
    assert "Nine people were hurt" in shown
    assert not re.search(r"evil|javascript|<|!\[|\]\(", shown)
    assert "link_removed" in [kind for sentence in sentences for kind in kinds(sentence)]


MARKS = ["“", "”", '"', "'", "‘", "’", "«", "»", "''", "&quot;", "…", "```", "\n", "[", "]"]
MARKERS = ["[1]", "[2]", "[3]", "[9]", "【1】", "[1, 2]", "[^2]"]
WORDS = [
    "We will not leave",
    "Nobody warned us",
    "not tonight,” she told",
    "I kept the brown one",
    "I never",
    "40 metres",
]
OTHERS = [
    "40 metres",
    "said",
    "Hanna Brandt",
    "Sorrel",
    "nine people",
    "not",
    ".",
    "http://evil.example",
    "![a](b)",
    "<b>",
]
FRAGMENTS = st.sampled_from([*MARKS, *MARKERS, *WORDS, *OTHERS])
MODEL_TEXT = st.lists(FRAGMENTS | st.text(max_size=12), max_size=30).map(" ".join) | st.text(max_size=200)


@settings(max_examples=300, deadline=None)
@over(text=MODEL_TEXT)
def test_whatever_a_model_writes_every_quotation_is_its_source_and_no_marker_points_nowhere(text: str) -> None:
    every = {given.n: given for given in passages()}
    for sentence in grounded(text):
        quoted = re.findall(r"“([^“”]*)”", sentence.text)
        outside = re.sub(r"“[^“”]*”", "", sentence.text)
        assert all(any(words in given.text for given in every.values()) for words in quoted)
        assert not re.search("[\"“”„‟«»＂「」『』]|''", outside)
        assert not re.search(r"\[\s*\d+\s*\]|https?://", outside) or "```" in text
        for given, span in sentence.cited:
            assert given.n in every
            assert every[given.n].span.contains(span)
