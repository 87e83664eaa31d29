"""Publisher and date of many articles at once, from the names of their files or as a visitor states them."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from onrecord.archive import Archive
from onrecord.errors import OnRecordError
from onrecord.model import Article
from onrecord.reading.file_names import NamePattern
from onrecord.web.markup.escaping import escaped, title_of
from onrecord.web.widgets import PRIVATE, WRITING, Upkeep, failure_html, html, line

_SHOWN = 5
_PATTERN = "{publisher}_{date}_{title}"

Stated = tuple[Article, Mapping[str, str]]
"""An article, and what it lacks and is to have."""


class Bulk:
    """Describes many articles of one archive."""

    def __init__(self, archive: Archive, chosen: Callable[..., Sequence[Article]]) -> None:
        """Describe those articles that `chosen` gives for what the list is filtered by."""
        self._archive = archive
        self._chosen = chosen

    def lay_out(self, upkeep: Upkeep, told: Any, looking: list[Any]) -> None:  # noqa: ANN401
        """Lay out and wire it; `told` is where it is said what was done, `looking` what the list is filtered by."""
        import gradio as gr

        with gr.Accordion("Publisher and date of many", open=False, elem_id="many", elem_classes="or-narrowing"):
            gr.HTML(
                '<p class="or-hint">Of the articles listed below: what they lack and their files’ names say, or one'
                " publisher for all that have none. What a document states itself stays.</p>"
            )
            with gr.Row(elem_id="patterning"):
                pattern = line("pattern", "How file names are made", _PATTERN, scale=3)
                preview = gr.Button("Preview", elem_id="preview", size="sm", scale=0)
                apply = gr.Button("Set them", elem_id="apply", size="sm", scale=0)
            with gr.Row(elem_id="naming"):
                publisher = line("one-publisher", "Publisher of those without", "A publisher", max_length=300, scale=3)
                name = gr.Button("Set it", elem_id="name-all", size="sm", scale=0)
            shown = html("previewed")

        def patterned(changes: int, pattern: str, *looking: str) -> tuple[Any, ...]:
            done, count = self.state(self.by_pattern(pattern, *looking))
            return done, "", changes + (count > 0)

        def named(changes: int, publisher: str, *looking: str) -> tuple[Any, ...]:
            done, count = self.state(self.by_publisher(publisher, *looking))
            return done, "", changes + (count > 0)

        gr.on([preview.click, pattern.submit], self.preview, [pattern, *looking], shown, **PRIVATE)
        changed, after = upkeep.changed, [told, shown, upkeep.changed]
        apply.click(patterned, [changed, pattern, *looking], after, **WRITING)
        name.click(named, [changed, publisher, *looking], after, **WRITING)

    def by_pattern(self, pattern: str, *looking: str) -> list[Stated] | OnRecordError:
        """Return what the names of the listed articles' files say that they lack, or why the pattern is none."""
        try:
            made = NamePattern.of(pattern.strip() or _PATTERN)
        except OnRecordError as error:
            return error
        lacking = ((each, made.lacking(each)) for each in self._chosen(*looking))
        return [(each, fields) for each, fields in lacking if fields]

    def by_publisher(self, publisher: str, *looking: str) -> list[Stated] | OnRecordError:
        """Return the listed articles that have no publisher, with the one that they are to have."""
        name = publisher.strip()
        if not name:
            return OnRecordError("Name a publisher first.")
        return [(each, {"publisher": name}) for each in self._chosen(*looking) if each.publisher is None]

    def preview(self, pattern: str, *looking: str) -> str:
        """Return what a pattern would set, the first few of it, as HTML."""
        found = self.by_pattern(pattern, *looking)
        if isinstance(found, OnRecordError):
            return failure_html(found)
        rows = "".join(
            f"<li>{escaped(title_of(article))}<br>"
            f'<span class="or-byline">{escaped(", ".join(fields.values()))}</span></li>'
            for article, fields in found[:_SHOWN]
        )
        more = f"<li>… and {len(found) - _SHOWN:,} more</li>" if len(found) > _SHOWN else ""
        told = f"{len(found):,} article{'' if len(found) == 1 else 's'} would be described"
        return f'<p class="or-hint" role="status">{told}</p><ul class="or-outcomes">{rows}{more}</ul>'

    def state(self, found: list[Stated] | OnRecordError) -> tuple[str, int]:
        """Describe articles; return what to say, and how many it were."""
        if isinstance(found, OnRecordError):
            return failure_html(found), 0
        done = 0
        for article, fields in found:
            try:
                self._archive.describe(article.id, **fields)
            except OnRecordError as error:
                return failure_html(error), done
            done += 1
        told = f"{done:,} article{'' if done == 1 else 's'} described. It stays when they are read in again."
        return f'<p class="or-hint" role="status">{told}</p>', done
