"""What a file's name says of its article, where a user has said how the names are made."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePath

from onrecord.errors import SettingsError
from onrecord.model import Article
from onrecord.reading.dates import parse_date

_FIELD = re.compile(r"\{(\w*)\}")
_SHAPES = {
    "publisher": r"(?P<publisher>.+?)",
    "date": r"(?P<date>\d{4}[-.]?\d{2}[-.]?\d{2})",
    "title": r"(?P<title>.+?)",
    "": r".*?",
}
_SEPARATORS = re.compile(r"[\s_-]+")


@dataclass(frozen=True, slots=True)
class NamePattern:
    """How the names of files are made, such as `{publisher}_{date}_{title}`; `{}` stands for anything."""

    shape: re.Pattern[str]

    @classmethod
    def of(cls, pattern: str) -> "NamePattern":
        """Read a pattern; raises SettingsError when it names no field, one twice, or one that there is not."""
        names = _FIELD.findall(pattern)
        stated = [name for name in names if name]
        if not stated or len(stated) > len(set(stated)) or not _SHAPES.keys() >= set(names):
            known = ", ".join(f"{{{name}}}" for name in _SHAPES if name)
            raise SettingsError(f"the pattern {pattern!r} cannot be used: name each of {known} at most once, and one")
        parts = _FIELD.split(pattern)
        return cls(re.compile("".join(_SHAPES[part] if at % 2 else re.escape(part) for at, part in enumerate(parts))))

    def fields(self, source: str) -> Mapping[str, str]:
        """Return the `publisher`, `published` as 2031-03-10, and `title` that a name says; none of another form."""
        match = self.shape.fullmatch(PurePath(source.partition("#")[0]).stem)
        if match is None:
            return {}
        found = {name: _SEPARATORS.sub(" ", words).strip() for name, words in match.groupdict().items()}
        day = _day(match.groupdict().get("date"))
        found.pop("date", None)
        return {name: words for name, words in {**found, "published": day}.items() if words}

    def lacking(self, article: Article) -> Mapping[str, str]:
        """Return what the name of an article's file says that the article does not."""
        said = self.fields(article.source or "")
        return {name: words for name, words in said.items() if getattr(article, name) is None}


def _day(written: str | None) -> str | None:
    digits = re.sub(r"\D", "", written or "")
    day = parse_date(f"{digits[:4]}-{digits[4:6]}-{digits[6:]}") if digits else None
    return day.isoformat() if day else None
