"""Questions about claims are told from all others."""

import pytest

from onrecord.answering.question.claim_request import ClaimRequest, read_claim_request


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Who else claimed this?", ClaimRequest(kind="who else", words=None)),
        (
            "Who else has said that the harbour will close?",
            ClaimRequest(kind="who else", words="the harbour will close"),
        ),
        ("When was this first claimed?", ClaimRequest(kind="first", words=None)),
        ("When was it first claimed that eels sing?", ClaimRequest(kind="first", words="eels sing")),
        ("When was the sale of the mill first claimed?", ClaimRequest(kind="first", words="the sale of the mill")),
        (
            "Who was the first to claim that the vote was bought?",
            ClaimRequest(kind="first", words="the vote was bought"),
        ),
        ("Do the articles agree on how many died?", ClaimRequest(kind="agree", words="how many died")),
        (
            "Are there contradictions about the cost of the gate?",
            ClaimRequest(kind="agree", words="the cost of the gate"),
        ),
        (
            "Has Ada Quill changed position on the ferry?",
            ClaimRequest(kind="changed", words="the ferry", speaker="Ada Quill"),
        ),
        ("Did Vale ever change his mind?", ClaimRequest(kind="changed", words=None, speaker="Vale")),
        ("Has this been fact-checked?", ClaimRequest(kind="checked", words=None)),
        (
            "Has the claim that eels sing been fact checked?",
            ClaimRequest(kind="checked", words="the claim that eels sing"),
        ),
        ("Is there a fact-check of the eel story?", ClaimRequest(kind="checked", words="the eel story")),
    ],
)
def test_a_question_about_a_claim(question: str, expected: ClaimRequest) -> None:
    assert read_claim_request(question) == expected


@pytest.mark.parametrize(
    "question",
    [
        "Who said that the harbour will close?",
        "When was the mill sold?",
        "Did the council agree on the budget?",
        "Has the price of fish changed?",
        "Who was first across the line?",
        "What did Ada Quill claim about the ferry?",
        "Has the mill been sold?",
        "Do the unions agree to the plan?",
        "",
    ],
)
def test_any_other_question_is_left_alone(question: str) -> None:
    assert read_claim_request(question) is None
