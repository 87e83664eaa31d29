"""Who speaks in a sentence that names nobody, for questions that ask who said something."""

from collections.abc import Iterable, Sequence

from onrecord.answering.question.question import Question
from onrecord.language.folding import folded
from onrecord.model import Attribution, Excerpt
from onrecord.storage.index import Index

SentencePlace = tuple[str, int]
"""An article and where a sentence of it begins."""


def place_of(excerpt: Excerpt) -> SentencePlace:
    """Return where an excerpt stands."""
    return excerpt.article.id, excerpt.span.start


def unnamed_speakers(index: Index, question: Question, excerpts: Sequence[Excerpt]) -> dict[SentencePlace, str]:
    """Return a line on who speaks in each excerpt that does not have the name, where a question asks who said it."""
    if not question.seeks_speaker:
        return {}
    said = index.ledger.attributions.of({each.article.id for each in excerpts})
    found = ((place_of(each), _speaker(each, said.get(each.article.id, ()))) for each in excerpts)
    return {place: line for place, line in found if line}


def _speaker(excerpt: Excerpt, said: Iterable[Attribution]) -> str | None:
    """Return who is taken for the one whose words are in an excerpt, None where the name is there, or several speak."""
    own = [a for a in said if a.speaker and a.is_likely and any(excerpt.span.overlaps(span) for span in a.content)]
    names = {a.speaker.name for a in own if a.speaker}
    if len(names) != 1:
        return None
    (name,) = names
    held = set(folded(excerpt.text).split())
    if not folded(name).split() or folded(name).split()[-1] in held:
        return None
    stated = next((a.correction for a in own if a.correction), None)
    return stated.statement if stated else f"The speaker is taken to be {name}."
