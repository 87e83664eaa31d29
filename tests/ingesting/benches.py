"""What the workers of the tests hold: vectors that somebody else has made."""

from pathlib import Path

from onrecord.ingesting.prepare import unattributed
from onrecord.ingesting.workers import Preparer
from tests.storage.helpers import RememberingEmbedder


def bench(memory: Path) -> Preparer:
    return Preparer(RememberingEmbedder(memory=memory), unattributed)
