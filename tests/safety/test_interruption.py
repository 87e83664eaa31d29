"""Ctrl-C ends a command with one line, whatever is under way. `python -m benchmarks.interrupts` tells how soon."""

import os
import signal
import subprocess
import sys

import pytest

from onrecord.cli.interruption import INTERRUPTED, STOPPED

BEGINNING = """
import hashlib, time
from onrecord.cli.interruption import end, prompt_end, say_stopped
def busy():
    print("ready", flush=True)
"""
ENDING = """
try:
    with prompt_end():
        busy()
except KeyboardInterrupt:
    say_stopped()
    end()
"""
"""As a command ends, where the interruption comes between two steps of Python after all."""

IN_A_LIBRARY = """
    hashlib.pbkdf2_hmac("sha256", b"", b"", 2**31 - 1)
"""
"""Half an hour in one call that nothing interrupts."""

SWALLOWED = """
    class Bottomless:
        def __del__(self):
            time.sleep(600)
    Bottomless()
    while True:
        time.sleep(600)
"""
"""An interruption in a place that Python lets no exception out of."""

CAUGHT = """
    while True:
        try:
            time.sleep(600)
        except KeyboardInterrupt:
            pass
"""


@pytest.mark.parametrize("busy", [IN_A_LIBRARY, SWALLOWED, CAUGHT], ids=["in a library", "swallowed", "caught"])
def test_an_interruption_ends_what_does_not_listen_with_one_line(busy: str) -> None:
    words = [sys.executable, "-c", BEGINNING + busy + ENDING]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as command:
        assert command.stdout is not None
        command.stdout.readline()
        command.send_signal(signal.SIGINT)
        _, told = command.communicate(timeout=120)
    assert (command.returncode, told) == (INTERRUPTED, f"{STOPPED}\n")


def test_a_worker_ends_with_the_process_that_gives_it_work() -> None:
    hired = "from tests.ingesting.benches import hire_one; hire_one()"
    with subprocess.Popen([sys.executable, "-c", hired], stdout=subprocess.PIPE, text=True) as command:
        assert command.stdout is not None
        worker = int(command.stdout.readline())
        os.kill(worker, 0)
        command.kill()
        assert command.stdout.read() == "", "it comes to its end only when the worker, who has it too, has ended"
