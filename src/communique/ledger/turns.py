# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Turning points of a storyline: events after which it is another story."""

from collections.abc import Callable, Iterator, Sequence

from communique.ledger.facts import Done
from communique.ledger.series import score
from communique.model import Turn

SIDE = 3  # events before and after that tell the tone. Editor's choices, all of them.
SHIFT = 4.0  # points of PLOVER's score by which the tone must change
FIRSTS: dict[str, tuple[frozenset[str], str]] = {
    "talks": (frozenset({"CONSULT"}), "the first talks"),
    "accord": (frozenset({"AGREE", "COOPERATE", "CONCEDE", "RETREAT"}), "the first accord or step towards the other side"),
    "pressure": (frozenset({"THREATEN", "SANCTION", "COERCE", "MOBILIZE"}), "the first threat, sanction or show of force"),
    "force": (frozenset({"ASSAULT"}), "the first use of force"),
}


def turns(events: Sequence[Done]) -> tuple[Turn, ...]:
    """A storyline's events, by day -> where it opens, changes its tone, and first sees talks, accord, pressure or force; by day, one an event.

    Events that are only planned, feared or denied turn nothing. Each says why.
    """
    real = [e for e in events if e.real and e.event.date_range]
    found: dict[str, Turn] = {}
    for look in LOOKS:
        for event, what, reason in look(real):
            if event.event.date_range:
                found.setdefault(event.event.id, Turn(event.event.id, event.event.date_range[0], what, reason))
    return tuple(sorted(found.values(), key=lambda t: (t.day, t.event)))


Found = Iterator[tuple[Done, str, str]]


def _opening(events: Sequence[Done]) -> Found:
    if events:
        yield events[0], "opens", "the first event that is told of it"


def _tone(events: Sequence[Done]) -> Found:
    """Where the mean score of the events from here on differs most from that of those before; the strongest within SIDE events of one another."""
    shifts = {at: _mean(events[at : at + SIDE]) - _mean(events[max(0, at - SIDE) : at]) for at in range(2, len(events) - 1)}
    taken: list[int] = []
    for at in sorted(shifts, key=lambda at: (-round(abs(shifts[at]), 6), at)):
        before, after = _mean(events[max(0, at - SIDE) : at]), _mean(events[at : at + SIDE])
        if abs(after - before) < SHIFT or any(abs(at - other) < SIDE for other in taken):
            continue
        taken.append(at)
        what = "turns to cooperation" if after > before else "turns to conflict"
        yield events[at], what, f"the events before it score {before:+.1f} on the mean, from it on {after:+.1f}"


def _firsts(events: Sequence[Done]) -> Found:
    """Only what was not there from the beginning."""
    for kinds, reason in FIRSTS.values():
        first = next((at for at, e in enumerate(events) if e.event.event_type in kinds), None)
        if first:
            yield events[first], reason.removeprefix("the "), f"{reason} of this story, after {first} other event{'s' if first > 1 else ''}"


def _mean(events: Sequence[Done]) -> float:
    return sum(score(e.event) for e in events) / len(events) if events else 0.0


LOOKS: tuple[Callable[[Sequence[Done]], Found], ...] = (_opening, _tone, _firsts)
