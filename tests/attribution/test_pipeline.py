import json
import threading
from pathlib import Path
from typing import Any

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.attribution import Tagger, attribute, attribute_many
from onrecord.language.quotation_marks.quotation_marks import quoted_passages
from onrecord.model import Attribution, Span

CASES = [json.loads(line) for line in Path(__file__).with_name("cases.jsonl").read_text(encoding="utf-8").splitlines()]
FLOOR = 47


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    return Tagger.load()


def letters(words: str) -> str:
    return "".join(filter(str.isalnum, words))


def holds(text: str, found: list[Attribution], quote: dict[str, Any]) -> bool:
    for attribution in found:
        source = attribution.source.of(text) if attribution.source else "nobody"
        speaker = attribution.speaker.name if attribution.speaker else "nobody"
        named = source in quote["source"] or quote["source"] in (source, speaker) or quote["source"] in source
        if named and all(any(alike(words, said) for said in attribution.words(text)) for words in quote["content"]):
            return True
    return False


def alike(wanted: str, said: str) -> bool:
    return letters(wanted) in letters(said) and len(letters(said)) <= 1.4 * len(letters(wanted))


def is_whole(case: dict[str, Any], found: list[Attribution]) -> bool:
    return all(holds(case["text"], found, quote) for quote in case["quotes"]) if case["quotes"] else not found


def test_the_written_cases_keep_their_floor(tagger: Tagger) -> None:
    found = list(attribute_many([case["text"] for case in CASES], tagger))
    failed = [case["why"] for case, each in zip(CASES, found, strict=True) if not is_whole(case, each)]
    assert len(CASES) - len(failed) >= FLOOR, failed


def test_an_interrupted_quotation_is_one_attribution(tagger: Tagger) -> None:
    text = "“If the rain stops,” said Petra Novik, “we will start on Monday.”"
    [found] = attribute(text, tagger)
    assert found.words(text) == ("If the rain stops,", "we will start on Monday.")
    assert found.kind == "direct"
    assert found.source
    assert found.source.of(text) == "Petra Novik"
    assert found.cue
    assert found.cue.of(text) == "said"
    assert found.speaker
    assert found.speaker.name == "Petra Novik"
    assert 0 < found.confidence <= 1


def test_a_quotation_over_paragraphs_is_one_attribution(tagger: Tagger) -> None:
    text = "Petra Novik said: “The harvest failed. We lost the barley.\n\n“Then we lost the rye as well.”"
    [found] = [a for a in attribute(text, tagger) if a.kind == "direct"]
    assert found.words(text) == ("The harvest failed. We lost the barley.", "Then we lost the rye as well.")


def test_direct_content_is_what_stands_inside_the_marks(tagger: Tagger) -> None:
    texts = [case["text"] for case in CASES]
    for text, found in zip(texts, attribute_many(texts, tagger), strict=True):
        inside = {span for quoted in quoted_passages(text) for span in quoted.spans}
        direct = {span for attribution in found if attribution.kind == "direct" for span in attribution.content}
        assert direct <= inside


def test_many_texts_at_once_give_what_each_gives_alone(tagger: Tagger) -> None:
    texts = [case["text"] for case in CASES[:12]] + [""]
    together = list(attribute_many(texts, tagger))
    for text, found in zip(texts, together, strict=True):
        alone = attribute(text, tagger)
        assert [(a.content, a.cue, a.source, a.kind, a.speaker) for a in alone] == [
            (a.content, a.cue, a.source, a.kind, a.speaker) for a in found
        ]


def test_a_subheading_in_quotation_marks_is_no_part_of_the_quotation_before(tagger: Tagger) -> None:
    text = "“We lost the barley,” Petra Novik said. “Then we lost the rye.”\n\n‘No Bread Left’\n\nThe mill is closed."
    [found] = [a for a in attribute(text, tagger) if a.kind == "direct"]
    assert found.words(text) == ("We lost the barley,", "Then we lost the rye.")


@settings(max_examples=25, deadline=None)
@given(st.text(alphabet=st.sampled_from("ab sdi.,:\n\t“”‘’\"'«»—é😀\x00"), max_size=80))
def test_any_text_is_read_and_every_span_lies_in_it(tagger: Tagger, text: str) -> None:
    for found in attribute(text, tagger):
        spans = [*found.content, *(span for span in (found.cue, found.source) if span)]
        assert all(isinstance(span, Span) and len(span) and span.end <= len(text) for span in spans)
        assert found.content
        assert found.source is None or "\n\n" not in found.source.of(text)
        assert 0 <= found.confidence <= 1


def test_a_long_text_is_read_to_its_end(tagger: Tagger) -> None:
    filler = "The river rose in the night and the mill stood under water until noon. " * 120
    text = f"{filler}\n\n“The dam will hold,” said Petra Novik."
    found = attribute(text, tagger)[-1]
    assert found.words(text) == ("The dam will hold,",)
    assert found.source
    assert found.source.of(text) == "Petra Novik"


def test_several_threads_may_share_a_tagger(tagger: Tagger) -> None:
    text = "“The dam will hold,” said Petra Novik."
    results: list[list[Attribution]] = []
    threads = [threading.Thread(target=lambda: results.append(attribute(text, tagger))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(results) == 4
    assert all(a.source and a.source.of(text) == "Petra Novik" for [a] in results)


def test_loading_a_tagger_leaves_torch_as_many_threads_as_it_had() -> None:
    before = torch.get_num_threads()
    Tagger.load()
    seen = [torch.get_num_threads()]
    thread = threading.Thread(target=lambda: seen.append(torch.get_num_threads()))
    thread.start()
    thread.join()
    assert seen == [before, before]


@pytest.mark.parametrize("gap", ["\n\n", "\n"])
def test_a_source_does_not_run_on_from_a_heading(tagger: Tagger, gap: str) -> None:
    text = f"Brindle Cross villagers{gap}People who live near the quarry said the dust was “everywhere”."
    [found] = attribute(text, tagger)
    assert found.source
    assert found.source.of(text) == "People who live near the quarry"


def test_words_of_the_article_beside_a_whole_quotation_are_not_said(tagger: Tagger) -> None:
    text = "“The dam will hold,” Petra Novik said as the water rose and the mill, which she had built, stood under it."
    [found] = [a for a in attribute(text, tagger) if a.kind != "indirect"]
    assert found.words(text) == ("The dam will hold,",)


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("The harbour master called the storm “pure hell” on Tuesday.", "pure hell"),
        ("Petra Novik described the plan as “reckless” and left.", "reckless"),
        ("In a letter to staff, Petra Novik promised “no cuts”.", "no cuts"),
    ],
)
def test_a_quotation_of_a_word_or_two_is_somebodys(tagger: Tagger, text: str, quoted: str) -> None:
    [found] = [a for a in attribute(text, tagger) if any(quoted in words for words in a.words(text))]
    assert found.source
    assert found.kind in {"direct", "mixed"}
    assert found.speaker


def test_words_that_a_headline_repeats_stand_once_in_an_attribution(tagger: Tagger) -> None:
    sample = Path(__file__).parents[2] / "examples" / "articles" / "ostrel-post_2031-03-14_sluice-gates.txt"
    text = sample.read_text(encoding="utf-8")
    found = attribute(text, tagger)
    assert all(len({letters(words) for words in each.words(text)}) == len(each.content) for each in found)
    [said] = [each for each in found if each.source and each.source.of(text).startswith("Corin Hask")]
    assert [span.start for span in said.content] == [text.rindex("A new winch would have saved the wall")]
