# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Where answers to an undertaking are looked for: events that by type and part can answer it and share a telling word, talks near its day, or answers on its own page."""

from collections.abc import Callable, Iterator, Sequence

from communique.dates import shift
from communique.kept import Kept
from communique.ledger.answers import BREACH, CHARGES, DEEDS, FORCE, HELD_WITHIN, KEPT_WITHIN, LIKE, PUT_OFF, REPLIED, REPLIES, UNDONE, Undertaking, in_time
from communique.ledger.facts import Done, telling

FIRST = 60  # events of one sort, party and word, from the day of an undertaking on, in which answers are looked for: beyond, the word is the party's daily business
AHEAD = 31 + HELD_WITHIN  # days before a planned day in which talks may be what was planned
WORD, TALKS, REPLY, WANT, PLAN, ASKED = (f"ledger {name}" for name in ("word", "talks", "reply", "want", "plan", "asked"))
# Sorts of events that may answer each kind: where who undertakes it takes part, and where who is owed it does.
BY_SORTS = {
    "schedule": ("off", "talks", "breach"), "pledge": ("off", "deed", "breach", "refusal"), "offer": ("off", "deed", "refusal"), "condition": ("deed", "breach"),
    "threat": ("force",),
}  # fmt: skip
TO_SORTS = {
    "schedule": ("off", "talks"), "pledge": ("off",), "offer": ("off", "accord", "deed", "refusal"), "request": ("accord", "deed", "refusal"),
    "demand": ("accord", "deed", "refusal"),
}  # fmt: skip


class Finder:
    """Events by sort, party and word, and talks by party and day; and the undertakings by what they look for."""

    def __init__(self, kept: Kept, done: Callable[[list[str]], dict[str, Done]]) -> None:
        self._kept, self._done = kept, done

    @staticmethod
    def rows(one: Done) -> Iterator[tuple[str, str, str, str]]:
        """What an event is found by."""
        if _is_off(one) or one.event.event_type in REPLIES:
            for article in one.articles:
                yield REPLY, article, one.event.id, ""
        days = one.event.date_range
        if days is None:
            return
        for key in _offered(one):
            yield WORD, key, f"{days[1]} {one.event.id}", ""
        if one.event.event_type == "CONSULT":
            for party in one.parties:
                yield TALKS, party, f"{days[0]} {one.event.id}", ""

    @staticmethod
    def wants(one: Undertaking, name: str) -> Iterator[tuple[str, str, str, str]]:
        """What an undertaking is found by, when an event comes or goes."""
        if one.kind in REPLIED:
            for article in {t.key[0] for t in one.told}:
                yield ASKED, article, name, ""
        if one.made is None:
            return
        for key in _looked_for(one):
            yield WANT, key, f"{one.made} {name}", ""
        if one.kind == "schedule" and one.due:
            for party in one.by | one.to:
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
        found = {place.split(" ")[1] for key in sorted(_looked_for(one)) for place, _ in self._kept.rows(WORD, key, one.made, limit=FIRST)}
        if one.kind == "schedule" and one.due:
            stop = shift(one.due[1], HELD_WITHIN + 1)
            for party in sorted(one.by | one.to):
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
        for key in _offered(one):
            before = self._kept.back(WORD, key, f"{days[1]} {one.event.id}", FIRST)
            first = max(earliest, before[-1][0].split(" ")[0]) if len(before) == FIRST else earliest
            out.update(place.split(" ")[1] for place, _ in self._kept.rows(WANT, key, first, stop=end))
        if one.event.event_type == "CONSULT":
            for party in one.parties:
                for place, _ in self._kept.rows(PLAN, party, shift(days[0], -HELD_WITHIN - 366), stop=shift(days[0], AHEAD + 1)):
                    out.add(place.split(" ")[2])
        return out


def _looked_for(one: Undertaking) -> set[str]:
    sides = [(sort, party) for sort in BY_SORTS.get(one.kind, ()) for party in one.by]
    sides += [(sort, party) for sort in TO_SORTS.get(one.kind, ()) for party in one.to]
    words = telling(one.matter, LIKE)
    return {f"{sort} {party} {word}" for sort, party in sides if sort != "talks" or not one.due for word in words}


def _offered(one: Done) -> set[str]:
    return {f"{sort} {party} {word}" for sort, parties in _sorts(one) for party in parties for word in one.matter}


def _sorts(one: Done) -> Iterator[tuple[str, frozenset[str]]]:
    """What an event may answer as, and the parties by whose undertakings, or by what they were asked, it is then found."""
    kind = one.event.event_type
    if kind in DEEDS:
        yield "deed", one.actors
    if kind in FORCE:
        yield "force", one.actors
    if kind in ("AGREE", "CONCEDE"):
        yield "accord", one.actors
    if kind == "REJECT":
        yield "refusal", one.actors
    if kind == "CONSULT":
        yield "talks", one.parties
    if kind in CHARGES and any(BREACH.search(text) for text in one.texts):
        yield "breach", one.recipients
    if _is_off(one):
        yield "off", one.parties


def _is_off(one: Done) -> bool:
    return any(PUT_OFF.search(text) or UNDONE.search(text) for text in one.texts)
