"""What of an article is missing in the ledger, or is there without it: no transaction leaves any, damage may."""

from sqlalchemy import Connection, Engine, text

from onrecord.storage.ledger.manifest import snapshot

_COUNTED = {
    "articles without their exact words": "SELECT count(*) FROM articles"
    " WHERE id NOT IN (SELECT article_id FROM wordings WHERE number IN (SELECT id FROM exact_docsize))",
    "articles without passages": "SELECT count(*) FROM wordings JOIN exact_docsize ON exact_docsize.id = number"
    " WHERE sz <> x'0000' AND article_id NOT IN (SELECT article_id FROM passages)",
    "passages without their words": "SELECT count(*) FROM passages WHERE id NOT IN (SELECT id FROM lexical_docsize)",
    "passages without sentences": "SELECT count(*) FROM passages WHERE id NOT IN (SELECT passage_id FROM sentences)",
    "exact words of no article": "SELECT count(*) FROM exact_docsize WHERE id NOT IN (SELECT number FROM wordings)",
    "words of no passage": "SELECT count(*) FROM lexical_docsize WHERE id NOT IN (SELECT id FROM passages)",
}
"""What is looked for, and how many there are of it."""

_DROPPED = (
    "DELETE FROM exact WHERE rowid IN (SELECT id FROM exact_docsize WHERE id NOT IN (SELECT number FROM wordings))",
    "DELETE FROM lexical WHERE rowid IN (SELECT id FROM lexical_docsize WHERE id NOT IN (SELECT id FROM passages))",
)


def loose_ends(engine: Engine) -> list[str]:
    """Return what is missing or left over, a line each; none when every article is there whole."""
    with snapshot(engine) as connection:
        counted = {what: connection.scalar(text(query)) for what, query in _COUNTED.items()}
        orphans = len(connection.exec_driver_sql("PRAGMA foreign_key_check").all())
    return [f"{count:,} {what}" for what, count in (counted | {"rows of nothing": orphans}).items() if count]


def drop_loose_ends(connection: Connection) -> None:
    """Drop what belongs to no article, within a transaction; what an article lacks is made by storing it again."""
    for table, number, *_ in connection.exec_driver_sql("PRAGMA foreign_key_check").all():
        connection.execute(text(f'DELETE FROM "{table}" WHERE rowid = :number'), {"number": number})  # noqa: S608
    for statement in _DROPPED:
        connection.execute(text(statement))
