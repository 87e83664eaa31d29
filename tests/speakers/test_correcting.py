"""A person corrects who said a quotation, and everything follows it, through every ingest, until it is taken back."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.archive import Archive
from onrecord.embedding import Embedder
from onrecord.errors import (
    AmbiguousSpeakerError,
    ArticleNotFoundError,
    QuotationNotFoundError,
    SpeakerNotFoundError,
)
from onrecord.exporting.plain_values import to_json
from onrecord.model import Article, Attribution, Span, Speaker
from onrecord.speakers.correcting import stated
from onrecord.storage.ledger.speakers.corrected_reading import corrected_reading, place_of

TEXT = (
    "Mayor Ada Quill met Otto Crab on Monday. “The gate held all night in the storm,” she said.\n\n"
    "“It was the north wall that gave way in the end,” Otto Crab said."
)
GATE = Article(id="gate", title="The gate", source="gate.txt", text=TEXT)
HELD = "The gate held all night in the storm"


def speaker_of(archive: Archive, words: str = HELD) -> str | None:
    [said] = [each for each in archive.attributions("gate") if words in " ".join(each.words(archive_text(archive)))]
    return said.speaker.name if said.speaker else None


def archive_text(archive: Archive) -> str:
    return archive.article("gate").text


@pytest.fixture
def gate(archive: Archive) -> Archive:
    archive.add([GATE])
    assert speaker_of(archive) == "Ada Quill"
    return archive


def test_everything_follows_what_a_person_states(gate: Archive) -> None:
    assert gate.check(HELD, "Ada Quill").verdict == "verbatim"
    stated = gate.corrector.correct("gate", "held all night", speaker="Crab", note="The tape has it")
    assert (stated.correction.speaker, stated.correction.kind) == ("Otto Crab", "speaker")
    [said] = [each for each in gate.attributions("gate") if each.correction]
    assert (said.confidence, said.speaker, said.words(TEXT)) == (
        1.0,
        Speaker(name="Otto Crab", aliases=()),
        (f"{HELD},",),
    )
    assert {" ".join(each.words) for each in gate.quotes("Otto Crab")} == {
        f"{HELD},",
        "It was the north wall that gave way in the end,",
    }
    assert gate.quotes("Ada Quill") == [] or not gate.speakers()[1:]
    assert [(each.name, each.attributions) for each in gate.speakers()] == [("Otto Crab", 2)]
    own, other = gate.check(HELD, "Otto Crab"), gate.check(HELD, "Ada Quill")
    assert (own.verdict, other.verdict, other.said_by) == ("verbatim", "misattributed", "Otto Crab")
    assert all("A person settled on" in each.explanation for each in (own, other))
    assert own.evidence[0].correction == stated.correction
    assert to_json(own)["evidence"][0]["correction"]["note"] == "The tape has it"
    assert "these are words of Otto Crab" in gate.ask("Who said that the gate held all night in the storm?").text
    claims = {each.claims[0].text: each.claims[0].speaker for each in gate.claims()}
    assert claims.get(f"{HELD},", "Otto Crab") == "Otto Crab"
    [quotation] = [each for each in gate.quotes() if "gate" in each.words[0]]
    assert to_json(quotation)["correction"]["kind"] == "speaker"


def test_nobody_known_is_no_other_speaker(gate: Archive) -> None:
    gate.corrector.correct("gate", f"“{HELD},”")
    assert speaker_of(gate) is None
    found = gate.check(HELD, "Ada Quill")
    assert found.verdict == "unconfirmed"
    assert "it is not known whose they are" in found.explanation
    assert gate.unknown_speakers() == 1


def test_what_nobody_said_is_the_articles_own(gate: Archive) -> None:
    stated = gate.corrector.correct("gate", HELD, said=False)
    assert gate.corrector.unsaid("gate") == (stated,)
    assert all(HELD not in " ".join(each.words) for each in gate.quotes())
    found = gate.check(HELD)
    assert (found.verdict, found.said_by) == ("narration", None)
    assert "nobody is quoted here" in found.explanation
    assert gate.check("The north wall that gave way").verdict != "narration"


def test_it_is_kept_through_every_ingest_and_rebuild_and_taken_back_whole(gate: Archive, tmp_path: Path) -> None:
    read, claims = gate.attributions("gate"), gate.claims()
    said = gate.index.ledger.passages.sentences(gate.index.ledger.passages.ids_of("gate"))
    gate.corrector.correct("gate", HELD, speaker="Berta Lund")
    gate.rebuild()
    assert speaker_of(gate) == "Berta Lund"
    edited = replace(GATE, text=f"The river rose on Sunday.\n\n{TEXT} It was noon.")
    assert gate.add([edited]).updated == ("gate",)
    assert speaker_of(gate) == "Berta Lund"
    gate.add([replace(GATE, text="Nothing of it is left.")])
    [lost] = gate.corrector.of("gate")
    assert lost.content is None
    gate.remove("gate")
    assert [each.content for each in gate.corrector.of()] == [None]
    gate.add([GATE])
    assert speaker_of(gate) == "Berta Lund"
    gate.backup(tmp_path / "all.backup")
    Archive.restore(tmp_path / "all.backup", tmp_path / "back")
    gate.index.migrate(tmp_path / "other")
    for place in ("back", "other"):
        with Archive.open(tmp_path / place, embedder=gate.index.embedder) as again:
            assert speaker_of(again) == "Berta Lund"
            assert again.corrector.of() == gate.corrector.of()
    assert gate.corrector.withdraw("gate", HELD) == []
    assert gate.attributions("gate") == read
    assert gate.claims() == claims
    after = gate.index.ledger.passages.sentences(gate.index.ledger.passages.ids_of("gate"))
    assert [each.speakers for each in after] == [each.speakers for each in said]


def test_a_later_statement_takes_the_place_of_an_earlier_one(gate: Archive) -> None:
    gate.corrector.correct("gate", HELD, speaker="Berta Lund")
    gate.corrector.correct("gate", "in the storm", said=False)
    gate.corrector.correct("gate", HELD, speaker="Otto Crab")
    assert (len(gate.corrector.of()), speaker_of(gate)) == (1, "Otto Crab")


def test_words_that_were_not_read_as_a_quotation_can_be_given_to_somebody(gate: Archive) -> None:
    gate.corrector.correct("gate", "met Otto Crab on Monday", speaker="Berta Lund")
    [said] = [each for each in gate.attributions("gate") if each.correction]
    assert (said.kind, said.words(TEXT)) == ("indirect", ("met Otto Crab on Monday",))
    gate.corrector.withdraw("gate", "met Otto Crab on Monday")
    assert not any(each.correction for each in gate.attributions("gate"))


def test_what_cannot_be_meant_is_refused_in_a_line(gate: Archive) -> None:
    refused = pytest.raises(QuotationNotFoundError, match=r"\A[^\n]+\Z")
    for words in ("no such words", "", "“”", (), [Span(start=3, end=9999)], "ate held"):
        with refused:
            gate.corrector.correct("gate", words, speaker="Otto Crab")
    with pytest.raises(QuotationNotFoundError, match="as they were read"):
        gate.corrector.withdraw("gate", HELD)
    with pytest.raises(ArticleNotFoundError):
        gate.corrector.correct("wall", HELD)
    with pytest.raises(SpeakerNotFoundError):
        gate.corrector.correct("gate", HELD, speaker="  ")
    assert gate.corrector.of() == []


def test_words_in_several_places_need_one(archive: Archive) -> None:
    archive.add([Article(id="twice", text="“It fell,” Ada Quill said.\n\n“It fell,” Otto Crab said.")])
    with pytest.raises(QuotationNotFoundError, match=r"2 places: say which by where they begin \(1, 29\)"):
        archive.corrector.correct("twice", "It fell", speaker="Berta Lund")
    archive.corrector.correct("twice", "It fell", speaker="Berta Lund", at=29)
    assert [each.speaker and each.speaker.name for each in archive.attributions("twice")] == ["Ada Quill", "Berta Lund"]
    archive.add([Article(id="twice", text="News: “It fell,” Ada Quill said.\n\n“It fell,” Otto Crab said.")])
    assert [each.speaker and each.speaker.name for each in archive.attributions("twice")] == ["Ada Quill", "Berta Lund"]


def test_a_name_that_several_have_is_asked_about(archive: Archive) -> None:
    archive.add([GATE, Article(id="b", text="“No,” Ivo Crab said. “Never,” Otto Crab said.")])
    with pytest.raises(AmbiguousSpeakerError, match="Crab"):
        archive.corrector.correct("gate", HELD, speaker="Crab")


_PIECES = ("“Alpha beta gamma,” Ada Quill said. ", "“Delta epsilon,” he said. ", "It rained. ", "Zeta eta theta. ")
_READ = Attribution(content=(Span(start=1, end=17),), kind="direct", speaker=Speaker(name="Ada Quill"))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(_PIECES), max_size=4), st.lists(st.sampled_from(_PIECES), max_size=3))
def test_a_place_is_that_of_the_very_words_wherever_they_moved(before: list[str], after: list[str]) -> None:
    text = _PIECES[0] + "It rained. "
    correction = stated(Article(id="a", text=text), _READ.content, kind="nobody")
    moved = "".join([*before, text, *after])
    place = place_of(correction, moved)
    assert place is not None
    assert tuple(span.of(moved) for span in place) == correction.words
    gone = "".join(each for each in [*before, *after] if "Alpha" not in each)
    assert place_of(correction, gone) is None
    [said] = corrected_reading(moved, [replace(_READ, content=place)], [correction])
    assert (said.speaker, said.content, said.confidence) == (None, place, 1.0)
    assert corrected_reading(gone, [], [correction]) == []


_STEPS = ("state", "edit", "back", "rebuild", "remove", "other", "again")


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps=st.lists(st.sampled_from(_STEPS), max_size=6))
def test_in_any_order_of_steps_the_words_stay_as_stated_and_undo_gives_back_what_was(
    tmp_path_factory: pytest.TempPathFactory, embedder: Embedder, steps: Sequence[str]
) -> None:
    with Archive.open(tmp_path_factory.mktemp("law"), embedder=embedder) as archive:
        archive.add([GATE])
        read = archive.attributions("gate")
        archive.corrector.correct("gate", HELD, speaker="Berta Lund")
        edits = 0
        for step in steps:
            if step == "edit":
                edits += 1
                archive.add([replace(GATE, text=f"{'It rained. ' * edits}\n\n{TEXT}")])
            elif step in ("back", "again"):
                archive.add([GATE])
            elif step == "rebuild":
                archive.rebuild()
            elif step == "remove":
                archive.remove("gate")
                archive.add([GATE])
            elif step == "other":
                archive.add([Article(id="other", text="“No,” Ivo Crab said.")])
            else:
                archive.corrector.correct("gate", HELD, speaker="Berta Lund")
            assert speaker_of(archive) == "Berta Lund"
            assert speaker_of(archive, "north wall") == "Otto Crab"
        archive.add([GATE])
        archive.corrector.withdraw("gate", HELD)
        assert archive.attributions("gate") == read
        assert archive.index.ledger.counts()["as_read"] == archive.index.ledger.counts()["corrected"] == 0
