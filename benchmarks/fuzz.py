"""Inputs that nobody would write, through the whole product: `python -m benchmarks.fuzz [--first N] [--count N]`.

Documents of every kind are read, attributed and checked as drafts; quotations are checked; questions are asked; one of
two hundred documents is stored, asked, quoted and removed again. The tags of nineteen articles of twenty are made up,
so that the rules meet what no network gives. `benchmarks/hostile_inputs.py` makes the inputs.

Of each result two laws are held: every place that is shown equals the article's text there, and what an input holds
never comes out as markup or as a control character. An input fails when anything but the product's own errors is
raised, when a law is broken, or when it takes more than 20 seconds of the processor. The work is done in a process of
its own, which is begun anew when it dies or is silent for half an hour.
"""

import argparse
import io
import json
import select
import signal
import subprocess
import sys
import tempfile
import traceback
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.hostile_inputs import CANARY, SAMPLES, Input, input_of
from onrecord import Archive, to_json
from onrecord.attribution import attribute
from onrecord.attribution.tagger.tagger import Tagger
from onrecord.backbone import backbone_tokenizer
from onrecord.checking.draft_check import check_draft
from onrecord.errors import OnRecordError, ReadError
from onrecord.model import Answer, Article, AttributedArticle, Attribution, Citation, QuoteCheck, Unreadable
from onrecord.reading import read
from onrecord.reading.draft import Draft
from onrecord.reading.formats.feeds import is_feed, read_feed
from onrecord.reading.text import is_broken
from onrecord.settings import Settings
from onrecord.terminal.forms import form

if TYPE_CHECKING:
    from torch import Tensor

_SECONDS, _SILENT = 20, 1_800
_NETWORK = 20
"""One of so many articles is read by the network; the others are given tags at random, which no network would give."""
_CHECKED = 2
"""Things said in one article that are checked: each costs more than all else."""
_SAMPLES, _SHORT = 4, 1_200
"""Articles that the inputs are checked against: few, as each is looked through for every quotation."""
_BATCH = 20_000
_LONGEST = 1_500
"""Characters of an article that are attributed: long ones are for `benchmarks.bounded`."""

_TAGS = frozenset(
    [
        *("a", "article", "aside", "b", "blockquote", "body", "br", "button", "cite", "code", "dd", "del", "details"),
        *(
            "div",
            "dl",
            "dt",
            "em",
            "footer",
            "form",
            "h1",
            "h2",
            "h3",
            "h4",
            "head",
            "header",
            "hr",
            "html",
            "i",
            "input",
        ),
        *(
            "ins",
            "kbd",
            "label",
            "legend",
            "li",
            "main",
            "mark",
            "meta",
            "meter",
            "nav",
            "ol",
            "option",
            "p",
            "pre",
            "q",
        ),
        *(
            "s",
            "section",
            "select",
            "small",
            "span",
            "strong",
            "style",
            "sub",
            "summary",
            "sup",
            "table",
            "tbody",
            "td",
        ),
        *("textarea", "th", "thead", "time", "title", "tr", "ul"),
    ]
)


class TooSlow(BaseException):
    """An input took more of the processor than it may."""


class _Markup(HTMLParser):
    """Holds that a page has only the tags and attributes that the product writes."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in _TAGS, f"a tag came through: {tag}"
        for name, value in attrs:
            assert not name.startswith("on"), f"a handler came through: {name}={value}"
            assert CANARY not in name, f"an attribute came through: {name}"
            if name in {"href", "src", "action"} and value and not value.startswith(("http://", "https://", "#")):
                raise AssertionError(f"an address came through: {name}={value[:80]}")


def _held(html: str) -> None:
    _Markup().feed(html)


def _told(result: object) -> None:
    """Hold that a result can be told as JSON, and, for one of four, on a terminal without anything that controls it."""
    from io import StringIO

    from rich.console import Console

    told = json.dumps(to_json(result), ensure_ascii=False)
    if zlib.crc32(told.encode("utf-8", "replace")) % 4:
        return
    out = StringIO()
    console = Console(file=out, width=100, force_terminal=False, color_system=None)
    for part in form(result):
        console.print(part)
    controls = {c for c in out.getvalue() if (ord(c) < 32 and c not in "\n\t") or 127 <= ord(c) < 160}
    assert not controls, f"controls a terminal: {controls!r}"


def _exact(citations: Iterable[Citation]) -> None:
    for each in citations:
        assert each.quote == each.article.text[each.start : each.end]
        assert each.quote


def _attributed(article: Article, said: list[Attribution]) -> None:
    """Hold that what was found in an article stands in it, and show it."""
    from onrecord.web.markup.article_list import article_list_html
    from onrecord.web.markup.said.attributed import attributed_html
    from onrecord.web.markup.sources_panel import article_html

    for each in said:
        for span in (*each.content, *filter(None, (each.cue, each.source))):
            assert 0 <= span.start < span.end <= len(article.text), span
            assert span.of(article.text) == article.text[span.start : span.end]
    _held(attributed_html(article, said, ""))
    _held(article_list_html([article]))
    _held(article_html(article, "", cited=[span for each in said for span in each.content][:1]))
    _told(AttributedArticle(article=article, attributions=tuple(said)))


def _checked(result: QuoteCheck) -> None:
    from onrecord.web.markup.check_card import check_html

    _exact(each.citation for each in (*result.evidence, *result.nearest, *(v.evidence for v in result.versions)))
    _held(check_html(result))
    _told(result)


def _answered(question: str, answer: Answer) -> None:
    from onrecord.web.markup.conversation import Turn, conversation_html
    from onrecord.web.markup.sources_panel import sources_html

    _exact(answer.citations)
    turns = (Turn(question=question, answer=answer),)
    _held(conversation_html(turns))
    _held(sources_html(turns))
    _told(answer)


def guess(columns: "Tensor", padding: "Tensor") -> "tuple[Tensor, Tensor]":
    """Return tags and links for a window of the tagger that say anything at all, the same for the same tokens."""
    import torch

    size = columns.shape[2]
    chance = torch.Generator().manual_seed(int(columns[0, 0].sum()))
    tags = torch.randn((1, size, 3, 3), generator=chance) * 3
    links = torch.randn((1, 3, size, size), generator=chance) * 4
    return tags, links.masked_fill(padding[:, None, None, :], -1e4)


class Product:
    """What the inputs go through: the samples in one archive, and another that takes and loses articles."""

    def __init__(self, folder: Path) -> None:
        """Open both archives in a folder."""
        self._folder = folder
        self._settings = Settings(fetch_timeout_s=1)
        self._samples = Archive.open(folder / "samples")
        self._samples.add(_short_samples())
        self._changing = Archive.open(folder / "changing")
        confidence = np.array([0.0] * 13 + [3.0], dtype=np.float32)
        self._guessing = Tagger(guess, backbone_tokenizer(), confidence)  # type: ignore[arg-type]

    def take(self, given: Input) -> str:
        """Put one input through; return what became of it."""
        if given.kind == "quotation":
            result = self._samples.check(given.words, given.speaker)
            _checked(result)
            return result.verdict
        if given.kind == "question":
            answer = self._samples.ask(given.words)
            _answered(given.words, answer)
            return "abstained" if answer.abstained else "answered"
        found = list(self._documents(given))
        for each in found:
            if isinstance(each, Article):
                self._article(each, given.number)
            else:
                assert each.error, given.name
                assert "\n" not in each.error, each.error
        return "read" if any(isinstance(each, Article) for each in found) else "refused"

    def _documents(self, given: Input) -> Iterator[Article | Unreadable]:
        if given.kind == "feed":
            with suppress(ReadError):
                if is_feed(given.data):
                    for number, entry in enumerate(read_feed(given.data, "https://a.example/feed", _no_page)):
                        if entry.draft:
                            with suppress(ReadError):
                                yield entry.draft.cleaned().article(id=f"f{number}", source=entry.url)
            return
        if given.number % 5 == 0:
            yield from read(["-"], self._settings, stdin=io.BytesIO(given.data))
            return
        path = self._folder / given.name
        try:
            path.write_bytes(given.data)
        except (OSError, ValueError):
            path = self._folder / f"a.{given.name.partition('.')[2]}"
            path.write_bytes(given.data)
        yield from read([path], self._settings)
        path.unlink()

    def _article(self, article: Article, number: int) -> None:
        from dataclasses import replace

        from onrecord.web.markup.drafts.check import draft_check_html
        from onrecord.web.markup.drafts.report import draft_page

        assert article.text.strip()
        assert not is_broken(article.text)
        article = replace(article, text=article.text[:_LONGEST])
        said = attribute(article.text, None if number % _NETWORK == 0 else self._guessing)
        _attributed(article, said)
        result = check_draft(self._samples.index.ledger, article, lambda _: said[:_CHECKED])
        for each in result.quotes:
            assert each.span.of(article.text)
            _exact(e.citation for e in (*each.check.evidence, *each.check.nearest))
        _held(draft_page(result))
        _held(draft_check_html(result))
        _told(result)
        if number % 200 == 0:
            self._stored(article)

    def _stored(self, article: Article) -> None:
        """Store an article, ask it, quote it, check it, take its claims, and remove it."""
        from onrecord.web.markup.claim_cards import claims_html
        from onrecord.web.markup.quotation_cards import quotations_html

        archive = self._changing
        report = archive.add([article])
        assert not report.failed
        kept = archive.article(report.added[0])
        assert kept.text == article.text
        _answered("Who said what?", archive.ask(kept.text[:60]))
        quotations = archive.quotes()
        for each in quotations:
            for place in (each, *each.places, *each.versions):
                assert all(span.of(kept.text) for span in place.attribution.content)
        _held(quotations_html(quotations))
        groups = archive.claims()
        for group in groups:
            for claim in group.claims:
                assert claim.text == kept.text[claim.span.start : claim.span.end]
            _told(group)
        _held(claims_html(groups))
        _checked(archive.check(kept.text[:80]))
        archive.remove(kept.id)
        assert not archive.articles()


def _short_samples() -> list[Article]:
    """Return the beginnings of a few samples: what is checked is looked for in each of them, every time."""
    every = [path.read_text(encoding="utf-8") for path in sorted(SAMPLES.glob("*.txt"))]
    return [Article(id=f"s{n}", title="Sample", text=text[:_SHORT]) for n, text in enumerate(every[:_SAMPLES])]


def _no_page(link: str) -> Draft:
    raise ReadError(f"no page is read here: {link}")


def work(first: int, count: int) -> None:
    """Put inputs through and print a line of JSON for each."""

    def stop(*_: object) -> None:
        raise TooSlow

    signal.signal(signal.SIGVTALRM, stop)
    with tempfile.TemporaryDirectory() as folder:
        product = Product(Path(folder))
        for number in range(first, first + count):
            line: dict[str, object] = {"number": number}
            try:
                given = input_of(number)
                line |= {"kind": given.kind if given.kind != "document" else given.name.partition(".")[2]}
                signal.setitimer(signal.ITIMER_VIRTUAL, _SECONDS)
                line |= {"became": product.take(given)}
            except OnRecordError as error:
                line |= {"became": f"refused: {type(error).__name__}"}
            except (Exception, TooSlow):  # noqa: BLE001 whatever it is, it is what is looked for
                line |= {"became": "FAILED", "trace": traceback.format_exc()}
            finally:
                signal.setitimer(signal.ITIMER_VIRTUAL, 0)
            sys.stdout.write(json.dumps(line) + "\n")
            sys.stdout.flush()


def lines_of(first: int, count: int) -> Iterator[dict[str, str]]:
    """Yield what became of each input; a process that dies or is silent costs the input it was at."""
    while count > 0:
        batch = min(count, _BATCH)
        command = [sys.executable, "-m", "benchmarks.fuzz", "--worker", "--first", str(first), "--count", str(batch)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, bufsize=1) as worker:
            assert worker.stdout
            while batch and select.select([worker.stdout], [], [], _SILENT)[0] and (line := worker.stdout.readline()):
                first, count, batch = first + 1, count - 1, batch - 1
                yield json.loads(line)
            if batch:
                worker.kill()
                yield {"number": str(first), "became": "FAILED", "trace": f"died or silent: {worker.wait()}"}
                first, count = first + 1, count - 1


def main() -> None:
    """Put inputs through, name those that failed, and count."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--count", type=int, default=1_000)
    parser.add_argument("--worker", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.worker:
        work(given.first, given.count)
        return
    counts: Counter[str] = Counter()
    kinds: dict[str, Counter[str]] = {}
    for done, line in enumerate(lines_of(given.first, given.count), start=1):
        counts[line["became"]] += 1
        kinds.setdefault(line.get("kind", "?"), Counter())[line["became"]] += 1
        if line["became"] == "FAILED":
            print(f"input {line['number']} ({line.get('kind')}):\n{line['trace']}", flush=True)
        if done % 1_000 == 0:
            print(f"{done:,} inputs: {dict(counts)}", flush=True)
    for kind, became in sorted(kinds.items()):
        print(f"{kind:>10}: {sum(became.values()):>7,} inputs, {dict(became.most_common())}")
    print(f"{sum(counts.values()):,} inputs, {counts['FAILED']} failed")


if __name__ == "__main__":
    main()
