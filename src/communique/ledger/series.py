# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Two countries' dealings week by week, and the weeks from which their level is another."""

import datetime
import math
from collections import defaultdict
from collections.abc import Sequence

from communique.dates import day, width
from communique.model import Event, Level, Series, Week
from communique.tables import plover

LONGEST = 7  # days of a range that still tells a week
LEAST = 3  # weeks of a level
PENALTY = 4.0  # times the logarithm of the number of weeks that a change must save: a change is found in at most 1 of 20 series of 52 weeks of chance (tests/ledger/test_series.py)
FLOOR = 0.5  # least spread of a week's score, in points: a quiet series is not all change
TELLING = 3  # events named for a change


def series(dyad: tuple[str, str], events: Sequence[Event]) -> Series:
    """The events of two countries -> their weeks (Monday, mean PLOVER score, number of events) and change points, in order.

    An event counts in the week of its first day; one whose days span more than a week counts in none. The score is the manual's for type
    and mode, from -10 to 10. Change points are those of the likeliest division into levels of at least LEAST weeks, each change paid for
    (optimal partitioning, Jackson et al. 2005); weeks with more events weigh more. A function of the set of events. Leaves out
    what did not take place to the caller.
    """
    by_week: defaultdict[int, dict[str, Event]] = defaultdict(dict)
    for event in events:
        if event.date_range and width(event.date_range) <= LONGEST:
            first = day(event.date_range[0])
            by_week[first.toordinal() - first.weekday()][event.id] = event
    weeks = [(start, [by_week[start][i] for i in sorted(by_week[start])]) for start in sorted(by_week)]
    scores = [sum(map(score, held)) / len(held) for _, held in weeks]
    cuts = changes(scores, [math.sqrt(len(held)) for _, held in weeks])
    found = []
    for at, cut in enumerate(cuts):
        low, high = cuts[at - 1] if at else 0, cuts[at + 1] if at + 1 < len(cuts) else len(scores)
        before, after = (sum(part) / len(part) for part in (scores[low:cut], scores[cut:high]))
        sign = 1 if after > before else -1
        telling = sorted(weeks[cut][1], key=lambda e: (-sign * score(e), -e.independent_reports, e.id))[:TELLING]
        found.append(Level(_iso(weeks[cut][0]), round(before, 2), round(after, 2), tuple(e.id for e in telling)))
    return Series(dyad, tuple(Week(_iso(start), round(value, 2), len(held)) for (start, held), value in zip(weeks, scores, strict=True)), tuple(found))


def score(event: Event) -> float:
    return plover.score(event.event_type, event.mode)


def changes(values: Sequence[float], weights: Sequence[float]) -> list[int]:
    """Indices at which a new level begins: the division with the least squared distance from levels, plus PENALTY for each change."""
    n = len(values)
    if n < 2 * LEAST:
        return []
    pay = PENALTY * math.log(n) * _spread(values, weights)
    w, wx, wxx = ([0.0] * (n + 1) for _ in range(3))
    for i, (x, weight) in enumerate(zip(values, weights, strict=True)):
        w[i + 1], wx[i + 1], wxx[i + 1] = w[i] + weight, wx[i] + weight * x, wxx[i] + weight * x * x

    def cost(a: int, b: int) -> float:
        total = wx[b] - wx[a]
        return (wxx[b] - wxx[a]) - total * total / (w[b] - w[a])

    best: list[float] = [-pay] + [math.inf] * n
    back = [0] * (n + 1)
    for end in range(LEAST, n + 1):
        for start in (0, *range(LEAST, end - LEAST + 1)):
            value = round(best[start] + cost(start, end) + pay, 9)
            if value < best[end]:
                best[end], back[end] = value, start
    cuts, at = [], n
    while back[at]:
        at = back[at]
        cuts.append(at)
    return cuts[::-1]


def _spread(values: Sequence[float], weights: Sequence[float]) -> float:
    """The variance of a week about its level, from the differences of neighbours: a change of level spoils few of them. The middle one, so that it spoils none."""
    steps = sorted((a - b) ** 2 / (1 / x + 1 / y) for (a, x), (b, y) in zip(zip(values, weights, strict=True), list(zip(values, weights, strict=True))[1:], strict=False))
    middle = steps[len(steps) // 2] / 0.455  # the median of a squared standard normal
    return max(middle, FLOOR**2)


def _iso(ordinal: int) -> str:
    return datetime.date.fromordinal(ordinal).isoformat()
