"""Looking at what is watched in the background, for as long as a server runs."""

import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime

from onrecord.errors import OnRecordError
from onrecord.model import Watch
from onrecord.tracking.watches import Watches, WatchStopped

_PAUSE = 20.0
"""Seconds between two rounds."""

_PATIENCE = 10.0
"""Seconds that ending waits for a look to end."""


class WatchRounds:
    """A thread that looks at each watched source when it is time; what goes wrong with one ends none of the others.

    Only what `is_allowed` is looked at. Every `pause` seconds it is asked what is due.
    """

    def __init__(
        self, watches: Watches, is_allowed: Callable[[str], bool] = lambda _: True, *, pause: float = _PAUSE
    ) -> None:
        """Look at nothing before it is started."""
        self._watches = watches
        self._is_allowed = is_allowed
        self._pause = pause
        self._ending = threading.Event()
        self._thread = threading.Thread(target=self._run, name="watch rounds", daemon=True)

    def start(self) -> None:
        """Begin; the first round comes after the first pause."""
        self._thread.start()

    def close(self) -> None:
        """End; a look that is going on ends before its next article."""
        self._ending.set()
        if self._thread.is_alive():
            self._thread.join(timeout=_PATIENCE)

    def _run(self) -> None:
        while not self._ending.wait(self._pause):
            for watch in self._due():
                if not self._ending.is_set():
                    self._look(watch)

    def _due(self) -> list[Watch]:
        """Return what is to be looked at now; nothing where the ledger cannot be read, which the next round may."""
        try:
            now = datetime.now(UTC)
            return [each for each in self._watches.all() if each.is_due(now) and self._is_allowed(each.source)]
        except OnRecordError:
            return []

    def _look(self, watch: Watch) -> None:
        """Look at one source. What goes wrong, expected or not, is noted for whoever asks what is watched."""
        try:
            self._watches.look(watch.source, is_ending=self._ending.is_set)
        except (OnRecordError, WatchStopped):
            return
        except Exception as error:  # noqa: BLE001 the others are watched on, whatever it was
            with suppress(OnRecordError):
                told = next(iter(str(error).splitlines()), "")
                self._watches.note_failure(watch.source, f"{type(error).__name__}: {told}")
