"""What asking costs in a large archive: `python -m benchmarks.many DATA_DIR CACHE [--sizes N ...]`.

DATA_DIR holds `realtimeqa/`, with a table of articles and a file of questions. CACHE keeps what is made: the articles
as they are ingested, with their vectors and who said what in them, and an archive of each size. Beyond the articles of
the table a size is made up with copies (see `benchmarks/copies.py`). What is there is not made again.

Every size is asked in a process of its own, with the model loaded, and the figures are

    ask      the median and the 95th percentile of all questions, against SentenceTransformer.encode of the same one;
             the two take turns, and no question is asked twice (bar: 4.0); the same in processor time, which other
             work on the machine disturbs less
    stages   the mean time of each part of asking; the questions are asked again for it, each with a year put to it
    first    the first question of the process; who speaks, the first time and again; quotations and checks
    memory   what the process has grown to; what the index takes on disk, by article

The questions are those of the file, and what the most quoted speakers said about a word of a title.
"""

import argparse
import json
import resource
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from sentence_transformers import SentenceTransformer

from benchmarks.copies import Turning, fill, likeness
from benchmarks.speed import seconds
from onrecord.answering import extractive
from onrecord.archive import Archive
from onrecord.backbone import backbone_folder
from onrecord.embedding import Embedder
from onrecord.errors import AmbiguousSpeakerError
from onrecord.language.words import content_words

SIZES = (85, 1000, 5000)
SPEAKERS = 20
"""Of the most quoted, how many are asked about."""


def main() -> None:
    """Make what is missing, and measure each size."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("cache", type=Path)
    parser.add_argument("--sizes", nargs="+", type=int, default=list(SIZES))
    given = parser.parse_args()
    data = given.data / "realtimeqa"
    for size in given.sizes:
        apart(make, data / "corpus_1000.jsonl.gz", given.cache, size)
    questions = apart(asked, data / "queries_dev.jsonl", given.cache)
    for size in given.sizes:
        apart(measure, given.cache / f"archive-{size}", questions)


def apart(action: Callable[..., Any], *arguments: object) -> Any:  # noqa: ANN401
    """Do something in a process of its own, so that what it loads and remembers counts for nothing else."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
        return process.submit(action, *arguments).result()


def make(table: Path, cache: Path, size: int) -> None:
    """Make the archive of a size where it is missing."""
    made = cache / f"archive-{size}.made"
    if made.exists():
        return
    embedder = Turning(cache)
    with Archive.open(cache / "originals", embedder=embedder) as originals:
        originals.ingest([table])
        with Archive.open(cache / f"archive-{size}", embedder=embedder) as archive:
            taken = seconds(lambda: fill(archive, originals, embedder, size))
            count = len(archive.articles())
        near = likeness(originals, embedder)
    print(f"{count} articles stored in {taken:.0f} s; a sentence and the same with other names: cosine {near:.2f}")
    made.touch()


def asked(questions: Path, cache: Path) -> list[str]:
    """Return the questions of a file, and some about what people said."""
    found = [str(json.loads(line)["question"]) for line in questions.read_text(encoding="utf-8").splitlines()]
    with Archive.open(cache / "originals") as archive:
        people = [each.name for each in archive.speakers() if " " in each.name][:SPEAKERS]
        titles = [article.title for article in archive.articles() if article.title]
    topics = list(dict.fromkeys(max(content_words(title), key=len) for title in titles))
    found += [f"What did {name} say about {topic}?" for name, topic in zip(people, topics, strict=False)]
    return found + [f"Who warned about {topic}?" for topic in topics[len(people) : 2 * len(people)]]


def measure(folder: Path, questions: Sequence[str]) -> None:
    """Print the figures of an archive."""
    embedder = Embedder()
    embedder.encode_question("Is it loaded?")
    bare = SentenceTransformer(str(backbone_folder()), local_files_only=True)
    bare.encode("Is it loaded?")
    with Archive.open(folder, embedder=embedder) as archive:
        count = len(archive.articles())
        passages = archive.index.ledger.counts()["passages"]
        print(f"{count} articles, {passages} passages")
        first = seconds(lambda: archive.ask("Who was hurt when the bridge fell?"))
        ratios(archive, bare, questions)
        stages(archive, questions)
        others(archive, questions, first)
    disk = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"  memory at its peak {peak:.0f} MB; disk {disk / 1e6:.0f} MB, {disk / count / 1e3:.0f} kB an article",
        flush=True,
    )


def ratios(archive: Archive, bare: SentenceTransformer, questions: Sequence[str]) -> None:
    """Ask and encode by turns, by the clock and by the processor's time."""
    asking, encoding = [], []
    for question in questions:
        encoding.append(both_times(lambda q=question: bare.encode(q)))  # type: ignore[misc]
        asking.append(both_times(lambda q=question: archive.ask(q)))  # type: ignore[misc]
    for place, kind in enumerate(("", " of the processor")):
        ask, encode = ([each[place] * 1e3 for each in times] for times in (asking, encoding))
        for name, of in (("p50", statistics.median), ("p95", lambda times: statistics.quantiles(times, n=20)[-1])):
            ratio = of(ask) / of(encode)
            print(
                f"  ask {name} {of(ask):.1f} ms{kind}, bare encode {of(encode):.1f} ms    ratio {ratio:.2f} (bar 4.0)"
            )


def both_times(action: Callable[[], object]) -> tuple[float, float]:
    """Return how long an action takes, and for how long of that the processor works, in seconds."""
    started, working = time.perf_counter(), time.process_time()
    action()
    return time.perf_counter() - started, time.process_time() - working


def stages(archive: Archive, questions: Sequence[str]) -> None:
    """Print the mean time of each part of asking."""
    index = archive.index
    taken: dict[str, float] = {}
    parts: tuple[tuple[str, object, str], ...] = (
        ("encoding", index.embedder, "encode_question"),
        ("by meaning", index, "nearest"),
        ("by words", index.ledger, "lexical"),
        ("reading", index.ledger, "sentence_vectors"),
        ("reading", index.ledger, "vectors_of"),
        ("reading", index.ledger, "sentences"),
        ("reading", index.ledger, "passages"),
        ("rarity", index.ledger, "occurrences"),
        ("features", extractive, "features"),
    )
    kept = [(owner, name, getattr(owner, name)) for _, owner, name in parts]
    for (label, *_), (owner, name, action) in zip(parts, kept, strict=True):
        setattr(owner, name, timed(action, label, taken))
    whole = seconds(lambda: [archive.ask(f"{question[:-1]} in 1990?") for question in questions])
    for owner, name, action in kept:
        setattr(owner, name, action)
    taken["the rest"] = whole - sum(taken.values())
    told = ", ".join(f"{label} {seconds_ / len(questions) * 1e3:.1f}" for label, seconds_ in taken.items())
    print(f"  stages, ms: {told}")


def timed(action: Callable[..., Any], label: str, taken: dict[str, float]) -> Callable[..., Any]:
    """Return an action that adds the time it takes to what its part has taken."""

    def act(*given: object) -> Any:  # noqa: ANN401
        started = time.perf_counter()
        try:
            return action(*given)
        finally:
            taken[label] = taken.get(label, 0.0) + time.perf_counter() - started

    return act


def others(archive: Archive, questions: Sequence[str], first: float) -> None:
    """Print what is slow once, and what quotations and checks take."""
    joining, again = seconds(archive.speakers), seconds(archive.speakers)
    print(f"  first question {first:.2f} s; who speaks: {joining:.2f} s, again {again:.2f} s")
    quoted = dict(islice(words_said(archive), SPEAKERS))
    for label, action, wanted in (
        ("quotes of a speaker", lambda name: archive.quotes(speaker=name), list(quoted)),
        ("quotes on a topic", lambda question: archive.quotes(about=question), questions[:SPEAKERS]),
        ("check", archive.check, list(quoted.values())),
    ):
        times = [seconds(lambda a=action, w=each: a(w)) * 1e3 for each in wanted]  # type: ignore[misc]
        print(
            f"  {label}: median {statistics.median(times):.0f} ms, longest {max(times):.0f} ms, first {times[0]:.0f} ms"
        )


def words_said(archive: Archive) -> Iterator[tuple[str, str]]:
    """Yield the most quoted speakers, but for those whose name is that of others too, each with a quotation."""
    for speaker in archive.speakers():
        try:
            found = archive.quotes(speaker=speaker.name, kind="direct", limit=1)
        except AmbiguousSpeakerError:
            continue
        yield from ((speaker.name, " ".join(each.words)) for each in found)


if __name__ == "__main__":
    main()
