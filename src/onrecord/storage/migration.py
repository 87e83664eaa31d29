"""A whole ledger carried into another one, of whatever kind the two are."""

from sqlalchemy import Connection, Integer, Table, func, insert, select, text

from onrecord.errors import WriteError
from onrecord.storage.ledger.articles import FIELDS, to_article
from onrecord.storage.ledger.batches import batches
from onrecord.storage.ledger.ledger import Ledger
from onrecord.storage.ledger.passages import header
from onrecord.storage.ledger.schema import articles, manifest, metadata, passages, pending, wordings
from onrecord.storage.ledger.upsert import upsert

_OF_ITS_OWN = ("schema", "generation", "vectors", "churn", "collections")
"""Facts that are about one ledger's tables and its vector collection; the other's vectors are made from its ledger."""

_MADE_ANEW = (manifest, pending, wordings)


def migrate(source: Ledger, target: Ledger) -> int:
    """Carry everything into an empty ledger, in one transaction; return how many articles there are.

    1. The rows of every table, with their numbers.
    2. The words of passages and articles, as the other database keeps them.
    3. The facts that are not about one database alone.

    Raises WriteError when the target has articles.
    """
    if target.articles.any():
        raise WriteError("the place to migrate to holds articles already: name an empty one")
    with source.snapshot() as reading, target.transaction() as writing:
        for table in metadata.sorted_tables:
            if table not in _MADE_ANEW:
                _copy(reading, writing, table)
        with target.bulk(writing):
            count = _copy_words(reading, writing, target)
        facts = reading.execute(select(manifest).where(manifest.c.key.not_in(_OF_ITS_OWN))).all()
        for fact in facts:
            row = upsert(manifest).values(key=fact.key, value=fact.value)
            writing.execute(row.on_conflict_do_update(index_elements=["key"], set_={"value": fact.value}))
    return count


def _copy(reading: Connection, writing: Connection, table: Table) -> None:
    keys = list(table.primary_key.columns)
    for rows in batches(reading.execute(select(table).order_by(*keys))):
        writing.execute(insert(table), [dict(row._mapping) for row in rows])
    number = keys[0]
    if writing.dialect.name == "postgresql" and len(keys) == 1 and isinstance(number.type, Integer):
        _go_on_counting(writing, table, number.name)


def _go_on_counting(writing: Connection, table: Table, column: str) -> None:
    """Let the numbers that PostgreSQL gives go on after those that came along."""
    sequence = writing.scalar(text("SELECT pg_get_serial_sequence(:table, :column)"), _named(table, column))
    last = writing.scalar(select(func.max(table.c[column])))
    if sequence and last is not None:
        writing.execute(text("SELECT setval(CAST(:sequence AS regclass), :last)"), {"sequence": sequence, "last": last})


def _named(table: Table, column: str) -> dict[str, str]:
    return {"table": table.name, "column": column}


def _copy_words(reading: Connection, writing: Connection, target: Ledger) -> int:
    """Store the words of every article and of its passages, in the order in which they were stored."""
    count = 0
    stored = select(*FIELDS).join(wordings, wordings.c.article_id == articles.c.id).order_by(wordings.c.number)
    places = select(passages.c.id, passages.c.start, passages.c.end).order_by(passages.c.id)
    for rows in batches(reading.execute(stored)):
        for article in map(to_article, rows):
            target.exact.replace(writing, article)
            own = reading.execute(places.where(passages.c.article_id == article.id)).all()
            bodies = {row.id: article.text[row.start : row.end] for row in own}
            if bodies:
                target.lexical.add(writing, header(article), bodies)
            count += 1
    return count
