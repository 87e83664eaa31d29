"""The check: a quote, with or without a speaker, to one of seven verdicts."""

from collections.abc import Iterable, Iterator, Sequence

from onrecord.checking import explanation
from onrecord.checking.cut_warnings import cut_warnings, denial_warnings
from onrecord.checking.doubts import doubt
from onrecord.checking.ellipsis import grafted, honest, left_alone, places, turned_by
from onrecord.checking.matches import Match
from onrecord.checking.quote import Quote
from onrecord.checking.quote_search import QuoteSearch
from onrecord.checking.word_diff import align, changes
from onrecord.language.respelling import number_spellings, tense_shifts
from onrecord.model import Change, Evidence, QuoteCheck, Scope, Verdict, Version
from onrecord.storage.ledger.ledger import Ledger

_ALTERED = 0.6
"""Likeness from which quoted words count as the quote, altered."""

_VERSION = 0.7
"""Likeness from which quoted words of another article count as another version of a quotation."""

_NEAR = 0.4
"""Likeness below which nothing is shown as near."""

_FEWEST_SHARED = 2
"""Words that must be the same for a quote to count as altered; what is only near shares more."""

_FEWEST_FOR_VERSIONS = 5
_MOST_EVIDENCE = 8


def check(ledger: Ledger, quote: str, speaker: str | None = None, scope: Scope | None = None) -> QuoteCheck:
    """Say whether somebody said these words: a speaker, or anybody when none is given.

    Only the articles of the scope count. The evidence holds the places that the verdict rests on, the earliest first.
    """
    asked = Quote.of(quote)
    name = speaker.strip() if speaker and speaker.strip() else None
    if not asked.fragments:
        return _result(asked, name, "not_found", [], "There are no words to look for.")
    search = QuoteSearch(ledger, asked, name, scope or Scope())
    if asked.brackets:
        plain = QuoteSearch(ledger, Quote.of(quote, edited=False), name, search.scope)
        if plain.holds():
            search, asked = plain, plain.quote
    return next(filter(None, _verdicts(search, asked, name)))


def _verdicts(search: QuoteSearch, asked: Quote, name: str | None) -> Iterator[QuoteCheck | None]:
    """Yield the verdicts in the order in which they go before each other; the last one always is one."""
    quoted = honest(search.quoted, asked)
    yield _exact(search, asked, name, "verbatim", [found for found in quoted if found.is_by(name)])
    yield _turned(search, asked, name)
    unquoted = [found for found in search.standing if not found.quoted]
    indirect = [found for found in unquoted if found.attribution is not None]
    yield _exact(search, asked, name, "paraphrase", [found for found in indirect if found.is_by(name)])
    yield _anothers(search, asked, name, quoted)
    yield _joined(search, asked, name)
    yield _respelt(search, asked, name)
    yield _altered(search, asked, name)
    yield _reported(search, asked, name)
    yield _exact(search, asked, name, "paraphrase", indirect)
    yield _exact(search, asked, name, "narration", [found for found in unquoted if found.attribution is None])
    yield _not_found(search, asked, name)


def _anothers(search: QuoteSearch, asked: Quote, name: str | None, quoted: Sequence[Match]) -> QuoteCheck | None:
    """Return what becomes of a quotation that is not given to the one asked about by name."""
    if name is None or not quoted:
        return None
    doubts = [(found, doubt(name, found)) for found in quoted]
    others = [found for found, why in doubts if why is None]
    if others and all(found.speaker is None for found, why in doubts if why is not None):
        return _exact(search, asked, name, "misattributed", others)
    goes_on = [found for found in quoted if found.follows(name)]
    doubted = sorted((found for found, why in doubts if why is not None), key=lambda found: found.speaker is None)
    return _exact(search, asked, name, "verbatim", goes_on) or _exact(search, asked, name, "unconfirmed", doubted)


def _exact(
    search: QuoteSearch, asked: Quote, name: str | None, verdict: Verdict, found: Sequence[Match]
) -> QuoteCheck | None:
    """Return a verdict that rests on exact words, None when there are none."""
    if not found:
        return None
    return _result(
        asked,
        name,
        verdict,
        found,
        explanation.explain_exact(verdict, name, found) + explanation.explain_brackets(asked, found[0]),
        difference=tuple(_same(asked, found[0])),
        warnings=tuple(cut_warnings(found[0])) if found[0].quoted else tuple(denial_warnings(found[0])),
        versions=tuple(_versions(search, asked, found)) if found[0].quoted else (),
    )


def _same(asked: Quote, found: Match) -> Iterator[Change]:
    yield from _between(asked, found, [i for run in found.runs for i in run])


def _between(asked: Quote, found: Match, places: Sequence[int]) -> Iterator[Change]:
    """Yield how the quote's words differ from some of the article's."""
    wording = found.spoken.wording
    yield from changes(asked.joined, wording, places, align(asked.forms, [wording.forms[i] for i in places]))


def _turned(search: QuoteSearch, asked: Quote, name: str | None) -> QuoteCheck | None:
    """Return the verdict that an ellipsis drops what turns the sense, None where none does."""
    for found in search.quoted:
        gap = turned_by(found)
        joint = grafted(found, asked) if gap is None else None
        gap = gap or (left_alone(found) if joint is None else None)
        if (gap or joint) and (found.is_by(name) or (name and found.follows(name))):
            difference = tuple(_between(asked, found, places(found)))
            told = explanation.explain_turned(found, gap) if gap else explanation.explain_grafted(found, joint)
            return _result(asked, name, "altered", [found], told, difference=difference)
    return None


def _joined(search: QuoteSearch, asked: Quote, name: str | None) -> QuoteCheck | None:
    """Return the verdict that an ellipsis joins separate quotations, or moves words; None where it does not."""
    for each in search.joined:
        parts = [Match(spoken=each.match.spoken, runs=(run,), quoted=True) for run in each.match.runs]
        own = [part for part in parts if part.is_by(name) or (name and part.follows(name))]
        if own:
            told = explanation.explain_joined(each, parts, own[0])
            difference = tuple(_same(asked, each.match))
            return _result(asked, name, "altered", parts, told, difference=difference)
    return None


def _altered(search: QuoteSearch, asked: Quote, name: str | None) -> QuoteCheck | None:
    """Return the verdict that this speaker's quoted words were changed, None when nothing comes near enough."""
    likely = [each for each in search.alignments if each.likeness >= _ALTERED and each.shared >= _FEWEST_SHARED]
    near = [(each, each.match) for each in likely]
    own = [(each, found) for each, found in near if found.is_by(name) or (name and found.follows(name))]
    if not own:
        return None
    best, found = own[0]
    return _result(
        asked,
        name,
        "altered",
        [found],
        explanation.explain_altered(asked, best, found),
        difference=tuple(changes(asked.joined, best.spoken.wording, best.places, best.steps)),
        versions=tuple(_versions(search, asked, [found])),
    )


def _respelt(search: QuoteSearch, asked: Quote, name: str | None) -> QuoteCheck | None:
    """Return the verdict that the words are the speaker's but for how a number is written."""
    for other in search.worded("quoted", number_spellings(asked.text)):
        own = [found for found in honest(other.quoted, other.quote) if found.is_by(name)]
        if own:
            difference = tuple(_same(asked, own[0]))
            told = explanation.explain_respelt(own[0], difference)
            return _result(asked, name, "altered", own[:1], told, difference=difference)
    return None


def _reported(search: QuoteSearch, asked: Quote, name: str | None) -> QuoteCheck | None:
    """Return the verdict that the words stand there as a report that moves their tense or person."""
    for other in search.worded("body", tense_shifts(asked.text)):
        own = [f for f in other.standing if not f.quoted and f.attribution is not None and f.is_by(name)]
        if own:
            difference = tuple(_same(asked, own[0]))
            told = explanation.explain_reported(own[0], difference)
            warnings = tuple(denial_warnings(own[0]))
            return _result(asked, name, "paraphrase", own, told, difference=difference, warnings=warnings)
    return None


def _versions(search: QuoteSearch, asked: Quote, besides: Sequence[Match]) -> Iterator[Version]:
    """Yield how other articles have the same quotation in other words."""
    if len(asked.forms) < _FEWEST_FOR_VERSIONS:
        return
    seen = {found.spoken.article.id for found in besides}
    for each in search.versions(frozenset(seen)):
        article = each.spoken.article.id
        if article not in seen and _VERSION <= each.likeness < 1.0:
            seen.add(article)
            [evidence, *_] = each.match.evidence(1)
            steps = changes(asked.joined, each.spoken.wording, each.places, each.steps)
            yield Version(evidence=evidence, difference=tuple(steps))


def _not_found(search: QuoteSearch, asked: Quote, name: str | None) -> QuoteCheck:
    likely = [each for each in search.alignments if each.likeness >= _NEAR and each.shared > _FEWEST_SHARED]
    near = [each.match for each in likely]
    own = [found for found in near if found.is_by(name)] or near
    shown = tuple(own[0].evidence(1)) if own else ()
    return _result(asked, name, "not_found", [], explanation.explain_not_found(name, own[:1]), nearest=shown)


def _result(
    asked: Quote,
    name: str | None,
    verdict: Verdict,
    found: Sequence[Match],
    told: str,
    *,
    difference: tuple[Change, ...] = (),
    warnings: tuple[str, ...] = (),
    versions: tuple[Version, ...] = (),
    nearest: tuple[Evidence, ...] = (),
) -> QuoteCheck:
    said_by = next((each.speaker.name for each in found if each.speaker), None)
    return QuoteCheck(
        verdict=verdict,
        quote=asked.text,
        speaker_asked=name,
        said_by=None if verdict in {"narration", "unconfirmed"} else said_by,
        evidence=tuple(_numbered(found)),
        difference=difference,
        explanation=" ".join(filter(None, (told, explanation.explain_settled(found[:1])))),
        warnings=warnings,
        versions=versions,
        nearest=nearest,
    )


def _numbered(found: Iterable[Match]) -> Iterator[Evidence]:
    n = 1
    for each in list(found)[:_MOST_EVIDENCE]:
        for evidence in each.evidence(n):
            n += 1
            yield evidence
