# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""What was promised, asked and planned, and what became of it, from pages made by hand."""

import itertools
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.merging.build import Sheet

from communique.identity import link
from communique.kept import Memory
from communique.ledger import follow
from communique.ledger.again import refollow
from communique.merging import merge
from communique.model import Coded, Commitment, CommitmentKind, Days, EventType, Storyline

WEIR = "open the gates of the Calunda weir"


def promise(
    day: str,
    text: str = f"Angola promised Zambia to {WEIR}.",
    kind: CommitmentKind = "pledge",
    *,
    what: str | None = None,
    by: str = "AGO",
    to: str | None = "ZMB",
    due: Days | None = None,
    made: bool = True,
    person: str | None = None,
    event_type: EventType = "AGREE",
) -> Coded:
    """A page of one undertaking, with the event in which it is made."""
    sheet = Sheet(f"{day}. {text}", published=day)
    sides = [sheet.state(by)] + ([sheet.actor(person, by, office="minister")] if person else []), [sheet.state(to)] if to else []
    event = sheet.event(text, event_type, *sides, date=day, trigger=text.split()[1])
    sheet.commitment(text, kind, *sides, what=what, made=day if made else None, due=due, event=event)
    return sheet.coded()


def deed(day: str, text: str, event_type: EventType, by: str = "AGO", to: str | None = "ZMB") -> Coded:
    sheet = Sheet(f"{day}. {text}", published=day)
    sheet.event(text, event_type, [sheet.state(by)], [sheet.state(to)] if to else [], date=day, trigger=text.split()[1])
    return sheet.coded()


def ledger(pages: Sequence[Coded]) -> tuple[tuple[Commitment, ...], tuple[Storyline, ...]]:
    links = link(pages)
    events, _ = merge(pages, (), links, ())
    return follow(pages, events, links)


def only(pages: Sequence[Coded]) -> Commitment:
    (found,) = ledger(pages)[0]
    return found


def moves(one: Commitment) -> list[tuple[str | None, str]]:
    return [(m.day, m.move) for m in one.trail]


FILL = [
    deed("2020-11-02", "Peru praised Norway for herring research in the fjords.", "SUPPORT", "PER", "NOR"),
    deed("2020-11-03", "Chad thanked Norway for envoys.", "SUPPORT", "TCD", "NOR"),
]


def test_a_promise_of_which_nothing_is_told_is_open() -> None:
    one = only([promise("2020-11-12"), *FILL])
    assert (one.status, one.trail, one.made) == ("open", (), "2020-11-12")
    assert WEIR in one.what


def test_a_promise_repeated_is_reaffirmed_with_its_new_day() -> None:
    first = promise("2020-11-12", due=("2020-11-30", "2020-11-30"))
    again = promise("2020-12-03", f"Angola renewed before Zambia its promise to {WEIR}.", due=("2021-01-15", "2021-01-15"))
    one = only([first, again, *FILL])
    assert one.status == "reaffirmed"
    assert moves(one) == [("2020-12-03", "reaffirmed")]
    assert one.due == ("2021-01-15", "2021-01-15")
    assert "2021-01-15 instead of 2020-11-30" in one.trail[0].reason
    assert len(one.mentions) == 2


def test_a_promise_made_again_by_who_came_after_is_restated_and_less_sure() -> None:
    one = only(
        [promise("2020-01-12", person="Adelino Cassoma"), promise("2020-11-12", f"Angola's new minister said before Zambia that it would {WEIR}.", person="Rosa Matias"), *FILL]
    )
    assert moves(one) == [("2020-11-12", "restated")]
    same = only(
        [promise("2020-01-12", person="Adelino Cassoma"), promise("2020-11-12", f"Angola's minister said before Zambia that it would {WEIR}.", person="Adelino Cassoma"), *FILL]
    )
    assert same.trail[0].move == "reaffirmed"
    assert one.trail[0].confidence < same.trail[0].confidence


def test_a_promise_past_its_day_lapses_by_the_newest_page_and_no_clock() -> None:
    pages = [promise("2020-11-12", due=("2020-11-30", "2020-11-30")), *FILL]
    assert only(pages).status == "open"
    later = only([*pages, deed("2020-12-05", "Chad praised Norway for its patience.", "SUPPORT", "TCD", "NOR")])
    assert later.status == "lapsed"
    assert moves(later) == [("2020-12-01", "lapsed")]


@pytest.mark.parametrize(
    ("text", "event_type", "by", "to", "status"),
    [
        ("Angola opened all gates of the Calunda weir.", "RETREAT", "AGO", "ZMB", "done"),
        ("Angola started with the first gates of the Calunda weir.", "RETREAT", "AGO", "ZMB", "begun"),
        ("Zambia accused Angola of breaking its word on the gates of the Calunda weir.", "ACCUSE", "ZMB", "AGO", "broken"),
        ("Angola refused to open the gates of the Calunda weir.", "REJECT", "AGO", "ZMB", "withdrawn"),
        ("Zambia praised the gates of the Calunda weir.", "SUPPORT", "ZMB", "AGO", "open"),
        ("Angola sent fish to the markets of Mongu.", "AID", "AGO", "ZMB", "open"),
        ("Norway opened the gates of the Calunda weir museum.", "COOPERATE", "NOR", "TCD", "open"),
    ],
)
def test_what_a_later_event_does_to_a_promise(text: str, event_type: EventType, by: str, to: str, status: str) -> None:
    assert only([promise("2020-11-12"), deed("2021-03-08", text, event_type, by, to), *FILL]).status == status


@pytest.mark.parametrize(
    ("text", "event_type", "by", "status"),
    [
        ("Angola agreed to daily readings of the river for Zambia.", "AGREE", "AGO", "accepted"),
        ("Angola refused Zambia daily readings of the river.", "REJECT", "AGO", "declined"),
        ("Angola gave Zambia daily readings of the river.", "COOPERATE", "AGO", "done"),
        ("Zambia refused Angola daily readings of the river.", "REJECT", "ZMB", "open"),
    ],
)
def test_a_request_is_answered_by_the_side_that_was_asked(text: str, event_type: EventType, by: str, status: str) -> None:
    asked = promise("2020-09-12", "Zambia asked Angola for daily readings of the river.", "request", by="ZMB", to="AGO", event_type="REQUEST")
    assert only([asked, deed("2020-10-08", text, event_type, by, "ZMB" if by == "AGO" else "AGO"), *FILL]).status == status


def test_nothing_before_the_promise_and_not_the_promise_itself_answers_it() -> None:
    before = deed("2020-10-08", "Angola opened all gates of the Calunda weir.", "RETREAT")
    assert only([promise("2020-11-12"), before, *FILL]).status == "open"
    itself = promise("2020-11-12", "Angola granted Zambia daily readings of the river.", "offer", event_type="CONCEDE")
    assert only([itself, *FILL]).status == "open"


@pytest.mark.parametrize(
    ("reply", "event_type", "by", "trigger", "status"),
    [
        ("The agency in Angola has rejected his request.", "REJECT", "AGO", "rejected", "declined"),
        ("Angola dismissed that as a trick.", "REJECT", "AGO", "dismissed", "declined"),
        ("Angola granted the appeal.", "CONCEDE", "AGO", "granted", "accepted"),
        ("Angola rejected the request of Namibia for grain.", "REJECT", "AGO", "rejected", "open"),  # another request
        ("Angola rejected the charges.", "REJECT", "AGO", "rejected", "open"),
        ("Zambia rejected any such request.", "REJECT", "ZMB", "rejected", "open"),  # the side that asks
        ("Norway rejected the request.", "REJECT", "NOR", "rejected", "open"),
    ],
)
def test_an_answer_that_only_points_back_is_of_what_its_page_tells_before(reply: str, event_type: EventType, by: str, trigger: str, status: str) -> None:
    asked = "Zambia asked Angola for daily readings of the river."

    def page(text: str) -> Coded:
        sheet = Sheet(text, published="2020-09-12")
        zambia, angola = sheet.state("ZMB"), sheet.state("AGO")
        made = sheet.event(asked, "REQUEST", [zambia], [angola], date="2020-09-12", trigger="asked")
        sheet.commitment(asked, "request", [zambia], [angola], what="for daily readings of the river", made="2020-09-12", event=made)
        sheet.event(reply, event_type, [{"AGO": angola, "ZMB": zambia}.get(by) or sheet.state(by)], [], date="2020-09-12", trigger=trigger)
        return sheet.coded()

    assert only([page(f"{asked} {reply}"), *FILL]).status == status
    assert only([page(f"{reply} {asked}"), *FILL]).status == "open"
    assert only([page(f"{asked} {'The rains were late in the north. ' * 20}{reply}"), *FILL]).status == "open"


@pytest.mark.parametrize(
    ("after", "trigger", "status"),
    [
        ("Norway said that the talks in Turkistan had been cancelled.", "cancelled", "withdrawn"),
        ("Norway said that the consultations would not take place.", "take", "withdrawn"),
        ("Norway hinted at cancelling the visit.", "cancelling", "open"),
        ("Norway said that a concert had been cancelled.", "cancelled", "open"),
    ],
)
def test_a_plan_that_its_own_page_tells_to_be_off_is_withdrawn(after: str, trigger: str, status: str) -> None:
    planned = "Kazakhstan and Uzbekistan were to meet at the weekend."
    sheet = Sheet(f"{planned} {after}", published="2021-02-22")
    kazakhs, uzbeks = sheet.state("KAZ"), sheet.state("UZB")
    made = sheet.event(planned, "CONSULT", [kazakhs, uzbeks], [], date="2021-02-27", trigger="meet", auxiliary=("future",))
    sheet.commitment(planned, "schedule", [kazakhs, uzbeks], [], what="to meet at the weekend", due=("2021-02-27", "2021-02-28"), event=made)
    sheet.event(after, "REJECT", [sheet.state("NOR")], [], date="2021-02-22", trigger=trigger)
    assert only([sheet.coded(), *FILL]).status == status


def test_a_plan_confirmed_on_a_later_day_is_reaffirmed_and_one_only_told_again_is_not() -> None:
    first = plan("2021-02-10", ("2021-03-05", "2021-03-06"))
    again = plan("2021-02-22", ("2021-03-05", "2021-03-06"), "Kazakhstan and Uzbekistan confirmed their summit in Turkistan.")
    same = plan("2021-02-22", ("2021-03-05", "2021-03-06"), "Kazakhstan and Uzbekistan plan a summit in Turkistan.")
    assert (only([first, again, *FILL]).status, only([first, same, *FILL]).status) == ("reaffirmed", "open")


def test_pages_one_by_one_give_the_commitments_of_all_at_once() -> None:
    """An undertaking that lapsed when the second page came is told the same way when a third has come."""
    pages = [
        promise("2020-11-12", due=("2020-11-30", "2020-11-30")),
        deed("2020-12-05", "Chad praised Norway for its patience.", "SUPPORT", "TCD", "NOR"),
        deed("2021-02-05", "Chad thanked Norway for its envoys.", "SUPPORT", "TCD", "NOR"),
        plan("2021-02-01", ("2021-03-05", "2021-03-06")),
        deed("2021-05-05", "Peru praised Norway for herring research.", "SUPPORT", "PER", "NOR"),
    ]
    links = link(pages)
    events, _ = merge(pages, (), links, ())
    known = {page.article.id: page for page in pages}
    expected = {one.id: one for one in follow(pages, events, links)[0]}
    assert [one.status for one in expected.values()] == ["lapsed", "lapsed"]
    for order in itertools.permutations(pages):
        memory, held = Memory(), dict[str, Commitment]()
        for page in order:
            own = [event for event in events if any(ref.article == page.article.id for ref in event.mentions)]
            found = refollow(memory, known.__getitem__, new=[page], events=own, links=links)
            held = {name: one for name, one in held.items() if name not in found.gone} | {one.id: one for one in found.commitments}
        assert held == expected


def test_only_commitments_that_read_otherwise_are_given_again() -> None:
    made = promise("2020-11-12")
    likely = deed("2020-12-01", "Angola helped Zambia count the cranes, storks and pelicans of the marshes near Calunda.", "AID", "AGO", "ZMB")
    kept = deed("2020-12-05", f"Angola let Zambia {WEIR}.", "COOPERATE", "AGO", "ZMB")
    pages = [made, *FILL, likely, kept]
    links = link(pages)
    events, _ = merge(pages, (), links, ())
    known = {page.article.id: page for page in pages}
    memory, given = Memory(), list[int]()
    for page in (made, likely, kept):
        own = [event for event in events if any(ref.article == page.article.id for ref in event.mentions)]
        found = refollow(memory, known.__getitem__, new=[page], events=own, links=links)
        given.append(len(found.commitments))
    assert given == [1, 0, 1]
    assert found.gone == {found.commitments[0].id}


def plan(day: str, due: Days | None, text: str = "Kazakhstan and Uzbekistan will hold a summit in Turkistan.") -> Coded:
    return promise(day, text, "schedule", by="KAZ", to="UZB", due=due, made=False)


def test_a_planned_meeting_that_is_reported_was_held() -> None:
    held = deed("2021-03-06", "Kazakhstan received Uzbekistan at a summit on water.", "CONSULT", "KAZ", "UZB")
    one = only([plan("2021-02-22", ("2021-03-05", "2021-03-06")), held, *FILL])
    assert (one.status, moves(one)) == ("done", [("2021-03-06", "held")])
    assert one.trail[0].event is not None


def test_a_meeting_of_another_day_or_of_others_is_not_the_planned_one() -> None:
    early = deed("2021-02-25", "Kazakhstan received Uzbekistan for talks.", "CONSULT", "KAZ", "UZB")
    others = deed("2021-03-06", "Kazakhstan received Norway at a summit in Turkistan.", "CONSULT", "KAZ", "NOR")
    assert only([plan("2021-02-22", ("2021-03-05", "2021-03-06")), early, others, *FILL]).status == "open"


def test_a_planned_meeting_put_off_is_superseded_and_not_lapsed() -> None:
    off = deed("2021-03-01", "Kazakhstan postponed the summit in Turkistan with Uzbekistan.", "REJECT", "KAZ", "UZB")
    last = deed("2021-04-01", "Chad praised Norway.", "SUPPORT", "TCD", "NOR")
    assert only([plan("2021-02-22", ("2021-03-05", "2021-03-06")), off, last]).status == "superseded"


def test_promises_of_other_matters_other_sides_and_another_time_stay_apart() -> None:
    weir = promise("2020-11-12")
    grain = promise("2020-11-12", "Angola promised Zambia to sell maize and beans at cost.")
    other = promise("2020-11-12", f"Namibia promised Zambia to {WEIR}.", by="NAM")
    old = promise("2015-11-12", f"Angola once promised Zambia to {WEIR}.")
    assert len(ledger([weir, grain, other, old])[0]) == 4


def test_every_mention_is_in_one_commitment_in_any_order() -> None:
    pages = [
        promise("2020-11-12", due=("2020-11-30", "2020-11-30")),
        promise("2020-12-03", f"Angola renewed before Zambia its promise to {WEIR}.", due=("2021-01-15", "2021-01-15")),
        promise("2020-11-12", "Angola promised Zambia to sell maize and beans at cost."),
        deed("2021-03-08", "Angola opened all gates of the Calunda weir.", "RETREAT"),
    ]
    expected = ledger(pages)
    refs = sorted((r.article, r.commitment) for c in expected[0] for r in c.mentions)
    assert refs == sorted((p.article.id, c.id) for p in pages for c in p.commitments)
    for order in itertools.permutations(pages):
        assert ledger(order) == expected


MATTERS = ["open the gates of the weir", "sell maize at cost", "free the captured soldiers", "open the weir in spring"]
TOLD = st.tuples(
    st.sampled_from(MATTERS),
    st.sampled_from(["2020-11-12", "2020-11-13", "2021-01-20", "2021-09-01"]),
    st.sampled_from(["AGO", "ZMB"]),
    st.sampled_from(["pledge", "offer", "request"]),
)


@settings(max_examples=40, deadline=None)
@given(st.lists(TOLD, min_size=1, max_size=7, unique=True), st.randoms())
def test_the_ledger_is_a_function_of_the_set(told: list[tuple[str, str, str, CommitmentKind]], random: object) -> None:
    pages = [promise(day, f"{by} undertook by {kind} to {matter}.", kind, by=by, to="ZMB" if by == "AGO" else "AGO") for matter, day, by, kind in told]
    mixed = list(pages)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert ledger(mixed) == ledger(pages)
    for one in ledger(pages)[0]:
        days = [m.day for m in one.trail if m.day]
        assert days == sorted(days)


# Storylines ------------------------------------------------------------------------------------------------------------------


def test_events_of_one_matter_are_one_storyline_with_a_title_from_the_text() -> None:
    pages = [
        deed("2020-11-12", "Angola promised Zambia water from the Calunda weir by spring.", "AGREE"),
        deed("2020-12-03", "Zambia accused Angola of keeping the Calunda weir shut.", "ACCUSE", "ZMB", "AGO"),
        deed("2021-01-05", "Angola rejected the charges of Zambia about the Calunda weir.", "REJECT"),
        deed("2021-01-06", "Zambia thanked Angola for a donation of footballs.", "SUPPORT", "ZMB", "AGO"),
        deed("2021-01-06", "Chad accused Norway of spying over the Calunda weir.", "ACCUSE", "TCD", "NOR"),
    ]
    (story,) = ledger(pages)[1]
    assert "Calunda weir" in story.title
    assert len(story.events) == 3
    assert ledger(list(reversed(pages)))[1] == (story,)


def test_two_events_or_one_day_make_no_storyline() -> None:
    day = [deed("2020-11-12", f"Angola {verb} Zambia over the Calunda weir.", kind) for verb, kind in (("accused", "ACCUSE"), ("asked", "REQUEST"), ("threatened", "THREATEN"))]  # type: ignore[arg-type]
    assert ledger(day)[1] == ()
    assert ledger([day[0], deed("2020-11-20", "Angola asked Zambia about the Calunda weir.", "REQUEST")])[1] == ()
