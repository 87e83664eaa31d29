"""How often the check's verdict is right: `python -m benchmarks.check DATA_DIR ARTICLES [--among TABLE] [--wrong]`.

DATA_DIR is the folder with PolNeAR's development articles and the passages quoted in them, and ARTICLES the same
articles as files or as a table. Checks of all six kinds are made of what the annotators marked, with a fixed seed: runs
of quoted words, some in another setting or with an ellipsis; the same with a word, a number or a "not" changed, or two
quotations joined; with somebody else's name; indirect speech; sentences of nobody; quotations of other articles.
Bars: 90 % right, and no altered quotation called verbatim; a median under 50 ms.

With `--among` the same checks are made again with the articles of a table stored besides, to see what a larger archive
costs and confuses. Those are stored with their quotations, but nobody finds out who said them, as that takes long.
"""

import argparse
import json
import random
import re
import shutil
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

from onrecord.archive import Archive
from onrecord.language.polarity import is_negation
from onrecord.language.quotation_marks.quotation_marks import quoted_passages
from onrecord.language.wording import Wording
from onrecord.model import Article, Attribution, Verdict
from onrecord.reading import read
from onrecord.settings import load_settings
from onrecord.storage.ledger.ledger import Ledger

EACH = 60
"""Checks of each kind."""

_SEED = 20160
_NAME = re.compile(r"\b(?!He\b|She\b|They\b|It\b|We\b|I\b|The\b|A\b)[A-Z][a-z]")


@dataclass(frozen=True, slots=True)
class Check:
    """A quote and a speaker to ask about, the verdict that is right, and how the quote was made."""

    quote: str
    speaker: str
    verdict: Verdict
    made: str


@dataclass(frozen=True, slots=True)
class _Passage:
    article: str
    words: str
    speaker: str


def checks(folder: Path) -> list[Check]:
    """Return the checks, as many of each kind as there are passages for, `EACH` at the most."""
    chance = random.Random(_SEED)  # noqa: S311 nothing secret
    dev, train = _read(folder / "polnear_dev.jsonl"), _read(folder / "polnear_train.jsonl")[:200]
    quoted = list(_quoted(_read(folder / "polnear_quoted_dev.jsonl")))
    chance.shuffle(quoted)
    cast: dict[str, list[str]] = defaultdict(list)
    for each in quoted:
        cast[each.article].append(each.speaker)
    found: list[Check] = []
    found.extend(_verbatim(chance, quoted[:EACH]))
    found.extend(_altered(chance, quoted[EACH : 2 * EACH]))
    found.extend(_misattributed(cast, quoted[2 * EACH :]))
    found.extend(_paraphrases(chance, dev))
    found.extend(_narration(chance, dev, cast))
    found.extend(_elsewhere(chance, train, [each.speaker for each in quoted]))
    return found


def _read(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def _quoted(articles: list[dict[str, Any]]) -> Iterator[_Passage]:
    for article in articles:
        for each in article["quotes"]:
            [(start, end), *more] = each["content_spans"]
            named = each["attributed"] and not each["ambiguous"] and _NAME.search(each["speaker_name"] or "")
            words = article["text"][start:end].strip(" \n“”\"'‘’")
            if named and not more and "\n" not in words and len(Wording.of(words).words) >= 5:
                yield _Passage(article["id"], words, " ".join(each["speaker_name"].split()))


def _run(chance: random.Random, words: str, least: int = 5) -> str:
    """Return some neighbouring words of a text, as they stand."""
    own = Wording.of(words).words
    size = chance.randint(min(least, len(own)), min(30, len(own)))
    first = chance.randint(0, len(own) - size)
    return words[own[first].start : own[first + size - 1].end]


def _verbatim(chance: random.Random, passages: list[_Passage]) -> Iterator[Check]:
    for number, each in enumerate(passages):
        run = _run(chance, each.words)
        own = Wording.of(run).words
        made = "as it stands"
        if number % 3 == 1:
            run, made = run.upper().replace("’", "'"), "in capitals"
        elif number % 3 == 2 and len(own) > 12:
            run, made = f"{run[: own[4].end]} … {run[own[-5].start :]}", "with an ellipsis"
        yield Check(run, each.speaker, "verbatim", made)


def _altered(chance: random.Random, passages: list[_Passage]) -> Iterator[Check]:
    vocabulary = sorted(
        {w.form for p in passages for w in Wording.of(p.words).words if len(w.form) > 5 and w.form.isalpha()}
    )
    by: dict[tuple[str, str], list[str]] = defaultdict(list)
    for each in passages:
        by[each.article, each.speaker].append(each.words)
    for each in passages:
        run = _run(chance, each.words, 8)
        own = Wording.of(run).words
        others = [words for words in by[each.article, each.speaker] if words != each.words]
        denial = next((w for w in own[1:-1] if is_negation(w.form)), None)
        number = next((w for w in own if w.form.isdigit()), None)
        if denial:
            yield Check(run[: denial.start] + run[denial.end :].lstrip(), each.speaker, "altered", "not dropped")
        elif number:
            other = run[: number.start] + str(int(number.form) + 7) + run[number.end :]
            yield Check(other, each.speaker, "altered", "number")
        elif others and chance.random() < 0.4:
            yield Check(f"{each.words.rstrip(',')} {others[0]}", each.speaker, "altered", "stitched")
        elif chance.random() < 0.3 and len(own) > 6:
            place = chance.randint(2, len(own) - 3)
            gone = run[: own[place].start] + run[own[place + 1].start :]
            yield Check(gone, each.speaker, "altered", "word dropped")
        else:
            place = chance.randint(0, len(own) - 1)
            word = chance.choice([w for w in vocabulary if w != own[place].form])
            swapped = run[: own[place].start] + word + run[own[place].end :]
            yield Check(swapped, each.speaker, "altered", "word changed")


def _misattributed(cast: dict[str, list[str]], passages: list[_Passage]) -> Iterator[Check]:
    given = 0
    for each in passages:
        mine = {w.form for w in Wording.of(each.speaker).words}
        others = [name for name in cast[each.article] if not mine & {w.form for w in Wording.of(name).words}]
        if others and given < EACH:
            given += 1
            yield Check(each.words, others[0], "misattributed", "another of the article")


def _paraphrases(chance: random.Random, articles: list[dict[str, Any]]) -> Iterator[Check]:
    found = []
    for article in articles:
        for each in article["quotes"]:
            [(start, end), *more] = each["content_spans"]
            words = article["text"][start:end]
            named = each["type"] == "indirect" and _NAME.search(each["speaker_name"] or "")
            if named and not more and "\n" not in words and len(Wording.of(words).words) >= 8:
                found.append(Check(words, " ".join(each["speaker_name"].split()), "paraphrase", "indirect speech"))
    return iter(chance.sample(found, min(EACH, len(found))))


def _narration(chance: random.Random, articles: list[dict[str, Any]], cast: dict[str, list[str]]) -> Iterator[Check]:
    found = []
    for article in articles:
        held = [span for each in article["quotes"] for span in [*each["content_spans"], *(each["speaker_spans"] or [])]]
        for sentence in re.finditer(r"(?<=\n)[A-Z][^\n“”\"]{60,250}\.(?=\n)", article["text"]):
            if all(sentence.end() <= start or end <= sentence.start() for start, end in held):
                name = chance.choice(cast[article["id"]] or ["Jordan Vale"])
                found.append(Check(sentence.group(), name, "narration", "a sentence of nobody"))
    return iter(chance.sample(found, min(EACH, len(found))))


def _elsewhere(chance: random.Random, articles: list[dict[str, Any]], names: list[str]) -> Iterator[Check]:
    found = []
    for article in articles:
        for each in article["quotes"]:
            [(start, end), *more] = each["content_spans"]
            words = article["text"][start:end].strip(" \n“”\"'‘’")
            if each["type"] == "direct" and not more and "\n" not in words and 5 <= len(Wording.of(words).words) <= 40:
                found.append(Check(words, chance.choice(names), "not_found", "of another article"))
    return iter(chance.sample(found, EACH))


def main() -> None:
    """Run the checks and print how many were right, by kind, and how long they took."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("data", type=Path, metavar="DATA_DIR")
    parser.add_argument("articles", type=Path, metavar="ARTICLES")
    parser.add_argument("--index", type=Path, help="an index of the articles that is already there; it stays as it is")
    parser.add_argument("--among", type=Path, help="a table of other articles, to make the archive larger")
    parser.add_argument("--wrong", action="store_true", help="list the checks that were not right")
    given = parser.parse_args()
    asked = checks(given.data)
    with tempfile.TemporaryDirectory() as folder:
        index = Path(folder) / "index"
        if given.index is not None:
            shutil.copytree(given.index, index)
        else:
            with Archive.open(index) as archive:
                archive.ingest([given.articles])
        print(f"among {_count(index)} articles")
        _measure(index, asked, given.wrong)
        if given.among is not None:
            _enlarge(index, given.among)
            print(f"\namong {_count(index)} articles")
            _measure(index, asked, given.wrong)


def _count(index: Path) -> int:
    with Archive.open(index) as archive:
        return len(archive.articles())


def _enlarge(index: Path, table: Path) -> None:
    """Store articles with what they quote, and nothing else, in an index."""
    ledger = Ledger(index / "ledger.sqlite")
    for article in read([table], load_settings()):
        if isinstance(article, Article):
            quoted = [q for q in quoted_passages(article.text) if q.is_words and not q.depth]
            ledger.write(article, [], [Attribution(content=each.spans, kind="direct") for each in quoted])
    ledger.close()


def _measure(index: Path, asked: list[Check], list_wrong: bool) -> None:
    with Archive.open(index) as archive:
        archive.check("Nothing in particular was said.", "Nobody")
        _judge(archive, asked, list_wrong)


def _judge(archive: Archive, asked: list[Check], list_wrong: bool) -> None:
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    confused: Counter[tuple[str, str]] = Counter()
    times = []
    for each in asked:
        start = perf_counter()
        got = archive.check(each.quote, each.speaker)
        times.append(perf_counter() - start)
        total[each.verdict] += 1
        right[each.verdict] += got.verdict == each.verdict
        if got.verdict != each.verdict:
            confused[each.verdict, got.verdict] += 1
            if list_wrong:
                print(f"{each.verdict} -> {got.verdict} [{each.made}] {each.speaker}: {each.quote}")
                print(f"    {got.said_by}: {got.explanation}")
    for verdict, count in total.items():
        print(f"{verdict:14} {right[verdict]:3} of {count:3}  {right[verdict] / count:6.1%}")
    print(f"{'all':14} {sum(right.values()):3} of {len(asked):3}  {sum(right.values()) / len(asked):6.1%}")
    print("altered called verbatim:", confused["altered", "verbatim"])
    print("taken for another:", ", ".join(f"{a} for {b} {n}" for (b, a), n in confused.most_common()))
    times.sort()
    print(f"median {times[len(times) // 2] * 1000:.1f} ms, 95 % under {times[int(len(times) * 0.95)] * 1000:.1f} ms")


if __name__ == "__main__":
    main()
