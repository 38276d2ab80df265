# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Each link says what decided, and the weaker the ground the lower its confidence."""

from tests.identity.test_link import Named, page, person

from communique.identity import Why, link, why


def links(*pages: tuple[Named, ...]) -> dict[tuple[int, str], Why]:
    """(page, name on it) -> why it is taken for its linked actor."""
    coded = [page(number, *actors) for number, actors in enumerate(pages)]
    found: dict[tuple[int, str], Why] = {}
    for actor in link(coded).actors:
        for number, one in enumerate(coded):
            mine = [here for here in one.actors if (one.article.id, here.id) in actor.members]
            found |= {(number, here.name): why(actor, here, mine) for here in mine}
    return found


def test_the_ground_of_each_link_is_told_and_ranks_it() -> None:
    full = links((person("Adelino Cassoma"),), (person("Adelino Cassoma"),), (person("Adelino João Cassoma"),))
    surname = links((person("Adelino Cassoma"),), (person("Cassoma"),))
    beside = links((person("Adelino Cassoma"), person("Cassoma")), (person("Adelino Cassoma"),))
    alone = links((person("Cassoma"),), (person("Cassoma", day="2021-01-21"),))
    office = links((person("Adelino Cassoma", office="foreign minister"),), (("foreign minister", "AGO", "office", "foreign minister", "2021-01-22"),))
    same, spelt = full[1, "Adelino Cassoma"], min(full.values(), key=lambda one: one.confidence)
    assert same == Why("the same full name and country", 0.95)
    assert "two spellings" in spelt.reason
    near, together, nobody, held = surname[1, "Cassoma"], beside[0, "Cassoma"], alone[1, "Cassoma"], office[1, "foreign minister"]
    assert "pages near in time" in near.reason
    assert "full name too" in together.reason
    assert "no page gives a fuller name" in nobody.reason
    assert "name its holder" in held.reason
    assert same.confidence > spelt.confidence >= together.confidence > near.confidence > held.confidence > nobody.confidence


def test_an_actor_of_one_page_and_a_state() -> None:
    state: Named = ("Angola", "AGO", "country", None, "2021-01-20")
    told = links((state, person("Adelino Cassoma")), (state,))
    assert told[0, "Angola"] == told[1, "Angola"] == Why("the same state", 0.97)
    assert told[0, "Adelino Cassoma"] == Why("no other page names this one", 0.99)


def test_a_person_of_the_tables() -> None:
    told = links((person("Moon Jae-in", "KOR"),), (person("Moon Jae-in", "KOR"),))
    assert all(0.9 < one.confidence < 1 for one in told.values())


def test_a_name_without_a_country_is_a_weaker_ground() -> None:
    told = links((person("Adelino Cassoma"),), (person("Adelino Cassoma", None),))
    assert told[1, "Adelino Cassoma"].confidence < told[0, "Adelino Cassoma"].confidence
