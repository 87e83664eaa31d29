"""A question with few sentences to choose from: the hardest that its text has, and questions that none answers."""

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

MOST = 6
AROUND = 0.6
"""Share of the groups that come with what stands around each sentence."""

Vectors = NDArray[np.float32]
Encode = Callable[[Sequence[str]], Vectors]

_STOP = frozenset(
    """the a an of in to and is are was were did do does what who which when where how why for on that it by""".split()  # noqa: SIM905
)
_NAME = re.compile(r"(?<![.!?“\"] )(?<!^)\b[A-Z][a-z’'-]{2,}(?: (?:[A-Z]\. )?[A-Z][a-z’'-]+)*")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_DAYS = frozenset(["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"])
_SHORTEST = 4
"""Letters of an answer from which another sentence that has it is no longer surely wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A question, sentences, which of them answer it (perhaps none), and what stands around each ("" for nothing)."""

    question: str
    sentences: tuple[str, ...]
    right: tuple[bool, ...]
    around: tuple[str, ...]
    weight: float = 1.0


def without(group: Group) -> Group:
    """Return the group without the sentences that answer, so that none does."""
    return _of(group, [n for n, right in enumerate(group.right) if not right])


def less_doubtful(group: Group, answers: Sequence[str]) -> Group:
    """Return the group without wrong sentences that hold an answer's words: they may be right."""
    held = [answer.casefold().strip(" .,") for answer in answers]
    held = [answer for answer in held if len(answer) >= _SHORTEST]
    kept = [
        n
        for n, (sentence, right) in enumerate(zip(group.sentences, group.right, strict=True))
        if right or not any(answer in sentence.casefold() for answer in held)
    ]
    return _of(group, kept)


def of_another(group: Group, rng: random.Random) -> Group | None:
    """Return the question asked of another person, place or year of the same text, which no sentence answers."""
    text = " ".join(group.sentences)
    asked = [m for m in _NAME.finditer(group.question) if m.group() not in _DAYS] + [*_YEAR.finditer(group.question)]
    rng.shuffle(asked)
    for old in asked:
        pattern = _YEAR if _YEAR.fullmatch(old.group()) else _NAME
        words = set(old.group().split())
        others = sorted(
            {m.group() for m in pattern.finditer(text) if words.isdisjoint(m.group().split())}
            - {m.group() for m in _NAME.finditer(group.question)}
            - _DAYS
        )
        if others and (pattern is _YEAR or old.group() in text):
            question = group.question[: old.start()] + rng.choice(others) + group.question[old.end() :]
            return replace(group, question=question, right=(False,) * len(group.right))
    return None


def few(
    group: Group, rng: random.Random, weight: float = 1.0, vectors: Encode | None = None, most: int = MOST
) -> Iterator[Group]:
    """Yield a group with at most two right sentences and those most like the question, by words and by vectors."""
    rights = [n for n, right in enumerate(group.right) if right]
    wrongs = [n for n, right in enumerate(group.right) if not right]
    if not wrongs:
        return
    asked = content(group.question)
    near = sorted(wrongs, key=lambda n: -len(asked & content(group.sentences[n])) + rng.random())
    if vectors is not None:
        found = vectors([group.question, *(group.sentences[n] for n in wrongs)])
        like = [wrongs[place] for place in np.argsort(-(found[1:] @ found[0]), kind="stable")]
        near = list(dict.fromkeys(n for both in zip(like, near, strict=True) for n in both))
    chosen = rng.sample(rights, min(len(rights), 2))
    after = [n for n in wrongs if n - 1 in rights or n + 1 in rights]
    room = most - len(chosen)
    hard = [*near[: room - 2], *rng.sample(after, min(1, len(after)))]
    rest = [n for n in near if n not in hard]
    hard += rng.sample(rest, min(len(rest), max(0, room - len(set(hard)))))
    picked = _of(group, [*chosen, *list(dict.fromkeys(hard))[:room]])
    if rng.random() >= AROUND:
        picked = replace(picked, around=("",) * len(picked.around))
    yield replace(picked, weight=weight)


def content(text: str) -> set[str]:
    """Return the beginnings of a text's words that tell what it is about."""
    return {word[:5] for word in re.findall(r"\w+", text.casefold())} - _STOP


def _of(group: Group, places: Sequence[int]) -> Group:
    return replace(
        group,
        sentences=tuple(group.sentences[n] for n in places),
        right=tuple(group.right[n] for n in places),
        around=tuple(group.around[n] for n in places),
    )
