"""Ctrl-C at random moments: `python -m benchmarks.interrupts [--tries 40] [--characters 1000000] [--seed 1]`.

Each try is the real command, `onrecord ingest` with a short article and a long one of invented sentences, in an index
of its own, that is sent SIGINT at a random moment after it has opened the index. It must end with one line on standard
error and exit status 130; how long that took is what is measured. Afterwards `doctor` must find nothing wrong. Printed
are the median and the longest wait, and the stage in which the longest fell, as the command itself last told it.
"""

import argparse
import os
import random
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.bounded import text_of
from onrecord.archive import Archive
from onrecord.cli.interruption import INTERRUPTED, STOPPED

_COMMAND = (
    "import sys; from onrecord.terminal import progress; progress.EVERY = 0.0; "
    "from onrecord.cli import main; sys.argv[0] = 'onrecord'; main()"
)
"""The command, telling each step: a try knows by it where the signal fell."""
_TOLD = re.compile(r": ([a-z ]+), [\d,]+ of [\d,]+$", re.MULTILINE)


def main() -> None:
    """Print what the tries came to; end with 1 where one did not end as it must."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tries", type=int, default=40)
    parser.add_argument("--characters", type=int, default=1_000_000)
    parser.add_argument("--within", type=float, default=120.0, help="seconds after the start in which signals fall")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    dice = random.Random(given.seed)  # noqa: S311
    waits: list[tuple[float, str]] = []
    with tempfile.TemporaryDirectory() as scratch:
        long = Path(scratch, "long.txt")
        long.write_text(text_of(given.characters), encoding="utf-8")
        short = Path(scratch, "a-short.txt")
        short.write_text(text_of(1_000), encoding="utf-8")
        for number in range(given.tries):
            wait = interrupted([short, long], Path(scratch, f"index-{number}"), dice.uniform(0.0, given.within))
            if wait is not None:
                waits.append(wait)
                print(f"{wait[0]:.2f} s, {wait[1]}", flush=True)
    seconds = [wait for wait, _ in waits]
    longest, stage = max(waits)
    print(f"{len(waits)} interruptions: median {statistics.median(seconds):.2f} s, longest {longest:.2f} s ({stage})")


def interrupted(sources: list[Path], index: Path, after: float) -> tuple[float, str] | None:
    """Interrupt one ingest so long after it has opened its index; return the seconds that its end took, and the stage.

    None where it had come to its end before.
    """
    words = [sys.executable, "-c", _COMMAND, "ingest", *map(str, sources), "--index", str(index)]
    told = index.with_suffix(".told")
    with told.open("wb") as error, subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=error) as command:
        while not (index / "write.lock").exists():
            time.sleep(0.01)
        try:
            command.wait(after)
        except subprocess.TimeoutExpired:
            pass
        else:
            return None
        stage = (_TOLD.findall(told.read_text()) or ["opening"])[-1]
        began = time.perf_counter()
        os.kill(command.pid, signal.SIGINT)
        status = command.wait()
        took = time.perf_counter() - began
    lines = [line for line in told.read_text().splitlines() if not _TOLD.search(line)]
    if status != INTERRUPTED or lines != [STOPPED]:
        raise SystemExit(f"ended with {status} in {stage!r}, saying {lines}")
    with Archive.open(index) as archive:
        health = archive.health()
        if not health.is_sound:
            raise SystemExit(f"after an interruption in {stage!r}: {health.problems}")
    return took, stage


if __name__ == "__main__":
    main()
