"""Which articles hold a quote, and which hold something like it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import chain, pairwise

from onrecord.checking.asked import AskedQuote
from onrecord.checking.nearest import Alignment, nearest, stitched
from onrecord.checking.occurrences import Occurrence, quoted_in, standing_in, without_description
from onrecord.checking.utterances import SpokenArticle
from onrecord.model import Article
from onrecord.storage.ledger import Ledger
from onrecord.storage.records import Scope
from onrecord.storage.wordings import Column
from onrecord.words import words

_SIMILAR = 24
"""Articles that hold rare words of the quote, of which those with most of its neighbouring words are read."""

_READ = 5


@dataclass(frozen=True)
class QuoteSearch:
    """A search for a quote, by anybody and by the one `asked` about. Exact words are all found, similar ones a few."""

    ledger: Ledger
    quote: AskedQuote
    asked: str | None = None

    @cached_property
    def quoted(self) -> list[Occurrence]:
        """Where the words stand as a quotation, the earliest article first."""
        articles = self._articles(dict.fromkeys([*self._holding("quoted"), *self._similar]))
        return _by_date(chain.from_iterable(quoted_in(each, self.quote) for each in articles))

    @cached_property
    def standing(self) -> list[Occurrence]:
        """Where the words stand at all, the earliest article first."""
        articles = self._articles(dict.fromkeys([*self._holding("body"), *self._similar]))
        return _by_date(chain.from_iterable(standing_in(each, self.quote) for each in articles))

    @cached_property
    def alignments(self) -> list[Alignment]:
        """The quoted words that come near, the nearest first, of each article its best few."""
        wording = self.quote.joined
        found: list[Alignment] = []
        for spoken in self._articles(dict.fromkeys(self._similar)):
            whole = stitched(wording, spoken)
            found.extend(filter(None, [whole]))
            found.extend(nearest(wording, spoken))
        return sorted(found, key=lambda each: (-each.likeness, _day(each.spoken.article)))

    def _holding(self, column: Column) -> list[str]:
        return self.ledger.holding(column, [fragment.forms for fragment in self.quote.fragments])

    @cached_property
    def _similar(self) -> list[str]:
        """The ids of the articles that quote something similar, those with most of its neighbouring words first.

        Those in which the one asked about speaks come besides those of everybody.
        """
        forms = self.quote.forms
        pairs = {f" {one} {other} " for one, other in pairwise(forms)} or {f" {form} " for form in forms}
        named = words(without_description(self.asked))[-1:] if self.asked else []
        chosen: dict[str, None] = {}
        for speaker in (*named, None):
            found = self.ledger.similar("quoted", forms, _SIMILAR, speaker)
            shared = {each.article_id: sum(pair in f" {each.forms} " for pair in pairs) for each in found}
            chosen |= dict.fromkeys(sorted(shared, key=lambda article_id: -shared[article_id])[:_READ])
        return list(chosen)

    @cached_property
    def _read(self) -> dict[str, SpokenArticle]:
        return {}

    def _articles(self, wanted: dict[str, None]) -> Iterator[SpokenArticle]:
        """Yield articles with who said what in them, each read once; what is gone by now is left out."""
        new = [article_id for article_id in wanted if article_id not in self._read]
        if new:
            attributions = self.ledger.attributions(new)
            for article in self.ledger.articles(Scope(article_ids=frozenset(new))):
                self._read[article.id] = SpokenArticle(article, attributions.get(article.id, []))
        return (self._read[article_id] for article_id in wanted if article_id in self._read)


def _by_date(found: chain[Occurrence]) -> list[Occurrence]:
    return sorted(found, key=lambda each: _day(each.spoken.article))


def _day(article: Article) -> date:
    return article.published or date.max
