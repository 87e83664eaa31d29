import csv
import gzip
import io
import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import ReadError
from onrecord.model import Article, Unreadable
from onrecord.reading import read
from onrecord.reading.formats.tables import BadRow, Row, read_table
from onrecord.settings import Settings


def rows(tmp_path: Path, name: str, data: bytes | str, limit: int = 10**7) -> tuple[Path, list[Article | Unreadable]]:
    path = tmp_path / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path, list(read([path], Settings(max_source_bytes=limit)))


def only_article(found: list[Article | Unreadable]) -> Article:
    (article,) = found
    assert isinstance(article, Article)
    return article


RECORD = {
    "id": "eb-1",
    "headline": "Harbour reopens",
    "body": "The council voted.\r\nIt was close.",
    "outlet": "The Courier",
    "byline": ["Mara Quill", "Bo Tarn"],
    "pubdate": "22 April 2031",
    "link": "https://courier.example/a",
    "lang": "en",
}


@pytest.mark.parametrize("name", ["t.jsonl", "t.ndjson", "t.jsonl.gz", "t.json", "t.json.gz"])
def test_json_rows(tmp_path: Path, name: str) -> None:
    data = json.dumps([RECORD] if ".json." in name + "." else RECORD).encode()
    path, found = rows(tmp_path, name, gzip.compress(data) if name.endswith(".gz") else data)
    assert found == [
        Article(
            id="eb-1",
            title="Harbour reopens",
            text="The council voted.\nIt was close.",
            publisher="The Courier",
            author="Mara Quill, Bo Tarn",
            published=date(2031, 4, 22),
            url="https://courier.example/a",
            language="en",
            source=f"{path}#eb-1",
        )
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_csv_rows(tmp_path: Path, delimiter: str, encoding: str) -> None:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerow(["Title", "Content", "Source"])
    writer.writerow(["Harbour, reopens; again", "“We waited,”\nsaid Zoë Vale, who “runs it”.", "The Courier"])
    path, found = rows(tmp_path, "t.csv", out.getvalue().encode(encoding))
    article = only_article(found)
    assert article.title == "Harbour, reopens; again"
    assert article.text == "“We waited,”\nsaid Zoë Vale, who “runs it”."
    assert article.publisher == "The Courier"
    assert article.id == "t-1"
    assert article.source == f"{path}#1"


def test_a_long_article_fits_in_a_cell(tmp_path: Path) -> None:
    _, found = rows(tmp_path, "t.csv", 'text\n"' + "word " * 60_000 + '"\n')
    assert len(only_article(found).text) == 299_999


def test_bad_rows_are_named_and_the_others_go_on(tmp_path: Path) -> None:
    lines = ['{"text": "One."}', '{"text": ', "[1]", "", '{"text": "  "}', '{"title": "no text"}', '{"text": "Seven."}']
    path, found = rows(tmp_path, "t.jsonl", "\n".join(lines))
    assert [f.text for f in found if isinstance(f, Article)] == ["One.", "Seven."]
    assert [f for f in found if isinstance(f, Unreadable)] == [
        Unreadable(source=f"{path}#2", error="row 2 is not valid JSON"),
        Unreadable(source=f"{path}#3", error="row 3 is not a JSON object"),
        Unreadable(source=f"{path}#5", error="row 5 has no text"),
        Unreadable(source=f"{path}#6", error="row 6 has no text"),
    ]


def test_bad_csv_rows(tmp_path: Path) -> None:
    path, found = rows(
        tmp_path, "t.csv", 'id,text\na,One.\nb\nc,Two,words\nd,Four.\ne,"Five" and a half\nf,"never closed\n'
    )
    assert [f.text for f in found if isinstance(f, Article)] == ["One.", "Four."]
    errors = {f.source: f.error for f in found if isinstance(f, Unreadable)}
    assert errors[f"{path}#2"] == "row 2 has 1 cells where the header has 2"
    assert errors[f"{path}#3"] == "row 3 has 3 cells where the header has 2"
    assert "row 5 is not valid CSV" in errors[f"{path}#5"]
    assert "row 6 is not valid CSV" in errors[f"{path}#6"]


@pytest.mark.parametrize(
    ("name", "data"),
    [("t.csv", "id,title\n1,x\n"), ("t.jsonl", '{"title": "x"}\n{"title": "y"}'), ("t.json", '[{"a": 1}]')],
)
def test_no_text_column(tmp_path: Path, name: str, data: bytes | str) -> None:
    path, found = rows(tmp_path, name, data)
    assert found == [Unreadable(source=str(path), error="has no text column: name one text, body or content")]


@pytest.mark.parametrize(
    ("name", "data", "error"),
    [
        ("t.json", "{", "is not valid JSON"),
        ("t.json", '{"name": "one"}', "holds no list"),
        ("t.json", "[" * 100_000, "is not valid JSON"),
        ("t.csv", "text\n", "is empty"),
        ("t.jsonl", "\n\n", "is empty"),
        ("t.jsonl.gz", b"not gzip at all", "gzip"),
        ("t.jsonl.gz", gzip.compress(b'{"text": "one"}\n' * 90_000)[:400], "gzip"),
        ("t.csv", b"\x00\x01\x02\x00" * 50, "binary"),
    ],
)
def test_a_table_that_cannot_be_read(tmp_path: Path, name: str, data: bytes | str, error: str) -> None:
    path, found = rows(tmp_path, name, data)
    assert isinstance(found[-1], Unreadable)
    assert found[-1].source == str(path)
    assert error in found[-1].error


def test_the_limit_is_that_of_a_row_and_the_others_go_on(tmp_path: Path) -> None:
    big = json.dumps({"text": "word " * 400})
    path, found = rows(tmp_path, "t.jsonl", f'{{"text": "One."}}\n{big}\n{{"text": "Three."}}\n' * 3, limit=1000)
    assert [f.text for f in found if isinstance(f, Article)] == ["One.", "Three."] * 3
    assert {f.source for f in found if isinstance(f, Unreadable)} == {f"{path}#{row}" for row in (2, 5, 8)}


def test_a_repeated_id_loses_no_row(tmp_path: Path) -> None:
    path, found = rows(tmp_path, "t.jsonl", '{"id": 7, "text": "One."}\n{"id": 7, "text": "Two."}')
    assert [(f.id, f.source) for f in found if isinstance(f, Article)] == [("7", f"{path}#7"), ("7-2", f"{path}#7-2")]


def test_rows_come_one_by_one() -> None:
    class Watched(io.BytesIO):
        furthest = 0

        def read1(self, size: int | None = -1) -> bytes:
            data = super().read1(size)
            self.furthest = max(self.furthest, self.tell())
            return data

    data = b'{"text": "One short article."}\n' * 50_000
    stream = Watched(data)
    found = read_table(stream, "jsonl", limit=1000)
    assert isinstance(next(found), Row)
    assert stream.furthest < len(data) / 10


@given(st.lists(st.text(min_size=1).filter(lambda t: t.strip() and "\0" not in t), min_size=1, max_size=5))
def test_any_text_comes_back_from_both_kinds_of_table(texts: list[str]) -> None:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["text"])
    try:
        for text in texts:
            writer.writerow([text])
        encoded = out.getvalue().encode()
    except UnicodeEncodeError:
        return
    lines = "\n".join(json.dumps({"text": text}) for text in texts).encode()
    for kind, data in (("csv", encoded), ("jsonl", lines)):
        found = list(read_table(io.BytesIO(data), kind, limit=10_000))
        assert [row.draft.text for row in found if isinstance(row, Row)] == texts, kind


@given(st.binary(max_size=200), st.sampled_from(["csv", "jsonl", "json"]))
def test_any_bytes_are_rows_bad_rows_or_refused(data: bytes, kind: str) -> None:
    try:
        for row in read_table(io.BytesIO(data), kind, limit=100):
            assert isinstance(row, Row | BadRow)
    except ReadError:
        pass


def test_one_article_by_itself_is_a_list_of_one(tmp_path: Path) -> None:
    _, found = rows(
        tmp_path, "t.json", '{"title": "Quay", "raw_text": "x", "text": "one", "source-hostname": "Courier"}'
    )
    (article,) = found
    assert isinstance(article, Article)
    assert (article.text, article.title, article.publisher) == ("one", "Quay", "Courier")


def test_a_packed_table_that_unpacks_to_too_much_ends_in_one_line(tmp_path: Path) -> None:
    path = tmp_path / "bomb.jsonl.gz"
    path.write_bytes(gzip.compress(json.dumps({"text": "x" * 3_000_000}).encode()))
    (found,) = read([path], Settings(max_unpacked_bytes=100_000))
    assert isinstance(found, Unreadable)
    assert found.error == "unpacks to more than 100,000 bytes: raise ONRECORD_MAX_UNPACKED_BYTES to read it"


def test_rows_before_the_limit_of_what_is_unpacked_stand(tmp_path: Path) -> None:
    path = tmp_path / "long.jsonl.gz"
    lines = "".join(json.dumps({"text": f"caf\xe9 {i} " * 5_000}, ensure_ascii=False) + "\n" for i in range(100))
    path.write_bytes(gzip.compress(lines.encode("cp1252")))
    *rows, last = read([path], Settings(max_unpacked_bytes=2_000_000))
    assert rows
    assert all(isinstance(row, Article) for row in rows)
    assert isinstance(last, Unreadable)
    assert last.error.startswith("unpacks to more than 2,000,000 bytes")


def test_a_line_of_a_csv_file_over_the_limit_is_named_and_the_next_is_read(tmp_path: Path) -> None:
    _, found = rows(tmp_path, "t.csv", f"id,text\na,{'x ' * 500}\nb,It rained.\n", limit=300)
    assert [each.error if isinstance(each, Unreadable) else each.id for each in found] == [
        "row 1 is too large: raise ONRECORD_MAX_SOURCE_BYTES to read it",
        "b",
    ]


def test_an_article_over_the_limit_is_named_and_the_next_is_read(tmp_path: Path) -> None:
    path = tmp_path / "t.jsonl"
    path.write_text("".join(json.dumps({"id": i, "text": "word " * n}) + "\n" for i, n in (("a", 300), ("b", 2))))
    long, short = read([path], Settings(max_article_characters=1_000))
    assert isinstance(long, Unreadable)
    assert long.error == "is longer than 1,000 characters: raise ONRECORD_MAX_ARTICLE_CHARACTERS to read it"
    assert isinstance(short, Article)


def test_half_a_character_is_refused_and_said(tmp_path: Path) -> None:
    good = json.dumps({"text": "It rained \U0001f327."})
    _, found = rows(tmp_path, "t.jsonl", '{"text": "It \\ud800 rained."}\n{"title": "\\udc00", "text": "So."}\n' + good)
    assert [each.error if isinstance(each, Unreadable) else each.text for each in found] == [
        "row 1 holds half a character (a lone surrogate), so its words are not whole: save it again as UTF-8",
        "row 2 holds half a character (a lone surrogate), so its words are not whole: save it again as UTF-8",
        "It rained \U0001f327.",
    ]
