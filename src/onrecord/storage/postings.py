"""Where words stand in the full-text table of the passages, and which passages make up an article."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, func, select, text

from onrecord.storage.schema import passages


def holders(connection: Connection, forms: Iterable[str]) -> NDArray[np.int64]:
    """Return the ids of the passages that hold a word in any of some forms, in order."""
    query = " OR ".join(f'"{form}"' for form in forms)
    found = connection.execute(text("SELECT rowid FROM lexical WHERE lexical MATCH :query"), {"query": query})
    return np.sort(np.fromiter(found.scalars(), dtype=np.int64))


def extents(connection: Connection, passage_ids: Iterable[int]) -> NDArray[np.int64]:
    """Return the ids of the first and the last passage of each article that some passages are of, in order: (n, 2).

    The passages of an article have ids that follow each other, as they are written in one go.
    """
    of = select(passages.c.article_id).where(passages.c.id.in_(list(passage_ids)))
    first = func.min(passages.c.id)
    wanted = select(first, func.max(passages.c.id)).where(passages.c.article_id.in_(of)).group_by(passages.c.article_id)
    rows = connection.execute(wanted.order_by(first)).all()
    return np.array([tuple(row) for row in rows], dtype=np.int64).reshape(-1, 2)
