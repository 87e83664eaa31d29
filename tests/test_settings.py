from pathlib import Path

import pytest
from pydantic import ValidationError

from onrecord.errors import SettingsError
from onrecord.settings import Settings, load_settings


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(f"ONRECORD_{name.upper()}", raising=False)


def test_with_nothing_set_the_index_is_a_folder_here_and_nothing_leaves_the_machine() -> None:
    settings = load_settings()
    assert settings.index == Path("index")
    assert settings.embedding_model is None
    assert not settings.allow_private


def test_no_language_model_is_asked_unless_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    assert load_settings().llm is None
    monkeypatch.setenv("ONRECORD_LLM", "ollama:llama3.2")
    monkeypatch.setenv("ONRECORD_LLM_UNSUPPORTED", "drop")
    assert (load_settings().llm, load_settings().llm_unsupported) == ("ollama:llama3.2", "drop")


@pytest.mark.parametrize("name", ["gpt", "openai:", ":gpt", "open ai:gpt"])
def test_a_model_is_a_provider_and_a_name(name: str) -> None:
    with pytest.raises(SettingsError, match="ONRECORD_LLM cannot be used"):
        load_settings(llm=name)


def test_what_is_given_comes_before_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONRECORD_INDEX", "elsewhere")
    monkeypatch.setenv("ONRECORD_FETCH_TIMEOUT_S", "2.5")
    assert load_settings().index == Path("elsewhere")
    assert load_settings(index="here", fetch_timeout_s=None) == Settings(index=Path("here"), fetch_timeout_s=2.5)


@pytest.mark.parametrize(
    ("name", "value"),
    [("MAX_SOURCE_BYTES", "0"), ("MAX_SOURCE_BYTES", "many"), ("FETCH_TIMEOUT_S", "-1"), ("ALLOW_PRIVATE", "perhaps")],
)
def test_a_value_that_cannot_be_used_is_one_line_with_its_name(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(f"ONRECORD_{name}", value)
    with pytest.raises(SettingsError, match=rf"\AONRECORD_{name} cannot be used: [^\n]+\Z"):
        load_settings()


def test_settings_do_not_change() -> None:
    with pytest.raises(ValidationError):
        load_settings().index = Path("other")


def test_every_setting_says_what_it_is_for() -> None:
    assert all(field.description for field in Settings.model_fields.values())
