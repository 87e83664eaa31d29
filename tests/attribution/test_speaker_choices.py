from hypothesis import given
from hypothesis import strategies as st

from onrecord.attribution.second_reader import CONFIDENCE, apply_choices, doubtful, names
from onrecord.model import Attribution, Span, Speaker

TEXT = "“Nobody warned us.” Piet Sorrel and Hanna Brandt stood at the weir. “Ask Hanna Brandt.” It rained, Sorrel said."


def quoted(words: str, speaker: Speaker | None = None, kind: str = "direct") -> Attribution:
    start = TEXT.index(words)
    return Attribution(content=(Span(start=start, end=start + len(words)),), kind=kind, speaker=speaker)  # type: ignore[arg-type]


SORREL = Speaker(name="Piet Sorrel", aliases=("Sorrel",))
FOUND = [quoted("Nobody warned us."), quoted("Ask Hanna Brandt."), quoted("It rained", SORREL, "indirect")]


def test_names_are_those_of_the_text_each_once() -> None:
    found = names(TEXT)
    assert [name.name for name in found] == ["Piet Sorrel", "Hanna Brandt"]
    assert all(name.span.of(TEXT) == name.name for name in found)


def test_only_quotations_without_a_speaker_are_in_doubt() -> None:
    assert doubtful(FOUND) == [0, 1]


def test_a_choice_gives_the_known_speaker_of_that_name() -> None:
    first, second, third = apply_choices(FOUND, names(TEXT), {0: 0})
    assert first.speaker == SORREL
    assert first.source is not None
    assert first.source.of(TEXT) == "Piet Sorrel"
    assert first.confidence == CONFIDENCE
    assert (second, third) == (FOUND[1], FOUND[2])


def test_a_name_inside_the_quotation_does_not_say_it() -> None:
    candidates = names("“Ask Hanna Brandt.” It rained.")
    doubted = Attribution(content=(Span(start=1, end=18),), kind="direct")
    assert apply_choices([doubted], candidates, {0: 0}) == [doubted]


@given(st.dictionaries(st.integers(-5, 9), st.integers(-5, 9)))
def test_whatever_is_chosen_only_spans_that_exist_become_sources(choices: dict[int, int]) -> None:
    candidates = names(TEXT)
    for before, after in zip(FOUND, apply_choices(FOUND, candidates, choices), strict=True):
        assert after.content == before.content
        assert after == before or (before.speaker is None and after.source in {each.span for each in candidates})
