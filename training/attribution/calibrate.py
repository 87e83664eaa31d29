"""Fits the confidence of attributions on the development articles."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]

from onrecord.attribution.tagger.assembly import assemble
from onrecord.attribution.tagger.confidence import evidence
from onrecord.attribution.tagger.decoding import decode
from onrecord.attribution.tagger.tagger import Tagging
from onrecord.backbone import Floats
from onrecord.model import Attribution, Span

Record = dict[str, Any]


def calibrate(records: Sequence[Record], readings: Sequence[Tagging]) -> Floats:
    """Return the weights of the confidence, the constant last."""
    rows, right = [], []
    for record, reading in zip(records, readings, strict=True):
        text = record["text"]
        for draft in decode(text, reading):
            rows.append(evidence(reading, draft))
            right.append(is_right(record, assemble(text, reading.encoding, draft)))
    model = LogisticRegression(C=0.3, max_iter=2000).fit(np.stack(rows), right)
    return np.concatenate((model.coef_[0], model.intercept_)).astype(np.float32)


def is_right(record: Record, attribution: Attribution) -> bool:
    """Say whether a gold attribution shares half of the content's letters, and the source."""
    text = record["text"]
    content = letters(text, attribution.content)
    source = letters(text, [attribution.source] if attribution.source else [])
    for quote in record["quotes"]:
        said, who = (
            letters(text, [Span(start=a, end=b) for a, b in quote[key] or []])
            for key in ("content_spans", "speaker_spans")
        )
        if content and 2 * len(content & said) >= len(content | said) and (who & source or not (who or source)):
            return True
    return False


def letters(text: str, spans: Sequence[Span]) -> frozenset[int]:
    """Return the places of the letters and digits in spans."""
    return frozenset(at for span in spans for at in range(span.start, span.end) if text[at].isalnum())
