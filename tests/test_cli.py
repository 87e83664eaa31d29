import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from onrecord import __version__
from onrecord.cli import app

SAMPLES = Path(__file__).parent.parent / "examples" / "articles"
BRIDGE = "Why did the bridge at Brindle Cross fall?"
READING = ("ingest", "articles", "speakers", "show", "set", "correct", "remove")
TRACKING = ("claims", "timeline", "follow", "rule", "watch", "import")
COMMANDS = (
    *READING,
    "ask",
    "check",
    "quotes",
    "doctor",
    "serve",
    "prompts",
    "mcp",
    *TRACKING,
    "backup",
    "restore",
    "migrate",
    "export",
)
HEAVY = {
    "torch",
    "sentence_transformers",
    "transformers",
    "chromadb",
    "gradio",
    "langchain_core",
    "trafilatura",
    "pypdf",
}


def run(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


def done(*words: object) -> Any:  # noqa: ANN401
    result = run(*words, "--json")
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def failed(*words: object) -> str:
    """The one line on standard error with which a command fails."""
    result = run(*words)
    assert result.exit_code == 1
    [line] = result.stderr.strip().splitlines()
    return line


PROGRAM = (sys.executable, "-c", "from onrecord.cli import main; main()")


def process(*words: str | bytes, stdout: int = subprocess.PIPE) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([*PROGRAM, *words], stdin=subprocess.DEVNULL, stdout=stdout, stderr=subprocess.PIPE)


@pytest.fixture(autouse=True)
def _no_settings_of_the_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("ONRECORD_")]:
        monkeypatch.delenv(name)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of the sample articles; tests only read it."""
    folder = tmp_path_factory.mktemp("cli") / "index"
    assert len(done("ingest", SAMPLES, "--index", folder)["added"]) == len(list(SAMPLES.iterdir()))
    return folder


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """An index of one article, to be changed at will."""
    source = tmp_path / "otters.txt"
    source.write_text("Otters return to Quillfleet\n\nThree otters were seen in Quillfleet on Monday, a warden said.\n")
    assert done("ingest", source, "--index", tmp_path / "own")["added"] == ["otters"]
    return tmp_path / "own"


@pytest.mark.parametrize("words", [("--help",), ("-h",), *((name, "-h") for name in COMMANDS)])
def test_help_is_there(words: tuple[str, ...]) -> None:
    result = run(*words)
    assert result.exit_code == 0
    assert result.stdout.startswith("Usage: ")


def test_help_names_every_command() -> None:
    listed = run("--help").stdout.partition("Commands:")[2]
    assert [line.split()[0] for line in listed.strip().splitlines()] == list(COMMANDS)
    assert "..." not in listed, "a summary is cut off"


def test_version() -> None:
    assert run("--version").stdout == f"onrecord {__version__}\n"


def test_help_takes_less_than_four_tenths_of_a_second() -> None:
    spent = []
    for _ in range(5):
        before = getrusage(RUSAGE_CHILDREN)
        assert process("--help").returncode == 0
        after = getrusage(RUSAGE_CHILDREN)
        spent.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    assert min(spent) < 0.4


@pytest.mark.parametrize(
    ("words", "rich_too"),
    [
        (["--help"], True),
        (["articles", "--json"], False),
        (["articles"], False),
        (["speakers"], False),
        (["show", "otters"], False),
        (["show", "otters", "--attributions"], False),
        (["quotes", "--kind", "direct"], False),
        (["check", "You can hold me to that", "--speaker", "Rooke"], False),
    ],
)
def test_light_commands_load_nothing_heavy(own: Path, words: list[str], rich_too: bool) -> None:
    loaded = packages(own, words)
    assert not loaded & (HEAVY | ({"rich", "numpy", "sqlalchemy", "pydantic"} if rich_too else set()))


@pytest.mark.parametrize(
    ("words", "reads"), [(["ask", "What did Rooke say?"], True), (["quotes", "--about", "otters"], False)]
)
def test_only_reading_loads_torch(own: Path, words: list[str], reads: bool) -> None:
    spared = {"transformers", "sentence_transformers", "gradio", "mcp"}
    assert not packages(own, words) & (spared if reads else {"torch", *spared})


def packages(own: Path, words: list[str]) -> set[str]:
    """The packages that a command loads."""
    script = f"""
import sys
sys.argv[1:] = {words!r}
from onrecord.cli import main
try:
    main()
except SystemExit as stop:
    print(*sorted(name.partition(".")[0] for name in sys.modules), file=sys.stderr)
    raise
"""
    environment = os.environ | {"ONRECORD_INDEX": str(own)}
    ran = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True)
    loaded = set(ran.stderr.split())
    assert "onrecord" in loaded
    return loaded


def test_ingest_reports_what_it_did(tmp_path: Path) -> None:
    index, first, second = tmp_path / "index", tmp_path / "first.txt", tmp_path / "second.txt"
    first.write_text("The first lamp on Hollow Pier was lit at dusk.")
    second.write_text("The second lamp stayed dark.")
    before = done("ingest", first, second, "--index", index)
    assert before == {"added": ["first", "second"], "updated": [], "unchanged": [], "failed": []}
    second.write_text("The second lamp was mended.")
    after = done("ingest", first, second, tmp_path / "third.txt", "--index", index)
    assert after == {
        "added": [],
        "updated": ["second"],
        "unchanged": ["first"],
        "failed": [{"source": str(tmp_path / "third.txt"), "error": "does not exist"}],
    }


def test_ingest_names_each_failure_and_fails_only_when_everything_did(own: Path, tmp_path: Path) -> None:
    missing = [tmp_path / "one.txt", tmp_path / "two.txt"]
    some = run("ingest", *missing, tmp_path / "otters.txt", "--index", own)
    assert some.exit_code == 0
    assert some.stdout == "0 added, 0 updated, 1 unchanged, 2 failed\n"
    assert some.stderr == "".join(f"{path}: does not exist\n" for path in missing)
    assert run("ingest", *missing, "--index", own, "--json").exit_code == 1


def test_what_reading_guessed_is_told(tmp_path: Path) -> None:
    file, own = tmp_path / "otters.txt", tmp_path / "index"
    file.write_text(
        "Otters come back\n\nThe otters of Ember Bay came back on Monday, Tobin Vale said.", encoding="utf-8"
    )
    told = run("ingest", str(file), "--verbose", "--index", own)
    assert "otters: the title is guessed: Otters come back" in told.stderr
    assert "reading: the title is guessed: Otters come back" in run("show", "otters", "--index", own).stdout
    assert done("show", "otters", "--index", own)["notes"] == ["the title is guessed: Otters come back"]
    assert done("doctor", "--index", own)["readings"] == {"the title is guessed": 1}
    assert "the title is guessed, in 1 of the articles" in run("doctor", "--index", own).stdout


def test_ingest_reads_standard_input(own: Path) -> None:
    result = CliRunner().invoke(
        app, ["ingest", "-", "--index", str(own), "--json"], input="A heron came to Quillfleet."
    )
    assert len(json.loads(result.stdout)["added"]) == 1


def test_ingest_reads_no_private_address_unless_told_to(own: Path) -> None:
    address = "http://127.0.0.1:9/otters"
    refused = run("ingest", address, "--index", own, "--json")
    tried = run("ingest", address, "--allow-private", "--index", own, "--json")
    errors = [json.loads(result.stdout)["failed"][0]["error"] for result in (refused, tried)]
    assert refused.exit_code == tried.exit_code == 1
    assert "private" in errors[0]
    assert "could not be fetched" in errors[1]


def test_ask_answers_with_the_exact_words(index: Path) -> None:
    answer = done("ask", BRIDGE, "--index", index)
    assert list(answer) == ["question", "answer", "abstained", "writer", "citations"]
    assert (answer["question"], answer["abstained"], answer["writer"]) == (BRIDGE, False, "extractive")
    for citation in answer["citations"]:
        article = done("show", citation["article_id"], "--index", index)
        assert citation["quote"] == article["text"][citation["start"] : citation["end"]]
        assert f"[{citation['n']}]" in answer["answer"]
        assert {name: article[name] for name in ("title", "publisher", "published", "url")}.items() <= citation.items()


def test_ask_prints_the_answer_and_its_sources(index: Path) -> None:
    result = run("ask", BRIDGE, "--index", index)
    answer, _, sources = result.stdout.partition("\nSources\n")
    assert "[1]" in answer
    assert sources.startswith("[1] ")


def test_an_abstention_is_done(index: Path) -> None:
    question = "What is the recipe for lentil soup?"
    assert done("ask", question, "--index", index)["abstained"] is True
    result = run("ask", question, "--index", index)
    assert result.exit_code == 0
    assert "\nNot an answer, but near:\n[1] " in result.stdout


def test_ask_stays_within_its_filters(index: Path) -> None:
    scope = ("--publisher", "Ostrel Post", "--since", "2031-03-01", "--until", "2031-03-31")
    answer = done("ask", "What did the harbour master say about a winch?", *scope, "--index", index)
    assert {c["article_id"] for c in answer["citations"]} == {"ostrel-post_2031-03-14_sluice-gates"}
    elsewhere = done("ask", BRIDGE, "--article", "sorrel-tribune_2031-10-14_quill", "--index", index)
    assert {c["article_id"] for c in elsewhere["citations"]} <= {"sorrel-tribune_2031-10-14_quill"}


def test_a_question_in_broken_bytes_is_a_question_to_a_process_of_its_own(index: Path) -> None:
    ran = process("ask", b"Why did the bridge \xff fall?", "--index", str(index), "--json")
    assert ran.returncode == 0, ran.stderr
    assert json.loads(ran.stdout)["question"] == "Why did the bridge \ufffd fall?"


def test_articles_are_listed_without_their_text(index: Path) -> None:
    listed = done("articles", "--index", index)
    assert len(listed) == len(list(SAMPLES.iterdir()))
    assert all("text" not in article and article["sha256"] for article in listed)
    days = [article["published"] for article in listed if article["published"]]
    assert days == sorted(days, reverse=True)
    chosen = done("articles", "--publisher", "ostrel post", "--since", "2031-06-01", "--index", index)
    assert chosen == [a for a in listed if a["publisher"] == "Ostrel Post" and (a["published"] or "") >= "2031-06-01"]
    table = run("articles", "--index", index).stdout.splitlines()
    assert [line.split()[-1] for line in table] == ["ID", *(article["id"] for article in listed)]


def test_show_prints_the_text(own: Path) -> None:
    assert done("show", "otters", "--index", own)["text"] in run("show", "otters", "--index", own).stdout


def test_show_marks_who_said_what(index: Path) -> None:
    for article in done("articles", "--index", index):
        shown = done("show", article["id"], "--attributions", "--index", index)
        for said in (attributions := shown.pop("attributions")):
            assert list(said) == ["kind", "speaker", "source", "cue", "content", "confidence"]
            assert all(part["text"] == shown["text"][part["start"] : part["end"]] for part in said["content"])
        assert attributions
        assert shown == done("show", article["id"], "--index", index)
        assert [a["content"][0]["start"] for a in attributions] == sorted(
            a["content"][0]["start"] for a in attributions
        )
    listed = run("show", article["id"], "--attributions", "--index", index).stdout.partition("\nAttributions\n")[2]
    numbers = [int(line.split()[0]) for line in listed.splitlines() if not line.startswith(" ")]
    assert numbers == list(range(1, len(attributions) + 1))


def test_speakers_are_those_of_the_attributions(index: Path) -> None:
    said = [
        (a["speaker"], article["id"])
        for article in done("articles", "--index", index)
        for a in done("show", article["id"], "--attributions", "--index", index)["attributions"]
    ]
    listed = done("speakers", "--index", index)
    counted = Counter(name for name, _ in said)
    assert all(list(each) == ["name", "aliases", "attributions", "articles"] for each in listed)
    totals = Counter[str | None]()
    for each in listed:
        totals[each["name"]] += each["attributions"]
    unknown = counted.pop(None)
    assert totals == counted
    assert [each["attributions"] for each in listed] == sorted(counted.values(), reverse=True)
    assert {each["name"]: each["articles"] for each in listed} == Counter(name for name, _ in {*said} if name)
    (tormund,) = (each for each in listed if each["name"] == "Ilse Tormund")
    assert "Tormund" in tormund["aliases"]
    assert tormund["articles"] > 1
    table = run("speakers", "--all", "--index", index).stdout.splitlines()
    assert len(table) == len(listed) + 2
    assert table[-1] == f"unknown speaker: {unknown} attributions"
    most = run("speakers", "--index", index)
    assert len(most.stdout.splitlines()) == 30 + 2
    assert most.stderr == f"{len(listed) - 30} more: list them with --all\n"


@pytest.mark.parametrize("words", [("speakers",), ("ask", "Why?"), ("articles",), ("doctor",), ("remove", "otters")])
def test_a_mistyped_index_is_one_line_and_makes_nothing(tmp_path: Path, words: tuple[str, ...]) -> None:
    result = run(*words, "--index", tmp_path / "none")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(f"onrecord: there is no index in {tmp_path / 'none'}: ")
    assert result.stderr.count("\n") == 1
    assert not (tmp_path / "none").exists()


def test_an_article_is_described_and_stays_so(own: Path, tmp_path: Path) -> None:
    (listed,) = done("set", "ott", "--date", "2031-03-10", "--publisher", "Pell Post", "--index", own)
    assert (listed["published"], listed["publisher"]) == ("2031-03-10", "Pell Post")
    assert done("ingest", tmp_path / "otters.txt", "--index", own)["unchanged"] == ["otters"]
    (tmp_path / "otters.txt").write_text("Otters return\n\nFour otters were seen, a warden said.\n")
    assert done("ingest", tmp_path / "otters.txt", "--index", own)["updated"] == ["otters"]
    assert done("show", "otters", "--index", own)["published"] == "2031-03-10"
    assert [each["id"] for each in done("articles", "--publisher", "pell post", "--index", own)] == ["otters"]
    assert done("set", "otters", "--date", "", "--index", own)[0]["published"] is None
    for wrong in ((), ("--date", "soon")):
        assert run("set", "otters", *wrong, "--index", own).exit_code == 2


def test_who_said_a_quotation_is_corrected_and_taken_back(tmp_path: Path) -> None:
    own = tmp_path / "own"
    (tmp_path / "otters.txt").write_text("“The otters are back,” Ada Quill said.\n\nOtto Crab sat.\n", encoding="utf-8")
    done("ingest", tmp_path / "otters.txt", "--index", own)
    at = ("--index", own)
    assert done("correct", *at) == []
    (stated,) = done("correct", "ott", "otters are", "--speaker", "Otto Crab", "--note", "The tape", *at)
    assert (stated["kind"], stated["speaker"], stated["note"]) == ("speaker", "Otto Crab", "The tape")
    assert [each["text"] for each in stated["content"]] == ["The otters are back,"]
    assert done("correct", "ott", *at) == [stated]
    (said,) = done("quotes", *at)
    assert (said["speaker"], said["confidence"], said["correction"]["note"]) == ("Otto Crab", 1.0, "The tape")
    assert "corrected by a person on" in run("show", "ott", "--attributions", *at).stdout
    assert "corrected by a person on" in run("quotes", *at).stdout
    assert "A person settled on" in run("check", "the otters are back", *at).stdout
    (nobody,) = done("correct", "ott", "otters are", "--nobody", *at)
    assert (nobody["kind"], done("quotes", *at)[0]["speaker"]) == ("nobody", None)
    done("correct", "ott", "otters are", "--not-said", *at)
    assert done("quotes", *at) == []
    assert done("show", "ott", "--attributions", *at)["not_said"][0]["kind"] == "not_said"
    assert "nobody is quoted here" in run("show", "ott", "--attributions", *at).stdout
    assert done("correct", "ott", "otters are", "--as-read", *at) == []
    assert done("quotes", *at)[0]["speaker"] == "Ada Quill"
    assert "no such words" in failed("correct", "ott", "badgers", "--nobody", *at)
    for wrong in ((), ("otters",), ("otters", "--nobody", "--not-said"), ("otters", "--as-read", "--nobody")):
        assert run("correct", "ott", *wrong, *at).exit_code == (2 if wrong else 0)


def test_the_names_of_files_say_what_documents_lack(tmp_path: Path) -> None:
    own, source = tmp_path / "own", tmp_path / "pell-post_2031-03-10_otters.txt"
    source.write_text("Otters return to Quillfleet\n\nThree otters were seen in Quillfleet on Monday.\n")
    words = ("ingest", source, "--index", own)
    (article_id,) = done(*words, "--pattern", "{publisher}_{date}_{title}")["added"]
    shown = done("show", article_id, "--index", own)
    assert (shown["publisher"], shown["published"]) == ("pell post", "2031-03-10")
    assert shown["title"] == "Otters return to Quillfleet"
    assert done(*words)["unchanged"] == [article_id]
    assert run(*words, "--pattern", "{outlet}").stderr.startswith("onrecord: the pattern '{outlet}' cannot be used")


def test_a_range_of_days_that_leaves_nothing_says_how_many_have_no_date(own: Path) -> None:
    told = "1 of 1 articles have no date, and are in no range of days\n"
    assert run("articles", "--since", "2031-01-01", "--index", own).stderr == told
    assert told in run("quotes", "--since", "2031-01-01", "--index", own).stderr


def test_an_id_can_be_begun(index: Path) -> None:
    assert done("show", "coastline-wire_2031-03", "--index", index)["id"].startswith("coastline-wire_2031-03-10")
    result = run("show", "coastline", "--index", index)
    assert result.exit_code == 1
    assert "'coastline' begins several ids: coastline-wire_2031-03-10" in result.stderr


def test_quotes_are_what_somebody_said(index: Path) -> None:
    found = done("quotes", "--speaker", "Tormund", "--kind", "direct", "--index", index)
    assert found
    for each in found:
        assert (each["speaker"], each["kind"]) == ("Ilse Tormund", "direct")
        text = done("show", each["article_id"], "--index", index)["text"]
        for span in (*each["content"], each["sentence"]):
            assert text[span["start"] : span["end"]] == span["text"]
    dates = [each["published"] for each in found]
    assert dates == sorted(dates, reverse=True)
    printed = run("quotes", "--speaker", "Ilse Tormond", "--kind", "direct", "--limit", 1, "--index", index).stdout
    assert printed.startswith("Ilse Tormund")
    assert found[0]["content"][0]["text"] in printed


def test_a_check_has_the_fields_of_the_contract(index: Path) -> None:
    found = done("check", "a new winch would have saved the house", "--speaker", "Hask", "--index", index)
    assert (found["verdict"], found["said_by"], found["speaker_asked"]) == ("altered", "Corin Hask", "Hask")
    assert found["quote"] == "a new winch would have saved the house"
    [evidence] = found["evidence"]
    assert {"n", "article_id", "title", "publisher", "published", "url", "start", "end", "quote"} <= evidence.keys()
    assert (evidence["speaker"], evidence["kind"]) == ("Corin Hask", "direct")
    assert {"op": "replace", "quote": "house", "article": "wall"} in found["difference"]
    assert "“house” for “wall”" in found["explanation"]


def test_a_check_is_shown_with_the_verdict_first(index: Path) -> None:
    shown = run("check", "A new winch would have saved the house", "--speaker", "Hask", "--index", index).stdout
    assert shown.startswith("ALTERED  Corin Hask ")
    assert "[-house-] {+wall+}" in shown
    assert run("check", "Goats", "--index", index).stdout.startswith("NOT FOUND  ")


def test_a_draft_is_checked_and_its_report_written(index: Path, tmp_path: Path) -> None:
    draft, page, word = tmp_path / "draft.txt", tmp_path / "report.html", tmp_path / "corrections.docx"
    draft.write_text("“Every family will be under a roof of its own by May,” First Minister Anselm Rooke said.\n")
    found = done("check", "--file", draft, "--html", page, "--docx", word, "--index", index)
    assert [each["check"]["verdict"] for each in found["quotes"]] == ["altered"]
    assert "Every family" in page.read_text(encoding="utf-8")
    assert word.read_bytes().startswith(b"PK")
    assert "1 altered" in run("check", "--file", draft, "--index", index).stdout


@pytest.mark.parametrize(
    "wrong",
    [
        (),
        ("words", "--file", "draft.txt"),
        ("words", "--html", "r.html"),
        ("words", "--docx", "r.docx"),
        ("--file", "d", "--speaker", "Hask"),
    ],
)
def test_a_check_of_nothing_or_of_two_things_is_wrong_usage(index: Path, wrong: tuple[str, ...]) -> None:
    assert run("check", *wrong, "--index", index).exit_code == 2


def test_a_draft_or_a_report_that_cannot_be_had_is_one_line(index: Path, tmp_path: Path) -> None:
    draft = tmp_path / "draft.txt"
    assert "draft.txt" in failed("check", "--file", draft, "--index", index)
    draft.write_text("Nobody said a word.")
    line = failed("check", "--file", draft, "--html", tmp_path / "none" / "r.html", "--index", index)
    assert "cannot be written" in line


def test_quotes_on_a_topic_and_of_nobody(index: Path) -> None:
    near = done("quotes", "--about", "the bridge at Brindle Cross", "--limit", 3, "--index", index)
    assert [each["score"] for each in near] == sorted((each["score"] for each in near), reverse=True)
    assert any("bridge" in each["sentence"]["text"].lower() for each in near)
    assert done("quotes", "--speaker", "Nobody Atall", "--index", index) == []
    assert run("quotes", "--speaker", "Nobody Atall", "--index", index).stdout == "No quotations.\n"
    everything = run("quotes", "--index", index).stderr
    total = len(done("quotes", "--index", index))
    assert everything == f"{total} quotations, the first 20 shown: --limit {total} shows all\n"


@pytest.mark.parametrize("wrong", [("--kind", "loud"), ("--limit", "0"), ("--since", "yesterday")])
def test_a_wrong_quotes_option_is_wrong_usage(index: Path, wrong: tuple[str, ...]) -> None:
    assert run("quotes", *wrong, "--index", index).exit_code == 2


def test_remove_removes(own: Path) -> None:
    assert done("remove", "otters", "--index", own) == {"removed": "otters"}
    assert done("articles", "--index", own) == []
    assert run("remove", "otters", "--index", own).exit_code == 1


def test_the_index_is_the_one_of_the_environment_or_of_this_folder(
    own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ONRECORD_INDEX", str(own))
    assert [article["id"] for article in done("articles")] == ["otters"]
    assert done("ingest", tmp_path / "otters.txt", "--index", tmp_path / "other")["added"] == ["otters"]
    monkeypatch.delenv("ONRECORD_INDEX")
    monkeypatch.chdir(tmp_path)
    assert run("articles").exit_code == 1
    assert not (tmp_path / "index").exists()
    assert done("ingest", tmp_path / "otters.txt")["added"] == ["otters"]
    assert (tmp_path / "index").is_dir()


def test_doctor_tells_the_state_of_the_index(own: Path) -> None:
    health = done("doctor", "--index", own)
    assert (health["articles"], health["pending"], health["problems"]) == (1, 0, [])
    assert health["passages"] >= 1
    assert {"onrecord", "torch", "chromadb"} <= health["versions"].keys()
    assert "All is well." in run("doctor", "--index", own).stdout


def test_doctor_fails_with_a_line_for_each_problem(own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONRECORD_EMBEDDING_MODEL", str(tmp_path / "no-such-model"))
    result = run("doctor", "--index", own, "--json")
    assert result.exit_code == 1
    assert len(json.loads(result.stdout)["problems"]) == 1


def test_doctor_tells_of_a_damaged_ledger(own: Path) -> None:
    from onrecord.storage.ledger.ledger import Ledger

    ledger = Ledger(own / "ledger.sqlite")
    with ledger.transaction() as connection:
        (page,) = connection.exec_driver_sql("SELECT rootpage FROM sqlite_master WHERE name = 'articles'").scalars()
    ledger.close()
    with (own / "ledger.sqlite").open("r+b") as file:
        file.seek((page - 1) * 4096)
        file.write(b"\xff" * 4096)
    result = run("doctor", "--index", own, "--json")
    assert result.exit_code == 1
    problems = json.loads(result.stdout)["problems"]
    assert problems
    assert all("ledger" in problem and "\n" not in problem for problem in problems)


def test_doctor_rebuilds(own: Path) -> None:
    import sqlite3

    with sqlite3.connect(own / "ledger.sqlite") as ledger:
        ledger.execute("UPDATE manifest SET value = 'older' WHERE key = 'cutter'")
    assert "--rebuild" in json.loads(run("doctor", "--index", own, "--json").stdout)["problems"][0]
    assert done("doctor", "--rebuild", "--index", own)["problems"] == []


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("nonsense",),
        ("ask",),
        ("ingest",),
        ("articles", "--since", "yesterday"),
        ("show", "otters", "--nonsense"),
        ("serve", "--port", "0"),
    ],
)
def test_wrong_usage_exits_with_2(words: tuple[str, ...]) -> None:
    result = run(*words)
    assert result.exit_code == 2
    assert result.stdout == ""


@pytest.mark.parametrize(
    "words",
    [
        ("show", "none"),
        ("show", "none", "--attributions"),
        ("remove", "none"),
        ("ask", "Why?", "--article", "none"),
        ("show", "none", "--json"),
    ],
)
def test_a_failure_is_one_line_on_standard_error(own: Path, words: tuple[str, ...]) -> None:
    result = run(*words, "--index", own)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "onrecord: no article 'none': `onrecord articles` lists them\n"


def test_a_bad_setting_is_one_line(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONRECORD_MAX_SOURCE_BYTES", "many")
    result = run("articles", "--index", own)
    assert result.exit_code == 1
    assert result.stderr.startswith("onrecord: ONRECORD_MAX_SOURCE_BYTES cannot be used")
    assert result.stderr.count("\n") == 1


@pytest.fixture
def reading(tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """An ingest that has opened its index and waits for standard input."""
    words = [*PROGRAM, "ingest", "-", "--index", str(tmp_path / "index")]
    pipe = subprocess.PIPE
    with subprocess.Popen(words, stdin=pipe, stdout=pipe, stderr=pipe) as started:
        until = time.monotonic() + 60
        while not (tmp_path / "index" / "write.lock").exists() and time.monotonic() < until:
            time.sleep(0.05)
        yield started


def test_control_c_is_one_line_and_exits_with_130(reading: subprocess.Popen[bytes]) -> None:
    time.sleep(0.5)
    reading.send_signal(signal.SIGINT)
    out, err = reading.communicate(timeout=60)
    assert (reading.returncode, out) == (130, b"")
    assert err.startswith(b"onrecord: stopped.")
    assert err.count(b"\n") == 1


@pytest.mark.parametrize("words", [("articles",), ("articles", "--json"), ("show", "otters"), ("--help",)])
def test_a_broken_pipe_is_silent(own: Path, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONRECORD_INDEX", str(own))
    read_end, write_end = os.pipe()
    os.close(read_end)
    try:
        ran = process(*words, stdout=write_end)
    finally:
        os.close(write_end)
    assert ran.stderr == b""


def test_two_names_are_stated_to_be_one_speakers_and_not(tmp_path: Path) -> None:
    articles = tmp_path / "articles"
    articles.mkdir()
    (articles / "a.txt").write_text("“The wall must hold,” said Maud Ferris.\n\n“It will not,” said Hilde Vexley.\n")
    (articles / "b.txt").write_text("“Nobody asked the divers,” said Lady Tolm of the harbour board.\n")
    run("ingest", articles, "--index", tmp_path / "index")
    [one] = done("speakers", "--same", "Hilde Vexley", "Lady Tolm", "--index", tmp_path / "index")
    assert one["articles"] == 2
    two = done("speakers", "--apart", "Hilde Vexley", "Lady Tolm", "--index", tmp_path / "index")
    assert len(two) == 2
    line = failed("speakers", "--same", "Nobody Known", "Lady Tolm", "--index", tmp_path / "index")
    assert "'Nobody Known' is nobody's name in the articles: write a name that one of them has" in line
