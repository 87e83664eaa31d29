"""Who speaks in an archive, and whom somebody means who types a name."""

from onrecord.speakers.correcting import Corrector
from onrecord.speakers.directory import as_known, attributions, known_names, speakers
from onrecord.speakers.lookup import find_speakers, speakers_called
from onrecord.speakers.name_matching import fits, fits_within, typos
from onrecord.speakers.reasons import explained
from onrecord.speakers.stating import state_identity

__all__ = [
    "Corrector",
    "as_known",
    "attributions",
    "explained",
    "find_speakers",
    "fits",
    "fits_within",
    "known_names",
    "speakers",
    "speakers_called",
    "state_identity",
    "typos",
]
