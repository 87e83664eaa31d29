from datetime import date

from onrecord.model import Article

from .conftest import ReadArticle


def test_a_text_file_keeps_every_line(article_of: ReadArticle) -> None:
    text = "Harbour reopens\n\nEMBER BAY (The Courier) – The council voted.\n\n“We waited,” said Tobin Vale."
    article = article_of("ember-bay_harbour.v2.txt", text.replace("\n", "\r\n"))
    assert article.text == text
    assert article.id == "ember-bay_harbour.v2"
    assert (article.title, article.publisher, article.author, article.published) == (
        "Harbour reopens",
        "The Courier",
        None,
        None,
    )


def test_markdown_front_matter(article_of: ReadArticle) -> None:
    article = article_of(
        "a.md",
        "---\ntitle: 'Harbour reopens'\nAuthors: [Mara Quill, Bo Tarn]\ndate: 2031-04-22\npublisher: The Courier\n"
        "url: https://courier.example/a\nlang: en\n---\n\nThe council voted.\n",
    )
    assert article == Article(
        id="a",
        text="The council voted.",
        title="Harbour reopens",
        author="Mara Quill, Bo Tarn",
        published=date(2031, 4, 22),
        publisher="The Courier",
        url="https://courier.example/a",
        language="en",
        source=article.source,
    )


def test_markdown_is_read_as_words(article_of: ReadArticle) -> None:
    article = article_of(
        "a.md",
        "# Harbour *reopens*\n\nBy Mara Quill\n\n“We **never** [waited](https://courier.example),” she\n"
        "said. ![boat](b.png)\n\n"
        "- first\n- second\n\n1. one\n2. two\n\n| Year | Cost |\n|---|---|\n| 2031 | 4 |\n\n> Quoted *words*.\n\n"
        "Five &lt; six & `code`\\*\n\n<div>Raw <b>tags</b></div>\n",
    )
    assert article.title == "Harbour reopens"
    assert article.author == "Mara Quill"
    assert article.text == (
        "Harbour reopens\n\nBy Mara Quill\n\n“We never waited,” she\nsaid.\n\n"
        "- first\n\n- second\n\n1. one\n\n2. two\n\n"
        "Year | Cost\n\n2031 | 4\n\nQuoted words.\n\nFive < six & code*\n\nRaw tags"
    )


def test_front_matter_that_is_not_yaml_states_nothing(article_of: ReadArticle) -> None:
    article = article_of("a.md", "---\ntitle: [unclosed\n---\n\n# Harbour\n\nThe council voted.\n")
    assert article.title == "Harbour"
    assert article.text == "Harbour\n\nThe council voted."


def test_a_rule_at_the_top_is_no_front_matter(article_of: ReadArticle) -> None:
    assert "The council voted." in article_of("a.md", "---\n\nThe council voted.\n").text
