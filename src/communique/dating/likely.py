# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""How likely a page is of the days of a page that is like it: eight days either way, and one."""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from communique.dates import day
from communique.dating.similar import bag, compared
from communique.dating.telling import Telling, telling
from communique.model import Coded

NUMBER = re.compile(r"\d[\d,.]*\d|\d")
FEW = 3  # numbers below which their agreement tells nothing
FORM = 0.25  # share of numbers below which two pages that are much alike are one form, filled on different days
LOOKED_AT, COMPARED = 6, 12  # neighbours that count, and those among which rivals and supporters are sought
OTHER_TIME, SAME_TIME = 3, 2  # days
# An event of the same kind between the same countries, in log odds: the editor's; on the wire stories below events were not coded.
SHARED_EVENT = 1.0

NAMES = ("likeness", "up to half", "nearest", "weekday", "next weekday", "other weekday", "rival", "support", "numbers", "share of numbers", "form",
         "likeness and weekday", "likeness and other weekday", "copy")  # fmt: skip
# Logistic regressions on 6,600 pairs of 1,103 wire stories of November 2005 and 2006 (none reserved for gold), by benchmarks/dating.py learn; the constant first.
WITHIN_1 = (-2.11, -5.3, 8.05, -0.0, 0.36, 0.31, -2.9, -0.68, 2.36, 0.17, 0.7, -0.95, 1.7, -0.87, 1.79)
WITHIN_8 = (-1.17, -1.16, 4.13, 0.08, -0.27, -0.14, -0.57, -0.16, 2.65, 0.23, 0.59, -0.49, 0.92, 0.19, 0.65)


@dataclass(frozen=True, slots=True)
class Seen:
    """A page as it is compared."""

    page: Coded
    told: Telling
    words: Mapping[str, float]
    numbers: frozenset[str]
    at: int | None  # its day as a number, where it prints one

    @property
    def id(self) -> str:
        return self.page.article.id


def see(page: Coded) -> Seen:
    published = page.article.published
    numbers = frozenset(n for n in NUMBER.findall(compared(page)) if len(n) > 1)
    return Seen(page, telling(page), bag(page), numbers, day(published).toordinal() if published else None)


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A dated page that is like the one in question; the chances that the two are at most one and at most eight days apart."""

    seen: Seen
    at: int
    likeness: float
    within_1: float
    within_8: float
    shared: tuple[str, ...]  # the event that both report: its type and countries


def neighbours(one: Seen, alike: Sequence[tuple[float, Seen]], copies: frozenset[str]) -> list[Neighbour]:
    """The likest dated pages, likest first, with their chances: the most likely first, then by id."""
    near = [(s, other, other.at) for s, other in alike[:COMPARED] if other.at is not None]
    out = []
    for rank, (s, other, at) in enumerate(near[:LOOKED_AT]):
        values = features(one, other, s, rank, [(q, there) for q, _, there in near], at, copy=other.id in copies)
        event = min(((kind, *sorted(who)) for kind, who in one.told.events & other.told.events), default=())
        bonus = SHARED_EVENT if event else 0.0
        within_1 = _chance(WITHIN_1, values, bonus)
        out.append(Neighbour(other, at, s, within_1, max(_chance(WITHIN_8, values, bonus), within_1), event))
    return sorted(out, key=lambda n: (-n.within_1, n.seen.id))


def features(one: Seen, other: Seen, s: float, rank: int, near: Sequence[tuple[float, int]], at: int, *, copy: bool) -> tuple[float, ...]:
    """What the chances are worked out from, in the order of NAMES."""
    same = next_day = far = 0.0
    if one.told.weekday is not None and other.told.weekday is not None:
        gap = (one.told.weekday - other.told.weekday) % 7
        same, next_day = float(gap == 0), float(gap in (1, 6))
        far = 1.0 - same - next_day
    rival = max((q for q, there in near if abs(there - at) > OTHER_TIME), default=0.0)
    support = sum(q for q, there in near if abs(there - at) <= SAME_TIME) - s
    both = len(one.numbers & other.numbers)
    least = min(len(one.numbers), len(other.numbers))
    share = both / least if least >= FEW else 0.5
    form = float(share < FORM and s > 0.4)
    return (s, min(s, 0.5), float(rank == 0), same, next_day, far, rival / s if s else 0.0, support, math.log1p(both), share, form, same * s, far * s, float(copy))


def _chance(weights: Sequence[float], values: Sequence[float], bonus: float) -> float:
    return 1 / (1 + math.exp(-(weights[0] + bonus + sum(w * v for w, v in zip(weights[1:], values, strict=True)))))
