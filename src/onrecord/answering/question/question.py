"""What a question asks for: its kind, the person it is about, and the words that carry it."""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, get_args

from onrecord.language.moments import TimeUnit
from onrecord.language.patterns import SPEECH_VERBS, Unit
from onrecord.language.words import content_words, lemmas_or_stems, words

Wanted = Literal["number", "time", "place", "person", "reason"]
QuestionKind = Literal["yes_no", "who_said", "what_did_x_say", "number", "time", "place", "person", "reason", "open"]
QUESTION_KINDS: tuple[QuestionKind, ...] = get_args(QuestionKind)
Quantity = Literal["money", "percent", "count"]

_SPEECH_VERB = re.compile(SPEECH_VERBS)
_LEAD_IN = re.compile(
    r"^(?:(?:can|could|would) you (?:please )?(?:tell me|say)|(?:please )?tell me|do you know|i want to know|"
    r"according to [^,]+,|(?:in|on|at|for|by|to|from|of|under|with) (?!what|which|whom|whose|how)[^,?]{2,60},"
    r"|so|and|but|also)\s+",
    re.IGNORECASE,
)
_WANTED: tuple[tuple[Wanted, str], ...] = (
    ("time", r"^(?:since |until |by |from )?when\b"
     r"|\b(?:what|which) (?:day|date|year|month|time|week|weekday|season)s?\b"
     r"|^what (?:is|was|were|are) the dates?\b"),
    ("number", r"\bhow (?:many|much|large|big|old|long|far|often|tall|high|fast|deep|heavy|wide|small|few|likely)\b"
     r"|\b(?:what|which) (?:(?:is|was|were|are|did|does|will|would) )?(?:the |a |an |its |his |her |their )?"
     r"(?:[\w’'-]+ ){0,3}"
     r"(?:number|percentage|percent|share|amount|proportion|fraction|price|cost|sum|age|size|toll|total|margin|score|rate"
     r"|population|salary|turnout|sentence|speed|wingspan|capacity|length|height|weight|depth|distance|fee|growth|rise"
     r"|fine|budget|temperature|minimum|maximum|majority)\b|\btoll$|\bnumber of\b"),
    ("place", r"^(?:from |to )?where\b"
     r"|\b(?:what|which) (?:[\w-]+ ){0,2}(?:city|country|countries|town|state|place|region|hospital"
     r"|location|village|street|port|prison|jail|address|island|river|building)\b"),
    ("reason", r"^why\b|^what (?:caused|led to|prompted|made|triggered|is the cause|was the cause)\b"
     r"|\b(?:what|which) reasons?\b|^how come\b"),
    ("person", r"^(?:to |by |with |for )?(?:who|whom|whose)\b|\bwhat(?:['’]s| is| was) the (?:sur)?name of\b|\bname$"
     r"|^(?:to |by |with |for )?which (?:[\w-]+ ){0,3}"
     r"(?:person|people|minister|official|politician|company|group|organi[sz]ation|outlet"
     r"|paper|newspaper|senator|judge|man|woman|officer|reporter|president|general|congressman|congresswoman|journalist|lawyer"
     r"|columnist|firm|expert|presenter|parent|mother|father|chair|chairman|leader|donors?|developers?|editor|author|doctor|party"
     r"|analyst|scientist|professor|mayor|governor|agency|union|council|team|club|witness|writer|player|coach|captain)\b"),
)  # fmt: skip
_COMPILED = tuple((wanted, re.compile(pattern, re.IGNORECASE)) for wanted, pattern in _WANTED)
_YES_NO = re.compile(
    r"^(?:did|does|do|is|are|was|were|has|have|had|will|would|can|could|should|may|might|isn|aren|didn|wasn)\b",
    re.IGNORECASE,
)
_WHO_SAID = re.compile(
    r"^(?:who(?:['’]s)?|which [\w\s-]{3,40}?) (?:has |have |had |was it that |is |was |else )?(?:\w+ly )?"
    + SPEECH_VERBS
    + r"\b",
    re.IGNORECASE,
)
_UTTERANCE = (
    r"(?:response|reaction|views?|comments?|position|argument|explanation|message|opinion|reply|answer|verdict|advice|promise"
    r"|complaint|criticism|joke|words|statement|warning|claim|account)"
)
_ASKED_SPEAKER = re.compile(
    rf"\b(?:did|does|do|has|have|had)\s+(?P<x>.+?)\s+(?:\w+ly\s+|ever\s+|have\s+|to\s+)?{SPEECH_VERBS}\b"
    r"|^what (?:is|was|were|are)\s+(?P<y>.+?)['’]s?\s+(?:[\w-]+\s+){0,2}"
    rf"{_UTTERANCE}\b|^what (?:is|was|were|are) the {_UTTERANCE} (?:of|from) (?P<z>.+?)(?: on| to| about|\?|$)"
    rf"|\bin (?P<u>[\w\s.-]+?)['’]s? (?:view|opinion|words|account)\b"
    rf"|^what {_UTTERANCE} (?:did|does|has) (?P<v>.+?) (?:make|give|offer|have|issue)\b"
    r"|^according to (?P<w>[^,]+),",
    re.IGNORECASE,
)
_MONEY = re.compile(
    r"\b(?:money|cost\w*|pay|paid|spen[dt]\w*|worth|price\w*|salar\w*|fund\w*|rais\w*|donat\w*|pledge\w*|earn\w*|budget"
    r"|fine[ds]?|dollars?|euros?|pounds?|tax\w*|owe[ds]?|compensation|grant\w*)\b",
    re.IGNORECASE,
)
_PERCENT = re.compile(r"\b(?:percent\w*|per cent|share|proportion|fraction|rate|lead|margin)\b", re.IGNORECASE)
_NUMBER_UNITS: tuple[tuple[Unit, re.Pattern[str]], ...] = (
    ("age", re.compile(r"\bhow old\b|\bage\b", re.IGNORECASE)),
    ("duration", re.compile(r"\bhow long\b", re.IGNORECASE)),
    ("often", re.compile(r"\bhow often\b", re.IGNORECASE)),
    ("percent", re.compile(r"\bhow (?:far ahead|likely)\b", re.IGNORECASE)),
    (
        "measure",
        re.compile(
            r"\bhow (?:far|tall|high|heavy|deep|wide|fast)\b|\b(?:weigh\w*|height|length|depth|distance|speed)\b",
            re.IGNORECASE,
        ),
    ),
    ("vote", re.compile(r"^(?!.*\b(?:percent|share|how many)\b).*\bvote[sd]?\b", re.IGNORECASE)),
)
_NAME = re.compile(r"\b[A-Z][\w’'.-]*(?:\s+(?:of|the|de|van|von|al|for|and)(?=\s+[A-Z])|\s+[A-Z][\w’'.-]*)*")
_NEVER_FIRST_IN_NAMES = """
    i who what when where why how which whose whom did does do is are was were has have had will would can could should
    according in on at the a an by for to from of name list give tell please quote and monday tuesday wednesday thursday
    friday saturday sunday january february march april may june july august september october november december
    so but describe explain show find under outside inside during after before since until with about said it he she
    they his her their this that these those there then"""
_OF = re.compile(r"\s+(?:of|from|at|in|for)\s+")
_NOT_NAMES = frozenset(_NEVER_FIRST_IN_NAMES.split())
_ONLY_ASKING = "say said happen happened kind type sort name exactly mention mentioned people person"
_ASKING_WORDS = frozenset(_ONLY_ASKING.split())
_KIND_WORDS = re.compile(
    r"\bhow (?:many|much|large|big|old|long|far|often|tall|high|fast|deep|heavy|wide|small|few|likely)\b"
    r"|\b(?:what|which) (?:\w+ )?(?:day|date|year|month|time|week|weekday|city|country|countries|town|state|place"
    r"|address|share|percentage|proportion|number|amount|age|reasons?)s?\b",
    re.IGNORECASE,
)
"""The words that only tell what kind of answer is wanted; an answer seldom repeats them."""


@dataclass(frozen=True)
class Question:
    """A question, and what can be read off its words."""

    text: str

    @cached_property
    def core(self) -> str:
        """The question without a lead-in such as "According to the Gazette,"."""
        rest = self.text.strip()
        while (shorter := _LEAD_IN.sub("", rest, count=1)) != rest:
            rest = shorter
        return rest

    @cached_property
    def kind(self) -> QuestionKind:
        """What kind of question it is, the most telling feature first."""
        if self.is_yes_no:
            return "yes_no"
        if self.seeks_speaker:
            return "who_said"
        return self.wanted or ("what_did_x_say" if self.speaker else "open")

    @cached_property
    def is_yes_no(self) -> bool:
        """Whether yes or no would answer."""
        return bool(_YES_NO.search(self.core))

    @cached_property
    def seeks_speaker(self) -> bool:
        """Whether it asks who said something."""
        return bool(_WHO_SAID.search(self.core))

    @cached_property
    def wanted(self) -> Wanted | None:
        """What kind of thing the answer must hold, where the question tells."""
        if self.is_yes_no:
            return None
        return next((wanted for wanted, pattern in _COMPILED if pattern.search(self.core.rstrip("? "))), None)

    @cached_property
    def speaker(self) -> tuple[str, ...]:
        """The name words of the person whose words are asked for, in lower case; empty when nobody's are."""
        found = _ASKED_SPEAKER.search(self.core) or _ASKED_SPEAKER.search(self.text.strip())
        if not found:
            return ()
        who = next(group for group in found.groups() if group)
        head = _OF.split(who, maxsplit=1)[0]
        named = _names(head)
        return named[0] if named else tuple(content_words(head)[-2:])

    @cached_property
    def names(self) -> tuple[tuple[str, ...], ...]:
        """The proper names, each as its words in lower case."""
        return _names(self.text)

    @cached_property
    def terms(self) -> tuple[str, ...]:
        """The stems of the words in `topic`, each once, those of irregular verbs led back to the verb."""
        return tuple(dict.fromkeys(lemmas_or_stems(self.topic)))

    @cached_property
    def topic(self) -> tuple[str, ...]:
        """The content words, without those that only do the asking or name the person whose words are asked for."""
        every = content_words(_KIND_WORDS.sub(" ", self.text)) or content_words(self.text)
        carried = [
            w for w in every if w not in _ASKING_WORDS and w not in self.speaker and not _SPEECH_VERB.fullmatch(w)
        ]
        return tuple(carried or every)

    @cached_property
    def quantity(self) -> Quantity | None:
        """What is counted, when a number is wanted."""
        if self.wanted != "number":
            return None
        if _PERCENT.search(self.core):
            return "percent"
        many = re.search(r"\bhow many\b", self.core, re.IGNORECASE)
        return "money" if _MONEY.search(self.core) and not many else "count"

    @cached_property
    def unit(self) -> Unit:
        """What the number that is wanted is counted in; "count" where nothing tells."""
        found = (unit for unit, pattern in _NUMBER_UNITS if pattern.search(self.core))
        return next(found, self.quantity or "count")

    def is_news(self, phrase: str) -> bool:
        """Say whether a phrase has no word that the question has itself."""
        return self._own.isdisjoint(words(phrase))

    @cached_property
    def _own(self) -> frozenset[str]:
        return frozenset(words(self.text))

    @cached_property
    def time(self) -> TimeUnit:
        """What kind of time is wanted, when one is."""
        units: tuple[tuple[TimeUnit, str], ...] = (
            ("year", r"\bwh(?:at|ich) years?\b"),
            ("clock", r"\bwhat time\b"),
            ("day", r"\bwh(?:at|ich) (?:week)?da(?:y|te)s?\b"),
        )
        return next((unit for unit, pattern in units if re.search(pattern, self.core, re.IGNORECASE)), "any")

    @cached_property
    def counted(self) -> frozenset[str]:
        """The stems of the words that follow "how many"; empty for another question."""
        found = re.search(r"\bhow many\s+((?:[\w’'-]+\s*){1,3})", self.core, re.IGNORECASE)
        return frozenset(lemmas_or_stems(content_words(found.group(1)))) if found else frozenset()


def _names(text: str) -> tuple[tuple[str, ...], ...]:
    found = []
    for match in _NAME.finditer(text):
        parts = words(match.group())
        while parts and (parts[0] in _NOT_NAMES or _SPEECH_VERB.fullmatch(parts[0])):
            parts = parts[1:]
        if parts:
            found.append(tuple(parts))
    return tuple(dict.fromkeys(found))
