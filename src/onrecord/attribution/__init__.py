"""Who said what: finds every attribution of a text, with its content, cue, source and speaker."""

from onrecord.attribution.pipeline import attribute, attribute_many
from onrecord.attribution.tagger.tagger import Tagger

__all__ = ["Tagger", "attribute", "attribute_many"]
