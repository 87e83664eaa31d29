from dataclasses import replace

import pytest

from onrecord import to_json
from onrecord.checking.draft_check import check_draft
from onrecord.model import Article, Attribution, CheckedDraft, Span
from onrecord.storage.ledger.ledger import Ledger
from onrecord.web.markup.drafts.report import draft_page

from .pumps import BRANDT, QUILL, said

DRAFT = (
    "Two pumps <b>will</b> do.\n\n“Two pumps are enough,” said Quill. Brandt called the plan “pure folly” and left.\n\n"
    "“Nobody asked the divers.”\n"
)


@pytest.fixture
def checked(ledger: Ledger) -> CheckedDraft:
    def attributed(text: str) -> list[Attribution]:
        first = said(text, "Two pumps are enough,", by=QUILL, source="Quill")
        mixed = said(
            text, "the plan “pure folly”", by=BRANDT, source="Brandt", cue="called", kind="mixed", after="Brandt"
        )
        return [mixed, first]

    return check_draft(ledger, Article(id="draft", text=DRAFT, title="The <pumps>"), attributed)


def test_every_quotation_is_checked_in_the_order_of_the_draft(checked: CheckedDraft) -> None:
    told = [(each.span.of(DRAFT), each.check.verdict, each.check.speaker_asked) for each in checked.quotes]
    assert told == [
        ("Two pumps are enough,", "altered", "Mara Quill"),
        ("pure folly", "verbatim", "Odo Brandt"),
        ("Nobody asked the divers.", "unconfirmed", None),
    ]


def test_the_page_shows_the_draft_and_each_change(checked: CheckedDraft) -> None:
    page = draft_page(checked)
    assert "Two pumps &lt;b&gt;will&lt;/b&gt; do." in page
    assert "<title>Checked: The &lt;pumps&gt;</title>" in page
    assert "<ins>not</ins>" in page
    assert page.count("<del>") == 1, "the legend alone: the draft has no word that the article has not"
    assert page.count('<li id="q') == 3
    assert 'href="#q2"' in page
    assert "<b>" not in page


def test_a_draft_that_quotes_nobody_has_nothing_to_check(ledger: Ledger) -> None:
    nothing = check_draft(ledger, Article(text="The gate is green."), lambda _: [])
    assert nothing.quotes == ()
    assert "quotes nobody" in draft_page(nothing)


def test_an_interrupted_quotation_is_checked_whole(ledger: Ledger) -> None:
    text = "“Two pumps are not enough,” Quill said, “and nobody in this town will say so.”"
    whole = said(text, "Two pumps are not enough,", "and nobody in this town will say so.", by=QUILL, source="Quill")
    [only] = check_draft(ledger, Article(text=text), lambda _: [whole]).quotes
    assert only.span == Span(start=1, end=len(text) - 1)
    assert only.check.verdict == "verbatim"


def test_a_quotation_that_is_wrong_in_one_part_is_told_part_by_part(ledger: Ledger) -> None:
    text = "“We can wait for the spring,” Quill said. “The wall holds 1,200 tonnes.”"
    whole = said(text, "We can wait for the spring,", "The wall holds 1,200 tonnes.", by=QUILL, source="Quill")
    first, second = check_draft(ledger, Article(text=text), lambda _: [whole]).quotes
    assert (first.check.verdict, second.check.verdict) == ("altered", "verbatim")


def test_a_speaker_whom_the_draft_names_and_nobody_matched_is_asked_about_by_that_name(ledger: Ledger) -> None:
    text = "“We cannot wait for the spring,” Tarn told the council."
    named = said(text, "We cannot wait for the spring,", by=QUILL, source="Tarn", cue="told")
    [only] = check_draft(ledger, Article(text=text), lambda _: [replace(named, speaker=None)]).quotes
    assert (only.check.verdict, only.check.speaker_asked) == ("misattributed", "Tarn")


def test_a_speaker_whom_the_draft_only_describes_is_not_confirmed(ledger: Ledger) -> None:
    text = "“We cannot wait for the spring,” the engineer said."
    described = said(text, "We cannot wait for the spring,", by=QUILL, source="the engineer")
    [only] = check_draft(ledger, Article(text=text), lambda _: [replace(described, speaker=None)]).quotes
    assert only.check.verdict == "unconfirmed"
    assert "says only “the engineer”" in only.check.explanation
    assert "by Mara Quill" in only.check.explanation


def test_how_the_draft_s_speaker_is_known_is_told(ledger: Ledger) -> None:
    text = "Quill rose. “We cannot wait for the spring,” she said."
    she = replace(said(text, "We cannot wait for the spring,", by=QUILL, source="she"), confidence=0.71)
    checked = check_draft(ledger, Article(text=text), lambda _: [she])
    assert checked.quotes[0].known == "“she”, resolved to Mara Quill (0.71)"
    assert "resolved to Mara Quill (0.71)" in draft_page(checked)
    assert to_json(checked)["quotes"][0]["known"] == checked.quotes[0].known


def test_a_reversed_quotation_is_altered_with_its_difference(ledger: Ledger) -> None:
    text = "“Two pumps are never short of oil and we can wait for the spring,” Quill said."
    turned = said(text, "we can wait for the spring,", by=QUILL, source="Quill")
    [only] = check_draft(ledger, Article(text=text), lambda _: [turned]).quotes
    assert only.check.verdict == "altered"
    assert "negation" in only.check.explanation
    assert [(c.quote, c.article) for c in only.check.difference if c.op != "equal"] == [("can", "cannot")]
