"""The sentence that names a disagreement: On Record's own words about what two sources say."""

import re
from collections.abc import Mapping, Sequence

from onrecord.answering.disagreement.disagreement import Disagreement
from onrecord.claims.statement import Statement, YesNo
from onrecord.language.amounts import Amount
from onrecord.language.moments import Moment
from onrecord.model import Article, Attribution, Span

_MARKS = re.compile(r"[“”„\"«»‹›]|''|``|(?<!\w)[‘'’]|[‘'’](?!\w)")
_UNITS = {"money": "sums", "percent": "shares", "age": "ages", "duration": "lengths of time"}


def disagreement_remark(disagreement: Disagreement, said: Mapping[str, Sequence[Attribution]]) -> str:
    """Return the sentence that names a disagreement; `said` holds the attributions of its articles, by article id."""
    sides = disagreement.sides
    articles = [side.excerpt.article for side in sides]
    speakers = [_speaker(side, said.get(side.excerpt.article.id, ())) for side in sides]
    whose = "The speakers" if all(speakers) and len(set(speakers)) == len(sides) else "The articles"
    where = [
        f"({f'{_plain(speaker)} in ' if speaker else ''}{label})"
        for speaker, label in zip(speakers, _labels(articles), strict=True)
    ]
    first = sides[0].told
    if isinstance(first, YesNo):
        denies, says = where[:2] if first.is_denied else reversed(where[:2])
        return f"{whose} contradict each other: one says it {says}, the other denies it {denies}."
    told = [f"{_plain(side.words)} {label}" for side, label in zip(sides, where, strict=True)]
    return f"{whose} give different {_things(first)}: {', '.join(told[:-1])} and {told[-1]}."


def _things(told: Amount | Moment) -> str:
    if isinstance(told, Amount):
        return _UNITS.get(told.unit.split()[0], "figures")
    if told.minutes is not None:
        return "times"
    return "years" if told.month is None and told.weekday is None else "days"


def _speaker(side: Statement, said: Sequence[Attribution]) -> str | None:
    """Return the name of who says it, where the article tells."""
    start = side.excerpt.span.start
    place = Span(start=start + side.told.start, end=start + side.told.end)
    return next((a.speaker.name for a in said if a.speaker and any(s.contains(place) for s in a.content)), None)


def _labels(articles: Sequence[Article]) -> list[str]:
    """Return what tells each of some articles from the others: publisher and day, with the title where these do not."""
    short = [
        ", ".join(filter(None, (_plain(each.publisher or each.title or each.id), _day(each)))) for each in articles
    ]
    return [
        label if short.count(label) == 1 else f"{_plain(each.title or each.id)}, {label}"
        for label, each in zip(short, articles, strict=True)
    ]


def _day(article: Article) -> str:
    return f"{article.published.day} {article.published:%B %Y}" if article.published else ""


def _plain(words: str) -> str:
    """Return words on one line and without quotation marks: inside those stands nothing but an article's text."""
    return " ".join(_MARKS.sub("", words).split())
