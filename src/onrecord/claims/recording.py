"""The claims of an index brought up to its articles: found, stored, compared; after any interruption it goes on."""

from collections.abc import Iterator

from onrecord.claims.extraction import claims_of
from onrecord.claims.linking import ComparedArticle, relations
from onrecord.errors import ArticleNotFoundError
from onrecord.stint import NO_LIMITS, at_work_on
from onrecord.storage.index import Index
from onrecord.storage.records import StoredSentence

_AT_ONCE = 16
"""Articles whose claims are compared together: what is read together is read in two thirds of the time."""


def record_claims(index: Index) -> int:
    """Find and compare the claims of every article that waits for it; return how many articles there were.

    Hold the right to write. Each article is done in transactions of its own and waits until the last of them.
    """
    waiting = index.ledger.claims.waiting()
    for start in range(0, len(waiting), _AT_ONCE):
        ids = waiting[start : start + _AT_ONCE]
        with at_work_on(ids[0] if len(ids) == 1 else f"{len(ids)} articles", NO_LIMITS):
            some = list(_found(index, ids))
            found = relations(index, some)
        for each in some:
            index.ledger.claim_links.record(each.article_id, each.numbers, found.among(each.numbers))
    return len(waiting)


def _found(index: Index, article_ids: list[str]) -> Iterator[ComparedArticle]:
    """Find and store the claims of articles; one that is gone is passed over."""
    ledger = index.ledger
    for article_id in article_ids:
        try:
            article = ledger.articles.get(article_id)
        except ArticleNotFoundError:
            continue
        passage_ids = ledger.passages.ids_of(article_id)
        sentences: list[StoredSentence] = ledger.passages.sentences(passage_ids)
        said = ledger.attributions.of([article_id]).get(article_id, [])
        numbers = ledger.claims.replace(article_id, claims_of(article, sentences, said))
        claims = ledger.claims.numbered(numbers)
        yield ComparedArticle(
            article_id=article_id, claims=tuple(claims), numbers=tuple(numbers), passage_ids=tuple(passage_ids)
        )
