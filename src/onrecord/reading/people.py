"""Names of authors out of what a document states: people, each once, without roles, days, menus and the publisher."""

import re
from collections.abc import Iterable, Sequence

_OPENING = re.compile(
    r"^(?:(?:story|text|words|article|reported|written|posted|published|submitted|edited|analysis|opinion|report)"
    r"(?: (?:on [^,;|]{3,40}?))? )?by\b[\s:]*|^(?:authors?|autor(?:in|en)?|auteurs?|autore|interview|text)\b:?\s+"
    r"|^(?:(?:artikel|ein artikel|zum profil|profil) )?vo[nm]\s+|^(?-i:Par|Por|Di|Door|Av)\s+(?=[^\W\d_a-z])",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    r"\s*[;|•·\n]\s*|\s*,(?!\s*(?:Jr|Sr|II|III|IV)\b)\s*|\s+(?:and|und|with|AND|And|og|och)\s+|\s*&\s*|\s+[–—/-]\s+"
)
_CALENDAR = (
    r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?"
    r"|Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?"
)
_ONLY_CALENDAR = re.compile(rf"(?:(?:{_CALENDAR}|[AaPp]\.?[Mm]\.?|on|at)[.,]?\s*)+", re.IGNORECASE)
_AFTER_NAME = re.compile(
    rf"(?<!\s)\s++(?:(?:{_CALENDAR})\.?,?(?:\s*+(?:\d|(?:{_CALENDAR})\b).*)?$|\d.*"
    r"|(?:updated|published|posted|says|said|follow|view|edited by|shares?|on|at|in|for|from|photograph|image"
    r"|edited|designed|stand|datum|shares|vor|před"
    r"|(?:games |news |senior |staff |political |associate |managing |health )*(?:editor|writer|reporter|correspondent"
    r"|columnist|contributor))\b.*|[(<@].*)$",
    re.IGNORECASE,
)
_ROLE_BEHIND = re.compile(
    r"^(\S+ \S+(?: \S+)??) (?:[A-Z]\w+ ){0,2}(?:Writer|Reporter|Editor|Correspondent|Columnist|Contributor)$"
)
_NO_PERSON = re.compile(
    r"(?:the )?(?:(?:our|senior|special|staff|political|chief|contributing|guest|associate|deputy|managing|foreign"
    r"|national|local|news|sports?|business|health|science|technology|tech|games|digital|freelance)[ -])*"
    r"(?:staff(?: reports?)?|writers?|reporters?|correspondents?|editors?|columnists?|contributors?|bureau|desk"
    r"|journalists?|photographers?|producers?|authors?|news services?(?: reports?)?|reports?|newsroom|web ?master)"
    r"(?: (?:in|at|for|of) .*)?"
    r"|user ?name|user|name|admin(?:istrator)?|guest|anonymous|follow(?: us)?|share|print|e-?mail|subscribe|comments?"
    r"|(?:sign|log) ?(?:in|out|up)|register|profile|my account|menu|search|home|view all|more|read more|about"
    r"|(?:senior|chief|executive|associate|deputy|managing) .*|.* (?:project|team|department|institute)"
    r"|authority control|ph\.?d\.?|m\.?d\.?|m\.?a\.?|esq\.?|mba|posted|published|updated|last updated|and|by|text"
    r"|photos?|author bio|biography|see all|advertisement|twitter|facebook|website|nan|none|null|unknown|untitled",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"https?://\S+|www\.\S+|\S+@\S+\.\w+>?|@\w+")
_AROUND = ' \t,:;*|-–—"“”'
_LAST_STOP = re.compile(r"\b(?:[A-Z]|Jr|Sr)\.$")
_MOST_WORDS = 6
_LONGEST = 60
_LONGEST_LINE = 400


def people(stated: str | Iterable[str] | None, *, publisher: Sequence[str] = ()) -> list[str]:
    """Return the names in what is `stated`, in its order, none twice; a `publisher` by any of its names is no author.

    Of two spellings that differ in case the one in mixed case is kept.
    """
    values = [stated] if isinstance(stated, str) else list(stated or ())
    outlets = {_letters(name) for name in publisher} - {""}
    found: dict[str, str] = {}
    for value in values:
        line = _OPENING.sub("", " ".join(_ADDRESS.sub(" ", value[:_LONGEST_LINE]).split()))
        parts = _BETWEEN.split(line)
        if _letters(parts[0]) in outlets:
            continue
        for part in parts:
            name = _name(_without_outlet(part, publisher))
            key = _letters(name)
            if key and key not in outlets and (key not in found or found[key].isupper()):
                found[key] = name
    acronyms = [key for key, name in found.items() if re.fullmatch(r"[A-Z]{2,5}", name)]
    if len(acronyms) < len(found):
        found = {key: name for key, name in found.items() if key not in acronyms}
    return [
        name for key, name in found.items() if not any(key != other and _within(name, found[other]) for other in found)
    ]


def _without_outlet(part: str, publisher: Sequence[str]) -> str:
    """Return a name without its outlet's and the role there, which some bylines have behind it."""
    for outlet in publisher:
        if len(outlet) > 3 and (
            found := re.search(rf"\s+{re.escape(outlet)}\s+(?:staff|writer|reporter)\b.*", part, re.I)
        ):
            return part[: found.start()]
    return part


def join_names(names: Iterable[str]) -> str | None:
    """Return names as one line, or None for none."""
    return ", ".join(names) or None


def _name(part: str) -> str:
    """Return one name without what stands around it, or nothing when it is no name."""
    name = _OPENING.sub("", part.strip(_AROUND))
    if name.startswith(("(", "[")):
        return ""
    name = _ROLE_BEHIND.sub(r"\1", name)
    if _ONLY_CALENDAR.fullmatch(name) or _NO_PERSON.fullmatch(name):
        return ""
    bare = _AFTER_NAME.sub("", name)
    if bare != name and " " not in bare:
        return ""
    name = bare.strip(_AROUND)
    name = name if _LAST_STOP.search(name) else name.rstrip(".")
    if " " in name and (name[0].isdigit() or (name.isascii() and name.islower())):
        return ""
    short = len(name) <= _LONGEST and len(name.split()) <= _MOST_WORDS
    return name if short and re.search(r"[^\W\d_]", name) else ""


def _letters(name: str) -> str:
    return re.sub(r"[\W_]+", "", name).casefold()


def _within(name: str, other: str) -> bool:
    """Say whether a name is part of a fuller one."""
    return bool(re.search(rf"(?:^|\s){re.escape(name)}(?:\s|$)", other, re.IGNORECASE))
