import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp import Client, StdioServerParameters

from onrecord.archive import Archive
from onrecord.integrations.langchain_tools import langchain_tools
from onrecord.integrations.mcp_server import mcp_server

PROGRAM = ("-c", "from onrecord.cli import main; main()")
NAMES = {"search", "ask", "quotes", "check", "article"}


def assert_exact(archive: Archive, found: dict[str, Any]) -> None:
    """A citation's words are the article's own at its place."""
    assert found["quote"] == archive.article(found["article_id"]).text[found["start"] : found["end"]]


def call(server: Any, name: str, **given: object) -> Any:  # noqa: ANN401
    async def calling() -> Any:  # noqa: ANN401
        async with Client(server) as client:
            return await client.call_tool(name, given)

    return anyio.run(calling)


def value(result: Any) -> Any:  # noqa: ANN401
    assert not result.is_error, result
    held = result.structured_content
    return held["result"] if set(held) == {"result"} else held


def test_every_tool_is_listed_with_what_it_does(samples: Archive) -> None:
    async def listing() -> Any:  # noqa: ANN401
        async with Client(mcp_server(samples)) as client:
            return (await client.list_tools()).tools

    found = anyio.run(listing)
    assert {tool.name for tool in found} >= NAMES
    assert all(tool.description and tool.annotations and tool.annotations.read_only_hint for tool in found)


def test_an_answer_has_exact_citations(samples: Archive) -> None:
    answer = value(call(mcp_server(samples), "ask", question="When was the reed moth first described?"))
    assert answer["citations"]
    for citation in answer["citations"]:
        assert_exact(samples, citation)


def test_a_search_has_exact_passages(samples: Archive) -> None:
    hits = value(call(mcp_server(samples), "search", question="reed moth", limit=3))
    assert len(hits) == 3
    for hit in hits:
        passage = hit["passage"]
        assert_exact(samples, {**passage, "quote": passage["text"]})


def test_quotations_have_exact_words_and_a_speaker(samples: Archive) -> None:
    found = value(call(mcp_server(samples), "quotes", speaker="Peder Quill", limit=2))
    assert len(found) == 2
    for quotation in found:
        assert quotation["speaker"] == "Peder Quill"
        for words in quotation["content"]:
            assert_exact(samples, {**words, "quote": words["text"], "article_id": quotation["article_id"]})


def test_a_quotation_is_checked(samples: Archive) -> None:
    checked = value(call(mcp_server(samples), "check", quote="You hear a noise like a train", speaker="Peder Quill"))
    assert checked["verdict"] == "verbatim"


def test_what_goes_wrong_is_told_in_one_line(samples: Archive) -> None:
    result = call(mcp_server(samples), "article", article_id="no-such-article")
    assert result.is_error
    assert "no-such-article" in result.content[0].text


def test_the_tools_are_langchains_too(samples: Archive) -> None:
    tools = {tool.name: tool for tool in langchain_tools(samples)}
    assert set(tools) >= {f"archive_{name}" for name in NAMES}
    answer = tools["archive_ask"].invoke({"question": "When was the reed moth first described?"})
    for citation in answer["citations"]:
        assert_exact(samples, citation)
    json.dumps(answer)


@pytest.fixture(scope="module")
def index(samples: Archive) -> Path:
    return Path(samples.settings.index)


def test_the_command_serves_over_standard_input_and_output(index: Path, samples: Archive) -> None:
    command = StdioServerParameters(
        command=sys.executable, args=[*PROGRAM, "mcp", "--index", str(index)], env=dict(os.environ)
    )
    answer = value(call(command, "search", question="reed moth", limit=1))
    assert_exact(samples, {**answer[0]["passage"], "quote": answer[0]["passage"]["text"]})


@pytest.fixture
def address(index: Path) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    words = [sys.executable, *PROGRAM, "mcp", "--http", "--port", str(port), "--index", str(index)]
    with subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL) as server:
        try:
            for _ in range(300):
                with socket.socket() as probe:
                    if probe.connect_ex(("127.0.0.1", port)) == 0:
                        break
                time.sleep(0.1)
            yield f"http://127.0.0.1:{port}/mcp"
        finally:
            server.terminate()


def test_the_command_serves_over_http(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    checked = value(call(address, "check", quote="You hear a noise like a train"))
    assert checked["verdict"] == "verbatim"
