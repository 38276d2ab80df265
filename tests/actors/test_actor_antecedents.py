# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.actors.build import actors, article, meant, named, read

from communique import tables
from communique.actors import home, identity, learned, resolve, spelling
from communique.annotation import annotate


@pytest.mark.parametrize(
    ("text", "words", "names"),
    [
        ("Hungarian President Laszlo Kis met Maria Ruiz in Lima. He praised the hosts.", "He", {"Laszlo Kis"}),
        ("Laszlo Kis met Piroska Nemeth, a diplomat from Hungary. He thanked her.", "her", {"Piroska Nemeth"}),
        ("Moldova demanded that Romania withdraw its troops.", "its troops", {"Romanian troops", "troops"}),
        ('Peru will wait. "My government was promised water," Foreign Minister Ana Quispe of Peru told reporters.', "My", {"Ana Quispe"}),
    ],
)
def test_pronouns_lead_to_whom_they_take_up(text: str, words: str, names: set[str]) -> None:
    assert meant(text, words) <= names
    assert meant(text, words)


def test_a_quotation_that_opens_a_paragraph_is_of_who_speaks_further_on() -> None:
    text = 'The talks failed, the foreign ministry of Laos said.\n\n"I was promised rice. It never came," Prime Minister Sok Vanna of Cambodia told a rally.'
    assert meant(text, "I") == {"Sok Vanna"}


def test_a_definite_noun_takes_up_the_group_told_of() -> None:
    text = "Tajik rebels seized a bridge near Dushanbe in Tajikistan. The rebels killed two soldiers."
    _, found = read(text)
    assert [a for a in found if any(text[s:e] == "The rebels" for s, e in a.mentions)] == [a for a in found if a.mentions[0] == (0, 12)]


def test_two_are_chosen_together() -> None:
    text = "Hours after Kenya said that it would be the host, Gabon and Togo made peace in Nairobi. Gabon had fought Togo for a year. The two countries signed a treaty."
    assert meant(text, "The two countries") == {"Gabon", "Togo"}


def test_states_of_a_counterpart_are_those_said() -> None:
    text = "Syrian Prime Minister Adel Safar wrote to his Jordanian counterpart."
    _, found = read(text, day="2011-11-02")
    assert {a.country for a in found for s, e in a.mentions if "counterpart" in text[s:e]} == {"JOR"}


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("The adviser and the Ambassador of Chile in Wellington, Ramon Oyarzun, were on the line. New Zealand was glad.", "Ramon Oyarzun", "CHL"),
        ("Italian ambassador to Kenya Paolo Conti spoke in Nairobi, Kenya.", "Paolo Conti", "ITA"),
        ("President Kwame Boateng of Ghana spoke to the Prime Minister of the United Kingdom.", "Kwame Boateng", "GHA"),
        ("Bolivia's opposition leader in the east, Jaime Rocha, accused Peru.", "Jaime Rocha", "BOL"),
    ],
)
def test_a_titles_own_state_outranks_the_place(text: str, name: str, country: str) -> None:
    assert named(actors(text), name).country == country


def test_a_name_is_likelier_where_people_are_named_so() -> None:
    known = spelling.spelling()
    assert known.like("Søren Rasmussen", "DNK") > known.like("Søren Rasmussen", "AFG")
    assert known.like("", "DNK") == known.like("Søren Rasmussen", "XXX") == 0.0


def test_what_the_tables_have_of_somebody_is_no_sign_of_their_own_state() -> None:
    person = next(p for p in tables.persons_named("Vladimir Putin"))
    known = spelling.spelling()
    assert known.like(person.name, person.nation, person) < known.like(person.name, person.nation)


@given(st.text(max_size=30))
def test_letter_groups_have_no_more_than_their_width(name: str) -> None:
    assert all(len(g) in spelling.WIDTH for g in spelling.groups(name))


@pytest.mark.parametrize(
    ("outlet", "code"),
    [
        ("Ministry of Foreign Affairs of Mexico", "MEX"),
        ("The White House", "USA"),
        ("Argentine Ministry of Foreign Affairs", "ARG"),
        ("Prime Minister's Office, 10 Downing Street", "GBR"),
        ("Embassy of Japan in the United States", "JPN"),
        ("Embassy of China in South Africa", "CHN"),
        ("Embassy of Georgia to the United States", "GEO"),
        ("Indian Embassy, Beijing, China", "IND"),
        ("Ministry of Foreign Affairs of the People's Republic of China", "CHN"),
        ("Ministry for Europe and Foreign Affairs, France", "FRA"),
        ("Government of Georgia", "GEO"),
        ("Georgia Department of Economic Development", None),
        ("Government of New South Wales", None),
        ("Government of Northern Ireland", None),
        ("The Lima Herald", None),
        ("Mexico Daily", None),
        (None, None),
    ],
)
def test_a_government_that_publishes_is_known_by_its_name(outlet: str | None, code: str | None) -> None:
    assert home.issuer(outlet) == code


def test_a_readouts_bare_office_is_the_publishers() -> None:
    import dataclasses

    text = "The Minister spoke to the Foreign Minister of Canada on Tuesday. Canada thanked Mexico. Canada asked for more."
    page = dataclasses.replace(article(text), outlet="Ministry of Foreign Affairs of Mexico")
    assert [a.country for a in resolve(annotate(page)) if a.mentions[0][0] == 0] == ["MEX"]


@pytest.mark.parametrize(
    ("said", "office", "alike"),
    [
        ("secretary of state", "Secretary of Defense", False),
        ("secretary of state", "Secretary of State", True),
        ("defence secretary", "Secretary of Defense", True),
        ("secretary", "Secretary of State", True),
        ("foreign minister", "Minister of Foreign Affairs", True),
    ],
)
def test_a_secretary_of_one_matter_is_no_other(said: str, office: str, alike: bool) -> None:
    assert identity._alike(said, office) is alike


def test_members_of_a_large_body_are_a_group() -> None:
    found = actors("APEC members signed a pact in Hanoi.", day="2006-11-18")
    assert [(a.kind, a.country) for a in found if a.mentions[0][0] == 0] == [("group", "IGO")]


def test_numbers_of_antecedents_are_there() -> None:
    assert learned.antecedents().weights["near"] > 0
