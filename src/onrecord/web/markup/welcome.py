"""What stands in an empty conversation."""

from collections.abc import Sequence

from onrecord.model import Article
from onrecord.web.markup.article_list import article_item
from onrecord.web.markup.conversation import asked_html, what_said
from onrecord.web.markup.escaping import escaped

_NEWEST, _QUESTIONS = 4, 3


def welcome_html(articles: Sequence[Article], names: Sequence[str] = (), index: str = "index") -> str:
    """Return how asking works, what this archive can be asked, and its newest articles; or how to add some.

    `names` are those who speak in it.
    """
    if not articles:
        return (
            '<div class="or-welcome"><h2>No articles yet</h2>'
            "<p>Add some in the Library: drop files there, paste a text, or name a web address.</p>"
            "<p>Or in a terminal, then reload this page:</p>"
            f"<pre><code>onrecord ingest PATH --index {escaped(index)}</code></pre></div>"
        )
    questions = [what_said(name) for name in names[:_QUESTIONS]]
    asking = f"<h3>For example</h3>{asked_html(questions)}" if questions else ""
    newest = "".join(map(article_item, articles[:_NEWEST]))
    return (
        '<div class="or-welcome"><h2>Ask your articles</h2>'
        "<p>Every sentence of an answer carries a number. Choose it to see the exact words where they stand. "
        f"When the articles don’t answer, you are told so.</p>{asking}"
        f'<h3>Newest articles</h3><ul class="or-list">{newest}</ul></div>'
    )
