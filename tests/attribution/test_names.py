"""Names within an article: whom a short form, a role or a title stands for, and whom it does not."""

import pytest

from onrecord.attribution.coreference.resolution import resolve
from onrecord.language.quotation_marks.quotation_marks import quoted_passages
from onrecord.model import Attribution, Span
from onrecord.speakers.name_matching import fits_within


def speaker_of(text: str, source: str) -> str | None:
    """Return the name of whom a source stands for that says the quotation of a text."""
    [quoted] = quoted_passages(text)
    at = text.rindex(source)
    said = Attribution(content=quoted.spans, kind="direct", source=Span(start=at, end=at + len(source)))
    [found] = resolve(text, [said])
    return found.speaker.name if found.speaker else None


@pytest.mark.parametrize(
    ("text", "source", "name"),
    [
        ("The Fenholt Courier was sued. “It is all true,” the Courier said.", "the Courier", "Fenholt Courier"),
        ("The Fenholt Seed Trust moved. “We kept the door,” the trust said.", "the trust", "Fenholt Seed Trust"),
        ("Bert van der Oake and Ann Oake met. “Fog,” Mr. van der Oake said.", "Mr. van der Oake", "Bert van der Oake"),
        ("Søren Åkjær and Ann Oake met. “Fog,” Akjaer said.", "Akjaer", "Søren Åkjær"),
        ("Sergei Malk and Andrei Malk met. “Fog,” Sergey Malk said.", "Sergey Malk", "Sergei Malk"),
        ("Ann P. Oake met Ann R. Oake. “Fog,” Ann R. Oake said.", "Ann R. Oake", "Ann R. Oake"),
        ("Ilka Rusk chairs the lock board. “Fog,” the chairwoman said.", "the chairwoman", "Ilka Rusk"),
        ("Ilka Rusk won the Green nomination. “Fog,” the Green nominee said.", "the Green nominee", "Ilka Rusk"),
        ("Coach Ann Oake praised her keeper, Lotte Brand. “Fog,” the keeper said.", "the keeper", "Lotte Brand"),
        ("Ann Oake's lawyer, Bert Rusk, came. “Fog,” Oake's lawyer said.", "Oake's lawyer", "Bert Rusk"),
        (
            "The former mayor, Ann Oake, met the mayor, Bert Rusk. “Fog,” the former mayor said.",
            "the former mayor",
            "Ann Oake",
        ),
        ("Attorney General Bert Rusk met Gen. Ann Oake. “Fog,” the general said.", "the general", "Ann Oake"),
        ("Queen Ottilie met Ann Oake. “Fog,” the queen said.", "the queen", "Queen Ottilie"),
        (
            "A spokeswoman for Fen Power, Britt Ekmar, rose. “Fog,” the spokeswoman said.",
            "the spokeswoman",
            "Britt Ekmar",
        ),
    ],
)
def test_a_short_form_or_a_role_is_the_only_one_it_can_be(text: str, source: str, name: str) -> None:
    assert speaker_of(text, source) == name


@pytest.mark.parametrize(
    ("text", "source", "names"),
    [
        (
            "Detective Ann Oake met Detective Bert Rusk. “Fog,” the detective said.",
            "the detective",
            {"Ann Oake", "Bert Rusk"},
        ),
        ("The White House and Ann Oake met. “Fog,” the House said.", "the House", {"White House"}),
        ("The Fen Times and the Marsh Times merged. “Fog,” the Times said.", "the Times", {"Fen Times", "Marsh Times"}),
        ("Jona Rusk and his wife, Dana Rusk, met. “Fog,” Mr. Rusk said.", "Mr. Rusk", {"Dana Rusk"}),
    ],
)
def test_what_can_be_two_is_neither(text: str, source: str, names: set[str]) -> None:
    assert speaker_of(text, source) not in names


def test_a_surname_that_two_have_is_nobodys_alone() -> None:
    from onrecord.model import Speaker

    text = "Ilse Varn met Otto Varn. “Fog,” Varn said."
    assert not fits_within("Otto Varn", Speaker(name="Varn"), text)
    assert fits_within("Otto Varn", Speaker(name="Varn"), "Otto Varn rose. “Fog,” Varn said.")
    assert fits_within("Otto Varn", Speaker(name="Otto Varn"), text)
