"""The questions that answers are measured with, and whether an answer to one is right."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from onrecord.model import Span

DATA = Path(__file__).parent / "data"
SEED, FOLDS = 0, 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Words that answer a question, compared by letters and digits alone; `article_id` is None for any article."""

    article_id: str | None
    letters: str

    def is_in(self, article_id: str, words: str) -> bool:
        """Say whether a sentence of an article holds the evidence, or most of it and no less than its beginning."""
        if self.article_id not in (None, article_id):
            return False
        own = letters(words)
        return self.letters in own or (len(own) > 20 and own in self.letters)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question with everything that would answer it; nothing does where `evidence` is empty, and `why` says so.

    Each sentence of evidence answers by itself, unless it `needs_all`: then a whole answer has some of each article.
    """

    id: str
    text: str
    kind: str
    evidence: tuple[Evidence, ...]
    about: str | None = None
    why: str | None = None
    needs_all: bool = False

    @property
    def is_answerable(self) -> bool:
        """Whether the articles answer it."""
        return bool(self.evidence)

    @property
    def group(self) -> str:
        """The article that it is mostly about, so that a split can keep its questions together."""
        return next((each.article_id for each in self.evidence if each.article_id), self.about or self.id)

    def is_answered_by(self, article_id: str, words: str) -> bool:
        """Say whether a sentence of an article answers it."""
        return any(each.is_in(article_id, words) for each in self.evidence)

    def articles_held(self, shown: Iterable[tuple[str, str]]) -> frozenset[str]:
        """Return the articles of which some evidence is shown; `shown` are article ids with words."""
        return frozenset(article_id for article_id, words in shown if self.is_answered_by(article_id, words))

    @property
    def articles(self) -> frozenset[str]:
        """The articles that hold evidence."""
        return frozenset(each.article_id for each in self.evidence if each.article_id)


def letters(text: str) -> str:
    """Return the letters and digits of a text, in lower case."""
    return re.sub(r"[\W_]+", "", text).lower()


def load(name: str, texts: dict[str, str] | None = None) -> list[Asked]:
    """Return the questions of a file in `benchmarks/data`.

    Where its evidence is given as places, `texts` holds the text of each article by id.
    """
    rows = map(json.loads, (DATA / name).read_text(encoding="utf-8").splitlines())
    return [
        Asked(
            id=row["id"],
            text=row["question"],
            kind=row["kind"],
            about=row.get("about"),
            why=row.get("why"),
            needs_all=row.get("needs_all", False),
            evidence=tuple(found for each in row["evidence"] for found in _evidence(each, row, texts or {})),
        )
        for row in rows
    ]


def _evidence(each: str | dict[str, object], row: dict[str, list[str]], texts: dict[str, str]) -> list[Evidence]:
    if isinstance(each, str):
        return [Evidence(article_id=article_id, letters=letters(each)) for article_id in row["article_ids"]]
    article_id, start, end = str(each["article_id"]), int(str(each["start"])), int(str(each["end"]))
    return [Evidence(article_id=article_id, letters=letters(Span(start=start, end=end).of(texts[article_id])))]


def original_texts(table: Path, file: Path) -> dict[str, str]:
    """Return the texts that the evidence's places point into: of a table's rows, and of one text file, by id."""
    rows = map(json.loads, table.read_text(encoding="utf-8").splitlines())
    return {row["id"]: row["text"] for row in rows} | {file.stem: file.read_text(encoding="utf-8")}


def folds(groups: Iterable[str]) -> dict[str, int]:
    """Return in which fold of a cross-validation each group of questions is."""
    ordered = sorted(set(groups))
    order = np.random.default_rng(SEED).permutation(len(ordered))
    return {group: int(order[i]) % FOLDS for i, group in enumerate(ordered)}
