"""A text as words with their places: what the finder of names and the resolver of pronouns walk over."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from onrecord.language.lexicon.lexicon import ABBREVIATED, SUFFIXES
from onrecord.language.lexicon.word_lists import word_list
from onrecord.language.quotation_marks.quotation_marks import QuotedPassage

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:[-’'&.][^\W_]+)*")
_DOTTED = frozenset(ABBREVIATED) | SUFFIXES | word_list("words before a full stop")
_QUOTES = str.maketrans("", "", "\"“”„«»‘’'")
_MARK_OPENS = re.compile(r"[“\"„«]|''")
_STOP = re.compile(r"[.!?…:;\n•―—]|--")
_PREFIXED = re.compile(r"(?:al|el|ad|as|ash|at|bin|d|l)[-’'][^\W\d_]+$")
_COMPOUND = re.compile(
    r"[-’](?:based|led|backed|owned|born|era|educated|run|controlled|funded|style|trained|aligned|leaning|affiliated|"
    r"supporting|supported|wide|only|area|like|related|inspired|centered|focused|linked|free|winner|winning|nominated)$"
)
_SMALL = word_list("prepositions") | {"the", "and", "but", "nor", "not", "his", "her", "its"}
_LONGEST_HEADLINE = 40


@dataclass(slots=True)
class Token:
    """A word: its characters without a possessive ending, its place, and how it stands in its sentence.

    `lower` is the word in small letters without a final stop; `joined` says that only spaces part it from the word
    before, `first` that a sentence, a quotation or a clause behind a dash or colon begins with it.
    """

    text: str
    lower: str
    start: int
    end: int
    capital: bool
    possessive: bool
    first: bool
    joined: bool
    sentence: int
    paragraph: int
    quoted: bool = False
    headline: bool = False


def tokens_of(text: str, quoted: Sequence[QuotedPassage] = ()) -> list[Token]:
    """Return the words of `text`; those inside one of `quoted` that reads as words know it."""
    tokens: list[Token] = []
    sentence = paragraph = at = 0
    for match in _WORD.finditer(text):
        start, end = match.span()
        word, possessive = match.group(), False
        if text[end : end + 1] in {"’", "'"} and text[end + 1 : end + 2] in {"", " ", "\xa0"} and word[-1] in "sSzx":
            possessive = True
        elif word[-2:-1] in {"’", "'"} and word[-1] in "sS" and len(word) > 2:
            possessive, word = True, word[:-2]
        lower = word.lower().replace("’", "'")
        stop = word
        if not possessive and text[end : end + 1] == "." and ((len(word) == 1 and word.isupper()) or lower in _DOTTED):
            stop = word + "."
        gap = text[at:start]
        joined = gap == " "
        first = not tokens
        if not joined and tokens:
            joined = gap in {"\xa0", "  ", "\xa0 ", " \xa0"}
            paragraph += "\n" in gap
            stops = _STOP.search(gap.translate(_QUOTES)) is not None
            sentence += stops
            first = stops or _MARK_OPENS.search(gap) is not None
        capital = (word[0].isupper() and ("-" not in word or not _COMPOUND.search(word))) or (
            word[0] in "aebdl" and _PREFIXED.match(word) is not None and not word.islower()
        )
        at = start + len(stop)
        tokens.append(
            Token(stop, lower.rstrip("."), start, at, capital, possessive, first, joined, sentence, paragraph)
        )
        at = max(at, end)
    _mark_quoted(tokens, quoted)
    _mark_headlines(text, tokens)
    return tokens


def _mark_quoted(tokens: Sequence[Token], quoted: Sequence[QuotedPassage]) -> None:
    starts = [token.start for token in tokens]
    for passage in quoted:
        if passage.depth == 0 and passage.is_words:
            for index in range(bisect_right(starts, passage.outer.start), bisect_right(starts, passage.outer.end - 1)):
                tokens[index].quoted = True


def _mark_headlines(text: str, tokens: Sequence[Token]) -> None:
    """Mark the lines whose words are nearly all capitalised: there a capital says nothing of a name."""
    for _, group in groupby(tokens, key=lambda token: token.paragraph):
        line = list(group)
        if len(line) >= _LONGEST_HEADLINE or text[line[-1].end : line[-1].end + 1] == ":":
            continue
        long = [token for token in line if len(token.text) > 2 and not token.text[0].isdigit()]
        telling = [token for token in long if token.capital or token.lower not in _SMALL]
        if len(telling) >= 3 and sum(token.capital for token in telling) >= 0.9 * len(telling):
            for token in line:
                token.headline = True
