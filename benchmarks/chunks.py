"""The articles as a user would otherwise search them: the chunks of LangChain's tutorial, by meaning or by words.

RecursiveCharacterTextSplitter of 1,000 characters with 200 of overlap; each article begins with its title. By meaning:
Chroma with our embedding model. By words: BM25 (FTS5, Porter stems) of the question's content words.
"""

import sqlite3
import uuid
from collections.abc import Sequence

import chromadb
from langchain_text_splitters import RecursiveCharacterTextSplitter

from onrecord.embedding import Embedder
from onrecord.language.words import content_words
from onrecord.model import Article

Scored = list[tuple[int, float]]
"""The numbers of chunks with their scores, the best first."""

STEMMED = "tokenize='porter unicode61'"
_AT_ONCE = 5000


class Chunks:
    """The chunks of some articles, in Chroma and in a full-text table."""

    def __init__(self, articles: Sequence[Article], embedder: Embedder) -> None:
        """Cut and index articles."""
        splitter = RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=200)
        self.chunks = [
            (article.id, chunk)
            for article in articles
            for chunk in splitter.split_text(f"{article.title}\n\n{article.text}" if article.title else article.text)
        ]
        self._embedder = embedder
        self._vectors = chromadb.EphemeralClient().create_collection(f"chunks-{uuid.uuid4()}", embedding_function=None)
        vectors = embedder.encode_documents([chunk for _, chunk in self.chunks])
        for start in range(0, len(self.chunks), _AT_ONCE):
            some = range(start, min(start + _AT_ONCE, len(self.chunks)))
            self._vectors.add(ids=[str(i) for i in some], embeddings=vectors[some.start : some.stop])
        self._lexical = sqlite3.connect(":memory:")
        self._lexical.execute(f"CREATE VIRTUAL TABLE chunks USING fts5(words, {STEMMED})")
        rows = enumerate(chunk for _, chunk in self.chunks)
        self._lexical.executemany("INSERT INTO chunks (rowid, words) VALUES (?, ?)", rows)

    def dense(self, question: str, most: int) -> Scored:
        """Return the chunks nearest to a question by meaning, with their cosine similarity."""
        vector = self._embedder.encode_question(question)[None]
        found = self._vectors.query(
            query_embeddings=vector, n_results=min(most, len(self.chunks)), include=["distances"]
        )
        squared = found["distances"] or [[]]
        return [(int(i), 1 - distance / 2) for i, distance in zip(found["ids"][0], squared[0], strict=True)]

    def bm25(self, question: str, most: int) -> Scored:
        """Return the chunks that hold a question's words, with their BM25."""
        wanted = "SELECT rowid, -bm25(chunks) FROM chunks WHERE chunks MATCH ? ORDER BY bm25(chunks), rowid LIMIT ?"
        return list(self._lexical.execute(wanted, (any_word(question), most)))


def any_word(question: str) -> str:
    """Return the FTS5 query for any content word of a question, as it is written there."""
    return " OR ".join(f'"{word}"' for word in content_words(question))
