"""What tracking claims costs: `python -m benchmarks.claims_cost PATH CACHE [--sizes N ...]`.

PATH is a folder of articles or a table of them. CACHE keeps what is made: the articles as they are ingested, with their
vectors and who said what in them, and an archive of each size, made up with copies (see `benchmarks/copies.py`).

    share     the processor time that finding and comparing the claims of the articles of PATH takes, as a share of
              what ingesting them takes without (bar: 0.20)
    growth    what the claims of an article cost that comes to an archive of each size, in processor time: the last
              twenty are done again (bar: the largest at most 2 times the second smallest)
    topic     the median time of `claims --about`, with the model loaded (bar: 150 ms)
"""

import argparse
import statistics
import tempfile
import time
from pathlib import Path

from sqlalchemy import insert

from benchmarks.copies import Turning, fill
from benchmarks.many import apart
from onrecord.archive import Archive
from onrecord.attribution import attribute_many
from onrecord.claims.recording import record_claims
from onrecord.embedding import Embedder
from onrecord.ingesting.pipeline import Pipeline
from onrecord.language.words import content_words
from onrecord.reading import read
from onrecord.settings import Settings
from onrecord.storage.ledger.schema import unclaimed

SIZES = (100, 1000, 10_000)
LAST = 20
TOPICS = 40


def main() -> None:
    """Measure the share, then each size."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", type=Path)
    parser.add_argument("cache", type=Path)
    parser.add_argument("--sizes", nargs="*", type=int, default=list(SIZES))
    given = parser.parse_args()
    apart(share, given.path)
    for size in given.sizes:
        apart(growth, given.path, given.cache, size)


def share(path: Path) -> None:
    """Print what claims add to an ingest."""
    articles = [each for each in read([path], Settings()) if not hasattr(each, "error")]
    with tempfile.TemporaryDirectory() as folder, Archive.open(folder, embedder=Embedder()) as archive:
        archive.index.embedder.encode_question("Is it loaded?")
        pipeline = Pipeline(archive.index, attribute_many)
        pipeline.store(articles[:1])
        started = time.process_time()
        pipeline.store(articles[1:])
        without = time.process_time() - started
        with archive.index.writing():
            started = time.process_time()
            record_claims(archive.index)
            claims = time.process_time() - started
        count = archive.index.ledger.claims.count()
    print(
        f"{len(articles)} articles, {count} claims: ingest without claims {without:.1f} s of the processor, claims "
        f"{claims:.1f} s    share {claims / without:.2f} (bar 0.20)",
        flush=True,
    )


def growth(path: Path, cache: Path, size: int) -> None:
    """Print what the claims of the last articles of an archive cost, and asking for a topic."""
    embedder = Turning(cache)
    with Archive.open(cache / "originals", embedder=embedder) as originals:
        originals.ingest([path])
        with Archive.open(cache / f"claims-{size}", embedder=embedder) as archive:
            if len(archive.articles()) < size:
                fill(archive, originals, embedder, size)
            with archive.index.writing():
                record_claims(archive.index)
    with Archive.open(cache / f"claims-{size}", embedder=Embedder()) as archive:
        archive.index.embedder.encode_question("Is it loaded?")
        newest = [article.id for article in archive.articles()][-LAST:]
        topics = [max(content_words(a.title), key=len) for a in archive.articles() if a.title][:TOPICS]
        with archive.index.ledger.transaction() as connection:
            connection.execute(insert(unclaimed), [{"article_id": each} for each in newest])
        with archive.index.writing():
            started = time.process_time()
            record_claims(archive.index)
            each = (time.process_time() - started) / LAST
        taken = []
        for topic in topics:
            started = time.perf_counter()
            archive.claims(f"the {topic}", limit=20)
            taken.append(time.perf_counter() - started)
        claims = archive.index.ledger.claims.count()
    print(
        f"{size} articles, {claims} claims: the claims of one more {each * 1e3:.0f} ms of the processor; claims about "
        f"a topic p50 {statistics.median(taken) * 1e3:.0f} ms (bar 150)",
        flush=True,
    )


if __name__ == "__main__":
    main()
