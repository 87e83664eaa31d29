"""Known fact-checks made searchable, and what a text has in common with the likeliest of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from onrecord.backbone import Floats, Ints
from onrecord.claims.matching.lexical_index import LexicalIndex, terms
from onrecord.claims.matching.pair_features import FEATURES, pair_features
from onrecord.claims.matching.post import clauses, plain, years
from onrecord.embedding import Embedder, Vectors
from onrecord.reader import reader

DENSE = 3.0
"""How much the vectors count beside BM25 when candidates are chosen: of 1, 2 and 3 the best on training queries."""

OF_CLAIM, OF_CLAUSE, OF_TITLE = 0.5, 0.25, 0.25
"""What the vectors' share is made of: the text beside the claim, its nearest clause beside the claim, the text beside
the title. Of four mixtures on training queries, the best with a title; all were within .003."""

READ = 12
"""Candidates that are read together with the text."""

_ABOUT_TITLE = ("shared", "least_covered", "most_covered", "least_aligned", "most_aligned", "strangest_of_both")
CHECK_FEATURES = (
    *("words", "words_of_text", "words_in_claim", "words_of_text_in_claim", "words_bare", "claim_covered"),
    *("title_cosine", "clause_cosine", "best_cosine", "cosine_behind", "speaker_named", "year_near"),
    *("entailed", "contradicted", "entails", "contradicts", "entailed_both_ways"),
    *FEATURES,
    *(f"title_{name}" for name in _ABOUT_TITLE),
)
"""What a candidate is ranked by, in the order of the weights."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckRecord:
    """A fact-check as far as it is searched; what is not known is empty."""

    id: str
    claim: str
    title: str = ""
    speaker: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Likely:
    """The candidates for a text, the first 12 with their features; `order` are their places, the best fused first."""

    order: Ints
    features: Floats

    @property
    def told(self) -> tuple[Floats, Floats]:
        """The cosines of the text and the claims, and how much of the text's words each has."""
        return tuple(self.features[:, CHECK_FEATURES.index(name)] for name in ("best_cosine", "words_of_text"))  # type: ignore[return-value]


class CheckIndex:
    """Fact-checks by words and by vectors. The vectors of 20,000 take some minutes on one core, once."""

    def __init__(self, records: Sequence[CheckRecord], embedder: Embedder) -> None:
        """Index the records."""
        self.records = tuple(records)
        self._embedder = embedder
        claims = [terms(record.claim) for record in records]
        self._claims = LexicalIndex(claims)
        self._whole = LexicalIndex([of + terms(r.title) for of, r in zip(claims, records, strict=True)])
        self._of_claims = self._vectors([record.claim for record in records])
        self._of_titles = self._vectors([record.title or record.claim for record in records])

    def _vectors(self, texts: list[str]) -> Vectors:
        return self._embedder.encode_documents(texts) if texts else np.zeros((0, 1), dtype=np.float32)

    def likely(self, text: str, k: int) -> Likely:
        """Return at least `k` candidates, if there are so many, and the features of the first 12."""
        bare = plain(text)
        vector, *of_clauses = self._embedder.encode_documents([bare, *clauses(bare)])
        query = terms(bare)
        whole, claims = self._whole.scores(query), self._claims.scores(query)
        of_claims, of_titles = self._of_claims @ vector, self._of_titles @ vector
        of_parts = np.max([self._of_claims @ clause for clause in of_clauses or [vector]], axis=0)
        fused = _relative(whole) + DENSE * (OF_CLAIM * of_claims + OF_CLAUSE * of_parts + OF_TITLE * of_titles)
        order = np.argsort(-fused, kind="stable")[: max(k, READ)]
        top = order[:READ]
        everything = sum(self._whole.weight(term) for term in set(query)) or 1.0
        columns = (
            _relative(whole)[top],
            whole[top] / everything,
            _relative(claims)[top],
            claims[top] / everything,
            whole[top] / 30,
            [self._covered(self.records[place].claim, set(query)) for place in top],
            of_titles[top],
            of_parts[top],
            np.maximum(of_claims, of_titles)[top],
            of_claims[top] - (of_claims[top].max() if len(top) else 0),
            [float(bool(set(terms(self.records[place].speaker)[-1:]) & set(query))) for place in top],
            [_near(years(text), years(self.records[place].date)) for place in top],
        )
        return Likely(order=order, features=self._with_pairs(bare, top, columns, of_claims, of_titles))

    def _with_pairs(
        self, bare: str, top: Ints, columns: tuple[Any, ...], of_claims: Floats, of_titles: Floats
    ) -> Floats:
        records = [self.records[place] for place in top]
        pairs = [(bare, record.claim) for record in records]
        titles = [(bare, record.title or record.claim) for record in records]
        read = reader()
        ahead, back = read.relations(pairs), read.relations([(claim, text) for text, claim in pairs])
        entailed, entails = _odds(ahead[:, 0]), _odds(back[:, 0])
        about_titles = pair_features(titles, of_titles[top], self._embedder.word_vectors)
        return np.column_stack(
            (
                *columns,
                *(entailed, _odds(ahead[:, 2]), entails, _odds(back[:, 2]), np.minimum(entailed, entails)),
                pair_features(pairs, of_claims[top], self._embedder.word_vectors),
                about_titles[:, [FEATURES.index(name) for name in _ABOUT_TITLE]],
            )
        ).astype(np.float32)

    def _covered(self, claim: str, query: set[str]) -> float:
        """Return how much of a claim the query's terms make up."""
        every = set(terms(claim))
        whole = sum(self._claims.weight(term) for term in every)
        return sum(self._claims.weight(term) for term in every & query) / whole if whole else 0.0


def _relative(scores: Any) -> Any:  # noqa: ANN401
    return scores / max(float(scores.max(initial=0.0)), 1e-9)


def _near(mine: Sequence[int], theirs: Sequence[int]) -> float:
    return max((1 / (1 + abs(one - other)) for one in mine for other in theirs), default=0.0)


def _odds(chances: Floats) -> Floats:
    return np.asarray(np.log((chances + 1e-3) / (1 - chances + 1e-3)) / 4, dtype=np.float32)
