"""What became of each thing that a visitor added."""

from collections.abc import Iterator

from onrecord.archive import Archive
from onrecord.errors import OnRecordError
from onrecord.model import IngestReport
from onrecord.web.markup.escaping import escaped, title_of

_LISTED = 20


class Outcomes:
    """A growing list of what became of each of `total` things."""

    def __init__(self, total: int) -> None:
        """Begin with nothing done."""
        self._total = total
        self._done = 0
        self._rows: list[str] = []

    def add(self, name: str, report: IngestReport, archive: Archive) -> None:
        """Add what became of one thing."""
        self._done += 1
        self._rows += _rows(name, report, archive)

    def html(self, reading: str | None = None) -> str:
        """Return the list, and how far it is while something is `reading`."""
        waiting = ""
        if reading is not None:
            told = f"{self._done + 1} of {self._total}: reading {escaped(reading)}"
            waiting = (
                f'<p class="or-waiting" role="status">{told}</p>'
                f'<progress max="{self._total}" value="{self._done}" aria-label="Files read"></progress>'
            )
        rows = "".join(f"<li>{row}</li>" for row in self._rows)
        return f'{waiting}<ul class="or-outcomes">{rows}</ul>' if rows or waiting else ""


def _rows(name: str, report: IngestReport, archive: Archive) -> Iterator[str]:
    for told, ids in (("added", report.added), ("updated", report.updated), ("there already", report.unchanged)):
        for article_id in ids[:_LISTED]:
            yield f'<span class="or-good">{told}</span> {_link(article_id, archive)}'
        if len(ids) > _LISTED:
            yield f"{escaped(name)}: {len(ids) - _LISTED} more {told}"
    for failure in report.failed[:_LISTED]:
        yield f'<span class="or-bad">not read</span> {escaped(failure.source)}: {escaped(failure.error)}'
    if len(report.failed) > _LISTED:
        yield f"{escaped(name)}: {len(report.failed) - _LISTED} more that were not read"


def _link(article_id: str, archive: Archive) -> str:
    try:
        named = title_of(archive.article(article_id))
    except OnRecordError:
        named = article_id
    return f'<a href="#article" role="button" data-act="read" data-article="{escaped(article_id)}">{escaped(named)}</a>'
