"""Plots of when: a lane for each name, a dot for each day, and the same as a table."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from onrecord.web.markup.escaping import day, escaped

_MOST_LANES, _LEAST_DAYS = 8, 2
_LEAST_SIZE, _MORE_SIZE, _MOST_SIZE = 8, 3, 26
"""Pixels of a dot for one, for each one more, and at most; set by hand."""

Happened = tuple[str, date | None]
"""Who or what, and the day, None where it is not known."""


def plot_html(heading: str, happened: Iterable[Happened], what: str) -> str:
    """Return a plot, folded away, of what happened by name and day; nothing where fewer than two days are known.

    `what` is the noun of one of them, such as "quotation". Those with most come first; without a day none is drawn,
    which is told.
    """
    counts = Counter(happened)
    undated = sum(times for (_, when), times in counts.items() if when is None)
    dated = {(name, when): times for (name, when), times in counts.items() if when is not None}
    days = sorted({when for _, when in dated})
    if len(days) < _LEAST_DAYS:
        return ""
    totals = Counter[str]()
    for (name, _), times in dated.items():
        totals[name] += times
    names = [name for name, _ in totals.most_common(_MOST_LANES)]
    lanes = "".join(_lane(name, totals[name], dated, days) for name in names)
    left_out = len(totals) - len(names)
    told = [f"{undated:,} without a day" if undated else "", f"{left_out:,} names more" if left_out > 0 else ""]
    note = ", ".join(filter(None, told))
    return (
        f'<details class="or-fold or-plot"><summary>{escaped(heading)}</summary><div aria-hidden="true">{lanes}'
        f'<div class="or-lane"><span></span><span class="or-axis"><span>{day(days[0])}</span>'
        f"<span>{day(days[-1])}</span></span></div></div>{_table(heading, names, dated, days, what)}"
        f"{f'<p class=or-hint>Not drawn: {note}.</p>' if note else ''}</details>"
    )


def _lane(name: str, total: int, dated: dict[tuple[str, date], int], days: list[date]) -> str:
    first, length = days[0].toordinal(), days[-1].toordinal() - days[0].toordinal()
    dots = "".join(
        f'<i style="left:{100 * (when.toordinal() - first) / length:.2f}%;--size:{_size(times)}px"'
        f' title="{times:,} on {day(when)}"></i>'
        for (owner, when), times in sorted(dated.items())
        if owner == name
    )
    return (
        f'<div class="or-lane"><span class="or-lane-name">{escaped(name)} <span>{total:,}</span></span>'
        f'<span class="or-track">{dots}</span></div>'
    )


def _size(times: int) -> int:
    return min(_MOST_SIZE, _LEAST_SIZE + _MORE_SIZE * (times - 1))


def _table(heading: str, names: list[str], dated: dict[tuple[str, date], int], days: list[date], what: str) -> str:
    """Return the same as a table, for who does not see the dots, and for who wants the numbers."""
    rows = "".join(
        f'<tr><th scope="row">{escaped(name)}</th><td><time datetime="{when.isoformat()}">{day(when)}</time></td>'
        f"<td>{dated[name, when]:,}</td></tr>"
        for name in names
        for when in days
        if (name, when) in dated
    )
    head = f'<tr><th scope="col">Name</th><th scope="col">Day</th><th scope="col">{escaped(what)}s</th></tr>'
    return (
        f'<details class="or-fold"><summary>The same as a table</summary><table><caption>{escaped(heading)}</caption>'
        f"<thead>{head}</thead><tbody>{rows}</tbody></table></details>"
    )
