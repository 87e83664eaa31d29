import json

import pytest

from onrecord.errors import WriteError
from onrecord.exporting.export_formats import FORMATS, export, formats_for
from onrecord.exporting.export_options import ExportOptions, json_line
from onrecord.exporting.plain_values import to_json
from onrecord.model import Article, ArticleList, ClaimList, QuotationList
from tests.exporting.samples import BARE, CLAIMS, ECHO, POST, QUOTATIONS


def test_every_format_is_told_by_name() -> None:
    assert list(FORMATS) == ["markdown", "csv", "jsonl", "json", "annotations", "schema-org", "csl-json"]
    assert formats_for(CLAIMS) == tuple(FORMATS)
    assert formats_for(QUOTATIONS) == ("markdown", "csv", "jsonl", "json", "csl-json")
    assert formats_for(ArticleList((ECHO,))) == ("json", "csl-json")
    for each in FORMATS.values():
        assert each.ending.startswith(".")
        assert "/" in each.media_type
        assert each.line


@pytest.mark.parametrize("result", [CLAIMS, QUOTATIONS, ClaimList(()), QuotationList(())])
def test_every_format_of_everything_is_text(result: ClaimList | QuotationList) -> None:
    for name in formats_for(result):
        text = "".join(export(result, name))
        assert text == "" or text.endswith("\n")
        assert "None" not in text


def test_json_lines_hold_the_shapes_of_to_json() -> None:
    lines = "".join(export(CLAIMS, "jsonl")).splitlines()
    assert [json.loads(line) for line in lines] == to_json(CLAIMS)
    said = "".join(export(QUOTATIONS, "jsonl", ExportOptions(style="chicago"))).splitlines()
    assert [json.loads(line).pop("citation") for line in said] == [
        "Quist, Pia, and Olaf van der Brink. “Crows over Tarn.” Tarn Echo, May 7, 2031. "
        "https://tarn.example/crows?a=1&copy=2",
        "Lower Post Bureau. “A ‘loud’ night *in* [Tarn].” Lower Post, May 9, 2031.",
    ]
    assert json.loads("".join(export(CLAIMS, "json"))) == to_json(CLAIMS)


def test_a_line_is_one_line_for_every_reader() -> None:
    value = {"text": "a\u2028b\u2029c\x85d\ne\x0bf"}
    assert len(json_line(value).splitlines()) == 1
    assert json.loads(json_line(value)) == value


def test_references_of_articles() -> None:
    references = json.loads("".join(export(CLAIMS, "csl-json")))
    assert references[0] == {
        "id": "crows",
        "type": "article-newspaper",
        "title": "Crows over Tarn",
        "author": [{"family": "Quist", "given": "Pia"}, {"family": "van der Brink", "given": "Olaf"}],
        "container-title": "Tarn Echo",
        "issued": {"date-parts": [[2031, 5, 7]]},
        "URL": "https://tarn.example/crows?a=1&copy=2",
        "language": "en",
    }
    assert references[1]["author"] == [{"literal": "Lower Post Bureau"}]
    assert references[2] == {"id": "bare", "type": "document"}
    page = Article(id="p", text="Rain.", url="https://tarn.example/p")
    articles = ArticleList((page, POST, BARE))
    assert [each["type"] for each in json.loads("".join(export(articles, "csl-json")))] == [
        *("webpage", "article-newspaper", "document"),
    ]


@pytest.mark.parametrize(("result", "name"), [(CLAIMS, "docx"), (QUOTATIONS, "schema-org"), (QUOTATIONS, "")])
def test_no_such_format(result: ClaimList | QuotationList, name: str) -> None:
    with pytest.raises(WriteError, match="is no format for this: write markdown, csv"):
        export(result, name)
