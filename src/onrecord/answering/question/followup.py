"""Questions that lean on the one before: "What did she say about Iran?", "And what about Iran?", "Who else?"."""

import re
from collections.abc import Sequence

from onrecord.answering.question.question import Question
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
_ASKING_PART = re.compile(
    r"^(?:(?:who|whom|whose|when|where|why|what|which)\b|how(?: (?:many|much|old|long|far|often|large|big))?\b)\s*",
    re.IGNORECASE,
)
_ABOUT = re.compile(r"\b(?:about|of|on|to)\s+(?P<topic>[^?]+?)\s*\?*\s*$", re.IGNORECASE)
_ON_TOPIC = re.compile(r"\babout\s+(?P<topic>[^?]+?)\s*\?*\s*$", re.IGNORECASE)
_PLACED = re.compile(r"\b(?:in|on|at|by|during|since|after|before)\s+[^?]+?\s*\?*\s*$", re.IGNORECASE)
_SPEAKS_WITHOUT_TOPIC = re.compile(r"\b(?:say|said|think|thinks|thought|claim|argue)\s*\?*\s*$", re.IGNORECASE)


def standalone(question: str, history: History) -> str:
    """Return a question as it would be asked without the conversation; one that needs nothing from it as it is."""
    if not history:
        return question
    history = history[-_FURTHEST:]
    before = standalone(history[-1][0], history[:-1])
    asked = _OPENING.sub("", question)
    opened = asked != question
    if understood := _another(asked, before) or _bare(asked, before) or _instead(asked, before, opened):
        return understood
    return _with_topic(_with_person(question, before, history), before, opened)


def answered_already(question: str, history: History) -> str:
    """Return the answer that a question such as "Who else?" wants no more of; empty for any other question."""
    return history[-1][1] if history and _ELSE.search(_OPENING.sub("", question)) else ""


def _another(asked: str, before: str) -> str:
    """Read "Who else?": the earlier question again, of anybody."""
    found = _ELSE.search(asked)
    if not found:
        return ""
    rest = asked[found.end() :].strip(" ?")
    earlier = Question(before)
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
    if re.match(r"(?:in|on|at|by|during|since|after|before)\s", new, re.IGNORECASE):
        kept = _PLACED.sub("", before).strip(" ?")
        return f"{kept} {new}?"
    earlier = Question(before)
    topic = _ON_TOPIC.search(before)
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
    for earlier in [before, *(text for text, _ in reversed(history[:-1]))]:
        asked = Question(earlier)
        name = _as_written(asked.speaker or (asked.names[0] if asked.names else ()), earlier)
        if name:
            named = f"{name}'s" if _HIS_OR_HER.fullmatch(pronoun.group()) else name
            return f"{question[: pronoun.start()]}{named}{question[pronoun.end() :]}"
    return question


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
