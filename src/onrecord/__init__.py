"""Ask your articles. Get the exact words, where they stand, and who said them."""

from typing import TYPE_CHECKING

from onrecord.version import __version__

if TYPE_CHECKING:
    from onrecord.archive import Archive
    from onrecord.errors import OnRecordError
    from onrecord.exporting.plain_values import to_json
    from onrecord.model import Answer, Article, Quotation, QuoteCheck, Scope

__all__ = [
    "Answer",
    "Archive",
    "Article",
    "OnRecordError",
    "Quotation",
    "QuoteCheck",
    "Scope",
    "__version__",
    "to_json",
]

_HOMES = {
    "Archive": "onrecord.archive",
    "OnRecordError": "onrecord.errors",
    "to_json": "onrecord.exporting.plain_values",
} | dict.fromkeys(("Answer", "Article", "Quotation", "QuoteCheck", "Scope"), "onrecord.model")


def __getattr__(name: str) -> object:
    """Import a public name when it is first used, so that `import onrecord` costs nothing."""
    if name not in _HOMES:
        raise AttributeError(f"module 'onrecord' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
