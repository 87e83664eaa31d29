"""Words that tell the same thing, so that "killed", "died" and "dead" are one when two sentences are compared."""

from collections.abc import Iterable
from functools import cache

from onrecord.language.words import lemmas_or_stems

_GROUPS = """
    die died dying death dead kill fatal fatality perish toll deadly | injure injury injured hurt wound casualty
    people person persons | arrest detain | cost price | begin start commence | end finish conclude
    worker employee staff | home house | buy purchase acquire | build construct | hire recruit | child children kid
    pupil student | destroy demolish | missing disappear vanish | approve approval | wed marry marriage | hike increase
    evacuate evacuation evacuee | birth born | hospital hospitalise hospitalize | resign resignation quit
    elect election | collapse collapsed | fine penalty | attend attendance | flee escape | sink founder | storm gale
    employ employment | complete completion | arrive arrival | depart departure leave | invest investment"""


@cache
def _leaders() -> dict[str, str]:
    groups = (lemmas_or_stems(group.split()) for group in _GROUPS.replace("\n", " | ").split("|"))
    return {stem: group[0] for group in groups for stem in group}


def synonym_stems(of: Iterable[str]) -> list[str]:
    """Return the stems of words in lower case, those of words that tell the same thing as one."""
    leaders = _leaders()
    return [leaders.get(stem, stem) for stem in lemmas_or_stems(of)]
