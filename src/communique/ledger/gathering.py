# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Mentions of one undertaking, on one page or many, into one group."""

from collections.abc import Mapping, Sequence

from communique.dates import apart
from communique.ledger.facts import GROUPS, Told, telling
from communique.model import Days
from communique.words import Weights

Group = tuple[Told, ...]
ALIKE = 0.45  # likeness of what is undertaken. Editor's choice, as are the days.
ALIKE_IN_EVENT = 0.25  # of mentions that rest on one event, or for schedules of one pair on one day
REMEMBERED = 400  # days after which the same words are a new undertaking
REACH = 40  # mentions before and after, by day, of one kind and party with one telling word that one is held against


def rows_of(one: Told) -> tuple[tuple[str, ...], str]:
    """Where a mention stands among those that it is held against."""
    keys = (f"{GROUPS[one.mention.kind]} {party} {word}" for party in one.by_countries or one.by for word in telling(one.matter, ALIKE_IN_EVENT))
    return tuple(sorted(keys)), f"{one.day or '9999'} {name_of(one)}"


def name_of(one: Told) -> str:
    return "/".join(one.key)


def gathered(told: Sequence[Told], likes: Mapping[tuple[int, int], float], weights: Weights) -> tuple[Group, ...]:
    """Mentions by key, and the likenesses of their pairs -> groups, each in order of day. Pairs are joined, the likeliest first."""
    pairs = sorted(((value, i, j) for (i, j), value in likes.items()), key=lambda e: (-e[0], told[e[1]].key, told[e[2]].key))
    of = list(range(len(told)))
    members: dict[int, list[int]] = {i: [i] for i in range(len(told))}
    for _, i, j in pairs:
        x, y = min(of[i], of[j]), max(of[i], of[j])
        if x != y and _fit([told[k] for k in members[x]], [told[k] for k in members[y]], weights):
            for k in members[y]:
                of[k] = x
            members[x] += members.pop(y)
    groups = (tuple(sorted((told[k] for k in ks), key=lambda t: (t.day or "9999", t.key))) for ks in members.values())
    return tuple(sorted(groups, key=lambda g: min(t.key for t in g)))


def likeness(a: Told, b: Told, weights: Weights, same_event: Mapping[tuple[str, str], str]) -> float:
    """0 where two mentions are not of one undertaking; else how like they are."""
    if a.matter.isdisjoint(b.matter) or not _parties(a, b) or _far(a, b):
        return 0.0
    value = weights.cosine(a.matter, b.matter)
    if _event_of(a, same_event) is not None and _event_of(a, same_event) == _event_of(b, same_event):
        return 1.0 + value if value >= ALIKE_IN_EVENT else 0.0
    if a.mention.kind == "schedule" == b.mention.kind:
        due = _close(a.due, b.due)
        return value + 0.5 if due and value >= ALIKE_IN_EVENT else value if due is None and value >= ALIKE else 0.0
    return value if value >= ALIKE else 0.0


def _event_of(one: Told, same_event: Mapping[tuple[str, str], str]) -> str | None:
    return same_event.get((one.key[0], one.mention.event)) if one.mention.event else None


def _close(a: Days | None, b: Days | None) -> bool | None:
    return None if a is None or b is None else apart(a, b) <= 1


def _parties(a: Told, b: Told) -> bool:
    """The same side undertakes it; if both say to whom, the same side is owed it."""
    by = bool(a.by & b.by or a.by_countries & b.by_countries)
    return by and (not a.to or not b.to or bool(a.to & b.to or a.to_countries & b.to_countries))


def _far(a: Told, b: Told) -> bool:
    return a.day is not None and b.day is not None and apart((a.day, a.day), (b.day, b.day)) > REMEMBERED


def _fit(a: Sequence[Told], b: Sequence[Told], weights: Weights) -> bool:
    """Groups join where their members are alike on the whole: a promise of everything must not swallow all promises."""
    values = [weights.cosine(x.matter, y.matter) for x in a[:6] for y in b[:6]]
    return sum(values) / len(values) >= ALIKE_IN_EVENT
