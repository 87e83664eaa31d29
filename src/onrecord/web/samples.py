"""The sample articles, where they are installed."""

from pathlib import Path

_PACKAGE = Path(__file__).parents[1]
_PLACES = (_PACKAGE / "examples", _PACKAGE.parent.parent / "examples" / "articles")
"""Where they are in an installed package, and in the project's own folder."""


def sample_folder() -> Path | None:
    """Return the folder of the sample articles, None where there is none."""
    return next((place for place in _PLACES if place.is_dir()), None)
