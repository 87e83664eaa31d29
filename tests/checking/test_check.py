from collections.abc import Callable

import pytest

from onrecord.checking.check import check
from onrecord.model import Article, Attribution, QuoteCheck, Scope, Span, Verdict
from onrecord.storage.ledger.ledger import Ledger

from .pumps import OTHER, QUILL, TEXT, said

Write = Callable[[Article, list[Attribution]], Ledger]


def changed(result: QuoteCheck) -> list[tuple[str, str, str]]:
    return [(c.op, c.quote, c.article) for c in result.difference if c.op != "equal"]


@pytest.mark.parametrize(
    "quote",
    [
        "Two pumps are not enough, and nobody in this town will say so.",
        "TWO PUMPS ARE NOT ENOUGH",
        "“Two pumps are not enough,” said Mara Quill, “and nobody in this town will say so.”",
        "Two pumps are not enough, said Mara Quill, and nobody in this town will say so",
        '"two pumps are not enough … nobody in this town will say so"',
        "Two pumps are not [...] nobody in this town",
        "We cannot  wait\nfor the spring",
        "We cannot wait for the spring. The wall holds 1200 tonnes",
        "holds 1,200 tonnes",
        "The wall holds 1,200 [sic] tonnes",
    ],
)
def test_the_same_words_are_verbatim(ledger: Ledger, quote: str) -> None:
    result = check(ledger, quote, "Quill")
    assert (result.verdict, result.said_by) == ("verbatim", "Mara Quill")
    assert changed(result) == []
    assert result.evidence
    assert all(e.citation.quote == TEXT[e.citation.start : e.citation.end] for e in result.evidence)


@pytest.mark.parametrize(
    ("quote", "told"),
    [
        ("Two pumps are enough", "drops “not”"),
        ("We can wait for the spring", "a negation is lost"),
        ("The wall holds 1,300 tonnes", "changes the number “1,200” to “1,300”"),
        ("Two pumps are not enough for this town, and nobody will say so", "adds “for this town”"),
        ("nobody in this village will say so", "has “village” for “town”"),
        ("nobody in this town will not say so", "adds “not”"),
        ("Two pumps are not enough. We cannot wait for the spring", "separate quotations"),
    ],
)
def test_changed_words_are_altered_and_it_is_said_how(ledger: Ledger, quote: str, told: str) -> None:
    result = check(ledger, quote, "Mara Quill")
    assert (result.verdict, result.said_by) == ("altered", "Mara Quill")
    assert told in result.explanation
    assert all(c.article in TEXT and c.quote in quote for c in result.difference)


@pytest.mark.parametrize(
    ("quote", "speaker", "verdict", "said_by"),
    [
        ("pure folly", "Quill", "misattributed", "Odo Brandt"),
        ("pure folly", "Odo Brandt", "verbatim", "Odo Brandt"),
        ("pure folly", None, "verbatim", "Odo Brandt"),
        ("the northern gate had been left open since August", "Quill", "paraphrase", "Mara Quill"),
        ("The gate is painted green", "Quill", "narration", None),
        ("paid for 12 of the sandbags himself", None, "narration", None),
        ("The tide will decide", "Quill", "not_found", None),
        ("", "Quill", "not_found", None),
        ("“…”", None, "not_found", None),
    ],
)
def test_the_other_verdicts(
    ledger: Ledger, quote: str, speaker: str | None, verdict: Verdict, said_by: str | None
) -> None:
    result = check(ledger, quote, speaker)
    assert (result.verdict, result.said_by, result.speaker_asked) == (verdict, said_by, speaker)


def test_a_quotation_of_nobody_known_is_not_given_to_the_one_asked_about(ledger: Ledger) -> None:
    assert check(ledger, "Nobody asked the divers", "Mara Quill").verdict == "unconfirmed"
    assert check(ledger, "Nobody asked the divers", "Mara Quill").said_by is None
    unasked = check(ledger, "Nobody asked the divers")
    assert (unasked.verdict, unasked.said_by) == ("verbatim", None)


def test_a_quotation_that_goes_on_where_the_speaker_left_off_is_theirs_with_a_caution(ledger: Ledger) -> None:
    result = check(ledger, "Nobody asked the divers", "Brandt")
    assert result.verdict == "verbatim"
    assert "Whose they are is not said there" in result.explanation


@pytest.mark.parametrize(
    ("quote", "told"),
    [
        ("the gate was broken on purpose", "“not believe that”"),
        ("the gate was broken on purpose", "“if the chain held”"),
        ("go and look", "quotation within a quotation"),
    ],
)
def test_what_stands_outside_a_cut_is_told(ledger: Ledger, quote: str, told: str) -> None:
    result = check(ledger, quote, "Brandt")
    assert result.verdict == "verbatim"
    assert any(told in warning for warning in result.warnings)


def test_a_whole_sentence_needs_no_caution(ledger: Ledger) -> None:
    assert check(ledger, "We cannot wait for the spring", "Quill").warnings == ()


def test_another_article_that_has_it_in_other_words_is_shown(ledger: Ledger, write: Write) -> None:
    write(
        Article(id="mood", text=OTHER),
        [said(OTHER, "Two pumps are never enough, and nobody in this town says so,", by=QUILL, source="she")],
    )
    result = check(ledger, "Two pumps are not enough, and nobody in this town will say so.", "Quill")
    assert result.verdict == "verbatim"
    [version] = result.versions
    assert version.evidence.citation.article.id == "mood"
    assert any((c.quote, c.article) == ("not", "never") for c in version.difference)


def test_who_said_it_is_told_where_the_headline_leaves_it_open(write: Write) -> None:
    text = "Harbour: “The quay will not hold the winter.”\n\n“The quay will not hold the winter,” Quill said."
    body = text.index("\n\n“") + 3
    headline = Attribution(content=(Span(start=text.index("The"), end=text.index(".”") + 1),), kind="direct")
    told = Attribution(content=(Span(start=body, end=text.index(",”") + 1),), kind="direct", speaker=QUILL)
    result = check(write(Article(id="quay", text=text), [headline, told]), "The quay will not hold the winter")
    assert (result.verdict, result.said_by) == ("verbatim", "Mara Quill")
    assert result.explanation.startswith("Mara Quill said this, word for word")


def test_what_is_not_found_shows_the_nearest_apart_from_evidence(ledger: Ledger) -> None:
    result = check(ledger, "The wall holds a thousand or so bricks", "Quill")
    assert result.verdict == "not_found"
    assert result.evidence == ()
    assert [e.citation.quote for e in result.nearest] == ["The wall holds 1,200 tonnes"]


def test_only_the_articles_of_a_scope_count(ledger: Ledger) -> None:
    nowhere = Scope(articles=frozenset({"another"}))
    assert check(ledger, "pure folly", None, nowhere).verdict == "not_found"


def test_an_article_that_is_gone_is_no_evidence(ledger: Ledger) -> None:
    ledger.remove("pumps")
    assert check(ledger, "pure folly").verdict == "not_found"
