"""What ingesting and asking cost, as ratios to the bare model: `python -m benchmarks.speed [PATH ...]`.

For each path (a folder of articles, or a table of them), with the model and the libraries loaded:

    ingest    reading, cutting, embedding and storing everything, against SentenceTransformer.encode of the same
              sentences; the two take turns, each over the same portion of the articles (bar: 1.25)
    again     the same ingest once more, when nothing has changed (bar: 3 s)
    ask       the median question, against SentenceTransformer.encode of it; the two take turns (bar: 3.0)
    memory    what the process has grown to, and what the index takes on disk, by article

What the commands cost that need no vector: `python -m benchmarks.startup`.
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
from onrecord.embedding import Embedder, bundled_model
from onrecord.model import Article
from onrecord.reading import read
from onrecord.settings import Settings
from onrecord.storage.cutting import cut

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
    """Return how long an action takes."""
    started = time.perf_counter()
    action()
    return time.perf_counter() - started


def embedded_texts(articles: list[Article], embedder: Embedder) -> list[str]:
    """Return the texts that an ingest of these articles embeds."""
    limit = embedder.token_limit
    return [
        sentence.span.of(article.text)
        for article in articles
        for passage in cut(article, embedder.count_tokens, limit)
        for sentence in passage.sentences
    ]


def ingest_ratio(path: Path, archive: Archive, bare: SentenceTransformer, embedder: Embedder) -> None:
    """Ingest a path and encode its sentences bare, by turns; reading it is timed as a whole."""
    articles: list[Article] = []
    reading = seconds(lambda: articles.extend(a for a in read([path], Settings()) if isinstance(a, Article)))
    ingesting, encoding, count = reading, 0.0, 0
    for start in range(0, len(articles), PORTION):
        portion = articles[start : start + PORTION]
        texts = embedded_texts(portion, embedder)
        turns = [lambda p=portion: archive.add(p), lambda t=texts: bare.encode(t)]
        order = (0, 1) if start // PORTION % 2 else (1, 0)
        taken = {turn: seconds(turns[turn]) for turn in order}
        ingesting, encoding, count = ingesting + taken[0], encoding + taken[1], count + len(texts)
    print(f"  ingest {len(articles)} articles, {count} sentences: {ingesting:.1f} s, of it reading {reading:.1f} s")
    print(f"  bare encode of the sentences: {encoding:.1f} s    ratio {ingesting / encoding:.2f} (bar 1.25)")


def ask_ratio(archive: Archive, bare: SentenceTransformer, rounds: int) -> None:
    """Ask and encode by turns, every round with words of its own so that nothing can be remembered."""
    asking, encoding = [], []
    for number in range(rounds):
        for question in QUESTIONS:
            asked = f"{question[:-1]} in {1990 + number}?"
            encoding.append(seconds(lambda q=asked: bare.encode(q)))  # type: ignore[misc]
            asking.append(seconds(lambda q=asked: archive.ask(q)))  # type: ignore[misc]
    ask, encode = statistics.median(asking) * 1e3, statistics.median(encoding) * 1e3
    print(f"  ask p50 {ask:.1f} ms, bare encode p50 {encode:.1f} ms    ratio {ask / encode:.2f} (bar 3.0)")


def measure(path: Path, bare: SentenceTransformer, embedder: Embedder, rounds: int) -> None:
    """Print the figures of one path."""
    print(path.name)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with tempfile.TemporaryDirectory() as folder, Archive.open(folder, embedder=embedder) as archive:
        ingest_ratio(path, archive, bare, embedder)
        count = len(archive.articles())
        again = archive.ingest([path])
        taken = seconds(lambda: archive.ingest([path]))
        print(f"  again: {len(again.unchanged)} unchanged of {count}, {taken:.2f} s (bar 3 s)")
        ask_ratio(archive, bare, rounds)
        grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
        disk = sum(file.stat().st_size for file in Path(folder).rglob("*") if file.is_file())
        print(
            f"  memory grew by {grown / 1024:.0f} MB; disk {disk / 1e6:.1f} MB, {disk / count / 1e3:.0f} kB an article"
        )


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
    bare = SentenceTransformer(str(bundled_model()), local_files_only=True)
    warm_up(bare, embedder)
    print(f"loading the model and its libraries took {loaded:.1f} s")
    for path in given.paths:
        measure(path, bare, embedder, given.rounds)


if __name__ == "__main__":
    main()
