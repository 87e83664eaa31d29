"""A person, body, place or people of one article, and the places where it is named."""

from collections import Counter
from dataclasses import dataclass, field

from onrecord.language.folding import without_accents
from onrecord.language.lexicon.first_names import Gender
from onrecord.language.lexicon.lexicon import ABBREVIATED, HONORIFICS, SUFFIXES
from onrecord.language.names.entity_types import EntityType
from onrecord.language.names.mentions import Mention
from onrecord.model import Speaker

_MOST_SURFACES = 100


@dataclass(slots=True, eq=False)
class Entity:
    """Somebody or something of one article, under all the names it goes by there.

    `order` counts the characters as they are introduced, `first_at` is the offset of the first mention; `full` counts
    the mentions by full name and `count` all of them. `roles` gives for each role the words that narrow it down.
    """

    kind: EntityType
    words: tuple[str, ...]
    order: int
    surfaces: dict[str, None] = field(default_factory=dict)
    nicks: set[str] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)
    roles: dict[str, set[str]] = field(default_factory=dict)
    genders: Counter[Gender] = field(default_factory=Counter)
    first_at: int = -1
    full: int = 0
    count: int = 0
    gender: Gender | None = None

    @property
    def name(self) -> str:
        """The fullest name; a surname alone takes the title it goes by, as in Senator Yun."""
        plain = " ".join(self.words)
        if len(self.words) > 1 or self.kind != "person":
            return plain
        titled = [surface for surface in self.surfaces if surface.endswith(f" {plain}")]
        return max(titled, key=lambda s: (s.split()[0].lower().strip(".") not in HONORIFICS, len(s)), default=plain)

    @property
    def core(self) -> tuple[str, ...]:
        """The name's words without a suffix such as Jr."""
        return tuple(word for word in self.words if key(word) not in SUFFIXES)

    @property
    def suffix(self) -> str:
        """The suffix that keeps a son apart from his father, or nothing."""
        return " ".join(key(w) for w in self.words[1:] if key(w) in SUFFIXES)

    def go_by(self, surface: str) -> None:
        """Take a way the article names it; beyond the first hundred they are left out."""
        if len(self.surfaces) < _MOST_SURFACES:
            self.surfaces.setdefault(surface, None)

    def settle_gender(self) -> None:
        """Set the gender that the evidence of names, titles and pronouns agrees on, or None."""
        he, she = self.genders["m"], self.genders["f"]
        agreed = max(he, she) >= 2 * min(he, she) + 1
        self.gender = ("m" if he > she else "f") if agreed else None

    def speaker(self, also: str = "") -> Speaker:
        """Return it as a speaker; `also` is one more alias."""
        name = self.name
        aliases = dict.fromkeys([*self.surfaces, also])
        return Speaker(name=name, aliases=tuple(alias for alias in aliases if alias and alias != name))

    @property
    def aliases(self) -> tuple[str, ...]:
        """Every other way the article names it, in the order of appearance."""
        name = self.name
        return tuple(surface for surface in self.surfaces if surface != name)


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityMention:
    """One mention of a character, with the token indices it covers."""

    character: Entity
    mention: Mention

    @property
    def start(self) -> int:
        """Where the name itself begins."""
        return self.mention.span.start


def length(name: tuple[str, ...]) -> int:
    """Return how many words a name has, a suffix such as Jr. left out."""
    return sum(1 for word in name if key(word) not in SUFFIXES)


def heads(title: str) -> set[str]:
    """Return the words of a title in small letters, abbreviations spelled out."""
    lowered = [word.lower().strip(".,") for word in title.split()]
    return {ABBREVIATED.get(word, word) for word in lowered}


def key(word: str) -> str:
    """Return a name as it is looked up: in small letters, without accents, one kind of apostrophe, no final stop."""
    return without_accents(word).replace("’", "'").rstrip(".")
