"""What attribution is worth: `python -m benchmarks.attribution DATA_DIR [--articles DIR]` prints every figure.

DATA_DIR holds the corpora and the scorer `score.py`; the folder of articles is what cost is measured on.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from benchmarks.pronouns import kind_of_pronoun
from onrecord.attribution import Tagger, attribute, attribute_many
from onrecord.backbone import backbone_folder
from onrecord.embedding import Embedder
from onrecord.model import Article, Attribution, Span

Record = dict[str, Any]

SEED_ARTICLE = "kurdistan24_defeat-isis-coalition.txt"
SEED_SPEAKERS = (
    ("communique",),
    ("communique",),
    (),
    ("communique",),
    *[("Pompeo",)] * 9,
    ("Doctors Without Borders",),
    *[("Doctors Without Borders", "press release")] * 3,
    ("communique", "Ministers"),
    ("Pompeo",),
)
BINS = (0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 1.01)


def main() -> None:
    """Print the figures, one heading for each corpus."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.attribution", description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--articles", type=Path, help="a folder of .txt articles, for cost and the seed article")
    parser.add_argument("--split", default="dev", help="score polnear_SPLIT.jsonl")
    parser.add_argument("--repeats", type=int, default=3, help="how often cost is measured; the median counts")
    arguments = parser.parse_args()
    started = time.perf_counter()
    tagger = Tagger.load()
    print(f"tagger loaded in {time.perf_counter() - started:.2f} s, torch included")
    corpus(arguments.data, arguments.split, tagger)
    written(arguments.data / "guardian_guide.jsonl", tagger)
    written(arguments.data / "issue_cases.jsonl", tagger)
    if arguments.articles:
        seed_article(arguments.articles / SEED_ARTICLE, tagger)
        cost(sorted(arguments.articles.glob("*.txt")), tagger, arguments.repeats)


def read_jsonl(path: Path) -> list[Record]:
    """Return the records of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def corpus(data: Path, split: str, tagger: Tagger) -> None:
    """Score PolNeAR: all attributions, quoted passages, pronouns, reliability."""
    gold = data / f"polnear_{split}.jsonl"
    records = read_jsonl(gold)
    found = dict(zip([r["id"] for r in records], attribute_many([r["text"] for r in records], tagger), strict=True))
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".jsonl") as predicted:
        predicted.writelines(json.dumps(as_scored(name, quotes)) + "\n" for name, quotes in found.items())
        predicted.flush()
        print(f"\nPolNeAR {split}: all attributions")
        print(scored(data, gold, predicted.name))
        print(f"PolNeAR {split}: passages in quotation marks")
        print(scored(data, data / f"polnear_quoted_{split}.jsonl", predicted.name, "--quoted"))
    pronouns = data / f"pronouns_{split}.jsonl"
    if pronouns.exists():
        pronoun_speakers(read_jsonl(pronouns), found)
    print("reliability: an attribution is right if IoU >= .5 with a gold one and the source overlaps")
    reliability([pair for r in records for pair in judged(r, found[r["id"]])])


def as_scored(name: str, found: Iterable[Attribution]) -> Record:
    """Return a record as the scorer reads it."""
    quotes = [
        {"content_spans": pairs(a.content), "speaker_spans": pairs([a.source]) if a.source else None} for a in found
    ]
    return {"id": name, "quotes": quotes}


def pairs(spans: Iterable[Span]) -> list[tuple[int, int]]:
    """Return spans as plain pairs."""
    return [(span.start, span.end) for span in spans]


def scored(data: Path, gold: Path, predicted: str, *options: str) -> str:
    """Return what the scorer says."""
    command = [sys.executable, str(data / "score.py"), str(gold), predicted, *options]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def pronoun_speakers(gold: Sequence[Record], found: dict[str, list[Attribution]]) -> None:
    """Print how many pronoun speakers resolve to the right name, of all and of those found as a source."""
    print("pronoun speakers")
    people = [case for case in gold if kind_of_pronoun(case["pronoun"]) != "it"]
    for name, cases in (("he, she, they", people), ("all", gold)):
        right = given = met = 0
        for case in cases:
            span = Span(start=case["pronoun_span"][0], end=case["pronoun_span"][1])
            sources = [a for a in found[case["id"]] if a.source and a.source.overlaps(span)]
            met += bool(sources)
            speakers = [a.speaker for a in sources if a.speaker]
            given += bool(speakers)
            right += any(same_name(case, [s.name, *s.aliases]) for s in speakers[:1])
        print(
            f"  {name:14s} {len(cases)} gold, {met} found as a source, {given} given a speaker, {right} right: ", end=""
        )
        print(
            ", ".join(
                f"{100 * right / max(n, 1):.1f} % of {what}" for n, what in ((met, "found"), (len(cases), "gold"))
            )
        )
    print()


def same_name(case: Record, names: Sequence[str]) -> bool:
    """Say whether a speaker's names hold the gold name or its last part."""
    wanted = {case["name"].lower(), case["last_name"].lower()}
    return any(w == name.lower() or w in name.lower().split() for name in names for w in wanted)


def letters(text: str, spans: Iterable[Sequence[int]]) -> frozenset[int]:
    """Return the places of the letters and digits in spans."""
    return frozenset(at for start, end in spans for at in range(start, end) if text[at].isalnum())


def judged(record: Record, found: Sequence[Attribution]) -> list[tuple[float, bool]]:
    """Return for each attribution its confidence and whether it is right."""
    text = record["text"]
    gold = [(letters(text, q["content_spans"]), letters(text, q["speaker_spans"] or [])) for q in record["quotes"]]
    results = []
    for attribution in found:
        content = letters(text, pairs(attribution.content))
        source = letters(text, pairs([attribution.source])) if attribution.source else frozenset()
        right = any(
            2 * len(content & said) >= len(content | said) and ((not who and not source) or who & source)
            for said, who in gold
            if content
        )
        results.append((attribution.confidence, bool(right)))
    return results


def reliability(results: Sequence[tuple[float, bool]]) -> None:
    """Print how often attributions of like confidence are right."""
    print("  confidence     number  mean  right")
    error = 0.0
    for low, high in pairwise(BINS):
        inside = [(c, r) for c, r in results if low <= c < high]
        if inside:
            mean, right = sum(c for c, _ in inside) / len(inside), sum(r for _, r in inside) / len(inside)
            error += abs(mean - right) * len(inside) / len(results)
            print(f"  {low:.2f} to {min(high, 1):.2f}  {len(inside):7d}  {mean:.3f} {right:.3f}")
    print(f"  expected calibration error {error:.3f}\n")


def written(path: Path, tagger: Tagger) -> None:
    """Score written cases: whole if every gold passage is covered by its speaker's words, and nothing false is said."""
    records = read_jsonl(path)
    whole, failed, negatives, false = 0, [], 0, []
    for record, found in zip(records, attribute_many([r["text"] for r in records], tagger), strict=True):
        if record["quotes"]:
            good = all(covered(record["text"], quote, found) for quote in record["quotes"])
        else:
            negatives += 1
            good = not found
            false += [f"{record['id']}:{a.kind}" for a in found]
        whole += good
        failed += [] if good else [record["id"]]
    print(f"{path.name}: {whole} of {len(records)} whole; failed {', '.join(failed) or 'none'}")
    print(f"  {negatives} negatives, false: {', '.join(false) or 'none'}\n")


def covered(text: str, quote: Record, found: Sequence[Attribution]) -> bool:
    """Say whether each span of a gold quote is said, IoU >= .8 over the spans it touches, by a source that overlaps."""
    speaker = letters(text, quote["speaker_spans"] or [])
    for start, end in quote["content_spans"]:
        wanted = letters(text, [(start, end)])
        best = max(found, key=lambda a: len(letters(text, pairs(a.content)) & wanted), default=None)
        if best is None:
            return False
        near = [s for s in best.content if s.start < end and start < s.end]
        got = letters(text, pairs(near))
        all_gold = letters(
            text, [s for s in quote["content_spans"] if any(n.start < s[1] and s[0] < n.end for n in near)]
        )
        if not got or len(got & all_gold) < 0.8 * len(got | all_gold):
            return False
        source = letters(text, pairs([best.source])) if best.source else frozenset()
        names = [best.speaker.name, *best.speaker.aliases] if best.speaker else []
        named = any(n and quote["speaker_name"] and quote["speaker_name"] in n for n in names)
        if not (named or (speaker & source) or (not speaker and not source)):
            return False
    return True


def seed_article(path: Path, tagger: Tagger) -> None:
    """Check who said each quotation of the seed article, in order."""
    from onrecord.language.quotation_marks.quotation_marks import quoted_passages

    text = path.read_text(encoding="utf-8")
    found = attribute(text, tagger)
    wrong = []
    passages = [q for q in quoted_passages(text) if q.depth == 0]
    for number, (quoted, speakers) in enumerate(zip(passages, SEED_SPEAKERS, strict=True), 1):
        holders = [a for a in found if any(s.overlaps(quoted.spans[0]) for s in a.content)]
        who = [f"{a.source.of(text) if a.source else ''} {a.speaker.name if a.speaker else ''}" for a in holders]
        good = any(s in w for s in speakers for w in who) if speakers else not holders
        wrong += [] if good else [f"{number} ({'; '.join(who) or 'nobody'})"]
    print(f"seed article: {len(passages) - len(wrong)} of {len(passages)} quotations right; wrong: {wrong or 'none'}\n")


def cost(paths: Sequence[Path], tagger: Tagger, repeats: int) -> None:
    """Print what attributing the articles costs against the bare embedding of the passages that the archive stores.

    The two take turns. Processor time counts all threads.
    """
    from sentence_transformers import SentenceTransformer

    from benchmarks.speed import passage_texts

    embedder = Embedder()
    texts = [path.read_text(encoding="utf-8") for path in paths]
    passages = passage_texts([Article(id=str(n), text=text) for n, text in enumerate(texts)], embedder)
    model = SentenceTransformer(str(backbone_folder()), local_files_only=True)
    model.encode(passages[:8])
    list(attribute_many(texts[:2], tagger))
    ratios = []
    for _ in range(repeats):
        clocks = [(time.process_time(), time.perf_counter())]
        for action in (lambda: model.encode(passages), lambda: list(attribute_many(texts, tagger))):
            action()
            clocks.append((time.process_time(), time.perf_counter()))
        bare, ours = ([b - a for a, b in zip(*pair, strict=True)] for pair in pairwise(clocks))
        ratios.append(tuple(mine / its for mine, its in zip(ours, bare, strict=True)))
        print(
            f"cost: {len(texts)} articles, {len(passages)} passages: processor time {ours[0]:.1f} s attributing,",
            end="",
        )
        print(f" {bare[0]:.1f} s embedding; by the clock {ours[1]:.1f} s, {bare[1]:.1f} s")
    processor, clock = (statistics.median(each) for each in zip(*ratios, strict=True))
    print(f"  ratio {processor:.2f} of processor time, {clock:.2f} by the clock (bar 1.3)")


if __name__ == "__main__":
    main()
