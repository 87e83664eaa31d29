"""Which articles hold a run of words, quoted or anywhere, by the forms of the words: exact and unstemmed.

The index says which articles hold all the words, and their text which of those hold them in this order.
"""

import math
from collections.abc import Iterable, Sequence

from sqlalchemy import ColumnElement, Connection, Engine, Text, case, cast, delete, func, insert, literal, or_, select
from sqlalchemy.dialects.postgresql import ARRAY, array

from onrecord.model import Article
from onrecord.storage.ledger.postgresql.tables import ALL, LONGEST_WORD, article_words, count, counted
from onrecord.storage.ledger.schema import attributions, wordings
from onrecord.storage.protocols import Column
from onrecord.storage.word_forms import Similar, body_and_quoted

_K1, _B = 1.2, 0.75
_LEAST_RARITY = 1e-6
"""The constants of BM25, and what a word counts for that most articles hold: those of SQLite's full-text table."""

_MOST_TERMS = 12
"""Words of a quotation that a search for similar ones uses: its rarest."""

_READ = 8
"""Times as many articles as are wanted are read and measured: those that hold the rarest words."""


class ArticleForms:
    """The exact words of a ledger's articles, all of them and those inside quotation marks."""

    def __init__(self, engine: Engine) -> None:
        """Read through an engine."""
        self._engine = engine

    def articles_holding(self, column: Column, runs: Iterable[Sequence[str]]) -> list[str]:
        """Return the ids of the articles that hold every one of these runs of forms in a column."""
        phrases = [_kept(run) for run in runs if run]
        if not phrases:
            return []
        held = article_words.c[f"{column}_words"].contains(_array({form for run in phrases for form in run}))
        padded = literal(" ") + article_words.c[column] + literal(" ")
        in_order = [func.strpos(padded, f" {' '.join(run)} ") > 0 for run in phrases]
        found = select(wordings.c.article_id).join_from(wordings, article_words).where(held, *in_order)
        with self._engine.connect() as connection:
            return list(connection.scalars(found.order_by(wordings.c.number)))

    def articles_like(self, column: Column, forms: Sequence[str], k: int, speaker: str | None = None) -> list[Similar]:
        """Return the `k` articles that hold most of the rarest of these forms in a column, the best by BM25 first.

        With a `speaker`, a word of a name, only articles in which somebody speaks who is called so.
        """
        with self._engine.connect() as connection:
            times = counted(connection, column, set(_kept(forms)))
            rare = sorted(dict.fromkeys(form for form in _kept(forms) if form in times), key=times.__getitem__)
            if not rare:
                return []
            sums = counted(connection, ALL, ["articles", "article words"])
            telling = {form: _rarity(times[form], sums.get("articles", 0)) for form in rare[:_MOST_TERMS]}
            rows = connection.execute(_holding(column, telling, speaker).limit(_READ * k)).all()
        usual = sums.get("article words", 0) / (sums.get("articles", 0) or 1) or 1.0
        scored = [(_score(row.forms.split(" "), row.length / usual, telling), row.number, row) for row in rows]
        best = sorted(scored, key=lambda each: (-each[0], each[1]))[:k]
        return [Similar(article_id=row.article_id, forms=row.forms) for _, _, row in best]

    def replace(self, connection: Connection, article: Article) -> None:
        """Store the words of an article in place of those it had, within a transaction."""
        self.drop(connection, article.id)
        stored = insert(wordings).values(article_id=article.id).returning(wordings.c.number)
        body, quoted = map(_kept, body_and_quoted(article.text))
        row = {
            "number": connection.scalar(stored),
            "body": " ".join(body),
            "quoted": " ".join(quoted),
            "body_words": sorted(set(body)),
            "quoted_words": sorted(set(quoted)),
            "length": len(body) + len(quoted),
        }
        connection.execute(insert(article_words).values(row))
        _count(connection, set(body), set(quoted), len(body) + len(quoted), 1)

    def drop(self, connection: Connection, article_id: str) -> None:
        """Drop the words of an article, within a transaction."""
        own = select(wordings.c.number).where(wordings.c.article_id == article_id).scalar_subquery()
        gone = delete(article_words).where(article_words.c.number == own)
        returned = (article_words.c.body_words, article_words.c.quoted_words, article_words.c.length)
        for body, quoted, length in connection.execute(gone.returning(*returned)).all():
            _count(connection, set(body), set(quoted), length, -1)
        connection.execute(delete(wordings).where(wordings.c.article_id == article_id))


def _kept(forms: Iterable[str]) -> list[str]:
    return [form[:LONGEST_WORD] for form in forms]


def _array(forms: Iterable[str]) -> ColumnElement[Sequence[str]]:
    return cast(array(sorted(forms)), ARRAY(Text))


def _count(connection: Connection, body: set[str], quoted: set[str], length: int, sign: int) -> None:
    count(connection, "body", dict.fromkeys(body, sign))
    count(connection, "quoted", dict.fromkeys(quoted, sign))
    count(connection, ALL, {"articles": sign, "article words": sign * length})


def _rarity(holders: int, total: int) -> float:
    rarity = math.log((total - holders + 0.5) / (holders + 0.5)) if total >= holders else 0.0
    return rarity if rarity > 0 else _LEAST_RARITY


def _holding(column: Column, telling: dict[str, float], speaker: str | None):  # type: ignore[no-untyped-def]  # noqa: ANN202
    words = article_words.c[f"{column}_words"]
    held = [case((words.contains(_array([form])), rarity), else_=0.0) for form, rarity in telling.items()]
    wanted = select(
        wordings.c.article_id, wordings.c.number, article_words.c[column].label("forms"), article_words.c.length
    ).join_from(wordings, article_words)
    wanted = wanted.where(words.overlap(_array(telling)))
    if speaker:
        named = f"%{speaker}%"
        speaking = or_(attributions.c.speaker.ilike(named), cast(attributions.c.aliases, Text).ilike(named))
        wanted = wanted.where(wordings.c.article_id.in_(select(attributions.c.article_id).where(speaking)))
    return wanted.order_by(sum(held[1:], start=held[0]).desc(), wordings.c.number)


def _score(forms: Sequence[str], length: float, telling: dict[str, float]) -> float:
    """Return the BM25 of an article's words; `length` is that of the article by the usual one."""
    norm = _K1 * (1 - _B + _B * length)
    times = {form: forms.count(form) for form in telling}
    return sum(rarity * times[form] * (_K1 + 1) / (times[form] + norm) for form, rarity in telling.items())
