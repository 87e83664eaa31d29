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
from onrecord.reading.formats.word import read_docx
from onrecord.web.app import start

# Raised inside gradio, whose queue keeps its own statistics with options that pandas has deprecated.
pytestmark = [
    pytest.mark.filterwarnings("ignore:.*no_silent_downcasting"),
    pytest.mark.filterwarnings("ignore:The copy keyword is deprecated"),
]

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
    expect(marker).to_contain_text("[1]The Dunmere Herald, 2 April 2033")
    cited = page.locator("#source mark:not(.or-pale)")
    expect(cited).to_be_in_viewport()
    expect(marker).to_have_attribute("aria-current", "true")
    marker.hover()
    quoted = marker.locator(".or-peek .or-words").inner_text()

    marker.click()
    expect(cited).to_be_in_viewport()
    assert " ".join(cited.inner_text().split()) == " ".join(quoted.split())
    expect(page.locator("#source article")).to_contain_text("Maud Ferris")
    expect(page.locator("#source article a[href^=https]")).to_have_text("https://dunmere-herald.example/flood")

    page.locator("#source .or-back").click()
    card = page.locator("#source .or-card").first
    expect(card).to_contain_text("The Dunmere Herald · 2 April 2033")
    expect(card).to_be_focused()
    page.keyboard.press("Escape")
    expect(marker).to_be_focused()


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
        expect(page.locator("#source mark:not(.or-pale)")).to_be_in_viewport()


def test_articles_and_questions_are_never_markup(page: Page, hostile: str) -> None:
    _ask(page, f"Who caused the printing error in the Pell almanac? {hostile}")
    expect(page.locator(".or-question").last).to_contain_text(hostile)
    _ask(page, "Who caused the printing error in the Pell almanac?")
    page.locator(".or-marker", has_text="[1]").last.click()
    article = page.locator("#source article")
    expect(article).to_contain_text(hostile)
    expect(article.locator("h2")).to_have_text(f"Printing error {hostile}")
    expect(
        page.locator(".or-turn img, .or-turn script, article img, article script, article .or-origin a")
    ).to_have_count(0)

    page.get_by_role("tab", name="Library").click()
    page.locator("#listing a", has_text="Printing error").click()
    expect(page.locator("#source .or-text")).to_contain_text(hostile)
    expect(page.locator("#listing img, #listing script, #source img")).to_have_count(0)


def test_two_visitors_do_not_see_each_other(page: Page, browser: Browser, address: str) -> None:
    _ask(page, _WHO_BOUGHT)
    expect(page.locator("#source article")).to_be_visible()
    other = browser.new_context().new_page()
    other.goto(address)
    expect(other.locator(".or-welcome")).to_be_visible()
    expect(other.locator("#source article")).to_have_count(0)
    other.evaluate(
        """() => {
            const link = document.createElement('a');
            Object.assign(link.dataset, {act: 'open', turn: '0', n: '1'});
            document.querySelector('#source .html-container > div').append(link);
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
    expect(page.locator("#source article h2")).to_have_text("Dunmere's oldest bakery is sold")
    page.get_by_role("button", name="Start over").click()
    expect(page.locator(".or-welcome")).to_be_visible()
    expect(page.locator("#source article")).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".or-turn")).to_have_count(2)


def test_the_keyboard_is_enough(page: Page) -> None:
    expect(page.locator(".or-welcome")).to_be_visible()
    page.locator("body").click(position={"x": 640, "y": 2})
    page.keyboard.press("/")
    expect(page.get_by_role("textbox", name="Question")).to_be_focused()
    page.keyboard.type(_WHO_BOUGHT)
    page.keyboard.press("Enter")
    expect(page.locator("#conversation .or-copy")).to_be_visible()
    page.locator(".or-marker").first.focus()
    expect(page.locator(".or-peek").first).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("#source article h2")).to_be_focused()
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#keys")).to_be_hidden()
    page.keyboard.press("Escape")
    expect(page.locator("#source article")).to_have_count(0)
    expect(page.locator(".or-marker").first).to_be_focused()


def test_what_is_typed_while_an_answer_comes_is_kept_and_asked_next(page: Page) -> None:
    expect(page.locator(".or-welcome")).to_be_visible()
    question = page.get_by_role("textbox", name="Question")
    question.fill(_WHO_BOUGHT)
    question.press("Enter")
    question.press_sequentially("How many people were hurt?")
    question.press("Enter")
    question.press_sequentially("And why")
    expect(page.locator(".or-question")).to_have_count(2)
    expect(page.locator(".or-question").last).to_contain_text("How many people were hurt?")
    expect(question).to_have_value("And why")


def test_a_conversation_survives_a_reload_and_is_found_again(page: Page, address: str) -> None:
    _ask(page, _WHO_BOUGHT)
    page.locator(".or-marker").first.click()
    expect(page.locator("#source article h2")).to_be_focused()
    page.reload()
    expect(page.locator(".or-question")).to_have_text(f"You asked: {_WHO_BOUGHT}")
    expect(page.locator("#source mark:not(.or-pale)").first).to_contain_text("Ottilie Crab")
    _ask(page, "How many people were hurt when the Tarn Weir gave way?")
    page.goto("about:blank")
    page.goto(address)
    expect(page.locator(".or-welcome")).to_be_visible()
    page.get_by_role("button", name="Earlier conversations").click()
    page.locator("#earlier").get_by_role("button", name=_WHO_BOUGHT).click()
    expect(page.locator(".or-question")).to_have_count(2)


def test_articles_can_be_looked_through(page: Page) -> None:
    expect(page.locator("#footing")).to_have_text("4 articles · Everything stays on this machine.")
    page.get_by_role("tab", name="Library").click()
    expect(page.locator("#listing li")).to_have_count(4)
    page.get_by_role("textbox", name="Filter the articles").fill("herald weir")
    expect(page.locator("#listing li")).to_have_count(1)
    page.locator("#listing a").click()
    expect(page.locator("#source article h2")).to_have_text("Eleven hurt as the Tarn Weir gives way")
    expect(page.locator("#source mark")).to_have_count(0)


def test_a_quotation_opens_at_its_words(page: Page) -> None:
    page.get_by_role("tab", name="Quotes").click()
    topic = page.get_by_role("textbox", name="Topic")
    topic.fill("keeping the rye")
    topic.press("Enter")
    card = page.locator("#quotes .or-card").first
    expect(card.locator(".or-words")).to_have_text("“I shall keep the rye,”")
    expect(card).to_contain_text("as “she”")
    card.click()
    expect(page.locator("#source mark")).to_have_text("I shall keep the rye,")
    expect(page.locator("#source mark")).to_be_in_viewport()
    page.get_by_role("button", name="Who said what").click()
    expect(page.locator("#source .or-text mark")).to_have_attribute("title", re.compile("as “she”"))
    page.get_by_role("button", name="Plain text").click()
    expect(page.get_by_role("button", name="Who said what")).to_be_visible()
    expect(page.locator("#source mark")).to_have_text("I shall keep the rye,")

    topic.fill("")
    speaker = page.locator("#speaker input")
    speaker.fill("Nobody Atall")
    speaker.press("Enter")
    expect(page.locator("#quotes")).to_contain_text("Nothing was found that fits.")
    expect(page.locator("#source article")).to_have_count(0)


def test_a_name_that_fits_two_people_is_a_choice_and_the_list_is_taken_away(page: Page) -> None:
    page.get_by_role("tab", name="Quotes").click()
    speaker = page.locator("#speaker input")
    speaker.fill("Crab")
    speaker.press("Enter")
    page.locator("#quotes").get_by_role("button", name="Otto Crab").click()
    expect(page.locator("#quotes .or-card")).to_contain_text(["“The oven is cold,”"])
    with page.expect_download() as download:
        page.get_by_role("button", name="Download these").click()
    assert "The oven is cold," in Path(download.value.path()).read_text(encoding="utf-8")


def test_a_quotation_is_checked_with_its_difference(page: Page) -> None:
    page.get_by_role("tab", name="Check").click()
    page.locator("#said-by input").fill("Otto Crab")
    page.locator("#said-by input").press("Enter")
    quote = page.get_by_role("textbox", name="Quotation")
    quote.fill("The kitchen is cold")
    quote.press("Enter")
    expect(page.locator("#checked p.or-band")).to_have_text("altered")
    expect(page.locator("#checked del").first).to_have_text("kitchen")
    expect(page.locator("#checked ins").first).to_have_text("oven")
    expect(page.locator("#source mark")).to_contain_text("The oven is cold")


def test_a_draft_is_dropped_and_its_report_taken_away(page: Page, tmp_path: Path) -> None:
    draft = tmp_path / "draft.txt"
    draft.write_text("“The oven is cold,” Otto Crab said.\n\n“All the boats sank,” said Otto Crab.", encoding="utf-8")
    page.get_by_role("tab", name="Check").click()
    page.get_by_role("button", name="A whole draft").click()
    page.locator("#draft-file input[type=file]").set_input_files(draft)
    expect(page.locator(".or-faults > li").first).to_contain_text("2. not found")
    page.locator(".or-draft a", has_text="The oven is cold").click()
    expect(page.locator("#source mark")).to_contain_text("The oven is cold")
    expect(page.locator("#check-1")).to_contain_text("Where it stands")
    page.get_by_role("button", name="1 not found").click()
    expect(page.locator(".or-faults > li:visible")).to_have_count(1)
    with page.expect_download() as download:
        page.get_by_role("button", name="Download the report").click()
    assert "The oven is cold" in Path(download.value.path()).read_text(encoding="utf-8")
    with page.expect_download() as download:
        page.get_by_role("button", name="Corrections for Word").click()
    assert download.value.suggested_filename == "corrections.docx"
    assert "The oven is cold" in read_docx(Path(download.value.path()).read_bytes(), limit=1_000_000).text


def test_a_phone_has_the_source_as_a_sheet_with_a_way_back(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    _ask(page, _WHO_BOUGHT)
    beside = page.locator("#beside")
    expect(beside).to_be_hidden()
    for tab in ("Quotes", "Check", "Claims", "Library", "Ask"):
        page.get_by_role("tab", name=tab).click()
        page.wait_for_timeout(150)
        assert page.evaluate("document.documentElement.scrollWidth") == 390
    marker = page.locator(".or-marker").first
    marker.click()
    expect(page.locator("#source mark:not(.or-pale)")).to_be_in_viewport()
    box = beside.bounding_box()
    assert box is not None
    assert (box["x"], box["width"]) == (0, 390)
    outside = "[...document.querySelectorAll('#source *')].filter((e) => e.getBoundingClientRect().right > 390).length"
    assert page.evaluate(outside) == 0
    page.go_back()
    expect(beside).to_be_hidden()
    expect(marker).to_be_focused()
    marker.click()
    page.get_by_role("button", name="← Back").click()
    expect(beside).to_be_hidden()


def test_the_page_follows_a_dark_system(page: Page) -> None:
    page.emulate_media(color_scheme="dark")
    page.reload()
    expect(page.locator("body")).to_have_css("background-color", "rgb(22, 22, 21)")


def test_an_empty_archive_is_filled_on_the_page(page: Page, bare_address: str, tmp_path: Path) -> None:
    page.goto(bare_address)
    expect(page.locator(".or-welcome code")).to_contain_text("onrecord ingest PATH --index")
    _ask(page, "Is anybody there?")
    expect(page.get_by_role("alert").first).to_have_text("No articles yet: add some in the Library, then ask again.")

    page.get_by_role("tab", name="Library").click()
    expect(page.locator("#listing")).to_contain_text("No articles yet")
    expect(page.locator("#listing").get_by_role("button", name="Read the sample articles")).to_be_visible()
    good, bad = tmp_path / "weir.txt", tmp_path / "torn.pdf"
    good.write_text("The Tarn Weir gave way on Friday. “It broke,” Maud Ferris said.", encoding="utf-8")
    bad.write_text("no PDF", encoding="utf-8")
    page.locator("#files input[type=file]").set_input_files([good, bad])
    expect(page.locator("#outcomes")).to_contain_text("torn.pdf: is not a readable PDF file", timeout=30_000)
    expect(page.locator("#listing li")).to_have_count(1)
    expect(page.locator("#footing")).to_contain_text("1 article")

    page.get_by_role("button", name="Edit").click()
    page.locator("#new-date input, #new-date textarea").fill("2033-04-02")
    page.locator("#new-publisher input, #new-publisher textarea").fill("Pell Post")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#listing li")).to_contain_text("Pell Post · 2 April 2033")

    page.get_by_role("button", name="Remove").click()
    expect(page.locator("#listing")).to_contain_text("No articles yet")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#listing li")).to_contain_text("Pell Post · 2 April 2033")


def test_nothing_is_fetched_from_elsewhere(
    page: Page, address: str, requested: list[str], calls_outside: list[str]
) -> None:
    _ask(page, _WHO_BOUGHT)
    page.get_by_role("tab", name="Library").click()
    expect(page.locator("#listing li")).to_have_count(4)
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
    code += "from onrecord.web.door import Door\n"
    code += "with Archive.open(sys.argv[1]) as archive: launch(archive, Door(port=int(sys.argv[2])))"
    command = [sys.executable, "-c", code, str(tmp_path / "index"), str(free_port)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True) as served:
        assert served.stderr is not None
        try:
            said = next(line for line in served.stderr if "On Record" in line)
            assert said == f"On Record is open at http://127.0.0.1:{free_port} (Ctrl-C ends it)\n"
            assert httpx.get(f"http://127.0.0.1:{free_port}", timeout=60).status_code == 200
            served.send_signal(signal.SIGINT)
            assert served.wait(timeout=60) == 0
        finally:
            served.kill()
        assert "Traceback" not in served.stderr.read()
