import logging
import warnings

import pytest

from onrecord.errors import ReadError
from onrecord.reading.draft import Draft, parsing, web_address


def test_placeholders_of_programs_are_no_metadata() -> None:
    draft = Draft(text="Words.", title="(untitled)", author="python-docx", publisher=" ", language="en_GB").cleaned()
    assert (draft.title, draft.author, draft.publisher, draft.language) == (None, None, None, "en")


def test_only_web_addresses_are_kept() -> None:
    assert web_address(" https://courier.example/a ") == "https://courier.example/a"
    assert web_address("javascript:alert(1)") is None
    assert web_address("https://courier.example/a b") is None
    assert web_address("https://[::1/a") is None
    assert web_address("https:///a") is None
    assert Draft(text="x", url="file:///etc/passwd").cleaned().url is None


def test_gaps_are_filled_and_what_is_stated_stays() -> None:
    draft = Draft(text="Words.", title="Own").filled(Draft(text="Other.", title="Other", author="Mara Quill"))
    assert (draft.text, draft.title, draft.author) == ("Words.", "Own", "Mara Quill")


def test_no_text_is_no_article() -> None:
    with pytest.raises(ReadError, match="no text"):
        Draft(text=" \n", title="Only a title").article(id="a", source="a.txt")


@pytest.mark.parametrize("failure", [KeyError("/Root"), RecursionError(), ValueError("bad"), ZeroDivisionError()])
def test_a_parser_that_fails_is_one_clear_line(failure: Exception) -> None:
    with pytest.raises(ReadError, match="not a readable PDF file"), parsing("PDF"):
        raise failure


def test_a_parser_is_kept_quiet_and_its_logger_is_given_back(caplog: pytest.LogCaptureFixture) -> None:
    logger = logging.getLogger("onrecord.test.parser")
    before = logger.level
    with parsing("PDF", "onrecord.test.parser"):
        logger.error("odd object")
        warnings.warn("old code", DeprecationWarning, stacklevel=1)
    assert not caplog.records
    assert logger.level == before


def test_an_interrupt_is_not_swallowed() -> None:
    with pytest.raises(KeyboardInterrupt), parsing("PDF"):
        raise KeyboardInterrupt
