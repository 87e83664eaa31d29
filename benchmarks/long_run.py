"""Use an archive for long: nothing may grow but what is stored: `python -m benchmarks.long_run [--operations 400]`.

One process does so many operations on an archive of invented short articles, mixed at random: it adds, edits and
removes articles, asks, checks, looks for quotations, claims and passages, and shows articles. How many articles there
are stays about the same. At every tenth operation it is counted what the process holds: memory (RSS), open files,
those of them that are the ledger's, threads, clients of Chroma, and files that it has left in the folder for temporary
ones. The first third is left out as warming up; through the rest goes a line fitted by least squares, whose slope is
printed for a thousand operations with its standard error.
"""

import argparse
import gc
import os
import random
import tempfile
import threading
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import numpy as np

from benchmarks.concurrency import Watch, asked, checked, claimed, quoted, searched
from benchmarks.invented_articles import invented
from onrecord.archive import Archive
from onrecord.errors import ArticleNotFoundError

NUMBERS = 60
WARMING = 1 / 3
LOOKED_EVERY = 10

Job = Callable[[Archive, random.Random], object]


def main() -> None:
    """Print what the process holds at the beginning and the end, and how fast it grew between."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--operations", type=int, default=400)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        temporary = Path(scratch, "temporary")
        temporary.mkdir()
        tempfile.tempdir = os.environ["TMPDIR"] = os.environ["SQLITE_TMPDIR"] = str(temporary)
        with Archive.open(Path(scratch, "index")) as archive:
            done, rows = run(archive, given.operations, temporary)
            health = archive.health()
    print(", ".join(f"{count:,} {what}" for what, count in sorted(done.items())))
    print_table(rows)
    print(f"the doctor finds {len(health.problems)} problems")


def run(archive: Archive, operations: int, temporary: Path) -> tuple[Counter[str], list[dict[str, float]]]:
    """Do the operations; return how many there were of each kind, and what was held at every tenth."""
    dice, done, rows = random.Random(1), Counter[str](), list[dict[str, float]]()  # noqa: S311
    archive.add(invented(number) for number in range(0, NUMBERS, 2))
    jobs, weights = list(JOBS), [weight for _, weight in JOBS.values()]
    for number in range(1, operations + 1):
        name = dice.choices(jobs, weights)[0]
        JOBS[name][0](archive, dice)
        done[name] += 1
        if number % LOOKED_EVERY == 0:
            rows.append({"operations": number, **held(archive, temporary)})
            if number % (50 * LOOKED_EVERY) == 0:
                print(f"{number:,}: {rows[-1]}", flush=True)
    return done, rows


def add(archive: Archive, dice: random.Random) -> None:
    """Store an article, in the wording it is first stored in."""
    archive.add([invented(dice.randrange(NUMBERS))])


def edit(archive: Archive, dice: random.Random) -> None:
    """Store an article in another wording."""
    archive.add([invented(dice.randrange(NUMBERS), dice.randrange(1, 1_000))])


def remove(archive: Archive, dice: random.Random) -> None:
    """Remove an article, if it is there."""
    try:
        archive.remove(f"n{dice.randrange(NUMBERS)}")
    except ArticleNotFoundError:
        return


def show(archive: Archive, dice: random.Random) -> None:
    """Read an article with who said what in it, if it is there."""
    try:
        archive.attributions(f"n{dice.randrange(NUMBERS)}")
    except ArticleNotFoundError:
        return


def reading(way: Callable[[Archive, Watch, random.Random], object]) -> Job:
    """Return a way of asking as a job."""
    return lambda archive, dice: way(archive, Watch(), dice)


JOBS: dict[str, tuple[Job, int]] = {
    "added": (add, 4),
    "edited": (edit, 4),
    "removed": (remove, 6),
    "asked": (reading(asked), 12),
    "checked": (reading(checked), 20),
    "quotes": (reading(quoted), 14),
    "claims": (reading(claimed), 8),
    "searched": (reading(searched), 12),
    "shown": (show, 20),
}
"""What is done, and how often of a hundred times."""


def held(archive: Archive, temporary: Path) -> dict[str, float]:
    """Return what this process holds now."""
    from chromadb.api.shared_system_client import SharedSystemClient

    gc.collect()
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    files = [str(each.resolve()) for each in Path("/proc/self/fd").iterdir()]
    return {
        "memory, MB": pages * os.sysconf("SC_PAGE_SIZE") / 1e6,
        "open files": len(files),
        "of the ledger": sum("ledger.sqlite" in each for each in files),
        "threads": threading.active_count(),
        "Chroma clients": len(SharedSystemClient._identifier_to_system),
        "temporary files": len(list(temporary.iterdir())),
        "passages": archive.index.ledger.counts()["passages"],
    }


def print_table(rows: list[dict[str, float]]) -> None:
    """Print what was held after warming up and at the end, and the slope of the line through it with its error."""
    kept = rows[int(len(rows) * WARMING) :]
    x = np.array([row["operations"] for row in kept]) / 1_000
    print("| held | after warming up | at the end | for 1,000 operations |\n| --- | --- | --- | --- |")
    for name in [each for each in kept[0] if each != "operations"]:
        y = np.array([row[name] for row in kept])
        slope, error = fitted(x, y)
        print(f"| {name} | {y[0]:,.1f} | {y[-1]:,.1f} | {slope:+.3f} ± {error:.3f} |")


def fitted(x: np.ndarray, y: np.ndarray) -> tuple[float, float]:
    """Return the slope of the line through some points, and its standard error."""
    if len(x) < 3:
        return float("nan"), float("nan")
    slope, start = np.polyfit(x, y, 1)
    rest = y - (slope * x + start)
    spread = ((x - x.mean()) ** 2).sum()
    return float(slope), float(np.sqrt((rest**2).sum() / (len(x) - 2) / spread))


if __name__ == "__main__":
    main()
