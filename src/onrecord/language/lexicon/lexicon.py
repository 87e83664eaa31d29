"""The words by which a text shows what a name names: titles, roles, bodies, documents, places, peoples."""

from onrecord.language.lexicon.first_names import Gender
from onrecord.language.lexicon.word_lists import word_list

HONORIFICS: dict[str, Gender | None] = {
    "mr": "m", "mrs": "f", "ms": "f", "miss": "f", "mx": None, "sir": "m", "dame": "f", "lady": "f", "lord": "m",
    "baroness": "f", "baron": "m", "king": "m", "queen": "f", "prince": "m", "princess": "f", "duke": "m",
    "duchess": "f", "sister": "f", "brother": "m", "madam": "f", "monsieur": "m", "herr": "m", "frau": "f",
    "señor": "m", "señora": "f", "aunt": "f", "uncle": "m", "father": "m", "mother": "f",
}  # fmt: skip

TITLES = word_list("titles")

ABBREVIATED = {
    "sen": "senator", "sens": "senator", "rep": "representative", "reps": "representative", "gov": "governor",
    "govs": "governor", "gen": "general", "col": "colonel", "lt": "lieutenant", "sgt": "sergeant", "capt": "captain",
    "maj": "major", "adm": "admiral", "dr": "doctor", "prof": "professor", "rev": "reverend", "sec": "secretary",
    "pres": "president", "amb": "ambassador", "supt": "superintendent", "del": "delegate", "cmdr": "commander",
    "ald": "alderman", "brig": "brigadier", "cdr": "commander", "cllr": "councillor", "cpl": "corporal",
    "insp": "inspector", "lieut": "lieutenant",
}  # fmt: skip

GENDERED_ROLES: dict[str, Gender] = dict.fromkeys(word_list("roles of women"), "f")
GENDERED_ROLES |= dict.fromkeys(word_list("roles of men"), "m")

ROLES = frozenset(GENDERED_ROLES) | TITLES | word_list("roles")
BODY_NAMES = word_list("body names")
BARE_DOCUMENTS = word_list("issued documents")
PLACES = word_list("places")
PLACE_STARTS = word_list("first words of places")
PEOPLES = word_list("peoples")
NOT_NAMES = word_list("never names")
PARTICLES = word_list("particles")
JOINERS = word_list("joiners")
SUFFIXES = word_list("suffixes")
SPEECH_VERBS = word_list("speech verbs")
