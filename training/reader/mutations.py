"""Sentences of stories, changed by rule so that what they say is still so, or no longer so."""

import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.language.sentences import sentences
from training.reader.sources import part
from training.reader.wordlists import DAYS, MONTHS, SETS, SWAPS

if TYPE_CHECKING:
    from training.reader.relations import Example

Story = list[str]
PREMISES = 9000

_NAME = re.compile(r"(?<![.!?“\"'] )(?<!^)\b[A-Z][a-z]{2,}(?: [A-Z][a-z]+)*")
_NUMBER = re.compile(r"\b\d[\d,]*(?:\.\d+)?\b")
_AUXILIARY = re.compile(
    r"\b(is|are|was|were|will|would|can|could|should|has|have|had|may|might|must|did|does|do)\b(?! not\b)(?!n't)"
)
_NEGATED = re.compile(r"\b(is|are|was|were|will|would|can|could|should|has|have|had|did|does|do)(?: not|n't|n’t) ")
_SWAP = re.compile(r"\b(" + "|".join(sorted(SWAPS, key=len, reverse=True)) + r")\b")
_THING = re.compile(
    r"\b(?:[Tt]he|[Hh]is|[Hh]er|[Tt]heir|[Aa]n?|[Ii]ts) "
    r"((?:[a-z-]{3,} ){0,2}?(?!(?:first|last|same|most|way|time|year)\b)[a-z]{3,})"
    r"(?=[.,;]|(?:’s|'s)?(?: (?:of|in|on|at|to|for|from|with|by|who|that|which|and|or|had|has|have|was|were|is|are|will"
    r"|would|can|could|said|told|when|after|before|as|because)\b))"
)
_VERB = re.compile(
    r"\b(?:is|was|are|were|has|had|have|will|would|can|could|[a-z]{2,}ed|[a-z]+ught|told|said|gave|took|made)\b"
)
_NEAR = 0.5
"""Share of the changes whose new name, number or thing stands beside the sentence, where it is hardest to see."""

_SAID = r"(?:said|says|added|told \w+|explained|warned|argued|announced|wrote)"
_SAID_AFTER = re.compile(rf"^[“\"](.{{25,}}?),[”\"] (?:[\w.’' -]{{2,60}}? {_SAID}|{_SAID} [\w.’', -]{{2,80}})\.?$")
_SAID_BEFORE = re.compile(rf"^[A-Z][\w.’', -]{{2,60}}? {_SAID} (?:that )?((?:the|it|he|she|they|there|a) .{{20,}})$")
_ASIDE = re.compile(
    r", (?:who|which|where|a|an|the|according to|including|after|when|as|while|but)\b[^,]{4,80}(?=[,.])"
)
_ASIDE_LEFT = re.compile(r",? ?\([^)]*\)")


def stories(data: Path, which: str) -> list[Story]:
    """Return the sentences of each news story of one part."""
    reading = data / "reading"
    texts = {row["context"] for row in part(reading, "newsqa.jsonl.gz", "context", which)}
    texts |= {row["context"] for row in part(reading, "multirc.jsonl.gz", "doc", which)}
    texts |= {row["context"] for row in part(reading, "onestopqa.jsonl.gz", "title", which) if row["level"] != "Int"}
    texts |= {row["context"] for row in part(reading, "ester.jsonl.gz", "context", which)}
    found = ([text[span.start : span.end].replace("\n", " ") for span in sentences(text)] for text in sorted(texts))
    return [[s for s in story if 30 <= len(s) <= 320] for story in found if len(story) > 2]


def mutations(found: Sequence[Story], rng: random.Random) -> "Iterator[Example]":
    """Yield examples made of the stories: kept, cut, changed, and out of place."""
    from training.reader.relations import CONTRADICTED, ENTAILED, NEITHER, NOT_ENTAILED, Example

    places = [(story, number) for story in found for number in range(len(story))]
    rng.shuffle(places)
    for story, number in places[:PREMISES]:
        sentence = story[number]
        premise = _surrounded(story, number, rng)
        kept = _cut(sentence, rng)
        pick = rng.random()
        if pick < 0.28:
            yield Example(premise=premise, hypothesis=kept, allowed=ENTAILED, weight=0.6)
        elif pick < 0.85:
            near = [premise] if rng.random() < _NEAR else story
            changed = _changed(kept if rng.random() < 0.5 else sentence, near, rng)
            if changed:
                yield Example(premise=premise, hypothesis=changed, allowed=CONTRADICTED, weight=0.7)
        else:
            other = rng.choice(story)
            if other not in premise:
                yield Example(premise=premise, hypothesis=_cut(other, rng), allowed=NEITHER, weight=0.7)
        if pick > 0.93 and kept != sentence and kept in sentence:
            yield Example(premise=kept, hypothesis=sentence, allowed=NEITHER, weight=0.5)
        hardened = re.sub(r"\b(may|might|could)\b", "will", sentence)
        if hardened != sentence:
            yield Example(premise=premise, hypothesis=hardened, allowed=NOT_ENTAILED, weight=0.7)


def changed_beside(sentence: str, premise: str, rng: random.Random) -> str | None:
    """Return the sentence with one fact changed, for another that the premise has too where a rule can."""
    return _changed(sentence, [premise], rng)


def _surrounded(story: Story, number: int, rng: random.Random) -> str:
    """Return a sentence, often with those before and after it."""
    pick = rng.random()
    first = number - (pick < 0.3)
    last = number + 1 + (0.2 < pick < 0.5)
    return " ".join(story[max(first, 0) : last])


def _cut(sentence: str, rng: random.Random) -> str:
    """Return the sentence, or less of it: what was said without who said it, or without an aside."""
    for pattern in (_SAID_AFTER, _SAID_BEFORE):
        said = pattern.match(sentence)
        if said and rng.random() < 0.7:
            words = said.group(1)
            return words[0].upper() + words[1:].rstrip(".") + "."
    aside = _ASIDE.search(sentence)
    if aside and rng.random() < 0.6:
        return sentence[: aside.start()] + sentence[aside.end() :].removeprefix(",")
    return _ASIDE_LEFT.sub("", sentence) if rng.random() < 0.5 else sentence


def _changed(sentence: str, story: Story, rng: random.Random) -> str | None:
    """Return the sentence with one fact changed, or None where no rule fits."""
    rules = [_number, _number, _name, _name, _set, _negated, _negated, _opposite, _roles, _things, _things, _thing]
    rng.shuffle(rules)
    for rule in rules:
        changed = rule(sentence, story, rng)
        if changed and changed != sentence:
            return changed
    return None


def _number(sentence: str, story: Story, rng: random.Random) -> str | None:
    found = list(_NUMBER.finditer(sentence))
    if not found:
        return None
    match = rng.choice(found)
    old = match.group()
    if len(story) == 1:
        there = sorted({m.group() for m in _NUMBER.finditer(story[0])} - {m.group() for m in found})
        if there:
            return sentence[: match.start()] + rng.choice(there) + sentence[match.end() :]
    digits = old.replace(",", "")
    if "." in digits:
        new = f"{float(digits) * rng.choice((0.5, 1.5, 2, 3)):.1f}"
    else:
        value = int(digits)
        if 1800 < value < 2100 and "," not in old:
            new = str(value + rng.choice((-12, -5, -3, -2, -1, 1, 2, 3, 4, 10)))
        else:
            new = str(max(0, rng.choice((value + rng.randint(1, 9), value * 2, value // 2, value - 1, value * 10))))
            new = f"{int(new):,}" if "," in old else new
    return None if new == old else sentence[: match.start()] + new + sentence[match.end() :]


def _name(sentence: str, story: Story, rng: random.Random) -> str | None:
    names = list(_NAME.finditer(sentence))
    others = {m.group() for other in story for m in _NAME.finditer(other)}
    others = {name for name in others if name not in sentence and name not in DAYS and name not in MONTHS}
    if not names or not others:
        return None
    match = rng.choice(names)
    if match.group() in DAYS or match.group() in MONTHS:
        return None
    same = sorted(name for name in others if name.count(" ") == match.group().count(" "))
    return sentence[: match.start()] + rng.choice(same or sorted(others)) + sentence[match.end() :]


def _set(sentence: str, _: Story, rng: random.Random) -> str | None:
    for words in rng.sample(SETS, len(SETS)):
        found = [m for word in words for m in re.finditer(rf"\b{word}\b", sentence)]
        if found:
            match = rng.choice(found)
            new = rng.choice([word for word in words if word != match.group()])
            return sentence[: match.start()] + new + sentence[match.end() :]
    return None


def _negated(sentence: str, _: Story, rng: random.Random) -> str | None:
    if rng.random() < 0.5 and (denied := _NEGATED.search(sentence)):
        return sentence[: denied.start()] + denied.group(1) + " " + sentence[denied.end() :]
    found = list(_AUXILIARY.finditer(sentence))
    if not found:
        return None
    match = rng.choice(found[:2])
    word = rng.choice((" not", " not", " never"))
    return sentence[: match.end()] + word + sentence[match.end() :]


def _opposite(sentence: str, _: Story, rng: random.Random) -> str | None:
    found = list(_SWAP.finditer(sentence))
    if not found:
        return None
    match = rng.choice(found)
    return sentence[: match.start()] + SWAPS[match.group()] + sentence[match.end() :]


def _roles(sentence: str, _: Story, rng: random.Random) -> str | None:
    found = list(_NAME.finditer(sentence))
    pairs = [(a, b) for a in found for b in found if a.end() < b.start() and a.group() != b.group()]
    pairs = [(a, b) for a, b in pairs if not re.fullmatch(r"(, | and |, and | or )", sentence[a.end() : b.start()])]
    if not pairs:
        return None
    a, b = rng.choice(pairs)
    between = sentence[a.end() : b.start()]
    return sentence[: a.start()] + b.group() + between + a.group() + sentence[b.end() :]


def _things(sentence: str, _: Story, rng: random.Random) -> str | None:
    """Return the sentence with two of its things in each other's place."""
    found = list(_THING.finditer(sentence))
    pairs = [(a, b) for a in found for b in found if a.end() < b.start() and a[1].lower() != b[1].lower()]
    pairs = [(a, b) for a, b in pairs if _VERB.search(sentence, a.end(), b.start())]
    if not pairs:
        return None
    a, b = rng.choice(pairs)
    first, second = (b[0], a[0]) if a.start() else (b[0][0].upper() + b[0][1:], a[0][0].lower() + a[0][1:])
    return sentence[: a.start()] + first + sentence[a.end() : b.start()] + second + sentence[b.end() :]


def _thing(sentence: str, story: Story, rng: random.Random) -> str | None:
    """Return the sentence with one of its things replaced by another that is told of beside it."""
    found = list(_THING.finditer(sentence))
    own = {m[1].lower() for m in found}
    others = sorted({m[1].lower() for told in story for m in _THING.finditer(told)} - own)
    others = [other for other in others if other not in sentence.lower()]
    if not found or not others:
        return None
    match = rng.choice(found)
    return sentence[: match.start(1)] + rng.choice(others) + sentence[match.end(1) :]
