"""What a person states of single quotations: whose words they are, that nobody knows, or that nobody said them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from onrecord.errors import QuotationNotFoundError, SpeakerNotFoundError
from onrecord.model import Article, Attribution, Correction, CorrectionKind, PlacedCorrection, Span, covering
from onrecord.speakers.lookup import find_speakers
from onrecord.speakers.name_matching import fits
from onrecord.storage.index import Index
from onrecord.storage.ledger.ledger import Ledger
from onrecord.storage.ledger.speakers.corrected_reading import AROUND, occurrences

_MOST_NAMES = 50
_MARKS = "“”\"„«»‘’'"
_LISTED = 6

QuotationPlace = str | Sequence[Span]
"""A quotation by some of its exact words, or by where all of them stand."""


@dataclass(frozen=True, slots=True)
class Corrector:
    """Corrects who said what in an index. What a person states goes before what is read, and stays."""

    index: Index

    def of(self, article_id: str | None = None) -> list[PlacedCorrection]:
        """Return what is stated of the quotations of an article, or of all; raises ArticleNotFoundError."""
        ledger = self.index.ledger
        return ledger.corrections.of(None if article_id is None else [ledger.articles.get(article_id).id])

    def unsaid(self, article_id: str) -> tuple[PlacedCorrection, ...]:
        """Return what is stated to be nobody's words in an article, where it stands; raises ArticleNotFoundError."""
        return tuple(each for each in self.of(article_id) if each.correction.kind == "not_said" and each.content)

    def correct(
        self,
        article_id: str,
        words: QuotationPlace,
        *,
        speaker: str | None = None,
        said: bool = True,
        note: str | None = None,
        at: int | None = None,
    ) -> PlacedCorrection:
        """State for good that a quotation is a speaker's, or nobody known's without one, or not `said` by anybody.

        `words` are exact words of it, or where it stands; `at` is where they begin if they stand in several places.
        Raises ArticleNotFoundError, QuotationNotFoundError, AmbiguousSpeakerError, IndexLockedError and WriteError.
        """
        with self.index.writing():
            article = self.index.ledger.articles.get(article_id)
            content = self._quotation(article, words, at)
            name, names = _speaker(self.index.ledger, speaker) if said and speaker is not None else (None, ())
            kind: CorrectionKind = "not_said" if not said else "nobody" if name is None else "speaker"
            made = stated(article, content, kind=kind, speaker=name, names=names, note=note)
            self.index.ledger.corrections.state(made)
        return PlacedCorrection(correction=made, content=content)

    def withdraw(self, article_id: str, words: QuotationPlace, *, at: int | None = None) -> list[PlacedCorrection]:
        """Take back what is stated of a quotation, which is then as it was read; return what is left of the article.

        Raises QuotationNotFoundError when nothing is stated of it, and what `correct` raises.
        """
        with self.index.writing():
            article = self.index.ledger.articles.get(article_id)
            if not self.index.ledger.corrections.withdraw(article.id, self._quotation(article, words, at)):
                raise QuotationNotFoundError("nobody has corrected who said these words: they are as they were read")
        return self.of(article.id)

    def _quotation(self, article: Article, words: QuotationPlace, at: int | None) -> tuple[Span, ...]:
        """Return the place of the one quotation that some words are of; of words that nobody says, their own."""
        ledger = self.index.ledger
        if not isinstance(words, str):
            whole = sorted(words)
            if not whole or whole[-1].end > len(article.text) or not all(s.of(article.text).strip() for s in whole):
                raise QuotationNotFoundError(f"article {article.id} has no words at that place")
            return tuple(whole)
        unsaid = [each.content for each in ledger.corrections.of([article.id]) if each.content]
        said = ledger.attributions.of([article.id]).get(article.id, [])
        places = occurrences(words.strip().strip(_MARKS).strip(), article.text)
        found = {_around(place, said, unsaid): place.start for place in places if at in (None, place.start)}
        if len(found) == 1:
            return next(iter(found))
        if not found:
            where = "" if at is None else f" at {at}"
            raise QuotationNotFoundError(
                f"article {article.id} has no such words{where}: write them as they stand there"
            )
        starts = ", ".join(map(str, list(found.values())[:_LISTED]))
        raise QuotationNotFoundError(
            f"the words stand in {len(found)} places: say which by where they begin ({starts})"
        )


def stated(
    article: Article,
    content: tuple[Span, ...],
    *,
    kind: CorrectionKind,
    speaker: str | None = None,
    names: tuple[str, ...] = (),
    note: str | None = None,
) -> Correction:
    """Return what is stated now of the words at a place of an article."""
    whole = covering(content)
    return Correction(
        article_id=article.id,
        content=content,
        words=tuple(span.of(article.text) for span in content),
        before=article.text[max(0, whole.start - AROUND) : whole.start],
        after=article.text[whole.end : whole.end + AROUND],
        kind=kind,
        speaker=speaker,
        names=names,
        note=(note or "").strip() or None,
        stated_at=datetime.now(UTC),
    )


def _around(place: Span, said: Sequence[Attribution], unsaid: Sequence[tuple[Span, ...]]) -> tuple[Span, ...]:
    """Return the place of the shortest quotation that holds most of some words, their own where none does."""
    whole = [each.content for each in said] + list(unsaid)
    shared = {each: sum(max(0, min(s.end, place.end) - max(s.start, place.start)) for s in each) for each in whole}
    holding = [each for each in whole if 2 * shared[each] > len(place)]
    return min(holding, key=lambda each: sum(map(len, each)), default=(place,))


def _speaker(ledger: Ledger, name: str) -> tuple[str, tuple[str, ...]]:
    """Return the name of the speaker whom a typed one means, as typed when nobody is called so, and other names."""
    typed = " ".join(name.split())
    if not typed:
        raise SpeakerNotFoundError("name who said it, or say that nobody knows")
    found, members = find_speakers(ledger, typed)
    known = [each for each in found if fits(typed, each)]
    if len(known) != 1 or len(found) != 1:
        return typed, ()
    return known[0].name, tuple(sorted({called for _, called in members})[:_MOST_NAMES])
