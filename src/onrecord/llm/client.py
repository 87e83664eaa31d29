"""A language model of the user's choice, asked under a deadline; whatever goes wrong with it is one ModelError."""

import math
import os
import queue
import re
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import AbstractContextManager
from functools import cached_property
from threading import Event
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel, ValidationError

from onrecord.errors import ModelError, SettingsError
from onrecord.settings import Settings

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import BaseMessage, BaseMessageChunk

_PACKAGES = {
    "openai": "openai",
    "anthropic": "anthropic",
    "google_genai": "google",
    "mistralai": "mistral",
    "ollama": "ollama",
}
"""The extra of onrecord that brings the package of each provider."""

_CUT_OFF = {"length", "max_tokens", "model_length"}
_STATUSES = {401: "does not accept the key", 403: "does not accept the key", 404: "is not known there", 429: "is busy"}
_KEY = re.compile(r"\b(?:sk|key|pk|api)[-_][\w*-]{6,}", re.IGNORECASE)
_LONGEST_REASON = 160


Form = TypeVar("Form", bound=BaseModel)


class LanguageModel:
    """The model that the settings name.

    `is_cut_off` tells of the last answer that the model broke it off, or that it ended without saying why.
    """

    def __init__(self, settings: Settings) -> None:
        """Name the model; it is loaded when first asked."""
        self._settings = settings
        self.name = settings.llm or ""
        self.is_cut_off = False

    def stream(self, messages: "list[BaseMessage]") -> Iterator[str]:
        """Yield the parts of an answer as they arrive.

        Raises ModelError when the model fails or takes longer than the settings allow for the whole of it, and
        SettingsError when there is no such model.
        """
        self.is_cut_off = True
        arrived: queue.SimpleQueue[BaseMessageChunk | None] = queue.SimpleQueue()
        given_up = Event()

        def read() -> None:
            try:
                with _untraced():
                    for chunk in self._model.stream(messages):
                        arrived.put(chunk)
                        if given_up.is_set():
                            return
            finally:
                arrived.put(None)

        worker = ThreadPoolExecutor(1)
        try:
            yield from self._parts(arrived, worker.submit(read))
        finally:
            given_up.set()
            worker.shutdown(wait=False, cancel_futures=True)

    def complete(self, messages: "list[BaseMessage]") -> str:
        """Return a whole answer; raises what `stream` does."""
        return "".join(self.stream(messages))

    def choose(self, messages: "list[BaseMessage]", form: type[Form]) -> Form:
        """Return an answer in a form; raises what `stream` does, also when the answer does not fit."""

        def ask() -> Any:  # noqa: ANN401
            with _untraced():
                return self._model.with_structured_output(form).invoke(messages)

        worker = ThreadPoolExecutor(1)
        try:
            asking = worker.submit(ask)
            wait([asking], timeout=self._settings.llm_timeout)
            if not asking.done():
                raise ModelError(f"{self.name} did not finish within {self._settings.llm_timeout:g} s")
            self._check(asking)
            return form.model_validate(asking.result())
        except ValidationError as error:
            raise ModelError(f"{self.name} did not answer in the form that was asked for") from error
        finally:
            worker.shutdown(wait=False, cancel_futures=True)

    def _parts(self, arrived: "queue.SimpleQueue[Any]", reading: "Future[None]") -> Iterator[str]:
        deadline = time.monotonic() + self._settings.llm_timeout
        while True:
            try:
                chunk = arrived.get(timeout=max(0.0, deadline - time.monotonic()))
            except queue.Empty as error:
                raise ModelError(f"{self.name} did not finish within {self._settings.llm_timeout:g} s") from error
            if chunk is None:
                self._check(reading)
                return
            if reason := _reason(chunk).lower():
                self.is_cut_off = reason in _CUT_OFF
            if chunk.text:
                yield str(chunk.text)

    def _check(self, reading: "Future[Any]") -> None:
        """Raise what went wrong in the provider's own code as one of our errors, whatever its kind."""
        error = reading.exception()
        if isinstance(error, SettingsError):
            raise error
        if error is not None:
            raise ModelError(f"{self.name} {_told(error)}") from error

    @cached_property
    def _model(self) -> "BaseChatModel":
        provider, _, name = self.name.partition(":")
        try:
            from langchain.chat_models import init_chat_model

            model: BaseChatModel = init_chat_model(name, model_provider=provider, **self._arguments(provider))
        except ImportError as error:
            extra = _PACKAGES.get(provider)
            needed = f"'onrecord[{extra}]'" if extra else f"langchain langchain-{provider.replace('_', '-')}"
            raise SettingsError(f"ONRECORD_LLM={self.name} needs a package: pip install {needed}") from error
        return model

    def _arguments(self, provider: str) -> dict[str, Any]:
        """Return what a provider's model is made with; each has names of its own."""
        settings = self._settings
        arguments: dict[str, Any] = {}
        if settings.llm_base_url:
            arguments["base_url"] = settings.llm_base_url
            if provider == "openai" and not os.environ.get("OPENAI_API_KEY"):
                arguments["api_key"] = "none"
        if settings.llm_temperature is not None:
            arguments["temperature"] = settings.llm_temperature
        if provider == "ollama":
            return arguments | {"client_kwargs": {"timeout": settings.llm_timeout}}
        timeout = math.ceil(settings.llm_timeout) if provider == "mistralai" else settings.llm_timeout
        return arguments | {"timeout": timeout, "max_retries": settings.llm_retries}


def without_thoughts(text: str) -> str:
    """Return an answer without what some models write down of their thinking before it."""
    return _THOUGHTS.sub("", text)


_THOUGHTS = re.compile(r"<think(?:ing)?>.*?(?:</think(?:ing)?>|\Z)", re.IGNORECASE | re.S)


def _untraced() -> AbstractContextManager[None]:
    """Keep LangChain from sending what is asked and answered to a tracing service, whatever the environment says."""
    from langsmith import tracing_context

    return tracing_context(enabled=False)


def _reason(chunk: Any) -> str:  # noqa: ANN401
    told: dict[str, object] = getattr(chunk, "response_metadata", None) or {}
    return str(told.get("finish_reason") or told.get("stop_reason") or told.get("done_reason") or "")


def _told(error: BaseException) -> str:
    """Return what went wrong, in one short line without keys."""
    kind, status = type(error).__name__, getattr(error, "status_code", None)
    if "Timeout" in kind:
        return "did not answer in time"
    if "Connect" in kind:
        return "cannot be reached"
    if isinstance(status, int):
        return f"{_STATUSES.get(status, 'failed')} ({status})"
    first = next(iter(str(error).splitlines()), "")
    return f"failed: {_KEY.sub('…', first)[:_LONGEST_REASON] or kind}"
