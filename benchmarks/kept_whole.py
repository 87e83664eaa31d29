"""Whether an index holds its articles whole: what `benchmarks/ingest_kills.py` looks at after each kill."""

import gc
import pickle
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import chromadb  # noqa: F401 loaded before the first fork, so that no process is killed while it loads
import numpy as np
from numpy.typing import NDArray

from benchmarks.invented_articles import file_number, invented
from onrecord.archive import Archive
from onrecord.attribution import attribute
from onrecord.backbone import Floats
from onrecord.claims.extraction import claims_of
from onrecord.claims.linking import ComparedArticle, relations
from onrecord.claims.matching import same_claim
from onrecord.claims.matching.same_claim import Pairs
from onrecord.claims.recording import record_claims
from onrecord.embedding import Embedder, Vectors
from onrecord.ingesting.chunking import chunk
from onrecord.ingesting.pipeline import Pipeline
from onrecord.model import Article, Attribution, Scope
from onrecord.storage.records import Sentence, StoredSentence

INTERRUPTED = "a rebuild that was interrupted"


class RememberingEmbedder(Embedder):
    """The bundled model; what it was asked once it does not read again."""

    def __init__(self) -> None:
        """Begin with nothing remembered."""
        super().__init__()
        self._vectors: dict[str, NDArray[np.float32]] = {}
        self._tokens: dict[str, int] = {}
        self._limit = super().token_limit

    @property
    def token_limit(self) -> int:
        """The limit, asked for once."""
        return self._limit

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Return the number of tokens of each text."""
        new = [text for text in texts if text not in self._tokens]
        if new:
            self._tokens.update(zip(new, super().count_tokens(new), strict=True))
        return [self._tokens[text] for text in texts]

    def encode_documents(self, texts: Sequence[str]) -> Vectors:
        """Return the vector of each text."""
        new = [text for text in dict.fromkeys(texts) if text not in self._vectors]
        if new:
            self._vectors.update(zip(new, super().encode_documents(new), strict=True))
        return np.array([self._vectors[text] for text in texts], dtype=np.float32)


def unread(pairs: Pairs, features: Floats, likely: Floats) -> Floats:  # noqa: ARG001
    """Return what the gate says of pairs of claims, and read none of them."""
    return likely


@dataclass
class Warm:
    """The models, loaded, and what they made of some articles."""

    embedder: RememberingEmbedder
    attributions: dict[str, list[Attribution]]

    @classmethod
    def of(cls, articles: Sequence[Article]) -> "Warm":
        """Read some articles once, in this process and with no index."""
        embedder = RememberingEmbedder()
        found = {article.text: attribute(article.text) for article in articles}
        for article in articles:
            cut = [s for p in chunk(article, embedder.count_tokens, embedder.token_limit) for s in p.sentences]
            vectors = embedder.encode_documents([article.title or "", *(s.span.of(article.text) for s in cut)])
            stored = [
                StoredSentence(passage_id=0, sentence=s, speakers=frozenset(), vector=v.astype(np.float16))
                for s, v in zip(cut, vectors[1:], strict=True)
            ]
            claims_of(article, stored, found[article.text])
        embedder.encode_question("Is the model in order?")
        vars(same_claim)["_read"] = unread
        gc.freeze()
        return cls(embedder, found)

    def attributed(self, texts: Iterable[str]) -> Iterator[list[Attribution]]:
        """Yield what was said in each text."""
        return (self.attributions[text] for text in texts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """All that an index holds of one article, but the numbers of rows."""

    article: Article
    passages: list[tuple[int, int, bytes]]
    sentences: list[tuple[Sentence, frozenset[str], bytes]]
    attributions: list[Attribution]
    claims: list[object]

    @staticmethod
    def read(file: Path) -> "dict[str, Record]":
        """Return the records that `records` wrote to a file."""
        found: dict[str, Record] = pickle.loads(file.read_bytes())  # noqa: S301 this benchmark wrote it
        return found


def records(warm: Warm, to: Path, version: int, numbers: int) -> None:
    """Write what an ingest that nobody interrupts makes of each article in one version, by number and version."""
    with Archive.open(to.with_suffix(".index"), embedder=warm.embedder) as archive:
        pipeline = Pipeline(archive.index, warm.attributed, record_claims)
        list(pipeline.add(invented(number, version) for number in range(numbers)))
        found = {file_number(int(i[1:]), version): kept for i, kept in recorded(archive).items()}
    to.write_bytes(pickle.dumps(found))


def recorded(archive: Archive) -> dict[str, Record]:
    """Return all that an index holds, by article id."""
    ledger = archive.index.ledger
    articles = {article.id: article for article in archive.articles()}
    ids, vectors = ledger.passages.vectors()
    found = {i: Record(article=a, passages=[], sentences=[], attributions=[], claims=[]) for i, a in articles.items()}
    stored = ledger.passages.with_articles(ids)
    for number, vector in zip(ids, vectors, strict=True):
        passage, _ = stored[number]
        found[passage.article_id].passages.append((passage.start, passage.end, vector.tobytes()))
    for each in ledger.passages.sentences(ids):
        own = found[stored[each.passage_id][0].article_id]
        own.sentences.append((each.sentence, each.speakers, each.vector.tobytes()))
    for article_id, said in ledger.attributions.of().items():
        found[article_id].attributions.extend(said)
    for claim in ledger.claims.of():
        found[claim.claim.article.id].claims.append((claim.claim, claim.sentence, claim.vector.tobytes()))
    return found


@dataclass(frozen=True, kw_only=True)
class Looker:
    """Looks through an index after a kill; `expected` has the record of each article in each version, by both."""

    warm: Warm
    index: Path
    expected: Mapping[str, Record]
    versions: int

    def look(self, archive: Archive, allowed: Mapping[int, set[int | None]], *, closely: bool) -> tuple[bool, str]:
        """See that all is as it should be; return whether a rebuild had to be done again, and what is there.

        `allowed` has the versions that each article may be there in, by number, None for not at all. To look `closely`
        is to look for every word and vector, and to compare every pair of claims once more.
        """
        problems = archive.health().problems
        interrupted = bool(problems) and INTERRUPTED in problems[0]
        assert len(problems) == interrupted, problems
        now = versions(archive, allowed)
        if interrupted:
            Pipeline(archive.index, self.warm.attributed, record_claims).rebuild()
        archive.claims(limit=0)
        assert archive.index.ledger.claims.waiting() == [], "claims are still to be found"
        found = recorded(archive)
        for number, version in now.items():
            key = file_number(number, version)
            assert found[f"n{number}"] == self.expected[key], f"article {key} is not whole"
        assert len(found) == len(now), "an article is there that should not be"
        touched = [number for number, several in allowed.items() if closely or len(several) > 1]
        self._see_that_words_are_found_where_they_stand(archive, now, touched)
        self._see_that_vectors_follow(archive, every=closely)
        assert not closely or compared(archive), "claims are not linked as they should be"
        if interrupted or closely:
            health = archive.health()
            assert (health.problems, health.pending, health.articles) == ((), 0, len(now)), health
        return interrupted, " ".join(f"{n}v{v}" for n, v in now.items())

    def _see_that_words_are_found_where_they_stand(
        self, archive: Archive, now: Mapping[int, int], numbers: Iterable[int]
    ) -> None:
        """See that each version of some articles is found by its own word where it is stored, and nowhere else."""
        ledger = archive.index.ledger
        for number in numbers:
            for version in range(self.versions):
                key = file_number(number, version)
                own = [f"n{number}"] if now.get(number) == version else []
                assert ledger.exact.articles_holding("body", [(key,)]) == own, f"the words of {key}"
                found = ledger.passages.with_articles(i for i, _ in ledger.lexical.best([key], 5, Scope()))
                assert [article.id for _, article in found.values()] == own, f"the passages of {key}"
        ids = [stored.claim.id for stored in ledger.claims.of()]
        assert len(ids) == len(set(ids)), "a claim is there twice"

    def _see_that_vectors_follow(self, archive: Archive, *, every: bool) -> None:
        """See that the vector collection holds the ledger's passages, each with its own vector, and nothing else."""
        ids, vectors = archive.index.ledger.passages.vectors()
        for number, vector in list(zip(ids, vectors, strict=True))[: None if every else 2]:
            found = archive.index._vectors.nearest(vector, len(ids) + 5)
            assert sorted(each for each, _ in found) == ids, "the vector collection holds other passages"
            assert number in {each for each, score in found if score > found[0][1] - 1e-3}, "a vector is another's"
        if ids:
            assert len(list((self.index / "vectors").iterdir())) == 1, "something is left of a generation"


def versions(archive: Archive, allowed: Mapping[int, set[int | None]]) -> dict[int, int]:
    """Return the version of each article that is there, by number, after seeing that it may be."""
    texts = {article.id: article.text for article in archive.articles()}
    found: dict[int, int] = {}
    for number, several in allowed.items():
        known = {invented(number, version).text: version for version in several if version is not None}
        text = texts.pop(f"n{number}", None)
        if text is None:
            assert None in several, f"article {number} was acknowledged and is gone"
        else:
            assert text in known, f"article {number} is there in a version that was never acknowledged"
            found[number] = known[text]
    assert not texts, "there are articles of nowhere"
    return found


def compared(archive: Archive) -> bool:
    """Say whether the claims are linked as they are when each is compared with all others once more."""
    ledger = archive.index.ledger
    stored = {each.number: each for each in ledger.claims.of()}
    links, odd = set[tuple[object, ...]](), set[tuple[int, int]]()
    for article in archive.articles():
        own = tuple(each for each in stored.values() if each.claim.article.id == article.id)
        numbers, passages = tuple(each.number for each in own), tuple(ledger.passages.ids_of(article.id))
        one = ComparedArticle(article_id=article.id, claims=own, numbers=numbers, passage_ids=passages)
        found = relations(archive.index, [one])
        links |= {(each.a, each.b, each.strength) for each in found.links}
        odd |= {(a, b) for a, b, _ in found.discrepancies}
    kept = {(each.a, each.b, each.strength) for each in ledger.claim_links.of(stored)}
    return (kept, set(ledger.claim_links.discordant())) == (links, odd)
