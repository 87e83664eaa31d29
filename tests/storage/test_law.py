"""The second law, over a folder's SQLite and Chroma: whatever happens, the vectors follow the ledger."""

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from onrecord.ingesting.pipeline import open_index
from onrecord.storage.vectors import generations

from .conformance import IndexConformance
from .helpers import RememberingEmbedder


class IndexLaw(IndexConformance):
    opened = staticmethod(open_index)


def test_whatever_happens_the_vectors_follow_the_ledger(
    remembering: RememberingEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(generations, "_CHURN_LEAST", 2)
    monkeypatch.setattr(IndexLaw, "embedder", remembering, raising=False)
    run_state_machine_as_test(
        IndexLaw,
        settings=settings(
            max_examples=6,
            stateful_step_count=10,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
