"""Ask your articles. Get the exact words, where they stand, and who said them."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.archive import Archive
    from onrecord.exporting.plain_values import to_json
    from onrecord.model import Article

__all__ = ["Archive", "Article", "__version__", "to_json"]
__version__ = "0.1.0"

_HOMES = {"Archive": "onrecord.archive", "Article": "onrecord.model", "to_json": "onrecord.exporting.plain_values"}


def __getattr__(name: str) -> object:
    """Import a public name when it is first used, so that `import onrecord` costs nothing."""
    if name not in _HOMES:
        raise AttributeError(f"module 'onrecord' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
