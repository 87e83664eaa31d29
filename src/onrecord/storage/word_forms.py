"""The forms of an article's words, all of them and those inside quotation marks."""

from dataclasses import dataclass

from onrecord.language.quotation_marks.quotation_marks import quoted_passages
from onrecord.language.wording import Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Similar:
    """An article that holds rare words of a quotation, and all the forms in one of its columns, in order."""

    article_id: str
    forms: str


def quoted_words(text: str, wording: Wording) -> list[int]:
    """Return the indices of the words of a text that stand inside quotation marks, in order."""
    inside = {i for q in quoted_passages(text) if not q.depth for span in q.spans for i in wording.within(span)}
    return sorted(inside)


def body_and_quoted(text: str) -> tuple[list[str], list[str]]:
    """Return the forms of all words of a text, and of those inside quotation marks, in order."""
    wording = Wording.of(text)
    return list(wording.forms), [wording.forms[i] for i in quoted_words(text, wording)]
