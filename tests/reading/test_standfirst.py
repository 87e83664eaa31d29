import pytest

from onrecord.reading.formats.webpage import read_html

from .samples import STORY

BODY = "".join(f"<p>{paragraph}</p>" for paragraph in STORY * 2)
WORDS = "A town that lost its ferry gets it back, and not everybody there is glad of the noise."


def text_of(under: str, head: str = "") -> str:
    return read_html(
        f"<html><head><title>Harbour reopens</title>{head}</head><body><header><h1>Harbour reopens</h1>{under}</header>"
        f"<div class='article-body'>{BODY}</div></body></html>".encode()
    ).text


@pytest.mark.parametrize(
    ("under", "head"),
    [
        (f"<p class='standfirst'>{WORDS}</p>", ""),
        (f"<h2 class='article__subtitle'>{WORDS}</h2>", ""),
        (f"<div class='x1'>{WORDS}</div>", f"<meta name='description' content='{WORDS}'>"),
    ],
)
def test_it_is_kept_once_above_the_story(under: str, head: str) -> None:
    text = text_of(under, head)
    assert text.count(WORDS) == 1
    assert text.index(WORDS) < text.index(STORY[0])


def test_nothing_is_made_of_what_is_none() -> None:
    assert WORDS not in text_of(f"<p class='share'>{WORDS}</p>")
    assert WORDS not in text_of("", f"<meta name='description' content='{WORDS}'>")
    assert WORDS not in text_of(f"<aside><p class='standfirst'>{WORDS}</p></aside>")
