"""What a person states of single quotations, and the attributions that follow it."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Connection, Engine, delete, select

from onrecord.errors import ArticleNotFoundError
from onrecord.model import Article, Attribution, Correction, PlacedCorrection, Span, Speaker
from onrecord.storage.ledger.articles import FIELDS, to_article
from onrecord.storage.ledger.attributions import attributions_of, replace_attributions
from onrecord.storage.ledger.claims.claims import await_claims
from onrecord.storage.ledger.passages import rename_speakers
from onrecord.storage.ledger.schema import articles
from onrecord.storage.ledger.speakers.corrected_reading import are_one, corrected_reading, place_of
from onrecord.storage.ledger.speakers.correction_rows import correction_values, to_correction
from onrecord.storage.ledger.speakers.tables import as_read, corrections
from onrecord.storage.ledger.upsert import upsert


class Corrections:
    """The corrections of a ledger; nothing but who states and withdraws them writes here."""

    def __init__(self, engine: Engine) -> None:
        """Read and write through an engine."""
        self._engine = engine

    def of(self, article_ids: Collection[str] | None = None) -> list[PlacedCorrection]:
        """Return the corrections of these articles, of all when None, by article in the order of the text.

        Those whose words stand there no more, or whose article is gone, come last and have no place.
        """
        wanted = select(corrections).order_by(corrections.c.article_id, corrections.c.id)
        if article_ids is not None:
            wanted = wanted.where(corrections.c.article_id.in_(list(article_ids)))
        with self._engine.connect() as connection:
            found = [to_correction(row) for row in connection.execute(wanted)]
            texts = select(articles.c.id, articles.c.text).where(articles.c.id.in_({c.article_id for c in found}))
            text = {row.id: row.text for row in connection.execute(texts)} if found else {}
        placed = (PlacedCorrection(correction=c, content=place_of(c, text.get(c.article_id, ""))) for c in found)
        return sorted(placed, key=_order)

    def state(self, correction: Correction) -> None:
        """Keep a correction in place of any other of the same words, in one transaction.

        What is known of the article follows it. Raises ArticleNotFoundError.
        """
        with self._engine.begin() as connection:
            article = _article(connection, correction.article_id)
            _drop(connection, article, place_of(correction, article.text) or correction.content)
            values = correction_values(correction)
            row = upsert(corrections).values(values)
            connection.execute(row.on_conflict_do_update(index_elements=["id"], set_=values))
            _follow(connection, article)

    def withdraw(self, article_id: str, content: Sequence[Span]) -> int:
        """Take back what is stated of the quotation at a place, in one transaction; return how much that was.

        The article is then as it was read. Raises ArticleNotFoundError.
        """
        with self._engine.begin() as connection:
            article = _article(connection, article_id)
            count = _drop(connection, article, content)
            if count:
                _follow(connection, article)
            return count


def keep_reading(connection: Connection, article: Article, read: Sequence[Attribution]) -> list[Attribution]:
    """Keep what was read of an article where a person states something else of it; return the attributions it has."""
    stated = _stated(connection, article.id)
    if not stated:
        connection.execute(delete(as_read).where(as_read.c.article_id == article.id))
        return list(read)
    values = [_plain(each) for each in read]
    row = upsert(as_read).values(article_id=article.id, attributions=values)
    connection.execute(row.on_conflict_do_update(index_elements=["article_id"], set_={"attributions": values}))
    return corrected_reading(article.text, read, stated)


def _follow(connection: Connection, article: Article) -> None:
    """Let everything that is known of an article follow the corrections of it."""
    kept = connection.scalar(select(as_read.c.attributions).where(as_read.c.article_id == article.id))
    if kept is None:
        read = attributions_of(connection, [article.id]).get(article.id, [])
    else:
        read = [_attribution(each) for each in kept]
    found = keep_reading(connection, article, read)
    replace_attributions(connection, article.id, found)
    rename_speakers(connection, article, found)
    await_claims(connection, article.id)


def _drop(connection: Connection, article: Article, content: Sequence[Span]) -> int:
    """Drop the corrections of the quotation at a place; return how many there were."""
    places = {each.id: place_of(each, article.text) for each in _stated(connection, article.id)}
    own = [number for number, place in places.items() if place and are_one(place, content)]
    connection.execute(delete(corrections).where(corrections.c.id.in_(own)))
    return len(own)


def _stated(connection: Connection, article_id: str) -> list[Correction]:
    rows = connection.execute(select(corrections).where(corrections.c.article_id == article_id))
    return [to_correction(row) for row in rows]


def _article(connection: Connection, article_id: str) -> Article:
    row = connection.execute(select(*FIELDS).where(articles.c.id == article_id)).one_or_none()
    if row is None:
        raise ArticleNotFoundError(f"no article {article_id!r}: `onrecord articles` lists them")
    return to_article(row)


def _order(placed: PlacedCorrection) -> tuple[object, ...]:
    place = placed.content
    return placed.correction.article_id, place is None, place or placed.correction.content, placed.correction.id


def _plain(said: Attribution) -> dict[str, Any]:
    return {
        "content": [[span.start, span.end] for span in said.content],
        "kind": said.kind,
        "confidence": said.confidence,
        "cue": [said.cue.start, said.cue.end] if said.cue else None,
        "source": [said.source.start, said.source.end] if said.source else None,
        "speaker": said.speaker and said.speaker.name,
        "aliases": list(said.speaker.aliases) if said.speaker else [],
    }


def _attribution(kept: dict[str, Any]) -> Attribution:
    def span(given: Sequence[int] | None) -> Span | None:
        return None if given is None else Span(start=given[0], end=given[1])

    name = kept["speaker"]
    return Attribution(
        content=tuple(Span(start=start, end=end) for start, end in kept["content"]),
        kind=kept["kind"],
        confidence=kept["confidence"],
        cue=span(kept["cue"]),
        source=span(kept["source"]),
        speaker=None if name is None else Speaker(name=name, aliases=tuple(kept["aliases"])),
    )
