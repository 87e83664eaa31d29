"""BM25 over the stems that PostgreSQL keeps of passages, as SQLite's full-text table has it.

PostgreSQL's own ranking knows nothing of how rare a word is. So the index finds the passages, and their scores come
from counts that are kept beside it. Common words alone hardly make a score: they are left for when the rarer ones have
not settled the first `k` (the MaxScore of Turtle and Flood, 1995).
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from sqlalchemy import Connection, select, text

from onrecord.language.words import stems, words_apart
from onrecord.model import Scope
from onrecord.storage.ledger.filters import conditions
from onrecord.storage.ledger.postgresql.tables import ALL, LONGEST_WORD, counted, passage_words
from onrecord.storage.ledger.schema import articles, passages

_K1, _B = 1.2, 0.75
_LEAST_RARITY = 1e-6
"""The constants of BM25, and what a word counts for that most passages hold: those of SQLite's full-text table."""

MOST_TIMES = 255
"""Places of one word that PostgreSQL keeps of a text."""

_FIRST, _MORE = 2_000, 4
"""Passages that the rarest words may bring before a score is looked at, and how many times as many the next ones."""

_RANKS = np.cumsum(1.0 / np.arange(1, MOST_TIMES + 1) ** 2) / 1.64493406685
_BETWEEN = ((_RANKS[1:] + _RANKS[:-1]) / 2).tolist()
"""`ts_rank` of a single word that a text holds n times is the n-th of `_RANKS`: which one it is tells n."""

_TIMES = "1 + width_bucket(ts_rank('{1,1,1,1}', stems, CAST(:%s AS tsquery))::float8, CAST(:between AS float8[]))"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Term:
    """A word of a question as its stems, more than one for a phrase; how many passages hold it, and what it tells."""

    parts: tuple[str, ...]
    holders: int
    rarity: float

    @property
    def query(self) -> str:
        """The word in the language of the index."""
        return f"({' <-> '.join(quoted_stem(part) for part in self.parts)})"

    @property
    def most(self) -> float:
        """The most that it can add to a score."""
        return self.rarity * (_K1 + 1)


def ranked(connection: Connection, words: Sequence[str], k: int, scope: Scope) -> list[tuple[int, float]]:
    """Return the `k` passages of a scope that hold any of some words, in small letters, the best by BM25 first."""
    total, length = totals(connection)
    terms = sorted(_terms(connection, words, total), key=lambda term: -term.rarity)
    found: list[tuple[int, float]] = []
    for looked_at in _steps(terms):
        found = _ranked(connection, terms, looked_at, k, scope, length / total)
        rest = sum(term.most for term in terms[looked_at:])
        if len(found) == k and found[-1][1] > rest:
            break
    return found


def stems_of(text: str) -> list[str]:
    """Return the stems of a text's words, in order, as the index has them."""
    return [stem[:LONGEST_WORD] for stem in stems(words_apart(text))]


def parts_of(word: str) -> tuple[str, ...]:
    """Return the words that the index has for a stem: one, but for such as "o'hara"."""
    return (word[:LONGEST_WORD],) if word.isalnum() else tuple(stems_of(word))


def quoted_stem(stem: str) -> str:
    """Return a stem in the language of the index."""
    return f"'{stem}'"


def totals(connection: Connection) -> tuple[int, int]:
    """Return how many passages there are, and how many words they have."""
    sums = counted(connection, ALL, ["passages", "passage words"])
    return sums.get("passages", 0), sums.get("passage words", 0)


def _terms(connection: Connection, words: Sequence[str], total: int) -> list[_Term]:
    """Return those of some words that any passage holds, as often as they are given."""
    every = [tuple(stems_of(word)) for word in words]
    single = counted(connection, "stem", {parts[0] for parts in every if len(parts) == 1})
    terms = []
    for parts in filter(None, every):
        held = single.get(parts[0], 0) if len(parts) == 1 else phrase_holders(connection, parts)
        if held:
            rarity = math.log((total - held + 0.5) / (held + 0.5)) if total >= held else 0.0
            terms.append(_Term(parts=parts, holders=held, rarity=rarity if rarity > 0 else _LEAST_RARITY))
    return terms


def phrase_holders(connection: Connection, parts: tuple[str, ...]) -> int:
    """Return how many passages hold some stems one after the other."""
    if not parts:
        return 0
    query = " <-> ".join(map(quoted_stem, parts))
    matching = text("SELECT count(*) FROM passage_words WHERE stems @@ CAST(:query AS tsquery)")
    return connection.scalar(matching, {"query": query}) or 0


def _steps(terms: Sequence[_Term]) -> Iterable[int]:
    """Yield how many of the rarest words to look at, for several times as many passages each time."""
    held, room = 0, _FIRST
    for number, term in enumerate(terms, start=1):
        held += term.holders
        following = terms[number].holders if number < len(terms) else 0
        if number == len(terms) or held + following > room:
            yield number
            room = max(room, held) * _MORE


def _ranked(
    connection: Connection, terms: Sequence[_Term], looked_at: int, k: int, scope: Scope, usual: float
) -> list[tuple[int, float]]:
    """Return the best of the passages that hold any of the first `looked_at` words, scored by all of them."""
    given: dict[str, object] = {"between": _BETWEEN, "usual": usual or 1.0, "k": k}
    added = []
    for number, term in enumerate(terms):
        given |= {f"rarity{number}": term.rarity, f"whole{number}": term.query}
        given |= {f"part{number}_{place}": quoted_stem(part) for place, part in enumerate(term.parts)}
        times = ", ".join(_TIMES % f"part{number}_{place}" for place in range(len(term.parts)))
        share = f"least({times})::float8"
        added.append(
            f"CASE WHEN stems @@ CAST(:whole{number} AS tsquery) THEN CAST(:rarity{number} AS float8)"
            f" * ({share} * {_K1 + 1.0}) / ({share} + {_K1} * ({1 - _B} + {_B} * length / CAST(:usual AS float8)))"
            " ELSE 0 END"
        )
    within = select(passages.c.id).join(articles).where(*conditions(scope))
    wanted = (
        select(passage_words.c.passage_id, text(f"{' + '.join(added)} AS score"))
        .where(text("stems @@ CAST(:query AS tsquery)"))
        .order_by(text("score DESC, passage_id"))
        .limit(k)
    )
    if not scope.is_everything:
        wanted = wanted.where(passage_words.c.passage_id.in_(within))
    given["query"] = " | ".join(term.query for term in terms[:looked_at])
    rows = connection.execute(wanted, given)
    return [(row.passage_id, row.score) for row in rows]
