import pytest

from onrecord.errors import SettingsError
from onrecord.model import Article
from onrecord.reading.file_names import NamePattern


@pytest.mark.parametrize(
    ("pattern", "source", "fields"),
    [
        (
            "{publisher}_{date}_{title}",
            "/a/pell-post_2031-03-10_otters-return.txt",
            {"publisher": "pell post", "title": "otters return", "published": "2031-03-10"},
        ),
        ("{date} {}", "20310310 anything at all.pdf", {"published": "2031-03-10"}),
        ("{publisher}_{date}", "pell_2031-13-40.txt", {"publisher": "pell"}),
        ("{publisher}_{date}", "/a/table_2031-03-10.csv#7", {"publisher": "table", "published": "2031-03-10"}),
        ("{publisher}_{date}", "otters.txt", {}),
        ("(a+)+{title}", "(a+)+b.txt", {"title": "b"}),
    ],
)
def test_a_name_says_what_its_pattern_names(pattern: str, source: str, fields: dict[str, str]) -> None:
    assert NamePattern.of(pattern).fields(source) == fields


@pytest.mark.parametrize("pattern", ["", "{}", "{outlet}", "{date}_{date}", "plain"])
def test_a_pattern_that_says_nothing_is_refused(pattern: str) -> None:
    with pytest.raises(SettingsError, match="cannot be used"):
        NamePattern.of(pattern)


def test_what_the_document_says_is_left_alone() -> None:
    article = Article(text="Rain.", title="Rain", source="pell_wet.txt")
    assert NamePattern.of("{publisher}_{title}").lacking(article) == {"publisher": "pell"}
