import pytest

from onrecord.language.lexicon.irregular_verbs import forms_of, verb_of


@pytest.mark.parametrize(
    ("word", "verb"), [("fell", "fall"), ("fallen", "fall"), ("fall", "fall"), ("bridge", "bridge")]
)
def test_a_form_leads_back_to_its_verb(word: str, verb: str) -> None:
    assert verb_of(word) == verb


def test_a_verb_has_its_forms_and_another_word_only_itself() -> None:
    assert forms_of("won") == forms_of("win") == ("win", "won")
    assert forms_of("bridge") == ("bridge",)
    assert forms_of("") == ("",)


def test_no_form_is_a_verb_of_its_own() -> None:
    assert all(verb_of(verb_of(word)) == verb_of(word) for word in ("found", "lay", "lying", "left", "saw", "wound"))
