# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Mentions as they are held for merging: by block and place, with the likenesses that are high enough to count. Here in memory."""

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol

from communique.merging.blocks import REACH, Block, Place, blocks, place
from communique.merging.facts import Facts, Key, Pair


class Shelf(Protocol):
    """What merging asks of whoever keeps its mentions. Each answer is bounded, whatever the number of mentions."""

    def get(self, keys: Iterable[Key]) -> dict[Key, Facts]: ...
    def put(self, one: Facts) -> None: ...
    def drop(self, one: Facts) -> None: ...
    def around(self, block: Block, at: Place) -> tuple[list[Key], list[Key]]:
        """The REACH before and after a place in a block, in their order; who stands there is in neither."""
        ...

    def likes(self, keys: Iterable[Key]) -> dict[Key, Mapping[Key, float]]:
        """The likenesses of each of these; what was handed out does not change later."""
        ...

    def tie(self, pair: Pair, score: float | None) -> None:
        """Keeps a likeness; None takes it away."""
        ...

    def flush(self) -> None:
        """Nothing more is tied for now."""
        ...


class Memory:
    """A shelf in memory."""

    def __init__(self) -> None:
        self._facts: dict[Key, Facts] = {}
        self._rows: defaultdict[Block, list[Place]] = defaultdict(list)
        self._likes: defaultdict[Key, dict[Key, float]] = defaultdict(dict)

    def get(self, keys: Iterable[Key]) -> dict[Key, Facts]:
        return {key: self._facts[key] for key in keys if key in self._facts}

    def put(self, one: Facts) -> None:
        self._facts[one.key] = one
        at = place(one)
        for block in blocks(one):
            insort(self._rows[block], at)

    def drop(self, one: Facts) -> None:
        del self._facts[one.key]
        at = place(one)
        for block in blocks(one):
            row = self._rows[block]
            del row[bisect_left(row, at)]
            if not row:
                del self._rows[block]

    def around(self, block: Block, at: Place) -> tuple[list[Key], list[Key]]:
        row = self._rows.get(block, [])
        i = bisect_left(row, at)
        after = i + (i < len(row) and row[i] == at)
        return [p[2] for p in row[max(0, i - REACH) : i]], [p[2] for p in row[after : after + REACH]]

    def likes(self, keys: Iterable[Key]) -> dict[Key, Mapping[Key, float]]:
        return {key: dict(self._likes.get(key, {})) for key in keys}

    def tie(self, pair: Pair, score: float | None) -> None:
        for a, b in (pair, pair[::-1]):
            if score is not None:
                self._likes[a][b] = score
            elif a in self._likes:
                self._likes[a].pop(b, None)

    def flush(self) -> None:
        pass

    def rows(self) -> Iterator[list[Key]]:
        """All blocks, each in its order."""
        return ([at[2] for at in row] for row in self._rows.values())
