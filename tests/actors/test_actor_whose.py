# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

import pytest
from tests.actors.build import actors, article, meant, named, read

from communique.actors import owners, signs
from communique.actors.antecedents import Antecedents
from communique.actors.board import Board, Entity, Mention
from communique.actors.home import Home
from communique.actors.words import Words
from communique.annotation import annotate


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("KAMPALA, June 3 -- Police fired tear gas at protesters in Kampala on Sunday.", "police", "UGA"),
        ("Istanbul police arrested nine men.", "police of Istanbul", "TUR"),
        ("Residents of Mosul fled as gunmen seized the bridge.", "Mosul residents", "IRQ"),
        ("A Hebron court sentenced two men to death.", "court of Hebron", "PSE"),
        ("Italy will withdraw its men from Iraq. Rome kept 1,600 soldiers in Nasiriyah, Iraq, for three years.", "soldiers", "ITA"),
        ("European leaders met Norwegian ministers in Geneva.", "European leaders", "EUR"),
    ],
)
def test_groups_have_the_country_that_the_passage_tells(text: str, name: str, country: str) -> None:
    fits = {a.country for a in actors(text) if a.name.lower() == name.lower()}
    if name == "European leaders":
        fits = {a.country for a in actors(text) if a.mentions[0][0] == 0}
    assert fits == {country}


@pytest.mark.parametrize(
    "text",
    [
        "Foreign troops left the valley. Afghan elders in Kunar province were glad.",
        "Our soldiers fought well in Iraq, he wrote from Iraq.",
        "NATO-led forces drilled in Iceland.",
    ],
)
def test_troops_from_abroad_are_not_the_states_own(text: str) -> None:
    assert [a.country for a in actors(text) if a.sector == "MIL"] == [None]


def test_two_states_as_near_leave_the_country_open() -> None:
    assert named(actors("Peru met Bolivia. Bolivia met Peru. Protesters gathered."), "protesters").country is None


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("The Republican Party chose a chairman.", "Republican Party", "USA"),
        ("The GOP chose a chairman.", "Republican Party", "USA"),
        ("Likud members met at noon.", "Likud members", "ISR"),
        ("Likud rejected the plan.", "Likud", "ISR"),
        ("The Awami League called a strike.", "Awami League", "BGD"),
        ("The Kuomintang sent a delegation.", "Kuomintang", "TWN"),
    ],
)
def test_parties_have_their_state(text: str, name: str, country: str) -> None:
    assert named(actors(text), name).country == country


def test_democrats_are_those_of_the_state_spoken_of() -> None:
    assert named(actors("In the United States, Democrats criticised the U.S. budget."), "democrats").country == "USA"
    assert named(actors("In Germany, the Christian Democrats lost votes. Germany is tired."), "christian democrats").country == "DEU"


def test_possessor_lends_the_country() -> None:
    text = "Kenyan President Uhuru Kenyatta flew to Seoul in South Korea. His envoys stayed in Seoul."
    assert {a.country for a in read(text, day="2015-06-01")[1] if any(text[s:e] == "His envoys" for s, e in a.mentions)} == {"KEN"}


def test_a_leader_before_a_government_is_whose_it_is() -> None:
    found = actors("The Karzai government lost the town, Afghan President Hamid Karzai admitted.", day="2006-11-10")
    assert named(found, "government of Afghanistan").country == "AFG"


def test_we_in_a_quotation_is_the_speakers_state_and_i_the_speaker() -> None:
    text = 'Croatian Prime Minister Ivo Sanader was pleased. "We will sign and I will travel," Sanader said. We all know the road.'
    assert meant(text, "We", day="2006-11-10") == {"Croatia"}
    assert meant(text, "I", day="2006-11-10", nth=1) == {"Ivo Sanader"}
    assert meant(text, "We", day="2006-11-10", nth=1) == set()


def test_we_of_one_without_a_state_office_is_the_speaker() -> None:
    text = 'Margaret Tyndale, a farmer from Leeds, was angry. "We lost everything," Tyndale said.'
    assert meant(text, "We") == {"Margaret Tyndale"}


@pytest.mark.parametrize("text", ["The bomb killed at least seven and wounded 20 others near Karachi in Pakistan.", "Soldiers shot dozens in Karachi, Pakistan."])
def test_people_who_are_only_counted(text: str) -> None:
    assert named(actors(text), "people").country == "PAK"


@pytest.mark.parametrize("text", ["He scored seven and missed two.", "The price rose by seven to 20.", "Talks began at seven."])
def test_other_numbers_are_nobody(text: str) -> None:
    assert not [a for a in actors(text) if a.name == "people"]


def test_continents_and_the_world_where_they_act() -> None:
    found = actors("Africa demanded a seat. He called on the international community to help Europe.")
    assert {(a.name, a.country) for a in found} >= {("Africa", "IGO"), ("international community", None), ("Europe", "EUR")}
    assert not [a for a in actors("Locusts spread across Africa.") if a.name == "Africa"]


def test_a_town_that_is_visited_is_its_states() -> None:
    assert meant("Mr. Tanaka will visit Shanghai on Monday.", "Shanghai") == {"China"}
    assert meant("Mr. Tanaka fell ill in Shanghai on Monday.", "Shanghai") == set()


def test_all_sides_of_the_six_party_talks() -> None:
    text = "The six-party talks resume in Beijing on Monday. All sides should show patience."
    assert len(meant(text, "All sides")) == 6


def test_they_takes_up_two_who_met() -> None:
    text = "Angela Merkel held talks with Jacques Chirac in Berlin. They called for calm."
    assert meant(text, "They", day="2006-03-14") == {"Angela Merkel", "Jacques Chirac"}


def test_a_senate_is_one_that_there_is() -> None:
    found = actors("Saudi Arabia was angry. Saudi Arabia warned the United States after the Senate voted. The Senate did not listen to Saudi Arabia.")
    assert not [a for a in found if a.sector == "LEG" and a.country == "SAU"]


def test_a_person_is_of_the_state_where_the_story_tells_of_them() -> None:
    text = "Peru votes today. In Lima, Peru, Rosaura Iturbe cast her vote. Peruvian police kept order in Peru. Iturbe said Peru was calm."
    assert named(actors(text), "Rosaura Iturbe").country == "PER"
    text = "Peru and Chile vote today. In Lima, Rosaura Iturbe met friends from Chile. Chile is calm. Iturbe was glad."
    assert named(actors(text), "Rosaura Iturbe").country == "PER"


def test_opposition_to_something_is_nobody() -> None:
    assert not [a for a in actors("In Greece, the judges voiced strong opposition to the plan.") if a.sector == "OPP"]
    assert [a.country for a in actors("In Greece, the opposition walked out.") if a.sector == "OPP"] == ["GRC"]


def test_leaders_of_a_continent_are_of_no_one_state() -> None:
    found = actors("Fifteen African leaders arrived in Beijing. They praised China.")
    assert [a.country for a in found if a.mentions[0][0] == 0] == [None]


def test_leaders_of_a_small_body_are_those_of_its_members() -> None:
    found = actors("Group of Seven leaders met in Taormina. They spoke of trade.", day="2017-05-26")
    assert {a.country for a in found if a.mentions[0][0] == 0} == {"CAN", "DEU", "FRA", "GBR", "ITA", "JPN", "USA"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Thailand and Cambodia exchanged fire on Friday. Each side accuses the other.", "Each side"),
        ("Thailand and Cambodia exchanged fire on Friday. The ASEAN chair appealed to both to stop.", "both"),
        ("Thailand and Cambodia exchanged fire on Friday. Neither government would comment.", "Neither government"),
    ],
)
def test_pairs_without_a_number_are_two_states(text: str, words: str) -> None:
    assert meant(text, words) == {"Thailand", "Cambodia"}


def test_our_in_a_quotation_is_whoever_speaks() -> None:
    text = 'Sudanese officials met Kenyan envoys. "Our soldiers will leave," Kenyan President Uhuru Kenyatta said.'
    _, found = read(text, day="2015-06-01")
    assert {a.country for a in found for s, e in a.mentions if text[s:e] == "Our soldiers"} == {"KEN"}


def test_nouns_that_only_the_learnt_list_has() -> None:
    text = "In Mali, mercenaries killed two herders near Bamako in Mali."
    assert "MLI" in {a.country for a in actors(text) if a.name == "mercenaries"}


def test_whose_tells_how_likely() -> None:
    text = "Police arrested nine men in Lima, Peru, on Monday."
    told = [a.basis for a in actors(text) if a.country == "PER" and a.kind == "group" and a.basis]
    assert told
    assert all(0.0 < float(basis.rsplit("(", 1)[1].rstrip(")")) <= 1.0 for basis in told)


def test_a_basis_names_the_first_whose_country_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    words = Words(annotate(article("Her spokesman Raul Tello waited in the hall. Her envoys left.")))
    board = Board(words, None, Home(words, []))
    tello = Entity(("p", "tello"), "person", "Raul Tello")
    board.serving[tello] = 0
    at = words.text.index("envoys")
    board.add(at - 1, at + 1, "nominal", Entity(("g", "envoys"), "group", "envoys", plural=True))
    asked = []

    def meant(_: Antecedents, at: int) -> tuple[Entity, ...]:
        asked.append(at)
        return Entity(("p", "stranger"), "person", "A stranger"), Entity(("p", "quispe"), "person", "Ana Quispe", "PER")

    monkeypatch.setattr(Antecedents, "meant", meant)
    owners.find(board)
    assert (tello.country, tello.basis) == ("PER", "serves Ana Quispe")
    assert [(e.country, e.basis) for m in board.mentions for e in m.entities] == [("PER", "belongs to Ana Quispe")]
    assert asked == [0, at - 1]


def test_a_noun_taken_up_by_words_of_one_length_is_a_sign_by_the_first_of_the_alphabet() -> None:
    entity = Entity(("g", "FRA", "envoy", ""), "government", "envoys of France", "FRA", heads={f"word{n}" for n in range(10)})
    sign = signs.noun(Mention(0, 2, 1, "nominal", (entity,)))
    assert sign is not None
    assert sign.lemma == "word0"
