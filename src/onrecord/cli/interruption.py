"""Ctrl-C: one line, and the end in about a second, whatever is under way.

Python tells its own code of an interruption between two steps of it, and a library may be busy in one step for long.
So a thread hears of it at the same time, and ends the process when it has not ended by itself. An index loses nothing
by that: what a killed process had not yet acknowledged is as it was.
"""

import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import NoReturn

INTERRUPTED = 130
STOPPED = "onrecord: stopped. What was stored stays; the same command goes on from there."

_PATIENCE = 0.3
"""Seconds that an interrupted command has for ending by itself."""
_SHOW_CURSOR = "\x1b[?25h"

_saying = threading.Lock()
_kept: list[socket.socket] = []
"""What an interrupted process still hears of interruptions by, until its end."""


@contextmanager
def prompt_end() -> Iterator[None]:
    """See to it that an interruption in the block ends the process soon; do nothing where somebody else does."""
    is_main = threading.current_thread() is threading.main_thread()
    if not is_main or signal.getsignal(signal.SIGINT) is not signal.default_int_handler:
        yield
        return
    hearing, telling = socket.socketpair()
    telling.setblocking(False)
    before = signal.set_wakeup_fd(telling.fileno(), warn_on_full_buffer=False)
    tell_unraisable = sys.unraisablehook
    sys.unraisablehook = lambda told: None if told.exc_type is KeyboardInterrupt else tell_unraisable(told)
    threading.Thread(target=_wait, args=(hearing,), name="interruption", daemon=True).start()
    try:
        yield
    except KeyboardInterrupt:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        _kept.append(telling)
        raise
    finally:
        if not _kept:
            signal.set_wakeup_fd(before)
            sys.unraisablehook = tell_unraisable
            telling.close()


def say_stopped() -> None:
    """Say that the command was stopped, once."""
    if _saying.acquire(blocking=False):
        with suppress(OSError):
            sys.stderr.write(f"{STOPPED}\n")
            sys.stderr.flush()


def end() -> NoReturn:
    """End the process at once, as one that was interrupted."""
    with suppress(OSError):
        sys.stdout.flush()
    os._exit(INTERRUPTED)


def _wait(hearing: socket.socket) -> None:
    """End the process some time after an interruption; stop when there is nobody left to tell of one."""
    with hearing:
        while signal.SIGINT not in (told := hearing.recv(64)):
            if not told:
                return
    time.sleep(_PATIENCE)
    if sys.stderr.isatty():
        with suppress(OSError):
            sys.stderr.write(_SHOW_CURSOR)
    say_stopped()
    end()
