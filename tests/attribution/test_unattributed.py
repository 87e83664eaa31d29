from onrecord.attribution.rules.unattributed import with_floating
from onrecord.language.quotation_marks.quotation_marks import quoted_passages
from onrecord.model import Attribution, Span


def source_of_last(text: str, found: list[Attribution]) -> str | None:
    source = with_floating(text, quoted_passages(text), found)[-1].source
    return source.of(text) if source else None


def said_by(text: str, words: str, source: str) -> Attribution:
    def span(part: str) -> Span:
        return Span(start=text.index(part), end=text.index(part) + len(part))

    return Attribution(content=(span(words),), kind="direct", source=span(source))


def test_a_quotation_alone_goes_on_with_the_one_speaker_before() -> None:
    text = "“The roof leaked for months,” said Olga Finn.\n\n“Nobody from the school ever came to look.”"
    assert source_of_last(text, [said_by(text, "The roof leaked for months,", "Olga Finn")]) == "Olga Finn"


def test_after_two_speakers_nobody_goes_on() -> None:
    text = "“It leaked,” said Olga Finn. “It did not,” said Per Holm.\n\n“Nobody from the school ever came to look.”"
    found = [said_by(text, "It leaked,", "Olga Finn"), said_by(text, "It did not,", "Per Holm")]
    assert source_of_last(text, found) is None


def test_without_an_attribution_the_one_person_named_before_speaks() -> None:
    text = "Coach Rui Matos was calm after the defeat.\n\n“We will learn from this one, I am sure.”"
    assert source_of_last(text, []) == "Rui Matos"


def test_inside_a_paragraph_nobody_is_guessed() -> None:
    text = "Rui Matos found a leaflet. “Stay at home on Sunday and keep your children indoors.” It bore no name."
    [found] = with_floating(text, quoted_passages(text), [])
    assert found.source is None
    assert found.words(text) == ("Stay at home on Sunday and keep your children indoors.",)


def test_titles_and_held_quotations_add_nothing() -> None:
    text = "Her first film, “A Winter in Velden”, opens today. “It took us nine years to make it,” said Ana Roth."
    found = [said_by(text, "It took us nine years to make it,", "Ana Roth")]
    assert with_floating(text, quoted_passages(text), found) == found


def test_the_quotation_at_the_end_of_a_headline_is_kept() -> None:
    text = "A lesson from the quarry: ‘Never dig below the water’\n\nThe quarry at Velden was flooded in a day."
    [found] = with_floating(text, quoted_passages(text), [])
    assert found.words(text) == ("Never dig below the water",)
    assert found.source is None
