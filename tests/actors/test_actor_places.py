# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Where: towns, venues and states as ground, of which state, and not where they act."""

from tests.actors.build import actors, article, meant, named

from communique import tables
from communique.actors import locate
from communique.annotation import annotate


def places(text: str) -> dict[str, tuple[str | None, bool]]:
    doc = locate(annotate(article(text)))
    assert [p.span for p in doc.places] == sorted(p.span for p in doc.places if p.span)
    return {doc.words(p.span): (p.country, p.latitude is not None) for p in doc.places if p.span}


def test_a_capital_is_a_place_where_things_happen_and_not_where_it_speaks() -> None:
    assert places("The envoys met in Seoul on Tuesday.") == {"Seoul": ("KOR", True)}
    assert places("Seoul said on Tuesday that it would wait.") == {}


def test_a_venue_however_tagged() -> None:
    found = places("The two delegations sat down at Panmunjom, and later at the Palais des Nations.")
    assert found == {"Panmunjom": ("KOR", True), "Palais des Nations": ("CHE", True)}


def test_namesakes_go_by_the_states_that_the_text_names() -> None:
    assert places("Chilean officials opened an office in Valdivia. Chile paid for it.").get("Valdivia") == ("CHL", True)
    near = {"CAN": 2.0}
    city = tables.place_of("London", near)
    assert city is not None
    assert city.country == "GBR"  # a city so large is meant, whoever is named
    small = tables.place_of("Valencia", {"VEN": 1.0})
    assert small is not None
    assert small.country == "VEN"


def test_states_in_a_row_before_and_behind_a_plural() -> None:
    text = "Delegations of Japan and Mongolia met on Monday. The Japanese and Mongolian governments had asked for it."
    assert meant(text, "The Japanese and Mongolian governments") | meant(text, "Mongolian governments") >= {"government of Japan", "government of Mongolia"}


def test_why_a_country() -> None:
    found = actors("Kenyan President Mwai Kibaki spoke in Nairobi. Kenya was calm, Kenya waited. Police arrested five protesters in Nairobi.", day="2006-11-14")
    group = named(found, "protesters")
    assert group.country == "KEN"
    assert group.basis is not None
    assert named(found, "Mwai Kibaki").basis is None
