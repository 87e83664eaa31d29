"""Articles to passages: whole sentences, within the embedding model's token limit, with no gap between them."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from onrecord.embedding import EmbeddedText
from onrecord.model import Article, Span, covering
from onrecord.reading.prose import boilerplate
from onrecord.sentences import sentences

VERSION = 1
"""Changed whenever the same article would be cut otherwise, so that an index knows it is out of date."""

PASSAGE_TOKENS = 160
"""Tokens that a passage aims for; one long sentence may take as many as the model reads."""

_LONGEST_HEADER = 240
_WORD = re.compile(r"\S{1,40}\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence of an article; `role` is `prose`, or what else the line is (`heading`, `related`, …)."""

    start: int
    end: int
    role: str = "prose"

    @property
    def span(self) -> Span:
        """The sentence's place in its article."""
        return Span(start=self.start, end=self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class CutPassage:
    """A passage before it is stored: its span, its sentences, and what is embedded for it."""

    span: Span
    sentences: tuple[Sentence, ...]
    embedded: EmbeddedText


CountTokens = Callable[[Sequence[str]], list[int]]


def cut(article: Article, count_tokens: CountTokens, limit: int) -> list[CutPassage]:
    """Cut an article into passages of which the embedded text has at most `limit` tokens, special ones included."""
    header = _header(article)
    room = limit - 2 - count_tokens([header])[0]
    marked = _sentences(article, count_tokens, room)
    sizes = count_tokens([s.span.of(article.text) for s in marked])
    groups: list[list[Sentence]] = []
    filled = room + 1
    for sentence, size in zip(marked, sizes, strict=True):
        if filled + size > min(PASSAGE_TOKENS, room):
            groups.append([])
            filled = 0
        groups[-1].append(sentence)
        filled += size
    return [_passage(article, header, group) for group in groups]


def _header(article: Article) -> str:
    shown = (article.title, article.publisher, article.published and article.published.strftime("%d %B %Y"))
    return " | ".join(str(part) for part in shown if part)[:_LONGEST_HEADER]


def _passage(article: Article, header: str, group: list[Sentence]) -> CutPassage:
    span = covering(s.span for s in group)
    shift = len(header) + 1 - span.start
    pieces = tuple((s.start + shift, s.end + shift) for s in group)
    return CutPassage(
        span=span, sentences=tuple(group), embedded=EmbeddedText(f"{header}\n{span.of(article.text)}", pieces)
    )


def _sentences(article: Article, count_tokens: CountTokens, room: int) -> list[Sentence]:
    """Return the article's sentences with their roles; one longer than `room` tokens is cut between words."""
    notices = boilerplate(article.text)
    found = []
    spans = sentences(article.text, article.language)
    for span, size in zip(spans, count_tokens([s.of(article.text) for s in spans]), strict=True):
        role = next((n.kind for n in notices if n.span.overlaps(span)), "prose")
        pieces = [span] if size <= room else _pieces(article.text, span, count_tokens, room)
        found.extend(Sentence(start=p.start, end=p.end, role=role) for p in pieces)
    return found


def _pieces(text: str, span: Span, count_tokens: CountTokens, room: int) -> list[Span]:
    words = [Span(start=m.start(), end=m.end()) for m in _WORD.finditer(text, span.start, span.end)]
    pieces: list[Span] = []
    filled = room + 1
    for word, size in zip(words, count_tokens([w.of(text) for w in words]), strict=True):
        if filled + size > room:
            pieces.append(word)
            filled = 0
        pieces[-1] = Span(start=pieces[-1].start, end=word.end)
        filled += size
    return [Span(start=p.start, end=p.start + len(p.of(text).rstrip())) for p in pieces]
