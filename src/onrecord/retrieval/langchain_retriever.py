"""The archive as a LangChain retriever, and the embedding model as LangChain embeddings."""

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from onrecord.embedding import Embedder
from onrecord.model import Hit, Scope
from onrecord.retrieval.search import search
from onrecord.storage.index import Index


class PassageRetriever(BaseRetriever):
    """Passages as LangChain documents; the exact place of each is in its metadata."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    index: Index
    k: int = 10
    scope: Scope = Scope()

    def _get_relevant_documents(
        self,
        query: str,
        *,
        run_manager: CallbackManagerForRetrieverRun,  # noqa: ARG002
    ) -> list[Document]:
        return [_document(hit) for hit in search(self.index, query, self.k, self.scope)]


class PassageEmbeddings(Embeddings):
    """The archive's embedding model for other LangChain parts."""

    def __init__(self, embedder: Embedder) -> None:
        """Wrap an embedder."""
        self._embedder = embedder

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Return one unit vector for each text."""
        return [list(map(float, vector)) for vector in self._embedder.encode_documents(texts)]

    def embed_query(self, text: str) -> list[float]:
        """Return the unit vector of a question."""
        return list(map(float, self._embedder.encode_question(text)))


def _document(hit: Hit) -> Document:
    published = hit.article.published
    return Document(
        id=hit.passage.id,
        page_content=hit.passage.text,
        metadata={
            "article_id": hit.article.id,
            "title": hit.article.title,
            "publisher": hit.article.publisher,
            "published": published and published.isoformat(),
            "url": hit.article.url,
            "start": hit.passage.start,
            "end": hit.passage.end,
            "score": hit.score,
        },
    )
