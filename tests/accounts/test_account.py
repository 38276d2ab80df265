# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Two sides' readouts of one call, side by side, and where they differ."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from tests.merging.build import Sheet

from communique.accounts import account
from communique.accounts.points import _as_compared
from communique.accounts.topics import topic
from communique.accounts.verbs import BASES, GERUNDS, PASTS, THIRDS
from communique.identity import link
from communique.merging import merge
from communique.model import Account, Coded, Disagreement, Event, Family, Judgement, Place
from communique.words import words

DAY = "2021-03-10"


def telling(outlet: str = "Harbour Post", lead: str = "The leaders of Peru and Norway talked by telephone on Wednesday.", more: str = "") -> Sheet:
    """One outlet that follows two readouts: Lima's spokesman, the prime minister quoted as talking, then Oslo's office."""
    sheet = Sheet(
        f"{lead} President Quispe's spokesman Raul Tello said that the two leaders shared the view that fishing quotas around the Humboldt current were too high. "
        "Quispe told the prime minister that a joint weather station would be built at Callao. "
        "Tello added that they agreed on the urgent release of the sailors held in Bissau. "
        "In a separate statement, the Prime Minister's Office said the two leaders called for freedom for the sailors in Bissau, while agreeing to fight piracy off West Africa. "
        + more,
        published=DAY,
        outlet=outlet,
    )
    per, nor = sheet.state("PER"), sheet.state("NOR")
    quispe = sheet.actor("Quispe", "PER", office="President of Peru")
    berg = sheet.actor("prime minister", "NOR", office="Prime Minister", key="person:berg")
    tello = sheet.actor("Raul Tello", "PER", office="spokesman")
    office = sheet.actor("Prime Minister's Office", "NOR", kind="government")
    sheet.event(lead.rstrip("."), "CONSULT", [per, quispe, nor, berg], date=DAY, mode="phone", trigger="talked")
    quotas = sheet.statement("that the two leaders shared the view that fishing quotas around the Humboldt current were too high", [tello], channel="briefing")
    sheet.event(
        "the two leaders shared the view that fishing quotas around the Humboldt current were too high", "AGREE", [quispe, berg], date=DAY, trigger="shared", statement=quotas
    )
    sheet.statement("that a joint weather station would be built at Callao", [quispe])
    sailors = sheet.statement("that they agreed on the urgent release of the sailors held in Bissau", [tello])
    sheet.event("they agreed on the urgent release of the sailors held in Bissau", "AGREE", [quispe, berg], date=DAY, trigger="agreed", statement=sailors)
    oslo = sheet.statement("the two leaders called for freedom for the sailors in Bissau, while agreeing to fight piracy off West Africa", [office], channel="statement")
    sheet.event("the two leaders called for freedom for the sailors in Bissau", "REQUEST", [quispe, berg], date=DAY, trigger="called", statement=oslo)
    sheet.event("agreeing to fight piracy off West Africa", "AGREE", [quispe, berg], date=DAY, trigger="agreeing", statement=oslo)
    return sheet


def of_talks(pages: Sequence[Coded], families: Sequence[Family] = (), corrections: Sequence[Judgement] = ()) -> tuple[Event, tuple[Account, ...], tuple[Disagreement, ...]]:
    links = link(pages)
    events, _ = merge(pages, families, links, corrections)
    event = max((e for e in events if e.event_type == "CONSULT"), key=lambda e: len(e.mentions))
    accounts, disagreements = account(event, tuple(pages), links, tuple(families))
    return event, accounts, disagreements


def by_party(accounts: Sequence[Account]) -> dict[str, dict[str, tuple[str, ...]]]:
    return {a.party: {p.topic: p.also for p in a.points} for a in accounts}


def test_each_side_has_its_points_and_only_what_both_say_is_shared() -> None:
    page = telling().coded()
    told = by_party(of_talks([page])[1])
    assert set(told) == {"PER", "NOR", "Harbour Post"}
    assert told["PER"]["fishing quotas around the Humboldt current"] == ()
    assert told["PER"]["urgent release of the sailors"] == ("NOR",)
    assert told["NOR"]["freedom for the sailors in Bissau"] == ("PER",)
    assert told["NOR"]["piracy off West Africa"] == ()


def test_a_leader_quoted_as_talking_belongs_to_the_readout_that_is_followed() -> None:
    sheet = telling()
    page = sheet.coded()
    _, accounts, _ = of_talks([page])
    links = link([page])
    lima = next(a for a in accounts if a.party == "PER")
    assert next(a for a in links.actors if a.id == lima.by).name == "Raul Tello"
    assert "joint weather station" in {p.topic for p in lima.points}


def test_what_a_leader_says_through_a_channel_of_his_own_is_his_own() -> None:
    sheet = telling(more="She wrote to her followers that Quispe likes warm stoves.")
    sheet.statement("that Quispe likes warm stoves", ["person:berg"], channel="social post")
    told = by_party(of_talks([sheet.coded()])[1])
    assert "Quispe likes warm stoves" in told["NOR"]
    assert "Quispe likes warm stoves" not in told["PER"]


def test_spans_point_at_the_words_that_make_the_point() -> None:
    page = telling().coded()
    _, accounts, _ = of_talks([page])
    for one in accounts:
        for point in one.points:
            assert point.span.article == page.article.id
            start, end = point.span.span
            assert set(point.topic.lower().split()) <= set(page.article.text[start:end].lower().replace(",", "").replace(".", "").split())


def test_a_copy_adds_no_voice_and_a_release_speaks_for_its_government() -> None:
    page, copy = telling().coded(), telling("Copy Times").coded()
    family = Family("f:1", (page.article.id, copy.article.id), "copy", ("Harbour Post",))
    assert "Copy Times" not in by_party(of_talks([page, copy], [family])[1])
    assert "Copy Times" in by_party(of_talks([page, copy])[1])
    release = Sheet(
        "President Quispe and the prime minister spoke by phone. They agreed to protect penguins on the Ballestas islands.",
        published=DAY,
        outlet="Presidency of Peru",
        outlet_country="PER",
    )
    sides = [release.actor("Quispe", "PER", office="President of Peru"), release.actor("prime minister", "NOR", office="Prime Minister", key="person:berg")]
    release.event("President Quispe and the prime minister spoke by phone", "CONSULT", sides, date=DAY, mode="phone", trigger="spoke")
    release.event("They agreed to protect penguins on the Ballestas islands", "AGREE", sides, date=DAY, trigger="agreed to protect")
    told = by_party(of_talks([page, release.coded()])[1])
    assert "Presidency of Peru" not in told
    assert any("penguins" in t for t in told["PER"])


def test_other_events_have_the_words_of_those_who_tell_them_only() -> None:
    page = telling().coded()
    links = link([page])
    events, _ = merge([page], (), links, ())
    piracy = next(e for e in events if any(m.event == page.events[4].id for m in e.mentions))
    alone = replace(piracy, mentions=tuple(ref for ref in piracy.mentions if ref.event == page.events[4].id))
    accounts, _ = account(alone, (page,), links, ())
    assert [a.party for a in accounts] == ["NOR"]


def test_an_order_of_pages_shows_nowhere() -> None:
    pages = [telling().coded(), telling("Meridian Wire", "Peru and Norway talked on the telephone for long on Wednesday.").coded()]
    event, accounts, disagreements = of_talks(pages)
    links = link(pages)
    assert account(event, list(reversed(pages)), links, ()) == (accounts, disagreements)


def test_another_records_pages_are_never_mixed_up_with_the_last_ones() -> None:
    page = telling().coded()
    links = link([page])
    (event, *_), _ = merge([page], (), links, ())
    pages = [page]
    before = account(event, pages, links, ())
    pages.append(telling("Meridian Wire", "Peru and Norway talked on the telephone for long on Wednesday.").coded())
    account(event, pages, links, ())
    assert account(event, [page], links, ()) == before


# Disagreements ------------------------------------------------------------------------------------------------------------


def two(first: str, second: str, *, durations: tuple[str | None, str | None] = (None, None), places: tuple[Place | None, Place | None] = (None, None)) -> list[Sheet]:
    """Two outlets' pages of one talk of one day, one sentence each after the lead."""
    sheets = []
    for outlet, more, duration, place in zip(("One", "Two"), (first, second), durations, places, strict=True):
        sheet = Sheet(f"Presidents of Peru and Norway talked on Wednesday. {more}", published=DAY, outlet=outlet)
        sides = [sheet.actor("Quispe", "PER", office="President"), sheet.actor("Berg", "NOR", office="Prime Minister")]
        sheet.event("Presidents of Peru and Norway talked on Wednesday", "CONSULT", sides, date=DAY, trigger="talked", duration=duration, place=place)
        if more:
            sheet.event(more.rstrip("."), "AGREE", sides, date=DAY, trigger="agreed")
        sheets.append(sheet)
    return sheets


def differences(sheets: Sequence[Sheet], families: Sequence[Family] = ()) -> dict[str, list[str]]:
    return {d.what: [v.value for v in d.values] for d in of_talks([s.coded() for s in sheets], families)[2]}


def test_lengths_that_differ_are_shown_with_their_pages() -> None:
    sheets = two("", "", durations=("PT30M", "PT35M"))
    _, _, found = of_talks([s.coded() for s in sheets])
    assert [(d.what, [(v.value, v.articles) for v in d.values]) for d in found] == [("duration", [("PT30M", (sheets[0].id,)), ("PT35M", (sheets[1].id,))])]
    assert differences(two("", "", durations=("PT30M", "PT30M"))) == {}
    assert differences(two("", "", durations=("PT30M", None))) == {}


def test_figures_of_one_thing_differ_and_of_two_things_do_not() -> None:
    assert differences(two("They agreed on three joint patrols this year.", "They agreed on two joint patrols this year.")) == {"number of patrols": ["2", "3"]}
    assert differences(two("They agreed on three joint patrols this year.", "They agreed on two research ships this year.")) == {}
    assert differences(two("They agreed on three joint patrols this year.", "They agreed on 3 joint patrols this year.")) == {}


def test_figures_that_the_page_lists_are_compared_by_unit() -> None:
    sheets = two("They agreed on a loan of $900 million for the port.", "They agreed on a loan of $1.2 billion for the port.")
    sheets[0].figure("loan for the port", 9e8, "$900 million", "USD")
    sheets[1].figure("loan for the port", 1.2e9, "$1.2 billion", "USD")
    assert differences(sheets) == {"loan": ["1200000000 USD", "900000000 USD"]}


def test_one_text_printed_twice_does_not_disagree_with_itself() -> None:
    sheets = two("", "", durations=("PT30M", "PT35M"))
    family = Family("f:1", (sheets[0].id, sheets[1].id), "update", ("One",))
    assert differences(sheets, [family]) == {}


def test_one_side_names_a_day_for_meeting_and_the_other_has_none() -> None:
    sheets = two("Quispe and Berg agreed to meet in Callao on 8 April.", "They agreed on a meeting, but a date for it has yet to be decided.")
    quispe, berg = list(sheets[0].actors)
    sheets[0].commitment("to meet in Callao on 8 April", "schedule", [quispe, berg], due=("2021-04-08", "2021-04-08"))
    assert differences(sheets) == {"whether a next meeting is settled": ["not decided", "settled"]}


# Topics ----------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the two leaders shared the view that trilateral work among Peru, Norway, and Iceland was important for herring", "trilateral work among Peru, Norway, and Iceland"),
        ("agreed to closely monitor the ice shelf, while the ministers will write to one another", "ice shelf"),
        ("that a new bridge would be built", "new bridge"),
        ("on the need for an end to the quota that growers dislike", "end to the quota"),
        ("President Quispe thanked Norway for its pledge of $10 million for the survivors of Storm Rut", "pledge of $10 million for the survivors of Storm Rut"),
        ("He told the Prime Minister that Peru will provide two rescue planes in the coming year", "two rescue planes"),
        ("The President requested Norway's support for Peru's bid to host the secretariat", "Norway's support for Peru's bid"),
        ("With regard to Bissau, both ministers stressed that any solution must be led by the people", "Bissau"),
        ("A spokesperson for the Prime Minister, Olav Ness, said no decision had been taken on the port of Callao", "port of Callao"),
        ("it was important for Lima and Oslo to maintain the same position on the matter", "same position on the matter"),
        (
            "the call was meant to stress her commitment to the Peru-(New Norway) alliance, which is the anchor for fishing",
            "Peru-New Norway alliance, which is the anchor for fishing",
        ),
        ("agreeing to work together to address shared challenges such as the flu pandemic and rising seas", "challenges such as the flu pandemic and rising seas"),
        ("They agreed to exchange 40 convicts under a treaty of 2019", "40 convicts under a treaty"),
        ("The President accepted Mr. Berg's invitation to visit Oslo in May", "Mr Berg's invitation"),
        ("the two countries concluded a memorandum on kelp in the course of this half-year", "memorandum on kelp"),
        ("Quispe raised the return of the gold masks held in museums in Oslo", "return of the gold masks"),
        ("water", "water"),
        ("As for a meeting, its date has not been decided", "meeting"),
        ("when it might be answered", "when it might be answered"),
    ],
)
def test_a_topic_is_the_matter_in_the_texts_own_words(text: str, expected: str) -> None:
    assert topic(text) == expected


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("carry", "carried carrying carries"),
        ("agree", "agreed agreeing agrees"),
        ("stop", "stopped stopping"),
        ("hold", "held holding holds"),
        ("control", "controlled controlling"),
        ("fulfil", "fulfilled fulfilling fulfils"),
        ("regret", "regretted regretting regrets"),
        ("step", "stepped stepping"),
        ("travel", "travelled travelling traveled traveling"),
        ("cancel", "cancelled canceled cancelling"),
        ("visit", "visited visiting"),
        ("benefit", "benefited"),
        ("undertake", "undertook undertaken undertaking"),
    ],
)
def test_forms_of_verbs(verb: str, forms: str) -> None:
    assert verb in BASES
    assert set(forms.split()) <= PASTS | GERUNDS | THIRDS


def test_no_verb_has_a_form_that_is_not_written() -> None:
    assert not (PASTS | GERUNDS) & {"dealed", "controled", "fulfiled", "regreted", "steped", "visitted", "openned", "controling", "fulfiling", "regreting", "steping"}


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("ships off South Africa", {"@ZAF"}),
        ("the South African navy", {"@ZAF"}),
        ("aid to the Central African Republic", {"@CAF"}),
        ("trade with North America", {"northam"}),
        ("Southeast Asia's rivers", {"southea"}),
        ("settlers in the West Bank", {"westban"}),
    ],
)
def test_a_part_of_the_world_is_one_word_and_a_country_its_code(said: str, found: set[str]) -> None:
    assert found <= set(words(_as_compared(said)))
