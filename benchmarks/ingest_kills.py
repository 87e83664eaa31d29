"""Kill On Record at random moments; nothing acknowledged may be lost: `python -m benchmarks.ingest_kills [--kills 60]`.

One index goes through all of it. Each try is a process of its own that ingests, updates, removes, rebuilds or finds
claims, in turn, and writes each article that it was told is stored to a file of its own, at once on the disk. It is
killed (SIGKILL) at a random moment of the time that this takes. The next process opens the index and first looks
(`benchmarks/kept_whole.py`): every acknowledged article must be there with its passages, vectors, attributions and
claims, as an ingest that nobody interrupts makes them; none twice; what was removed must be found nowhere. What was not
acknowledged yet may be there as it was or as it would be, but not by halves. `doctor` must find nothing wrong, but
that a rebuild was interrupted, and must find nothing at all once it has done what it says.

The processes are forked from one that has loaded the models and remembers the texts' vectors and attributions, and the
network that compares two claims gives way to the cosine of their sentences: the kills fall on the ledger, the vector
collection and the claims, and not nine times in ten on a model.
"""

import argparse
import json
import os
import random
import select
import signal
import statistics
import tempfile
import time
import traceback
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.invented_articles import invented
from benchmarks.kept_whole import Looker, Record, Warm, records
from onrecord.archive import Archive
from onrecord.claims.recording import record_claims
from onrecord.ingesting.pipeline import Pipeline
from onrecord.storage.vectors import generations

NUMBERS, VERSIONS = 10, 3
"""Articles, and how many wordings there are of each."""

MOST = 3
"""Articles that one try touches."""

KINDS = ("ingest", "update", "remove", "rebuild", "claims")
CLOSELY_EVERY = 20
"""How many tries lie between two looks at every word, vector and pair of claims."""

Action = Callable[[Callable[[], object]], object]
"""What a process does; it calls what it is given when it is ready to be killed."""

Plan = Mapping[int, int | None]
"""What is to become of articles, by number: the version to store, or None to remove it."""


@dataclass
class Tried:
    """What came of the tries so far."""

    killed: Counter[str] = field(default_factory=Counter)
    finished: Counter[str] = field(default_factory=Counter)
    tries: int = 0
    acknowledged: int = 0
    halfway: int = 0
    rebuilt: int = 0
    lengths: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))

    @property
    def count(self) -> int:
        """The number of kills."""
        return self.killed.total()


def main() -> None:
    """Print how many kills came through, and stop at the first that did not."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    generations._CHURN_LEAST = 12
    articles = [invented(number, version) for number in range(NUMBERS) for version in range(VERSIONS)]
    warm = Warm.of(articles)
    with tempfile.TemporaryDirectory() as scratch:
        tried = run(Path(scratch), given.kills, random.Random(given.seed), warm)  # noqa: S311
    print_table(tried)


def run(scratch: Path, kills: int, dice: random.Random, warm: Warm) -> Tried:
    """Do the tries in a scratch folder."""
    looker = Looker(warm=warm, index=scratch / "index", expected=expected(warm, scratch), versions=VERSIONS)
    told, seen, tried = scratch / "told", scratch / "seen", Tried()
    allowed: dict[int, set[int | None]] = {number: {None} for number in range(NUMBERS)}
    while tried.count <= kills:
        kind, closely = KINDS[tried.tries % len(KINDS)], tried.tries % CLOSELY_EVERY == 0
        planning = random.Random(dice.random())  # noqa: S311
        told.write_text("")

        def action(ready: Callable[[], object]) -> None:
            with Archive.open(looker.index, embedder=warm.embedder) as archive:
                rebuilt, now = looker.look(archive, allowed, closely=closely)  # noqa: B023
                state = {int(n): int(v) for n, v in (each.split("v") for each in now.split())}
                plan = planned(kind, state, planning)  # noqa: B023
                seen.write_text(json.dumps([rebuilt, state, plan]))
                ready()
                work(archive, warm, kind, plan, told)  # noqa: B023

        done = killed_at_random(action, kind, tried, dice)
        rebuilt, state, plan = json.loads(seen.read_text())
        acknowledged = told.read_text().split()
        allowed = may_be(state, plan, acknowledged, done=done)
        tried.rebuilt += rebuilt
        tried.acknowledged += len(acknowledged)
        tried.halfway += not done and any(len(several) > 1 for several in allowed.values())
        if tried.tries % 25 == 0:
            print(f"{max(0, tried.count - 1)} kills: nothing lost, nothing doubled", flush=True)
    return tried


def expected(warm: Warm, scratch: Path) -> dict[str, Record]:
    """Return what an ingest that nobody interrupts makes of each article in each version."""
    found: dict[str, Record] = {}
    for version in range(VERSIONS):
        kept = scratch / f"expected-{version}"
        in_child(lambda _, kept=kept, version=version: records(warm, kept, version, NUMBERS))  # type: ignore[misc]
        found |= Record.read(kept)
    return found


def planned(kind: str, state: Mapping[int, int], dice: random.Random) -> dict[int, int | None]:
    """Return what a try of a kind is to do, given the version that each article is stored in."""
    there, missing = sorted(state), sorted(set(range(NUMBERS)) - state.keys())
    if kind == "rebuild":
        return {}
    if kind == "remove" and there:
        return dict.fromkeys(dice.sample(there, min(len(there), 1 + len(there) // MOST)))
    if kind == "ingest" and missing:
        return {number: dice.randrange(VERSIONS) for number in dice.sample(missing, min(len(missing), MOST))}
    chosen = dice.sample(there or missing, min(len(there or missing), MOST))
    return {number: (state.get(number, 0) + 1) % VERSIONS for number in chosen}


def work(archive: Archive, warm: Warm, kind: str, plan: Plan, told: Path) -> None:
    """Do what is planned, and write what was acknowledged to a file: the number of an article."""
    with told.open("a") as file:
        for number, version in plan.items():
            if version is None:
                archive.remove(f"n{number}")
                tell(file.fileno(), number)
        finish = record_claims if kind != "claims" else lambda _: None
        stored = Pipeline(archive.index, warm.attributed, finish).add(
            invented(number, version) for number, version in plan.items() if version is not None
        )
        for article_id, _ in stored:
            tell(file.fileno(), int(article_id[1:]))
        if kind == "rebuild":
            Pipeline(archive.index, warm.attributed, record_claims).rebuild()
        if kind == "claims":
            archive.claims(limit=0)


def tell(file: int, number: int) -> None:
    """Write a number to a file, and to the disk under it."""
    os.write(file, f"{number}\n".encode())
    os.fsync(file)


def may_be(
    state: Mapping[str, int], plan: Mapping[str, int | None], told: list[str], *, done: bool
) -> dict[int, set[int | None]]:
    """Return the versions that each article may be found in, None for not at all."""
    allowed: dict[int, set[int | None]] = {number: {state.get(str(number))} for number in range(NUMBERS)}
    for number, version in plan.items():
        allowed[int(number)] = {version} if done or number in told else {state.get(number), version}
    return allowed


def killed_at_random(action: Action, kind: str, tried: Tried, dice: random.Random) -> bool:
    """Run an action in a process that is killed at a random moment; return whether it came to its end before.

    The moments are spread over the time that those of its kind take which come to their end.
    """
    lengths = tried.lengths[kind]
    took = in_child(action, dice.uniform(0, statistics.median(lengths)) if lengths else None)
    tried.tries += 1
    if took is None:
        tried.killed[kind] += 1
    else:
        tried.finished[kind] += 1
        tried.lengths[kind] = [*lengths, took][-9:]
    return took is not None


def in_child(action: Action, kill_after: float | None = None) -> float | None:
    """Run an action in a forked process, which is killed so long after it says that it is ready.

    Return the seconds that it took from then to its end, None when it was killed before.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os._exit(_run(action, writing))
    os.close(writing)
    os.read(reading, 1)
    ready = time.perf_counter()
    if not select.select([reading], [], [], kill_after)[0]:
        os.kill(child, signal.SIGKILL)
    took = time.perf_counter() - ready
    os.close(reading)
    _, status = os.waitpid(child, 0)
    if status and os.waitstatus_to_exitcode(status) != -signal.SIGKILL:
        raise SystemExit("a process failed by itself")
    return None if status else took


def _run(action: Action, ready: int) -> int:
    """Run an action in this process; return 0, or 1 when it failed."""
    try:
        action(lambda: os.write(ready, b"."))
    except BaseException:  # noqa: BLE001
        traceback.print_exc()
        return 1
    return 0


def print_table(tried: Tried) -> None:
    """Print what came of the tries; what the last kill left nobody has looked at, so it is not counted."""
    print("| | killed | came to its end |\n| --- | --- | --- |")
    for kind in KINDS:
        print(f"| {kind} | {tried.killed[kind]} | {tried.finished[kind]} |")
    print(f"{tried.count - 1} kills looked at; {tried.acknowledged:,} articles acknowledged: none lost, none doubled.")
    print(f"{tried.halfway} kills fell between two articles of one go, {tried.rebuilt} into a rebuild.")


if __name__ == "__main__":
    main()
