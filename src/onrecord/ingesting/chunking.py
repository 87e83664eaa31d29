"""Articles to passages: whole sentences, within the embedding model's token limit, with no gap between them."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from math import ceil

from onrecord.language.sentences import sentences
from onrecord.model import Article, Span
from onrecord.reading.boilerplate import boilerplate
from onrecord.storage.records import CutPassage, Sentence

VERSION = 3
"""Changed whenever the same article would be cut or embedded otherwise, so that an index knows it is out of date."""

PASSAGE_TOKENS = 160
"""Tokens that a passage aims for; one long sentence may take as many as the model reads."""

_LONGEST_TOKEN = 20


CountTokens = Callable[[Sequence[str]], list[int]]


def chunk(article: Article, count_tokens: CountTokens, limit: int) -> list[CutPassage]:
    """Cut an article into passages of whole sentences, of which none has more than `limit` tokens.

    Only a sentence that has more is itself cut, between words where it has words.
    """
    found = list(_fitting(article.text, _sentences(article), count_tokens, limit))
    groups: list[list[Sentence]] = []
    filled = 0
    for sentence, size in found:
        if not groups or filled + size > PASSAGE_TOKENS:
            groups.append([])
            filled = 0
        groups[-1].append(sentence)
        filled += size
    return [CutPassage(sentences=tuple(group)) for group in groups]


def _fitting(
    text: str, found: Sequence[Sentence], count_tokens: CountTokens, limit: int
) -> Iterator[tuple[Sentence, int]]:
    """Yield sentences with their sizes in tokens, and the parts of those that are too long."""
    for sentence, size in zip(found, _sizes([s.span.of(text) for s in found], count_tokens), strict=True):
        if size <= limit or len(sentence.span) == 1:
            yield sentence, size
        else:
            yield from _fitting(text, list(_parts(text, sentence, size / limit)), count_tokens, limit)


def _parts(text: str, whole: Sentence, times: float) -> Iterator[Sentence]:
    """Cut a sentence that is `times` too long."""
    step = max(1, int(len(whole.span) / (ceil(times) + 1)))
    start = whole.start
    while start < whole.end:
        latest = min(start + step, whole.end)
        space = max(text.rfind(" ", start + 1, latest), text.rfind("\n", start + 1, latest))
        end = space if space > 0 and latest < whole.end else latest
        words = text[start:end].strip()
        if words:
            begin = text.index(words[0], start)
            yield replace(whole, start=begin, end=begin + len(words))
        start = end


def _sizes(texts: Sequence[str], count_tokens: CountTokens) -> list[int]:
    """Return the sizes in tokens; a long run of characters counts even where the model makes one token of it."""
    return [max(tokens, len(text) // _LONGEST_TOKEN) for text, tokens in zip(texts, count_tokens(texts), strict=True)]


def _sentences(article: Article) -> list[Sentence]:
    """Return the article's sentences with their roles: what a notice covers most of is not prose."""
    notices = boilerplate(article.text)
    starts, ends = [notice.span.start for notice in notices], [notice.span.end for notice in notices]
    found = []
    for span in sentences(article.text, article.language):
        over = notices[bisect_right(ends, span.start) : bisect_left(starts, span.end)]
        role = next((notice.kind for notice in over if 2 * _shared(notice.span, span) > len(span)), "prose")
        found.append(Sentence(start=span.start, end=span.end, role=role))
    return found


def _shared(one: Span, other: Span) -> int:
    return min(one.end, other.end) - max(one.start, other.start)
