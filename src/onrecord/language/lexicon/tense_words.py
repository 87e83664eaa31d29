"""Verbs and their helpers, by whether they tell of what was or of what is to come."""

_MODALS = """
    will shall would should may must can won't wouldn't he'll she'll they'll we'll i'll it'll you'll"""
_PAST_AUXILIARIES = "was were had did wasn't weren't hadn't didn't been has have"
_INTENDING = """
    plan plans planning planned intend intends intended hope hopes hoping expect expects expected likely scheduled set
    slated due aim aims going about ready prepare prepares preparing want wants seek seeks vote votes"""
_TIMETABLED = "begins starts opens closes expires ends takes arrives departs resumes"
_NO_PASTS = """
    united limited indeed need needed unprecedented hundred wicked sacred red bed seed speed exceed feed breed"""
_BEFORE_ADJECTIVES = "a an the this that its his her their our my of with no still"

MODALS = frozenset(_MODALS.split())
PAST_AUXILIARIES = frozenset(_PAST_AUXILIARIES.split())
INTENDING = frozenset(_INTENDING.split())
"""Words before "to" and a verb that tell of what is to come: "plans to", "is due to"."""

SCHEDULED = frozenset(("scheduled", "slated", "scheduling", "postponed"))
TIMETABLED = frozenset(_TIMETABLED.split())
"""Verbs that in the present tense tell what is to come: "the fair opens Friday"."""

NO_PASTS = frozenset(_NO_PASTS.split())
"""Words in -ed that are no past tense."""

BEFORE_ADJECTIVES = frozenset(_BEFORE_ADJECTIVES.split())
"""Words behind which a word in -ed is an adjective: "an unspecified day"."""
