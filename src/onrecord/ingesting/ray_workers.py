"""Workers that Ray runs, on this machine or on a cluster."""

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from typing import Any

from onrecord.errors import SettingsError
from onrecord.ingesting.workers import AHEAD, Done, Preparer, Work

LOCAL = "local"
"""In place of an address: Ray is started on this machine, and stopped afterwards."""


class _Bench:
    """What a worker runs: the models, loaded once."""

    def __init__(self, make: Callable[[], Preparer]) -> None:
        self._preparer = make()

    def prepared(self, work: Work) -> list[Done]:
        """Make a piece of work ready."""
        return list(self._preparer.prepared(work))


class RayWorkers:
    """Actors of Ray. One that dies is started again, and does again what it had not given back."""

    def __init__(self, address: str, count: int, make: Callable[[], Preparer]) -> None:
        """Name the cluster and how many workers it gives; raises SettingsError where Ray is missing or silent."""
        self._address = address
        self._count = max(count, 1)
        self._make = make
        self._ray: Any = None
        self._actors: list[Any] = []
        self._given: dict[Any, int] = {}

    def give(self, work: Work) -> None:
        """Give out a piece of work to the worker that has the least."""
        if not self._actors:
            self._hire()
        load = [0] * len(self._actors)
        for place in self._given.values():
            load[place] += 1
        place = load.index(min(load))
        self._given[self._actors[place].prepared.remote(work)] = place

    def take(self, *, every: bool) -> Iterator[Iterable[Done]]:
        """Yield what is ready: of `every` piece that was given out, or until there is room for another."""
        room = 0 if every else AHEAD * self._count
        while len(self._given) > room:
            (done,), _ = self._ray.wait(list(self._given), num_returns=1)
            found = self._ray.get(done)
            del self._given[done]
            yield found

    def close(self) -> None:
        """Send the workers away, with what they have not given back, and stop what was started."""
        self._given.clear()
        for actor in self._actors:
            self._ray.kill(actor)
        if self._actors and self._address == LOCAL:
            self._ray.shutdown()
        self._actors.clear()

    def _hire(self) -> None:
        try:
            self._ray = import_module("ray")
        except ModuleNotFoundError as error:
            raise SettingsError("Ray is not installed: run `pip install 'onrecord[ray]'`") from error
        if not self._ray.is_initialized():
            quiet = {"include_dashboard": False, "log_to_driver": False, "configure_logging": False}
            try:
                if self._address == LOCAL:
                    self._ray.init(num_cpus=self._count, **quiet)
                else:
                    self._ray.init(self._address, log_to_driver=False)
            except (ConnectionError, ValueError) as error:
                raise SettingsError(f"Ray does not answer at {self._address}: {error}") from error
        bench = self._ray.remote(max_restarts=-1, max_task_retries=-1, num_cpus=1)(_Bench)
        self._actors = [bench.remote(self._make) for _ in range(self._count)]
