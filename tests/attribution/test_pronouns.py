import re

import pytest

from onrecord.attribution.coreference.resolution import resolve
from onrecord.model import Attribution, Span

SWORN = "The board’s treasurer, Odrin Vael, had sworn it. Odrin Vael stayed."


def speaker_of(marked: str) -> str | None:
    """Who the source in [square brackets] is; the saying itself stands in {braces}, or right behind the source."""
    plain = re.sub(r"[\[\]{}]", "", marked)
    source = _place(marked, "[", "]")
    content = _place(marked, "{", "}") if "{" in marked else Span(start=source.end, end=source.end + 1)
    (resolved,) = resolve(plain, [Attribution(content=(content,), kind="indirect", source=source)])
    return resolved.speaker.name if resolved.speaker else None


def _place(marked: str, opening: str, closing: str) -> Span:
    start, end = (len(re.sub(r"[\[\]{}]", "", marked[: marked.index(mark)])) for mark in (opening, closing))
    return Span(start=start, end=end)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Jana Holt met union leader Karl Brenner on Friday. “No deal,” [she] said.", "Jana Holt"),
        ("Jana Holt met union leader Karl Brenner on Friday. “No deal,” [he] said.", "Karl Brenner"),
        ("“No,” said Jana Holt.\n\nThe talks took all day.\n\n“{We are tired},” [she] said.", "Jana Holt"),
        ("Karl Brenner beat Paul Orr. [He] said {that Orr was a good man}.", "Karl Brenner"),
        ("Paul Orr’s lawyer, Karl Brenner, rose. “{Not so},” [he] said.", "Karl Brenner"),
        ("Jana Holt spoke first. Paul Orr stayed silent. “{It was Paul},” [she] said.", "Jana Holt"),
        (f"{SWORN}\n\nThe panel heard from Hestrel Moyne, the surveyor. [She] said {{so}}.", "Hestrel Moyne"),
        ("Ministers met on Monday. [They] want lower taxes.", "ministers"),
        ("The Baltic Fisheries Board met. [It] wants smaller nets.", "Baltic Fisheries Board"),
        ("Dov Quandt, [who] wants smaller nets, left.", "Dov Quandt"),
        ("Dov Quandt, a welder from the port, [who] wants smaller nets, left.", "Dov Quandt"),
        ("The Baltic Fisheries Board, [which] wants smaller nets, met.", "Baltic Fisheries Board"),
        ("Some voters [who] want smaller nets left.", "some voters"),
    ],
)
def test_a_pronoun_is_resolved_over_sentences_and_paragraphs(text: str, name: str) -> None:
    assert speaker_of(text) == name


@pytest.mark.parametrize(
    "text",
    [
        "“If the dam holds, we were lucky,” [she] said.",
        "Karl Brenner left the room. “{We were lucky},” [she] said.",
        "“[I] never saw it,” Karl Brenner said.",
        "Karl Brenner said that [we] never saw it.",
        "[It] says so on the wall.",
        "[They] say so on the wall.",
    ],
)
def test_a_pronoun_with_nobody_to_stand_for_stays_open(text: str) -> None:
    assert speaker_of(text) is None


def test_a_long_quotation_in_between_is_no_distance() -> None:
    long = " ".join(["The wall is wet."] * 20)
    assert speaker_of(f"Jana Holt walked to the wall. “{long}” [she] said.") == "Jana Holt"


def test_who_is_named_in_a_quotation_is_less_likely_to_speak_next() -> None:
    text = "“{Paul Orr never paid and Paul Orr never will},” said Karl Brenner. [He] left it at that."
    assert speaker_of(text.replace("{", "").replace("}", "")) == "Karl Brenner"


def test_who_is_addressed_right_behind_the_pronoun_is_not_the_one_who_speaks() -> None:
    text = "Karl Brenner rose. Then Paul Orr came in. [He] told Orr that the dam held."
    assert speaker_of(text) == "Karl Brenner"


def test_one_who_is_not_named_may_be_meant() -> None:
    sayings = "A delegate said no. [She] left it at that."
    plain = re.sub(r"[\[\]]", "", f"Jana Holt won. {sayings}")
    first, second = Span(start=15, end=25), Span(start=35, end=38)
    resolved = resolve(plain, [Attribution(content=(s,), kind="indirect", source=s) for s in (first, second)])
    assert [a.speaker.name for a in resolved if a.speaker] == ["a delegate", "a delegate"]
