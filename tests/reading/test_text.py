import hashlib
import unicodedata
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import ReadError
from onrecord.reading.text import clean, decode, encoding_of, one_line, slug, stream_encoding

WORDS = "“Café owners don’t agree,” said Zoë Müller. It cost £30 — naïve!"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_any_encoding_gives_the_same_words(encoding: str) -> None:
    assert decode(WORDS.encode(encoding)).removeprefix("\ufeff") == WORDS


@pytest.mark.parametrize(
    ("encoding", "words"),
    [
        ("latin-1", "Le maire a déclaré que l'été serait beau à Brévane."),
        ("cp1251", "Мэр города заявил, что новый мост будет построен в следующем году."),
        ("shift_jis", "市長は新しい橋が来年建設されると述べた。これは重要な発表である。"),
        ("cp1256", "قال رئيس البلدية إن الجسر الجديد سيبنى العام المقبل"),
    ],
)
def test_encodings_of_before_unicode(encoding: str, words: str) -> None:
    assert decode(words.encode(encoding)) == words


def test_a_declared_encoding_is_used_and_a_wrong_one_is_not() -> None:
    assert decode("Příliš žluťoučký".encode("iso8859_2"), declared="iso-8859-2") == "Příliš žluťoučký"
    assert decode(WORDS.encode(), declared="no-such-code") == WORDS
    assert decode("Zoë".encode("cp1252"), declared="utf-8") == "Zoë"


@pytest.mark.parametrize(
    "data", [bytes(range(256)) * 4, b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0", b"MZ\0\0\x01\0\0\0\0" * 20]
)
def test_a_binary_file_is_refused(data: bytes) -> None:
    with pytest.raises(ReadError, match="binary"):
        encoding_of(data)


def test_bytes_in_no_known_encoding_are_refused() -> None:
    noise = b"".join(hashlib.sha256(bytes([n])).digest() for n in range(120)).replace(b"\0", b"\1")
    with pytest.raises(ReadError, match="cannot be decoded"):
        decode(noise)


def test_damage_is_repaired_and_marks_stay_as_they_are() -> None:
    assert clean("â€œWe wonâ€™t wait,â€\x9d she said in the cafÃ©.") == "“We won’t wait,” she said in the café."
    assert clean('It\'s "straight" & ½ of Ｗｉｄｅ &amp; <b>') == 'It\'s "straight" & ½ of Ｗｉｄｅ &amp; <b>'
    assert clean("“curled” ‘marks’ «guillemets» … — –") == "“curled” ‘marks’ «guillemets» … — –"


def test_spaces_line_ends_and_invisible_marks() -> None:
    assert clean("a\u00a0b\u202fc\u2003d\te") == "a b c d e"
    assert clean("one\r\ntwo\rthree\u2028four\u2029five") == "one\ntwo\nthree\nfour\n\nfive"
    assert clean("har\u00adbour mas\u200bter\ufeff \u202ereversed\u202c") == "harbour master reversed"
    assert clean("har\u00ad\nbour") == "harbour"
    assert clean("bell\x07 and\x00 nul") == "bell and nul"


def test_joiners_stay_where_the_script_needs_them() -> None:
    assert clean("می\u200cخواهم") == "می\u200cخواهم"
    assert clean("👩\u200d🚀 flew") == "👩\u200d🚀 flew"
    assert clean("har\u200dbour \u200c") == "harbour"


def test_lone_surrogates_do_not_survive() -> None:
    clean("broken \ud83d half").encode("utf-8")


@given(st.text(max_size=200))
def test_canonical_text_holds_nothing_invisible_or_odd(text: str) -> None:
    cleaned = clean(text)
    assert unicodedata.is_normalized("NFC", cleaned)
    assert cleaned == cleaned.strip()
    for c in cleaned:
        assert c in "\n \u200c\u200d" or unicodedata.category(c) not in {"Cc", "Zs", "Zl", "Zp", "Cs"}
    assert not set(cleaned) & set("\u00ad\u200b\ufeff\u2060\u202e\r\t")


@given(st.text(alphabet=st.characters(min_codepoint=33, max_codepoint=126), max_size=80))
def test_plain_text_is_left_alone(text: str) -> None:
    assert clean(text) == text


@given(st.binary(max_size=300))
def test_bytes_are_decoded_or_refused_and_nothing_else(data: bytes) -> None:
    with suppress(ReadError):
        assert isinstance(clean(decode(data)), str)


def test_a_stream_is_examined_to_its_end_and_wound_back(tmp_path: Path) -> None:
    path = tmp_path / "late.txt"
    path.write_bytes(b"plain words\n" * 100_000 + "Zoë was naïve\n".encode("cp1252") * 3)
    with path.open("rb") as stream:
        assert stream_encoding(stream) == "cp1252"
        assert stream.tell() == 0


def test_one_line() -> None:
    assert one_line("  Two\n lines\u00a0here ") == "Two lines here"
    assert one_line(" \n") is None
    assert one_line(None) is None


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("ember-bay_2031-04-02_harbour.v2", "ember-bay_2031-04-02_harbour.v2"),
        ("Événement à Brévane!", "Evenement-a-Brevane"),
        ("a / b // c", "a-b-c"),
        ("市長の 橋", "市長の-橋"),
    ],
)
def test_slug(name: str, expected: str) -> None:
    assert slug(name) == expected


@given(st.text(max_size=300))
def test_a_slug_is_short_and_safe_in_a_path(name: str) -> None:
    assert len(slug(name)) <= 96
    assert not set(slug(name)) & set("/\\ \n#?")


def test_ligatures_are_their_letters() -> None:
    assert clean("The oﬃcer’s ﬁle, ﬂooded oﬀ the coaﬅ") == "The officer’s file, flooded off the coast"


def test_a_zero_byte_here_and_there_makes_no_binary_file() -> None:
    page = f"{'The harbour is open. ' * 60}\0{'The café is closed. ' * 60}".encode()
    assert encoding_of(page) == "utf-8"
    with pytest.raises(ReadError, match="binary"):
        encoding_of(page[:1300] + b"\0\0\0")
    with pytest.raises(ReadError, match="binary"):
        encoding_of(b"\x89PNG\xff" * 300 + b"\0")
