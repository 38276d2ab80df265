# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Mentions of no exact day, told in passing: they join an event only where no other would do as well."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from communique.dates import apart
from communique.merging.conflicts import DAY_SLACK
from communique.merging.facts import EXACT, Facts
from communique.merging.features import THRESHOLD

Scored = tuple[tuple[int, int], float]
MARGIN = 0.8  # by which the best event must lead the next of another day


def without_doubtful(facts: Sequence[Facts], scored: Iterable[Scored]) -> list[Scored]:
    """The pairs without those that would tie a mention of vague time to one of several events that fit it: leaders who met three
    times met each time, and a mention of "their talks" years later is not of all of them."""
    scored = [one for one in scored if one[1] >= THRESHOLD]
    days: defaultdict[int, dict[tuple[str, str], float]] = defaultdict(dict)
    for (i, j), value in scored:
        for vague, other in ((i, j), (j, i)):
            held = facts[other].days
            if _vague(facts[vague]) and held is not None and not _vague(facts[other]):
                days[vague][held] = max(days[vague].get(held, value), value)
    chosen: dict[int, tuple[str, str] | None] = {}
    for vague, found in days.items():
        best = min(found, key=lambda d: (-found[d], d))
        rivals = [value for held, value in found.items() if apart(held, best) > DAY_SLACK]
        chosen[vague] = best if not rivals or found[best] - max(rivals) >= MARGIN else None

    def kept(vague: int, other: int) -> bool:
        held = facts[other].days
        if vague not in chosen or held is None or _vague(facts[other]):
            return True
        best = chosen[vague]
        return best is not None and apart(held, best) <= DAY_SLACK

    return [((i, j), value) for (i, j), value in scored if kept(i, j) and kept(j, i)]


def _vague(one: Facts) -> bool:
    return one.days is None or one.last - one.first >= EXACT
