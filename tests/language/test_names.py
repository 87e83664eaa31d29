from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from onrecord.attribution.coreference.entities import Entities
from onrecord.language.lexicon.first_names import gender_of, is_first_name, same_first_name
from onrecord.language.names.mentions import Mention, mentions_in
from onrecord.language.names.tokens import tokens_of

NEWS = st.text(alphabet="ABeo rst.,’'\"“”\nMr-1(", max_size=80)


def mentions(text: str) -> list[Mention]:
    """The names found in `text`."""
    return mentions_in(text, tokens_of(text))


@pytest.mark.parametrize(
    ("text", "name", "title", "gender"),
    [
        ("US Secretary of State Mike Orr met them.", "Mike Orr", "US Secretary of State", "m"),
        ("Later, Sen. Ines Adler (D-Vt.) left.", "Ines Adler", "Sen.", "f"),
        ("Then Mrs. Quandt left.", "Quandt", "Mrs.", "f"),
        ("It was Prime Minister Theresa May who left.", "Theresa May", "Prime Minister", "f"),
        ("They met Mustafa al-Rahim there.", "Mustafa al-Rahim", "", "m"),
        ("They met J.T. Orr, 45, there.", "J.T. Orr", "", None),
        ("“Go,” said spokeswoman Tamsin Quill.", "Tamsin Quill", "", "f"),
        ("They met Robert C. “Bobby” Stott there.", "Robert C. Stott", "", "m"),
    ],
)
def test_people_are_found_with_title_and_gender(text: str, name: str, title: str, gender: str | None) -> None:
    person = next(mention for mention in mentions(text) if mention.kind == "person")
    assert (person.name, person.title, person.gender) == (name, title, gender)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The Department of Fisheries met.", "body"),
        ("The Clinton Foundation met.", "body"),
        ("The FSO met.", "body"),
        ("They went to Norway.", "place"),
        ("They asked the Republicans.", "people"),
        ("They like the Labor Day parade.", "name"),
    ],
)
def test_what_is_no_person_is_not_taken_for_one(text: str, kind: str) -> None:
    assert [mention.kind for mention in mentions(text)] == [kind]


def test_a_sentences_first_word_is_no_part_of_a_name() -> None:
    assert [m.name for m in mentions("But Ines Adler left. Using Bob Orr helped.")] == ["Ines Adler", "Bob Orr"]


def test_headlines_name_only_those_that_the_article_names() -> None:
    text = "Ines Adler Was Headed For Trouble\n\nAdler left the Port Council on Monday."
    assert [(c.name, c.count) for c in Entities(text).characters if c.kind == "person"] == [("Ines Adler", 2)]


def test_surnames_titles_and_nicknames_belong_to_the_full_name() -> None:
    text = "Sen. Robert “Bobby” Stott spoke. Stott left. Mr. Stott came back. Bobby Stott won."
    (stott,) = [c for c in Entities(text).characters if c.kind == "person"]
    assert stott.count == 4
    assert {"Stott", "Mr. Stott", "Bobby Stott"} <= set(stott.aliases)


def test_an_acronym_is_the_body_whose_initials_it_is() -> None:
    text = "The Baltic Fisheries Board met. The BFB said no."
    assert [c.name for c in Entities(text).characters if c.kind == "body"] == ["Baltic Fisheries Board"]


def test_a_pronoun_tells_the_gender_of_an_unknown_first_name() -> None:
    text = "Wexa Torlin, a welder, spoke. She left. Brux Dalm, a baker, spoke. He left."
    assert {c.name: c.gender for c in Entities(text).characters} == {"Wexa Torlin": "f", "Brux Dalm": "m"}


def test_a_son_is_not_his_father() -> None:
    text = "Donald Orr spoke. Donald Orr Jr. spoke too."
    assert [c.name for c in Entities(text).characters] == ["Donald Orr", "Donald Orr Jr."]


@pytest.mark.parametrize(("word", "gender"), [("Ines", "f"), ("Jean-Marc", None), ("Bob", "m"), ("Zzyx", None)])
def test_first_names_go_with_a_gender(word: str, gender: str | None) -> None:
    assert gender_of(word) == gender


def test_short_forms_are_the_same_first_name() -> None:
    assert same_first_name("Bill", "William")
    assert same_first_name("J.", "Jane")
    assert not same_first_name("Bill", "Hillary")
    assert is_first_name("Anne-Marie")


@given(NEWS)
def test_mentions_lie_in_order_inside_the_text(text: str) -> None:
    at = 0
    for mention in mentions(text):
        assert at <= mention.whole.start <= mention.span.start < mention.span.end <= len(text)
        at = mention.span.end


@given(NEWS)
@example("A's.")
def test_tokens_are_the_words_of_the_text(text: str) -> None:
    tokens = tokens_of(text)
    assert all(text[token.start : token.end] == token.text for token in tokens)
    assert all(one.end <= other.start for one, other in pairwise(tokens))
