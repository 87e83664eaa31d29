"""The fact-checks that others published, matched with claims, questions and drafts."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

import numpy as np

from onrecord.claims.matching.known_checks import SUGGESTED, KnownChecks
from onrecord.embedding import Embedder, Vectors
from onrecord.model import (
    CheckedDraft,
    ClaimGroup,
    FactCheck,
    ImportReport,
    MatchedFactCheck,
    QuoteCheck,
    Ruling,
    Unreadable,
)
from onrecord.reading.fact_checks import read_fact_checks, read_rulings
from onrecord.settings import Settings
from onrecord.storage.index import Index
from onrecord.storage.ledger.claims.fact_checks import FactChecks

_BESIDE = 2
"""Fact-checks that are shown beside a claim or a quotation, at most."""

_AT_ONCE = 512


class _KeptVectors(Embedder):
    """An embedder that encodes the words of fact-checks once, and keeps what it made of them in the ledger."""

    def __init__(self, real: Embedder, kept: FactChecks, words: Iterable[str]) -> None:
        """Keep the vectors of these words alone."""
        super().__init__()
        self._real = real
        self._kept = kept
        self.identity = real.identity
        self._known = kept.vectors(real.identity)
        self._new = dict.fromkeys(each for each in words if each not in self._known)

    def encode_documents(self, texts: Sequence[str]) -> Vectors:
        """Return the unit vectors of texts, shape (texts, dimension)."""
        self._keep([text for text in dict.fromkeys(texts) if text in self._new])
        other = [text for text in dict.fromkeys(texts) if text not in self._known]
        encoded = dict(zip(other, self._real.encode_documents(other), strict=True)) if other else {}
        rows = [encoded[text] if text in encoded else self._known[text] for text in texts]
        return np.array(rows, dtype=np.float32)

    def word_vectors(self, words: Sequence[str]) -> Vectors:
        """Return the unit vectors of single words, (words, dimension)."""
        return self._real.word_vectors(words)

    def _keep(self, new: Sequence[str]) -> None:
        for start in range(0, len(new), _AT_ONCE):
            some = new[start : start + _AT_ONCE]
            vectors = self._real.encode_documents(some)
            self._kept.keep_vectors(self.identity, some, vectors)
            for text, vector in zip(some, vectors.astype(np.float16), strict=True):
                self._known[text] = vector
                del self._new[text]


@dataclass
class KnownFactChecks:
    """The fact-checks of an index; they are read when the first match is asked for, and again when some were added."""

    index: Index
    settings: Settings
    _read: tuple[int, dict[str, FactCheck], KnownChecks] | None = field(default=None, init=False)

    def __bool__(self) -> bool:
        """Say whether any are known."""
        return self.index.ledger.fact_checks.count() > 0

    def match(self, text: str, k: int = 3) -> tuple[MatchedFactCheck, ...]:
        """Return at most `k` fact-checks that may be of what a text claims, the likeliest first."""
        if not self:
            return ()
        checks, known = self._current()
        found = (each for each in known.scored(text, k) if each.score >= SUGGESTED)
        return tuple(
            MatchedFactCheck(fact_check=checks[each.id], score=each.score, is_confirmed=each.is_confirmed)
            for each in found
        )

    def of(self, group: ClaimGroup) -> tuple[MatchedFactCheck, ...]:
        """Return the fact-checks that may be of a claim, the likeliest first."""
        return self.match(group.first.text, _BESIDE)

    def beside(self, check: QuoteCheck) -> QuoteCheck:
        """Return the check of a quotation with the fact-checks that may be of what it claims."""
        found = self.match(check.quote, _BESIDE)
        return replace(check, fact_checks=found) if found else check

    def beside_each(self, draft: CheckedDraft) -> CheckedDraft:
        """Return a checked draft with the fact-checks that may be of each of its quotations."""
        quotes = tuple(replace(each, check=self.beside(each.check)) for each in draft.quotes)
        return replace(draft, quotes=quotes)

    def bring(self, feed: Path) -> ImportReport:
        """Store the fact-checks of a feed, and the rulings of an export.

        A ruling never takes the place of one that is there; what cannot be read is told in the report.
        """
        limit, unpacked = self.settings.max_source_bytes, self.settings.max_unpacked_bytes
        found = list(read_fact_checks(feed, feed.name, limit=limit, unpacked=unpacked))
        checks = [each for each in found if isinstance(each, FactCheck)]
        added, updated = self.index.ledger.fact_checks.add(checks)
        own = self.index.ledger.claim_files.rulings()
        for ruling in read_rulings(feed, feed.name, limit=limit, unpacked=unpacked):
            if isinstance(ruling, Ruling) and ruling.claim_id not in own:
                self._keep(ruling)
                added += 1
        if checks:
            self.match(checks[0].claim)
        failed = tuple(each for each in found if isinstance(each, Unreadable))
        return ImportReport(added=added, updated=updated, failed=failed)

    def _keep(self, ruling: Ruling) -> None:
        claims = self.index.ledger.claims.called(ruling.claim_id)
        self.index.ledger.claim_files.rule(ruling, claims[0].claim.text if claims else "")

    def _current(self) -> tuple[dict[str, FactCheck], KnownChecks]:
        """Return the fact-checks by id and the index of them, read anew where their number has changed."""
        count = self.index.ledger.fact_checks.count()
        if self._read is None or self._read[0] != count:
            checks = {each.id: each for each in self.index.ledger.fact_checks.all()}
            rows = [asdict(each) | {"date": each.claimed_on} for each in checks.values()]
            words = (part for each in checks.values() for part in (each.claim, each.title or each.claim))
            embedder = _KeptVectors(self.index.embedder, self.index.ledger.fact_checks, words)
            self._read = count, checks, KnownChecks(rows, embedder)
        return self._read[1], self._read[2]
