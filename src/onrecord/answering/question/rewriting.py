"""Follow-ups as questions that can be understood alone, by a language model."""

from collections.abc import Sequence
from pathlib import Path

from onrecord.answering.grounding.unknown_names import names_in
from onrecord.language.folding import folded
from onrecord.llm.client import LanguageModel, without_thoughts
from onrecord.llm.prompt_files import fence_for, fenced_history, messages

_LONGEST = 400


def rewrite(
    model: LanguageModel, question: str, history: Sequence[tuple[str, str]], budget: int, folder: Path | None
) -> str | None:
    """Return a follow-up as a standalone question, None where the model's is of no use.

    `history` is cut to the latest turns that fit into `budget` characters. A name that nobody mentioned makes the
    question useless. Raises ModelError and SettingsError.
    """
    turns = trimmed(history, budget)
    if not turns:
        return None
    texts = [question, *(part for turn in turns for part in turn)]
    fence = fence_for(texts)
    written = model.complete(
        messages("rewrite", folder, fence=fence, history=fenced_history(turns, fence), question=question)
    )
    lines = [line.strip().strip('"“”') for line in without_thoughts(written).strip().splitlines() if line.strip()]
    if len(lines) != 1 or len(lines[0]) > _LONGEST or not folded(lines[0]).strip():
        return None
    known = set(folded(" ".join(texts)).split())
    named = {word for mention in names_in(lines[0]) for word in folded(mention.name).split()}
    return lines[0] if named <= known | set(folded(lines[0].split()[0]).split()) else None


def trimmed(history: Sequence[tuple[str, str]], budget: int) -> list[tuple[str, str]]:
    """Return the latest turns that together have no more characters than the budget."""
    kept: list[tuple[str, str]] = []
    for turn in reversed(history):
        budget -= sum(map(len, turn))
        if budget < 0:
            break
        kept.insert(0, turn)
    return kept
