"""What the workers of the tests hold: vectors that somebody else has made."""

import os
import time
from pathlib import Path

from onrecord.ingesting.prepare import unattributed
from onrecord.ingesting.workers import Preparer, ProcessWorkers
from tests.storage.helpers import RememberingEmbedder


def bench(memory: Path) -> Preparer:
    return Preparer(RememberingEmbedder(memory=memory), unattributed)


def busy_bench() -> Preparer:
    os.write(1, f"{os.getpid()}\n".encode())
    time.sleep(600)
    raise AssertionError


def hire_one() -> None:
    """Hire a worker that says who it is and is then busy for long."""
    workers = ProcessWorkers(1, busy_bench)
    workers.give([])
    list(workers.take(every=True))
