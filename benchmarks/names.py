"""Whether two names within an article are one: `python -m benchmarks.names [--part tune|report] [--wrong]`.

Each invented article of `names.jsonl` has the words for who speaks marked as `[[the mayor]]`, and for each the names
that are that speaker (`one`) and that are not, or of whom the article does not settle it (`two`). A pair is taken for
one where the speaker that is resolved from those words can be meant by the name, which is what the check confirms a
quotation by. The sources are given, so that the figures are of names alone. The rows were written before they were
run; one half, `tune`, was looked at while the rules were mended, the other, `report`, only counted. Bars: precision
98 %, and no relative taken for another.
"""

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.attribution.coreference.resolution import resolve
from onrecord.language.quotation_marks.quotation_marks import quoted_passages
from onrecord.model import Attribution, Span, Speaker
from onrecord.speakers import fits_within

_DATA = Path(__file__).with_name("data") / "names.jsonl"
_MARKED = re.compile(r"\[\[(.*?)\]\]")
_POINTS = frozenset({"he", "she", "they", "it"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """The words for a speaker in an article and a name, whether they are one, and whether they were taken for one."""

    article: str
    kind: str
    part: str
    source: str
    name: str
    is_one: bool
    taken: bool


def pairs(part: str | None = None) -> Iterator[Pair]:
    """Yield the pairs of all articles, or of one part of them."""
    for row in map(json.loads, _DATA.read_text(encoding="utf-8").splitlines()):
        if part in {None, row["part"]}:
            yield from _of_article(row)


def _of_article(row: dict[str, Any]) -> Iterator[Pair]:
    text, places = "", []
    for n, piece in enumerate(_MARKED.split(row["text"])):
        if n % 2:
            places.append(Span(start=len(text), end=len(text) + len(piece)))
        text += piece
    quoted = [each.spans for each in quoted_passages(text)]
    said = [
        Attribution(content=min(quoted, key=lambda spans: _apart(spans[0], place)), kind="direct", source=place)
        for place in places
    ]
    for found, names in zip(resolve(text, said), row["sources"], strict=True):
        source = found.source.of(text) if found.source else ""
        plain = Speaker(name=source) if source and source.lower() not in _POINTS else None
        speaker = found.speaker or plain
        for is_one in (True, False):
            for name in names["one" if is_one else "two"]:
                taken = speaker is not None and fits_within(name, speaker, text)
                yield Pair(
                    article=row["id"],
                    kind=row["kind"],
                    part=row["part"],
                    source=source,
                    name=name,
                    is_one=is_one,
                    taken=taken,
                )


def _apart(one: Span, other: Span) -> int:
    first, last = sorted((one, other))
    return last.start - first.end


def main() -> None:
    """Print precision and recall of being one, by part and by kind."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--part", choices=("tune", "report"), help="only the pairs of one part")
    parser.add_argument("--wrong", action="store_true", help="list the pairs of the part `tune` that were not right")
    given = parser.parse_args()
    found = list(pairs(given.part))
    if given.wrong:
        for each in found:
            if each.is_one != each.taken and each.part == "tune":
                print(f"  {each.article} [{each.kind}] {each.source} / {each.name}: {'one' if each.is_one else 'two'}")
    groups = sorted({(each.part, key) for each in found for key in (each.kind, "~all")})
    print(f"{'':8}{'':18}{'one':>5}{'two':>5}{'precision':>11}{'recall':>8}")
    for part, kind in groups:
        own = [each for each in found if each.part == part and kind in {each.kind, "~all"}]
        counts = Counter((each.is_one, each.taken) for each in own)
        taken, ones = counts[True, True] + counts[False, True], counts[True, True] + counts[True, False]
        precision, recall = counts[True, True] / max(1, taken), counts[True, True] / max(1, ones)
        print(f"{part:8}{kind:18}{ones:5}{len(own) - ones:5}{precision:11.1%}{recall:8.1%}")


if __name__ == "__main__":
    main()
