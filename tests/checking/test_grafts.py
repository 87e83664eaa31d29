from collections.abc import Callable

import pytest

from onrecord.checking.check import check
from onrecord.model import Article, Attribution, QuoteCheck, Speaker
from onrecord.storage.ledger.ledger import Ledger

from .pumps import said

MABLE = Speaker(name="Mable Crann")
SPEECH = (
    "“The weir, which my father built, has stood forty winters. It will stand forty more,” Mable Crann said. “The"
    " barges can carry nine tonnes in summer and six in winter. We owe the lock keepers a great deal.”\n"
)


@pytest.fixture
def heard(write: Callable[[Article, list[Attribution]], Ledger]) -> Callable[[str], QuoteCheck]:
    whole = said(
        SPEECH,
        "The weir, which my father built, has stood forty winters. It will stand forty more,",
        "The barges can carry nine tonnes in summer and six in winter. We owe the lock keepers a great deal.",
        by=MABLE,
        source="Mable Crann",
    )
    ledger = write(Article(id="weir", text=SPEECH), [whole])
    return lambda quote: check(ledger, quote, "Mable Crann")


@pytest.mark.parametrize(
    "quote",
    [
        "The weir … has stood forty winters",
        "The weir … has stood forty winters. It will stand forty more",
        "has stood forty winters … It will stand",
        "The barges can carry nine tonnes in summer … We owe the lock keepers a great deal",
    ],
)
def test_whole_sentences_and_words_of_one_are_an_ellipsis_s_to_drop(
    heard: Callable[[str], QuoteCheck], quote: str
) -> None:
    assert heard(quote).verdict in {"verbatim", "altered"}
    assert "belong apart" not in heard(quote).explanation


@pytest.mark.parametrize(
    ("quote", "between"),
    [
        ("The weir … will stand forty more", "which my father built, has stood forty winters. It"),
        ("The barges can carry nine tonnes … in winter", "in summer and six"),
        ("The barges can carry … the lock keepers a great deal", "nine tonnes in summer and six in winter. We owe"),
        ("The barges can carry … we owe the lock keepers", "nine tonnes in summer and six in winter"),
    ],
)
def test_half_a_sentence_with_half_of_another_is_a_change(
    heard: Callable[[str], QuoteCheck], quote: str, between: str
) -> None:
    result = heard(quote)
    assert result.verdict == "altered"
    assert "belong apart" in result.explanation
    assert between in result.explanation
