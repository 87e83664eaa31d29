from onrecord.attribution.rules.relayed import relayed
from onrecord.language.quotation_marks.quotation_marks import quoted_passages
from onrecord.model import Attribution, Span


def place(text: str, words: str) -> Span:
    return Span(start=text.index(words), end=text.index(words) + len(words))


def read_as(text: str, content: str, *, cue: str, source: str) -> Attribution:
    said = Attribution(
        content=(place(text, content),), cue=place(text, cue), source=place(text, source), kind="direct", confidence=0.9
    )
    return relayed(text, said, quoted_passages(text))


def test_minutes_that_have_somebody_saying_give_the_words_to_that_one() -> None:
    text = "Minutes that the Gazette has seen have Warden Ulla Brock saying: “The sluice was shut.”"
    found = read_as(text, "The sluice was shut.", cue="saying", source="the Gazette")
    assert found.source
    assert found.source.of(text) == "Warden Ulla Brock"


def test_what_is_read_from_a_letter_is_not_the_reader_s() -> None:
    text = "Ulla Brock read aloud from a letter: “The sluice was shut.” “It was,” Brock said."
    found = read_as(text, "The sluice was shut.", cue="read aloud from a letter", source="Ulla Brock")
    assert found.source is None
    own = read_as(text, "It was,", cue="said", source="Brock")
    assert own.source
