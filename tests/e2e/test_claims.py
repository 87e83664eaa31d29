"""The claims on the page: found, set side by side, followed, rated, by day, and taken away."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from onrecord.archive import Archive
from onrecord.embedding import Embedder
from onrecord.model import Article
from onrecord.web.app import start

from ..ports import free_port_number

# Raised inside gradio, whose queue keeps its own statistics with options that pandas has deprecated.
pytestmark = [
    pytest.mark.filterwarnings("ignore:.*no_silent_downcasting"),
    pytest.mark.filterwarnings("ignore:The copy keyword is deprecated"),
]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[str]:
    """The address of the page over two articles that are not at one, and one that is hostile."""
    told = "people were hurt when the Tarn Weir gave way on Friday, the mayor of Dunmere said."
    with Archive.open(tmp_path_factory.mktemp("claims"), embedder=embedder) as archive:
        archive.add(
            [
                Article(id="a", publisher="Dunmere Herald", published=date(2033, 4, 4), text=f"Eleven {told}"),
                Article(id="b", publisher="Pell Island Post", published=date(2033, 4, 5), text=f"Fourteen {told}"),
                Article(
                    id="c",
                    title="<img src=x onerror=alert(1)>",
                    text="The <img src=x onerror=alert(2)> fee rose to 9 crowns.",
                ),
            ]
        )
        page = start(archive, port=(port := free_port_number()))
        yield f"http://127.0.0.1:{port}"
        page.close()


def _open(page: Page) -> None:
    expect(page.locator(".or-welcome")).to_be_visible()
    page.get_by_role("tab", name="Claims").click()
    expect(page.locator("#claims")).to_contain_text("Name a topic")


def test_what_is_not_at_one_stands_side_by_side_and_opens(page: Page) -> None:
    _open(page)
    page.get_by_role("radio", name="Not at one").check()
    sides = page.locator(".or-sides").first.locator("a")
    expect(sides.locator("mark")).to_have_text(["Eleven", "Fourteen"])
    expect(page.locator(".or-odd").first).to_contain_text("contradicts")
    left, right = (sides.nth(n).bounding_box() for n in (0, 1))
    assert left
    assert right
    assert left["y"] == right["y"]
    sides.nth(1).focus()
    page.keyboard.press("Enter")
    expect(page.locator("#source mark")).to_contain_text("Fourteen people were hurt")
    page.keyboard.press("Escape")
    expect(sides.nth(1)).to_be_focused()


def test_a_claim_is_found_from_the_keyboard_followed_and_rated(page: Page) -> None:
    _open(page)
    page.keyboard.press("/")
    expect(page.get_by_role("textbox", name="Topic of the claims")).to_be_focused()
    page.keyboard.type("how many people the Tarn Weir hurt")
    page.keyboard.press("Enter")
    card = page.locator(".or-claim").first
    card.get_by_role("button", name="Follow").press("Enter")
    expect(card.get_by_role("button", name="Following")).to_be_focused()
    card.locator("summary", has_text="Add your verdict").click()
    card.get_by_label("Verdict, in your own words").fill("<b>Eleven</b>, says the hospital")
    card.get_by_label("Sources, one a line").fill("a call\nhttps://dunmere.example/list")
    card.get_by_role("button", name="Save").click()
    expect(card).to_contain_text("<b>Eleven</b>, says the hospital")
    expect(card.locator("a[target=_blank]")).to_have_attribute("href", "https://dunmere.example/list")
    expect(card.locator("form")).to_be_visible()
    page.get_by_role("radio", name="Followed").check()
    expect(page.locator(".or-claim")).to_have_count(1)
    card.get_by_role("button", name="Withdraw").click()
    expect(card).not_to_contain_text("says the hospital")
    card.get_by_role("button", name="Following").click()
    expect(page.locator("#claims")).to_contain_text("You follow no claim that fits.")


def test_claims_by_day_are_taken_away_and_fit_a_phone(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    _open(page)
    page.get_by_role("radio", name="All").check()
    expect(page.locator("#claims")).to_contain_text("The <img src=x onerror=alert(2)> fee rose to 9 crowns")
    outside = "[...document.querySelectorAll('#work *')].filter((e) => e.getBoundingClientRect().right > 390).length"
    assert page.evaluate(outside) == 0
    page.locator("#view input").click()
    page.get_by_role("option", name="As a timeline").click()
    expect(page.locator(".or-days h3").first).to_have_text("4 April 2033")
    expect(page.locator(".or-role")).to_contain_text(["first said", "changed"])
    assert page.evaluate(outside) == 0
    with page.expect_download() as download:
        page.locator("#take-claims").click()
    assert "Eleven people were hurt" in Path(download.value.path()).read_text(encoding="utf-8")


def test_nothing_there_explains_itself(browser: Browser, bare_address: str) -> None:
    tab = browser.new_page()
    tab.goto(bare_address)
    tab.get_by_role("tab", name="Claims").click()
    expect(tab.locator("#claims")).to_contain_text("No articles yet: add some in the Library")
    tab.close()
