from pathlib import Path

from onrecord.embedding import Embedder
from onrecord.ingesting.pipeline import Pipeline, open_index
from onrecord.model import Article
from onrecord.retrieval.langchain_retriever import PassageEmbeddings, PassageRetriever


def test_documents_carry_the_exact_place_of_their_words(tmp_path: Path, embedder: Embedder) -> None:
    text = "Harbour water rose on Monday night.\n\nWarden Ysolde Tarn closed the sluice."
    index = open_index(tmp_path, embedder)
    for _ in Pipeline(index).add([Article(id="flood", title="Flood", text=text)]):
        pass
    (document,) = PassageRetriever(index=index, k=3).invoke("Who closed the sluice?")
    metadata = document.metadata
    assert text[metadata["start"] : metadata["end"]] == document.page_content
    assert (metadata["article_id"], metadata["title"], metadata["published"]) == ("flood", "Flood", None)
    index.close()


def test_embeddings_are_the_models_own(embedder: Embedder) -> None:
    embeddings = PassageEmbeddings(embedder)
    texts = ["The tide rose.", "The gate held."]
    assert embeddings.embed_documents(texts) == embedder.encode_documents(texts).tolist()
    assert embeddings.embed_query("What held?") == embedder.encode_question("What held?").tolist()
