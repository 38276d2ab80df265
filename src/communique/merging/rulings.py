# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""What persons have judged, as pairs that must or must not be one event.

The form of a judgement about mentions: `about` names two mentions or more as "ARTICLE/MENTION", a blank between, for example
"a:5f0c/e:3b77 a:91d2/e:07aa"; `says` is "same" (all of them are one event) or "different" (no two of them are; with a bar among the
names, none before it is of one event with one after it). Judgements about anything else are left alone. Of two that contradict one
another, directly or in a circle through a third, the later by (`when`, `by`) holds; both are kept, and `overruled` tells which lost to which.
"""

from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, product

from communique.merging.facts import Key, Pair
from communique.model import Judgement

BAR = "|"


@dataclass(frozen=True, slots=True)
class Rulings:
    """Pairs of keys, in order, each with the judgement that holds of it."""

    same: Mapping[Pair, Judgement]
    different: Mapping[Pair, Judgement]
    overruled: tuple[tuple[Judgement, Judgement], ...] = ()  # a judgement that does not hold as a whole, and one that stands against it
    _bound: Mapping[Key, frozenset[Key]] = field(default_factory=dict)

    def bound(self, key: Key) -> frozenset[Key]:
        """Mentions that a person put together with this one."""
        return self._bound.get(key, frozenset())


def pairs_of(judgement: Judgement) -> list[Pair]:
    """The mentions that a judgement sets side by side; empty where it is about something else."""
    if judgement.says not in ("same", "different"):
        return []
    parts = [[tuple(name.split("/", 1)) for name in part.split()] for part in judgement.about.split(BAR)]
    if any(len(name) != 2 for part in parts for name in part):
        return []
    sets = [sorted({(name[0], name[1]) for name in part}) for part in parts]
    if judgement.says == "different" and len(sets) == 2:
        return sorted({(min(a, b), max(a, b)) for a, b in product(*sets) if a != b})
    return list(combinations(sorted({key for some in sets for key in some}), 2))


def contradicted(corrections: Sequence[Judgement], here: Container[Key]) -> tuple[tuple[Judgement, Judgement], ...]:
    """Judgements that do not hold, or not in every part, each with a later one that stands against it."""
    return rulings(corrections, here).overruled


def rulings(corrections: Sequence[Judgement], here: Container[Key]) -> Rulings:
    """Persons' judgements about mentions that are here, made consistent: the latest first, each as far as those before leave room for it."""
    same: dict[Pair, Judgement] = {}
    different: dict[Pair, Judgement] = {}
    overruled: dict[tuple[str, ...], tuple[Judgement, Judgement]] = {}
    groups = _Groups()
    for judgement in sorted(corrections, key=lambda j: (j.when, j.by, j.says, j.about, j.reason), reverse=True):
        for pair in pairs_of(judgement):
            a, b = pair
            if a not in here or b not in here:
                continue
            against = groups.between(a, b, same) if judgement.says == "different" else groups.kept_apart(a, b, different)
            if against is not None:
                overruled.setdefault((judgement.when, judgement.by, judgement.says, judgement.about, judgement.reason), (judgement, against))
            elif judgement.says == "different":
                different.setdefault(pair, judgement)
            else:
                same.setdefault(pair, judgement)
                groups.join(a, b)
    bound: defaultdict[Key, set[Key]] = defaultdict(set)
    for a, b in same:
        bound[a].add(b)
        bound[b].add(a)
    return Rulings(same, different, tuple(overruled[k] for k in sorted(overruled)), {key: frozenset(others) for key, others in bound.items()})


class _Groups:
    """What persons have put together so far."""

    def __init__(self) -> None:
        self._above: dict[Key, Key] = {}

    def root(self, key: Key) -> Key:
        while key in self._above:
            key = self._above[key]
        return key

    def join(self, a: Key, b: Key) -> None:
        x, y = sorted((self.root(a), self.root(b)))
        if x != y:
            self._above[y] = x

    def between(self, a: Key, b: Key, same: Mapping[Pair, Judgement]) -> Judgement | None:
        """A judgement that makes the two one, perhaps through a third."""
        if self.root(a) != self.root(b):
            return None
        return next(j for pair, j in self._first(a, b, same) if self.root(pair[0]) == self.root(a))

    def kept_apart(self, a: Key, b: Key, different: Mapping[Pair, Judgement]) -> Judgement | None:
        """A judgement that keeps apart what a join of the two would make one: the join would close a circle with it."""
        roots = {self.root(a), self.root(b)}
        return next((j for pair, j in self._first(a, b, different) if {self.root(pair[0]), self.root(pair[1])} == roots and len(roots) == 2), None)

    @staticmethod
    def _first(a: Key, b: Key, held: Mapping[Pair, Judgement]) -> Iterator[tuple[Pair, Judgement]]:
        """Judgements, the one about the two themselves before all others."""
        if (a, b) in held:
            yield (a, b), held[a, b]
        yield from held.items()
