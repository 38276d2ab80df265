# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Where answers to an undertaking are looked for: events of its parties that share a word of its matter, talks near its day, or answers on its own page."""

from collections.abc import Callable, Iterator, Sequence

from communique.dates import shift
from communique.kept import Kept
from communique.ledger.answers import ANSWERING, HELD_WITHIN, KEPT_WITHIN, PUT_OFF, REPLIED, REPLIES, UNDONE, Undertaking, in_time
from communique.ledger.facts import Done

FIRST = 60  # events of one party with one word, from the day of an undertaking on, in which answers are looked for: beyond, the word is the party's daily business
AHEAD = 31 + HELD_WITHIN  # days before a planned day in which talks may be what was planned
WORD, TALKS, REPLY, WANT, PLAN, ASKED = (f"ledger {name}" for name in ("word", "talks", "reply", "want", "plan", "asked"))
OFF = "off"


class Finder:
    """Events by party and word, and talks by party and day; and the undertakings by what they look for."""

    def __init__(self, kept: Kept, done: Callable[[list[str]], dict[str, Done]]) -> None:
        self._kept, self._done = kept, done

    @staticmethod
    def rows(one: Done) -> Iterator[tuple[str, str, str, str]]:
        """What an event is found by."""
        off = OFF if any(PUT_OFF.search(text) or UNDONE.search(text) for text in one.texts) else ""
        if off or one.event.event_type in REPLIES:
            for article in one.articles:
                yield REPLY, article, one.event.id, ""
        days = one.event.date_range
        if days is None:
            return
        for party in one.parties:
            for word in one.matter:
                yield WORD, f"{party} {word}", f"{days[1]} {one.event.id}", f"{one.event.event_type} {off}"
            if one.event.event_type == "CONSULT":
                yield TALKS, party, f"{days[0]} {one.event.id}", ""

    @staticmethod
    def wants(one: Undertaking, name: str) -> Iterator[tuple[str, str, str, str]]:
        """What an undertaking is found by, when an event comes or goes."""
        if one.kind in REPLIED:
            for article in {t.key[0] for t in one.told}:
                yield ASKED, article, name, ""
        if one.made is None:
            return
        for party in one.by | one.to:
            for word in one.matter:
                yield WANT, f"{party} {word}", f"{one.made} {name}", ""
            if one.kind == "schedule" and one.due:
                yield PLAN, party, f"{one.due[0]} {one.due[1]} {name}", ""

    def near(self, one: Undertaking) -> Sequence[Done]:
        """Events by id."""
        asked = {t.key[0] for t in one.told} if one.kind in REPLIED else set()
        replies = {name for article in asked for name, _ in self._kept.rows(REPLY, article)}
        later = self._later(one)
        held = self._done(sorted(replies | later))
        return [held[i] for i in sorted(held)]

    def _later(self, one: Undertaking) -> set[str]:
        """Ids of events of its time."""
        if one.made is None:
            return set()
        fitting, plan = ANSWERING[one.kind], one.kind in ("schedule", "pledge", "offer")
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
        return {i for i, event in held.items() if in_time(one, event)}

    def wanting(self, one: Done) -> set[str]:
        """The undertakings that look where an event stands."""
        out = {name for article in one.articles for name, _ in self._kept.rows(ASKED, article)}
        days = one.event.date_range
        if days is None:
            return out
        earliest, end = shift(days[0], -KEPT_WITHIN), shift(days[1], 1)
        for party in one.parties:
            for word in one.matter:
                before = self._kept.back(WORD, f"{party} {word}", f"{days[1]} {one.event.id}", FIRST)
                first = max(earliest, before[-1][0].split(" ")[0]) if len(before) == FIRST else earliest
                out.update(place.split(" ")[1] for place, _ in self._kept.rows(WANT, f"{party} {word}", first, stop=end))
            if one.event.event_type == "CONSULT":
                for place, _ in self._kept.rows(PLAN, party, shift(days[0], -HELD_WITHIN - 366), stop=shift(days[0], AHEAD + 1)):
                    out.add(place.split(" ")[2])
        return out
