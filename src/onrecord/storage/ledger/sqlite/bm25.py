"""Which passages hold the words of a question, the best by BM25 first, and which make up an article.

FTS5 can rank too, but it counts, weighs and measures every passage that holds any of the words anew for each question,
and much of a large archive holds some common word. So a word's places in the full-text table are read once and kept, as
what it adds to the score of each passage that holds it; to rank is then to add. The scores are those of FTS5.
"""

import math
import re
import threading
from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, Engine, func, literal_column, select, text

from onrecord.language.words import stems
from onrecord.model import Scope
from onrecord.storage.ledger.filters import conditions
from onrecord.storage.ledger.manifest import changes, snapshot
from onrecord.storage.ledger.schema import articles, passages

_K1, _B = 1.2, 0.75
"""The constants of BM25, as FTS5 has them."""

_LEAST_RARITY = 1e-6
"""What FTS5 counts a word for that most passages hold."""

_KEPT = 2_000_000
"""Places of words that are kept, of 12 bytes each."""

_PLAIN = re.compile(r"[a-z0-9]+")
"""A word that the full-text table has as one."""

TABLES = (
    """CREATE VIRTUAL TABLE IF NOT EXISTS lexical
    USING fts5(header, body, tokenize = "porter unicode61 remove_diacritics 2")""",
    "CREATE VIRTUAL TABLE IF NOT EXISTS lexical_terms USING fts5vocab(lexical, row)",
)

_NO_ROWS = np.zeros(0, dtype=np.int32)

_INSTANCES = "CREATE VIRTUAL TABLE IF NOT EXISTS temp.instances USING fts5vocab(main, lexical, instance)"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Places:
    """The passages that hold a word, as rows of the table of lengths, and what it adds to the score of each."""

    rows: NDArray[np.int32]
    scores: NDArray[np.float64]


class PassageWords:
    """The full-text table of the passages. Safe to share between threads; what it keeps holds until a change."""

    def __init__(self, engine: Engine) -> None:
        """Read through an engine; nothing is kept yet."""
        self._engine = engine
        self._lock = threading.Lock()
        self._changes = ""
        self._ids = np.zeros(0, dtype=np.int64)
        self._firsts = np.zeros(0, dtype=np.int64)
        self._norms = np.zeros(0)
        self._places: OrderedDict[str, _Places] = OrderedDict()
        self._phrases: dict[str, int] = {}
        self._kept = 0

    def best(self, words: Sequence[str], k: int, scope: Scope) -> list[tuple[int, float]]:
        """Return the `k` passages of a scope that hold any of some words, in small letters, the best by BM25 first.

        The score grows with relevance. Without a word there is nothing to find.
        """
        if not words:
            return []
        with snapshot(self._engine) as connection:
            if not scope.is_everything or not all(map(_PLAIN.fullmatch, words)):
                return _ranked_by_fts(connection, any_of(words), k, scope)
            return self._best(connection, words, k)

    def _best(self, connection: Connection, words: Sequence[str], k: int) -> list[tuple[int, float]]:
        with self._lock:
            self._keep_up(connection)
            scores = np.zeros(len(self._ids))
            for stem in stems(words):
                found = self._find(connection, stem)
                scores[found.rows] += found.scores
            rows = np.flatnonzero(scores)
            if len(rows) > k:
                least = np.partition(scores[rows], len(rows) - k)[len(rows) - k]
                rows = rows[scores[rows] >= least]
            best = rows[np.argsort(-scores[rows], kind="stable")][:k]
            return list(zip(self._ids[best].tolist(), scores[best].tolist(), strict=True))

    def occurrences(self, of: Iterable[str]) -> tuple[dict[str, int], int]:
        """Return in how many passages each Porter stem occurs that does, and how many passages there are.

        What the index has as several words, such as "o'hara" or "3.75", is looked for as a phrase.
        """
        with snapshot(self._engine) as connection, self._lock:
            self._keep_up(connection)
            counted = {
                stem: len(self._find(connection, stem).rows) if stem.isalnum() else self._phrase(connection, stem)
                for stem in of
            }
            return {stem: count for stem, count in counted.items() if count}, len(self._ids)

    def holders(self, words: Mapping[str, Iterable[str]]) -> dict[str, NDArray[np.int64]]:
        """Return the ids, in order, of the passages that hold each word in any of its forms, given in small letters."""
        with snapshot(self._engine) as connection:
            return {word: self._holders(connection, forms) for word, forms in words.items()}

    def _holders(self, connection: Connection, forms: Iterable[str]) -> NDArray[np.int64]:
        of = dict.fromkeys(stems(forms))
        with self._lock:
            self._keep_up(connection)
            rows = [self._find(connection, stem).rows for stem in of if stem.isalnum()]
            kept = self._ids[rows[0] if len(rows) == 1 else np.unique(np.concatenate([_NO_ROWS, *rows]))]
        phrases = " OR ".join(f'"{stem}"' for stem in of if not stem.isalnum())
        if not phrases:
            return kept
        matching = text("SELECT rowid FROM lexical WHERE lexical MATCH :phrases")
        return np.union1d(kept, connection.scalars(matching, {"phrases": phrases}).all()).astype(np.int64)

    def extents(self, passage_ids: Sequence[int]) -> NDArray[np.int64]:
        """Return the first and the last passage of the article of each of some passages: (passages, 2).

        The passages of an article have ids that follow each other, as they are written in one go. Where nothing is
        stored any more, each passage stands alone.
        """
        ids = np.asarray(passage_ids, dtype=np.int64)
        with snapshot(self._engine) as connection, self._lock:
            self._keep_up(connection)
            if not len(self._firsts):
                return np.column_stack([ids, ids])
            of = np.searchsorted(self._firsts, ids, side="right") - 1
            after = np.append(np.searchsorted(self._ids, self._firsts[1:]), len(self._ids))
            return np.column_stack([self._firsts[of], self._ids[after[of] - 1]])

    def size(self) -> tuple[int, int]:
        """Return how many passages there are, and how many articles that have some."""
        with snapshot(self._engine) as connection, self._lock:
            self._keep_up(connection)
            return len(self._ids), len(self._firsts)

    def add(self, connection: Connection, header: str, bodies: Mapping[int, str]) -> None:
        """Store the words of passages by id, within a transaction; `header` counts as much as they do."""
        rows = [{"id": number, "header": header, "body": body} for number, body in bodies.items()]
        connection.execute(text("INSERT INTO lexical (rowid, header, body) VALUES (:id, :header, :body)"), rows)

    def drop(self, connection: Connection, passage_ids: Sequence[int]) -> None:
        """Drop the words of passages, within a transaction."""
        connection.execute(text("DELETE FROM lexical WHERE rowid = :id"), [{"id": each} for each in passage_ids])

    def _keep_up(self, connection: Connection) -> None:
        """Forget what is kept when the ledger has changed, and measure the passages."""
        now = changes(connection)
        if now == self._changes:
            return
        self._places.clear()
        self._phrases.clear()
        self._kept = 0
        rows = connection.exec_driver_sql("SELECT id, sz FROM lexical_docsize ORDER BY id").all()
        known: dict[bytes, int] = {}
        sizes = [known.get(row[1]) or known.setdefault(row[1], _words_in(row[1])) for row in rows]
        lengths = np.array(sizes, dtype=np.float64)
        self._ids = np.array([row[0] for row in rows], dtype=np.int64)
        firsts = select(func.min(passages.c.id)).group_by(passages.c.article_id)
        self._firsts = np.sort(np.array(connection.scalars(firsts).all(), dtype=np.int64))
        self._norms = _K1 * (1 - _B + _B * lengths / (lengths.mean() or 1.0)) if rows else lengths
        self._changes = now

    def _find(self, connection: Connection, stem: str) -> _Places:
        if stem in self._places:
            self._places.move_to_end(stem)
            return self._places[stem]
        connection.exec_driver_sql(_INSTANCES)
        held = connection.exec_driver_sql(
            "SELECT group_concat(doc) FROM temp.instances WHERE term = ?", (stem,)
        ).scalar()
        ids, times = np.unique(np.fromstring(held or "", dtype=np.int64, sep=","), return_counts=True)
        rows = np.searchsorted(self._ids, ids).astype(np.int32)
        rarity = math.log((len(self._ids) - len(ids) + 0.5) / (len(ids) + 0.5))
        scores = (rarity if rarity > 0 else _LEAST_RARITY) * ((times * (_K1 + 1.0)) / (times + self._norms[rows]))
        found = self._places[stem] = _Places(rows=rows, scores=scores)
        self._kept += len(rows)
        while self._kept > _KEPT and len(self._places) > 1:
            _, oldest = self._places.popitem(last=False)
            self._kept -= len(oldest.rows)
        return found

    def _phrase(self, connection: Connection, stem: str) -> int:
        if stem not in self._phrases:
            counting = text("SELECT count(*) FROM lexical WHERE lexical MATCH '\"' || :stem || '\"'")
            self._phrases[stem] = connection.scalar(counting, {"stem": stem}) or 0
        return self._phrases[stem]


def any_of(words: Iterable[str]) -> str:
    """Return the query of the full-text table for any of some words."""
    return " OR ".join(f'"{word}"' for word in words)


def _words_in(sizes: bytes) -> int:
    """Return the number of words of a passage, of which FTS5 keeps one number for each column."""
    total = number = 0
    for byte in sizes:
        number = number << 7 | byte & 0x7F
        if byte < 0x80:
            total, number = total + number, 0
    return total


def _ranked_by_fts(connection: Connection, query: str, k: int, scope: Scope) -> list[tuple[int, float]]:
    matching = text("lexical MATCH :query").bindparams(query=query)
    score = text("bm25(lexical, 1.0, 1.0) AS score")
    wanted = select(text("lexical.rowid AS id"), score).select_from(text("lexical")).where(matching)
    if not scope.is_everything:
        within = select(passages.c.id).join(articles).where(*conditions(scope))
        wanted = wanted.where(literal_column("lexical.rowid").in_(within))
    rows = connection.execute(wanted.order_by(text("score, id")).limit(k))
    return [(row.id, -row.score) for row in rows]
