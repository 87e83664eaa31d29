"""Many ask while others write: `python -m benchmarks.concurrency [--threads 50] [--seconds 120]`.

On one archive of invented articles some threads ingest, edit and remove while others ask, check, look for quotations,
claims and passages, and read articles, for so many seconds. Two more processes write and read the same folder. Beside
the counts of what was done this prints what must be none:

    errors     anything raised, but ArticleNotFoundError for what is not there, and IndexLockedError from a write that
               has waited for another for its ten seconds (counted by itself)
    removed    an article shown that had been removed before the call began, and was not stored again since
    halves     an article shown without its passages, words or attributions, or in words that none of its versions has
"""

import argparse
import random
import tempfile
import threading
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path

from benchmarks.invented_articles import LAST, SAID, THINGS, TOWNS, invented
from onrecord.archive import Archive
from onrecord.embedding import Embedder
from onrecord.errors import AmbiguousSpeakerError, ArticleNotFoundError, IndexLockedError
from onrecord.model import Article

NUMBERS, VERSIONS, KEPT = 40, 4, 10
"""Articles, wordings of each, and how many of the articles are never touched while the threads are at it."""

WRITERS = 3


@dataclass
class Watch:
    """What the threads did, and what they saw that they should not have seen."""

    done: Counter[str] = field(default_factory=Counter)
    errors: list[str] = field(default_factory=list)
    waited: int = 0
    removed: list[str] = field(default_factory=list)
    halves: list[str] = field(default_factory=list)
    gone: dict[str, int] = field(default_factory=dict)
    moment: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def before(self) -> int:
        """Return the moment that a call begins at."""
        with self.lock:
            self.moment += 1
            return self.moment

    def remove(self, article_id: str) -> None:
        """Note that an article is gone from now on."""
        with self.lock:
            self.moment += 1
            self.gone[article_id] = self.moment

    def will_store(self, article_id: str) -> None:
        """Note that an article may be there again from now on."""
        with self.lock:
            self.gone.pop(article_id, None)

    def saw(self, articles: Iterable[Article], began: int, where: str) -> None:
        """Note what is wrong with articles that a call showed which began at a moment."""
        for article in articles:
            number = int(article.id[1:])
            if article.text not in TEXTS[number]:
                self.halves.append(f"{where}: {article.id} in words of no version")
            with self.lock:
                if self.gone.get(article.id, began) < began:
                    self.removed.append(f"{where}: {article.id}")


TEXTS = {number: {invented(number, version).text for version in range(VERSIONS)} for number in range(NUMBERS)}


def main() -> None:
    """Print what was done and what went wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--threads", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=20)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch, Archive.open(scratch, embedder=Embedder()) as archive:
        archive.add(invented(number) for number in range(NUMBERS))
        watch = at_once(archive, given.threads, given.seconds)
        others = two_processes(Path(scratch))
        health = archive.health()
    print("| done | times |\n| --- | --- |")
    for what, count in sorted(watch.done.items()):
        print(f"| {what} | {count:,} |")
    print(f"errors {len(watch.errors)}, writes that waited too long {watch.waited}, removed {len(watch.removed)},")
    print(f"halves {len(watch.halves)}; the doctor finds {len(health.problems)} problems")
    print(f"two processes at once: {others}")
    for line, times in Counter([*watch.errors, *watch.removed, *watch.halves]).most_common(9):
        print(f"{times} times: {line}")


def at_once(archive: Archive, threads: int, seconds: float) -> Watch:
    """Let threads read and write for so many seconds."""
    watch, until = Watch(), time.monotonic() + seconds
    jobs: list[Callable[[random.Random], str]] = [
        *(writer(archive, watch, number) for number in range(WRITERS)),
        *(reader(archive, watch, number) for number in range(threads - WRITERS)),
    ]
    running = [threading.Thread(target=over_and_over, args=(job, watch, n, until)) for n, job in enumerate(jobs)]
    for thread in running:
        thread.start()
    for thread in running:
        thread.join()
    return watch


def over_and_over(job: Callable[[random.Random], str], watch: Watch, number: int, until: float) -> None:
    """Do a job again and again, and take down what it raises."""
    dice = random.Random(number)  # noqa: S311
    while time.monotonic() < until:
        try:
            done = job(dice)
        except IndexLockedError:
            watch.waited += 1
        except Exception:  # noqa: BLE001
            watch.errors.append(traceback.format_exc())
        else:
            with watch.lock:
                watch.done[done] += 1


def writer(archive: Archive, watch: Watch, number: int) -> Callable[[random.Random], str]:
    """Return a job that stores, edits and removes articles of its own, some at a time."""
    own = [each for each in range(KEPT, NUMBERS) if each % WRITERS == number]

    def write(dice: random.Random) -> str:
        chosen = dice.sample(own, 3)
        if dice.random() < 0.4:
            try:
                archive.remove(f"n{chosen[0]}")
            except ArticleNotFoundError:
                return "remove what is gone"
            watch.remove(f"n{chosen[0]}")
            return "remove"
        for each in chosen:
            watch.will_store(f"n{each}")
        archive.add(invented(each, dice.randrange(VERSIONS)) for each in chosen)
        return "ingest three"

    return write


def reader(archive: Archive, watch: Watch, number: int) -> Callable[[random.Random], str]:
    """Return a job that asks in one of the ways there are, and looks at every article that it is shown."""
    ways = (asked, checked, quoted, claimed, searched, shown)
    way = ways[number % len(ways)]

    def read(dice: random.Random) -> str:
        began = watch.before()
        watch.saw(way(archive, watch, dice), began, way.__name__)
        return way.__name__

    return read


def asked(archive: Archive, _: Watch, dice: random.Random) -> list[Article]:
    """Ask a question; return the articles that the answer cites."""
    answer = archive.ask(f"What will the {dice.choice(THINGS)} of {dice.choice(TOWNS)} cost?")
    return [c.article for c in (*answer.near, *(c for s in answer.sentences for c in s.citations))]


def checked(archive: Archive, _: Watch, dice: random.Random) -> list[Article]:
    """Check a quotation; return the articles that it was found in."""
    words = dice.choice(SAID[:3]).format(thing=dice.choice(THINGS))
    found = archive.check(words, dice.choice(LAST))
    return [each.citation.article for each in (*found.evidence, *found.nearest)]


def quoted(archive: Archive, _: Watch, dice: random.Random) -> list[Article]:
    """Look for quotations; return their articles."""
    try:
        found = archive.quotes(dice.choice(LAST), dice.choice((None, dice.choice(THINGS))))
    except AmbiguousSpeakerError:
        found = archive.quotes(about=dice.choice(THINGS))
    return [
        article for each in found for article in (each.article, *(p.article for p in (*each.places, *each.versions)))
    ]


def claimed(archive: Archive, _: Watch, dice: random.Random) -> list[Article]:
    """Look for claims; return their articles."""
    return [claim.article for group in archive.claims(dice.choice(THINGS), limit=5) for claim in group.claims]


def searched(archive: Archive, _: Watch, dice: random.Random) -> list[Article]:
    """Search; return the articles of the passages."""
    return [hit.article for hit in archive.search(f"the {dice.choice(THINGS)} at {dice.choice(TOWNS)}")]


def shown(archive: Archive, watch: Watch, dice: random.Random) -> list[Article]:
    """Read an article, and look for any that lacks a part at one moment."""
    for line in archive.index.ledger.loose_ends():
        watch.halves.append(line)
    try:
        return [archive.article(f"n{dice.randrange(NUMBERS)}")]
    except ArticleNotFoundError:
        return []


def two_processes(index: Path) -> str:
    """Let two processes store articles in one index at the same time; return what became of it."""
    context = get_context("spawn")
    processes = [context.Process(target=store_some, args=(index, first)) for first in (1_000, 2_000)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    with Archive.open(index) as archive:
        ids = {article.id for article in archive.articles()}
        problems = archive.health().problems
    stored = sum({f"n{n}" for n in range(first, first + 10)} <= ids for first in (1_000, 2_000))
    failed = sum(process.exitcode != 0 for process in processes)
    return f"{stored} of 2 stored all their articles, {failed} failed, {len(problems)} problems"


def store_some(index: Path, first: int) -> None:
    """Store ten articles, one by one, each as often as it takes."""
    with Archive.open(index) as archive:
        for number in range(first, first + 10):
            while True:
                try:
                    archive.add([invented(number)])
                except IndexLockedError:
                    continue
                break


if __name__ == "__main__":
    main()
