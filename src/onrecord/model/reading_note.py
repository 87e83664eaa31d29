"""What reading a document left out of it, or took for likely."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

NoteKind = Literal[
    "title_guessed",
    "date_guessed",
    "date_of_change",
    "author_dropped",
    "links_dropped",
    "captions_dropped",
    "boxes_dropped",
    "articles_dropped",
    "paragraphs_dropped",
    "chunks_joined",
    "note_marks_dropped",
    "line_numbers_dropped",
    "running_heads_dropped",
    "hyphens_joined",
    "columns_ordered",
    "deletions_dropped",
    "hidden_dropped",
    "characters_dropped",
    "tables_flattened",
]
"""What can be told of a reading."""

_LINES: dict[NoteKind, str] = {
    "title_guessed": "the title is guessed",
    "date_guessed": "the date is not stated as the publication's",
    "date_of_change": "only the day of a change is stated, which is no publication date",
    "author_dropped": "an author as stated is no person's name",
    "links_dropped": "links to other articles left out",
    "captions_dropped": "captions left out",
    "boxes_dropped": "boxes that are not of the article left out",
    "articles_dropped": "other articles on the page left out",
    "paragraphs_dropped": "paragraphs of the page not taken for the article's",
    "chunks_joined": "parts of the text put together",
    "note_marks_dropped": "marks of notes taken off",
    "line_numbers_dropped": "line numbers taken off",
    "running_heads_dropped": "running heads and page numbers left out",
    "hyphens_joined": "words joined at the ends of lines",
    "columns_ordered": "columns put in order",
    "deletions_dropped": "passages that were deleted in the document left out",
    "hidden_dropped": "hidden words left out",
    "characters_dropped": "characters that stand for nothing left out",
    "tables_flattened": "tables written as lines",
}
_LONGEST = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingNote:
    """Something that reading left out or guessed: how often, and in which words where they are few."""

    kind: NoteKind
    count: int = 1
    words: str | None = None

    @property
    def line(self) -> str:
        """What to tell, on one line."""
        times = f" ({self.count})" if self.count > 1 else ""
        return f"{_LINES[self.kind]}{times}" + (f": {self.words[:_LONGEST]}" if self.words else "")


def counted(notes: Iterable[ReadingNote]) -> tuple[ReadingNote, ...]:
    """Return notes with those of one kind made one, in the order they come in, without those of nothing."""
    found: dict[NoteKind, ReadingNote] = {}
    for note in notes:
        if note.count:
            before = found.get(note.kind)
            found[note.kind] = (
                ReadingNote(kind=note.kind, count=before.count + note.count, words=before.words) if before else note
            )
    return tuple(found.values())


def notes_of(counts: Mapping[NoteKind, int]) -> tuple[ReadingNote, ...]:
    """Return a note of each kind for how often it was met."""
    return tuple(ReadingNote(kind=kind, count=count) for kind, count in counts.items() if count)
