"""How many independent origins a claim has: one outlet is one, and so is one wire story wherever it is printed."""

from collections.abc import Iterable, Sequence
from itertools import combinations

from onrecord.disjoint_sets import DisjointSets
from onrecord.language.folding import folded
from onrecord.language.words import words
from onrecord.model import Article, Claim
from onrecord.storage.ledger.ledger import Ledger

_FEWEST_WORDS = 8
"""Words of a sentence that two newsrooms hardly write alike by chance."""

_SHARED_SENTENCES = 2
"""Sentences that two articles have word for word from which on one is taken from the other, or both from one wire."""


def count_origins(claims: Sequence[Claim], ledger: Ledger) -> int:
    """Return how many independent origins some claims have."""
    articles = list({claim.article.id: claim.article for claim in claims}.values())
    if len(articles) < 2:
        return len(articles)
    sentences = {article.id: _own_sentences(article, ledger) for article in articles}
    origins = DisjointSets(sentences)
    for one, other in combinations(articles, 2):
        if _are_one_outlet(one, other) or len(sentences[one.id] & sentences[other.id]) >= _SHARED_SENTENCES:
            origins.join(one.id, other.id)
    return len(origins.sets())


def _are_one_outlet(one: Article, other: Article) -> bool:
    return bool(one.publisher and other.publisher) and folded(one.publisher or "") == folded(other.publisher or "")


def _own_sentences(article: Article, ledger: Ledger) -> frozenset[tuple[str, ...]]:
    """Return the words of each long sentence that the article writes itself.

    What somebody said is left out: two newsrooms may both have heard it.
    """
    said = ledger.attributions.of([article.id]).get(article.id, [])
    quoted = [span for each in said if each.kind != "indirect" for span in each.content]
    stored = ledger.passages.sentences(ledger.passages.ids_of(article.id))
    own = (each.sentence.span for each in stored)
    texts: Iterable[str] = (s.of(article.text) for s in own if not any(s.overlaps(q) for q in quoted))
    forms = (tuple(words(text)) for text in texts)
    return frozenset(form for form in forms if len(form) >= _FEWEST_WORDS)
