"""The list of articles, and its HTML."""

from collections.abc import Collection, Iterable

from onrecord.model import Article
from onrecord.web.markup.escaping import byline, escaped, title_of


def article_item(article: Article, more: str = "") -> str:
    """Return one entry of a list of articles, which opens the article; `more` is HTML that stands behind it."""
    return (
        f'<li><a href="#article" role="button" data-act="read" data-article="{escaped(article.id)}">'
        f'<span class="or-title">{escaped(title_of(article))}</span>'
        f'<span class="or-byline">{byline(article)}</span></a>{more}</li>'
    )


def article_list_html(articles: Iterable[Article]) -> str:
    """Return the list of articles, each with what can be done to it."""
    items = "".join(article_item(each, _tools(each)) for each in articles)
    return f'<ul class="or-list">{items}</ul>' if items else '<p class="or-hint">No article matches.</p>'


def _tools(article: Article) -> str:
    chosen, named = escaped(article.id), escaped(title_of(article))
    return "".join(
        f'<button type="button" class="or-tool" data-act="{act}" data-article="{chosen}" aria-label="{label} {named}">'
        f"{label}</button>"
        for act, label in (("edit", "Edit"), ("remove", "Remove"))
    )


def shelf_html(articles: Collection[Article], shown: int) -> str:
    """Return how many articles there are, how many of them are shown, and what they lack."""
    undated = sum(each.published is None for each in articles)
    unnamed = sum(each.publisher is None for each in articles)
    parts = [f"{len(articles):,} article{'' if len(articles) == 1 else 's'}"]
    parts += [f"{shown:,} shown"] if shown != len(articles) else []
    parts += [f"{undated:,} without a date"] if undated else []
    parts += [f"{unnamed:,} without a publisher"] if unnamed else []
    return f'<p class="or-hint" role="status">{" · ".join(parts)}</p>'


def empty_html(index: str, *, offers_samples: bool) -> str:
    """Return what stands where there are no articles yet."""
    offer = (
        '<p><button type="button" class="or-choose" data-act="sample">Read the sample articles</button></p>'
        if offers_samples
        else ""
    )
    return (
        '<div class="or-welcome"><h2>No articles yet</h2><p>Drop files above, paste a text, or name a web address. '
        "Then ask them, look up who said what, or check a draft.</p>"
        f"{offer}<p>In a terminal: <code>onrecord ingest PATH --index {escaped(index)}</code></p></div>"
    )


def removed_html(article: Article) -> str:
    """Return that an article was removed, with a way to undo it."""
    return (
        f'<p class="or-done" role="status">Removed “{escaped(title_of(article))}”. '
        '<button type="button" class="or-choose" data-act="undo">Undo</button></p>'
    )
