"""How sure to be of an attribution: a logistic regression over how sure the tagger was, fitted on annotated news."""

import math

import numpy as np

from onrecord.attribution.tagger.decoding import TokenAttribution
from onrecord.attribution.tagger.tagger import CONTENT, CUE, SOURCE, Tagging, TokenSpan
from onrecord.backbone import Floats

EVIDENCE = 13
_LEAST = 1e-3
_CERTAIN = 30.0


def confidence(reading: Tagging, draft: TokenAttribution, weights: Floats) -> float:
    """Return the probability that the draft's content and source are right; `weights` end with the constant."""
    score = float(evidence(reading, draft) @ weights[:-1] + weights[-1])
    return 1 / (1 + math.exp(-max(-_CERTAIN, min(_CERTAIN, score))))


def evidence(reading: Tagging, draft: TokenAttribution) -> Floats:
    """Return the numbers that the confidence rests on."""
    spans = [span for chunk in draft.content for span in chunk.spans]
    content = float(np.mean([_sure(reading, CONTENT, span) for span in spans]))
    first, last = spans[0][0], spans[-1][1] - 1
    tags = reading.tags[CONTENT]
    following = tags[last + 1, 2] if last + 1 < tags.shape[0] else 0.0
    filled = [chunk.quoted is not None for chunk in draft.content]
    size = sum(end - start for start, end in spans)
    marks = reading.encoding.marks
    return np.array(
        [
            draft.linked,
            draft.named,
            content,
            _sure(reading, CUE, draft.cue) if draft.cue else 0.0,
            _sure(reading, SOURCE, draft.source) if draft.source else 0.0,
            np.log(tags[first, 1] + 1e-2),
            np.log(1 - following + 1e-2),
            float(all(filled)),
            float(any(filled) and not all(filled)),
            float(draft.source is None),
            float(draft.cue is not None and marks[draft.cue[0]] > 0),
            np.log(size) if size < 12 else np.log(12),
            float(len(draft.content) > 1),
        ],
        dtype=np.float32,
    )


def _sure(reading: Tagging, role: int, span: TokenSpan) -> float:
    """Return the mean log probability that a span's tokens have a role."""
    inside = reading.tags[role, span[0] : span[1], 1:].sum(axis=1)
    return float(np.log(inside + _LEAST).mean())
