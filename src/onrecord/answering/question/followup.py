"""Questions that lean on the one before: "What did she say about Iran?", "And what about Iran?", "Who else?"."""

import re
from collections.abc import Sequence

from onrecord.answering.grounding.unknown_names import names_in
from onrecord.answering.question.question import Question
from onrecord.answering.question.replacement import replaced
from onrecord.answering.question.source_request import asks_for_source
from onrecord.language.words import words

History = Sequence[tuple[str, str]]
"""Earlier questions and their answers, the oldest first."""

_FURTHEST = 6
"""Earlier questions that are looked at."""

_HE_OR_SHE = re.compile(r"\b(?:he|she|they|him|them)\b", re.IGNORECASE)
_HIS_OR_HER = re.compile(r"\b(?:his|her|their)\b(?!\s*\?)", re.IGNORECASE)
_IT = re.compile(
    r"\b(?:it|that|this)(?=\s*(?:\?|$|happen|begin|start|end|in\b|on\b|at\b|open|close|cost|take))", re.IGNORECASE
)
_SAID_IT = re.compile(r"\b(?:sa(?:y|id)|tell|told|claim(?:ed)?|mean|meant)\s+(?:that|this|it|so)\b", re.IGNORECASE)
_OPENING = re.compile(r"^\s*(?:and|but|so|ok|okay)\b,?\s*", re.IGNORECASE)
_WHAT_ABOUT = re.compile(r"^(?:what|how) about\s+(?P<new>.+?)\s*\?*\s*$", re.IGNORECASE)
_FRAGMENT = re.compile(
    r"^(?P<new>(?:(?:in|on|at|by|for|from|during|since|after|before) )?[^?]{2,60}?)\s*\?+\s*$", re.IGNORECASE
)
_ASKS = re.compile(
    r"^(?:who|whom|whose|what|when|where|why|how|which|did|does|do|is|are|was|were|has|have|had|will|would|can|could|should"
    r"|tell|give|list|show|name)\b",
    re.IGNORECASE,
)
_BARE = re.compile(
    r"^(?P<asks>who|when|where|why|how many|how much|how old|how long|how|which)\s*\?+\s*$", re.IGNORECASE
)
_ELSE = re.compile(r"^(?:who|what|anyone|anybody|anything|where|when|how|why) else\b", re.IGNORECASE)
_ANYTHING_ELSE = re.compile(
    r"\b(?:anything|something|nothing) (?:else|more)\b|^what more\b|^is that (?:all|everything)\b|^tell me more\b",
    re.IGNORECASE,
)
_ABOUT_IT = re.compile(r"\s+(?:about|of|on)\s+(?:it|them|him|her|that|this|these|those)\s*\?*\s*$", re.IGNORECASE)
_MEANT = re.compile(
    r"^(?:(?:no|sorry|nope|not that|actually|wait|oh|i mean)\b[,.;:!]?\s+)*"
    r"(?:(?P<said>i (?:mean(?:t)?|was asking (?:about|for)|was thinking of|wanted|asked (?:about|for)))\s+)?"
    r"(?P<new>[^?]+?)(?P<after>,? i mean(?:t)?)?\s*[.?!]*\s*$",
    re.IGNORECASE,
)
_CORRECTS = re.compile(r"^(?:no|nope|sorry|wait|actually)\b[,.;:!]\s", re.IGNORECASE)
_INSTEAD_OF = re.compile(r",?\s+(?:not|instead of|rather than)\s.+$", re.IGNORECASE)
_ASKING_PART = re.compile(
    r"^(?:(?:who|whom|whose|when|where|why|what|which)\b|how(?: (?:many|much|old|long|far|often|large|big))?\b)\s*",
    re.IGNORECASE,
)
_ABOUT = re.compile(r"\b(?:about|of|on|to)\s+(?P<topic>[^?]+?)\s*\?*\s*$", re.IGNORECASE)
_ON_TOPIC = re.compile(r"\babout\s+(?P<topic>[^?]+?)\s*\?*\s*$", re.IGNORECASE)
_PLACED = re.compile(r"\b(?:in|on|at|by|during|since|after|before)\s+[^?]+?\s*\?*\s*$", re.IGNORECASE)
_SPEAKS_WITHOUT_TOPIC = re.compile(r"\b(?:say|said|think|thinks|thought|claim|argue)\s*\?*\s*$", re.IGNORECASE)


_SAME_AGAIN = re.compile(
    r"(?:did|does|do|has|have|had)\s+(?:he|she|they|it)\s+(?:ever |also )?"
    r"(?:sa(?:y|id)|tell|told|claim(?:ed)?|mention(?:ed)?|add(?:ed)?)",
    re.IGNORECASE,
)
_SHORT = 6
"""Words of a question such as "Did she say anything else?" that names nothing of its own."""


def standalone(question: str, history: History) -> str:
    """Return a question as it would be asked without the conversation; one that needs nothing from it as it is."""
    if not history:
        return question
    history = [turn for turn in history[-_FURTHEST:] if not asks_for_source(turn[0])]
    if not history:
        return question
    before = standalone(history[-1][0], history[:-1])
    asked = _OPENING.sub("", question)
    opened = asked != question
    understood = (
        _corrected(asked, before)
        or _with_person(_another(asked, before), before, history)
        or _bare(asked, before)
        or _instead(asked, before, opened)
    )
    return understood or _with_topic(_with_person(question, before, history), before, opened)


def answered_already(question: str, history: History) -> str:
    """Return the answers that a question such as "Who else?" wants no more of; empty for any other question."""
    if not history or not wants_more(question):
        return ""
    told = [history[-1][1]]
    for (asked, _), (_, earlier) in zip(reversed(history), list(reversed(history))[1:], strict=False):
        if not wants_more(asked):
            break
        told.append(earlier)
    return "\n".join(told)


def wants_more(question: str) -> bool:
    """Say whether a question asks for what an answer left out: "What else?", "Did she say anything else?"."""
    asked = _OPENING.sub("", question)
    return bool(_ELSE.search(asked) or _ANYTHING_ELSE.search(asked))


def _corrected(asked: str, before: str) -> str:
    """Read "No, I meant the league": the earlier question with that in its place."""
    found = _MEANT.match(asked)
    if not found or not (found["said"] or found["after"] or _CORRECTS.match(asked)) or _ASKS.match(found["new"]):
        return ""
    new = _INSTEAD_OF.sub("", found["new"]).strip(" ,")
    return _instead(f"What about {new}?", before, opened=True) or f"{before.strip(' ?')} {new}?"


def _another(asked: str, before: str) -> str:
    """Read "Who else?": the earlier question again, of anybody."""
    if _ANYTHING_ELSE.search(asked):
        return before if len(words(_ABOUT_IT.sub("", asked))) <= _SHORT or _ABOUT_IT.search(asked) else ""
    found = _ELSE.search(asked)
    if not found:
        return ""
    rest = _ABOUT_IT.sub("", asked[found.end() :]).strip(" ?")
    earlier = Question(before)
    if _SAME_AGAIN.fullmatch(rest) and earlier.speaker:
        return before
    if rest and not {"so", "that", "it", "this"} & set(words(rest)):
        return f"{found.group().split()[0]} {rest}?"
    topic = _ON_TOPIC.search(before)
    if earlier.speaker and topic and found.group().lower() == "who else":
        return f"Who said something about {topic['topic']}?"
    return before


def _bare(asked: str, before: str) -> str:
    """Read "When?": the earlier question, asked for something else."""
    found = _BARE.search(asked)
    if not found:
        return ""
    return f"{found['asks'].capitalize()} {_lowered(_ASKING_PART.sub('', before))}"


def _instead(asked: str, before: str, opened: bool) -> str:
    """Read "What about Iran?", "And Iran?" or "And on Friday?": the earlier question with that in its place."""
    found = _WHAT_ABOUT.search(asked)
    new = found["new"] if found else ""
    if not new:
        fragment = _FRAGMENT.search(asked)
        if not fragment or not opened or _ASKS.search(asked):
            return ""
        new = fragment["new"]
    topic = _ON_TOPIC.search(before)
    if not topic and (again := replaced(before, new)):
        return again
    if re.match(r"(?:in|on|at|by|during|since|after|before)\s", new, re.IGNORECASE):
        kept = _PLACED.sub("", before).strip(" ?")
        return f"{kept} {new}?"
    earlier = Question(before)
    if topic and (found or not earlier.speaker or topic["topic"][0].isupper()):
        return f"{before[: topic.start('topic')]}{new}?"
    name = earlier.speaker or (earlier.names[-1] if earlier.names else ())
    written = _as_written(name, before)
    if written:
        return before.replace(written, new, 1)
    last = _ABOUT.search(before)
    return f"{before[: last.start('topic')]}{new}?" if last else ""


def _with_person(question: str, before: str, history: History) -> str:
    """Return a question with its pronoun replaced by the person whom the latest question that had one named."""
    pronoun = _HE_OR_SHE.search(question) or _HIS_OR_HER.search(question)
    if not pronoun or Question(question).names:
        return question
    for earlier, told in [(before, history[-1][1]), *reversed(history[:-1])]:
        asked = Question(earlier)
        if asked.wanted == "person" and (somebody := _person_told(told, asked)):
            named = f"{somebody}'s" if _HIS_OR_HER.fullmatch(pronoun.group()) else somebody
            return f"{question[: pronoun.start()]}{named}{question[pronoun.end() :]}"
        name = _as_written(asked.speaker or (asked.names[0] if asked.names else ()), earlier)
        if name:
            named = f"{name}'s" if _HIS_OR_HER.fullmatch(pronoun.group()) else name
            return f"{question[: pronoun.start()]}{named}{question[pronoun.end() :]}"
    return question


def _person_told(told: str, asked: Question) -> str:
    """Return the name of the first person in an answer that the question had not named; empty where there is none."""
    for found in names_in(told):
        if found.kind in ("person", "name") and asked.is_news(found.name):
            return found.name
    return ""


def _with_topic(question: str, before: str, opened: bool) -> str:
    """Return a question with what was spoken of: "When did she say that?", "Where is it?", "And how many fell?"."""
    topic = _ON_TOPIC.search(before)
    if topic and _SAID_IT.search(question):
        return f"{_SAID_IT.sub(lambda said: said.group().split()[0], question).strip(' ?')} about {topic['topic']}?"
    if topic and _SPEAKS_WITHOUT_TOPIC.search(question):
        return f"{question.strip(' ?')} about {topic['topic']}?"
    if Question(question).names:
        return question
    it, carried = _IT.search(question), Question(before).topic
    if it and carried:
        meant = " ".join(word for word in before.strip(" ?").split() if set(words(word)) & set(carried))
        return f"{question[: it.start()]}{meant}{question[it.end() :]}"
    placed = _PLACED.search(before)
    if opened and placed and not _PLACED.search(question):
        return f"{question.strip(' ?')} {placed.group()}"
    return question


def _as_written(name: Sequence[str], text: str) -> str:
    """Return the words of a name as a text has them; empty when it has not."""
    if not name:
        return ""
    found = re.search(r"\b" + r"\W+".join(re.escape(word) for word in name) + r"\b", text, re.IGNORECASE)
    return found.group() if found else " ".join(word.capitalize() for word in name)


def _lowered(text: str) -> str:
    """Return a question without the capital that only its beginning gave it."""
    return text[:1].lower() + text[1:] if _ASKS.match(text) else text
