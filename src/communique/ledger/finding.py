# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Where answers to an undertaking are looked for: events of its parties that share a word of its matter, or talks near its day."""

from collections.abc import Callable, Iterator, Sequence

from communique.dates import shift
from communique.kept import Kept
from communique.ledger.answers import ANSWERING, HELD_WITHIN, KEPT_WITHIN, PUT_OFF, UNDONE, Undertaking
from communique.ledger.facts import Done

FIRST = 60  # events of one party with one word, from the day of an undertaking on, in which answers are looked for: beyond, the word is the party's daily business
AHEAD = 31 + HELD_WITHIN  # days before a planned day in which talks may be what was planned
WORD, TALKS, WANT, PLAN = (f"ledger {name}" for name in ("word", "talks", "want", "plan"))
OFF = "off"


class Finder:
    """Events by party and word, and talks by party and day; and the undertakings by what they look for."""

    def __init__(self, kept: Kept, done: Callable[[list[str]], dict[str, Done]]) -> None:
        self._kept, self._done = kept, done

    @staticmethod
    def rows(one: Done) -> Iterator[tuple[str, str, str, str]]:
        """What an event is found by."""
        days = one.event.date_range
        if days is None:
            return
        off = OFF if any(PUT_OFF.search(text) or UNDONE.search(text) for text in one.texts) else ""
        for party in one.parties:
            for word in one.matter:
                yield WORD, f"{party} {word}", f"{days[1]} {one.event.id}", f"{one.event.event_type} {off}"
            if one.event.event_type == "CONSULT":
                yield TALKS, party, f"{days[0]} {one.event.id}", ""

    @staticmethod
    def wants(one: Undertaking, name: str) -> Iterator[tuple[str, str, str, str]]:
        """What an undertaking is found by, when an event comes or goes."""
        if one.made is None:
            return
        for party in one.by | one.to:
            for word in one.matter:
                yield WANT, f"{party} {word}", f"{one.made} {name}", ""
            if one.kind == "schedule" and one.due:
                yield PLAN, party, f"{one.due[0]} {one.due[1]} {name}", ""

    def near(self, one: Undertaking) -> Sequence[Done]:
        """Events by id."""
        if one.made is None:
            return []
        fitting, plan = ANSWERING[one.kind], one.kind in ("schedule", "pledge", "offer")
        last = shift(one.made, KEPT_WITHIN)
        found: set[str] = set()
        for party in sorted(one.by | one.to):
            for word in sorted(one.matter):
                for place, value in self._kept.rows(WORD, f"{party} {word}", one.made, limit=FIRST):
                    kind, off = value.split(" ")
                    if kind in fitting or (plan and off):
                        found.add(place.split(" ")[1])
            if one.kind == "schedule" and one.due:
                stop = shift(one.due[1], HELD_WITHIN + 1)
                found.update(place.split(" ")[1] for place, _ in self._kept.rows(TALKS, party, shift(one.due[0], -AHEAD), stop=stop))
        held = self._done(sorted(found))
        return [held[i] for i in sorted(held) if (days := held[i].event.date_range) and days[1] >= one.made and days[0] <= last]

    def wanting(self, one: Done) -> set[str]:
        """The undertakings that look where an event stands."""
        days = one.event.date_range
        if days is None:
            return set()
        earliest, end, out = shift(days[0], -KEPT_WITHIN), shift(days[1], 1), set[str]()
        for party in one.parties:
            for word in one.matter:
                before = self._kept.back(WORD, f"{party} {word}", f"{days[1]} {one.event.id}", FIRST)
                first = max(earliest, before[-1][0].split(" ")[0]) if len(before) == FIRST else earliest
                out.update(place.split(" ")[1] for place, _ in self._kept.rows(WANT, f"{party} {word}", first, stop=end))
            if one.event.event_type == "CONSULT":
                for place, _ in self._kept.rows(PLAN, party, shift(days[0], -HELD_WITHIN - 366), stop=shift(days[0], AHEAD + 1)):
                    out.add(place.split(" ")[2])
        return out
