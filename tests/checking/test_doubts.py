from collections.abc import Callable
from dataclasses import replace

import pytest

from onrecord.checking.check import check
from onrecord.model import Article, Attribution, Speaker, Verdict
from onrecord.speakers.possible_names import may_be
from onrecord.storage.ledger.ledger import Ledger

from .pumps import said

Write = Callable[[Article, list[Attribution]], Ledger]
WORDS = "The reeds were cut in the dark,"


@pytest.mark.parametrize(
    ("source", "asked", "verdict", "told"),
    [
        ("Ms. Sand-Oake", "Tilda Sand-Oake", "verbatim", "said this"),
        ("Dr. Oake", "Tilda Sand-Oake", "unconfirmed", "may be Tilda Sand-Oake"),
        ("the Liberal nominee", "Tilda Oake", "unconfirmed", "only “the Liberal nominee”"),
        ("residents", "Tilda Oake", "unconfirmed", "only “residents”"),
        ("the Courier", "The Fenholt Courier", "unconfirmed", "may be The Fenholt Courier"),
        ("the Fenholt Courier", "The Courier", "unconfirmed", "may be The Courier"),
        ("FRB", "Fenholt Rivers Board", "verbatim", "said this"),
        ("Fenholt Rivers Board", "FRB", "verbatim", "said this"),
        ("a letter from Oake", "Tilda Oake", "unconfirmed", "only “a letter from Oake”"),
        ("Tilda Oake and Bert Oake", "Bert Oake", "unconfirmed", "together"),
        ("Jo Pell, a spokesman for Fenholt Water", "Fenholt Water", "unconfirmed", "may speak for"),
        ("Jo Pell, a spokesman for FRB", "Fenholt Rivers Board", "unconfirmed", "may speak for"),
        ("its director, Jo Pell", "Fenholt Rivers Board", "unconfirmed", "which may be Fenholt Rivers Board or not"),
        ("tenants at Marsh Court", "Tilda Oake", "unconfirmed", "only “tenants at Marsh Court”"),
        ("critics such as Oake", "Tilda Oake", "unconfirmed", "only “critics such as Oake”"),
        ("a letter that Bert Oake", "Tilda Oake", "unconfirmed", "only “a letter that Bert Oake”"),
        ("Sexton Hild Oake", "Hild Oake", "unconfirmed", "may be Hild Oake"),
        ("Anna Tilda Oake", "Tilda Oake", "unconfirmed", "may be Tilda Oake"),
        ("Cllr", "Tilda Oake", "unconfirmed", "only “Cllr”"),
        ("Bert Oake", "Tilda Oake", "misattributed", "of Bert Oake"),
        ("Tilda Rusk", "Tilda Oake", "misattributed", "of Tilda Rusk"),
        ("the Fenholt Courier", "Marsh Herald", "misattributed", "of the Fenholt Courier"),
        ("the Fenholt Courier", "The Marsh Star", "misattributed", "of the Fenholt Courier"),
        ("Jo Pell", "Fenholt Water", "misattributed", "of Jo Pell"),
    ],
)
def test_words_are_another_s_only_where_the_one_named_cannot_be_the_one_asked_about(
    write: Write, source: str, asked: str, verdict: Verdict, told: str
) -> None:
    text = f"“{WORDS}” {source} said.\n"
    speaker = Speaker(name=source.partition(",")[0])
    result = check(write(Article(id="reeds", text=text), [said(text, WORDS, by=speaker, source=source)]), WORDS, asked)
    assert result.verdict == verdict
    assert told in result.explanation
    assert (result.said_by is None) == (verdict == "unconfirmed")


@pytest.mark.parametrize(
    ("text", "source", "cue", "confidence", "told"),
    [
        ("Bert Oake was there with Tilda Oake. “{}” she said.", "she", "said", 0.9, "“she”, which may be"),
        ("“{}” Bert Oake said.", "Bert Oake", "said", 0.6, "is not sure (0.60)"),
        ("Bert Oake read aloud: “{}”", "Bert Oake", "read", 0.9, "passes them on"),
        ("Somebody told Bert Oake: “{}”", "Bert Oake", "told", 0.9, "was told them"),
        ("Bert Oake spoke of what Tilda Oake had cried: “{}”", "Bert Oake", "spoke of", 0.9, "repeats there"),
        ("Bert Oake found a note: “{}”", "Bert Oake", "found", 0.95, "does not plainly say"),
        ("Bert Oake translated it as “{}”", "Bert Oake", "translated it", 0.95, "does not plainly say"),
        ("The message to Bert Oake said: “{}”", "Bert Oake", "said", 0.95, "was told them"),
        ("Bert Oake spoke. Rain fell. “{}”", "Bert Oake", "spoke", 0.88, "in another sentence"),
        ("Bert Oake spoke at noon.\n“{}”", "Bert Oake", "spoke", 0.95, "in another paragraph"),
        ("“They told me ‘{}’ and left,” Bert Oake said.", "Bert Oake", "said", 0.95, "as another's"),
    ],
)
def test_a_name_that_is_only_near_is_no_evidence_against_another(
    write: Write, text: str, source: str, cue: str, confidence: float, told: str
) -> None:
    text = text.format(WORDS)
    found = said(text, WORDS, by=Speaker(name="Bert Oake"), source=source, cue=cue, after=text.split()[0])
    result = check(write(Article(id="reeds", text=text), [replace(found, confidence=confidence)]), WORDS, "Tilda Oake")
    assert result.verdict == "unconfirmed"
    assert told in result.explanation


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("Bert Oake muttered: “{}”", "muttered"),
        ("Bert Oake, in a statement to the press, insisting “{}”", "insisting"),
        ("According to Bert Oake, “{}”", "According to"),
        ("Bert Oake: “{}”", ":"),
    ],
)
def test_a_verb_of_utterance_or_a_mark_alone_is_evidence(write: Write, text: str, cue: str) -> None:
    text = text.format(WORDS)
    found = said(text, WORDS, by=Speaker(name="Bert Oake"), source="Bert Oake", cue=cue, after=text.split()[0])
    result = check(write(Article(id="reeds", text=text), [replace(found, confidence=0.95)]), WORDS, "Tilda Oake")
    assert result.verdict == "misattributed"


def test_a_pronoun_is_evidence_where_the_one_asked_about_is_nowhere_in_the_article(write: Write) -> None:
    text = f"Bert Oake was there. “{WORDS}” he said.\n"
    ledger = write(Article(id="reeds", text=text), [said(text, WORDS, by=Speaker(name="Bert Oake"), source="he")])
    assert check(ledger, WORDS, "Carl Venn").verdict == "misattributed"


def test_one_who_may_be_meant_elsewhere_keeps_another_s_words_from_being_an_accusation(write: Write) -> None:
    sure, unsure = f"“{WORDS}” Bert Oake said.\n", f"“{WORDS}” the nominee said.\n"
    write(Article(id="sure", text=sure), [said(sure, WORDS, by=Speaker(name="Bert Oake"), source="Bert Oake")])
    ledger = write(
        Article(id="unsure", text=unsure),
        [said(unsure, WORDS, by=Speaker(name="the nominee"), source="the nominee")],
    )
    assert check(ledger, WORDS, "Tilda Rusk").verdict == "unconfirmed"


@pytest.mark.parametrize(
    ("asked", "name", "text", "expected"),
    [
        ("Anna Strake", "Peter Strake", "", False),
        ("Erika Varn", "Erik Varn", "Erik Varn and Erika Varn", False),
        ("Phineas Garrow", "Old Finn Garrow", "", True),
        ("Elizabeth Crome", "E. Crome", "", True),
        ("Jon Pedd", "the Pedd campaign", "", True),
        ("Radio Tessaly", "Tessaly", "", True),
        ("Northern Fisheries Board", "Dunmere Water", "", False),
        ("Mr. Lode", "Ada Lode", "", False),
    ],
)
def test_two_names_can_be_one_or_cannot(asked: str, name: str, text: str, expected: bool) -> None:
    assert may_be(asked, name, text) is expected


@pytest.mark.parametrize(
    ("described", "source", "verdict"),
    [
        ("The Liberal candidate, Tilda Oake, was late.", "the Liberal", "unconfirmed"),
        ("Tilda Oake, a Liberal, was late.", "the Liberal", "unconfirmed"),
        (
            "Bert Rusk, the Liberal candidate, and after him a long row of others, saw Tilda Oake.",
            "the Liberal",
            "misattributed",
        ),
    ],
)
def test_a_word_that_describes_the_asked_one_may_stand_for_them(
    write: Write, described: str, source: str, verdict: Verdict
) -> None:
    text = f"{described} “{WORDS}” said {source}.\n"
    found = said(text, WORDS, by=Speaker(name="Liberal"), source=source)
    assert check(write(Article(id="reeds", text=text), [found]), WORDS, "Tilda Oake").verdict == verdict


@pytest.mark.parametrize(
    ("mark", "verdict"), [(" –", "unconfirmed"), (" --", "unconfirmed"), (" told:", "misattributed")]
)
def test_a_name_right_before_a_dash_may_be_the_speaker_s(write: Write, mark: str, verdict: Verdict) -> None:
    text = f"Others said so, among them Tilda Oake{mark} “{WORDS}” – and Bert Rusk said it too.\n"
    found = said(text, WORDS, by=Speaker(name="Bert Rusk"), source="Bert Rusk")
    assert check(write(Article(id="reeds", text=text), [found]), WORDS, "Tilda Oake").verdict == verdict


def test_an_open_pronoun_does_not_go_on_with_the_speaker_before(write: Write) -> None:
    text = f"“It rained,” said Tilda Oake. Her brother had sold his share. “{WORDS}” he said.\n"
    tilda = Speaker(name="Tilda Oake")
    hers = said(text, "It rained,", by=tilda, source="Tilda Oake")
    ledger = write(
        Article(id="reeds", text=text), [hers, replace(said(text, WORDS, by=tilda, source="he"), speaker=None)]
    )
    assert check(ledger, WORDS, "Tilda Oake").verdict == "unconfirmed"


def test_words_begun_by_one_and_ended_by_another_are_not_one_utterance(write: Write) -> None:
    text = "“The reeds were ours,” began Tilda Oake, and her brother, Bert Oake, ended it: “until the flood.”\n"
    first = said(text, "The reeds were ours,", by=Speaker(name="Tilda Oake"), source="Tilda Oake", cue="began")
    other = said(
        text, "until the flood.", by=Speaker(name="Tilda Oake"), source="Tilda Oake", cue="ended it", after="began"
    )
    ledger = write(Article(id="reeds", text=text), [first, other])
    assert check(ledger, "The reeds were ours until the flood", "Tilda Oake").verdict != "verbatim"
