# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""From pairs to groups."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from communique.copies.pairs import overlap
from communique.copies.prints import Print

Pair = tuple[str, str]
NOTHING = 0.05  # share up to which two articles have no text in common
LOOKED_AT = 6  # articles of each side that are compared


def groups(pairs: Iterable[Pair]) -> list[list[str]]:
    """Connected components, each sorted."""
    root: dict[str, str] = {}

    def find(name: str) -> str:
        while root.setdefault(name, name) != name:
            root[name] = root[root[name]]
            name = root[name]
        return name

    for a, b in pairs:
        first, second = sorted((find(a), find(b)))
        root[second] = first
    found: dict[str, list[str]] = {}
    for name in sorted(root):
        found.setdefault(find(name), []).append(name)
    return list(found.values())


def apart_from_digests(pairs: Sequence[Pair], prints: Mapping[str, Print]) -> list[Pair]:
    """The pairs without those by which a page of several texts would join them.

    A page is such a digest where its neighbours, itself taken away, fall into parts that share no text at all. It keeps the part that fills most of it.
    Each page is judged on the pairs as they came, so no order enters.
    """
    neighbours: dict[str, set[str]] = {}
    for a, b in pairs:
        neighbours.setdefault(a, set()).add(b)
        neighbours.setdefault(b, set()).add(a)
    dropped: set[Pair] = set()
    for page, near in neighbours.items():
        inner = [(a, b) for a in sorted(near) for b in sorted(neighbours[a] & near)]
        joined = groups([*inner, *((a, a) for a in near)])
        if len(joined) < 2 or any(_share(prints, first, second) for first, second in combinations(joined, 2)):
            continue
        kept = max(joined, key=lambda names: (max(_filled(prints, page, name) for name in names[:LOOKED_AT]), names[0]))
        dropped |= {pair for name in near - set(kept) for pair in ((page, name), (name, page))}
    return [pair for pair in pairs if pair not in dropped]


def _share(prints: Mapping[str, Print], first: Sequence[str], second: Sequence[str]) -> bool:
    return any(overlap(prints[a], prints[b]).covered > NOTHING for a in first[:LOOKED_AT] for b in second[:LOOKED_AT])


def _filled(prints: Mapping[str, Print], page: str, name: str) -> int:
    """Words of the page that also stand in the other article, near enough."""
    return len(set(prints[page].grams) & set(prints[name].grams))
