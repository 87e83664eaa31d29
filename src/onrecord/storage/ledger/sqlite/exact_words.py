"""The articles' words in full-text form, exact and unstemmed: which articles hold a run of words, quoted or not.

One row for each article. `body` holds the forms of all its words, `quoted` those that stand inside quotation marks,
with nothing between two quotations: a quotation that "he said" interrupts is one run there.
"""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, Engine, delete, insert, select, text

from onrecord.model import Article
from onrecord.storage.ledger.schema import wordings
from onrecord.storage.protocols import Column
from onrecord.storage.word_forms import Similar, body_and_quoted

TABLES = (
    """CREATE VIRTUAL TABLE IF NOT EXISTS exact
    USING fts5(body, quoted, tokenize = "unicode61 remove_diacritics 0 tokenchars '''.$€£¥'")""",
    "CREATE VIRTUAL TABLE IF NOT EXISTS exact_terms USING fts5vocab(exact, col)",
)

_SPEAKING = (
    "AND wordings.article_id IN (SELECT article_id FROM attributions"
    " WHERE speaker LIKE :named OR CAST(aliases AS TEXT) LIKE :named)"
)
_MOST_TERMS = 12
"""Words of a quotation that a search for similar ones uses: its rarest."""


class ArticleWords:
    """The exact words of a ledger's articles, all of them and those inside quotation marks."""

    def __init__(self, engine: Engine) -> None:
        """Read through an engine."""
        self._engine = engine

    def articles_holding(self, column: Column, runs: Iterable[Sequence[str]]) -> list[str]:
        """Return the ids of the articles that hold every one of these runs of forms in a column."""
        phrases = " AND ".join(_phrase(run) for run in runs if run)
        if not phrases:
            return []
        found = text(
            "SELECT wordings.article_id FROM exact JOIN wordings ON wordings.number = exact.rowid"
            " WHERE exact MATCH :query ORDER BY wordings.number"
        )
        with self._engine.connect() as connection:
            return list(connection.scalars(found, {"query": f"{column} : ({phrases})"}))

    def articles_like(self, column: Column, forms: Sequence[str], k: int, speaker: str | None = None) -> list[Similar]:
        """Return the `k` articles that hold most of the rarest of these forms in a column, the best by BM25 first.

        With a `speaker`, a word of a name, only articles in which somebody speaks who is called so.
        """
        with self._engine.connect() as connection:
            rare = _rarest(connection, column, dict.fromkeys(forms))
        if not rare:
            return []
        query = f"{column} : ({' OR '.join(_phrase([form]) for form in rare)})"
        within = _SPEAKING if speaker else ""
        found = text(
            f"SELECT wordings.article_id, exact.{column} AS forms FROM exact"  # noqa: S608 names and words of ours
            " JOIN wordings ON wordings.number = exact.rowid"
            f" WHERE exact MATCH :query {within} ORDER BY bm25(exact) LIMIT :k"
        )
        given = {"query": query, "k": k} | ({"named": f"%{speaker}%"} if speaker else {})
        with self._engine.connect() as connection:
            rows = connection.execute(found, given)
            return [Similar(article_id=row.article_id, forms=row.forms) for row in rows]

    def replace(self, connection: Connection, article: Article) -> None:
        """Store the words of an article in place of those it had, within a transaction."""
        self.drop(connection, article.id)
        stored = insert(wordings).values(article_id=article.id).returning(wordings.c.number)
        body, quoted = body_and_quoted(article.text)
        row = {"number": connection.scalar(stored), "body": " ".join(body), "quoted": " ".join(quoted)}
        connection.execute(text("INSERT INTO exact (rowid, body, quoted) VALUES (:number, :body, :quoted)"), row)

    def drop(self, connection: Connection, article_id: str) -> None:
        """Drop the words of an article, within a transaction."""
        numbers = connection.scalars(select(wordings.c.number).where(wordings.c.article_id == article_id)).all()
        for number in numbers:
            connection.execute(text("DELETE FROM exact WHERE rowid = :number"), {"number": number})
        connection.execute(delete(wordings).where(wordings.c.article_id == article_id))


def _rarest(connection: Connection, column: Column, forms: Iterable[str]) -> list[str]:
    """Return those of some forms that occur in the fewest articles, among those that occur at all."""
    count = text("SELECT doc FROM exact_terms WHERE term = :term AND col = :column")
    times = {form: connection.scalar(count, {"term": form, "column": column}) or 0 for form in forms}
    return sorted((form for form, n in times.items() if n), key=times.__getitem__)[:_MOST_TERMS]


def _phrase(forms: Sequence[str]) -> str:
    return f'"{" ".join(forms)}"'
