"""A real browser and the real page, served from this machine over a small archive."""

import socket
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from shutil import which

import pytest
from playwright.sync_api import Browser, Dialog, Page, expect, sync_playwright

from onrecord.archive import Archive
from onrecord.embedding import Embedder
from onrecord.model import Article
from onrecord.web.app import start

from ..ports import free_port_number

_HOSTILE = (
    "<script>alert(1)</script> ${alert(2)} {{value}} [a](javascript:alert(3)) ![b](x) <img src=x onerror=alert(4)>"
)
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
expect.set_options(timeout=30_000)  # a machine that does much else is slow, and no test judges the clock

_LOOPBACK = ("127.0.0.1", "::1", "localhost")


def _articles() -> list[Article]:
    filler = "The ferry to Pell Island ran as usual and the market in Dunmere opened at eight. " * 30
    return [
        Article(
            id="flood",
            title="Eleven hurt as the Tarn Weir gives way",
            publisher="The Dunmere Herald",
            author="Maud Ferris",
            published=date(2033, 4, 2),
            url="https://dunmere-herald.example/flood",
            text=f"{filler}\n\nEleven people were hurt when the Tarn Weir gave way on Friday. {filler}",
        ),
        Article(
            id="bakery",
            title="Dunmere's oldest bakery is sold",
            publisher="Pell Island Post",
            published=date(2033, 5, 9),
            text="The oldest bakery in Dunmere was sold on Monday to Ottilie Crab. “I shall keep the rye,” she said.",
        ),
        Article(
            id="oven",
            title="A bakery on the island",
            publisher="Pell Island Post",
            published=date(2033, 6, 1),
            text="“The oven is cold,” Otto Crab said. Ottilie Crab has not answered.",
        ),
        Article(
            id="hostile",
            title=f"Printing error {_HOSTILE}",
            publisher=f"Pell {_HOSTILE}",
            author=_HOSTILE,
            url="javascript:alert(5)",
            text=f"The printing error in the Pell almanac was caused by the lodger Barnaby Vetch, {_HOSTILE} he wrote.",
        ),
    ]


def chromium() -> Path | None:
    """The Chromium of this machine, None where there is none."""
    found = next(filter(None, map(which, ("chromium", "chromium-browser", "google-chrome"))), None)
    return Path(found) if found else None


@pytest.fixture
def hostile() -> str:
    """Words that an article and a question may have, and that must show as they are."""
    return _HOSTILE


@pytest.fixture
def free_port() -> int:
    """A port that nothing listens on."""
    return free_port_number()


@pytest.fixture(scope="module")
def calls_outside() -> Iterator[list[str]]:
    """The addresses beyond this machine that Python tried to reach."""
    tried: list[str] = []
    connect = socket.socket.connect

    def watched(self: socket.socket, address: tuple[str, int]) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in _LOOPBACK:
            tried.append(address[0])
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", watched)
        yield tried


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, calls_outside: list[str], embedder: Embedder) -> Iterator[str]:
    """The address of the page over a small archive."""
    assert not calls_outside
    with Archive.open(tmp_path_factory.mktemp("index"), embedder=embedder) as archive:
        archive.add(_articles())
        page = start(archive, port=(port := free_port_number()))
        yield f"http://127.0.0.1:{port}"
        page.close()


@pytest.fixture(scope="module")
def bare_address(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[str]:
    """The address of the page over an archive with nothing in it."""
    with Archive.open(tmp_path_factory.mktemp("bare"), embedder=embedder) as archive:
        page = start(archive, port=(port := free_port_number()))
        yield f"http://127.0.0.1:{port}"
        page.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A Chromium of this machine; none is ever downloaded."""
    found = chromium()
    if found is None:
        pytest.skip("no Chromium on this machine: install the package `chromium` to run the browser tests")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield launched
        launched.close()


@pytest.fixture
def requested() -> list[str]:
    """The addresses that the browser asked for, filled as the page works."""
    return []


@pytest.fixture
def page(browser: Browser, address: str, requested: list[str]) -> Iterator[Page]:
    """The page in a fresh tab of its own visitor; any script alert or error of the page fails the test."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    tab, faults = context.new_page(), list[str]()

    def alerted(dialog: Dialog) -> None:
        faults.append(f"alert {dialog.message}")
        dialog.dismiss()

    tab.set_default_timeout(30_000)
    tab.on("dialog", alerted)
    tab.on("pageerror", lambda error: faults.append(str(error)))
    tab.on("request", lambda request: requested.append(request.url))
    tab.goto(address)
    yield tab
    context.close()
    assert not faults
