"""Settings, read from the environment (prefix `ONRECORD_`) and passed down, never reached for."""

from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from onrecord.errors import SettingsError
from onrecord.stint import Limits


class Settings(BaseSettings):
    """Everything that can be set; each field is also the environment variable `ONRECORD_<FIELD>`."""

    model_config = SettingsConfigDict(env_prefix="ONRECORD_", extra="forbid", frozen=True)

    index: Path = Field(default=Path("index"), description="The folder that holds the index.")
    ledger: str | None = Field(
        default=None,
        pattern=r"^postgresql(\+psycopg)?://",
        description="A PostgreSQL database that holds the ledger, as postgresql+psycopg://user@host/name.",
    )
    vectors: str | None = Field(
        default=None,
        pattern=r"^https?://",
        description="A Chroma server that holds the vectors, as http://host:port.",
    )
    vectors_token: SecretStr | None = Field(default=None, description="What the Chroma server asks for.")
    workers: int = Field(default=1, ge=1, description="How many processes make articles ready to be stored.")
    ray: str | None = Field(
        default=None, description="Where Ray runs them: its address, or `local` to start it here; no Ray when unset."
    )
    embedding_model: str | None = Field(
        default=None, description="A sentence-transformers model, by name or folder; the bundled MiniLM when unset."
    )
    max_source_bytes: int = Field(default=20_000_000, gt=0, description="The largest file or page that is read.")
    max_unpacked_bytes: int = Field(
        default=1_000_000_000, gt=0, description="The most that a table packed with gzip may unpack to."
    )
    max_article_characters: int = Field(default=2_000_000, gt=0, description="The longest article that is read.")
    max_source_seconds: float = Field(
        default=600.0, ge=0, description="Seconds that each stage of the work on one source may take; 0 for any."
    )
    max_source_megabytes: int = Field(
        default=4_000, ge=0, description="Megabytes of memory that one source may take beyond what is held; 0 for any."
    )
    fetch_timeout_s: float = Field(default=20.0, gt=0, description="Seconds that one web page may take.")
    allow_private: bool = Field(default=False, description="Whether addresses of this machine's network may be read.")

    llm: str | None = Field(
        default=None,
        pattern=r"^[a-z][a-z0-9_]*:\S+$",
        description="A language model that writes the answers, as provider:model; none when unset.",
    )
    llm_base_url: str | None = Field(default=None, description="The address of the model's server, where not its own.")
    llm_timeout: float = Field(default=60.0, gt=0, description="Seconds that the model may take for one answer.")
    llm_retries: int = Field(default=1, ge=0, description="How often a failed call to the model is tried again.")
    llm_temperature: float | None = Field(default=None, ge=0, description="The model's own when unset.")
    llm_passages: int = Field(default=8, ge=1, le=50, description="Passages that the model is given for a question.")
    llm_history: int = Field(
        default=6000, ge=0, description="Characters of the conversation that the model is told for a follow-up."
    )
    llm_unsupported: Literal["mark", "drop"] = Field(
        default="mark", description="What becomes of a sentence of the model that the articles do not support."
    )
    llm_attribution: bool = Field(
        default=False, description="Whether the model is asked who speaks in a quotation of no known speaker."
    )
    prompts: Path | None = Field(default=None, description="A folder of prompts that go before those shipped.")

    @property
    def limits(self) -> Limits:
        """What the work on one source may take."""
        return Limits(seconds=self.max_source_seconds, megabytes=self.max_source_megabytes)


def load_settings(**given: object) -> Settings:
    """Return the settings of the environment, overridden by what is `given` and not None."""
    try:
        return Settings(**{name: value for name, value in given.items() if value is not None})  # type: ignore[arg-type]
    except ValidationError as error:
        first = error.errors()[0]
        name = "ONRECORD_" + "_".join(str(part) for part in first["loc"]).upper()
        raise SettingsError(f"{name} cannot be used: {first['msg']}") from error
