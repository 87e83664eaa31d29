"""The prompts that a language model is asked with."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class PromptFile:
    """A prompt: `answer`, version 1, is the file `answer.v1.md`. `is_used` tells the one that is in use."""

    name: str
    version: int
    path: Path
    is_used: bool
