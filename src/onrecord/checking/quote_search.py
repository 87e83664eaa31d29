"""Which articles hold a quote, and which hold something like it."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import pairwise

from onrecord.checking.alignment import Alignment, nearest, stitched
from onrecord.checking.ellipsis import Joined, find_join
from onrecord.checking.matches import Match, quoted_in, standing_in
from onrecord.checking.quote import Quote
from onrecord.checking.utterances import SpokenArticle
from onrecord.language.words import words
from onrecord.model import Article, PlacedCorrection, Scope
from onrecord.speakers.possible_names import without_description
from onrecord.storage.ledger.ledger import Ledger
from onrecord.storage.protocols import Column

_SIMILAR = 24
"""Articles that hold rare words of the quote, of which those with most of its neighbouring words are read."""

_READ, _ALWAYS_READ = 5, 2
_LEAST_SHARED = 0.2
"""Share of the quote's neighbouring words that an article has which is read beyond the two likeliest."""

_SHARED_BY_VERSIONS = 0.4
"""Share of a quotation's neighbouring words that an article has which may hold another version of it."""


@dataclass(frozen=True)
class QuoteSearch:
    """A search for a quote, by anybody and by the one `asked` about. Exact words are all found, similar ones a few."""

    ledger: Ledger
    quote: Quote
    asked: str | None
    scope: Scope

    @cached_property
    def quoted(self) -> list[Match]:
        """Where the words stand as a quotation, the earliest article first.

        Those that only a hyphen keeps from being found by their words are looked for where something similar is quoted.
        """
        exact = [found for each in self._articles(self._holding("quoted")) for found in quoted_in(each, self.quote)]
        return _by_date(
            exact or [found for each in self._articles(self._similar) for found in quoted_in(each, self.quote)]
        )

    @cached_property
    def standing(self) -> list[Match]:
        """Where the words stand at all, the earliest article first."""
        articles = self._articles(dict.fromkeys([*self._holding("body"), *self._similar]))
        return _by_date(found for each in articles for found in standing_in(each, self.quote))

    @cached_property
    def joined(self) -> list[Joined]:
        """Where the parts of a quote with an ellipsis are quoted, but not so in one utterance, the earliest first."""
        if len(self.quote.fragments) < 2:
            return []
        found = (find_join(each, self.quote) for each in self._articles(self._holding("quoted")))
        return sorted(filter(None, found), key=lambda each: _day(each.match.spoken.article))

    @cached_property
    def alignments(self) -> list[Alignment]:
        """The quoted words that come near, the nearest first."""
        return self._aligned(self._similar)

    def versions(self, besides: Collection[str]) -> list[Alignment]:
        """Return the quoted words of other articles than those that come near, the nearest first."""
        likely = [article for article, shared in self._similar.items() if shared >= _SHARED_BY_VERSIONS]
        return self._aligned([article for article in likely if article not in besides])

    def holds(self) -> bool:
        """Say whether some article has the words in a quotation, brackets and all."""
        return bool(self._holding("quoted"))

    def worded(self, column: Column, texts: Iterable[str]) -> Iterator["QuoteSearch"]:
        """Yield a search for each other text of the quote whose words some article holds."""
        for text in texts:
            other = replace(self, quote=Quote.of(text))
            if other.quote.fragments and other._holding(column):
                yield other

    def _aligned(self, articles: Iterable[str]) -> list[Alignment]:
        wording = self.quote.joined
        found: list[Alignment] = []
        for spoken in self._articles(articles):
            found.extend(filter(None, [stitched(wording, spoken)]))
            found.extend(nearest(wording, spoken))
        return sorted(found, key=lambda each: (-each.likeness, _day(each.spoken.article)))

    def _holding(self, column: Column) -> list[str]:
        return self.ledger.exact.articles_holding(column, [fragment.forms for fragment in self.quote.fragments])

    @cached_property
    def _similar(self) -> dict[str, float]:
        """The articles that quote something similar, with the share of its neighbouring words that they have.

        Those in which the one asked about speaks come besides those of everybody, each the likeliest few.
        """
        forms = self.quote.forms
        pairs = {f" {one} {other} " for one, other in pairwise(forms)} or {f" {form} " for form in forms}
        named = words(without_description(self.asked))[-1:] if self.asked else []
        chosen: dict[str, float] = {}
        for speaker in (*named, None):
            found = self.ledger.exact.articles_like("quoted", forms, _SIMILAR, speaker)
            shared = {s.article_id: sum(pair in f" {s.forms} " for pair in pairs) / len(pairs) for s in found}
            best = sorted(shared, key=lambda article_id: -shared[article_id])[:_READ]
            likely = [a for place, a in enumerate(best) if place < _ALWAYS_READ or shared[a] >= _LEAST_SHARED]
            chosen |= {article_id: shared[article_id] for article_id in likely}
        return chosen

    @cached_property
    def _read(self) -> dict[str, SpokenArticle]:
        return {}

    def _articles(self, wanted: Iterable[str]) -> Iterator[SpokenArticle]:
        """Yield articles with who said what in them, each read once; what is out of scope, or gone, is left out."""
        wanted = list(wanted)
        new = [article_id for article_id in wanted if article_id not in self._read]
        if new:
            attributions, unsaid = self.ledger.attributions.of(new), self._unsaid(new)
            allowed = frozenset(new) if self.scope.articles is None else self.scope.articles.intersection(new)
            for article in self.ledger.articles.of(replace(self.scope, articles=allowed)):
                self._read[article.id] = SpokenArticle(
                    article, attributions.get(article.id, []), unsaid.get(article.id, [])
                )
        return (self._read[article_id] for article_id in wanted if article_id in self._read)

    def _unsaid(self, article_ids: Iterable[str]) -> dict[str, list[PlacedCorrection]]:
        """Return what a person states nobody said, by article."""
        found: dict[str, list[PlacedCorrection]] = {}
        for each in self.ledger.corrections.of(list(article_ids)):
            if each.correction.kind == "not_said" and each.content:
                found.setdefault(each.correction.article_id, []).append(each)
        return found


def _by_date(found: Iterable[Match]) -> list[Match]:
    return sorted(found, key=lambda each: _day(each.spoken.article))


def _day(article: Article) -> date:
    return article.published or date.max
