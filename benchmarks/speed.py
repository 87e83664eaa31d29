"""What ingesting and asking cost, in processor time against the bare model: `python -m benchmarks.speed [PATH ...]`.

For each path (a folder of articles, or a table of them), with the model and the libraries loaded:

    ingest    reading, cutting, embedding and storing everything, with and without finding who said what, against
              SentenceTransformer.encode of the same passages; all take turns, each over the same portion of the
              articles (bar: 1.25 without attributing, and 1.3 for attributing alone)
    again     the same ingest once more, when nothing has changed (bar: 3 s)
    ask       the median question, against SentenceTransformer.encode of it; the two take turns (bar: 4.0)
    memory    what the process has grown to, and what the index takes on disk, by article

What asking costs in a large archive: `python -m benchmarks.many`. What the commands cost that need no vector:
`python -m benchmarks.startup`.
"""

import argparse
import resource
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from sentence_transformers import SentenceTransformer

from onrecord.archive import Archive
from onrecord.backbone import backbone_folder
from onrecord.embedding import Embedder
from onrecord.ingesting.chunking import chunk
from onrecord.ingesting.pipeline import Pipeline, open_index
from onrecord.model import Article, IngestReport
from onrecord.reading import read
from onrecord.settings import Settings
from onrecord.storage.index import Index

SAMPLES = Path(__file__).parent.parent / "examples" / "articles"
PORTION = 20
QUESTIONS = (
    "How large was the fund that the council set up?",
    "Who will lead the inquiry?",
    "When did the bridge close?",
    "What did the minister say about the hospital?",
    "Did the union accept the offer?",
    "Why was the vote put off?",
    "How many people were hurt?",
    "Where did the ferry run aground?",
)


def seconds(action: Callable[[], object]) -> float:
    """Return how long the processor works for an action: what else runs disturbs that less than the clock."""
    started = time.process_time()
    action()
    return time.process_time() - started


def passage_texts(articles: list[Article], embedder: Embedder) -> list[str]:
    """Return the passages that an ingest of these articles stores."""
    limit = embedder.token_limit
    return [
        passage.span.of(article.text)
        for article in articles
        for passage in chunk(article, embedder.count_tokens, limit)
    ]


def ingest_ratios(path: Path, archive: Archive, plain: Index, bare: SentenceTransformer, embedder: Embedder) -> None:
    """Ingest a path with and without attributing, and encode its passages bare, by turns; reading is timed once."""
    articles: list[Article] = []
    reading = seconds(lambda: articles.extend(a for a in read([path], Settings()) if isinstance(a, Article)))
    taken = [reading, reading, 0.0]
    count = 0
    for start in range(0, len(articles), PORTION):
        portion = articles[start : start + PORTION]
        texts = passage_texts(portion, embedder)
        turns: list[Callable[[], object]] = [
            lambda p=portion: archive.add(p),  # type: ignore[misc]
            lambda p=portion: list(Pipeline(plain).add(p)),  # type: ignore[misc]
            lambda t=texts: bare.encode(t),  # type: ignore[misc]
        ]
        for turn in range(len(turns)):
            place = (turn + start // PORTION) % len(turns)
            taken[place] += seconds(turns[place])
        count += len(texts)
    whole, unattributed, encoding = taken
    print(f"  bare encode of {count} passages of {len(articles)} articles: {encoding:.1f} s (reading {reading:.1f} s)")
    print(f"  ingest without attributing: {unattributed:.1f} s    ratio {unattributed / encoding:.2f} (bar 1.25)")
    print(f"  ingest: {whole:.1f} s    ratio {whole / encoding:.2f}")
    print(f"  attributing: ratio {(whole - unattributed) / encoding:.2f} (bar 1.3)")


def ask_ratio(archive: Archive, bare: SentenceTransformer, rounds: int) -> None:
    """Ask and encode by turns, every round with words of its own so that nothing can be remembered."""
    asking, encoding = [], []
    for number in range(rounds):
        for question in QUESTIONS:
            asked = f"{question[:-1]} in {1990 + number}?"
            encoding.append(seconds(lambda q=asked: bare.encode(q)))  # type: ignore[misc]
            asking.append(seconds(lambda q=asked: archive.ask(q)))  # type: ignore[misc]
    ask, encode = statistics.median(asking) * 1e3, statistics.median(encoding) * 1e3
    print(f"  ask p50 {ask:.1f} ms, bare encode p50 {encode:.1f} ms    ratio {ask / encode:.2f} (bar 4.0)")


def measure(path: Path, bare: SentenceTransformer, embedder: Embedder, rounds: int) -> None:
    """Print the figures of one path."""
    print(path.name)
    with (
        tempfile.TemporaryDirectory() as folder,
        tempfile.TemporaryDirectory() as other,
        Archive.open(folder, embedder=embedder) as archive,
    ):
        plain = open_index(Path(other), embedder)
        ingest_ratios(path, archive, plain, bare, embedder)
        plain.close()
        measure_use(lambda: archive.ingest([path]), archive, Path(folder), bare, rounds)


def measure_use(
    ingest: Callable[[], IngestReport], archive: Archive, folder: Path, bare: SentenceTransformer, rounds: int
) -> None:
    """Print what ingesting again and asking cost, and the room that is taken."""
    again = ingest()
    count = len(archive.articles())
    taken = seconds(ingest)
    print(f"  again: {len(again.unchanged)} unchanged of {count}, {taken:.2f} s (bar 3 s)")
    ask_ratio(archive, bare, rounds)
    disk = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"  memory at its peak {peak:.0f} MB; disk {disk / 1e6:.1f} MB, {disk / count / 1e3:.0f} kB an article")


def warm_up(bare: SentenceTransformer, embedder: Embedder) -> None:
    """Load everything that is loaded once in a process, so that none of it is measured."""
    with tempfile.TemporaryDirectory() as folder, Archive.open(folder, embedder=embedder) as archive:
        archive.add([Article(id="a", text="The tide rose. Nobody was hurt.")])
        archive.ask("Who was hurt?")
    bare.encode(["The tide rose."])


def main() -> None:
    """Measure each path given."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", type=Path, default=[SAMPLES])
    parser.add_argument("--rounds", type=int, default=10, help="how often the questions are asked")
    given = parser.parse_args()
    embedder = Embedder()
    loaded = seconds(lambda: embedder.encode_question("Is it loaded?"))
    bare = SentenceTransformer(str(backbone_folder()), local_files_only=True)
    warm_up(bare, embedder)
    print(f"loading the model and its libraries took {loaded:.1f} s")
    for path in given.paths:
        measure(path, bare, embedder, given.rounds)


if __name__ == "__main__":
    main()
