"""How an article is cited: a line in one of four styles. What the article does not state is left out of the line."""

import re
from dataclasses import dataclass
from typing import Literal, get_args
from urllib.parse import urlsplit

from onrecord.errors import WriteError
from onrecord.exporting.markdown_text import inline, link
from onrecord.language.lexicon.calendar_names import MONTHS
from onrecord.language.lexicon.first_names import is_first_name
from onrecord.language.lexicon.lexicon import BODY_NAMES, JOINERS, PARTICLES, SUFFIXES
from onrecord.language.lexicon.word_lists import word_list
from onrecord.model import Article

CitationStyle = Literal["plain", "markdown", "apa", "chicago"]
"""Our own line, the same with a link, and newspaper articles as APA (7th) and Chicago (17th) list them."""

STYLES: tuple[CitationStyle, ...] = get_args(CitationStyle)

_BETWEEN = re.compile(r"\s*;\s*|\s+and\s+|\s*&\s*|\s*,(?!\s*(?:Jr|Sr|II|III|IV)\b)\s*")
_SURNAMES_TOO = word_list("body names that are surnames")
_LAST_MARK = re.compile(r"[”\"’]$")
_ENDS = (".", "!", "?", "…")
_UNTITLED = "[Untitled]"
_NO_DATE = "n.d."
_MOST_AUTHORS, _MOST_WORDS = 20, 5


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorName:
    """An author as the article names them; a person also in parts, so that the family name can stand first."""

    written: str
    family: str | None = None
    given: str | None = None

    @property
    def initials(self) -> str:
        """The given names as `P. Q.`, a hyphen kept; nothing for who is no person."""
        words = (self.given or "").split()
        return " ".join("-".join(f"{part[0]}." for part in word.split("-") if part) for word in words)


def author_names(stated: str | None) -> tuple[AuthorName, ...]:
    """Return the authors in an article's `author`, in order; what does not read as a person's name stays whole."""
    return tuple(_author(part) for part in _BETWEEN.split(stated or "") if part.strip())


def _author(written: str) -> AuthorName:
    name = " ".join(written.split())
    words = name.replace(",", "").split()
    suffix = words.pop() if len(words) > 2 and words[-1].rstrip(".").lower() in SUFFIXES else ""
    if is_body(name) or not 2 <= len(words) <= _MOST_WORDS or not _reads_as_person(words):
        return AuthorName(written=name)
    at = next((i for i in range(1, len(words) - 1) if words[i].lower() in PARTICLES), len(words) - 1)
    family = " ".join(words[at:]) + (f" {suffix}" if suffix else "")
    return AuthorName(written=name, family=family, given=" ".join(words[:at]))


def _reads_as_person(words: list[str]) -> bool:
    capitals = (word[0].isupper() or word.lower() in PARTICLES for word in words)
    return all(capitals) and not any(c.isdigit() for word in words for c in word)


def is_body(name: str) -> bool:
    """Say whether a name reads as that of a body, such as a council, and not of a person."""
    first, *rest = name.replace(",", "").split() or [""]
    last = rest[-1].lower().strip(".") if rest else first.lower()
    if len(rest) == 1 and last in _SURNAMES_TOO and is_first_name(first):
        return False
    return last in BODY_NAMES or first.lower() == "the" or any(word in JOINERS for word in rest)


def citation(article: Article, style: CitationStyle = "plain", *, markdown: bool = False) -> str:
    """Return the line that cites an article; with `markdown` it is escaped, italic and linked as the style asks.

    Raises WriteError for a style that is none.
    """
    if style not in STYLES:
        raise WriteError(f"{style!r} is no style of citation: write {', '.join(STYLES[:-1])} or {STYLES[-1]}")
    marks = _Marks(is_markdown=markdown or style == "markdown")
    if style == "apa":
        return _apa(article, marks)
    return _chicago(article, marks) if style == "chicago" else _plain(article, marks)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Marks:
    """How words are set: plain, or as Markdown."""

    is_markdown: bool

    def words(self, value: str) -> str:
        line = " ".join(value.split())
        return inline(line) if self.is_markdown else line

    def italic(self, value: str) -> str:
        return f"*{self.words(value)}*" if self.is_markdown else self.words(value)

    def address(self, article: Article) -> str:
        url = web_url(article)
        return (link(url, url) if self.is_markdown else url) if url else ""


def web_url(article: Article) -> str | None:
    """Return the article's address where it has one on the web."""
    return article.url if article.url and urlsplit(article.url).scheme in {"http", "https"} else None


def _plain(article: Article, marks: _Marks) -> str:
    """Return `P. Quist, “Crows over Tarn”, Tarn Echo, 4 May 2031, https://…`."""
    url = web_url(article)
    title = f"“{marks.words(article.title)}”" if article.title else "untitled"
    if marks.is_markdown and url:
        title = f"“{link(article.title, url)}”" if article.title else link("untitled", url)
    day = article.published
    parts = (
        marks.words(article.author or ""),
        title,
        marks.italic(article.publisher) if article.publisher else "",
        f"{day.day} {MONTHS[day.month - 1]} {day.year}" if day else _NO_DATE,
        "" if marks.is_markdown else url or "",
    )
    return ", ".join(filter(None, parts))


def _apa(article: Article, marks: _Marks) -> str:
    """Return `Quist, P. (2031, May 4). Crows over Tarn. *Tarn Echo*. https://…`; unsigned, the title first."""
    day = article.published
    when = f"({day.year}, {MONTHS[day.month - 1]} {day.day})." if day else f"({_NO_DATE})."
    title = _closed(marks.words(article.title or _UNTITLED))
    authors = _apa_authors(article)
    publisher = article.publisher if article.publisher and article.publisher != article.author else None
    first = (_closed(marks.words(authors)), when, title) if authors else (title, when)
    outlet = marks.italic(article.publisher) + "." if publisher and article.publisher else ""
    return " ".join(filter(None, (*first, outlet, marks.address(article))))


def _apa_authors(article: Article) -> str:
    names = [f"{a.family}, {a.initials}" if a.family else a.written for a in author_names(article.author)]
    if len(names) > _MOST_AUTHORS:
        return f"{', '.join(names[: _MOST_AUTHORS - 1])}, … {names[-1]}"
    return names[0] if len(names) == 1 else ", & ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def _chicago(article: Article, marks: _Marks) -> str:
    """Return `Quist, P. “Crows over Tarn.” *Tarn Echo*, May 4, 2031. https://…`; else the paper is first."""
    day = article.published
    when = f"{MONTHS[day.month - 1]} {day.day}, {day.year}" if day else _NO_DATE
    title = _UNTITLED if article.title is None else f"“{_closed(marks.words(_inner_marks(article.title)))}”"
    title = marks.words(title) + "." if article.title is None else title
    authors = _chicago_authors(article)
    outlet = marks.italic(article.publisher) if article.publisher else ""
    if authors:
        parts = (_closed(marks.words(authors)), title, _closed(", ".join(filter(None, (outlet, when)))))
    else:
        parts = (outlet and outlet + ".", title, _closed(when))
    return " ".join(filter(None, (*parts, marks.address(article))))


def _chicago_authors(article: Article) -> str:
    authors = author_names(article.author)
    names = [a.written for a in authors]
    if authors and authors[0].family:
        names[0] = f"{authors[0].family}, {authors[0].given}"
    return names[0] if len(names) == 1 else ", and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def _inner_marks(title: str) -> str:
    """Return a title with its quotation marks single, as it will stand between double ones."""
    title = title.translate(str.maketrans("“”", "‘’"))
    return re.sub(r'"([^"]*)"', r"‘\1’", title)


def _closed(words: str) -> str:
    """Return words that end a sentence; a full stop stands inside a quotation mark, as in America."""
    mark = _LAST_MARK.search(words)
    inside = words[: mark.start()] if mark and (mark[0] != "’" or "‘" in words) else words
    return words if inside.endswith(_ENDS) else f"{inside}.{words[len(inside) :]}"
