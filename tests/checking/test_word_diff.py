from hypothesis import given
from hypothesis import strategies as st

from onrecord.checking.word_diff import align, changes, describe_steps
from onrecord.language.wording import Wording

VOCABULARY = ["the", "wall", "cannot", "hold", "12", "or", "13", "Brandt", "not"]
WORDS = st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=12).map(" ".join)


@given(quote=WORDS, article=WORDS)
def test_a_difference_goes_through_both_texts_from_end_to_end(quote: str, article: str) -> None:
    mine, theirs = Wording.of(quote), Wording.of(article)
    steps = align(mine.forms, theirs.forms)
    found = list(changes(mine, theirs, range(len(theirs.words)), steps))
    assert " ".join(c.quote for c in found if c.quote) == quote
    assert " ".join(c.article for c in found if c.article) == article
    assert all((c.op == "equal") <= (c.quote == c.article) for c in found)
    assert all(bool(c.quote) == (c.op != "delete") and bool(c.article) == (c.op != "insert") for c in found)


@given(quote=WORDS)
def test_the_same_words_have_no_difference(quote: str) -> None:
    words = Wording.of(quote)
    assert describe_steps(words, words, range(len(words.words)), align(words.forms, words.forms)) == []


def test_the_gravest_change_is_told_first() -> None:
    quote, article = Wording.of("the tall wall can hold 13 tonnes"), Wording.of("the old wall cannot hold 12 tonnes")
    told = describe_steps(quote, article, range(len(article.words)), align(quote.forms, article.forms))
    assert told == [
        "has “can” for “cannot”, so a negation is lost",
        "changes the number “12” to “13”",
        "has “tall” for “old”",
    ]
