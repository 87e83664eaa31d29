from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.model import Article, Attribution, Span, Speaker
from onrecord.storage.ledger.attributions import AttributionCount, speaker_stems
from onrecord.storage.ledger.ledger import Ledger

VARN = Speaker(name="Ilse Varn", aliases=("Ms. Varn", "Varn"))
TEXT = 'The sluice holds, Ilse Varn said. "Nobody slept," she said, "and nobody left." A clerk feared rain.'


def place(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start=start, end=start + len(words))


HOLDS = Attribution(
    content=(place("The sluice holds"),),
    kind="indirect",
    cue=place("said"),
    source=place("Ilse Varn"),
    speaker=VARN,
    confidence=0.5,
)
SLEPT = Attribution(
    content=(place("Nobody slept,"), place("and nobody left.")), kind="direct", source=place("she"), speaker=VARN
)
FEARED = Attribution(content=(place("rain"),), kind="indirect", cue=place("feared"), source=place("A clerk"))

spans = st.builds(lambda start, length: Span(start=start, end=start + length), st.integers(0, 90), st.integers(1, 9))
contents = st.lists(spans, min_size=1, max_size=3, unique_by=lambda span: span.start)
speakers = st.builds(Speaker, name=st.text(min_size=1), aliases=st.lists(st.text(), max_size=3).map(tuple))
attributions = st.builds(
    Attribution,
    content=contents.map(sorted).map(tuple),
    kind=st.sampled_from(["direct", "mixed", "indirect"]),
    cue=st.none() | spans,
    source=st.none() | spans,
    speaker=st.none() | speakers,
    confidence=st.floats(0, 1),
)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    opened = Ledger(tmp_path / "ledger.sqlite")
    yield opened
    opened.close()


def write(ledger: Ledger, article_id: str, *found: Attribution) -> None:
    ledger.write(Article(id=article_id, text=TEXT), [], found)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(found=st.lists(attributions, max_size=5))
def test_attributions_come_back_as_they_were_in_place_of_the_earlier_ones(
    ledger: Ledger, found: list[Attribution]
) -> None:
    write(ledger, "a", *found)
    assert ledger.attributions.of(["a"]).get("a", []) == found


def test_attributions_are_those_of_the_articles_asked_for(ledger: Ledger) -> None:
    write(ledger, "a", HOLDS, SLEPT)
    write(ledger, "b", FEARED)
    write(ledger, "c")
    assert ledger.attributions.of(["b", "c", "none"]) == {"b": [FEARED]}
    assert ledger.attributions.of() == {"a": [HOLDS, SLEPT], "b": [FEARED]}


def test_a_removed_article_leaves_no_attributions(ledger: Ledger) -> None:
    write(ledger, "a", HOLDS, SLEPT)
    ledger.remove("a")
    assert ledger.attributions.of() == {}
    counts = ledger.counts()
    assert (counts["attributions"], counts["contents"]) == (0, 0)


def test_what_each_speaker_of_each_article_said_is_counted(ledger: Ledger) -> None:
    write(ledger, "a", HOLDS, SLEPT, FEARED)
    write(ledger, "b", SLEPT)
    assert sorted(ledger.attributions.counts(), key=lambda said: (said.article_id, -said.times)) == [
        AttributionCount(article_id="a", speaker=VARN, times=2),
        AttributionCount(article_id="a", speaker=None, times=1),
        AttributionCount(article_id="b", speaker=VARN, times=1),
    ]


@pytest.mark.parametrize(
    ("sentence", "stems"),
    [
        ('"Nobody slept," she said, "and nobody left."', {"ils", "varn", "ms"}),
        ("A clerk feared rain.", {"a", "clerk"}),
        ("Ilse Varn said.", set()),
        ('"Nobody', set()),
    ],
)
def test_a_sentence_names_those_whose_words_it_reports(sentence: str, stems: set[str]) -> None:
    assert speaker_stems(TEXT, place(sentence), [HOLDS, SLEPT, FEARED]) == stems


@pytest.mark.parametrize(
    ("name", "stems"),
    [
        ("a narrator in the Varn film", {"a", "narrat"}),
        ("Ms. Varn’s neighbours", {"neighbour"}),
        ("the Varn campaign", {"the", "campaign"}),
        ("a clerk for the Harbour Board", {"a", "clerk"}),
        ("the Bank of Tolm", {"the", "bank", "of", "tolm"}),
        ("the former harbour master Otto Brisk", {"the", "former", "harbour", "master", "otto", "brisk"}),
    ],
)
def test_a_description_is_not_those_whom_it_names_besides(name: str, stems: set[str]) -> None:
    said = Attribution(content=(place("Nobody slept"),), kind="direct", speaker=Speaker(name=name))
    assert speaker_stems(TEXT, place("Nobody slept"), [said]) == stems
