import json
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from onrecord.archive import Archive
from onrecord.embedding import Embedder
from onrecord.model import Article
from onrecord.web.app import ServedPage, serve
from onrecord.web.door import Door
from onrecord.web.endpoints import endpoints

from ..ports import free_port_number

pytestmark = [
    pytest.mark.filterwarnings("ignore:.*no_silent_downcasting"),
    pytest.mark.filterwarnings("ignore:The copy keyword is deprecated"),
]

_USING = Path(__file__).parents[2] / "docs" / "using.md"


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Archive]:
    with Archive.open(tmp_path_factory.mktemp("index"), embedder=embedder) as opened:
        opened.add([Article(id="weir", text="The Tarn Weir gave way on Friday. “It broke,” Maud Ferris said.")])
        yield opened


@pytest.fixture(scope="module")
def served(archive: Archive) -> Iterator[tuple[ServedPage, str]]:
    door = Door(port=free_port_number(), mcp=True)
    page = serve(archive, door)
    yield page, door.url
    page.close()


def called(url: str, name: str, given: dict[str, Any]) -> tuple[str, Any]:
    """What a named endpoint gives: the event that ends its answer, and its data."""
    event = httpx.post(f"{url}/gradio_api/call/v2/{name}", json=given).json()["event_id"]
    told = httpx.get(f"{url}/gradio_api/call/v2/{name}/{event}", timeout=30).text
    kind, data = re.findall(r"^(?:event|data): (.*)$", told, re.M)[-2:]
    return kind, json.loads(data)


def test_each_endpoint_tells_its_name_and_what_it_takes(served: tuple[ServedPage, str], archive: Archive) -> None:
    told = httpx.get(f"{served[1]}/gradio_api/info").json()["named_endpoints"]
    names = {"search", "ask", "quotes", "check", "claims", "fact_checks", "article", "articles", "speakers"}
    assert set(told) == {f"/{name}" for name in names}
    for tool in endpoints(archive):
        assert tool.__doc__
        assert told[f"/{tool.__name__}"]["description"] == " ".join(tool.__doc__.split())
    assert [each["parameter_name"] for each in told["/check"]["parameters"]][:2] == ["quote", "speaker"]


def test_what_is_left_out_has_its_usual_value(served: tuple[ServedPage, str]) -> None:
    kind, (answer,) = called(served[1], "ask", {"question": "What gave way on Friday?"})
    assert kind == "complete"
    assert answer["citations"][0]["quote"] == "The Tarn Weir gave way on Friday."
    assert [each["id"] for each in called(served[1], "articles", {})[1][0]] == ["weir"]


def test_what_goes_wrong_on_purpose_is_told_in_its_line(served: tuple[ServedPage, str]) -> None:
    kind, told = called(served[1], "article", {"article_id": "none"})
    assert kind == "error"
    assert told["error"].startswith("no article 'none'")
    assert called(served[1], "ask", {"question": "Why?", "since": "soon"})[0] == "error"


def test_the_example_in_the_documentation_works(served: tuple[ServedPage, str]) -> None:
    shown = re.findall(r"^\$ curl ((?:[^\n]*\\\n)*[^\n]*)", _USING.read_text(encoding="utf-8"), re.M)
    post, get = (shlex.split(each.replace("\\\n", " ")) for each in shown[:2])
    sent = json.loads(post[post.index("-d") + 1])
    address = next(word for word in post if "://" in word)
    assert address == "http://127.0.0.1:7860/gradio_api/call/v2/check"
    assert next(word for word in get if "://" in word) == f"{address}/EVENT_ID"
    assert called(served[1], "check", sent)[0] == "complete"


def test_assistants_find_the_tools_beside_the_page(served: tuple[ServedPage, str]) -> None:
    asked = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "a", "version": "1"}}
    told = httpx.post(
        f"{served[1]}/mcp",
        json={"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": asked},
        headers={"accept": "application/json, text/event-stream"},
    )
    assert "onrecord" in told.text
    assert httpx.get(served[1]).status_code == 200


def test_a_page_with_a_password_lets_nobody_in_without(archive: Archive) -> None:
    door = Door(port=free_port_number(), auth="maud:weir")
    page = serve(archive, door)
    try:
        asked = f"{door.url}/gradio_api/call/v2/ask"
        assert httpx.post(asked, json={"question": "Why?"}).status_code == 401
        assert httpx.get(f"{door.url}/config").status_code == 401
        wrong = httpx.post(f"{door.url}/login", data={"username": "maud", "password": "sluice"})
        assert wrong.status_code == 400
        with httpx.Client() as client:
            assert client.post(f"{door.url}/login", data={"username": "maud", "password": "weir"}).status_code == 200
            assert "event_id" in client.post(asked, json={"question": "Why?"}).json()
    finally:
        page.close()
