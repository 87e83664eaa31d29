"""The claims of an index brought up to its articles: found, stored, compared; after any interruption it goes on."""

from onrecord.claims.extraction import claims_of
from onrecord.claims.linking import relations
from onrecord.errors import ArticleNotFoundError
from onrecord.storage.index import Index
from onrecord.storage.records import StoredSentence


def record_claims(index: Index) -> int:
    """Find and compare the claims of every article that waits for it; return how many articles there were.

    Hold the right to write. Each article is done in transactions of its own and waits until the last of them.
    """
    waiting = index.ledger.claims.waiting()
    for article_id in waiting:
        _record(index, article_id)
    return len(waiting)


def _record(index: Index, article_id: str) -> None:
    ledger = index.ledger
    try:
        article = ledger.articles.get(article_id)
    except ArticleNotFoundError:
        return
    passage_ids = ledger.passages.ids_of(article_id)
    sentences: list[StoredSentence] = ledger.passages.sentences(passage_ids)
    said = ledger.attributions.of([article_id]).get(article_id, [])
    numbers = ledger.claims.replace(article_id, claims_of(article, sentences, said))
    ledger.claim_links.record(
        article_id, numbers, relations(index, ledger.claims.numbered(numbers), passage_ids)
    )  # fmt: skip
