"""Which passages hold the words of a question, the best first, and which make up an article."""

import threading
from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, Engine, delete, distinct, func, insert, select, text

from onrecord.language.words import stems
from onrecord.model import Scope
from onrecord.storage.ledger.manifest import changes, snapshot
from onrecord.storage.ledger.postgresql.passage_ranking import (
    MOST_TIMES,
    parts_of,
    phrase_holders,
    quoted_stem,
    ranked,
    stems_of,
    totals,
)
from onrecord.storage.ledger.postgresql.tables import ALL, LONGEST_WORD, count, counted, passage_words
from onrecord.storage.ledger.schema import passages

_GAP = 10
"""Places between what an article is called and the passage, so that no phrase goes from one into the other."""

_KEPT = 2_000_000
"""Places of words that are kept, of 8 bytes each."""


class PassageStems:
    """The stems of the passages. Safe to share between threads; what it keeps holds until a change."""

    def __init__(self, engine: Engine) -> None:
        """Read through an engine; nothing is kept yet."""
        self._engine = engine
        self._lock = threading.Lock()
        self._changes = ""
        self._articles: int | None = None
        self._holders: OrderedDict[str, NDArray[np.int64]] = OrderedDict()
        self._kept = 0

    def best(self, words: Sequence[str], k: int, scope: Scope) -> list[tuple[int, float]]:
        """Return the `k` passages of a scope that hold any of some words, in small letters, the best by BM25 first.

        The score grows with relevance. Without a word there is nothing to find.
        """
        if not words:
            return []
        with snapshot(self._engine) as connection:
            return ranked(connection, words, k, scope)

    def occurrences(self, of: Iterable[str]) -> tuple[dict[str, int], int]:
        """Return in how many passages each Porter stem occurs that does, and how many passages there are.

        What the index has as several words, such as "o'hara" or "3.75", is looked for as a phrase.
        """
        every = list(of)
        with snapshot(self._engine) as connection:
            found = counted(connection, "stem", [stem[:LONGEST_WORD] for stem in every if stem.isalnum()])
            times = {
                stem: found.get(stem[:LONGEST_WORD], 0)
                if stem.isalnum()
                else phrase_holders(connection, parts_of(stem))
                for stem in every
            }
            return {stem: n for stem, n in times.items() if n}, totals(connection)[0]

    def holders(self, words: Mapping[str, Iterable[str]]) -> dict[str, NDArray[np.int64]]:
        """Return the ids, in order, of the passages that hold each word in any of its forms, given in small letters."""
        with snapshot(self._engine) as connection, self._lock:
            self._keep_up(connection)
            return {word: self._find(connection, forms) for word, forms in words.items()}

    def extents(self, passage_ids: Sequence[int]) -> NDArray[np.int64]:
        """Return the first and the last passage of the article of each of some passages: (passages, 2).

        Where nothing is stored any more, a passage stands alone.
        """
        own, all_of = passages.alias(), passages.alias()
        ends = select(own.c.id, func.min(all_of.c.id), func.max(all_of.c.id)).join_from(
            own, all_of, own.c.article_id == all_of.c.article_id
        )
        with self._engine.connect() as connection:
            rows = connection.execute(ends.where(own.c.id.in_(list(passage_ids))).group_by(own.c.id))
            known = {number: (first, last) for number, first, last in rows}
        return np.array([known.get(each, (each, each)) for each in passage_ids], dtype=np.int64).reshape(-1, 2)

    def size(self) -> tuple[int, int]:
        """Return how many passages there are, and how many articles that have some."""
        with snapshot(self._engine) as connection, self._lock:
            self._keep_up(connection)
            if self._articles is None:
                self._articles = connection.scalar(select(func.count(distinct(passages.c.article_id)))) or 0
            return totals(connection)[0], self._articles

    def add(self, connection: Connection, header: str, bodies: Mapping[int, str]) -> None:
        """Store the words of passages by id, within a transaction; `header` counts as much as they do."""
        above = stems_of(header)
        rows: list[dict[str, object]] = []
        times: dict[str, int] = {}
        words = 0
        for passage_id, body in bodies.items():
            below = stems_of(body)
            places: dict[str, list[int]] = {}
            for place, stem in (*enumerate(above, 1), *enumerate(below, len(above) + _GAP)):
                places.setdefault(stem, []).append(place)
            vector = " ".join(
                f"{quoted_stem(stem)}:{','.join(map(str, at[:MOST_TIMES]))}" for stem, at in places.items()
            )
            rows.append({"passage_id": passage_id, "stems": vector, "length": len(above) + len(below)})
            words += len(above) + len(below)
            for stem in places:
                times[stem] = times.get(stem, 0) + 1
        connection.execute(insert(passage_words), rows)
        count(connection, "stem", times)
        count(connection, ALL, {"passages": len(rows), "passage words": words})

    def drop(self, connection: Connection, passage_ids: Sequence[int]) -> None:
        """Drop the words of passages, within a transaction."""
        stored = passage_words.c.passage_id.in_(passage_ids)
        lexemes = func.unnest(func.tsvector_to_array(passage_words.c.stems)).label("stem")
        each = select(lexemes).where(stored).subquery()
        times = connection.execute(select(each.c.stem, func.count()).group_by(each.c.stem)).all()
        lengths = connection.scalars(delete(passage_words).where(stored).returning(passage_words.c.length)).all()
        count(connection, "stem", {stem: -n for stem, n in times})
        count(connection, ALL, {"passages": -len(lengths), "passage words": -sum(lengths)})

    def _keep_up(self, connection: Connection) -> None:
        """Forget what is kept when the ledger has changed."""
        now = changes(connection)
        if now != self._changes:
            self._holders.clear()
            self._kept, self._articles, self._changes = 0, None, now

    def _find(self, connection: Connection, forms: Iterable[str]) -> NDArray[np.int64]:
        of = dict.fromkeys(parts_of(stem) for stem in stems(forms))
        query = " | ".join(f"({' <-> '.join(map(quoted_stem, parts))})" for parts in of if parts)
        if query in self._holders:
            self._holders.move_to_end(query)
            return self._holders[query]
        matching = text("SELECT passage_id FROM passage_words WHERE stems @@ CAST(:query AS tsquery)")
        ids = connection.scalars(matching, {"query": query}).all() if query else []
        found = self._holders[query] = np.sort(np.array(ids, dtype=np.int64))
        self._kept += len(found)
        while self._kept > _KEPT and len(self._holders) > 1:
            self._kept -= len(self._holders.popitem(last=False)[1])
        return found
