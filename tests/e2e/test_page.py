import re
import signal
import subprocess
import sys
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from onrecord.archive import Archive
from onrecord.errors import SettingsError
from onrecord.web.app import start

# Raised inside gradio, whose queue keeps its own statistics with an option that pandas has deprecated.
pytestmark = pytest.mark.filterwarnings("ignore:.*no_silent_downcasting")

_WHO_BOUGHT = "Who bought the oldest bakery in Dunmere?"


def _ask(page: Page, question: str) -> None:
    expect(page.locator(".or-welcome, .or-turn").first).to_be_visible()
    asked = page.locator(".or-turn").count()
    page.get_by_role("textbox", name="Question").fill(question)
    page.get_by_role("textbox", name="Question").press("Enter")
    expect(page.locator(".or-turn")).to_have_count(asked + 1)
    expect(page.locator(".or-turn").last.locator(".or-copy, .or-abstained, .or-failure")).to_be_visible()


def test_an_answer_is_cited_and_its_source_opens_at_the_words(page: Page) -> None:
    _ask(page, "How many people were hurt when the Tarn Weir gave way?")
    answer = page.locator(".or-answer").last
    expect(answer).to_contain_text("Eleven people were hurt")
    marker = answer.get_by_role("button", name="Source 1: Eleven hurt as the Tarn Weir gives way")
    expect(marker).to_have_text("[1]")
    card = page.locator("#sources .or-card").first
    expect(card).to_contain_text("The Dunmere Herald · 2 April 2033")
    quoted = card.locator(".or-words").inner_text()

    marker.click()
    cited = page.locator("#sources mark")
    expect(cited).to_be_in_viewport()
    assert " ".join(cited.inner_text().split()) == " ".join(quoted.split())
    expect(page.locator("#sources article")).to_contain_text("Maud Ferris")
    expect(page.locator("#sources article a[href^=https]")).to_have_text("https://dunmere-herald.example/flood")

    page.get_by_role("button", name="← Sources").click()
    expect(card).to_be_visible()


def test_a_question_is_asked_of_one_publisher_alone(page: Page) -> None:
    _ask(page, _WHO_BOUGHT)
    expect(page.locator(".or-answer")).to_contain_text("Ottilie Crab")
    page.get_by_role("button", name="Only some articles").first.click()
    page.locator("#ask-publisher input").click()
    page.get_by_role("option", name="The Dunmere Herald").click()
    _ask(page, _WHO_BOUGHT)
    expect(page.locator(".or-turn").last).to_contain_text("The articles do not answer this.")


def test_what_the_articles_do_not_answer_is_said_so(page: Page) -> None:
    _ask(page, "What is the recipe for lentil soup?")
    expect(page.locator(".or-abstained")).to_contain_text("The articles do not answer this.")
    expect(page.locator(".or-answer")).to_have_count(0)
    near = page.locator(".or-near a")
    if near.count():
        expect(page.locator(".or-abstained")).to_contain_text("Not an answer, but near:")
        near.first.click()
        expect(page.locator("#sources mark")).to_be_in_viewport()


def test_articles_and_questions_are_never_markup(page: Page, hostile: str) -> None:
    _ask(page, f"Who caused the printing error in the Pell almanac? {hostile}")
    expect(page.locator(".or-question").last).to_contain_text(hostile)
    _ask(page, "Who caused the printing error in the Pell almanac?")
    page.locator("#sources .or-card", has_text="Printing error").first.click()
    article = page.locator("#sources article")
    expect(article).to_contain_text(hostile)
    expect(article.locator("h2")).to_have_text(f"Printing error {hostile}")
    expect(
        page.locator(".or-turn img, .or-turn script, article img, article script, article .or-origin a")
    ).to_have_count(0)

    page.get_by_role("tab", name="Articles").click()
    page.locator("#listing a", has_text="Printing error").click()
    expect(page.locator("#reading .or-text")).to_contain_text(hostile)


def test_two_visitors_do_not_see_each_other(page: Page, browser: Browser, address: str) -> None:
    _ask(page, _WHO_BOUGHT)
    expect(page.locator("#sources .or-card").first).to_be_visible()
    other = browser.new_context().new_page()
    other.goto(address)
    expect(other.locator(".or-welcome")).to_be_visible()
    expect(other.locator("#sources .or-card")).to_have_count(0)
    other.evaluate(
        """() => {
            const link = document.createElement('a');
            Object.assign(link.dataset, {act: 'open', turn: '0', n: '1'});
            document.querySelector('#sources .html-container > div').append(link);
            link.click();
        }"""
    )
    _ask(other, "What is the recipe for lentil soup?")
    expect(other.locator("body")).not_to_contain_text(_WHO_BOUGHT)
    other.context.close()


def test_a_follow_up_keeps_the_earlier_sources_within_reach(page: Page) -> None:
    _ask(page, _WHO_BOUGHT)
    _ask(page, "How many people were hurt when the Tarn Weir gave way?")
    expect(page.locator(".or-turn")).to_have_count(2)
    page.locator(".or-turn").first.locator(".or-marker").first.click()
    expect(page.locator("#sources article h2")).to_have_text("Dunmere's oldest bakery is sold")
    page.get_by_role("button", name="Start over").click()
    expect(page.locator(".or-welcome")).to_be_visible()
    expect(page.locator("#sources article")).to_have_count(0)


def test_the_keyboard_is_enough(page: Page) -> None:
    _ask(page, _WHO_BOUGHT)
    marker = page.locator(".or-marker").first
    marker.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#sources article h2")).to_be_focused()
    for _ in range(page.locator(".or-chips a").count() + 1):
        page.keyboard.press("Shift+Tab")
    expect(page.get_by_role("button", name="← Sources")).to_be_focused()
    page.keyboard.press("Space")
    expect(page.locator("#sources .or-card").first).to_be_visible()


def test_articles_can_be_looked_through(page: Page) -> None:
    expect(page.locator("#footing")).to_have_text("3 articles · Everything stays on this machine.")
    page.get_by_role("tab", name="Articles").click()
    expect(page.locator("#listing li")).to_have_count(3)
    page.get_by_role("textbox", name="Filter the articles").fill("herald weir")
    expect(page.locator("#listing li")).to_have_count(1)
    page.locator("#listing a").click()
    expect(page.locator("#reading article h2")).to_have_text("Eleven hurt as the Tarn Weir gives way")
    expect(page.locator("#reading mark")).to_have_count(0)


def test_a_quotation_opens_at_its_words(page: Page) -> None:
    page.get_by_role("tab", name="Quotes").click()
    topic = page.get_by_role("textbox", name="Topic")
    topic.fill("keeping the rye")
    topic.press("Enter")
    card = page.locator("#quotes .or-card").first
    expect(card.locator(".or-words")).to_have_text("“I shall keep the rye,”")
    expect(card).to_contain_text("as “she”")
    card.click()
    expect(page.locator("#quoted mark")).to_have_text("I shall keep the rye,")
    expect(page.locator("#quoted mark")).to_be_in_viewport()

    topic.fill("")
    speaker = page.get_by_role("textbox", name="Speaker")
    speaker.fill("Nobody Atall")
    speaker.press("Enter")
    expect(page.locator("#quotes")).to_contain_text("Nothing was found that fits.")


def test_a_phone_has_the_panel_below_the_chat(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    _ask(page, _WHO_BOUGHT)
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    chat, panel = page.locator("#conversation").bounding_box(), page.locator("#sources").bounding_box()
    assert chat is not None
    assert panel is not None
    assert panel["y"] >= chat["y"] + chat["height"]
    page.locator(".or-marker").first.click()
    expect(page.locator("#sources mark")).to_be_in_viewport()


def test_the_page_follows_a_dark_system(page: Page) -> None:
    page.emulate_media(color_scheme="dark")
    page.reload()
    expect(page.locator("body")).to_have_css("background-color", "rgb(22, 22, 21)")


def test_an_empty_archive_says_how_to_fill_it(page: Page, bare_address: str) -> None:
    page.goto(bare_address)
    expect(page.locator(".or-welcome")).to_contain_text("No articles yet")
    expect(page.locator(".or-welcome code")).to_have_text("onrecord ingest PATH")
    _ask(page, "Is anybody there?")
    expect(page.get_by_role("alert").first).to_have_text("No articles yet: run onrecord ingest PATH, then ask again.")


def test_nothing_is_fetched_from_elsewhere(
    page: Page, address: str, requested: list[str], calls_outside: list[str]
) -> None:
    _ask(page, _WHO_BOUGHT)
    page.get_by_role("tab", name="Articles").click()
    expect(page.locator("#listing li")).to_have_count(3)
    own = re.compile(rf"{re.escape(address)}/|data:|blob:")
    assert len(requested) > 5
    assert not [url for url in requested if not own.match(url)]
    assert calls_outside == []


def test_only_this_machine_is_served(address: str) -> None:
    assert httpx.get(address).status_code == 200
    assert "default-src 'self'" in httpx.get(address).headers["content-security-policy"]
    assert httpx.get(address, headers={"Host": "rebound.example"}).status_code == 400
    assert httpx.get(address, headers={"Origin": address}).status_code == 200
    for stranger in ("https://elsewhere.example", "null"):
        assert httpx.post(f"{address}/gradio_api/upload", headers={"Origin": stranger}).status_code == 403


def test_a_taken_port_is_one_clear_line(address: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    port = int(address.rsplit(":", 1)[1])
    with (
        Archive.open(tmp_path_factory.mktemp("second")) as archive,
        pytest.raises(SettingsError, match=f"port {port} cannot be used: choose another with --port"),
    ):
        start(archive, port=port)


def test_it_is_served_until_ctrl_c(tmp_path: Path, free_port: int) -> None:
    code = "import sys; from onrecord.archive import Archive; from onrecord.web.app import launch\n"
    code += "with Archive.open(sys.argv[1]) as archive: launch(archive, port=int(sys.argv[2]))"
    command = [sys.executable, "-c", code, str(tmp_path / "index"), str(free_port)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True) as served:
        assert served.stderr is not None
        said = next(line for line in served.stderr if "On Record" in line)
        assert said == f"On Record is open at http://127.0.0.1:{free_port} (Ctrl-C ends it)\n"
        assert httpx.get(f"http://127.0.0.1:{free_port}").status_code == 200
        served.send_signal(signal.SIGINT)
        assert served.wait(timeout=20) == 0
        assert "Traceback" not in served.stderr.read()
