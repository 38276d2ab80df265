# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

import pytest
from tests.actors.build import actors, meant, named, read

CALL = (
    "South Korean President Moon Jae-in and his American counterpart, Joe Biden, promised on Thursday to work together. "
    "Moon's spokesman Kang Min-seok said the two leaders spoke by phone. He gave no details."
)


def test_title_country_and_sector_of_a_person() -> None:
    moon = named(actors(CALL), "Moon Jae-in")
    assert (moon.kind, moon.country, moon.sector, moon.office) == ("person", "KOR", "GOV", "President of South Korea")


def test_counterpart_takes_the_country_of_its_adjective() -> None:
    biden = named(actors(CALL), "Joe Biden")
    assert (biden.country, biden.office) == ("USA", "President of the United States")


def test_mention_is_the_name_without_its_title() -> None:
    assert meant(CALL, "Moon Jae-in") == {"Moon Jae-in"}
    assert meant(CALL, "Kang Min-seok") == {"Kang Min-seok"}


def test_surname_alone_leads_to_the_person() -> None:
    assert meant(CALL, "Moon", nth=1) == {"Moon Jae-in"}


def test_pronouns() -> None:
    assert meant(CALL, "his") == {"Moon Jae-in"}
    assert meant(CALL, "He") == {"Kang Min-seok"}


def test_spokesman_has_the_country_of_whom_he_speaks_for() -> None:
    text = "President Tandri Ovale of Fiji was pleased, he said. Chinese President Xi Jinping left early. Xi's spokesman Bao Linfeng gave no reason."
    assert named(actors(text), "Bao Linfeng").country == "CHN"


@pytest.mark.parametrize(
    ("day", "office"),
    [("2005-11-20", "Foreign Minister of South Korea"), ("2010-05-01", "UN Secretary-General")],
)
def test_office_is_the_one_of_the_day(day: str, office: str) -> None:
    found = actors("Ban Ki-moon urged restraint on Monday. Ban said talks were the only way.", day=day)
    assert named(found, "Ban Ki-moon").office == office


def test_a_former_holder_is_not_the_holder() -> None:
    found = actors("Former U.S. President Jimmy Carter flew to Harare. Condoleezza Rice spoke at a university.", day="2015-03-01")
    assert named(found, "Jimmy Carter").sector == "ELI"
    rice = named(found, "Condoleezza Rice")
    assert rice.sector == "ELI"
    assert rice.office == "former US Secretary of State"


def test_same_person_same_id_in_two_articles() -> None:
    one = named(actors("Sergei Lavrov arrived in Minsk.", day="2006-11-02"), "Sergey Lavrov")
    two = named(actors("Russian Foreign Minister Sergey Lavrov was angry.", day="2021-05-02"), "Sergey Lavrov")
    assert one.id == two.id


def test_two_persons_of_one_family_name() -> None:
    text = (
        "South Korean Foreign Minister Kang Kyung-wha spoke in the morning. Presidential spokesman Kang Min-seok spoke at noon. Foreign Minister Kang said she would travel soon."
    )
    assert meant(text, "Kang", nth=2) == {"Kang Kyung-wha"}
    assert meant(text, "she") == {"Kang Kyung-wha"}


def test_apposition_teaches_office_and_country() -> None:
    text = "Arvo Tammsalu, Estonia's special representative for the Arctic, met Oda Brekkhus, a spokeswoman for the Norwegian Foreign Ministry, in Paris."
    found = actors(text, day="2019-06-01")
    tammsalu, brekkhus = named(found, "Arvo Tammsalu"), named(found, "Oda Brekkhus")
    assert tammsalu.country == "EST"
    assert tammsalu.office == "Special representative for the Arctic of Estonia"
    assert brekkhus.country == "NOR"


def test_title_before_a_comma() -> None:
    text = "The US nuclear envoy, Christopher Hill, left Beijing. The envoy said he was hopeful."
    assert named(actors(text, day="2006-11-22"), "Christopher Hill").country == "USA"
    assert meant(text, "The envoy", day="2006-11-22") == {"Christopher Hill"}


def test_nominal_leads_to_the_person_of_that_office_and_country() -> None:
    text = "Japanese Foreign Minister Taro Aso met Indian Foreign Minister Pranab Mukherjee. The Indian minister agreed. The Japanese foreign minister did not."
    assert meant(text, "The Indian minister", day="2006-12-14") == {"Pranab Mukherjee"}
    assert meant(text, "The Japanese foreign minister", day="2006-12-14") == {"Taro Aso"}


def test_leader_known_by_family_name_and_day() -> None:
    assert named(actors("Putin said on Friday that gas would flow.", day="2006-01-04"), "Vladimir Putin").country == "RUS"


def test_unknown_person_keeps_name_and_gets_country_from_title() -> None:
    found = actors("Polish Deputy Foreign Minister Wit Zagorzycki rejected the plan.", day="2012-04-04")
    person = named(found, "Wit Zagorzycki")
    assert (person.country, person.sector) == ("POL", "GOV")


def test_head_of_an_armed_group_is_not_of_a_government() -> None:
    found = actors("Hamas leader Khaled Mashaal spoke in Damascus.", day="2006-11-25")
    assert named(found, "Khaled Mashaal").sector == "REB"


def test_without_a_day_the_title_decides() -> None:
    found = read("Prime Minister Tony Blair of Britain was applauded.", day=None)[1]
    assert named(found, "Tony Blair").office == "Prime Minister of the United Kingdom"


def test_president_elect_is_no_part_of_the_name() -> None:
    found = actors("Bolivian President-elect Ximeno Aldunate named a cabinet.", day="2014-01-02")
    person = named(found, "Ximeno Aldunate")
    assert person.country == "BOL"
    assert person.office is not None
    assert "elect" in person.office.lower()


def test_surname_with_its_state_before_it() -> None:
    found = actors("Iran's Larijani rejected the offer.", day="2006-11-09")
    assert named(found, "Ali Larijani").office == "Secretary of Iran's Supreme National Security Council"


def test_two_spellings_in_one_article_are_one_person() -> None:
    found = actors("Former Prime Minister Rafik Hariri was killed in 2005. The murder of Rafiq Hariri shook Lebanon.", day="2006-11-21")
    assert len([a for a in found if "Hariri" in a.name]) == 1


def test_office_in_a_headline_is_its_holder() -> None:
    _, found = read("Mongolian Prime Minister Bat Enkhsaikhan denied the report.", day="2006-11-23", headline="Mongolian PM denies report")
    assert named(found, "Bat Enkhsaikhan").mentions[0] == (0, len("Mongolian PM"))


def test_pronoun_agrees_with_the_given_name() -> None:
    text = "Bernhard Oldecop met Margaret Tyndale in Bergen. She left early."
    assert meant(text, "She") == {"Margaret Tyndale"}


def test_a_former_post_of_someone_in_office_is_no_retirement() -> None:
    found = actors("Then-senator Barack Obama wrote the letter long ago.", day="2016-04-27")
    assert named(found, "Barack Obama").sector == "GOV"


def test_of_two_leading_namesakes_of_a_state_a_surname_alone_is_its_leader_s() -> None:
    text = "The United States has kept its sanctions on North Korea. During his years in office Donald Trump met with Kim three times."
    assert meant(text, "Kim") == {"Kim Jong-un"}


def test_a_name_that_is_a_month_is_a_name_unless_it_tells_a_time() -> None:
    text = "British Prime Minister Theresa May met the envoy. Mrs May said talks would resume in May."
    found = named(actors(text, day="2018-03-14"), "Theresa May")
    assert found.country == "GBR"
    assert [text[begin:end] for begin, end in found.mentions] == ["Theresa May", "May"]


def test_a_name_behind_a_ministers_portfolio() -> None:
    text = "Vice Premier Hui Liangyu met with visiting French Minister for Agriculture and Fisheries Dominic Barreau and hailed cooperation. Barreau left on Tuesday."
    found = named(actors(text, day="2005-11-14"), "Dominic Barreau")
    assert (found.country, [text[begin:end] for begin, end in found.mentions]) == ("FRA", ["Dominic Barreau", "Barreau"])
