# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""How people of a state are named: letter groups of the names in the tables, by nation (training/actors/names.py)."""

import functools
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from communique import tables, weights

WIDTH = (3, 4)  # letters in a group
DRAWN = 400  # groups of all nations together that each nation's count is drawn towards


@dataclass(frozen=True, slots=True)
class Spelling:
    """Counts of letter groups by nation, a row a group: those of row n lie from starts[n] to starts[n + 1]."""

    rows: Mapping[str, int]
    starts: Sequence[int]
    nation: bytes  # number of each nation
    count: bytes  # in how many persons' names
    nations: Mapping[str, int]
    whole: Sequence[int]  # by nation: groups counted
    total: int

    def like(self, name: str, nation: str, listed: tables.Person | None = None) -> float:
        """How much likelier a name's letters are in that nation than in all: logarithm a group, 0 where nothing is known.

        What the tables have of the person `listed` does not count.
        """
        number = self.nations.get(nation)
        own = all_groups(listed) if listed is not None and listed.nation == nation else frozenset()
        found = groups(name)
        all_here = self.whole[number] - len(own) if number is not None else 0
        if not found or all_here <= 0:
            return 0.0
        out = 0.0
        for group in found:
            row = self.rows.get(group)
            first, last = (self.starts[row], self.starts[row + 1]) if row is not None else (0, 0)
            here = next((self.count[at] for at in range(first, last) if self.nation[at] == number), 0) - (group in own)
            base = (sum(self.count[first:last]) + 0.5) / (self.total + len(self.rows))
            out += math.log((max(here, 0) + DRAWN * base) / (all_here + DRAWN) / base)
        return out / len(found)


def groups(name: str) -> frozenset[str]:
    """The letter groups of a name, word by word, with the edges of words."""
    return frozenset(f"^{w}$"[at : at + n] for w in tables.key(name).split() for n in WIDTH for at in range(len(w) + 3 - n))


def all_groups(person: tables.Person) -> frozenset[str]:
    """Those of all names of a person of the tables."""
    return frozenset(g for name in (person.name, *person.aliases) for g in groups(name))


@functools.cache
def spelling() -> Spelling:
    import numpy as np

    with np.load(weights.path("actors-names")) as kept:
        nations = [str(n) for n in kept["nations"]]
        names = bytes(kept["groups"]).decode().split("\n")
        starts, nation, count = kept["starts"].tolist(), kept["nation"].tobytes(), kept["count"].tobytes()
    whole = [0] * len(nations)
    for at, number in zip(nation, count, strict=True):
        whole[at] += number
    return Spelling({name: n for n, name in enumerate(names)}, starts, nation, count, {name: n for n, name in enumerate(nations)}, whole, sum(whole))
