"""Irregular verbs: forms that no stemmer leads back to their verb, as "fell" to "fall"."""

from functools import cache

_VERBS = """
    arise arose arisen; awake awoke awoken; bear bore borne; beat beaten; become became; begin began begun; bend bent;
    bite bit bitten; bleed bled; blow blew blown; break broke broken; breed bred; bring brought; build built;
    buy bought; catch caught; choose chose chosen; come came; creep crept; deal dealt; die dying; dig dug; do did done;
    draw drew drawn; drink drank drunk; drive drove driven; eat ate eaten; fall fell fallen; feed fed; feel felt;
    fight fought; find found; flee fled; fly flew flown; forbid forbade forbidden; forget forgot forgotten;
    forgive forgave forgiven; freeze froze frozen; get got gotten; give gave given; go went gone; grow grew grown;
    hang hung; hear heard; hide hid hidden; hold held; keep kept; know knew known; lay laid; lead led; leave left;
    lend lent; lie lying; light lit; lose lost; make made; mean meant; meet met; pay paid; ride rode ridden;
    ring rang rung; rise rose risen; run ran; say said; see saw seen; seek sought; sell sold; send sent;
    shake shook shaken; shine shone; shoot shot; show shown; shrink shrank shrunk; sing sang sung; sink sank sunk;
    sit sat; sleep slept; speak spoke spoken; spend spent; spin spun; stand stood; steal stole stolen; stick stuck;
    strike struck stricken; swear swore sworn; sweep swept; swim swam swum; swing swung; take took taken;
    teach taught; tear tore torn; tell told; think thought; throw threw thrown; understand understood; wake woke woken;
    wear wore worn; weep wept; win won; withdraw withdrew withdrawn; write wrote written"""


@cache
def _forms() -> dict[str, tuple[str, ...]]:
    return {verb: tuple(forms) for verb, *forms in (line.split() for line in _VERBS.split(";"))}


@cache
def _verbs() -> dict[str, str]:
    return {form: verb for verb, forms in _forms().items() for form in forms}


def verb_of(word: str) -> str:
    """Return the verb that a word in lower case is a form of, or the word itself."""
    return _verbs().get(word, word)


def forms_of(word: str) -> tuple[str, ...]:
    """Return every irregular form of the verb that a word in lower case is a form of, the verb first."""
    verb = verb_of(word)
    return (verb, *_forms().get(verb, ())) if verb in _forms() else (word,)
