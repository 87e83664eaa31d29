"""Run in a process of its own: store articles, and be killed at one step. Arguments: folder, memory, step, call."""

import os
import signal
import sys
from pathlib import Path
from typing import Any

from onrecord.ingesting.pipeline import Pipeline, open_index
from onrecord.model import Article
from onrecord.storage.ledger.ledger import Ledger
from onrecord.storage.vectors import generations
from onrecord.storage.vectors.chroma import VectorCollection
from onrecord.storage.vectors.generations import Generations

from .helpers import RememberingEmbedder

OLD = [Article(id=f"a{n}", text=f"The gate at lock {n} was shut. Nobody was told.") for n in range(8)]
NEW = [
    *(Article(id=f"a{n}", text=f"The gate at lock {n} was open. " * 9) for n in range(4)),
    *(Article(id=f"b{n}", text=f"The heron of lock {n} flew. " * 60) for n in range(4)),
]
STEPS: dict[str, tuple[type, str]] = {
    "ledger": (Ledger, "write"),
    "upsert": (VectorCollection, "add"),
    "deletion": (VectorCollection, "delete"),
    "probe": (VectorCollection, "probe"),
    "settling": (Generations, "_settle"),
    "dropping": (Generations, "_drop_all_but"),
}


def kill_after(step: str, calls: int) -> None:
    """Replace a step by itself and, at its last call, death."""
    owner, name = STEPS[step]
    real = getattr(owner, name)
    left = calls

    def dying(*args: Any, **given: Any) -> Any:  # noqa: ANN401
        nonlocal left
        result = real(*args, **given)
        left -= 1
        if not left:
            os.kill(os.getpid(), signal.SIGKILL)
        return result

    setattr(owner, name, dying)


if __name__ == "__main__":
    folder, memory, step, calls = sys.argv[1:]
    generations._CHURN_LEAST = 2
    generations._CHURN_SHARE = 0.1
    kill_after(step, int(calls))
    index = open_index(Path(folder), RememberingEmbedder(memory=Path(memory)))
    for _ in Pipeline(index).add(NEW):
        pass
    index.close()
