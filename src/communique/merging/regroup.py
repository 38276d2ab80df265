# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Groups after a change: only those that the change can touch are made anew, and they come out as if all had been."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from communique.merging.blocks import REACH, blocks, near, place, weights
from communique.merging.clusters import Edge, cluster
from communique.merging.conflicts import Traits, conflict, traits
from communique.merging.doubts import without_doubtful
from communique.merging.facts import Facts, Key, Pair
from communique.merging.features import THRESHOLD, score
from communique.merging.rulings import Rulings
from communique.merging.shelf import Memory, Shelf


@dataclass(frozen=True)
class Regrouped:
    """The groups that may differ from before, whole; mentions that are in none of them are grouped as they were."""

    groups: tuple[tuple[Facts, ...], ...]
    edges: tuple[Edge, ...]  # the joins that made them


class Scores:
    """Likenesses of pairs, each worked out once; None where the two cannot be one event."""

    def __init__(self) -> None:
        self._held: dict[Pair, float] = {}
        self._ties: dict[Pair, float | None] = {}
        self._traits: dict[Key, Traits] = {}

    def value(self, a: Facts, b: Facts) -> float:
        pair = in_order(a.key, b.key)
        held = self._held.get(pair)
        if held is None:
            held = self._held[pair] = score(*((a, b) if a.key < b.key else (b, a)), weights())
        return held

    def tie(self, a: Facts, b: Facts) -> float | None:
        """The likeness of two that may be one event and are alike enough."""
        pair = in_order(a.key, b.key)
        if pair not in self._ties:
            self._ties[pair] = self._tie(a, b)
        return self._ties[pair]

    def _tie(self, a: Facts, b: Facts) -> float | None:
        if not near(a, b) or conflict(self.traits(a), self.traits(b)) is not None:
            return None
        value = self.value(a, b)
        return value if value >= THRESHOLD else None

    def traits(self, one: Facts) -> Traits:
        held = self._traits.get(one.key)
        if held is None:
            held = self._traits[one.key] = traits(one)
        return held


def in_order(a: Key, b: Key) -> Pair:
    return (a, b) if a < b else (b, a)


def group_all(facts: Sequence[Facts], given: Rulings, shelf: Memory | None = None) -> Regrouped:
    """All groups of a set of mentions: what `regroup` leads to in any number of steps. They are left on the (empty) shelf, if one is given."""
    shelf, scores = shelf or Memory(), Scores()
    for one in facts:
        shelf.put(one)
    held = shelf.get(one.key for one in facts)
    for row in shelf.rows():
        for i, key in enumerate(row):
            for other in row[i + 1 : i + 1 + REACH]:
                pair = in_order(key, other)
                if other not in shelf.likes(key) and (value := scores.tie(held[key], held[other])) is not None:
                    shelf.tie(pair, value)
    return _grouped(shelf, held, given, scores)


def regroup(shelf: Shelf, *, gone: Sequence[Key] = (), new: Sequence[Facts] = (), given: Rulings, seeds: Iterable[Key] = ()) -> Regrouped:
    """Takes mentions from the shelf and puts others on it -> the groups that this touches.

    `seeds` are mentions that a person judged since. What comes out is a function of what is on the shelf in the end: neighbours are told by
    places in blocks and not by arrival, so an addition moves no more than REACH of them out of one another's reach, in each block it enters.
    """
    scores, doubtful, start = Scores(), set[Pair](), set(seeds)
    left = shelf.get(gone)
    for key in sorted(left):
        for block in blocks(left[key]):
            doubtful |= _astride(*shelf.around(block, place(left[key])))
        for other in sorted(shelf.likes(key)):
            shelf.tie(in_order(key, other), None)
            start.add(other)
        shelf.drop(left[key])
    for one in new:
        shelf.put(one)
        for block in blocks(one):
            doubtful |= _astride(*shelf.around(block, place(one)))
    for one in new:
        _tie(shelf, one, scores)
        start.add(one.key)
    fresh = {one.key for one in new}
    for pair in sorted(doubtful):
        both = shelf.get(pair)
        if len(both) < 2 or fresh & set(pair):
            continue
        a, b = both[pair[0]], both[pair[1]]
        value = scores.tie(a, b) if _meet(shelf, a, b) else None
        if value != shelf.likes(a.key).get(b.key):
            shelf.tie(pair, value)
            start |= set(pair)
    return _grouped(shelf, (start - set(left)) | fresh, given, scores)


def _astride(before: Sequence[Key], after: Sequence[Key]) -> set[Pair]:
    """Pairs on both sides of a place that are just out of one another's reach with it taken, and just within reach without."""
    reach = len(before)
    return {in_order(before[reach - 1 - back], after[REACH - 1 - back]) for back in range(reach) if REACH - 1 - back < len(after)}


def _meet(shelf: Shelf, a: Facts, b: Facts) -> bool:
    at = place(a)
    return any(b.key in side for block in set(blocks(a)) & set(blocks(b)) for side in shelf.around(block, at))


def _tie(shelf: Shelf, one: Facts, scores: Scores) -> None:
    at = place(one)
    found = {key for block in blocks(one) for side in shelf.around(block, at) for key in side} - {one.key}
    for other in (facts := shelf.get(sorted(found))):
        if (value := scores.tie(one, facts[other])) is not None:
            shelf.tie(in_order(one.key, other), value)


def _grouped(shelf: Shelf, start: Iterable[Key], given: Rulings, scores: Scores) -> Regrouped:
    groups: list[tuple[Facts, ...]] = []
    edges: list[Edge] = []
    done: set[Key] = set()
    for key in sorted(start):
        if key in done:
            continue
        part = _connected(key, shelf, given)
        done |= part
        found = _of_part([facts for _, facts in sorted(shelf.get(part).items())], shelf, given, scores.value)
        groups += found.groups
        edges += found.edges
    return Regrouped(tuple(groups), tuple(edges))


def _connected(key: Key, shelf: Shelf, given: Rulings) -> set[Key]:
    part, todo = {key}, [key]
    while todo:
        one = todo.pop()
        for other in (*shelf.likes(one), *given.bound(one)):
            if other not in part:
                part.add(other)
                todo.append(other)
    return part


def _of_part(facts: Sequence[Facts], shelf: Shelf, given: Rulings, likeness: Callable[[Facts, Facts], float]) -> Regrouped:
    """One connected part, by key, in groups."""
    if len(facts) == 1:
        return Regrouped((tuple(facts),), ())
    at = {one.key: i for i, one in enumerate(facts)}
    scored = sorted(((at[a], at[b]), value) for a in at for b, value in shelf.likes(a).items() if a < b)
    found = cluster(facts, without_doubtful(facts, scored), given, likeness)
    return Regrouped(tuple(tuple(facts[i] for i in group) for group in found.groups), found.edges)
