import pytest

from onrecord.attribution.rules.not_said import is_nobodys, is_unsaid, reassign_reported
from onrecord.language.quotation_marks.quotation_marks import quoted_passages
from onrecord.model import Attribution, AttributionKind, Span


def reported(
    text: str, content: str, *, cue: str, source: str, kind: AttributionKind, sure: float = 0.9
) -> Attribution:
    def span(words: str) -> Span:
        return Span(start=text.index(words), end=text.index(words) + len(words))

    return Attribution(content=(span(content),), cue=span(cue), source=span(source), kind=kind, confidence=sure)


@pytest.mark.parametrize(
    ("text", "content", "cue", "source", "kind"),
    [
        ("The mayor never said “we surrender”.", "we surrender", "said", "The mayor", "direct"),
        ("The mayor didn’t say “we surrender” then.", "“we surrender” then", "say", "The mayor", "mixed"),
        ("“Is it over?” the mayor wondered.", "Is it over?", "wondered", "the mayor", "direct"),
        (
            "Novik noted that bakers never say “no flour”.",
            "that bakers never say “no flour”",
            "noted",
            "Novik",
            "mixed",
        ),
        (
            "Novik objected to remarks that ferries were “too slow”.",
            "remarks that ferries were “too slow”",
            "objected to",
            "Novik",
            "mixed",
        ),
        ("People often said the pier was “cursed”.", "the pier was “cursed”", "often said", "People", "mixed"),
        ("If the mayor says “no”, it is over.", "no", "says", "the mayor", "direct"),
        ("The ruling sparked talk of a strike.", "talk of a strike", "sparked", "The ruling", "indirect"),
        ("Novik denied it on Monday.", "it", "denied", "Novik", "indirect"),
    ],
)
def test_what_nobody_said_is_unsaid(text: str, content: str, cue: str, source: str, kind: AttributionKind) -> None:
    found = reported(text, content, cue=cue, source=source, kind=kind)
    assert is_unsaid(text, found, quoted_passages(text))


@pytest.mark.parametrize(
    ("text", "content", "cue", "source", "kind"),
    [
        ("The mayor said “we never surrender”.", "we never surrender", "said", "The mayor", "direct"),
        ("The mayor not only said “we won” but sang.", "we won", "said", "The mayor", "direct"),
        (
            "My aunt often said: “The sea takes and gives.”",
            "The sea takes and gives.",
            "often said",
            "My aunt",
            "direct",
        ),
        ("The guide called the storm “pure hell”.", "the storm “pure hell”", "called", "The guide", "mixed"),
        (
            "Novik said the claim that ferries were slow was “absurd”.",
            "the claim that ferries were slow was “absurd”",
            "said",
            "Novik",
            "mixed",
        ),
        ("Novik thinks the pier is lost.", "the pier is lost", "thinks", "Novik", "indirect"),
    ],
)
def test_what_somebody_said_is_not_unsaid(
    text: str, content: str, cue: str, source: str, kind: AttributionKind
) -> None:
    found = reported(text, content, cue=cue, source=source, kind=kind)
    assert not is_unsaid(text, found, quoted_passages(text))


def test_a_term_in_words_that_are_unsure_is_unsaid() -> None:
    text = "The sign uses marks for a modern word like “ghosted”."
    for sure, unsaid in ((0.4, True), (0.9, False)):
        found = reported(text, "a modern word like “ghosted”", cue="uses", source="The sign", kind="mixed", sure=sure)
        assert is_unsaid(text, found, quoted_passages(text)) is unsaid


def test_nobody_is_no_source() -> None:
    text = "No one called the pier “cursed”. Noone called it “lucky”."
    said = [("“cursed”", "No one", True), ("“lucky”", "Noone", False)]
    for content, source, nobodys in said:
        assert is_nobodys(text, reported(text, content, cue="called", source=source, kind="direct")) is nobodys


def test_a_claim_that_is_somebodys_by_name_is_given_back() -> None:
    text = "The mayor rejected Olga Finn’s early claim that the vote was “rigged”."
    content = "Olga Finn’s early claim that the vote was “rigged”"
    found = reported(text, content, cue="rejected", source="The mayor", kind="mixed")
    given = reassign_reported(text, found, quoted_passages(text))
    assert given.words(text) == ("that the vote was “rigged”",)
    assert [span.of(text) for span in (given.source, given.cue) if span] == ["Olga Finn", "claim"]
    assert not is_unsaid(text, found, quoted_passages(text))


def test_what_its_source_says_is_not_given_away() -> None:
    text = "The mayor said Olga Finn’s claim that the vote was “rigged” was a lie."
    found = reported(text, "Olga Finn’s claim that the vote was “rigged”", cue="said", source="The mayor", kind="mixed")
    assert reassign_reported(text, found, quoted_passages(text)) == found
