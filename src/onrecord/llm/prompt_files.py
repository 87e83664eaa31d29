"""The prompts: versioned files, those of a user's folder before those that are shipped."""

import re
import secrets
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.errors import SettingsError
from onrecord.model.prompt import PromptFile

if TYPE_CHECKING:
    from langchain_core.messages import BaseMessage

_NAME = re.compile(r"(?P<name>[a-z][a-z_-]*)\.v(?P<version>\d+)\.md")
_PART = re.compile(r"^# (system|human)[ \t]*\n(.*?)(?=^# (?:system|human)[ \t]*$|\Z)", re.M | re.S)
_PACKAGE = Path(__file__).parents[1]
_SHIPPED = (_PACKAGE / "prompts", _PACKAGE.parent.parent / "prompts")
"""Where the prompts are in an installed package, and in the project's own folder."""


def prompt_files(folder: Path | None) -> list[PromptFile]:
    """Return every prompt, those in use first under each name; a user's folder goes before what is shipped.

    Raises SettingsError when the folder is none.
    """
    if folder is not None and not folder.is_dir():
        raise SettingsError(f"ONRECORD_PROMPTS cannot be used: {folder} is not a folder")
    found: list[PromptFile] = []
    for place in [*([folder] if folder else []), next((p for p in _SHIPPED if p.is_dir()), _SHIPPED[0])]:
        named = [(m, path) for path in sorted(place.glob("*.md")) if (m := _NAME.fullmatch(path.name))]
        for match, path in sorted(named, key=lambda pair: (pair[0]["name"], -int(pair[0]["version"]))):
            used = not any(other.name == match["name"] for other in found)
            found.append(PromptFile(name=match["name"], version=int(match["version"]), path=path, is_used=used))
    return sorted(found, key=lambda each: (each.name, not each.is_used))


def messages(name: str, folder: Path | None, **values: str) -> "list[BaseMessage]":
    """Return the messages of a prompt with its placeholders filled in; raises SettingsError when it is unfit."""
    from langchain_core.prompts import ChatPromptTemplate

    chosen = next((each for each in prompt_files(folder) if each.name == name and each.is_used), None)
    if chosen is None:
        raise SettingsError(f"the prompt {name} is missing: install onrecord again")
    parts = _parts(chosen.path)
    try:
        template = ChatPromptTemplate.from_messages(parts)
    except ValueError as error:
        raise SettingsError(f"the prompt {chosen.path} cannot be used: {str(error).splitlines()[0]}") from error
    if set(template.input_variables) != set(values):
        wanted = ", ".join(f"{{{each}}}" for each in sorted(values))
        raise SettingsError(f"the prompt {chosen.path} cannot be used: its placeholders must be {wanted}")
    return template.format_messages(**values)


@lru_cache(maxsize=16)
def _parts(path: Path) -> list[tuple[str, str]]:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"the prompt {path} cannot be read") from error
    parts = [(role, body.strip()) for role, body in _PART.findall(text)]
    if not parts:
        raise SettingsError(f'the prompt {path} cannot be used: it has no line "# system" or "# human"')
    return parts


def fence_for(texts: Iterable[str]) -> str:
    """Return a code that stands in none of the texts and that nobody can foresee."""
    every = list(texts)
    code = secrets.token_hex(8)
    while any(code in text for text in every):
        code = secrets.token_hex(8)
    return code


def fenced_history(turns: Sequence[tuple[str, str]], fence: str) -> str:
    """Return earlier questions and answers between two lines that carry the code."""
    told = "\n".join(f"Question: {' '.join(q.split())}\nAnswer: {' '.join(a.split())}" for q, a in turns)
    return f"{fence} begins\n{told}\n{fence} ends"
