"""What the grounding gate lets through: `python -m benchmarks.grounding DATA_DIR [--each N] [--show KIND]`.

DATA_DIR is a folder or a table of articles. Answers of one sentence are made from them, faithful ones and ones that are
made unfaithful by a mutation, each with the eight passages that a model would be given for it. Counted are

    caught    of the unfaithful ones: how many are not shown as they were written, cited (bar: 97 %)
    touched   of the faithful ones: how many are marked, cut or cited otherwise (bar: 3 %); a quotation put into the
              article's exact characters does not count
    time      the gate's median for an answer of ten sentences, laying out the passages included (bar: 30 ms)

Half of the articles, chosen by their id, were looked at while the gate was made ("tuned"); the others were not ("held
out"). Paraphrases written by hand over the invented sample articles are counted apart.
"""

import argparse
import hashlib
import json
import random
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from benchmarks.grounding_answers import (
    BEYOND,
    FAITHFUL,
    UNFAITHFUL,
    Made,
    Maker,
    Source,
    changed_speaker,
    quoted,
    reported,
    verbatim,
)
from onrecord.answering.grounding.gate import Gate, Grounded
from onrecord.answering.grounding.model_text import parse_model_text
from onrecord.answering.grounding.passage import NumberedPassage
from onrecord.archive import Archive
from onrecord.model import Article, Attribution, Scope
from onrecord.reader import reader

PARAPHRASES = Path(__file__).parent / "data" / "paraphrases.jsonl"
FRESH = PARAPHRASES.with_name("paraphrases_fresh.jsonl")
"""Written later, over other sample articles than the first, before the gate had judged any of them."""

SAMPLES = Path(__file__).parent.parent / "examples" / "articles"
PASSAGES = 8
TEN = 10
TIMED = 60


def sources(archive: Archive) -> Iterator[Source]:
    """Yield each passage of the archive among the seven that come nearest to it."""
    said = {article.id: tuple(archive.attributions(article.id)) for article in archive.articles()}
    for article in sorted(archive.articles(), key=lambda each: each.id):
        for target in _passages(archive, article):
            yield _source(archive, target, said)


def _passages(archive: Archive, article: Article) -> list[NumberedPassage]:
    hits = archive.search(article.title or article.text[:80], 40, scope=Scope(articles=frozenset({article.id})))
    return [
        NumberedPassage(hit.rank, article, hit.passage.span) for hit in sorted(hits, key=lambda hit: hit.passage.start)
    ]


def _source(archive: Archive, target: NumberedPassage, said: dict[str, tuple[Attribution, ...]]) -> Source:
    hits = archive.search(target.text[:300], PASSAGES)
    found = [(hit.article, hit.passage.span) for hit in hits]
    if (target.article, target.span) not in found:
        found[-1] = (target.article, target.span)
    given = tuple(NumberedPassage(n, a, span, said[a.id]) for n, (a, span) in enumerate(found, start=1))
    own = next(g for g in given if g.article.id == target.article.id and g.span == target.span)
    return Source(target=own, given=given)


def paraphrases(archive: Archive, file: Path = PARAPHRASES) -> tuple[list[Made], list[Made]]:
    """Return the hand-written sentences over the sample articles, the faithful ones and the others, cited as meant."""
    said = {article.id: tuple(archive.attributions(article.id)) for article in archive.articles()}
    found: tuple[list[Made], list[Made]] = ([], [])
    for line in file.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        article = archive.article(row["article"])
        at = article.text.index(row["at"])
        target = next(g for g in _passages(archive, article) if g.span.start <= at < g.span.end)
        source = _source(archive, target, said)
        kind = "paraphrased" if row["faithful"] else "paraphrased wrongly"
        found[not row["faithful"]].append(source.made(kind, row["answer"]))
    return found


def made(every: list[Source], makers: tuple[Maker, ...], each: int, rng: random.Random) -> list[Made]:
    """Return up to `each` answers of each kind, from as many passages as there are."""
    found = []
    for maker in makers:
        of_kind: list[Made] = []
        for source in rng.sample(every, len(every)) * 2:
            if len(of_kind) == each:
                break
            answer = maker(source, rng)
            if answer and answer.text not in {other.text for other in of_kind}:
                of_kind.append(answer)
        found.extend(of_kind)
    return found


def gated(answer: Made, archive: Archive) -> list[Grounded]:
    """Return what the gate makes of an answer."""
    gate = Gate(answer.given, archive.index.embedder.word_vectors, relations=reader().relations)
    return gate.ground(parse_model_text(answer.text))


def is_touched(shown: list[Grounded]) -> bool:
    """Say whether anything but the form of an answer was changed."""
    return any(not each.is_supported or any(not f.is_repair for f in each.findings) for each in shown)


def is_held_out(article_id: str) -> bool:
    """Say whether an article was left alone while the gate was made."""
    return hashlib.sha256(article_id.encode()).digest()[0] % 2 == 0


def report(answers: list[Made], archive: Archive, show: str | None) -> None:
    """Print how many of each kind were touched."""
    counts: dict[str, list[bool]] = defaultdict(list)
    for answer in answers:
        shown = gated(answer, archive)
        touched = is_touched(shown)
        part = "held out" if is_held_out(answer.article_id) else "tuned"
        for key in (answer.kind, f"{answer.kind} / {part}", "all", f"all / {part}"):
            counts[key].append(touched)
        if (
            show in (answer.kind, "all")
            and (part == "tuned" or "paraphrased" in answer.kind)
            and touched == _good(answer)
        ):
            print(f"  {answer.text}\n    {[(f.kind, f.about) for each in shown for f in each.findings]}")
    for key, touched_ones in sorted(counts.items(), key=lambda pair: (pair[0].startswith("all"), pair[0])):
        count, total = sum(touched_ones), len(touched_ones)
        print(f"  {key:32} {count:4} of {total:4}  {100 * count / total:5.1f} %")


def _good(answer: Made) -> bool:
    """Say whether an answer is a faithful one; these are of the kind that their maker is named."""
    return answer.kind in {"paraphrased", *(maker.__name__ for maker in FAITHFUL)}


def timing(every: list[Source], archive: Archive) -> float:
    """Return the median milliseconds that the gate takes for ten sentences of which some are wrong."""
    taken = []
    for source in random.Random(0).sample(every, TIMED):  # noqa: S311
        rng = random.Random(0)  # noqa: S311
        own = [replace(source, target=given) for given in source.given]
        texts = [
            answer.text
            for maker in (verbatim, quoted, reported, changed_speaker)
            for s in own
            if (answer := maker(s, rng))
        ]
        if len(texts) < TEN:
            continue
        text = "\n".join(rng.sample(texts, TEN))
        fresh = tuple(NumberedPassage(g.n, g.article, g.span, g.attributions) for g in source.given)
        began = time.perf_counter()
        Gate(fresh, archive.index.embedder.word_vectors, relations=reader().relations).ground(parse_model_text(text))
        taken.append(1000 * (time.perf_counter() - began))
    return statistics.median(taken)


def main() -> None:
    """Make the answers, put them through the gate, and print what came of them."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("data", type=Path, nargs="*", metavar="DATA_DIR", help="articles; without, only paraphrases")
    parser.add_argument("--each", type=int, default=70, help="answers of each kind")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", help="a kind, or all, whose misjudged answers are printed, held-out articles apart")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, Archive.open(Path(folder) / "samples") as archive:
        archive.ingest([SAMPLES])
        for file in (PARAPHRASES, FRESH):
            print(f"over the sample articles, {file.stem}: paraphrases, touched; wrong paraphrases, caught")
            for answers in paraphrases(archive, file):
                report(answers, archive, given.show)
    if given.data:
        with tempfile.TemporaryDirectory() as folder, Archive.open(Path(folder) / "index") as archive:
            archive.ingest(given.data)
            measure(archive, given.each, given.seed, given.show)


def measure(archive: Archive, each: int, seed: int, show: str | None) -> None:
    """Print what the gate makes of answers made from the articles of an archive, and the time it takes."""
    every, rng = list(sources(archive)), random.Random(seed)  # noqa: S311
    print(f"{len(every)} passages of {len(archive.articles())} articles")
    for name, makers in (
        ("faithful, touched", FAITHFUL),
        ("unfaithful, caught", UNFAITHFUL),
        ("no promise, caught", BEYOND),
    ):
        answers = made(every, makers, each, rng)
        print(f"{name}: {len(answers)}")
        report(answers, archive, show)
    print(f"gate, ten sentences, median: {timing(every, archive):.1f} ms")


if __name__ == "__main__":
    main()
