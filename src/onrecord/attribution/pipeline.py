"""The way in: texts to attributions."""

import threading
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import tee

from onrecord.attribution.coreference.resolution import resolve
from onrecord.attribution.rules.alone import set_apart
from onrecord.attribution.rules.beside import by_neighbours
from onrecord.attribution.rules.continued import continued
from onrecord.attribution.rules.in_a_row import parted
from onrecord.attribution.rules.layout import by_layout
from onrecord.attribution.rules.not_said import is_nobodys, is_unsaid, reassign_reported
from onrecord.attribution.rules.relayed import is_relayed_name, relayed
from onrecord.attribution.rules.unattributed import with_floating
from onrecord.attribution.tagger.assembly import assemble
from onrecord.attribution.tagger.confidence import confidence
from onrecord.attribution.tagger.decoding import TokenAttribution, decode
from onrecord.attribution.tagger.tagger import Tagger, Tagging
from onrecord.backbone import Floats
from onrecord.model import Attribution
from onrecord.stint import steps

_LEAST_SURE = 0.3
_LEAST_SURE_SPEAKER = 0.4
_LEAST_SURE_TERM = 0.85
_loading = threading.Lock()


def attribute(text: str, tagger: Tagger | None = None) -> list[Attribution]:
    """Return every "who said what" of `text`, in the order of the words said; all spans index `text` itself.

    Without a tagger the shipped one is loaded at the first call and kept. Raises EmbeddingModelError when the bundled
    language model is not installed.
    """
    return next(attribute_many([text], tagger))


def attribute_many(texts: Iterable[str], tagger: Tagger | None = None) -> Iterator[list[Attribution]]:
    """Yield the attributions of each text in turn; the texts that follow are read meanwhile."""
    using = tagger or _shipped()
    ours, theirs = tee(texts)
    for text, reading in zip(ours, using.read(theirs), strict=True):
        yield attributions(text, reading, using.confidence)


def attributions(text: str, reading: Tagging, weights: Floats) -> list[Attribution]:
    """Return the attributions of a text that has been read, those too unsure to keep left out."""
    drafts = steps("judging attributions", decode(text, reading))
    judged = [a for draft in drafts if (a := _judged(text, reading, draft, weights))]
    quotations = reading.encoding.quotations
    told = [a for a in judged if not (is_nobodys(text, a) or is_relayed_name(text, a))]
    found = [relayed(text, reassign_reported(text, a, quotations), quotations) for a in told]
    rows = [part for a in found for part in parted(text, a, quotations)]
    apart = [part for a in rows for part in set_apart(text, a, quotations)]
    beside = by_neighbours(text, quotations, by_layout(text, quotations, apart))
    whole = continued(text, with_floating(text, quotations, beside))
    return resolve(text, [a for a in whole if not is_unsaid(text, a, quotations)])


def _judged(text: str, reading: Tagging, draft: TokenAttribution, weights: Floats) -> Attribution | None:
    """Return what a draft stands for, None if it is too unsure; a quotation stays, without its doubtful speaker."""
    sure = confidence(reading, draft, weights)
    attribution = replace(assemble(text, reading.encoding, draft), confidence=sure)
    if attribution.kind != "direct":
        return attribution if sure >= _LEAST_SURE else None
    if not any(chunk.quoted and chunk.quoted.is_words for chunk in draft.content):
        return attribution if sure >= _LEAST_SURE_TERM else None
    return attribution if sure >= _LEAST_SURE_SPEAKER else replace(attribution, source=None, cue=None)


def _shipped() -> Tagger:
    with _loading:
        return _load()


@lru_cache(maxsize=1)
def _load() -> Tagger:
    return Tagger.load()
