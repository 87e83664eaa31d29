"""How a quote differs from the article's words, word by word, and what that amounts to."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from onrecord.language.numerals import COUNTING_WORDS
from onrecord.language.polarity import is_negation
from onrecord.language.wording import Word, Wording, contiguous
from onrecord.language.words import is_function_word
from onrecord.model import Change, Operation


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A step of an alignment: `quote` and `article` are half-open ranges of words, of which one may be empty."""

    equal: bool
    quote: range
    article: range


def weight(form: str) -> float:
    """Return how much a word counts when wordings are compared: one that carries content the most."""
    return 0.4 if is_function_word(form) and not is_negation(form) else 1.0


def align(quote: Sequence[str], article: Sequence[str]) -> list[Step]:
    """Return the steps from an article's words to a quote's; words between equal ones are taken together."""
    steps: list[Step] = []
    for op in Indel.opcodes(article, quote):
        equal = op.tag == "equal"
        own, theirs = range(op.dest_start, op.dest_end), range(op.src_start, op.src_end)
        if steps and not equal and not steps[-1].equal:
            before = steps.pop()
            own, theirs = range(before.quote.start, own.stop), range(before.article.start, theirs.stop)
        steps.append(Step(equal=equal, quote=own, article=theirs))
    return steps


def changes(quote: Wording, article: Wording, places: Sequence[int], steps: Sequence[Step]) -> Iterator[Change]:
    """Yield the steps as words; `places` are the indices of the article's words that the steps count.

    A step whose words do not stand together in the article is told in as many as it takes for each to be exact.
    """
    for step in steps:
        own, theirs = list(step.quote), [places[i] for i in step.article]
        cuts = [i for i in range(1, len(theirs)) if theirs[i] != theirs[i - 1] + 1]
        for start, end in zip([0, *cuts], [*cuts, len(theirs)], strict=True):
            part = own[start:end] if step.equal else own if start == 0 else []
            words = _slice(quote.text, [quote.words[i] for i in part])
            stands = _slice(article.text, [article.words[i] for i in theirs[start:end]])
            yield Change(op=_operation(step.equal, words, stands), quote=words, article=stands)


def _operation(equal: bool, words: str, stands: str) -> Operation:
    if equal:
        return "equal"
    if words and stands:
        return "replace"
    return "insert" if words else "delete"


def describe_steps(quote: Wording, article: Wording, places: Sequence[int], steps: Sequence[Step]) -> list[str]:
    """Return what was changed, the gravest first, as parts of a sentence about the quote."""
    found: list[tuple[int, str]] = []
    for step in steps:
        if step.equal:
            continue
        mine = [quote.words[i] for i in step.quote]
        stands = [places[i] for i in step.article]
        theirs = [article.words[i] for i in next(contiguous(stands), ())]
        found.append(_described(mine, theirs, quote.text, article.text))
    return [what for _, what in sorted(found, key=lambda each: each[0])]


def _described(mine: Sequence[Word], theirs: Sequence[Word], quote: str, article: str) -> tuple[int, str]:
    added, dropped = _shown(quote, mine), _shown(article, theirs)
    denies, denied = any(is_negation(w.form) for w in mine), any(is_negation(w.form) for w in theirs)
    if denied and not denies:
        return 0, f"drops {dropped}" if not mine else f"has {added} for {dropped}, so a negation is lost"
    if denies and not denied:
        return 0, f"adds {added}" if not theirs else f"has {added} for {dropped}, so a negation is added"
    if any(_is_number(w) for w in theirs) and any(_is_number(w) for w in mine):
        return 1, f"changes the number {dropped} to {added}"
    if mine and theirs and _is_name(theirs, article) and _is_name(mine, quote):
        return 2, f"changes the name {dropped} to {added}"
    if mine and theirs:
        return 3, f"has {added} for {dropped}"
    return (3, f"adds {added}") if mine else (3, f"leaves out {dropped} without an ellipsis")


def _is_number(word: Word) -> bool:
    return word.form[0].isdigit() or word.form in COUNTING_WORDS


def _is_name(words: Sequence[Word], text: str) -> bool:
    """Say whether a word is capitalised in the middle of a sentence."""
    return any(text[w.start].isupper() and re.search(r"[\w,;] $", text[: w.start]) for w in words)


def _shown(text: str, words: Sequence[Word]) -> str:
    return f"“{_slice(text, words)}”" if words else ""


def _slice(text: str, words: Sequence[Word]) -> str:
    return text[words[0].start : words[-1].end] if words else ""
