# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Pairs into groups: the likeliest pair first, each join held against all that is known of both groups."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from communique.merging.conflicts import Traits, conflict, joint, traits
from communique.merging.facts import Facts
from communique.merging.features import THRESHOLD
from communique.merging.rulings import Rulings

Pair = tuple[int, int]
SAMPLE = 8  # members of each group that a join is checked with
MEAN = THRESHOLD - 1.2  # what their mean score must reach: paraphrases of one event may be unlike, strangers must not be joined by one of them


@dataclass(frozen=True, slots=True)
class Edge:
    """A join that was made: which two mentions decided it."""

    pair: tuple[Facts, Facts]
    score: float


@dataclass(frozen=True, slots=True)
class Grouped:
    groups: tuple[tuple[int, ...], ...]
    edges: tuple[Edge, ...]  # a spanning tree of each group, without the joins that persons made


def cluster(facts: Sequence[Facts], scored: Iterable[tuple[Pair, float]], rulings: Rulings, likeness: Callable[[Facts, Facts], float]) -> Grouped:
    """One connected part of mentions, by key, and the likenesses of its pairs -> groups of indices.

    Deterministic: joins go by score, then by the mentions' keys, which no order of arrival changes.
    """
    members: dict[int, list[int]] = {i: [i] for i in range(len(facts))}
    of = list(range(len(facts)))
    known: dict[int, Traits] = {i: traits(one) for i, one in enumerate(facts)}
    apart: defaultdict[int, set[int]] = defaultdict(set)
    at = {one.key: i for i, one in enumerate(facts)}
    for i, j in ((at[a], at[b]) for a, b in sorted(rulings.different) if a in at and b in at):
        apart[i].add(j)
        apart[j].add(i)
    edges: list[Edge] = []

    def join(x: int, y: int) -> None:
        keep, gone = min(x, y), max(x, y)
        known[keep] = joint(known[keep], known.pop(gone))
        for i in members[gone]:
            of[i] = keep
        members[keep] = sorted(members[keep] + members.pop(gone))
        apart[keep] |= apart.pop(gone, set())

    def forbidden(x: int, y: int) -> bool:
        return any(of[i] == y for i in apart[x]) or any(of[i] == x for i in apart[y])

    for i, j in ((at[a], at[b]) for a, b in sorted(rulings.same) if a in at and b in at):
        if of[i] != of[j]:
            join(of[i], of[j])
    for (i, j), value in sorted(((p, s) for p, s in scored if s >= THRESHOLD), key=lambda e: (-e[1], facts[e[0][0]].key, facts[e[0][1]].key)):
        x, y = of[i], of[j]
        if x == y or forbidden(x, y) or conflict(known[x], known[y]):
            continue
        some = [(a, b) for a in members[x][:SAMPLE] for b in members[y][:SAMPLE]]
        if len(some) > 1 and sum(likeness(facts[a], facts[b]) for a, b in some) / len(some) < MEAN:
            continue
        edges.append(Edge((facts[i], facts[j]), value))
        join(x, y)
    return Grouped(tuple(tuple(members[k]) for k in sorted(members)), tuple(edges))
