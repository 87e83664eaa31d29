"""The served page, asked by who does not keep to its forms: nothing of the machine comes out, nothing breaks."""

import json
import socket
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.archive import Archive
from onrecord.embedding import Embedder
from onrecord.model import Article
from onrecord.settings import Settings
from onrecord.web.app import start

PAINTING = "the safe is behind the painting"
HOSTILE = '<img src=x onerror="alert(1)"> “We <script>steal()</script> nothing,” said ${7*7} Ann Orr, {{value}}.'
LIMIT = 20_000


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[httpx.Client]:
    """A page over one hostile article, which takes small files only."""
    folder = tmp_path_factory.mktemp("served")
    (folder / "secret.txt").write_text(PAINTING, encoding="utf-8")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    given_settings = Settings(index=folder / "index", max_source_bytes=LIMIT)
    with Archive.open(settings=given_settings, embedder=embedder) as archive:
        archive.add([Article(id="hostile", title=HOSTILE, text=HOSTILE)])
        page = start(archive, port=port)
        try:
            with httpx.Client(base_url=f"http://127.0.0.1:{port}", trust_env=False, timeout=60) as client:
                client.headers["x-folder"] = str(folder)
                yield client
        finally:
            page.close()


def folder_of(site: httpx.Client) -> Path:
    return Path(site.headers["x-folder"])


def called(site: httpx.Client, number: int, data: list[Any]) -> str:
    """What the server sends back when one of its functions is called with any arguments; empty when it takes none."""
    session = uuid.uuid4().hex
    body = json.dumps({"data": data, "fn_index": number, "session_hash": session, "trigger_id": None})
    joined = site.post("/gradio_api/queue/join", content=body, headers={"content-type": "application/json"})
    assert joined.status_code < 600
    if joined.status_code != 200:
        return joined.text
    told = []
    with site.stream("GET", "/gradio_api/queue/data", params={"session_hash": session}) as events:
        for line in events.iter_lines():
            told.append(line)
            if '"process_completed"' in line or '"close_stream"' in line or '"unexpected_error"' in line:
                break
    return "\n".join(told)


def functions(site: httpx.Client) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = site.get("/config").json()["dependencies"]
    return found


PATHS = [
    "/etc/passwd",
    "../../../../etc/passwd",
    "..%2f..%2f..%2fetc/passwd",
    "%2e%2e/etc/passwd",
    "file:///etc/passwd",
    "~/.profile",
]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    "door", ["/gradio_api/file=", "/gradio_api/file/", "/static/", "/assets/", "/svelte/", "/theme/"]
)
def test_no_file_of_the_machine_is_given_out(site: httpx.Client, door: str, path: str) -> None:
    answer = site.get(f"{door}{path}")
    assert answer.status_code >= 400 or "root:" not in answer.text
    assert "root:" not in answer.text


def test_neither_the_index_nor_what_lies_beside_it_is_given_out(site: httpx.Client) -> None:
    folder = folder_of(site)
    link = folder / "index" / "link.txt"
    link.symlink_to(folder / "secret.txt")
    for path in (folder / "secret.txt", folder / "index" / "ledger.sqlite", link, Path("pyproject.toml").absolute()):
        answer = site.get(f"/gradio_api/file={path}")
        assert answer.status_code in {403, 404}, path
        assert PAINTING not in answer.text


@pytest.mark.parametrize(
    "name",
    [
        "../../evil.txt",
        "/etc/evil.txt",
        "..\\..\\evil.txt",
        "a/../../evil.txt",
        "\0.txt",
        "x" * 400 + ".txt",
        ".",
        "CON",
    ],
)
def test_the_name_of_an_upload_leads_nowhere(site: httpx.Client, name: str) -> None:
    answer = site.post("/gradio_api/upload", files={"files": (name, b"words")})
    if answer.status_code != 200:
        return
    for path in map(Path, answer.json()):
        assert path.exists()
        assert ".." not in path.parts
        assert path.parent.parent.name == "gradio" or "gradio" in str(path)
        assert not Path("/etc/evil.txt").exists()


def test_an_upload_over_the_limit_is_refused(site: httpx.Client) -> None:
    answer = site.post("/gradio_api/upload", files={"files": ("a.txt", b"x" * (LIMIT + 1))})
    assert answer.status_code == 413
    assert site.post("/gradio_api/upload", files={"files": ("a.txt", b"x" * 100)}).status_code == 200


@pytest.mark.parametrize(
    "path", ["/etc/passwd", "secret", "../secret.txt", "/proc/self/environ", "https://evil.example/a.txt"]
)
def test_a_file_that_was_not_uploaded_is_not_read(site: httpx.Client, path: str) -> None:
    named = str(folder_of(site) / "secret.txt") if path == "secret" else path
    file = {"path": named, "meta": {"_type": "gradio.FileData"}, "orig_name": "a.txt", "url": None}
    kinds = {each["id"]: each["type"] for each in site.get("/config").json()["components"]}
    takers = [each for each in functions(site) if any(kinds[number] == "file" for number in each["inputs"])]
    assert takers
    for each in takers:
        told = called(site, each["id"], [[file]] + [None] * (len(each["inputs"]) - 1))
        assert PAINTING not in told
        assert "root:" not in told


ODD = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


@given(st.data())
@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
def test_functions_called_with_anything_break_nothing(site: httpx.Client, data: st.DataObject) -> None:
    every = functions(site)
    kinds = {each["id"]: each["type"] for each in site.get("/config").json()["components"]}
    each = data.draw(st.sampled_from(every))
    count = len(each["inputs"])
    arguments = data.draw(st.lists(ODD, min_size=0, max_size=count + 1))
    told = called(site, each["id"], json.loads(json.dumps(arguments, allow_nan=True)) if _plain(arguments) else [])
    assert "Traceback" not in told
    assert str(folder_of(site)) not in told
    if any(kinds[number] == "html" for number in each["outputs"]):
        assert "<script>steal" not in told.replace("\\u003c", "<")
    assert site.get("/config").status_code == 200


def _plain(value: object) -> bool:
    try:
        json.dumps(value, allow_nan=False)
    except ValueError:
        return False
    return True


ODD_BODIES = {
    "nothing": b"",
    "null": b"null",
    "list": b"[]",
    "cut": b'{"data": [',
    "no utf-8": b'{"data": ["\xff\xfe"]}',
    "no data": b"{}",
    "data is null": b'{"data": null}',
    "data is an object": b'{"data": {"data": {}}}',
    "too few": b'{"data": []}',
    "too many": json.dumps({"data": [HOSTILE] * 300}).encode(),
    "too large a number": b'{"data": [1e999, -1e999, 123456789012345678901234567890]}',
    "not a number": b'{"data": [NaN]}',
    "half a character": b'{"data": ["\\ud800", "\\udfff"]}',
    "deep": b'{"data": ' + b"[" * 5_000 + b"]" * 5_000 + b"}",
    "another type": b'{"data": [true, {"path": "/etc/passwd"}, [[]]], "session_hash": 7, "fn_index": "no"}',
}


@pytest.mark.parametrize("body", ODD_BODIES.values(), ids=ODD_BODIES.keys())
def test_no_body_breaks_an_endpoint_or_brings_out_its_insides(site: httpx.Client, body: bytes) -> None:
    named = [name.strip("/") for name in site.get("/gradio_api/info").json()["named_endpoints"]]
    assert {"ask", "articles"} <= set(named)
    doors = ["queue/join", "reset", "cancel", "component_server", "upload", *(f"call/{name}" for name in named)]
    for door in (*doors, *(f"run/{name}" for name in named)):
        answer = site.post(f"/gradio_api/{door}", content=body, headers={"content-type": "application/json"})
        for insides in ("Traceback", "site-packages", str(folder_of(site)), "root:"):
            assert insides not in answer.text, door
    assert site.get("/config").status_code == 200
    articles = next(each["id"] for each in functions(site) if each["api_name"] == "articles")
    assert '"hostile"' in called(site, articles, [])


def test_another_origin_and_another_name_are_refused(site: httpx.Client) -> None:
    for origin in ("http://evil.example", "null", "https://127.0.0.1"):
        assert site.get("/config", headers={"Origin": origin}).status_code == 403
        assert site.post("/gradio_api/queue/join", json={}, headers={"Origin": origin}).status_code == 403
    assert site.get("/config", headers={"Host": "evil.example"}).status_code == 400
    own = str(site.base_url).rstrip("/")
    assert site.get("/config", headers={"Origin": own}).status_code == 200


def test_the_server_fetches_nothing_for_anybody(site: httpx.Client) -> None:
    assert site.get("/gradio_api/proxy=https://evil.example/").status_code == 404
    assert site.get("/gradio_api/file=https://evil.example/a.txt").status_code >= 400


@pytest.mark.parametrize("path", ["/?page=%0F", "/pwa_icon/64", "/pwa_icon?size=0"])
def test_what_there_is_not_is_not_here(site: httpx.Client, path: str) -> None:
    answer = site.get(path)
    assert (answer.status_code, answer.text) == (404, "Not here.")


def test_a_function_that_there_is_not_is_not_here(site: httpx.Client) -> None:
    answer = site.post("/gradio_api/api/winch", json={"data": []})
    assert (answer.status_code, answer.text) == (404, "Not here.")
