"""The fact-checks that others published."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import asdict, replace

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Engine, func, select

from onrecord.embedding import Vectors
from onrecord.errors import WriteError
from onrecord.model import FactCheck
from onrecord.storage.ledger.schema import fact_check_vectors, fact_checks
from onrecord.storage.ledger.upsert import upsert


class FactChecks:
    """The known fact-checks, by id."""

    def __init__(self, engine: Engine) -> None:
        """Read and write through an engine."""
        self._engine = engine

    def add(self, found: Iterable[FactCheck]) -> tuple[int, int]:
        """Store fact-checks, each in place of the one with its id; return how many are new and how many were known.

        One whose id another feed has taken is kept under its feed's name and its id.
        """
        with self._engine.begin() as connection:
            known = {row.id: row.feed for row in connection.execute(select(fact_checks.c.id, fact_checks.c.feed))}
            placed = (
                replace(each, id=f"{each.feed}:{each.id}") if known.get(each.id, each.feed) != each.feed else each
                for each in found
            )
            rows = list({each.id: asdict(each) for each in placed}.values())
            if not rows:
                return 0, 0
            adding = upsert(fact_checks)
            given = {column.name: adding.excluded[column.name] for column in fact_checks.c if column.name != "id"}
            connection.execute(adding.on_conflict_do_update(index_elements=["id"], set_=given), rows)
            added = sum(row["id"] not in known for row in rows)
        return added, len(rows) - added

    def all(self) -> list[FactCheck]:
        """Return every fact-check, in the order of their ids."""
        with self._engine.connect() as connection:
            return [FactCheck(**row._mapping) for row in connection.execute(select(fact_checks).order_by("id"))]

    def vectors(self, model: str) -> dict[str, NDArray[np.float16]]:
        """Return the unit vector that a model gave each text that it has been asked for, by the text."""
        wanted = select(fact_check_vectors.c.words, fact_check_vectors.c.vector)
        with self._engine.connect() as connection:
            rows = connection.execute(wanted.where(fact_check_vectors.c.model == model))
            return {row.words: np.frombuffer(row.vector, dtype=np.float16) for row in rows}

    def keep_vectors(self, model: str, texts: Sequence[str], vectors: Vectors) -> None:
        """Keep the unit vectors, (texts, dimension), that a model gave some texts, where there is room for them."""
        halves = vectors.astype(np.float16)
        rows = [{"words": t, "model": model, "vector": v.tobytes()} for t, v in zip(texts, halves, strict=True)]
        if rows:
            with suppress(WriteError), self._engine.begin() as connection:
                connection.execute(upsert(fact_check_vectors).on_conflict_do_nothing(), rows)

    def count(self) -> int:
        """Return how many fact-checks are known."""
        with self._engine.connect() as connection:
            return connection.scalar(select(func.count()).select_from(fact_checks)) or 0
