# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""What persons have judged, as pairs that must or must not be one event.

The form of a judgement about mentions: `about` names two mentions or more as "ARTICLE/MENTION", a blank between, for example
"a:5f0c/e:3b77 a:91d2/e:07aa"; `says` is "same" (all of them are one event) or "different" (no two of them are). Judgements about
anything else are left alone. Of two that contradict one another, the later by (`when`, `by`) holds; both are kept.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from communique.merging.facts import Key
from communique.model import Judgement

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Rulings:
    """Pairs of indices, in the order in which they hold: the latest first, each consistent with those before."""

    same: Mapping[Pair, Judgement]
    different: Mapping[Pair, Judgement]


def pairs_of(judgement: Judgement) -> list[tuple[Key, Key]]:
    """The mentions that a judgement sets side by side; empty where it is about something else."""
    if judgement.says not in ("same", "different"):
        return []
    named = [tuple(name.split("/", 1)) for name in judgement.about.split()]
    keys = [(n[0], n[1]) for n in named if len(n) == 2]
    if len(keys) != len(named):
        return []
    return list(combinations(sorted(set(keys)), 2))


def rulings(corrections: Sequence[Judgement], at: Mapping[Key, int]) -> Rulings:
    """Persons' judgements about mentions that are here, made consistent."""
    same: dict[Pair, Judgement] = {}
    different: dict[Pair, Judgement] = {}
    group: dict[int, int] = {}

    def root(i: int) -> int:
        while group.get(i, i) != i:
            i = group[i]
        return i

    for judgement in sorted(corrections, key=lambda j: (j.when, j.by, j.says, j.about, j.reason), reverse=True):
        for a, b in pairs_of(judgement):
            if a not in at or b not in at:
                continue
            i, j = sorted((at[a], at[b]))
            if judgement.says == "different":
                if root(i) != root(j):
                    different.setdefault((i, j), judgement)
            elif all({root(i), root(j)} != {root(x), root(y)} for x, y in different):
                same.setdefault((i, j), judgement)
                group[max(root(i), root(j))] = min(root(i), root(j))
    return Rulings(same, different)
