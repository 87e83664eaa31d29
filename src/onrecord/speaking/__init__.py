"""Who speaks in an archive, and whom somebody means who types a name."""

from onrecord.speaking.asking import find_speakers, named
from onrecord.speaking.fitting import fits, typos
from onrecord.speaking.joining import as_known, attributions, known_names, speakers, unknown

__all__ = ["as_known", "attributions", "find_speakers", "fits", "known_names", "named", "speakers", "typos", "unknown"]
