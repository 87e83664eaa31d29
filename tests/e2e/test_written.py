"""The page when a language model writes, and writes what it should not."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from onrecord.archive import Archive
from onrecord.embedding import Embedder
from onrecord.model import Article
from onrecord.settings import Settings
from onrecord.web.app import start

from ..llm.chat_server import Script, serving

# Raised inside gradio, whose queue keeps its own statistics with options that pandas has deprecated.
pytestmark = [
    pytest.mark.filterwarnings("ignore:.*no_silent_downcasting"),
    pytest.mark.filterwarnings("ignore:The copy keyword is deprecated"),
]

_HONEST = "Eleven people were hurt when the Tarn Weir gave way on Friday [1]."
_FALSE = 'Twelve boats sank [1]. Maud Ferris said, "I saw it all" [1].'
_HOSTILE = (
    '![x](http://evil.example/x.png) <img src="http://evil.example/y.png" onerror="alert(1)"> [here](//evil.example)'
)


@pytest.fixture
def address(tmp_path: Path, embedder: Embedder, monkeypatch: pytest.MonkeyPatch, free_port: int) -> Iterator[str]:
    """The address of the page over one article, with a model that answers from a script, a few characters at a time."""
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with serving(Script([f"{_HONEST} {_FALSE} {_HOSTILE}"], pause=0.05)) as script:
        settings = Settings(index=tmp_path / "index", llm="openai:scripted", llm_base_url=script.url, llm_timeout=30.0)
        with Archive(settings, embedder=embedder) as archive:
            archive.add([Article(id="weir", text="Eleven people were hurt when the Tarn Weir gave way on Friday.")])
            page = start(archive, port=free_port)
            yield f"http://127.0.0.1:{free_port}"
            page.close()


def test_what_a_model_writes_comes_through_the_gate_onto_the_page(browser: Browser, address: str) -> None:
    tab = browser.new_page()
    requested: list[str] = []
    tab.on("request", lambda request: requested.append(request.url))
    tab.goto(address)
    expect(tab.locator("#footing")).to_contain_text("Questions and passages go to the language model openai:scripted.")
    tab.get_by_role("textbox", name="Question").fill("How many people were hurt when the Tarn Weir gave way?")
    tab.get_by_role("textbox", name="Question").press("Enter")
    expect(tab.locator(".or-pending").first).to_contain_text("Eleven")
    expect(tab.locator("#conversation .or-copy")).to_be_visible(timeout=30_000)
    answer = tab.locator(".or-answer").last
    expect(answer.get_by_role("button", name="Source 1")).to_have_count(1)
    expect(answer.locator(".or-unsupported").first).to_have_text("not supported by the articles")
    expect(answer).not_to_contain_text("[quotation removed]")
    expect(answer).not_to_contain_text("evil")
    expect(answer.locator("img, a:not(.or-marker)")).to_have_count(0)
    expect(answer.locator(".or-gate")).to_contain_text("a number or date is not in the cited passages")
    expect(answer.locator(".or-gate")).to_contain_text("a link, an image or markup was removed")
    assert not [url for url in requested if "evil" in url]
    tab.close()
