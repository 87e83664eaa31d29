"""How costs grow with the archive: `python -m benchmarks.scale CACHE [--sizes N ...] [--ledger ADDRESS]`.

The sample articles, and copies of them with other names and ids (see `benchmarks/copies.py`): nothing from outside.
CACHE keeps what is made. With `--ledger`, an empty PostgreSQL database, the archive of the last size is carried there
and asked again.

For each size, in processor seconds of this process (other work on the machine disturbs them less than the clock):

    ask, check, quotes     the median and the 95th percentile
    joining                who speaks, joined for the first time; and again after one article more
    stored                 articles by processor second, without the models; kB on disk by article
    memory                 what the process has grown to
"""

import argparse
import resource
import statistics
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from benchmarks.copies import Turning, fill
from benchmarks.many import apart
from onrecord.archive import Archive
from onrecord.attribution import attribute_many
from onrecord.errors import AmbiguousSpeakerError
from onrecord.ingesting.pipeline import Pipeline
from onrecord.model import Article
from onrecord.settings import Settings
from onrecord.storage.ledger.schema import metadata

SIZES = (100, 1000)
SAMPLES = Path(__file__).parent.parent / "examples" / "articles"
ASKED = 12

QUESTIONS = (
    "Why did the bridge at Brindle Cross fall?",
    "Who warned about the flood wall?",
    "How much will the new school cost?",
    "When did the ferry stop?",
    "What did the mayor promise?",
    "How many people were hurt?",
    "Where is the new harbour to be built?",
    "Who closed the hospital ward?",
    "What did the council decide about the dam?",
    "How long was the power cut?",
    "Which road was closed?",
    "Why were the trains late?",
)
TOPICS = ("the bridge", "the flood", "the school", "the ferry", "the hospital", "money", "the dam", "the harbour")


def main() -> None:
    """Make what is missing, and measure each size."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cache", type=Path)
    parser.add_argument("--sizes", nargs="+", type=int, default=list(SIZES))
    parser.add_argument("--ledger")
    given = parser.parse_args()
    for size in given.sizes:
        apart(make, given.cache, size)
        apart(measure, Settings(index=given.cache / f"scale-{size}"))
    if given.ledger:
        there = Settings(index=given.cache / "scale-elsewhere", ledger=given.ledger)
        apart(carry, given.cache / f"scale-{given.sizes[-1]}", given.ledger)
        apart(measure, there)


def make(cache: Path, size: int) -> None:
    """Make the archive of a size where it is missing."""
    made = cache / f"scale-{size}.made"
    if made.exists():
        return
    embedder = Turning(cache)
    with Archive.open(cache / "samples", embedder=embedder) as originals:
        originals.ingest([SAMPLES])
        with Archive.open(cache / f"scale-{size}", embedder=embedder) as archive:
            started = time.process_time()
            fill(archive, originals, embedder, size)
            taken = time.process_time() - started
    print(f"{size} articles stored, {size / taken:.0f} by processor second", flush=True)
    made.touch()


def carry(folder: Path, address: str) -> None:
    """Carry an archive to a database."""
    with Archive.open(folder) as archive:
        started = time.process_time()
        count = archive.index.migrate(address)
        print(f"{count} articles carried in {time.process_time() - started:.0f} processor seconds", flush=True)


def measure(settings: Settings) -> None:
    """Print the figures of an archive."""
    with Archive(settings) as archive:
        archive.ask("Is it loaded?")
        articles = archive.articles()
        counts = archive.index.ledger.counts()
        rows = sum(counts[table.name] for table in metadata.sorted_tables)
        print(f"{len(articles)} articles, {counts['passages']} passages, {rows} rows")
        joining = worked(archive.speakers)
        Pipeline(archive.index, attribute_many).store(
            [Article(id="one-more", text="“The quay at Tarnby held,” Ada Quill said. It was noon.")]
        )
        again = worked(archive.speakers)
        archive.remove("one-more")
        archive.speakers()
        print(f"  joining {joining:.2f} s, after one more {again:.2f} s; {len(archive.speakers())} speakers")
        said = quoted(archive)
        show("ask", archive.ask, QUESTIONS)
        show("check", archive.check, said.values())
        show("quotes --speaker", lambda name: archive.quotes(speaker=name), said)
        show("quotes --about", lambda topic: archive.quotes(about=topic), TOPICS)
    disk = sum(file.stat().st_size for file in settings.index.rglob("*") if file.is_file())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"  memory {peak:.0f} MB, in the folder {disk / len(articles) / 1e3:.0f} kB by article", flush=True)


def quoted(archive: Archive) -> dict[str, str]:
    """Return some much quoted speakers with words of theirs."""
    found: dict[str, str] = {}
    for speaker in archive.speakers():
        try:
            own = archive.quotes(speaker=speaker.name, kind="direct", limit=1)
        except AmbiguousSpeakerError:
            continue
        if own:
            found[speaker.name] = " ".join(own[0].words)
        if len(found) == ASKED:
            break
    return found


def show(label: str, action: Callable[[str], object], given: Iterable[str]) -> None:
    """Print what an action costs for each of some words."""
    times = [worked(lambda w=each: action(w)) * 1e3 for each in given]  # type: ignore[misc]
    highest = statistics.quantiles(times, n=20)[-1]
    print(f"  {label:17} p50 {statistics.median(times):7.1f} ms   p95 {highest:7.1f} ms", flush=True)


def worked(action: Callable[[], object]) -> float:
    """Return how long the processor works for an action, in seconds."""
    started = time.process_time()
    action()
    return time.process_time() - started


if __name__ == "__main__":
    main()
