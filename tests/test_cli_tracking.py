"""The commands that track claims, over an index of their own."""

import csv
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from onrecord.archive import Archive
from onrecord.cli import app

FIRST = (
    "Publisher: Sorrel Tribune\nPublished: 2031-03-04\n\n"
    "Twelve people died when the ferry Corvo burned off Ostrel on Monday.\n\n"
    "“The ferry carried no fire doors,” harbour master Ingrid Vale said on Tuesday.\n"
)
NOTHING = "nothing is watched: name a folder, a file or an address, or begin on the page"
SECOND = (
    "Publisher: Ostrel Post\nPublished: 2031-03-06\n\n"
    "Nineteen people died when the ferry Corvo burned off Ostrel on Monday.\n"
)


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """A folder with one article, which is in the index beside it."""
    folder = tmp_path / "inbox"
    folder.mkdir()
    (folder / "first.txt").write_text(FIRST, encoding="utf-8")
    done(tmp_path, "ingest", folder)
    return folder


def run(folder: Path, *words: object) -> str:
    result = CliRunner().invoke(app, [*map(str, words), "--index", str(folder / "index")])
    assert result.exit_code == 0, result.stderr
    return result.stdout


def done(folder: Path, *words: object) -> object:
    return json.loads(run(folder, *words, "--json"))


def test_a_claim_is_followed_ruled_on_watched_and_exported(tmp_path: Path, inbox: Path) -> None:
    listed = done(tmp_path, "claims", "--checkworthy")
    assert isinstance(listed, list)
    dead = next(each for each in listed if "died" in each["claim"])
    assert dead["occurrences"][0]["quote"] in FIRST
    done(tmp_path, "follow", dead["id"])
    ruled = done(tmp_path, "rule", dead["id"][:8], "--verdict", "too low", "--source", "harbour office")
    assert isinstance(ruled, dict)
    assert ruled["verdict"]["verdict"] == "too low"
    (inbox / "second.txt").write_text(SECOND, encoding="utf-8")
    told = done(tmp_path, "watch", inbox)
    assert isinstance(told, dict)
    assert [news["discrepancies"][0]["relation"] for news in told["news"]] == ["contradicts"]
    assert "contradicts" in run(tmp_path, "claims", "--discrepancies")
    dossier = tmp_path / "dossier.md"
    run(tmp_path, "export", "--format", "markdown", "--followed", "--output", dossier)
    assert "too low" in dossier.read_text(encoding="utf-8")
    rows = list(csv.DictReader(run(tmp_path, "export", "--format", "csv", "--discrepancies").splitlines()))
    assert {row["publisher"] for row in rows} == {"Sorrel Tribune", "Ostrel Post"}
    timeline = run(tmp_path, "timeline", "how many died on the ferry")
    assert timeline.index("first said") < timeline.index("changed")
    assert done(tmp_path, "follow", dead["id"], "--stop")


def test_with_no_source_named_what_the_page_watches_is_looked_at(tmp_path: Path, inbox: Path) -> None:
    refused = CliRunner().invoke(app, ["watch", "--index", str(tmp_path / "index")])
    assert refused.exit_code == 1
    assert refused.stderr.strip() == f"onrecord: {NOTHING}"
    with Archive.open(tmp_path / "index") as archive:
        archive.watches.add(str(inbox))
    (inbox / "second.txt").write_text(SECOND, encoding="utf-8")
    told = done(tmp_path, "watch")
    assert isinstance(told, dict)
    assert told["ingested"]["added"] == ["second"]


def test_fact_checks_are_brought_in_and_stand_beside_what_they_are_of(tmp_path: Path, inbox: Path) -> None:
    feed = inbox.parent / "feed.jsonl"
    row = {"claim": "The ferry Corvo carried no fire doors at all.", "rating": "true", "url": "https://f.example/1"}
    feed.write_text(f"{json.dumps(row)}\nno row\n", encoding="utf-8")
    report = done(tmp_path, "import", feed)
    assert isinstance(report, dict)
    assert (report["added"], report["updated"], len(report["failed"])) == (1, 0, 1)
    assert "true" in run(tmp_path, "check", "The ferry carried no fire doors", "--speaker", "Vale")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("follow", "nothing"), "no claim has the id 'nothing'"),
        (("export", "--format", "tapestry"), "is no format"),
        (("import", "nowhere.json"), "nowhere.json"),
    ],
)
def test_what_fails_is_one_line(tmp_path: Path, inbox: Path, words: tuple[str, ...], told: str) -> None:
    assert inbox.exists()
    result = CliRunner().invoke(app, [*words, "--index", str(tmp_path / "index")])
    assert result.exit_code == 1
    (line,) = [line for line in result.stderr.strip().splitlines() if line]
    assert told in line
