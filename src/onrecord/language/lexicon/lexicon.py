"""The words by which a text shows what a name names: titles, roles, bodies, documents, places, peoples."""

from onrecord.language.lexicon.first_names import Gender
from onrecord.language.lexicon.word_lists import words

HONORIFICS: dict[str, Gender | None] = {
    "mr": "m", "mrs": "f", "ms": "f", "miss": "f", "mx": None, "sir": "m", "dame": "f", "lady": "f", "lord": "m",
    "baroness": "f", "baron": "m", "king": "m", "queen": "f", "prince": "m", "princess": "f", "duke": "m",
    "duchess": "f", "sister": "f", "brother": "m", "madam": "f", "monsieur": "m", "herr": "m", "frau": "f",
    "señor": "m", "señora": "f", "aunt": "f", "uncle": "m", "father": "m", "mother": "f",
}  # fmt: skip

TITLES = words("titles")

ABBREVIATED = {
    "sen": "senator", "sens": "senator", "rep": "representative", "reps": "representative", "gov": "governor",
    "govs": "governor", "gen": "general", "col": "colonel", "lt": "lieutenant", "sgt": "sergeant", "capt": "captain",
    "maj": "major", "adm": "admiral", "dr": "doctor", "prof": "professor", "rev": "reverend", "sec": "secretary",
    "pres": "president", "amb": "ambassador", "supt": "superintendent", "del": "delegate", "cmdr": "commander",
}  # fmt: skip

GENDERED_ROLES: dict[str, Gender] = dict.fromkeys(words("roles of women"), "f")
GENDERED_ROLES |= dict.fromkeys(words("roles of men"), "m")

ROLES = frozenset(GENDERED_ROLES) | TITLES | words("roles")
BODY_NAMES = words("body names")
BARE_DOCUMENTS = words("issued documents")
PLACES = words("places")
PLACE_STARTS = words("first words of places")
PEOPLES = words("peoples")
NOT_NAMES = words("never names")
PARTICLES = words("particles")
JOINERS = words("joiners")
SUFFIXES = words("suffixes")
SPEECH_VERBS = words("speech verbs")
