"""Things that are joined two by two, and the sets that come of it."""

from collections import defaultdict
from collections.abc import Hashable, Iterable
from typing import Generic, TypeVar

T = TypeVar("T", bound=Hashable)


class DisjointSets(Generic[T]):
    """Sets of things, each alone until it is joined with another; the order of the things is kept."""

    def __init__(self, things: Iterable[T]) -> None:
        """Put each thing into a set of its own."""
        self._parent = {thing: thing for thing in things}

    def join(self, one: T, other: T) -> None:
        """Make one set of those that hold two things."""
        self._parent[self._root(other)] = self._root(one)

    def are_joined(self, one: T, other: T) -> bool:
        """Say whether two things are in one set."""
        return self._root(one) == self._root(other)

    def sets(self) -> list[list[T]]:
        """Return the sets, in the order of their first things."""
        found: defaultdict[T, list[T]] = defaultdict(list)
        for thing in self._parent:
            found[self._root(thing)].append(thing)
        return list(found.values())

    def _root(self, thing: T) -> T:
        while self._parent[thing] != thing:
            self._parent[thing] = self._parent[self._parent[thing]]
            thing = self._parent[thing]
        return thing
