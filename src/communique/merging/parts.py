# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Which mentions are grouped together: those that likenesses connect, as long as they are not too many."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from communique.merging.facts import Key
from communique.merging.features import THRESHOLD
from communique.merging.rulings import Rulings

# Where weak likenesses connect too many, they are left out, step by step: in a large record they connect nearly all with all. A part is thus a function
# of the set of mentions, and found without a look at more than so many. At 500 the seen half of benchmarks/gold/pairs loses two pairs (F1 .497, else .516).
MANY = 1000
STEPS = (THRESHOLD, 0.75, 1.0, 1.25, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0)  # at the last all stay together: copies of one sentence

Likes = Callable[[Iterable[Key]], Mapping[Key, Mapping[Key, float]]]


@dataclass(frozen=True, slots=True)
class Part:
    keys: frozenset[Key]
    least: float  # likenesses that count in it


class Parts:
    """The parts of a set, each looked for once."""

    def __init__(self, likes: Likes, given: Rulings | None) -> None:
        self._likes, self._given = likes, given
        self._many: defaultdict[float, set[Key]] = defaultdict(set)  # mentions of parts that are too large
        self._found: dict[Key, Part] = {}

    def of(self, key: Key) -> Part:
        if key not in self._found:
            part = next(found for least in STEPS if (found := self._reached(key, least)) is not None)
            self._found.update(dict.fromkeys(part.keys, part))
        return self._found[key]

    def _reached(self, key: Key, least: float) -> Part | None:
        """All that is connected by likenesses of `least` and more; None where they are too many."""
        many = self._many[least]
        part, edge = {key}, [key]
        while edge:
            if least != STEPS[-1] and (len(part) > MANY or not many.isdisjoint(edge)):
                many |= part
                return None
            held = self._likes(edge)
            new = {other for one in edge for other, value in held.get(one, {}).items() if value >= least}
            new |= {other for one in edge for other in self._bound(one)}
            edge = sorted(new - part)
            part |= new
        return Part(frozenset(part), least)

    def _bound(self, key: Key) -> Collection[Key]:
        return self._given.bound(key) if self._given else ()
