from onrecord.attribution.rules.alone import set_apart
from onrecord.language.quotation_marks.quotation_marks import quoted_passages
from onrecord.model import Attribution, Span


def read(text: str, cue: str, *contents: str) -> list[tuple[tuple[str, ...], str | None]]:
    """What is said, with its verb, after quotations that stand alone are set apart."""
    spans = [Span(start=text.index(part), end=text.index(part) + len(part)) for part in (cue, *contents)]
    found = Attribution(content=tuple(spans[1:]), kind="direct", cue=spans[0], source=spans[0])
    parts = set_apart(text, found, quoted_passages(text))
    return [(part.words(text), part.cue.of(text) if part.cue else None) for part in parts]


def test_a_quotation_alone_is_not_the_next_paragraph_s_that_opens_with_the_article_s_words() -> None:
    text = "“The door was open.”\n\nEdith Sallow pressed him. “The wind turns no key,” she said."
    assert read(text, "said", "The door was open.", "The wind turns no key,") == [
        (("The wind turns no key,",), "said"),
        (("The door was open.",), None),
    ]


def test_it_stays_where_the_next_paragraph_opens_with_a_quotation() -> None:
    text = "“The door was open.”\n\n“The wind turns no key,” Edith Sallow said."
    contents = ("The door was open.", "The wind turns no key,")
    assert read(text, "said", *contents) == [(contents, "said")]


def test_an_answer_alone_is_not_that_of_the_one_who_asked() -> None:
    text = "“Who was with you?” Edith Sallow asked.\n\n“Only the dog.”"
    assert read(text, "asked", "Who was with you?", "Only the dog.") == [
        (("Who was with you?",), "asked"),
        (("Only the dog.",), None),
    ]


def test_a_quotation_that_goes_on_alone_stays_with_its_speaker() -> None:
    text = "“The dog was with me,” Edith Sallow said.\n\n“Only the dog.”"
    contents = ("The dog was with me,", "Only the dog.")
    assert read(text, "said", *contents) == [(contents, "said")]
