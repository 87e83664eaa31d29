"""Settings, read from the environment (prefix `ONRECORD_`) and passed down, never reached for."""

from pathlib import Path

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from onrecord.errors import SettingsError


class Settings(BaseSettings):
    """Everything that can be set; each field is also the environment variable `ONRECORD_<FIELD>`."""

    model_config = SettingsConfigDict(env_prefix="ONRECORD_", extra="forbid", frozen=True)

    index: Path = Field(default=Path("index"), description="The folder that holds the index.")
    embedding_model: str | None = Field(
        default=None, description="A sentence-transformers model, by name or folder; the bundled MiniLM when unset."
    )
    max_source_bytes: int = Field(default=20_000_000, gt=0, description="The largest file or page that is read.")
    fetch_timeout_s: float = Field(default=20.0, gt=0, description="Seconds that one web page may take.")
    allow_private: bool = Field(default=False, description="Whether addresses of this machine's network may be read.")


def load_settings(**given: object) -> Settings:
    """Return the settings of the environment, overridden by what is `given` and not None."""
    try:
        return Settings(**{name: value for name, value in given.items() if value is not None})  # type: ignore[arg-type]
    except ValidationError as error:
        first = error.errors()[0]
        name = "ONRECORD_" + "_".join(str(part) for part in first["loc"]).upper()
        raise SettingsError(f"{name} cannot be used: {first['msg']}") from error
