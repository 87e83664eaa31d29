import pytest

from onrecord.checking.quote import Quote


@pytest.mark.parametrize(
    ("typed", "fragments"),
    [
        ("We cannot wait", ["we cannot wait"]),
        ("“We cannot wait,” she said, “for the spring.”", ["we cannot wait for the spring"]),
        ('"We cannot wait"', ["we cannot wait"]),
        ("We cannot … the spring", ["we cannot", "the spring"]),
        ("We cannot [...] the . . . spring", ["we cannot", "the", "spring"]),
        ("… for the spring …", ["for the spring"]),
        ("We cannot [sic] wait", ["we cannot wait"]),
        ("the “Small Gate” must be shut", ["the small gate must be shut"]),
        ("", []),
        ("“…”", []),
    ],
)
def test_a_quote_is_its_runs_of_words(typed: str, fragments: list[str]) -> None:
    assert [" ".join(part.forms) for part in Quote.of(typed).fragments] == fragments


def test_words_keep_their_places() -> None:
    typed = "“We cannot wait,” she said, “… the spring.”"
    asked = Quote.of(typed)
    assert [typed[word.start : word.end] for word in asked.joined.words] == ["We", "cannot", "wait", "the", "spring"]
