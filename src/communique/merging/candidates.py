# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Which mentions are compared at all: those of like type that share parties, on near days."""

import datetime
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from communique.merging.facts import Facts
from communique.merging.features import WIDE

FAMILY: dict[str, str] = {
    "CONSULT": "talks",
    **dict.fromkeys(("AGREE", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT"), "accord"),
    **dict.fromkeys(("ACCUSE", "REJECT"), "discord"),
    "REQUEST": "request", "THREATEN": "threat", "PROTEST": "protest", "MOBILIZE": "mobilize",
    **dict.fromkeys(("SANCTION", "COERCE", "ASSAULT"), "force"),
}  # fmt: skip
NEAR = 3  # days between ranges that are still compared
# A block of one key and one stretch of days larger than this is cut into parts that share a word: comparisons stay near-linear.
LARGEST = 150
Pair = tuple[int, int]


def candidates(facts: Sequence[Facts]) -> list[Pair]:
    """Index pairs (i < j), sorted. A function of the set: blocks are made of what mentions say, not of when they came."""
    blocks: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for i, one in enumerate(facts):
        for key in keys(one):
            blocks[key].append(i)
    found: set[Pair] = set()
    for members in blocks.values():
        for part in _bounded(members, facts):
            found.update(_near_in_time(part, facts))
    return sorted(found)


def keys(one: Facts) -> Iterator[tuple[str, ...]]:
    """A block for each two parties, and for a mention that knows one party only, for it and for each person named."""
    family = FAMILY[one.mention.event_type]
    countries = sorted(one.sides)
    for pair in combinations(countries, 2):
        yield (family, *pair)
    ids = sorted({p for group in one.persons.values() for p in group} or one.parties)
    for party in ids:
        yield (family, party)
    if len(countries) < 2 or not one.persons:
        for country in countries:
            yield (family, country)


def _bounded(members: list[int], facts: Sequence[Facts]) -> Iterator[list[int]]:
    """Parts of at most LARGEST by month, then by the words of the evidence; rare words first, as common ones join everything."""
    if len(members) <= LARGEST:
        yield members
        return
    by_week: defaultdict[str, list[int]] = defaultdict(list)
    for i in members:
        for week in _weeks(facts[i]):
            by_week[week].append(i)
    for part in by_week.values():
        if len(part) <= LARGEST:
            yield part
            continue
        by_word: defaultdict[str, list[int]] = defaultdict(list)
        for i in part:
            for word in sorted(facts[i].matter) or [""]:
                by_word[word].append(i)
            by_word["=" + (facts[i].mention.date or "")].append(i)
        yield from (few for few in by_word.values() if 1 < len(few) <= LARGEST)
        # What stands in more pages than that is met once in each page's family, which is what the report of one event looks like.
        yield from (_one_a_unit(many, facts) for many in by_word.values() if len(many) > LARGEST)


def _one_a_unit(members: list[int], facts: Sequence[Facts]) -> list[int]:
    best: dict[str, int] = {}
    for i in members:
        unit = facts[i].unit
        if unit not in best or (-facts[i].mention.confidence, facts[i].key) < (-facts[best[unit]].mention.confidence, facts[best[unit]].key):
            best[unit] = i
    return sorted(best.values(), key=lambda i: facts[i].key)[: 2 * LARGEST]


def _weeks(one: Facts) -> list[str]:
    """The weeks that a mention's days touch, with a margin; mentions of wide or no days have a block of their own and join by person."""
    if one.days is None or one.last - one.first >= WIDE:
        return ["undated"]
    low, high = one.first - NEAR, one.last + NEAR
    return [datetime.date.fromordinal(w * 7 + 1).isoformat() for w in range((low - 1) // 7, (high - 1) // 7 + 1)]


def _near_in_time(members: Sequence[int], facts: Sequence[Facts]) -> Iterator[Pair]:
    """Pairs whose days touch, within NEAR; mentions without a day meet all of their block."""
    dated = sorted((i for i in members if facts[i].days), key=lambda i: (facts[i].days or ("", ""), i))
    undated = [i for i in members if not facts[i].days]
    open_ones: list[tuple[int, int]] = []  # last day as a number, index
    for i in dated:
        first, last = facts[i].first, facts[i].last
        open_ones = [(end, j) for end, j in open_ones if end + NEAR >= first]
        for _, j in open_ones:
            yield min(i, j), max(i, j)
        open_ones.append((last, i))
    for at, i in enumerate(undated):
        for j in (*dated, *undated[at + 1 :]):
            yield min(i, j), max(i, j)
