import pytest

from onrecord.attribution.rules.layout import labelled
from onrecord.attribution.rules.transcript import turns
from onrecord.language.quotation_marks.quotation_marks import quoted_passages


def speaker(text: str) -> str | None:
    span = labelled(text, quoted_passages(text)[0])
    return span.of(text) if span else None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Novik: “We will not wait”", "Novik"),
        ("• Mayor Tull (Velden): “We will not wait”", "Mayor Tull"),
        ("Statement from Chair Lena Ostrow:\n\n“We will appeal.”", "Chair Lena Ostrow"),
        ("From the desk of Paul Arden, chief analyst.\n“Demand will fall.”", "Paul Arden"),
        ("“The kindest teacher we had.” — Jory Pell", "Jory Pell"),
        ("“The kindest teacher we had.”\n-Commissioner Jory Pell.", "Commissioner Jory Pell"),
        ("Then Novik told the paper: “We will not wait”", None),
        ("Nobody knows. “We will not wait.” Nobody ever did.", None),
        ("It ended there. “We will not wait” – but Novik did wait for a year", None),
    ],
)
def test_layout_names_the_speaker(text: str, name: str | None) -> None:
    assert speaker(text) == name


def test_turns_of_an_interview() -> None:
    text = "The Herald: How was it?\nAnna Brok: It was cold.\nThe Herald: And the food?\nAnna Brok: It was colder."
    assert [(t.source.of(text), *t.words(text)) for t in turns(text) if t.source] == [
        ("The Herald", "How was it?"),
        ("Anna Brok", "It was cold."),
        ("The Herald", "And the food?"),
        ("Anna Brok", "It was colder."),
    ]


def test_a_list_with_colons_is_no_transcript() -> None:
    assert not list(turns("Date: Monday\nPlace: Velden\nPrice: nine crowns\n"))
