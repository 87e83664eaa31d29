"""Words: which of a text's carry its content."""

import re

_WORD = re.compile(r"\d[\d.,:]*\d|[^\W_]+(?:[’'][^\W_]+)*")
_FUNCTION_WORDS = """
    a about above after again against all also am an and any anyone anything are aren't as at be because been before
    being below between both but by can can't could couldn't did didn't do does doesn't doing don't down during each
    else ever exactly few for from further had has have haven't having he her here hers herself him himself his how i if
    in into is isn't it it's its itself just know let me more most much my myself no nor not now of off on once one only
    or other our ours out over own please s same she should so some someone such than that that's the their theirs
    them themselves then there there's these they this those through to too under until up us very was wasn't we were
    what what's when where where's which while who who's whom whose why will with won't would wouldn't you your yours
    tell many according article articles"""
_STOP = frozenset(_FUNCTION_WORDS.split())


def words(text: str) -> list[str]:
    """Return the words and numbers of a text, in lower case, without a possessive ending."""
    found = (match.group().lower().replace("’", "'") for match in _WORD.finditer(text))
    return [word.removesuffix("'s").removesuffix("'") for word in found]


def content_words(text: str) -> list[str]:
    """Return the words that carry a text's content, each once; all of its words when none does."""
    every = dict.fromkeys(words(text))
    return [word for word in every if word not in _STOP] or list(every)


def stems(of: list[str]) -> list[str]:
    """Return the Porter stems of words, as the lexical index has them."""
    import Stemmer

    return list(Stemmer.Stemmer("porter").stemWords(of))
