from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from onrecord.embedding import Embedder
from onrecord.ingesting.chunking import PASSAGE_TOKENS, chunk
from onrecord.model import Article
from onrecord.storage.records import CutPassage

texts = st.lists(
    st.sampled_from(
        [
            "He said. ",
            "“We ",
            "wait,” ",
            "\n\n",
            "\n",
            " ",
            "東京都の知事は言った。",
            "👩‍👧‍👦",
            "e\u0301\u0300",
            "\u200b",
            "Mr. ",
        ]
    )
    | st.text(max_size=12)
    | st.builds(lambda piece, times: piece * times, st.text(min_size=1, max_size=3), st.integers(1, 400)),
    max_size=20,
).map("".join)


def passages_of(article: Article, embedder: Embedder) -> list[CutPassage]:
    """Cut an article, and hold the cutter to all it promises."""
    limit = embedder.token_limit
    passages = chunk(article, embedder.count_tokens, limit)
    end = 0
    for passage in passages:
        assert passage.sentences[0].start == passage.span.start
        assert passage.sentences[-1].end == passage.span.end
        for sentence in passage.sentences:
            assert end <= sentence.start < sentence.end
            assert not article.text[end : sentence.start].strip()
            words = sentence.span.of(article.text)
            assert words == words.strip()
            assert embedder.count_tokens([words])[0] <= limit or len(words) == 1
            end = sentence.end
    assert not article.text[end:].strip()
    return passages


@settings(max_examples=60, deadline=None)
@given(texts)
@example("\u200b")
@example("")
@example(" \n ")
def test_passages_cover_any_text_once_and_within_the_limit(embedder: Embedder, text: str) -> None:
    passages_of(Article(id="a", text=text), embedder)


@pytest.mark.parametrize(
    "text",
    [
        "a" * 20_000,
        "東" * 3_000,
        "👩‍👧‍👦" * 4_000,
        "e\u0301" * 4_000,
        "tide and " * 2_000,
        "“" * 4_000,
        "x " * 3_000,
        "@" * 3_000,
    ],
    ids=["word", "cjk", "emoji", "combining", "no stop", "marks", "letters", "signs"],
)
def test_one_enormous_sentence_is_cut_to_what_the_model_reads(embedder: Embedder, text: str) -> None:
    passages = passages_of(Article(id="a", text=text), embedder)
    assert len(passages) > 2
    assert max(len(passage.span) for passage in passages) <= 20 * (embedder.token_limit + 1)


def test_a_sentence_is_cut_between_words(embedder: Embedder) -> None:
    text = "harbour " * 1_000
    for passage in passages_of(Article(id="a", text=text), embedder):
        assert set(passage.span.of(text).split()) == {"harbour"}


def test_short_sentences_share_a_passage_and_stay_whole(embedder: Embedder) -> None:
    text = "\n\n".join(f"The gate at lock {n} was shut before the tide. Nobody was told." for n in range(40))
    passages = passages_of(Article(id="a", text=text, title="Gates", published=date(2031, 3, 1)), embedder)
    sizes = [sum(embedder.count_tokens([s.span.of(text) for s in p.sentences])) for p in passages]
    assert max(sizes) <= PASSAGE_TOKENS
    assert min(sizes[:-1]) > PASSAGE_TOKENS / 2
    assert all(s.span.of(text).endswith(".") for p in passages for s in p.sentences)


def test_what_is_not_prose_is_marked(embedder: Embedder) -> None:
    prose = "The harbour wall at Marrowick gave way on Monday night after three days of rain and wind."
    text = f"{prose}\n\nRead More: Harbour wall to be mended\n\n{prose}"
    roles = [
        (s.span.of(text)[:9], s.role) for p in passages_of(Article(id="a", text=text), embedder) for s in p.sentences
    ]
    assert ("Read More", "related") in roles
    assert [role for words, role in roles if words == "The harbo"] == ["prose", "prose"]
