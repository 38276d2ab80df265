# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Groups after a change: only those that the change can touch are made anew, and they come out as if all had been."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from communique.merging.blocks import REACH, Block, blocks, near, place
from communique.merging.clusters import Edge, cluster
from communique.merging.conflicts import Traits, conflict, traits
from communique.merging.doubts import without_doubtful
from communique.merging.facts import Facts, Key, Pair
from communique.merging.features import score, tie
from communique.merging.parts import Part, Parts
from communique.merging.rulings import Rulings
from communique.merging.shelf import Memory, Shelf
from communique.words import news as weights


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
        value = tie(*((a, b) if a.key < b.key else (b, a)), weights())
        if value is not None:
            self._held[in_order(a.key, b.key)] = value
        return value

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
            likes = shelf.likes([key])[key]
            for other in row[i + 1 : i + 1 + REACH]:
                if other not in likes and (value := scores.tie(held[key], held[other])) is not None:
                    shelf.tie(in_order(key, other), value)
    parts = Parts(shelf.likes, given)
    return _grouped((parts.of(key) for key in sorted(held)), shelf, given, scores)


def regroup(shelf: Shelf, *, gone: Sequence[Key] = (), new: Sequence[Facts] = (), given: Rulings, seeds: Iterable[Key] = ()) -> Regrouped:
    """Takes mentions from the shelf and puts others on it -> the groups that this touches.

    `seeds` are mentions that a person judged since. What comes out is a function of what is on the shelf in the end: neighbours are told by
    places in blocks and not by arrival, so an addition moves no more than REACH of them out of one another's reach, in each block it enters.
    """
    scores, doubtful, pushed, ties = Scores(), set[Pair](), set[Pair](), _Ties(shelf)
    left = shelf.get(gone)
    for key in sorted(left):
        for block in blocks(left[key]):
            doubtful |= _astride(*shelf.around(block, place(left[key])))
        for other in sorted(ties.likes([key])[key]):
            ties.tie(in_order(key, other), None)
        shelf.drop(left[key])
    for one in new:
        shelf.put(one)
        for block in blocks(one):
            pushed |= _astride(*shelf.around(block, place(one)))
    for one in new:
        _tie(shelf, ties, one, scores)
    fresh = {one.key for one in new}
    # What an arrival pushes out of reach can only lose the likeness that it has.
    doubtful |= {pair for pair in pushed - doubtful if fresh.isdisjoint(pair) and pair[1] in ties.likes([pair[0]])[pair[0]]}
    reached: dict[Key, dict[Block, frozenset[Key]]] = {}
    for pair in sorted(doubtful):
        both = shelf.get(pair)
        if len(both) < 2 or fresh & set(pair):
            continue
        a, b = both[pair[0]], both[pair[1]]
        value = scores.tie(a, b) if _meet(shelf, reached, a, b) else None
        if value != ties.likes([a.key])[a.key].get(b.key):
            ties.tie(pair, value)
    shelf.flush()
    start = set(seeds) | fresh
    return _grouped(_changed(ties, start, {*left} - fresh, given), shelf, given, scores)


class _Ties:
    """Likenesses during a change: those of before beside those of now."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._now: dict[Key, Mapping[Key, float]] = {}
        self._before: dict[Key, Mapping[Key, float]] = {}
        self.changed: set[Pair] = set()

    def likes(self, keys: Iterable[Key]) -> Mapping[Key, Mapping[Key, float]]:
        keys = list(keys)
        self._now |= self._shelf.likes([key for key in keys if key not in self._now])
        return {key: self._now[key] for key in keys}

    def before(self, keys: Iterable[Key]) -> Mapping[Key, Mapping[Key, float]]:
        keys = list(keys)
        return {**self.likes([key for key in keys if key not in self._before]), **{key: self._before[key] for key in keys if key in self._before}}

    def tie(self, pair: Pair, value: float | None) -> None:
        for key, likes in self.likes(pair).items():
            self._before.setdefault(key, likes)
        self._shelf.tie(pair, value)
        for key in pair:
            self._now.pop(key)
        self.changed.add(pair)


def _changed(ties: _Ties, start: set[Key], gone: set[Key], given: Rulings) -> list[Part]:
    """Parts that are others than before, or in which something is: around mentions that came, went or were judged, and where a likeness did."""
    now, inside = Parts(ties.likes, given), defaultdict[Key, set[Key]](set)
    for a, b in ties.changed:
        inside[a].add(b)
        inside[b].add(a)
    known = sorted((start | inside.keys()) - gone)
    found = {key: now.of(key) for key in known}
    todo = {key for key, part in found.items() if key in start or not inside[key].isdisjoint(part.keys)}
    for before in (Parts(ties.before, given), Parts(ties.before, None)) if given.same else (Parts(ties.before, None),):
        for key in sorted(start | inside.keys()):
            part = before.of(key)
            if key in gone or key in start or part != found[key] or not inside[key].isdisjoint(part.keys):
                todo |= part.keys
    return [now.of(key) for key in sorted(todo - gone)]


def _astride(before: Sequence[Key], after: Sequence[Key]) -> set[Pair]:
    """Pairs on both sides of a place that are just out of one another's reach with it taken, and just within reach without."""
    reach = len(before)
    return {in_order(before[reach - 1 - back], after[REACH - 1 - back]) for back in range(reach) if REACH - 1 - back < len(after)}


def _meet(shelf: Shelf, reached: dict[Key, dict[Block, frozenset[Key]]], a: Facts, b: Facts) -> bool:
    """Whether one is within reach of the other. `reached`: what has been asked of each so far."""
    held = reached.get(a.key)
    if held is None:
        held = reached[a.key] = {block: frozenset(key for side in shelf.around(block, place(a)) for key in side) for block in blocks(a)}
    return any(b.key in keys for keys in held.values())


def _tie(shelf: Shelf, ties: _Ties, one: Facts, scores: Scores) -> None:
    at = place(one)
    found = {key for block in blocks(one) for side in shelf.around(block, at) for key in side} - {one.key}
    for other in (facts := shelf.get(sorted(found))):
        if (value := scores.tie(one, facts[other])) is not None and ties.likes([one.key])[one.key].get(other) != value:
            ties.tie(in_order(one.key, other), value)


def _grouped(parts: Iterable[Part], shelf: Shelf, given: Rulings, scores: Scores) -> Regrouped:
    groups: list[tuple[Facts, ...]] = []
    edges: list[Edge] = []
    done: set[Key] = set()
    for part in parts:
        if not done.isdisjoint(part.keys):
            continue
        done |= part.keys
        found = _of_part([facts for _, facts in sorted(shelf.get(part.keys).items())], part.least, shelf, given, scores.value)
        groups += found.groups
        edges += found.edges
    return Regrouped(tuple(groups), tuple(edges))


def _of_part(facts: Sequence[Facts], least: float, shelf: Shelf, given: Rulings, likeness: Callable[[Facts, Facts], float]) -> Regrouped:
    """One connected part, by key, in groups."""
    if len(facts) == 1:
        return Regrouped((tuple(facts),), ())
    at = {one.key: i for i, one in enumerate(facts)}
    likes = shelf.likes(at)
    scored = sorted(((at[a], at[b]), value) for a in at for b, value in likes[a].items() if a < b and b in at and value >= least)
    found = cluster(facts, without_doubtful(facts, scored), given, likeness)
    return Regrouped(tuple(tuple(facts[i] for i in group) for group in found.groups), found.edges)
