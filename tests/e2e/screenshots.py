"""The pictures of the page that the documentation shows: python -m tests.e2e.screenshots FOLDER."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Page, sync_playwright

from onrecord.archive import Archive
from onrecord.web.app import start

from ..ports import free_port_number
from .conftest import FLAGS, chromium

_SAMPLES = Path(__file__).parents[2] / "examples" / "articles"
_DESK, _PHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 844}
_DRAFT = """The drawer

“This was not an act of God,” said Torben Ashgrove. “God does not fill in any forms.”

Ilse Tormund told the inquiry: “I said that somebody wrote to us.” Bertil Oxley said that “the ferry will sink”.
"""


def main() -> None:
    """Fill an archive with the sample articles, and take every picture."""
    folder = Path(sys.argv[1])
    found = chromium()
    if found is None:
        sys.exit("no Chromium on this machine: install the package `chromium`")
    with TemporaryDirectory() as index, Archive.open(index) as archive, sync_playwright() as playwright:
        archive.ingest([_SAMPLES])
        served = start(archive, port=(port := free_port_number()))
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        address = f"http://127.0.0.1:{port}"
        for name, dark, size in (("chat", False, _DESK), ("dark", True, _DESK), ("phone", False, _PHONE)):
            page = _page(browser, address, size, dark=dark)
            _ask(page)
            page.screenshot(path=folder / f"{name}.png")
        page = _page(browser, address, _DESK)
        _ask(page)
        _who(page)
        page.screenshot(path=folder / "who.png")
        for name, shown in (("quotes", _quotes), ("check", _check), ("claims", _claims), ("library", _library)):
            shown(page)
            page.wait_for_timeout(700)
            page.screenshot(path=folder / f"{name}.png")
        browser.close()
        served.close()


def _page(browser: Browser, address: str, size: dict[str, int], *, dark: bool = False) -> Page:
    scheme = "dark" if dark else "light"
    page = browser.new_context(viewport=size, reduced_motion="reduce", color_scheme=scheme).new_page()  # type: ignore[arg-type]
    page.goto(address)
    page.locator(".or-welcome").wait_for()
    return page


def _ask(page: Page) -> None:
    question = page.get_by_role("textbox", name="Question")
    question.fill("Why did the bridge at Brindle Cross fall?")
    question.press("Enter")
    page.locator("#conversation .or-copy").wait_for(timeout=60_000)
    page.locator(".or-marker").first.click()
    page.locator("#source h2:focus").wait_for()
    page.mouse.move(5, 5)
    page.wait_for_timeout(500)


def _who(page: Page) -> None:
    page.get_by_text("More", exact=True).click()
    page.get_by_role("button", name="Pin", exact=True).click()
    page.get_by_role("button", name="Who said what").click()
    page.locator("#source .or-text mark").nth(1).click()
    page.locator(".or-how strong").wait_for()
    page.evaluate("document.querySelector('#notice').replaceChildren()")
    page.wait_for_timeout(300)


def _quotes(page: Page) -> None:
    page.get_by_role("tab", name="Quotes").click()
    speaker = page.locator("#speaker input")
    speaker.fill("Ilse Tormund")
    speaker.press("Enter")
    page.locator("#quotes .or-plot > summary").click()
    page.locator("#quotes .or-card").first.click()


def _check(page: Page) -> None:
    page.get_by_role("tab", name="Check").click()
    page.get_by_role("button", name="A whole draft").click()
    page.get_by_role("textbox", name="Draft").fill(_DRAFT)
    page.get_by_role("button", name="Check the draft").click()
    page.locator(".or-faults summary").first.click(timeout=60_000)


def _claims(page: Page) -> None:
    page.get_by_role("tab", name="Claims").click()
    page.get_by_role("radio", name="Not at one").check()
    page.locator(".or-sides a").nth(1).click(timeout=60_000)


def _library(page: Page) -> None:
    page.get_by_role("tab", name="Library").click()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Add articles").click()


if __name__ == "__main__":
    main()
