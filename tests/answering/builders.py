from onrecord.answering.ranking.candidates import Candidate
from onrecord.model import Article, Span


def whole(article: Article) -> Candidate:
    """A candidate that is all of an article's text."""
    span = Span(start=0, end=len(article.text))
    return Candidate(
        article=article,
        span=span,
        passage=span,
        similarity=0.5,
        passage_similarity=0.5,
        passage_rank=1,
        lexical_rank=1,
        speakers=frozenset(),
    )
