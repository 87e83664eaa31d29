"""Where an expression stands: what was told before it, when the article was published, what its clause speaks of."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from onrecord.language.days.date_expression import DateExpression, DateKind
from onrecord.language.days.tense import Tense, tense
from onrecord.language.lexicon.date_words import FROM_TOLD

_FURTHEST_BACK = 12
"""How many expressions before one are looked at for what it hangs on; set by hand."""


_MONTH = re.compile(r"\d{4}-\d\d(?!\d)")
_NEAR_HOUR = 6
"""Characters that may stand between an hour and its day: ", on "."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """The place of an expression in its text, the day of publication, and the expressions before it.

    `is_history` says that the text tells of years long before it was published.
    """

    text: str
    start: int
    end: int
    published: date | None
    earlier: Sequence[DateExpression]
    is_history: bool = False

    @property
    def tense(self) -> Tense:
        """What the clause speaks of."""
        return tense(self.text, self._clause_start, self.end)

    @property
    def before(self) -> str:
        """Some characters before it."""
        return self.text[max(0, self.start - 40) : self.start]

    @property
    def behind(self) -> str:
        """Some characters behind it."""
        return self.text[self.end : self.end + 40]

    def base(self, step: str) -> date | None:
        """Return the day that "last", "the previous" or "next" counts from."""
        return self.told_day if step in FROM_TOLD else self.published

    @property
    def told_day(self) -> date | None:
        """The last single day that was told before it."""
        return next((each.day for each in self._back if each.day), None)

    @property
    def told_year(self) -> int | None:
        """The last year that was told before it."""
        return next((each.year for each in self._back if each.year), None)

    @property
    def told_month(self) -> str | None:
        """The last month that was told before it, or that of the last day."""
        return next((each.value[:7] for each in self._back if _MONTH.match(each.value)), None)

    @property
    def latest_quarter(self) -> str | None:
        """The latest of the quarters told before it: a report tells one, and the one of the year before beside it."""
        told = (each.value for each in self._back if each.kind == "date" and each.value[5:6] == "Q")
        return max((value for value in told if value[0].isdigit()), default=None)

    @property
    def _clause_start(self) -> int:
        """Where it starts, or where the hour does that stands right before it, as in "until 9 a.m. Tuesday"."""
        last = self.earlier[-1] if self.earlier else None
        is_joined = last is not None and last.kind == "time" and self.start - last.end <= _NEAR_HOUR
        return last.start if last and is_joined else self.start

    @property
    def _back(self) -> Sequence[DateExpression]:
        return [self.earlier[-n] for n in range(1, min(_FURTHEST_BACK, len(self.earlier)) + 1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A pattern of expressions, their kind, and what reads the value; None refuses what the pattern found."""

    pattern: str
    kind: DateKind
    value: Callable[[re.Match[str], Setting], str | None]
