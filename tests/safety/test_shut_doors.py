"""The whole product runs with every way out of the machine shut, and loads no pickle."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from .whole_product import shut

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("hub", [None, "1"])
def test_nothing_is_asked_of_another_machine_and_no_pickle_is_loaded(hub: str | None, tmp_path: Path) -> None:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("HF_", "ONRECORD_", "GRADIO_"))}
    offline = {"HF_HUB_OFFLINE": hub} if hub else {}
    done = subprocess.run(
        [sys.executable, "-m", "tests.safety.whole_product", str(tmp_path)],
        cwd=ROOT,
        env=kept | offline | {"HOME": str(tmp_path), "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "REFUSED" not in done.stderr
    assert (done.returncode, done.stdout) == (0, "whole\n"), done.stderr


@pytest.mark.parametrize(
    ("event", "details"),
    [
        ("socket.connect", (None, ("192.0.2.1", 443))),
        ("socket.connect", (None, ("10.0.0.1", 80))),
        ("socket.sendto", (None, ("192.0.2.1", 53))),
        ("socket.getaddrinfo", ("outlet.example", 443)),
        ("pickle.find_class", ("os", "system")),
    ],
)
def test_the_doors_are_shut(event: str, details: tuple[object, ...], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(PermissionError):
        shut(event, details)
    assert "REFUSED" in capsys.readouterr().err


def test_this_machine_may_be_asked() -> None:
    shut("socket.connect", (None, ("127.0.0.1", 7860)))
    shut("socket.getaddrinfo", ("localhost", 7860))
