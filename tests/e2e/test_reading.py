"""What is done with an article that is open, and what the browser keeps of it."""

import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

# Raised inside gradio, whose queue keeps its own statistics with options that pandas has deprecated.
pytestmark = [
    pytest.mark.filterwarnings("ignore:.*no_silent_downcasting"),
    pytest.mark.filterwarnings("ignore:The copy keyword is deprecated"),
]

_WHO_BOUGHT = "Who bought the oldest bakery in Dunmere?"
_LISTED = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"


@pytest.fixture
def opened(page: Page) -> Page:
    """The page with an answer's source open."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    expect(page.locator(".or-welcome")).to_be_visible()
    question = page.get_by_role("textbox", name="Question")
    question.fill(_WHO_BOUGHT)
    question.press("Enter")
    page.locator(".or-marker").first.click()
    expect(page.locator("#source h2")).to_be_focused()
    return page


def test_words_are_found_in_the_article_that_is_open(opened: Page) -> None:
    opened.keyboard.press("f")
    told = opened.locator(".or-find [role=status]")
    opened.keyboard.type("the")
    expect(told).to_have_text("1 of 2")
    opened.keyboard.press("Enter")
    expect(told).to_have_text("2 of 2")
    opened.keyboard.press("Enter")
    expect(told).to_have_text("1 of 2")
    opened.keyboard.type("zzz")
    expect(told).to_have_text("not found")
    opened.keyboard.press("Escape")
    expect(opened.locator(".or-find")).to_have_count(0)
    expect(opened.locator("#source article")).to_be_visible()


def test_a_mark_tells_how_its_speaker_is_known_and_is_copied_in_the_chosen_style(opened: Page) -> None:
    opened.locator("#cite-style").select_option("apa")
    opened.get_by_role("button", name="Who said what").click()
    expect(opened.get_by_role("list", name="Who speaks")).to_be_visible()
    opened.locator("#source .or-text mark").first.press("Enter")
    how = opened.locator(".or-how")
    expect(how).to_contain_text("the article says “she”, and nothing tells who that is")
    how.get_by_role("button", name="Copy with credit").click()
    copied = opened.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(
        "“I shall keep the rye,” — unknown speaker\nDunmere's oldest bakery is sold. (2033, May 9)."
    )
    opened.reload()
    expect(opened.locator("#cite-style")).to_have_value("apa")


def test_what_is_selected_is_pinned_and_checked(opened: Page) -> None:
    opened.evaluate(
        """() => {
          const text = document.querySelector('#source .or-text');
          const node = [...text.childNodes].find((each) => each.data?.includes('keep the rye'));
          const from = node.data.indexOf('I shall keep');
          const range = new Range();
          range.setStart(node, from);
          range.setEnd(node, from + 'I shall keep the rye'.length);
          getSelection().removeAllRanges();
          getSelection().addRange(range);
        }"""
    )
    opened.locator("#chosen").get_by_role("button", name="Pin this").click()
    expect(opened.get_by_role("button", name="Notebook (1)")).to_be_visible()
    opened.locator("[data-act=notebook]").click()
    opened.get_by_role("textbox", name="Note").fill("ring her")
    opened.get_by_role("textbox", name="Note").blur()
    with opened.expect_download() as download:
        opened.get_by_role("button", name="Download as Markdown").click()
    written = Path(download.value.path()).read_text(encoding="utf-8")
    assert "> “I shall keep the rye”" in written
    assert "Pell Island Post" in written
    assert "ring her" in written
    opened.locator("#notebook .or-resume").click()
    expect(opened.locator("#source mark")).to_have_text("I shall keep the rye")

    opened.evaluate("getSelection().selectAllChildren(document.querySelector('#source mark'))")
    opened.locator("#chosen").get_by_role("button", name="Check this").click()
    expect(opened.locator("#checked p.or-band")).to_have_text("verbatim")


def test_a_wrong_source_is_marked_and_a_conversation_saved(opened: Page) -> None:
    opened.get_by_text("More", exact=True).press("Enter")
    opened.get_by_text("More", exact=True).press("Escape")
    expect(opened.locator(".or-menu")).not_to_have_attribute("open", "")
    opened.get_by_text("More", exact=True).press("Enter")
    opened.get_by_role("button", name="Wrong source").click()
    expect(opened.locator(".or-marker").first).to_have_class(re.compile("or-wrong"))
    expect(opened.locator("#notice")).to_contain_text("Only this browser keeps it")
    opened.reload()
    expect(opened.locator(".or-marker.or-wrong")).to_have_count(1)
    with opened.expect_download() as download:
        opened.get_by_role("button", name="Save as HTML").click()
    written = Path(download.value.path()).read_text(encoding="utf-8")
    assert "Dunmere&#x27;s oldest bakery is sold" in written


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_serious_is_in_the_way_of_anybody(browser: Browser, address: str, scheme: str) -> None:
    script = Path(os.environ.get("ONRECORD_AXE", _LISTED))
    if not script.is_file():
        pytest.skip("axe-core is not here: `npm install --no-save axe-core`, or name axe.min.js with ONRECORD_AXE")
    context = browser.new_context(color_scheme=scheme, reduced_motion="reduce", bypass_csp=True)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(address)
    expect(page.locator(".or-welcome")).to_be_visible()
    page.get_by_role("textbox", name="Question").fill(_WHO_BOUGHT)
    page.get_by_role("textbox", name="Question").press("Enter")
    page.locator(".or-marker").first.click()
    page.evaluate(script.read_text(encoding="utf-8"))
    for tab in ("Ask", "Quotes", "Check", "Claims", "Library"):
        page.get_by_role("tab", name=tab, exact=True).click()
        found = page.evaluate(
            "axe.run().then(({violations}) => violations.filter(({impact}) => /serious|critical/.test(impact))"
            ".map(({id, nodes}) => [id, nodes[0].html]))"
        )
        assert found == [], tab
    context.close()
