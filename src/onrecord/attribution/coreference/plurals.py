"""Who "they" and "it" are: the group or body that spoke, or was spoken of, just before."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.attribution.coreference.entities import Entities
from onrecord.attribution.coreference.entity import EntityMention
from onrecord.attribution.coreference.grammatical_roles import part_played
from onrecord.attribution.coreference.noun_phrases import own_words
from onrecord.language.lexicon.lexicon import NOT_NAMES, PEOPLES, ROLES, SPEECH_VERBS
from onrecord.language.lexicon.word_lists import word_list
from onrecord.language.names.tokens import Token
from onrecord.model import Attribution, Span, Speaker

_PLURALS = word_list("plurals without s")
_SINGULARS = word_list("singulars with s")
_BODY_NOUNS = word_list("body nouns")
_NUMBERS = word_list("numbers")
_SENTENCES_BACK = 2
_LONGEST_APPOSITION = 110
_JOINT = re.compile(r",? (?:and |or )?|, ")
_BREAK = re.compile(r"[.!?;:\n“”\"](?=\s|$)")
_APPOSITION = re.compile(r"(?:(?: of [^,]+)?,)?[^,]*(?:, [^,]*)?,? ")
_WORDS_BACK = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class _Group:
    """A plural noun phrase: its words, its sentence, whether it opens its sentence."""

    span: Span
    sentence: int
    opens: bool


def antecedent(cast: Entities, source: Span, word: str, before: Attribution | None) -> Speaker | None:
    """Return the speaker that "they" or "it" stands for, or None when nothing plain stands before.

    `before` is the attribution that precedes in the text, already resolved.
    """
    index = cast.token_at(source.start)
    if word not in {"it", "its"}:
        group = _spoke(cast, index, before) or _group(cast, index)
        if group is not None:
            return group
    return _body(cast, index)


def relative(cast: Entities, source: Span, word: str) -> Speaker | None:
    """Return the speaker that "who", "which" or "that" takes up: the name or the plural right before it."""
    index = cast.token_at(source.start)
    position = cast.before(source.start)
    nearest = cast.appearances[max(0, position - 4) : position][::-1]
    for appearance in nearest:
        if source.start - appearance.mention.span.end > _LONGEST_APPOSITION:
            break
        gap = cast.text[appearance.mention.span.end : source.start]
        if _BREAK.search(gap):
            break
        kind = appearance.character.kind
        directly = gap.strip(" ,-–—") in {"", "’s", "'s"}
        if word in {"who", "whom", "whose"}:
            if kind == "person" and (directly or _APPOSITION.fullmatch(gap)):
                return appearance.character.speaker()
            if directly and kind == "people":
                return appearance.character.speaker()
        elif directly and _is_thing(appearance) and (word == "which" or not _behind_preposition(cast, appearance)):
            return appearance.character.speaker()
        elif directly:
            break
    group = _plural_before(cast, index) if word in {"who", "whom"} else None
    return Speaker(name=group) if group else None


def _is_thing(appearance: EntityMention) -> bool:
    kind = appearance.character.kind
    return kind in {"body", "place"} or (kind == "name" and len(appearance.mention.words) > 1)


def _behind_preposition(cast: Entities, appearance: EntityMention) -> bool:
    words = [token.lower for token in cast.tokens[max(0, appearance.mention.before - 2) : appearance.mention.before]]
    return bool({"of", "by", "in", "from", "at", "for", "with", "to", "on"} & set(words))


def _plural_before(cast: Entities, index: int) -> str | None:
    """Return the plural that stands right before the word at `index`: "some voters" of "some voters who"."""
    if index == 0 or not cast.tokens[index].joined or not _is_plural(cast.tokens[index - 1]):
        return None
    begin = index - 1
    while (
        begin > max(0, index - _WORDS_BACK)
        and cast.tokens[begin].joined
        and _may_stand_in_phrase(cast.tokens[begin - 1])
    ):
        begin -= 1
    return own_words(cast, Span(start=cast.tokens[begin].start, end=cast.tokens[index - 1].end))


def _spoke(cast: Entities, index: int, before: Attribution | None) -> Speaker | None:
    """Return the group that spoke before, when it did so within the last two sentences."""
    if before is None or before.speaker is None or before.source is None:
        return None
    last = cast.token_at(max(before.source.start, before.source.end - 1))
    if not 0 <= cast.tokens[index].sentence - cast.tokens[last].sentence <= _SENTENCES_BACK:
        return None
    first_word = before.speaker.name.split()[0].lower()
    plural = _is_plural(cast.tokens[last]) or first_word in _NUMBERS or " and " in before.speaker.name
    return before.speaker if plural else None


def _group(cast: Entities, index: int) -> Speaker | None:
    """Return the plural that opens the sentence or the one before it, or the only plural there."""
    here = cast.tokens[index]
    groups = [g for g in _groups(cast, index) if 0 <= here.sentence - g.sentence <= _SENTENCES_BACK]
    for sentence in sorted({group.sentence for group in groups}, reverse=True):
        there = [group for group in groups if group.sentence == sentence]
        opening = [group for group in there if group.opens]
        chosen = opening[-1] if opening else there[0] if len(there) == 1 or sentence == here.sentence else None
        if chosen is not None:
            return Speaker(name=own_words(cast, chosen.span))
        return None
    return None


def _groups(cast: Entities, index: int) -> list[_Group]:
    """Return the plural noun phrases shortly before a word; those that "and" joins count as one."""
    merged: list[_Group] = []
    for group in _plurals(cast, index):
        if merged and _JOINT.fullmatch(cast.text[merged[-1].span.end : group.span.start]):
            last = merged.pop()
            span = Span(start=last.span.start, end=group.span.end)
            merged.append(_Group(span=span, sentence=last.sentence, opens=last.opens))
        else:
            merged.append(group)
    return merged


def _plurals(cast: Entities, index: int) -> Iterator[_Group]:
    tokens = cast.tokens
    at = max(0, index - _WORDS_BACK)
    while at < index:
        end = at
        while end < index and _may_stand_in_phrase(tokens[end]) and (end == at or tokens[end].joined):
            end += 1
        head = next((i for i in range(end - 1, at - 1, -1) if _is_plural(tokens[i]) and _may_speak(tokens[i])), None)
        if head is not None and tokens[head].quoted == tokens[index].quoted:
            opens = tokens[at].first or (
                at > 0 and tokens[at - 1].lower in {"but", "and", "that", "while", "because", "the"}
            )
            yield _Group(
                span=Span(start=tokens[at].start, end=tokens[head].end), sentence=tokens[at].sentence, opens=opens
            )
        at = max(end, at + 1)


def _may_stand_in_phrase(token: Token) -> bool:
    word = token.lower
    return not token.possessive and (word in _NUMBERS or (word not in NOT_NAMES and word not in SPEECH_VERBS))


def _is_plural(token: Token) -> bool:
    word = token.lower
    if word in _PLURALS:
        return True
    if word in _SINGULARS or not word.endswith("s") or word.endswith(("ss", "us", "is")) or token.possessive:
        return False
    return len(word) > 3 and (not token.capital or word in PEOPLES or token.first)


def _may_speak(token: Token) -> bool:
    """Say whether a plural is one of people or bodies, which speak, and not of things."""
    singular = token.lower.removesuffix("s")
    bodies = {singular, f"{singular.removesuffix('ie')}y", token.lower.removesuffix("es")} & _BODY_NOUNS
    return token.lower in _PLURALS or token.lower in PEOPLES or singular in ROLES or bool(bodies)


def _body(cast: Entities, index: int) -> Speaker | None:
    """Return the body or country that is the subject of this sentence so far, or of the one before it."""
    here = cast.tokens[index]
    position = cast.before(here.start)
    subjects: dict[int, list[EntityMention]] = {}
    for appearance in cast.appearances[max(0, position - 8) : position]:
        mention, token = appearance.mention, cast.tokens[appearance.mention.before]
        person = appearance.character.kind in {"person", "people"} or appearance.character.gender is not None
        if person or token.quoted != here.quoted:
            continue
        if token.first and appearance.character.kind == "name" and appearance.character.count == 1:
            continue
        part = part_played(cast.tokens, mention.before, mention.after, "")
        behind_article = mention.before > 0 and cast.tokens[mention.before - 1].lower == "the"
        if behind_article and part == "object":
            part = part_played(cast.tokens, mention.before - 1, mention.after, "")
        if part == "subject" and 0 <= here.sentence - token.sentence <= 1:
            subjects.setdefault(token.sentence, []).append(appearance)
    latest = subjects.get(max(subjects)) if subjects else None
    characters = {id(a.character): a.character for a in latest or []}
    if len(characters) != 1:
        return None
    character = next(iter(characters.values()))
    return Speaker(name=character.name, aliases=character.aliases)
