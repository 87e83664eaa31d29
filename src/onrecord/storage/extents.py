"""Which passages make up an article."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, func, select

from onrecord.storage.schema import passages


def extents(connection: Connection, passage_ids: Iterable[int]) -> NDArray[np.int64]:
    """Return the ids of the first and the last passage of each article that some passages are of, in order: (n, 2).

    The passages of an article have ids that follow each other, as they are written in one go.
    """
    of = select(passages.c.article_id).where(passages.c.id.in_(list(passage_ids)))
    first = func.min(passages.c.id)
    wanted = select(first, func.max(passages.c.id)).where(passages.c.article_id.in_(of)).group_by(passages.c.article_id)
    rows = connection.execute(wanted.order_by(first)).all()
    return np.array([tuple(row) for row in rows], dtype=np.int64).reshape(-1, 2)
