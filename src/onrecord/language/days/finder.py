"""The conductor: every date expression of a text, in order."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache

from onrecord.language.days.date_expression import DateExpression, DateKind
from onrecord.language.days.date_patterns import GAP, MONTH, WEEKDAY, YEAR
from onrecord.language.days.hours import HOUR_RULES
from onrecord.language.days.lengths import LENGTHS
from onrecord.language.days.near_dates import NEAR_DATES
from onrecord.language.days.setting import Rule, Setting
from onrecord.language.days.stretches import STRETCHES
from onrecord.language.days.weekdays import WEEKDAY_RULES
from onrecord.language.days.written_dates import WRITTEN_DATES

RULES: tuple[Rule, ...] = (*WRITTEN_DATES, *STRETCHES, *WEEKDAY_RULES, *NEAR_DATES, *HOUR_RULES, *LENGTHS)
_DATED = re.compile(rf"{MONTH}{GAP}(?:\d{{1,2}},?{GAP})?(?P<year>{YEAR})(?!\w)")
_FROM_TODAY = re.compile(
    rf"\b(?:{WEEKDAY}|yesterday|today|tonight|tomorrow|(?:last|next|this){GAP}(?:week|month|year))\b", re.IGNORECASE
)
_FEWEST_OLD = 3
_FIRST_YEAR, _LAST_YEAR = 1000, 9000
_WITH_HOUR = re.compile(r"[\dX]{4}-\S{2,5}T")
_HOUR = re.compile(r"T\d\d:\d\d$")
_BETWEEN_HOUR_AND_DAY = re.compile(r"(?:,?\s{1,2}(?:on\s)?)")


def date_expressions(text: str, published: date | None = None) -> list[DateExpression]:
    """Return the date expressions of a text, in order and without overlap, in three steps.

    1. Find the candidates of every rule.
    2. Of those that overlap keep the first, then the longest, that can be read.
    3. Read each from the day of publication, the tense of its clause and the expressions before it.

    A day of publication far beyond any newspaper's counts as none.
    """
    if published is not None and not _FIRST_YEAR < published.year < _LAST_YEAR:
        published = None
    found: list[DateExpression] = []
    is_history = _is_history(text, published)
    for rule, match in _candidates(text):
        if found and match.start() < found[-1].end:
            continue
        setting = Setting(
            text=text, start=match.start(), end=match.end(), published=published, earlier=found, is_history=is_history
        )
        value = rule.value(match, setting)
        if value is not None:
            kind: DateKind = "time" if rule.kind == "date" and _WITH_HOUR.match(value) else rule.kind
            found.append(DateExpression(start=match.start(), end=match.end(), kind=kind, value=value))
    return list(_joined(text, found))


def _is_history(text: str, published: date | None) -> bool:
    """Say whether a text has more dates of years long before its publication than days told from it."""
    if published is None:
        return True
    years = [int(found["year"]) for found in _DATED.finditer(text)]
    old = sum(year < published.year - 1 for year in years)
    return old >= _FEWEST_OLD and old > len(years) / 2 and old > sum(1 for _ in _FROM_TODAY.finditer(text))


def _candidates(text: str) -> Iterator[tuple[Rule, re.Match[str]]]:
    found = [
        (match.start(), -match.end(), order, rule, match)
        for order, (rule, pattern) in enumerate(_compiled())
        for match in pattern.finditer(text)
    ]
    for *_, rule, match in sorted(found, key=lambda each: each[:3]):
        yield rule, match


@cache
def _compiled() -> tuple[tuple[Rule, re.Pattern[str]], ...]:
    return tuple((rule, re.compile(rf"(?<![\w$£€#])(?:{rule.pattern})(?!\w)")) for rule in RULES)


def _joined(text: str, found: list[DateExpression]) -> Iterator[DateExpression]:
    """Join an hour and the day that follows it: "9 a.m. Tuesday"."""
    held: DateExpression | None = None
    for each in found:
        if held is not None and _is_hour_of(text, held, each):
            held = replace(held, end=each.end, value=f"{each.value}T{held.value.rpartition('T')[2]}")
            continue
        if held is not None:
            yield held
        held = each
    if held is not None:
        yield held


def _is_hour_of(text: str, hour: DateExpression, day: DateExpression) -> bool:
    """Say whether an hour stands right before its day."""
    is_hour = hour.kind == "time" and _HOUR.search(hour.value) is not None
    is_day = day.kind == "date" and day.day is not None
    return is_hour and is_day and _BETWEEN_HOUR_AND_DAY.fullmatch(text, hour.end, day.start) is not None
