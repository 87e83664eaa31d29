from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model import Speaker
from onrecord.speakers.linking import LinkedSpeaker, known_speakers

NAMES = ["Ann Lee", "Anna B. Lee", "Lee", "Mrs. Lee", "Mr. Lee", "Bo Lee", "Bo Lee Jr.", "officials", "FSO", "Ann"]
ALIASES = ["Dr. Ann Lee", "Captain Ann Lee", "Lee", "Mr. Lee", "the FSO", "Senator Lee"]
SPEAKERS = st.builds(
    Speaker, name=st.sampled_from(NAMES), aliases=st.lists(st.sampled_from(ALIASES), max_size=2).map(tuple)
)
ARTICLES = st.dictionaries(st.sampled_from("abcdefg"), st.lists(SPEAKERS, max_size=4))


def groups(**articles: list[Speaker]) -> set[frozenset[tuple[str, str]]]:
    """Which speakers, as article and name, are taken for one."""
    return {frozenset(known.members) for known in known_speakers(articles)}


def test_one_person_under_aliases_is_one() -> None:
    (orr,) = known_speakers(
        {
            "a": [Speaker(name="Mike Orr", aliases=("Secretary of State Mike Orr", "Orr"))],
            "b": [Speaker(name="Michael R. Orr")],
            "c": [Speaker(name="Mr. Orr", aliases=("Orr",))],
            "d": [Speaker(name="Mike Orr")],
        }
    )
    assert orr.speaker.name == "Mike Orr"
    assert {"Michael R. Orr", "Mr. Orr", "Orr"} <= set(orr.speaker.aliases)
    assert len(orr.members) == 4


def test_people_of_one_name_stay_apart_when_the_articles_tell_them_apart() -> None:
    doctor = Speaker(name="Ann Lee", aliases=("Dr. Ann Lee",))
    captain = Speaker(name="Ann Lee", aliases=("Captain Ann Lee",))
    assert len(groups(a=[doctor], b=[captain], c=[doctor])) == 2


def test_other_first_names_genders_and_suffixes_are_other_people() -> None:
    assert len(groups(a=[Speaker(name="Hilde Crane")], b=[Speaker(name="Bert Crane")])) == 2
    assert (
        len(groups(a=[Speaker(name="Donald Orr"), Speaker(name="Donald Orr Jr.")], b=[Speaker(name="Donald Orr")])) == 2
    )
    assert len(groups(a=[Speaker(name="Hilde Crane")], b=[Speaker(name="Mr. Crane")])) == 2


def test_two_that_one_article_names_are_never_one() -> None:
    assert len(groups(a=[Speaker(name="Ann Lee"), Speaker(name="Ann B. Lee")])) == 2


def test_a_bare_surname_joins_only_when_one_person_bears_it() -> None:
    assert len(groups(a=[Speaker(name="Ann Lee")], b=[Speaker(name="Lee")])) == 1
    assert len(groups(a=[Speaker(name="Ann Lee")], b=[Speaker(name="Bo Lee")], c=[Speaker(name="Lee")])) == 3
    family = {"a": [Speaker(name="Ann Lee")], "b": [Speaker(name="Bob Lee")], "c": [Speaker(name="Mrs. Lee")]}
    assert frozenset({("a", "Ann Lee"), ("c", "Mrs. Lee")}) in groups(**family)


def test_a_first_name_alone_joins_nobody() -> None:
    assert len(groups(a=[Speaker(name="Melanie Orr")], b=[Speaker(name="Melanie")], c=[Speaker(name="Melanie")])) == 3


def test_bodies_are_joined_by_their_words_and_acronyms() -> None:
    board = Speaker(name="Baltic Fisheries Board", aliases=("BFB", "the Baltic Fisheries Board"))
    assert len(groups(a=[board], b=[Speaker(name="the Baltic Fisheries Board")], c=[Speaker(name="BFB")])) == 1


def test_a_description_with_a_name_in_it_is_not_that_person() -> None:
    assert len(groups(a=[Speaker(name="Ann Lee")], b=[Speaker(name="a spokesman for Ann Lee")])) == 2


@settings(deadline=None)
@given(ARTICLES)
def test_every_name_of_every_article_belongs_to_exactly_one(articles: dict[str, list[Speaker]]) -> None:
    members = [member for known in known_speakers(articles) for member in known.members]
    assert sorted(members) == sorted({(article, s.name) for article, speakers in articles.items() for s in speakers})


@settings(deadline=None)
@given(ARTICLES, st.randoms(use_true_random=False))
def test_the_order_of_articles_and_speakers_does_not_matter(articles: dict[str, list[Speaker]], random: Random) -> None:
    shuffled = list(articles.items())
    random.shuffle(shuffled)
    again = {article: random.sample(speakers, len(speakers)) for article, speakers in shuffled}
    assert known_speakers(again) == known_speakers(articles)


@settings(deadline=None)
@given(ARTICLES)
def test_all_that_an_article_calls_somebody_is_kept(articles: dict[str, list[Speaker]]) -> None:
    known = known_speakers(articles)
    for article, speakers in articles.items():
        for speaker in speakers:
            (home,) = [k for k in known if (article, speaker.name) in k.members]
            assert {speaker.name, *speaker.aliases} <= {home.speaker.name, *home.speaker.aliases}


@settings(deadline=None)
@given(ARTICLES)
def test_namesakes_of_one_article_stay_two(articles: dict[str, list[Speaker]]) -> None:
    def people(known: LinkedSpeaker) -> list[str]:
        return [article for article, name in known.members if name.endswith("Lee")]

    for known in known_speakers(articles):
        assert len(people(known)) == len(set(people(known)))
