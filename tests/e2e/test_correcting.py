"""Who said a quotation is put right where it is shown, and everything on the page follows."""

import pytest
from playwright.sync_api import Page, expect

# Raised inside gradio, whose queue keeps its own statistics with options that pandas has deprecated.
pytestmark = [
    pytest.mark.filterwarnings("ignore:.*no_silent_downcasting"),
    pytest.mark.filterwarnings("ignore:The copy keyword is deprecated"),
]


def test_a_wrong_speaker_is_put_right_from_a_quotation_and_taken_back(page: Page) -> None:
    expect(page.locator(".or-welcome")).to_be_visible()
    page.get_by_role("tab", name="Quotes").click()
    page.locator("#speaker input").fill("Otto Crab")
    page.locator("#speaker input").press("Enter")
    expect(page.locator("#quotes .or-card")).to_have_count(1)
    page.get_by_role("button", name="Wrong speaker?").click()
    how = page.locator(".or-how")
    expect(how).to_contain_text("Otto Crab")
    expect(page.locator("#source mark:focus")).to_be_in_viewport()

    how.get_by_text("Wrong? Say who said it").press("Enter")
    how.get_by_label("Who said it").fill("Berta Lund")
    how.get_by_label("How you know").fill("She rang")
    how.get_by_label("How you know").press("Enter")
    expect(how).to_contain_text("Corrected by a person on")
    expect(how).to_contain_text("She rang")
    expect(page.get_by_role("list", name="Who speaks")).to_contain_text("Berta Lund")
    expect(page.locator("#quotes")).not_to_contain_text("The oven is cold")

    page.get_by_role("tab", name="Check").click()
    page.get_by_role("textbox", name="Quotation").fill("The oven is cold")
    page.locator("#check-one").click()
    expect(page.locator("#checked")).to_contain_text("that these are words of Berta Lund")

    page.get_by_role("tab", name="Quotes").click()
    page.locator("#speaker input").fill("Berta Lund")
    page.locator("#speaker input").press("Enter")
    expect(page.locator("#quotes .or-card")).to_contain_text("corrected by a person on")
    page.get_by_role("button", name="Wrong speaker?").click()
    how.get_by_role("button", name="Take the correction back").click()
    expect(how).to_contain_text("Taken back")
    expect(how).to_contain_text("Otto Crab")


def test_what_is_no_quotation_is_marked_as_none(page: Page) -> None:
    expect(page.locator(".or-welcome")).to_be_visible()
    page.get_by_role("tab", name="Library").click()
    page.locator("#listing a", has_text="A bakery on the island").click()
    page.get_by_role("button", name="Who said what").click()
    page.locator("#source .or-text mark").first.click()
    how = page.locator(".or-how")
    how.get_by_text("Wrong? Say who said it").click()
    how.get_by_role("button", name="Not a quotation").click()
    expect(page.locator("#source mark.or-unsaid")).to_have_text("The oven is cold,")
    how.get_by_role("button", name="Take the correction back").click()
    expect(page.locator("#source mark.or-unsaid")).to_have_count(0)
    expect(how).to_contain_text("Otto Crab")
