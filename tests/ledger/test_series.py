# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Weeks of two countries and where their level changes; turning points of a storyline."""

import random
from collections.abc import Sequence

import pytest

from communique.dates import shift
from communique.ledger.facts import Done
from communique.ledger.series import changes, series
from communique.ledger.turns import turns
from communique.model import Event, EventType, MentionRef


def event(kind: EventType, day: str, *, last: str | None = None, number: int = 0) -> Event:
    return Event(f"E:{kind}{day}{number}", (), kind, None, (), (), (day, last or day), None, (MentionRef("a:1", f"e:{day}"),), 1, 0.8)


def done(kind: EventType, day: str, *, real: bool = True) -> Done:
    one = event(kind, day)
    none: frozenset[str] = frozenset()
    return Done(one, none, none, none, none, (), (), real, none, frozenset(), ())


def test_events_fall_into_their_weeks_and_long_ranges_into_none() -> None:
    found = series(("CHL", "NZL"), [event("CONSULT", "2021-01-19"), event("ACCUSE", "2021-01-24"), event("AID", "2021-02-01"), event("AID", "2021-01-01", last="2021-03-01")])
    assert [(w.first, w.events) for w in found.weeks] == [("2021-01-18", 2), ("2021-02-01", 1)]
    assert found.weeks[0].score < found.weeks[1].score
    assert found.changes == ()


def test_a_change_of_level_is_found_in_its_week_and_names_the_events_that_tell_it() -> None:
    calm = [event("CONSULT", shift("2020-01-06", 7 * i), number=i) for i in range(10)]
    strife = [event("ASSAULT", shift("2020-03-16", 7 * i), number=i) for i in range(8)]
    (change,) = series(("AGO", "ZMB"), [*strife, *calm]).changes
    assert change.first == "2020-03-16"
    assert change.before > 0 > change.after
    assert change.events[0] == strife[0].id
    assert series(("AGO", "ZMB"), [*calm, *strife]) == series(("AGO", "ZMB"), [*strife, *calm])


def test_chance_is_seldom_taken_for_change() -> None:
    chance = random.Random(7)
    false = sum(bool(changes([chance.gauss(0, 3) for _ in range(52)], [1.0] * 52)) for _ in range(200))
    assert false <= 10


@pytest.mark.parametrize("at", [12, 26, 40])
def test_a_step_of_two_spreads_is_found_near_its_place(at: int) -> None:
    chance = random.Random(at)
    near = 0
    for _ in range(20):
        cuts = changes([chance.gauss(0 if i < at else 6, 3) for i in range(52)], [1.0] * 52)
        near += any(abs(cut - at) <= 2 for cut in cuts)
    assert near >= 17


def whats(events: Sequence[Done]) -> list[tuple[str, str]]:
    return [(t.day, t.what) for t in turns(events)]


def test_a_story_opens_turns_to_conflict_and_back() -> None:
    told = [
        *(done("CONSULT", f"2020-01-0{i}") for i in range(1, 5)), *(done("ASSAULT", f"2020-02-0{i}") for i in range(1, 5)), *(done("AGREE", f"2020-03-0{i}") for i in range(1, 5)),
    ]  # fmt: skip
    assert whats(told) == [("2020-01-01", "opens"), ("2020-02-01", "turns to conflict"), ("2020-03-01", "turns to cooperation")]


def test_firsts_are_told_where_the_tone_does_not_change_and_plans_turn_nothing() -> None:
    told = [done("CONSULT", "2020-01-01"), done("CONSULT", "2020-01-05"), done("AGREE", "2020-01-08", real=False), done("AGREE", "2020-01-09"), done("AGREE", "2020-01-10")]
    assert whats(told) == [("2020-01-01", "opens"), ("2020-01-09", "first accord or step towards the other side")]
    assert whats([done("CONSULT", "2020-01-01", real=False)]) == []
