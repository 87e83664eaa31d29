import pytest

from onrecord.answering.question.intent import CheckRequest, QuotesRequest, read_intent


@pytest.mark.parametrize(
    ("question", "quote", "speaker"),
    [
        ("Did Quill say 'two pumps will do'?", "two pumps will do", "Quill"),
        ("Did Mara Quill really say “two pumps will do”?", "two pumps will do", "Mara Quill"),
        ("Is it true that Quill said “two pumps will do”?", "two pumps will do", "Quill"),
        ("Was Quill quoted as saying 'two pumps will do'?", "two pumps will do", "Quill"),
        ("Has Brandt ever called it ‘pure folly’?", "pure folly", "Brandt"),
        ("Who said 'pure folly'?", "pure folly", None),
        ("Who said “pure folly” about the plan?", "pure folly", None),
        ("“Pure folly”: who said that?", "Pure folly", None),
        ("Which minister said “never again”?", "never again", None),
        ("Is this quote right: Two pumps will do", "Two pumps will do", None),
        ("Is this quote right: “Two pumps will do” (Quill)", "Two pumps will do", "Quill"),
        ("Is this quote accurate? “Two pumps will do,” Quill said.", "Two pumps will do,", "Quill"),
        ("Check “Two pumps will do” by Mara Quill", "Two pumps will do", "Mara Quill"),
        ('Verify: "Two pumps will do" — Quill', "Two pumps will do", "Quill"),
    ],
)
def test_questions_that_ask_for_a_check(question: str, quote: str, speaker: str | None) -> None:
    assert read_intent(question) == CheckRequest(quote=quote, speaker=speaker)


@pytest.mark.parametrize(
    ("question", "speaker", "topic", "only"),
    [
        ("What did the ministers say about the gate?", "the ministers", "the gate", False),
        ("What has Quill said?", "Quill", None, False),
        ("Quote Quill on pumps", "Quill", "pumps", True),
        ("Everything Mara Quill said about pumps", "Mara Quill", "pumps", True),
        ("List everything that Quill has said", "Quill", None, True),
        ("Who spoke about the gate?", None, "the gate", True),
        ("Everyone who has spoken on the gate", None, "the gate", True),
        ("Give me quotes by Odo Brandt about the plan", "Odo Brandt", "the plan", True),
    ],
)
def test_questions_that_ask_for_somebodys_words(
    question: str, speaker: str | None, topic: str | None, only: bool
) -> None:
    assert read_intent(question) == QuotesRequest(speaker=speaker, topic=topic, only_quotations=only)


@pytest.mark.parametrize(
    "question",
    [
        "How many pumps are there?",
        "Did Quill say she would resign?",
        "When did Quill say “two pumps will do”?",
        "Why did Brandt say 'pure folly'?",
        "What is the “Small Gate”?",
        "Who built the wall?",
        "",
        "“”",
    ],
)
def test_other_questions_ask_for_a_fact(question: str) -> None:
    assert read_intent(question) is None
