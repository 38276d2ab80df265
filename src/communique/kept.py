# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""What rooms keep between additions: rows of text under a shelf and a key, in the order of their places. Here in memory; a record has its own."""

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Protocol

Row = tuple[str, str, str, str]  # shelf, key, place, value
Placed = tuple[str, str]  # place, value
Pair = tuple[str, str]


class Kept(Protocol):
    """Ordered rows. A place stands once under a key; places are compared by code points."""

    def rows(self, shelf: str, key: str, first: str = "", *, stop: str | None = None, limit: int | None = None) -> list[Placed]:
        """From the first place on, in order, up to but without `stop`."""
        ...

    def back(self, shelf: str, key: str, before: str, limit: int) -> list[Placed]:
        """Those before a place, the nearest first."""
        ...

    def value(self, shelf: str, key: str, place: str = "") -> str | None: ...
    def values(self, shelf: str, keys: Iterable[str]) -> Mapping[str, str]:
        """The values of rows without a place, by key."""
        ...

    def put(self, rows: Iterable[Row]) -> None:
        """Adds rows; one that is there gets the new value."""
        ...

    def drop(self, rows: Iterable[tuple[str, str, str]]) -> None: ...


def tied(shelf: str, a: str, b: str) -> tuple[tuple[str, str, str], tuple[str, str, str]]:
    """Where a tie between two stands: under each of them."""
    return (shelf, a, b), (shelf, b, a)


def connected(kept: Kept, shelves: Sequence[str], start: str, *, most: int | None = None, among: Callable[[str], bool] | None = None) -> tuple[set[str], dict[Pair, str]]:
    """What ties connect with `start`, itself included and by way of those `among` only, and the ties met, by name in order, with their values.

    Once there are more than `most`, no further is looked.
    """
    part, todo, ties = {start}, [start], dict[Pair, str]()
    while todo and (most is None or len(part) <= most):
        one = todo.pop()
        for other, value in (row for shelf in shelves for row in kept.rows(shelf, one)):
            if other not in part and among is not None and not among(other):
                continue
            ties[min(one, other), max(one, other)] = value
            if other not in part:
                part.add(other)
                todo.append(other)
    return part, ties


class Memory:
    """Rows in memory."""

    def __init__(self) -> None:
        self._places: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        self._values: dict[tuple[str, str, str], str] = {}

    def rows(self, shelf: str, key: str, first: str = "", *, stop: str | None = None, limit: int | None = None) -> list[Placed]:
        places = self._places.get((shelf, key), [])
        start = bisect_left(places, first)
        end = len(places) if stop is None else bisect_left(places, stop)
        end = end if limit is None else min(end, start + limit)
        return [(place, self._values[shelf, key, place]) for place in places[start:end]]

    def back(self, shelf: str, key: str, before: str, limit: int) -> list[Placed]:
        places = self._places.get((shelf, key), [])
        end = bisect_left(places, before)
        return [(place, self._values[shelf, key, place]) for place in reversed(places[max(0, end - limit) : end])]

    def value(self, shelf: str, key: str, place: str = "") -> str | None:
        return self._values.get((shelf, key, place))

    def values(self, shelf: str, keys: Iterable[str]) -> Mapping[str, str]:
        return {key: self._values[shelf, key, ""] for key in keys if (shelf, key, "") in self._values}

    def put(self, rows: Iterable[Row]) -> None:
        for shelf, key, place, value in rows:
            if (shelf, key, place) not in self._values:
                insort(self._places[shelf, key], place)
            self._values[shelf, key, place] = value

    def drop(self, rows: Iterable[tuple[str, str, str]]) -> None:
        for shelf, key, place in rows:
            if self._values.pop((shelf, key, place), None) is not None:
                places = self._places[shelf, key]
                del places[bisect_left(places, place)]
                if not places:
                    del self._places[shelf, key]
