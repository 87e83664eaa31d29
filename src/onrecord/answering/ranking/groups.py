"""Groups of people: a question about the doctors is not answered by what the nurses did."""

import re
from collections.abc import Iterator

from onrecord.answering.question.question import Question
from onrecord.language.lexicon.contrasts import NO_CERTAIN_GROUPS
from onrecord.language.lexicon.lexicon import ROLES
from onrecord.language.patterns import STRONG_REASON
from onrecord.language.synonyms import synonym_stems
from onrecord.language.words import is_function_word, words

_ASKED = re.compile(r"\b(?:did|do|were|are|have|had|will)\s+(?:the\s+)?(?P<group>(?:[\w’'-]+\s+){1,3})", re.IGNORECASE)
_DID_NOT = re.compile(
    r"\b(?:did not|didn[’']t|do not|don[’']t|have not|were not|never|refused to|stayed|remained|(?:went|go|goes) on"
    r"|kept|continued)\b",
    re.IGNORECASE,
)
_ENDINGS = ("ers", "ors", "ists", "ians", "men", "women", "ants", "ents")


def asked_group(question: Question) -> str | None:
    """Return the group that is a question's subject, None where it is none."""
    found = _ASKED.search(question.text)
    return next(_groups(found["group"]), None) if found else None


def tells_of_another_group(question: Question, told: str) -> bool:
    """Say whether the question's subject is a group that a sentence does not name, and its own subject another one."""
    asked = asked_group(question)
    if asked is None:
        return False
    if synonym_stems([asked])[0] in synonym_stems(words(told)):
        return question.wanted == "reason" and _tells_the_opposite(question, told)
    return next(_groups(" ".join(told.split()[:3])), None) is not None


def _tells_the_opposite(question: Question, told: str) -> bool:
    """Say whether a sentence tells that a group did not do what is asked of it, and no reason."""
    return bool(_DID_NOT.search(told)) and not _DID_NOT.search(question.text) and not STRONG_REASON.search(told)


def _groups(text: str) -> Iterator[str]:
    """Yield the words for certain groups of people, in the plural."""
    for place, written in enumerate(text.split()):
        word = "".join(words(written)[:1])
        if (place and written[:1].isupper()) or not word:
            continue
        if not is_function_word(word) and word not in NO_CERTAIN_GROUPS and _is_group(word):
            yield word


def _is_group(word: str) -> bool:
    return word.endswith(_ENDINGS) or (word.endswith("s") and word[:-1] in ROLES)
