"""Kill an ingest at random moments; nothing may be lost or doubled: `python -m benchmarks.ingest_kills [FOLDER]`.

Each try is a process of its own that ingests the folder and is killed (SIGKILL) at a random moment of the time that an
uninterrupted ingest takes; the same ingest then runs again to its end, and the index is compared with that of an
uninterrupted one: articles, passages, sentences, vectors, words, and what the vector collection finds and counts.
Every other try starts from an index of older versions of the articles, so that updates and deletions are interrupted
too, with the vector collection's next generation due early.

The texts are embedded once, before the first try, and the processes are forked from one that remembers the vectors:
the kills fall on reading, cutting, the ledger and the vector collection, and not nine times in ten on the model.
"""

import argparse
import hashlib
import os
import pickle
import random
import shutil
import signal
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import chromadb  # noqa: F401 loaded before the first fork, so that no try is killed while it loads
import numpy as np
from numpy.typing import NDArray

from onrecord.archive import Archive
from onrecord.embedding import Embedder, Vectors
from onrecord.ingesting.pipeline import open_index
from onrecord.model import Scope
from onrecord.storage.vectors import generations
from onrecord.storage.vectors.chroma import VectorCollection

SAMPLES = Path(__file__).parent.parent / "examples" / "articles"


class RememberingEmbedder(Embedder):
    """The bundled model; what it was asked once it does not read again."""

    def __init__(self) -> None:
        """Begin with nothing remembered."""
        super().__init__()
        self._vectors: dict[str, NDArray[np.float32]] = {}
        self._tokens: dict[str, int] = {}
        self._limit = super().token_limit

    @property
    def token_limit(self) -> int:
        """The limit, asked for once."""
        return self._limit

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Return the number of tokens of each text."""
        new = [text for text in texts if text not in self._tokens]
        if new:
            self._tokens.update(zip(new, super().count_tokens(new), strict=True))
        return [self._tokens[text] for text in texts]

    def encode_documents(self, texts: Sequence[str]) -> Vectors:
        """Return the vector of each text."""
        new = [text for text in texts if text not in self._vectors]
        if new:
            self._vectors.update(zip(new, super().encode_documents(new), strict=True))
        return np.array([self._vectors[text] for text in texts], dtype=np.float32)


def in_a_child(action: Callable[[], object], kill_after: float | None = None) -> bool:
    """Run an action in a forked process; return whether it came to its end before it was killed."""
    child = os.fork()
    if not child:
        action()
        os._exit(0)
    if kill_after is not None:
        time.sleep(kill_after)
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    if status and os.waitstatus_to_exitcode(status) != -signal.SIGKILL:
        raise SystemExit("an ingest failed by itself")
    return not status


def ingest(folder: Path, index: Path, embedder: Embedder) -> None:
    """Ingest a folder as the command does."""
    with Archive.open(index, embedder=embedder) as archive:
        report = archive.ingest([folder])
        assert not report.failed, report.failed


def snapshot(index: Path, embedder: Embedder, to: Path) -> None:
    """Write down all that an index holds, leaving out the numbers of its rows."""
    opened = open_index(index, embedder)
    ids, vectors = opened.ledger.passages.vectors()
    stored = opened.ledger.passages.with_articles(ids)
    rows = []
    for passage_id, vector in zip(ids, vectors, strict=True):
        passage, article = stored[passage_id]
        said = [(s.sentence, s.vector.tobytes()) for s in opened.ledger.passages.sentences([passage_id])]
        first = passage.text.split()[0].strip("\"'“”‘’.,") or "the"
        lexical = [
            i for i, _ in opened.ledger.lexical.best(f'"{first}"', len(ids), Scope(articles=frozenset({article.id})))
        ]
        best = opened.nearest(vector, 3, Scope())
        itself = passage_id in [i for i, score in best if score > best[0][1] - 1e-4] and best[0][1] > 0.999
        digest = hashlib.sha256(repr((said, vector.tobytes())).encode()).hexdigest()
        rows.append((article.id, article.sha256, passage.start, passage.text, digest, len(lexical), itself))
    counts, generation = opened.ledger.counts(), opened.ledger.manifest.facts().get("generation", "0")
    articles = sorted((article.id, article.sha256) for article in opened.ledger.articles.of())
    opened.close()
    collection = VectorCollection(index / "vectors" / generation)
    kept = len(collection), counts["pending"], counts["sentences"], len(list((index / "vectors").iterdir()))
    collection.close()
    to.write_bytes(pickle.dumps((articles, sorted(rows), kept)))


def older_versions(folder: Path, to: Path) -> None:
    """Copy a folder with every second text cut short and every fifth file missing."""
    for number, file in enumerate(sorted(folder.iterdir())):
        if number % 5 == 4:
            continue
        if number % 2 and file.suffix in {".txt", ".md"}:
            text = file.read_text(encoding="utf-8")
            (to / file.name).write_text(text[: len(text) * 2 // 3], encoding="utf-8")
        else:
            shutil.copy(file, to)


def main() -> None:
    """Print how many kills came through, and stop at the first that did not."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=SAMPLES)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    generations._CHURN_LEAST = 20
    dice = random.Random(given.seed)  # noqa: S311
    embedder = RememberingEmbedder()
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch)
        run(given.folder, root, given.kills, dice, embedder)


def run(folder: Path, root: Path, kills: int, dice: random.Random, embedder: Embedder) -> None:
    """Do the tries in a scratch folder."""
    articles, fresh, older, whole, tried = (root / name for name in ("articles", "fresh", "older", "whole", "tried"))
    articles.mkdir()
    fresh.mkdir()
    older_versions(folder, articles)
    learn(articles, embedder)
    in_a_child(lambda: ingest(articles, older, embedder))
    shutil.copytree(folder, articles, dirs_exist_ok=True)
    learn(articles, embedder)
    lengths = []
    for start in (fresh, older):
        shutil.copytree(start, tried)
        started = time.perf_counter()
        in_a_child(lambda: ingest(articles, tried, embedder))
        lengths.append(time.perf_counter() - started)
        shutil.rmtree(whole, ignore_errors=True)
        tried.rename(whole)
        in_a_child(partial(snapshot, whole, embedder, root / f"{start.name}.expected"))
    done = in_time = 0
    while done < kills:
        start, length = ((fresh, lengths[0]), (older, lengths[1]))[done % 2]
        shutil.copytree(start, tried)
        in_time += not in_a_child(lambda: ingest(articles, tried, embedder), kill_after=dice.uniform(0, length))
        in_a_child(lambda: ingest(articles, tried, embedder))
        in_a_child(lambda: snapshot(tried, embedder, root / "found"))
        if (root / "found").read_bytes() != (root / f"{start.name}.expected").read_bytes():
            raise SystemExit(f"try {done + 1}, from {start.name}: the index is not that of an uninterrupted ingest")
        shutil.rmtree(tried)
        done += 1
        if done % 20 == 0:
            print(f"{done} tries, {in_time} of them killed before the end: nothing lost, nothing doubled", flush=True)
    print(f"an uninterrupted ingest took {lengths[0]:.2f} s from nothing, {lengths[1]:.2f} s from older versions")


def learn(articles: Path, embedder: Embedder) -> None:
    """Have the texts of a folder embedded once, in this process and with no vector collection."""
    from onrecord.ingesting.chunking import chunk
    from onrecord.model import Article
    from onrecord.reading import read
    from onrecord.settings import Settings

    for article in read([articles], Settings()):
        if isinstance(article, Article):
            passages = chunk(article, embedder.count_tokens, embedder.token_limit)
            embedder.encode_documents([s.span.of(article.text) for p in passages for s in p.sentences])


if __name__ == "__main__":
    main()
