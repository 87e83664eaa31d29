"""What reading leaves out or guesses is told, in the draft, the article, the ledger and to who asks."""

from onrecord.model import Article, ReadingNote, counted
from onrecord.reading.draft import Draft
from onrecord.reading.files import read_document
from onrecord.reading.formats.parser_process import Document
from onrecord.reading.formats.webpage import read_html

from .conftest import ReadArticle
from .samples import STORY, html_page


def _notes(article: Article | Draft) -> dict[str, int]:
    return {note.kind: note.count for note in article.notes}


def test_a_page_tells_what_it_lost(article_of: ReadArticle) -> None:
    body = (
        "The vote was 61<sup>1</sup> to 40, Vale said of it.",
        '<a href="/other">Fishermen say that the quay is sinking</a>',
        "</p><table><tr><th>Year</th><th>Cost</th></tr><tr><td>2031</td><td>4 million</td></tr></table><p>",
    )
    head = '<meta name="author" content="Staff Writers">'
    article = article_of("harbour.html", html_page(*STORY, *body, head=head))
    assert _notes(article) == {
        "author_dropped": 1,
        "links_dropped": 1,
        "note_marks_dropped": 1,
        "tables_flattened": 1,
    }
    assert "an author as stated is no person's name: Staff Writers" in [note.line for note in article.notes]


def test_a_page_with_nothing_to_tell_tells_nothing() -> None:
    assert read_html(html_page(*STORY, head='<meta property="og:title" content="Harbour reopens">')).notes == ()


def test_a_title_from_the_first_line_is_a_guess(article_of: ReadArticle) -> None:
    guessed = article_of("a.txt", f"Harbour reopens\n\n{STORY[0]}")
    assert [note.line for note in guessed.notes] == ["the title is guessed: Harbour reopens"]
    stated = article_of("b.txt", f"Title: Harbour reopens\n\n{STORY[0]}")
    assert (stated.title, stated.notes) == ("Harbour reopens", ())


def test_characters_that_stand_for_nothing() -> None:
    draft = read_document(Document(data=f"{STORY[0]}\x07\x01".encode(), kind="text", limit=10_000))
    assert _notes(draft) == {"characters_dropped": 2}


def test_notes_of_one_kind_are_one() -> None:
    notes = [ReadingNote(kind="links_dropped"), ReadingNote(kind="links_dropped", count=2)]
    assert counted(notes) == (ReadingNote(kind="links_dropped", count=3),)
    assert counted([ReadingNote(kind="links_dropped", count=0)]) == ()
    assert counted(notes)[0].line == "links to other articles left out (3)"


def test_notes_are_no_part_of_what_an_article_is() -> None:
    told = Article(text="Words.", id="a", notes=(ReadingNote(kind="title_guessed"),))
    assert told == Article(text="Words.", id="a")
    assert told.sha256 == Article(text="Words.", id="a").sha256


def test_what_fills_gaps_keeps_them() -> None:
    draft = Draft(text="Words.", title="A", notes=(ReadingNote(kind="links_dropped"),))
    assert draft.filled(Draft(title="B", author="C")).notes == draft.notes
