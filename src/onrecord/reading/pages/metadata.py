"""What a page states of itself: headline, authors and day, each from the places that pages keep them in.

trafilatura and htmldate find most of it. What they are given is cleared of the day of a change, and what they give is
held against the page's own heading, linked data and byline.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from onrecord.reading.dates import parse_date
from onrecord.reading.pages.byline import Byline, is_elsewhere, page_byline, spaced, stated_day
from onrecord.reading.pages.linked_data import LinkedData, linked_data, parsed
from onrecord.reading.pages.title import page_title, whole_title
from onrecord.reading.people import join_names, people

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]

_META_AUTHOR = re.compile(
    r"(?:author|authors|byl|byline|creator|dc[.:]creator|dcterms\.creator|citation_author|sailthru\.author"
    r"|parsely-author|article:author|og:article:author)",
    re.IGNORECASE,
)
_META_TITLES = ("og:title", "twitter:title")
_META_SITE = re.compile(r"og:site_name|application-name|twitter:site|publisher|article:publisher", re.IGNORECASE)
_META_DAY = re.compile(
    r"(?:og:)?article:published(?:_time)?|(?:rnews:)?date_?published|publish_?-?date|pub_?date|parsely-pub-date|sailthru\.date"
    r"|dc(?:terms)?[.:](?:date[.:])?issued|citation_(?:publication_|online_)?date",
    re.IGNORECASE,
)
_PUBLISHED_DATA = re.compile(r'"datePublished"\s*:\s*"([^"]{8,40})"')
_SECONDS = re.compile(r"1\d{9}(?:\d{3})?")
_EARLIEST_YEAR = 1600
"""Before it years are of another calendar."""

_CHANGED = re.compile(r"modif|updated|revised|last-?changed", re.IGNORECASE)
_CHANGED_DATA = re.compile(r'"(?:dateModified|dateUpdated|updated_?(?:at|time)?)"\s*:\s*"([^"]*)"')
_CHANGE_LINE = re.compile(r"(?:last )?(?:updated?|modified|changed|edited)\b(?: on)?:?\s*", re.IGNORECASE)
_LONGEST_LINE = 60
_GREENWICH = re.compile(r"T(?P<hour>\d\d)[\d:.]*(?:Z|[+-]00:?00)$")
_LATE, _EARLY = 14, 11
"""From and up to which hour in Greenwich it is another day elsewhere, in Australia or in California."""
_ARTICLE_SCOPE = re.compile(r"article|posting|webpage|report|review|blog|creativework", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFacts:
    """What a page states in its own marks, before any of its text is taken."""

    linked: LinkedData
    byline: Byline
    authors: tuple[str, ...]
    days: tuple[str, ...]
    site: tuple[str, ...]
    titles: tuple[str, ...]

    @property
    def stated_titles(self) -> tuple[str, ...]:
        """The titles in the head and the linked data, the surest first."""
        return tuple(filter(None, [*self.titles[:1], self.linked.headline, *self.titles[1:]]))

    def author(self, found: str | None, page: "HtmlElement") -> str | None:
        """Return the authors: of the linked data, the head or the byline, or as `found` elsewhere, in this order.

        A source that names the same people and more goes before; one word is a name only where nobody has two, and
        whoever publishes is the author only where nobody else is named.
        """
        elsewhere = [_as_spelt(name, page) for name in (found or "").split("; ")]
        sources: tuple[Iterable[str], ...] = (
            *(self.linked.authors, self.authors, [self.byline.names or ""], [self.byline.credited or ""], elsewhere),
        )
        linked, head, byline, credited, other = [people(source, publisher=self.site) for source in sources]
        listed = (people(one, publisher=self.site) for one in self.authors)
        linked = next((names for names in listed if linked and set(linked) < set(names)), linked)
        whole = (names for names in (linked, head, byline, credited, other) if any(" " in name for name in names))
        named = next(whole, None) or next(filter(None, (linked, byline, other, credited)), None)
        stated = named or people(self.linked.outlets, publisher=self.site) or people(self.linked.authors)
        return join_names(stated or people(self.linked.outlets) or people(self.authors))

    def published(self, found: date | None) -> date | None:
        """Return the stated day that stands beside the byline too, else the first stated, or the one beside the byline.

        A day by the clock of Greenwich gives way to the one beside it that a reader there sees. One that is `found`
        elsewhere counts where there is none of these.
        """
        beside = self.byline.published
        stated = [(words, day) for words in self.days if (day := _day(words))]
        if beside in [day for _, day in stated]:
            return beside
        for words, day in stated[:1]:
            return beside if beside and (beside - day).days in _days_elsewhere(words) else day
        return beside or found


def page_facts(page: "HtmlElement", url: str | None) -> PageFacts:
    """Return what a page's marks state; `url` is where it was found."""
    linked = linked_data(page)
    byline = page_byline(page)
    metas = [(_name_of(meta), meta.get("content", "").strip()) for meta in page.iter("meta")]
    site = [content.lstrip("@") for name, content in metas if _META_SITE.fullmatch(name)]
    days = [content for name, content in metas if _META_DAY.fullmatch(name) and not name.startswith("datep")]
    stated = [*days, *filter(None, [linked.published]), *_marked_days(page), *_damaged_days(page)]
    return PageFacts(
        linked=linked,
        byline=byline,
        authors=tuple(content for name, content in metas if _META_AUTHOR.fullmatch(name)),
        days=tuple(stated),
        site=tuple(filter(None, [*site, *linked.publishers, *_hosts(page, url)])),
        titles=tuple(content for wanted in _META_TITLES for name, content in metas if name == wanted and content),
    )


def headline(page: "HtmlElement", facts: PageFacts, found: str | None) -> str | None:
    """Return the headline of a page, which `found` may give with the name of its site."""
    title = page_title(page, [*facts.stated_titles, *filter(None, [found])], facts.site)
    agreed = [*facts.titles[:1], *filter(None, [facts.linked.headline])]
    return whole_title(title, agreed, facts.site) if title else None


def forget_changes(page: "HtmlElement") -> frozenset[date]:
    """Take what dates a change, or something beside the article, out of a page's tree; return the days of changes.

    So neither is taken for the day of publication.
    """
    changed: set[date | None] = set()
    for beside in [time for time in page.iter("time") if is_elsewhere(time)]:
        beside.drop_tree()
    for element in list(page.iter("meta", "time", "span", "abbr")):
        marks = " ".join(element.get(name, "") for name in ("itemprop", "property", "name", "class"))
        if _CHANGED.search(marks) and not re.search(r"publish", marks, re.IGNORECASE):
            values = (element.get("content"), element.get("datetime"), " ".join(element.text_content().split()))
            changed |= {parse_date(value) for value in values}
            element.drop_tree()
    for script in page.xpath("//script[contains(@type, 'ld+json')]"):
        changed |= {parse_date(stated[1]) for stated in _CHANGED_DATA.finditer(script.text or "")}
        script.text = _CHANGED_DATA.sub('"changed": ""', script.text or "")
    for line in page.iter("p", "div", "span", "li", "small", "em", "time"):
        if line.text_content().lstrip()[:1] and _CHANGE_LINE.match(words := spaced(line)[:_LONGEST_LINE]):
            changed.add(stated_day(_CHANGE_LINE.sub("", words)))
    return frozenset(filter(None, changed))


def _day(words: str) -> date | None:
    """Return the day that a mark states: as it is written, or in seconds or their thousandths since 1970."""
    if _SECONDS.fullmatch(words):
        return datetime.fromtimestamp(int(words[:10]), UTC).date()
    day = parse_date(words) or stated_day(words)
    return day if day and day.year >= _EARLIEST_YEAR else None


def _days_elsewhere(words: str) -> tuple[int, ...]:
    """Return how many days later or earlier it may be elsewhere at a time that is told by the clock of Greenwich."""
    told = _GREENWICH.search(words)
    hour = int(told["hour"]) if told else _EARLY
    return (1,) if hour >= _LATE else (-1,) if hour < _EARLY else ()


def _damaged_days(page: "HtmlElement") -> Iterator[str]:
    """Yield the days of publication in linked data that is damaged, as by a comment."""
    for script in page.xpath("//script[contains(@type, 'ld+json')]"):
        if parsed(script) is None:
            yield from _PUBLISHED_DATA.findall(script.text or "")[:1]


def _name_of(meta: "HtmlElement") -> str:
    return str(meta.get("property") or meta.get("name") or meta.get("itemprop") or "").strip().lower()


def _marked_days(page: "HtmlElement") -> Iterator[str]:
    """Yield the days that are marked as the publication's, but not of a video or comment inside the page."""
    for marked in page.xpath("//*[@itemprop='datePublished' or @pubdate]"):
        scope = next((above for above in marked.iterancestors() if above.get("itemscope") is not None), None)
        if is_elsewhere(marked):
            continue
        if scope is None or _ARTICLE_SCOPE.search(scope.get("itemtype", "article")):
            yield marked.get("content") or marked.get("datetime") or " ".join(marked.text_content().split())


def _hosts(page: "HtmlElement", url: str | None) -> Iterator[str]:
    """Yield the site's host by the page's addresses, whole and by its own part."""
    places = page.xpath("//link[@rel='canonical']/@href | //meta[@property='og:url']/@content")
    for place in [*places, *([url] if url else [])]:
        try:
            host = (urlsplit(str(place)).hostname or "").removeprefix("www.")
        except ValueError:
            continue
        if "." in host:
            yield host
            yield host.split(".")[-3 if re.search(r"\.(?:co|com|org|net|ac|gov)\.\w\w$", host) else -2]


def _as_spelt(name: str, page: "HtmlElement") -> str:
    """Return a name as the page spells it, where its initials have stops."""
    initials = r"\.?[\s\u00a0]*".join(map(re.escape, name.split()))
    match = re.search(initials, page.text_content()) if re.search(r"\b[A-Z]\b", name) else None
    return " ".join(match[0].split()) if match else name
