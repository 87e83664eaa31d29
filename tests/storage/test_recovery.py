import signal
import subprocess
import sys
from pathlib import Path

import pytest

from onrecord.ingesting.pipeline import open_index
from onrecord.storage.vectors import generations

from . import dying
from .helpers import RememberingEmbedder, add, assert_vectors_are_the_ledgers, contents

ROOT = Path(__file__).parents[2]
POINTS = [
    ("ledger", 1),
    ("ledger", 5),
    ("upsert", 1),
    ("deletion", 1),
    ("probe", 2),
    ("settling", 1),
    ("upsert", 2),
    ("settling", 2),
    ("dropping", 3),
]


@pytest.mark.parametrize(("step", "calls"), POINTS)
def test_a_process_killed_after_a_step_leaves_nothing_to_repair(
    tmp_path: Path, remembering: RememberingEmbedder, monkeypatch: pytest.MonkeyPatch, step: str, calls: int
) -> None:
    monkeypatch.setattr(generations, "_CHURN_LEAST", 2)
    monkeypatch.setattr(generations, "_CHURN_SHARE", 0.1)
    whole = open_index(tmp_path / "whole", remembering)
    add(whole, *dying.OLD)
    add(whole, *dying.NEW)
    killed = open_index(tmp_path / "killed", remembering)
    add(killed, *dying.OLD)
    killed.close()
    memory = remembering.save(tmp_path / "memory")
    command = [sys.executable, "-m", dying.__name__, str(tmp_path / "killed"), str(memory), step, str(calls)]
    assert subprocess.run(command, check=False, cwd=ROOT).returncode == -signal.SIGKILL
    recovered = open_index(tmp_path / "killed", remembering)
    outcomes = add(recovered, *dying.NEW)
    assert set(outcomes.values()) <= {"added", "updated", "unchanged"}
    assert contents(recovered) == contents(whole)
    assert_vectors_are_the_ledgers(recovered)
    assert len(list((tmp_path / "killed" / "vectors").iterdir())) == 1
    assert set(add(recovered, *dying.NEW).values()) == {"unchanged"}
    whole.close()
    recovered.close()
