# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""What rooms keep between additions: rows of text under a shelf and a key, in the order of their places. Here in memory; a record has its own."""

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Protocol

Row = tuple[str, str, str, str]  # shelf, key, place, value
Placed = tuple[str, str]  # place, value


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
