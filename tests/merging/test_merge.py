# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Which reports are one event, which are not, and that neither order nor number of goes has a say."""

import itertools
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.merging.build import Sheet, country

from communique.identity import link
from communique.merging import merge
from communique.model import Auxiliary, Coded, Event, EventType, Family, Judgement, Place

CHL, NZL, AGO, ZMB = country("CHL"), country("NZL"), country("AGO"), country("ZMB")


def report(
    text: str,
    event_type: EventType = "CONSULT",
    *,
    date: str | None = "2021-01-19",
    days: tuple[str, str] | None = None,
    mode: str | None = None,
    sides: tuple[str, ...] = ("CHL", "NZL"),
    persons: Sequence[tuple[str, str]] = (),
    place: Place | None = None,
    auxiliary: tuple[Auxiliary, ...] = (),
    outlet: str = "Tasman Courier",
    basis: str = "its clause says “that day”",
    trigger: str | None = None,
    duration: str | None = None,
) -> Coded:
    """A page of one sentence with one event."""
    sheet = Sheet(text, published="2021-01-20", outlet=outlet)
    first, second = sheet.state(sides[0]), sheet.state(sides[1])
    named = {side: [sheet.actor(name, c) for name, c in persons if c == side] for side in sides}
    sheet.event(
        text,
        event_type,
        [first, *named[sides[0]]],
        [second, *named[sides[1]]],
        date=date,
        days=days,
        mode=mode,
        place=place,
        auxiliary=auxiliary,
        basis=basis,
        trigger=trigger,
        duration=duration,
    )
    return sheet.coded()


def events(pages: Sequence[Coded], corrections: Sequence[Judgement] = (), families: Sequence[Family] = ()) -> tuple[Event, ...]:
    return merge(pages, families, link(pages), corrections)[0]


def groups(found: Sequence[Event]) -> set[frozenset[str]]:
    return {frozenset(m.event for m in e.mentions) for e in found}


CALL = report("The presidents of Chile and New Zealand spoke by telephone on Tuesday about fisheries.", mode="phone", trigger="spoke")
SAME_CALL = report("A call between Wellington and Santiago dealt with fishing patrols and vaccines.", mode="phone", date="2021-01-20", outlet="Harbour Post", trigger="call")
PATROLS = report("Chile and New Zealand agreed to send their navies on joint patrols against illegal fishing.", "AGREE", trigger="agreed")
PATROLS_TOO = report("The two countries agreed that their navies will carry out joint patrols against illegal fishing vessels.", "AGREE", outlet="Harbour Post", trigger="agreed")
VACCINES = report("Chile and New Zealand agreed to raise access to vaccines together in the economic forum.", "AGREE", outlet="Steppe Herald", trigger="agreed")


def test_two_reports_of_one_call_are_one_event_though_their_words_differ() -> None:
    (found,) = events([CALL, SAME_CALL])
    assert len(found.mentions) == 2
    assert found.independent_reports == 2
    assert (found.event_type, found.mode) == ("CONSULT", "phone")


def test_two_agreements_of_one_call_are_two_events_and_two_reports_of_one_are_one() -> None:
    found = events([PATROLS, PATROLS_TOO, VACCINES])
    assert sorted(len(e.mentions) for e in found) == [1, 2]
    assert groups(found) >= {frozenset({PATROLS.events[0].id, PATROLS_TOO.events[0].id})}


@pytest.mark.parametrize(
    "other",
    [
        report("The presidents of Chile and New Zealand spoke by telephone on Friday about fisheries.", mode="phone", date="2021-01-22", outlet="B"),
        report("The presidents of Chile and New Zealand met on Tuesday about fisheries.", mode="visit", outlet="B"),
        report("The presidents of Chile and New Zealand did not speak by telephone on Tuesday about fisheries.", mode="phone", auxiliary=("negation",), outlet="B"),
        report("The presidents of Chile and New Zealand might speak by telephone on Tuesday about fisheries.", mode="phone", auxiliary=("hypothetical",), outlet="B"),
        report("The presidents of Chile and New Zealand have spoken by telephone three times about fisheries.", mode="phone", outlet="B"),
        report("The presidents of Zambia and Angola spoke by telephone on Tuesday about fisheries.", mode="phone", sides=("ZMB", "AGO"), outlet="B"),
        report("Chile asked New Zealand by telephone on Tuesday about fisheries.", "REQUEST", mode="phone", outlet="B"),
    ],
    ids=["day", "mode", "negation", "hypothetical", "several", "parties", "type"],
)
def test_what_stands_against_it_keeps_two_reports_apart(other: Coded) -> None:
    assert len(events([CALL, other])) == 2


def test_days_conflict_only_where_the_text_names_both() -> None:
    vague = report(
        "The presidents of Chile and New Zealand spoke by telephone about fisheries and the patrols.",
        mode="phone",
        date=None,
        days=("2021-01-20", "2021-01-22"),
        basis="no day is given: the page's own day, or the two before it",
        outlet="B",
    )
    assert len(events([CALL, vague])) == 1


def test_other_venues_and_other_counts_are_other_events() -> None:
    in_lusaka = report("Ministers of Angola and Zambia held the second round of talks in Lusaka.", sides=("AGO", "ZMB"), place=Place("Lusaka", "ZMB"))
    in_kasane = report("Ministers of Angola and Zambia held their round of talks in Kasane.", sides=("AGO", "ZMB"), place=Place("Kasane", "BWA"), outlet="B")
    third = report("Ministers of Angola and Zambia held the third round of talks there.", sides=("AGO", "ZMB"), outlet="C")
    assert len(events([in_lusaka, in_kasane])) == 2
    assert len(events([in_lusaka, third])) == 2


def test_talks_of_other_people_on_the_same_day_are_other_talks() -> None:
    one = report("Halvorsen of Norway held talks with Koundja of Chad.", sides=("NOR", "TCD"), persons=[("Ingrid Halvorsen", "NOR"), ("Brahim Koundja", "TCD")])
    other = report("Halvorsen of Norway paid a visit to Djimet of Chad.", sides=("NOR", "TCD"), persons=[("Ingrid Halvorsen", "NOR"), ("Oumar Djimet", "TCD")], outlet="B")
    again = report("Envoy Halvorsen and General Koundja talked for hours.", sides=("NOR", "TCD"), persons=[("Ingrid Halvorsen", "NOR"), ("Brahim Koundja", "TCD")], outlet="C")
    assert groups(events([one, other, again])) == {frozenset({one.events[0].id, again.events[0].id}), frozenset({other.events[0].id})}


def test_one_host_who_receives_two_guests_on_one_day_holds_two_talks() -> None:
    host = ("Hilda Berg", "NOR")
    one = report("Prime Minister Berg held talks with President Quispe on fisheries.", sides=("NOR", "PER"), persons=[host], trigger="talks")
    other = report("Prime Minister Berg held talks with President Adoum on fisheries.", sides=("NOR", "TCD"), persons=[host], outlet="B", trigger="talks")
    assert len(events([one, other])) == 2


def test_talks_of_other_states_altogether_are_other_talks() -> None:
    text = "The minister spoke by telephone with both sides on Tuesday about the border."
    one = report(text, sides=("NOR", "PER", "CHL"), trigger="spoke")
    assert len(events([one, report(text, sides=("TCD", "AGO", "ZMB"), outlet="B", trigger="spoke")])) == 2
    assert len(events([one, report(text, sides=("NOR", "PER"), outlet="C", trigger="spoke")])) == 1


def test_roles_do_not_matter_for_talks_and_do_for_charges() -> None:
    text = "A charge of shelling the border post."
    assert len(events([report(text, sides=("AGO", "ZMB")), report(text, sides=("ZMB", "AGO"), outlet="B")])) == 1
    assert len(events([report(text, "ACCUSE", sides=("AGO", "ZMB")), report(text, "ACCUSE", sides=("ZMB", "AGO"), outlet="B")])) == 2


def test_headline_lead_and_recap_within_one_page_are_one_event_and_two_promises_of_a_sentence_are_two() -> None:
    sheet = Sheet("Chile, New Zealand leaders talk. The two leaders spoke by telephone on Tuesday. During the half-hour call they agreed to send patrols and agreed to share data.")
    sides = [sheet.state("CHL"), sheet.state("NZL")]
    for words, trigger in (("Chile, New Zealand leaders talk", "talk"), ("The two leaders spoke by telephone on Tuesday", "spoke"), ("During the half-hour call", "call")):
        sheet.event(words, "CONSULT", sides, date="2021-01-19", trigger=trigger)
    last = "During the half-hour call they agreed to send patrols and agreed to share data"
    sheet.event(last, "AGREE", sides, date="2021-01-19", trigger="agreed to send")
    sheet.event(last, "AGREE", sides, date="2021-01-19", trigger="agreed to share")
    assert sorted(len(e.mentions) for e in events([sheet.coded()])) == [1, 1, 3]


def test_a_recap_joins_the_old_event_when_its_days_fit_and_one_event_only_fits() -> None:
    people = [("Michelle Bachelet", "CHL"), ("Jacinda Ardern", "NZL")]
    then = report("Bachelet and Ardern spoke by telephone about polar weather data.", date="2018-02-02", mode="phone", persons=people)
    text = "Ardern and Bachelet talked by phone in 2018 about sharing polar weather data."
    recap = report(text, date=None, days=("2018-01-01", "2018-12-31"), mode="phone", persons=people, auxiliary=("historical",), outlet="B")
    again = report("Bachelet and Ardern spoke by telephone about polar weather data once more.", date="2018-03-05", mode="phone", persons=people, outlet="C")
    assert len(events([then, recap])) == 1
    assert len(events([then, recap, again])) == 3


def test_reports_without_a_day_join_only_on_strong_evidence() -> None:
    bare = report("Santiago and Wellington talked.", date=None, outlet="B", basis="neither")
    telling = report("The presidents of Chile and New Zealand spoke by telephone about fisheries.", date=None, mode="phone", outlet="B", trigger="spoke")
    people = [("Sebastián Piñera", "CHL"), ("Jacinda Ardern", "NZL")]
    call = report("Piñera and Ardern spoke by telephone on Tuesday about fisheries.", mode="phone", persons=people, trigger="spoke")
    named = report("Ardern and Piñera spoke by telephone about fisheries and vaccines.", date=None, mode="phone", persons=people, outlet="B", trigger="spoke")
    assert len(events([CALL, bare])) == 2
    assert len(events([call, named])) == 1
    assert len(events([CALL, telling])) == 1


def test_a_deed_is_not_told_before_it_is_done() -> None:
    people = [("Sebastián Piñera", "CHL"), ("Jacinda Ardern", "NZL")]
    told = report("Piñera and Ardern spoke by telephone about fisheries.", date=None, mode="phone", persons=people, basis="neither", trigger="spoke")
    later = report("Ardern and Piñera spoke by telephone about fisheries and vaccines.", date="2021-06-01", mode="phone", persons=people, outlet="B", trigger="spoke")
    earlier = report("Ardern and Piñera spoke by telephone about fisheries and vaccines.", date="2021-01-19", mode="phone", persons=people, outlet="B", trigger="spoke")
    assert len(events([told, later])) == 2
    assert len(events([told, earlier])) == 1


def test_what_is_agreed_for_later_is_compared_by_the_day_on_which_it_was_said() -> None:
    year = ("2021-01-01", "2021-12-31")
    this_year = report("The two navies will carry out three joint patrols this year, Chile and New Zealand agreed.", "AGREE", date=None, days=year, trigger="agreed", outlet="B")
    assert len(events([PATROLS, this_year])) == 1


def test_copies_are_one_report_and_independent_ones_make_it_surer() -> None:
    copy = report("The presidents of Chile and New Zealand spoke by telephone on Tuesday about fisheries.", mode="phone", outlet="Harbour Post", trigger="spoke")
    family = Family("f:1", (CALL.article.id, copy.article.id), "copy", ("Tasman Courier",))
    (copied,) = events([CALL, copy], families=[family])
    (told_twice,) = events([CALL, SAME_CALL], families=[family])
    assert (copied.independent_reports, copied.confidence) == (1, 0.8)
    assert told_twice.independent_reports == 2
    assert told_twice.confidence > 0.8


def test_an_event_takes_the_day_that_its_reports_share_and_the_surest_otherwise() -> None:
    wide = report(
        "The presidents of Chile and New Zealand spoke by telephone this week about fisheries.",
        date=None,
        days=("2021-01-18", "2021-01-20"),
        basis="its clause says “this week”",
        mode="phone",
        outlet="B",
    )
    assert events([CALL, wide])[0].date_range == ("2021-01-19", "2021-01-19")
    (two_days,) = events([CALL, SAME_CALL])
    assert two_days.date_range in (("2021-01-19", "2021-01-19"), ("2021-01-20", "2021-01-20"))


# A person's word -----------------------------------------------------------------------------------------------------------


def ruling(says: str, *pages: Coded, when: str = "2026-01-01", by: str = "Ana") -> Judgement:
    return Judgement(" ".join(f"{p.article.id}/{p.events[0].id}" for p in pages), says, by, when, "she knows")


def test_a_person_outranks_the_machine_both_ways() -> None:
    assert len(events([CALL, SAME_CALL], [ruling("different", CALL, SAME_CALL)])) == 2
    assert len(events([CALL, VACCINES], [ruling("same", CALL, VACCINES)])) == 1


def test_of_two_that_contradict_the_later_holds_and_both_are_kept() -> None:
    early, late = ruling("different", CALL, SAME_CALL, when="2026-01-01"), ruling("same", SAME_CALL, CALL, when="2026-02-01", by="Bo")
    for given_ in ([early, late], [late, early]):
        found, judgements = merge([CALL, SAME_CALL], (), link([CALL, SAME_CALL]), given_)
        assert len(found) == 1
        assert {early, late} <= set(judgements)
    turned = [ruling("same", CALL, SAME_CALL, when="2026-01-01"), ruling("different", CALL, SAME_CALL, when="2026-02-01")]
    assert len(events([CALL, SAME_CALL], turned)) == 2


def test_a_ruling_holds_against_what_the_machine_would_chain() -> None:
    third = report("The presidents of New Zealand and Chile spoke by telephone on Tuesday about fisheries again.", mode="phone", outlet="C", trigger="spoke")
    found = events([CALL, SAME_CALL, third], [ruling("different", CALL, third)])
    assert not any({CALL.events[0].id, third.events[0].id} <= group for group in groups(found))


def test_a_ruling_about_what_is_not_here_changes_nothing() -> None:
    stray = Judgement("a:gone/e:gone a:gone/e:too", "same", "Ana", "2026", "")
    assert events([CALL, SAME_CALL], [stray]) == events([CALL, SAME_CALL])


# Judgements and order --------------------------------------------------------------------------------------------------------


def test_each_join_of_the_machine_is_a_judgement_with_its_reason_and_no_clock() -> None:
    pages = [CALL, SAME_CALL, PATROLS, PATROLS_TOO, VACCINES]
    found, judgements = merge(pages, (), link(pages), ())
    assert len(judgements) == sum(len(e.mentions) - 1 for e in found) == 2
    for one in judgements:
        assert (one.says, one.by, one.when) == ("same", "machine", "")
        assert "same parties" in one.reason
        first, second = one.about.split()
        assert any({tuple(first.split("/")), tuple(second.split("/"))} <= {(m.article, m.event) for m in e.mentions} for e in found)


def test_every_mention_is_in_one_event_and_order_and_repetition_do_not_matter() -> None:
    pages = [CALL, SAME_CALL, PATROLS, PATROLS_TOO, VACCINES]
    expected = merge(pages, (), link(pages), ())
    refs = [m for e in expected[0] for m in e.mentions]
    assert sorted((m.article, m.event) for m in refs) == sorted((p.article.id, e.id) for p in pages for e in p.events)
    for order in itertools.permutations(pages):
        assert merge(order, (), link(order), ()) == expected
    assert merge([*pages, CALL], (), link(pages), ()) == expected


TOPICS = ["fishing patrols of the navies", "vaccines for small economies", "flights to the polar stations", "a memorandum on hydrogen"]
REPORTS = st.tuples(
    st.sampled_from(TOPICS),
    st.sampled_from(["AGREE", "CONSULT", "REQUEST", "ACCUSE"]),
    st.sampled_from(["2021-01-18", "2021-01-19", "2021-01-20", "2021-01-22", None]),
    st.sampled_from([("CHL", "NZL"), ("NZL", "CHL"), ("AGO", "ZMB")]),
    st.sampled_from(["phone", "visit", None]),
    st.booleans(),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(REPORTS, min_size=2, max_size=9, unique=True), st.randoms())
def test_groups_are_a_function_of_the_set(told: list[tuple[str, EventType, str | None, tuple[str, str], str | None, bool]], random: object) -> None:
    pages = [
        report(f"{kind} about {topic}.", kind, date=date, sides=sides, mode=mode, auxiliary=("historical",) if old else (), outlet=str(i))
        for i, (topic, kind, date, sides, mode, old) in enumerate(told)
    ]
    mixed = list(pages)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert merge(mixed, (), link(mixed), ()) == merge(pages, (), link(pages), ())
    held: list[Coded] = []
    for page in mixed:  # one by one: the last going over all is what counts
        held.append(page)
        last = merge(held, (), link(held), ())
    assert last == merge(pages, (), link(pages), ())
    for event in last[0]:  # no group holds what certain days forbid
        days = sorted({e.date for p in pages for e in p.events for m in event.mentions if (m.article, m.event) == (p.article.id, e.id) and e.date})
        assert not days or (int(days[-1][-2:]) - int(days[0][-2:])) <= 1
