from hypothesis import given
from hypothesis import strategies as st

from onrecord.words import content_words, stems, words


def test_numbers_and_names_are_words_and_possessives_are_not() -> None:
    assert words("Tarn’s 2.4-metre wall cost 1,250,000 crowns.") == [
        "tarn",
        "2.4",
        "metre",
        "wall",
        "cost",
        "1,250,000",
        "crowns",
    ]


def test_content_words_leave_out_what_every_question_has() -> None:
    assert content_words("Who was it that mended the mayor's wall?") == ["mended", "mayor", "wall"]
    assert content_words("Who was it?") == ["who", "was", "it"]


@given(st.text(max_size=40))
def test_content_words_are_words_of_the_text_each_once(text: str) -> None:
    found = content_words(text)
    assert len(found) == len(set(found))
    assert set(found) <= set(words(text))
    assert bool(found) == bool(words(text))


def test_stems_join_the_forms_of_a_word() -> None:
    assert len(set(stems(["flood", "floods", "flooded", "flooding"]))) == 1
