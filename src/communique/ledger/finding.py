# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Where answers to an undertaking are looked for: events of its parties that share a word of its matter, or talks near its day."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence

from communique.dates import day, shift
from communique.ledger.answers import ANSWERING, HELD_WITHIN, KEPT_WITHIN, PUT_OFF, UNDONE, Undertaking
from communique.ledger.facts import Done

COMMON = 400  # events of one party with one word, from which on the word finds nothing: it is the party's daily business


class Finder:
    """Events by party and word, and talks by party and day."""

    def __init__(self, done: Iterable[Done]) -> None:
        self._by_word: defaultdict[tuple[str, str], list[Done]] = defaultdict(list)
        self._talks: defaultdict[str, list[tuple[int, str, Done]]] = defaultdict(list)
        self._off: set[str] = set()
        for event in done:
            if any(PUT_OFF.search(text) or UNDONE.search(text) for text in event.texts):
                self._off.add(event.event.id)
            days = event.event.date_range
            if days is None:
                continue
            for party in event.parties:
                for word in event.matter:
                    self._by_word[party, word].append(event)
                if event.event.event_type == "CONSULT":
                    self._talks[party].append((day(days[0]).toordinal(), event.event.id, event))
        for talks in self._talks.values():
            talks.sort(key=lambda t: t[:2])

    def near(self, one: Undertaking) -> Sequence[Done]:
        """Events by id."""
        found: dict[str, Done] = {}
        fitting, plan = ANSWERING[one.kind], one.kind in ("schedule", "pledge", "offer")
        for party in one.by | one.to:
            for word in one.matter:
                some = self._by_word.get((party, word), [])
                if len(some) <= COMMON:
                    found.update((e.event.id, e) for e in some if e.event.event_type in fitting or (plan and e.event.id in self._off))
            if one.kind == "schedule" and one.due:
                talks = self._talks.get(party, [])
                low, high = (day(shift(d, by)).toordinal() for d, by in zip(one.due, (-31 - HELD_WITHIN, HELD_WITHIN), strict=True))
                for at in range(bisect_left(talks, low, key=lambda t: t[0]), len(talks)):
                    if talks[at][0] > high:
                        break
                    found[talks[at][1]] = talks[at][2]
        if one.made is None:
            return []
        last = shift(one.made, KEPT_WITHIN)
        return [found[i] for i in sorted(found) if (days := found[i].event.date_range) and days[1] >= one.made and days[0] <= last]
