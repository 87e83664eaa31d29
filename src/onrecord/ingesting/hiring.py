"""Which workers the settings name."""

import os
from functools import partial

from onrecord.attribution.second_reader import reader
from onrecord.embedding import Embedder
from onrecord.ingesting.ray_workers import RayWorkers
from onrecord.ingesting.workers import InTurn, Preparer, ProcessWorkers, Workers
from onrecord.settings import Settings


def preparer_of(settings: Settings) -> Preparer:
    """Make what a worker holds; workers on one machine share its processors evenly."""
    if settings.workers > 1:
        import torch

        torch.set_num_threads(max(1, (os.cpu_count() or 1) // settings.workers))
    return Preparer(Embedder(settings.embedding_model), reader(settings))


def workers_of(settings: Settings, own: Preparer) -> Workers:
    """Return the workers that the settings name; `own` is for this process."""
    make = partial(preparer_of, settings)
    if settings.ray is not None:
        return RayWorkers(settings.ray, settings.workers, make)
    return ProcessWorkers(settings.workers, make) if settings.workers > 1 else InTurn(own)
