"""The documentation and the messages name only commands that exist, and every command is documented."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.main import get_command

from onrecord.cli import app

ROOT = Path(__file__).parent.parent
PAGES = [
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "examples/README.md", "index/README.md")),
    *sorted((ROOT / "docs").rglob("*.md")),
]
BLOCK = re.compile(r"^```(console|bash|sh|shell)\n(.*?)^```", re.M | re.S)
SHOWN = re.compile(r"^(?:\w+=\S* )*onrecord (?P<words>.*)")
NAMED = re.compile(r"`onrecord ([^`]+)`")


def commands_shown(page: str) -> Iterator[str]:
    """Yield what follows `onrecord` on the command lines of a page's shell blocks, without what it is piped into."""
    for language, block in BLOCK.findall(page):
        for line in block.replace("\\\n", " ").splitlines():
            if language == "console" and not line.startswith("$ "):
                continue
            shown = SHOWN.match(line.removeprefix("$ "))
            if shown:
                yield shown["words"]


def argv(words: str) -> list[str]:
    lexer = shlex.shlex(words, posix=True, punctuation_chars=True)
    lexer.commenters = "#"
    found = list(lexer)
    ends = [i for i, word in enumerate(found) if set(word) <= set("|&;<>()")]
    return found[: min(ends, default=len(found))]


def parse(words: list[str]) -> None:
    """Parse a command line as the program would, and run nothing; raises what the program would say."""
    group = get_command(app)
    with group.make_context("onrecord", list(words)) as context:
        name, command, rest = group.resolve_command(context, [*context._protected_args, *context.args])  # type: ignore[attr-defined]
        command.make_context(name, rest, parent=context)


def pages() -> list[Path]:
    return [page for page in PAGES if page.exists()]


@pytest.mark.parametrize("page", pages(), ids=lambda page: str(page.relative_to(ROOT)))
def test_every_command_line_shown_is_one(page: Path) -> None:
    for words in commands_shown(page.read_text(encoding="utf-8")):
        parse(argv(words))


def test_the_readme_shows_command_lines() -> None:
    assert list(commands_shown((ROOT / "README.md").read_text(encoding="utf-8")))


def test_every_command_is_documented() -> None:
    text = "\n".join(page.read_text(encoding="utf-8") for page in pages())
    assert [name for name in get_command(app).commands if f"onrecord {name}" not in text] == []  # type: ignore[attr-defined]


def test_every_command_that_a_message_names_exists() -> None:
    named = {
        words for path in (ROOT / "src").rglob("*.py") for words in NAMED.findall(path.read_text(encoding="utf-8"))
    }
    assert named
    known = get_command(app).commands  # type: ignore[attr-defined]
    for words in named:
        name, *rest = words.split()
        options = {option for parameter in known[name].params for option in parameter.opts}
        assert {word for word in rest if word.startswith("-")} <= options, words


@pytest.mark.parametrize("words", ["nonsense", "ask", "ask Why? --nonsense", "articles --since yesterday"])
def test_a_command_line_that_is_none_is_found_out(words: str) -> None:
    page = f"```console\n$ onrecord {words} | head -1 # first\nonrecord output\n```\n"
    (shown,) = commands_shown(page)
    with pytest.raises(Exception, match=r"No such|Missing|not a day"):
        parse(argv(shown))
