"""Corrections as rows of the ledger, and back."""

from datetime import datetime
from typing import Any

from onrecord.model import Correction, Span


def correction_values(correction: Correction) -> dict[str, Any]:
    """Return the row of a correction."""
    return {
        "id": correction.id,
        "article_id": correction.article_id,
        "content": [[span.start, span.end] for span in correction.content],
        "words": list(correction.words),
        "before": correction.before,
        "after": correction.after,
        "kind": correction.kind,
        "speaker": correction.speaker,
        "names": list(correction.names),
        "note": correction.note,
        "stated_at": correction.stated_at.isoformat(),
    }


def to_correction(row: Any) -> Correction:  # noqa: ANN401
    """Return the correction of a row."""
    return Correction(
        article_id=row.article_id,
        content=tuple(Span(start=start, end=end) for start, end in row.content),
        words=tuple(row.words),
        before=row.before,
        after=row.after,
        kind=row.kind,
        speaker=row.speaker,
        names=tuple(row.names),
        note=row.note,
        stated_at=datetime.fromisoformat(row.stated_at),
    )
