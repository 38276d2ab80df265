# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

import subprocess
import sys
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique import tables


@pytest.mark.parametrize(
    ("name", "iso3"),
    [
        ("South Korean", "KOR"),
        ("DPRK", "PRK"),
        ("U.S.", "USA"),
        ("US", "USA"),
        ("Britain", "GBR"),
        ("Türkiye", "TUR"),
        ("Turkey", "TUR"),
        ("Soviet", "SUN"),
        ("Iraqis", "IRQ"),
        ("Serbia", "SRB"),
        ("us", None),
        ("Narnia", None),
    ],
)
def test_country_of(name: str, iso3: str | None) -> None:
    assert tables.country_of(name) == iso3


def test_states_are_those_since_1945_with_days() -> None:
    states = tables.countries()
    assert len(states) > 195
    assert states["SUN"].last == "1991-12-25"
    assert states["DDR"].exists("1970-01-01")
    assert not states["DDR"].exists("1990-10-03")
    assert {s.cow for s in states.values()} >= {"2", "731", "732"}


def test_every_name_of_a_state_leads_back_to_a_state() -> None:
    for form, (iso3, kind) in tables.names_of_countries().items():
        if kind != "capital" and form not in ("the North", "the South", "the Kingdom"):
            assert tables.country_of(form) == iso3, form


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("the White House", "USA.white-house"),
        ("IAEA", "IAEA"),
        ("WHO", "WHO"),
        ("who", None),
        ("Élysée Palace", "FRA.elysee-palace"),
        ("Cheong Wa Dae", "KOR.blue-house"),
        ("Malacanang", "PHL.malacanang"),
        ("Ballhausplatz", "AUT.ballhausplatz"),
        ("Torre Tagle", "PER.torre-tagle"),
        ("Novo-Ogaryovo", "RUS.novo-ogaryovo"),
        ("the Quai d'Orsay", "FRA.quai-dorsay"),
        ("Lubyanka", "RUS.lubyanka"),
        ("US Seventh Fleet", "USA.us-seventh-fleet"),
        ("Palazzo Madama", "ITA.palazzo-madama"),
        ("al-Qassam Brigades", "QASSAM"),
        ("MNLA", "MNLA"),
    ],
)
def test_body_of(name: str, body: str | None) -> None:
    found = tables.body_of(name)
    assert (found.id if found else None) == body


def test_members_change_with_the_day() -> None:
    assert "GBR" in tables.members("EU", "2015-01-01")
    assert "GBR" not in tables.members("EU", "2020-02-01")
    assert len(tables.members("EU", "2021-01-01")) == 27
    assert "SWE" not in tables.members("NATO", "2024-03-06")
    assert len(tables.members("NATO", "2024-03-07")) == 32
    assert len(tables.members("SIXPARTY", "2006-11-01")) == 6
    assert tables.members("SIXPARTY", "2001-01-01") == ()


@pytest.mark.parametrize(
    ("body", "day", "count"),
    [
        ("UN", "1989-01-01", 159), ("UN", "1991-01-01", 159), ("UN", "2002-10-01", 191), ("UN", "2025-06-01", 193),
        ("OAU", "2000-01-01", 53), ("AU", "2010-01-01", 53), ("AU", "2025-06-01", 55),
        ("OSCE", "2025-06-01", 57), ("COE", "2022-03-01", 47), ("COE", "2022-04-01", 46), ("OECD", "2025-06-01", 38), ("OAS", "2020-01-01", 35),
        ("OIC", "2025-06-01", 57), ("COMMONWEALTH", "2025-06-01", 56), ("OPEC", "2025-06-01", 12), ("SCO", "2025-06-01", 10), ("CIS", "2010-01-01", 9),
        ("APEC", "2000-01-01", 21), ("EUROAREA", "2015-06-01", 19), ("SCHENGEN", "2024-06-01", 29), ("CPTPP", "2025-06-01", 12), ("EAC", "2025-06-01", 8),
    ],
)  # fmt: skip
def test_how_many_members_a_body_had(body: str, day: str, count: int) -> None:
    assert len(tables.members(body, day)) == count


def test_seats_forces_and_groups_are_many_and_of_known_kinds() -> None:
    of_states = [b for b in tables.organisations().values() if not b.id.startswith("PHX.") and b.country in tables.countries()]
    assert {b.kind for b in of_states} <= {"seat", "ministry", "parliament", "court", "agency", "force", "party", "party organ", "association", "body"}
    assert sum(b.kind in ("seat", "ministry") for b in of_states) >= 250
    assert sum(b.sector in ("MIL", "SPY", "REB", "PRM") for b in of_states) >= 300


def test_bodies_between_states_are_many_and_say_when_they_began() -> None:
    between = [b for b in tables.organisations().values() if b.country in ("IGO", "UNO", "EUR") and not b.id.startswith("PHX.")]
    assert len(between) >= 300
    assert sum(bool(tables.members(b.id, "2015-06-01")) for b in between) >= 90
    assert sum(b.founded is not None for b in between) >= 300
    assert tables.organisations()["UN"].founded == "1945"


@pytest.mark.parametrize(
    ("day", "name", "office"),
    [
        ("2018-03-16", "Moon Jae-in", "President of South Korea"),
        ("2018-03-16", "Suh Hoon", "Director of South Korea's National Intelligence Service"),
        ("2006-11-01", "Condoleezza Rice", "US Secretary of State"),
        ("2003-01-01", "Condoleezza Rice", "US National Security Adviser"),
        ("1956-11-01", "Eisenhower", "President of the United States"),
        ("2025-03-01", "Marco Rubio", "US Secretary of State"),
    ],
)
def test_offices_on_a_day(day: str, name: str, office: str) -> None:
    assert office in [term.office for _, term in tables.offices_on(day, name)]


def test_offices_end() -> None:
    assert not [t for _, t in tables.offices_on("2009-01-27", "Condoleezza Rice") if t.office]
    assert tables.offices_on("1890-01-01", "Moon Jae-in") == ()


def test_word_order_of_a_name_does_not_matter() -> None:
    assert {p.id for p in tables.persons_named("Kyung-wha Kang")} == {p.id for p in tables.persons_named("Kang Kyung-wha")}


def test_one_person_where_lists_overlap() -> None:
    assert len({p.id for p in tables.persons_named("Barack Obama")}) == 1
    assert len({p.id for p in tables.persons_named("Hu Jintao")}) == 1


def test_every_term_is_a_range_with_a_basis() -> None:
    people = tables.people()
    assert len(people) > 12_000
    for person in people:
        for term in person.terms:
            assert term.basis
            assert (term.first or "") <= (term.last or "9999"), person.name
    editors = [p for p in people if any(t.basis == "editor's knowledge, unverified" for t in p.terms)]
    assert len(editors) > 300


def test_outlets_by_name_and_host() -> None:
    xinhua = tables.outlet_of("the Xinhua news agency")
    assert xinhua is not None
    assert (xinhua.kind, xinhua.owner, xinhua.country) == ("agency", "state", "CHN")
    press = tables.outlet_of(host="www.presstv.co.uk")
    assert press is not None
    assert press.name == "Press TV"
    assert tables.outlet_of("nobody's gazette") is None
    assert len(tables.outlets()) >= 200


def test_outlets_lead_back_to_themselves() -> None:
    for outlet in tables.outlets():
        for host in outlet.hosts:
            assert tables.outlet_of(host=host) == outlet, host
        assert tables.outlet_of(outlet.name) == outlet


@pytest.mark.parametrize(
    ("name", "backer"),
    [("Anadolu", "Government of Turkey"), ("People's Daily", "Communist Party of China"), ("BBC", "BBC licence fee"), ("Bild", "Axel Springer"), ("MercoPress", None)],
)
def test_who_is_behind_an_outlet(name: str, backer: str | None) -> None:
    outlet = tables.outlet_of(name)
    assert outlet is not None
    assert outlet.backer == backer


def test_outlets_are_of_known_kinds_and_a_states_has_a_backer() -> None:
    for outlet in tables.outlets():
        assert outlet.kind in ("agency", "newspaper", "broadcaster", "site"), outlet.name
        assert outlet.owner in ("state", "public", "private"), outlet.name
        assert outlet.backer not in ("", "-"), outlet.name
        assert outlet.owner == "private" or outlet.backer is not None, outlet.name
    assert sum(outlet.backer is not None for outlet in tables.outlets()) >= 420


def test_papers_and_sites_of_one_name_stand_apart() -> None:
    paper, site = tables.outlet_of("Pravda"), tables.outlet_of(host="english.pravda.ru")
    assert paper is not None
    assert site is not None
    assert (paper.kind, site.kind) == ("newspaper", "site")
    assert tables.outlet_of("National Iraqi News Agency") != tables.outlet_of("Iraqi News Agency")


def test_titles_have_sectors() -> None:
    kinds = {t.kind for t in tables.titles()["foreign minister"]}
    assert "holder" in kinds
    assert tables.titles()["spokesmen"][0].kind == "spokesperson"
    assert tables.agents()["policemen"] == "COP"


def test_cities() -> None:
    kiev = tables.city_of("Kiev")
    assert kiev is not None
    assert (kiev.name, kiev.country, kiev.kind) == ("Kyiv", "UKR", "capital")
    assert len(tables.places()) > 1_500


@given(st.text(max_size=40))
def test_key_is_idempotent_and_look_ups_never_fail(name: str) -> None:
    assert tables.key(tables.key(name)) == tables.key(name)
    tables.country_of(name), tables.body_of(name), tables.outlet_of(name), tables.persons_named(name), tables.city_of(name)


def test_import_reads_no_table_and_first_use_is_quick() -> None:
    code = (
        "import time, sys; from communique import tables; from communique.tables import load;"
        "assert load.countries.cache_info().currsize == 0;"
        "t = time.process_time(); tables.offices_on('2018-03-16', 'Moon Jae-in'); tables.country_of('Iran'); tables.body_of('UN'); print(time.process_time() - t)"
    )
    began = time.perf_counter()
    took = min(float(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout) for _ in range(3))
    assert took < 0.6, f"{took:.2f} s of {time.perf_counter() - began:.1f}"  # 0.2 s alone on a 2-core machine; the floor leaves room for busy ones
