"""Words in a claim that nothing in it pins down: a "they" with nobody before it, a bare "this", "here", "next year"."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from onrecord.language.lexicon.lexicon import ROLES
from onrecord.language.lexicon.word_lists import word_list
from onrecord.language.words import is_function_word
from onrecord.model import Span

_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
_THINGS = frozenset(["it", "its", "itself"])
_MANY = (word_list("plural pronouns") | {"themselves"}) - _THINGS
_ONE = word_list("he") | word_list("she") | {"hers"}
_NEAR = frozenset(["this", "these", "those", "that"])
_SPEAKS = word_list("first person") | word_list("first person plural")
_CLAUSE_VERBS = word_list("auxiliary verbs") | word_list("words of being") | word_list("words of having")
_DETERMINERS = word_list("determiners") | {"no", "every", "each", "any", "many", "several", "both", "two", "three"}
_TIMES = re.compile(
    r"\b(?:yesterday|tomorrow|today|tonight|nowadays|recently"
    r"|(?:last|next|this|past|coming|previous) (?:week|weekend|month|year|decade|century|summer|winter|autumn|spring"
    r"|night|morning|afternoon|evening|term|season|monday|tuesday|wednesday|thursday|friday|saturday|sunday)"
    r"|(?:\w+ )?(?:days?|weeks?|months?|years?|decades?) ago)\b",
    re.IGNORECASE,
)
_EMPTY_IT = re.compile(
    r"(?:['’]s| is| was| will be| would be| has been| may be| might be| became)(?: not| now| also| only| \w+ly)?"
    r" (?:(?:[\w-]+ ){1,6}?(?:that|to|who|which|if|whether|when|how|for)\b|\d)",
    re.IGNORECASE,
)
_NO_PLACE = re.compile(r"(?:is|are|was|were|has|have|will|would|may|might|could|can|must|should|to|seems?)\b|['’]s\b")
_NEGATED_IT = re.compile(r"(?:make|makes|made|find|finds|found|think|consider) $", re.IGNORECASE)
_STOPS = re.compile(r"[.!?;:]\W*$")


def vague(text: str, *, is_speaker_known: bool = True, is_day_known: bool = False) -> Span | None:
    """Return the place of the first word or words of a claim that nothing in it pins down, None where all are.

    "I" and "we" are pinned down where the speaker is known, "yesterday" and "next year" where the day is. What may be
    pinned down counts as pinned down.
    """
    found = list(_pointing(text, is_speaker_known=is_speaker_known))
    if not is_day_known:
        found += [Span(start=time.start(), end=time.end()) for time in _TIMES.finditer(text)]
    return min(found, key=lambda span: span.start, default=None)


def _pointing(text: str, *, is_speaker_known: bool) -> Iterator[Span]:
    """Yield the pronouns and words of place that point to nothing in the text."""
    tokens = list(_WORD.finditer(text))
    lowers = [token.group().lower().replace("’", "'") for token in tokens]
    for index, (token, lower) in enumerate(zip(tokens, lowers, strict=True)):
        bare = lower.split("'")[0]
        behind = text[token.start() + len(bare) :]
        if lower in _SPEAKS and not is_speaker_known and lower != "let's":
            yield _span(token, lower)
        elif (
            (bare in _THINGS and not _is_empty(text, token, behind) and not _pinned(tokens, lowers, index))
            or ((bare in _MANY or bare in _ONE) and not _pinned(tokens, lowers, index))
            or (bare in _NEAR and _is_bare(text, tokens, lowers, index))
            or _is_place(text, tokens, lowers, index)
        ):
            yield _span(token, bare)


def _span(token: re.Match[str], word: str) -> Span:
    return Span(start=token.start(), end=token.start() + len(word))


def _is_empty(text: str, token: re.Match[str], behind: str) -> bool:
    """Say whether an "it" stands for nothing: "it is clear that", "it seems", "it was raining"."""
    if _EMPTY_IT.match(behind) or _NEGATED_IT.search(text[: token.start()]):
        return True
    following = [word.lower() for word in _WORD.findall(behind)[:5]]
    verbs = word_list("verbs of an empty it")
    return any(word in verbs for word in following[:2]) or (
        any(word in {"s", "is", "was", "be", "been", "gets", "got"} for word in following[:3])
        and any(word in word_list("words of weather and hours") for word in following)
    )


def _pinned(tokens: Sequence[re.Match[str]], lowers: Sequence[str], index: int) -> bool:
    """Say whether something before the pronoun may be what it stands for, or something after one that runs ahead."""
    if lowers[index + 1 : index + 2] == ["who"]:
        return True
    wanted = _is_someone if lowers[index].split("'")[0] in _ONE else _is_something
    if any(wanted(tokens, lowers, at) for at in range(index)):
        return True
    opens = lowers[0] in word_list("subordinators") or (index and lowers[index - 1] in word_list("subordinators"))
    return bool(opens) and any(wanted(tokens, lowers, at) for at in range(index + 1, len(tokens)))


def _is_someone(tokens: Sequence[re.Match[str]], lowers: Sequence[str], at: int) -> bool:
    """Say whether a word may stand for one person: a name, or a noun of somebody."""
    return _is_name(tokens, lowers, at) or lowers[at].removesuffix("'s") in _persons()


def _is_something(tokens: Sequence[re.Match[str]], lowers: Sequence[str], at: int) -> bool:
    """Say whether a word may be a noun or a name."""
    word = lowers[at]
    if is_function_word(word) or word in _CLAUSE_VERBS or word in _DETERMINERS:
        return False
    if _is_name(tokens, lowers, at) or word in _persons() or (at and lowers[at - 1] in _DETERMINERS):
        return True
    return (word.endswith("s") and not word.endswith("ss")) or (
        (at > 0 and lowers[at - 1] in word_list("prepositions")) or _has_determiner(lowers, at)
    )


def _has_determiner(lowers: Sequence[str], at: int) -> bool:
    return any(word in _DETERMINERS for word in lowers[max(0, at - 3) : at])


def _is_name(tokens: Sequence[re.Match[str]], lowers: Sequence[str], at: int) -> bool:
    return tokens[at].group()[0].isupper() and not is_function_word(lowers[at]) and lowers[at] not in _CLAUSE_VERBS


@cache
def _persons() -> frozenset[str]:
    return ROLES | word_list("persons") | word_list("words for people at large") | {"man", "woman", "boy", "girl"}


def _is_bare(text: str, tokens: Sequence[re.Match[str]], lowers: Sequence[str], index: int) -> bool:
    """Say whether "this", "that", "these" or "those" stands without a noun, or with one that only points back."""
    word = lowers[index].split("'")[0]
    behind = text[tokens[index].start() + len(word) :]
    begins = index == 0 or (index == 1 and lowers[0] in {"and", "but", "so", "now", "well", "because"})
    if behind[:2] in {"'s", "’s"}:
        return begins
    if index + 1 == len(tokens) or not behind[0].isspace():
        return word != "that" or begins or behind[:1] in {".", "?", "!", ""}
    following = lowers[index + 1]
    is_verb = following in _CLAUSE_VERBS or following in word_list("verbs after a bare demonstrative")
    if is_verb:
        return word in {"this", "these", "those"} or begins
    if not begins or following in word_list("nouns that point to the speaker") or is_function_word(following):
        return False
    pinned = {"who", "which", "that", "of", "in", "with", "from", "for", "called", "named", "known", "on", "at"}
    return word != "that" and not pinned & set(lowers[index + 2 : index + 5])


def _is_place(text: str, tokens: Sequence[re.Match[str]], lowers: Sequence[str], index: int) -> bool:
    """Say whether a word is a "here" or "there" of place that no name before it pins down."""
    if lowers[index] not in {"here", "there"}:
        return False
    behind = text[tokens[index].end() :].lstrip()
    if lowers[index] == "there" and (_NO_PLACE.match(behind.lower()) or (index and lowers[index - 1] in _CLAUSE_VERBS)):
        return False
    if index == 0 and _NO_PLACE.match(behind.lower()):
        return False
    return not any(_is_name(tokens, lowers, at) for at in range(1, index))
