# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""What a group of reports tells of its event, the surer reports weighing more."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from communique.dates import both, width
from communique.merging.facts import Facts
from communique.model import Days, Event, EventType, MentionRef, Place
from communique.text import digest

LEAST_SHARE = 0.2  # of the reports' weight that an actor must stand in: one stray name among many reports is a misreading
DOUBT_LEFT = 0.7  # of the doubt that each further independent report leaves. Editor's figure, not yet calibrated.


def event_of(group: Sequence[Facts]) -> Event:
    """One event. Its id comes from its smallest member; `aliases`, accounts and disagreements are for others to fill."""
    group = sorted(group, key=lambda f: f.key)
    actors, recipients = _roles(group)
    reports = len({f.unit for f in group})
    best = max(f.mention.confidence for f in group)
    kind = _type(group)
    return Event(
        id=digest("E", *group[0].key),
        aliases=(),
        event_type=kind,
        mode=_mode([f for f in group if f.mention.event_type == kind]),
        actors=actors,
        recipients=recipients,
        date_range=days_of(group),
        place=_place(group),
        mentions=tuple(MentionRef(*f.key) for f in group),
        independent_reports=reports,
        confidence=round(min(0.99, 1 - (1 - best) * DOUBT_LEFT ** (reports - 1)) if best < 0.99 else best, 2),
    )


def _weight(one: Facts) -> float:
    return max(0.01, one.mention.confidence)


def _type(group: Sequence[Facts]) -> EventType:
    sums: defaultdict[EventType, float] = defaultdict(float)
    for one in group:
        sums[one.mention.event_type] += _weight(one)
    return min(sums, key=lambda t: (-round(sums[t], 6), t))


def _mode(group: Sequence[Facts]) -> str | None:
    """The mode with most weight; the alphabet's first among equals."""
    sums: defaultdict[str, float] = defaultdict(float)
    for one in group:
        if one.mention.mode is not None:
            sums[one.mention.mode] += _weight(one)
    return min(sums, key=lambda m: (-round(sums[m], 6), m), default=None)


def _roles(group: Sequence[Facts]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Actors and recipients that enough of the reports name; who is both takes the part that weighs more."""
    acts: Mapping[str, float] = _sums(group, lambda f: f.actors)
    receives: Mapping[str, float] = _sums(group, lambda f: f.recipients)
    least = LEAST_SHARE * sum(_weight(f) for f in group)
    named = sorted(i for i in acts.keys() | receives.keys() if acts.get(i, 0.0) + receives.get(i, 0.0) >= least)
    return tuple(i for i in named if acts.get(i, 0.0) >= receives.get(i, 0.0)), tuple(i for i in named if acts.get(i, 0.0) < receives.get(i, 0.0))


def _sums(group: Sequence[Facts], ids: Callable[[Facts], Iterable[str]]) -> dict[str, float]:
    sums: defaultdict[str, float] = defaultdict(float)
    for one in group:
        for i in ids(one):
            sums[i] += _weight(one)
    return {i: round(s, 6) for i, s in sums.items()}


def days_of(group: Sequence[Facts]) -> Days | None:
    """The days that all reports share; where they share none, those of the surest: a known day, the narrowest, the most believed."""
    dated = [f for f in group if f.days]
    if not dated:
        return None
    shared: Days | None = dated[0].days
    for one in dated[1:]:
        shared = both(shared, one.days) if shared and one.days else None
    if shared:
        return shared
    weight: defaultdict[Days, float] = defaultdict(float)
    for one in dated:
        if one.days:
            weight[one.days] += _weight(one)
    certain = {f.days for f in dated if f.certain}
    return min(weight, key=lambda d: (d not in certain, width(d), -round(weight[d], 6), d))


def _place(group: Sequence[Facts]) -> Place | None:
    """The venue with most weight, else the state; its fullest description."""
    venues: defaultdict[tuple[bool, str], float] = defaultdict(float)
    forms: defaultdict[tuple[bool, str], list[Place]] = defaultdict(list)
    for one in group:
        if one.mention.place is not None:
            key = (one.venue is None, one.venue or one.seat or "")
            venues[key] += _weight(one)
            forms[key].append(one.mention.place)
    if not venues:
        return None
    key = min(venues, key=lambda k: (k[0], -round(venues[k], 6), k[1]))
    return min(forms[key], key=lambda p: (p.latitude is None, p.country is None, p.name, p.span or (0, 0)))
