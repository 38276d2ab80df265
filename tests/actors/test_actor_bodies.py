# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

import pytest
from tests.actors.build import actors, meant, named


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("The White House rejected the offer.", "White House", "USA"),
        ("The Kremlin said nothing.", "Kremlin", "RUS"),
        ("Cheong Wa Dae welcomed the decision.", "Blue House", "KOR"),
        ("Downing Street denied the report.", "Downing Street", "GBR"),
        ("Washington urged restraint.", "United States", "USA"),
        ("Pyongyang accused Seoul of lying.", "North Korea", "PRK"),
        ("The DPRK agreed to return.", "North Korea", "PRK"),
        ("The UAE sent planes.", "United Arab Emirates", "ARE"),
        ("The IAEA asked for access.", "International Atomic Energy Agency", "UNO"),
        ("The European Union imposed sanctions.", "European Union", "EUR"),
        ("Hezbollah fired rockets.", "Hezbollah", "LBN"),
    ],
)
def test_names_that_stand_for_governments_and_bodies(text: str, name: str, country: str) -> None:
    assert named(actors(text), name).country == country


@pytest.mark.parametrize("text", ["He was speaking in Seoul.", "They met near Moscow on Friday.", "She lives in China with her family.", "Prices rose in London."])
def test_places_that_do_not_act_are_left_out(text: str) -> None:
    assert not [a for a in actors(text) if a.kind == "country"]


def test_the_host_of_a_visit_is_an_actor() -> None:
    assert named(actors("Mr. Tanaka will visit Vietnam. He arrived in Hanoi on Monday."), "Vietnam").mentions


def test_pair_joined_by_a_hyphen() -> None:
    text = "A Washington-Pyongyang summit is planned."
    assert meant(text, "Washington") == {"United States"}
    assert meant(text, "Pyongyang") == {"North Korea"}


def test_who_is_not_the_health_organisation() -> None:
    assert not [a for a in actors("The man who called us left.") if a.kind in ("organisation", "country")]
    assert named(actors("The WHO sent doctors."), "World Health Organization").country == "UNO"


def test_government_and_ministry_by_their_kind() -> None:
    text = "The Iranian government rejected the plan. The Foreign Ministry said it was unfair."
    found = actors(text, day="2006-11-09")
    assert named(found, "government of Iran").kind == "government"
    assert named(found, "foreign ministry of Iran").country == "IRN"


def test_outlet_as_relay_is_an_actor() -> None:
    found = actors('"We are ready," the minister said, the Yonhap news agency reported.')
    yonhap = named(found, "Yonhap")
    assert (yonhap.country, yonhap.sector) == ("KOR", "JRN")


def test_unnamed_sources_are_each_articles_own() -> None:
    one = [a for a in actors("A senior U.S. official said the talks had failed.") if a.kind == "anonymous"]
    two = [a for a in actors("A senior U.S. official said it would rain.") if a.kind == "anonymous"]
    assert one[0].country == two[0].country == "USA"
    assert one[0].id != two[0].id


def test_groups_with_a_country() -> None:
    found = actors("Israeli troops entered the town. Chinese officials protested.")
    assert named(found, "Israeli troops").sector == "MIL"
    assert named(found, "Chinese officials").kind == "anonymous"


def test_anti_is_not_a_country() -> None:
    assert not [a for a in actors("The anti-Syrian camp won.") if a.country == "SYR"]


def test_his_country() -> None:
    text = "Ethiopian Prime Minister Meles Zenawi said his country wanted peace."
    assert meant(text, "country", day="2006-11-30") == {"Ethiopia"}
