import sqlite3
import unicodedata
from threading import Thread

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.language.words import content_words, stems, words

TOKENS = 'CREATE VIRTUAL TABLE found USING fts5(body, tokenize = "porter unicode61 remove_diacritics 2")'
_ENDINGS = """
    s es y ly ing ed er ers ment ness fully ation ations ational ization ise ize ized ive iveness ous ously able ably
    ability ible ibly al ally ity logy logies logical logist ism ists ance ence ent ently ful eed sses bly blies"""
_ROOTS = """
    flood harbour leak ward keep possess agree hop fall control relate create general electric appear assem visi credi
    techno ideo apo bio no tide sky boat die happ consign argu déba Ullén andré François Müll"""
ENDINGS = ["", *_ENDINGS.split()]
ROOTS = _ROOTS.split()


def indexed(body: str) -> list[str]:
    """The terms under which SQLite's full-text index holds a text, in the order of the text."""
    with sqlite3.connect(":memory:") as database:
        database.execute(TOKENS)
        database.execute("CREATE VIRTUAL TABLE terms USING fts5vocab(found, instance)")
        database.execute("INSERT INTO found VALUES (?)", [body])
        found = [term for (term,) in database.execute("SELECT term FROM terms ORDER BY offset")]
    database.close()
    return found


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


def test_an_apostrophe_within_a_name_stays() -> None:
    assert words("O’Dowd's and the wardens' eels") == ["o'dowd", "and", "the", "wardens", "eels"]


def test_content_words_leave_out_what_every_question_has() -> None:
    assert content_words("Who was it that mended the mayor's wall?") == ["mended", "mayor", "wall"]
    assert content_words("Who was it?") == ["who", "was", "it"]


@settings(deadline=None)
@given(st.text(max_size=40))
def test_content_words_are_words_of_the_text_each_once(text: str) -> None:
    found = content_words(text)
    assert len(found) == len(set(found))
    assert set(found) <= set(words(text))
    assert bool(found) == bool(words(text))


def test_stems_join_the_forms_of_a_word() -> None:
    assert len(set(stems(["flood", "floods", "flooded", "flooding"]))) == 1
    assert len(set(stems(["possible", "possibly"]))) == 1
    assert len(set(stems(["Ullén".lower(), "ullen"]))) == 1


def test_stems_are_those_of_the_full_text_index() -> None:
    every = [(root + ending).lower() for root in ROOTS for ending in ENDINGS]
    assert stems(every) == indexed(" ".join(every))


@settings(deadline=None)
@given(st.text(alphabet="abcdefghijklmnoprstuyéöñ", min_size=1, max_size=3), st.sampled_from([*ROOTS, "a", "us", "st"]))
def test_a_stem_is_what_the_full_text_index_has_whatever_precedes_a_root(start: str, root: str) -> None:
    word = unicodedata.normalize("NFC", start + root).lower()
    assert stems([word]) == indexed(word)


def test_every_thread_can_stem() -> None:
    found: list[list[str]] = []
    threads = [Thread(target=lambda: found.append(stems(["wardens", "sluices"] * 200))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [["warden", "sluic"] * 200] * 4


@pytest.mark.parametrize("word", ["", "s", "us", "2.4", "o'dowd", "日本", "été"])
def test_each_word_has_one_stem(word: str) -> None:
    assert len(stems([word])) == 1
