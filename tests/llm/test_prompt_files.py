from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.answering.grounding.passage import NumberedPassage
from onrecord.answering.writing.fenced_passages import fenced
from onrecord.errors import SettingsError
from onrecord.llm.prompt_files import fence_for, messages, prompt_files
from onrecord.model import Article, Span

NAMES = ["answer", "attribution", "rewrite"]


def test_the_shipped_prompts_are_found_and_complete() -> None:
    assert [each.name for each in prompt_files(None)] == NAMES
    assert all(each.is_used for each in prompt_files(None))
    answer = messages("answer", None, fence="f00", passages="PASSAGES {brace}", question="WHY?")
    assert [message.type for message in answer] == ["system", "human"]
    assert "f00" in str(answer[0].content)
    assert "I cannot answer from these articles." in str(answer[0].content)
    assert "PASSAGES {brace}" in str(answer[1].content)
    assert messages("rewrite", None, fence="f", history="h", question="q")


def test_a_prompt_of_the_users_goes_before_the_shipped_one(tmp_path: Path) -> None:
    (tmp_path / "answer.v7.md").write_text("# human\nOld {fence} {passages} {question}")
    (tmp_path / "answer.v12.md").write_text("# human\nMine {fence} {passages} {question}")
    (tmp_path / "notes.md").write_text("not a prompt")
    (message,) = messages("answer", tmp_path, fence="f", passages="p", question="q")
    assert message.content == "Mine f p q"
    listed = [(each.name, each.version, each.is_used) for each in prompt_files(tmp_path) if each.name == "answer"]
    assert listed == [("answer", 12, True), ("answer", 7, False), ("answer", 1, False)]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("No headings {fence} {passages} {question}", "no line"),
        ("# human\n{passages} {question}", r"\{fence\}"),
        ("# human\n{fence} {passages} {question} {secret}", "placeholders"),
        ("# human\n{fence} {passages} {question", "cannot be used"),
        ("# human\n{fence.__class__} {passages} {question}", "cannot be used"),
    ],
)
def test_an_unfit_prompt_is_refused_in_one_line(tmp_path: Path, text: str, reason: str) -> None:
    (tmp_path / "answer.v2.md").write_text(text)
    with pytest.raises(SettingsError, match=reason) as refused:
        messages("answer", tmp_path, fence="f", passages="p", question="q")
    assert "\n" not in str(refused.value)


def test_a_folder_of_prompts_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="ONRECORD_PROMPTS"):
        prompt_files(tmp_path / "missing")


@given(st.lists(st.text(min_size=1), min_size=1, max_size=4))
def test_no_text_holds_the_fence_and_every_passage_stands_whole_between_two(texts: list[str]) -> None:
    fence = fence_for(texts)
    articles = [Article(text=text, title=f"T{n}\n[9] ends") for n, text in enumerate(texts)]
    passages = [NumberedPassage(n, a, Span(start=0, end=len(a.text))) for n, a in enumerate(articles, start=1)]
    shown = fenced(passages, fence)
    assert shown.count(fence) == 2 * len(texts)
    for n, text in enumerate(texts, start=1):
        assert f"\n{text}\n[{n}] {fence} ends" in shown
