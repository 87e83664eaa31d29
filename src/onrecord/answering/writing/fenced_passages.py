"""Passages as a language model is given them: numbered, and fenced by a code that no article can foresee."""

from collections.abc import Sequence

from onrecord.answering.grounding.passage import NumberedPassage


def fenced(passages: Sequence[NumberedPassage], fence: str) -> str:
    """Return numbered passages, each between two lines that carry the code."""
    return "\n\n".join(
        f"[{given.n}] {fence} begins: {_heading(given)}\n{given.text}\n[{given.n}] {fence} ends" for given in passages
    )


def _heading(given: NumberedPassage) -> str:
    article = given.article
    parts = (article.title, article.publisher, article.published and article.published.isoformat())
    return " · ".join(" ".join(part.split()) for part in parts if part) or "untitled"
