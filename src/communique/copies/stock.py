# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Stock paragraphs: what an outlet prints under many articles that are otherwise different. They join nothing."""

from collections.abc import Callable, Mapping, Sequence
from itertools import combinations

from communique.copies.pairs import overlap
from communique.copies.prints import Print

FEW = 3  # articles that must carry a paragraph before it can be stock: two may simply be copies
LOOKED_AT = 8  # articles compared for one paragraph, the longest half: of a page that is little but its footer nothing can be told
ALIKE = 0.35  # share of the shorter article above which two carriers are alike: copies share most of themselves, pages of one site their footer


def stock(prints: Mapping[str, Print]) -> frozenset[int]:
    """Hashes of paragraphs that stand in at least FEW articles of which most pairs share little, the paragraph included."""
    carriers: dict[int, list[str]] = {}
    for name in sorted(prints):
        for paragraph in sorted(set(prints[name].paragraphs)):
            carriers.setdefault(paragraph, []).append(name)
    known: dict[tuple[str, str], bool] = {}

    def alike(a: str, b: str) -> bool:
        if (a, b) not in known:
            known[a, b] = overlap(prints[a], prints[b]).covered >= ALIKE
        return known[a, b]

    found = set()
    for paragraph, names in carriers.items():
        if is_stock(sorted(names, key=lambda name: (-prints[name].words, name)), alike):
            found.add(paragraph)
    return frozenset(found)


def is_stock(carriers: Sequence[str], alike: Callable[[str, str], bool]) -> bool:
    """Of a paragraph's carriers, the longest first; the first 2 * LOOKED_AT of them tell as much as all."""
    if len(carriers) < FEW:
        return False
    some = carriers[: min(LOOKED_AT, max(FEW, len(carriers) // 2))]
    pairs = list(combinations(sorted(some), 2))
    return 2 * sum(alike(a, b) for a, b in pairs) < len(pairs)
