"""What holds for every quote, over the sample articles as they are read and attributed."""

from functools import cache

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.archive import Archive
from onrecord.language.wording import Wording
from onrecord.model import QuoteCheck

FEWEST = 5
CAREFULLY = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@cache
def quotations_of(archive: Archive) -> list[tuple[str, str]]:
    """The words of each quotation that has a speaker, each part of an interrupted one, with that speaker's name."""
    found = [
        (span.of(article.text), each.speaker.name)
        for article in archive.articles()
        for each in archive.attributions(article.id)
        for span in each.content
        if each.kind == "direct" and each.speaker and len(Wording.of(span.of(article.text)).words) >= FEWEST
    ]
    assert len(found) > 40
    return found


def assert_exact(archive: Archive, quote: str, result: QuoteCheck) -> None:
    texts = [article.text for article in archive.articles()]
    for each in (*result.evidence, *result.nearest, *(version.evidence for version in result.versions)):
        assert each.citation.quote == each.citation.article.text[each.citation.start : each.citation.end]
    for change in (*result.difference, *(change for version in result.versions for change in version.difference)):
        assert any(change.article in text for text in texts)
        assert change.quote in quote


@given(data=st.data())
@CAREFULLY
def test_any_run_of_words_is_found_with_its_speaker(samples: Archive, data: st.DataObject) -> None:
    text, speaker = data.draw(st.sampled_from(quotations_of(samples)))
    words = Wording.of(text).words
    first = data.draw(st.integers(0, len(words) - FEWEST))
    last = data.draw(st.integers(first + FEWEST - 1, len(words) - 1))
    run = text[words[first].start : words[last].end]
    result = samples.check(run, speaker)
    assert result.verdict == "verbatim", result.explanation
    assert_exact(samples, run, result)


@given(data=st.data())
@CAREFULLY
def test_a_changed_word_is_never_verbatim(samples: Archive, data: st.DataObject) -> None:
    text, speaker = data.draw(st.sampled_from(quotations_of(samples)))
    words = Wording.of(text).words
    changed = words[data.draw(st.integers(0, len(words) - 1))]
    other = data.draw(st.sampled_from(["zephyr", "not", "9", "every", "’tis"]))
    if other.strip("’") == changed.form:
        return
    quote = text[: changed.start] + other + text[changed.end :]
    result = samples.check(quote, speaker)
    assert result.verdict != "verbatim"
    assert_exact(samples, quote, result)


@given(quote=st.text(max_size=200) | st.text(alphabet="the wall said \"“”‘’'…[]. not", max_size=80))
@CAREFULLY
def test_whatever_is_typed_a_verdict_comes_and_quotes_only_what_stands_there(samples: Archive, quote: str) -> None:
    assert_exact(samples, quote, samples.check(quote, "Corin Hask"))
