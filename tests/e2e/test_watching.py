"""A folder is watched from the page: looked at by hand, by the server when it is time, and no more."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from onrecord.archive import Archive
from onrecord.web.app import start

from ..ferry import SECOND
from ..ports import free_port_number

# Raised inside gradio, whose queue keeps its own statistics with options that pandas has deprecated.
pytestmark = [
    pytest.mark.filterwarnings("ignore:.*no_silent_downcasting"),
    pytest.mark.filterwarnings("ignore:The copy keyword is deprecated"),
]


def _opened(browser: Browser, port: int) -> Page:
    page = browser.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce").new_page()
    page.goto(f"http://127.0.0.1:{port}")
    expect(page.locator(".or-welcome")).to_be_visible()
    page.get_by_role("tab", name="Library").click()
    page.get_by_role("button", name="Watch a feed or a folder").click()
    return page


def test_a_folder_is_watched_looked_at_and_let_go(browser: Browser, archive: Archive, inbox: Path) -> None:
    served = start(archive, port=(port := free_port_number()), folders=[inbox.parent])
    page = _opened(browser, port)
    line = page.get_by_role("textbox", name="Watch", exact=True)
    line.fill("/etc")
    line.press("Enter")
    expect(page.locator("#watches .or-failure")).to_contain_text(str(inbox.parent))
    line.fill(str(inbox))
    line.press("Enter")
    expect(page.locator("#watches")).to_contain_text("1 new or changed article")
    expect(line).to_have_value("")
    expect(page.locator("#listing")).to_contain_text("Twelve people died")

    [claim] = [each for each in archive.claims() if "died" in each.first.text]
    archive.tracker.follow(claim.id)
    (inbox / "second.txt").write_text(SECOND, encoding="utf-8")
    page.get_by_role("button", name="Look now").click()
    expect(page.locator(".or-found .or-warning")).to_have_text("may contradict")
    page.locator(".or-found .or-words").click()
    expect(page.locator("#source mark")).to_contain_text("Nineteen people died")

    page.get_by_role("button", name="Stop watching").click()
    expect(page.locator("#watches")).to_contain_text("Nothing is watched yet.")
    expect(page.locator("#watches .or-found > li")).to_have_count(2)
    page.context.close()
    served.close()


def test_a_watch_outlives_the_server_and_is_looked_at_by_the_next(
    browser: Browser, archive: Archive, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from onrecord.tracking import watch_rounds

    archive.watches.add(str(inbox), 15)
    monkeypatch.setattr(watch_rounds.WatchRounds.__init__, "__kwdefaults__", {"pause": 0.2})
    served = start(archive, port=(port := free_port_number()), folders=[inbox])
    page = _opened(browser, port)
    expect(page.locator(".or-watched")).to_have_text(str(inbox))
    for _ in range(60):
        if archive.watches.findings():
            break
        page.wait_for_timeout(500)
    page.reload()
    page.get_by_role("tab", name="Library").click()
    page.get_by_role("button", name="Watch a feed or a folder").click()
    expect(page.locator(".or-found")).to_contain_text("1 new or changed article")
    page.context.close()
    served.close()
