# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""One actor, one quotation across pages; namesakes and other words stay apart."""

import itertools
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.merging.build import Sheet

from communique.identity import link
from communique.identity.nodes import office_key
from communique.identity.quotations import normalised
from communique.identity.variants import alike
from communique.model import ActorKind, Coded

Named = tuple[str, str | None, ActorKind, str | None, str | None]  # name, country, kind, office, day of the page


def page(number: int, *actors: Named) -> Coded:
    day = next((a[4] for a in actors if a[4]), None)
    sheet = Sheet(f"Page {number}. " + " ".join(a[0] for a in actors), published=day)
    for name, country, kind, office, _ in actors:
        sheet.actor(name, country, kind=kind, office=office)
    return sheet.coded()


def person(name: str, country: str | None = "AGO", office: str | None = None, day: str | None = "2021-01-20") -> Named:
    return name, country, "person", office, day


def names(pages: Sequence[Coded]) -> list[set[str]]:
    """The names under which each linked actor goes, largest first."""
    return sorted(({a.name, *a.aliases} for a in link(pages).actors), key=lambda s: (-len(s), sorted(s)))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Adelino Cassoma", "Adelino Cassoma"),
        ("Ri Chol Min", "Ri Chol-min"),
        ("Ri Cholmin", "Ri Chol-min"),
        ("Chol-min Ri", "Ri Chol Min"),
        ("Tomás Undurraga", "Tomas Undurraga"),
        ("Adelino J. Cassoma", "Adelino Cassoma"),
        ("Adelino João Cassoma", "Adelino Cassoma"),
        ("Muhammad Rashidov", "Mohammed Rashidov"),
    ],
)
def test_one_person_under_two_spellings_is_one(one: str, other: str) -> None:
    assert len(link([page(1, person(one)), page(2, person(other))]).actors) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (person("Adelino Cassoma"), person("Adelino Cassoma", "PRT")),
        (person("Adelino Cassoma"), person("Bwalya Cassoma")),
        (person("Kim Min-jae", "KOR"), person("Kim Min-jun", "KOR")),
    ],
)
def test_namesakes_stay_apart(one: Named, other: Named) -> None:
    assert len(link([page(1, one), page(2, other)]).actors) == 2


def test_a_name_without_country_joins_only_where_one_country_has_it() -> None:
    assert len(link([page(1, person("Ana Reis")), page(2, person("Ana Reis", None))]).actors) == 1
    assert len(link([page(1, person("Ana Reis")), page(2, person("Ana Reis", "PRT")), page(3, person("Ana Reis", None))]).actors) == 3


def test_a_surname_joins_the_fuller_name_near_in_time() -> None:
    found = names([page(1, person("Adelino Cassoma")), page(2, person("Cassoma", day="2021-02-10"))])
    assert found == [{"Adelino Cassoma", "Cassoma"}]


def test_a_surname_that_fits_two_joins_neither() -> None:
    pages = [page(1, person("Adelino Cassoma")), page(2, person("Berta Cassoma")), page(3, person("Cassoma", day="2021-02-10"))]
    assert len(link(pages).actors) == 3


def test_the_fuller_name_on_the_same_page_goes_before_another_elsewhere() -> None:
    pages = [page(1, person("Adelino Cassoma"), person("Cassoma")), page(2, person("Berta Cassoma"))]
    assert {"Adelino Cassoma", "Cassoma"} in names(pages)


def test_a_surname_of_another_time_or_country_stays_apart() -> None:
    assert len(link([page(1, person("Adelino Cassoma")), page(2, person("Cassoma", day="2012-02-10"))]).actors) == 2
    assert len(link([page(1, person("Adelino Cassoma")), page(2, person("Cassoma", "ZMB"))]).actors) == 2


def test_an_office_joins_who_holds_it_then_and_not_who_held_it_before() -> None:
    office: Named = ("foreign minister of Angola", "AGO", "office", "foreign minister", "2021-01-21")
    now = person("Teodoro Vunge", office="Foreign Minister of Angola")
    before = person("Rosa Matias", office="Foreign Minister of Angola", day="2018-01-21")
    found = link([page(1, now), page(2, office), page(3, before)]).actors
    assert sorted(len(a.members) for a in found) == [1, 2]
    joined = next(a for a in found if len(a.members) == 2)
    assert joined.name == "Teodoro Vunge"


def test_what_many_hold_joins_nobody() -> None:
    office: Named = ("Angolan official", "AGO", "office", "official", "2021-01-21")
    assert len(link([page(1, person("Teodoro Vunge", office="official")), page(2, office)]).actors) == 2


def test_a_state_is_one_however_it_is_named_and_its_ministry_is_another() -> None:
    pages = [
        page(1, ("Angola", "AGO", "country", None, "2021-01-20"), ("Angolan government", "AGO", "government", None, None)),
        page(
            2,
            ("Republic of Angola", "AGO", "country", None, "2021-01-20"),
            ("Government of Angola", "AGO", "government", None, None),
            ("energy ministry", "AGO", "government", None, None),
        ),
    ]
    assert names(pages) == [{"Angola", "Republic of Angola"}, {"Angolan government", "Government of Angola"}, {"energy ministry"}]


def test_unnamed_sources_of_two_pages_are_never_one() -> None:
    source: Named = ("a diplomat", "AGO", "anonymous", None, "2021-01-20")
    assert len(link([page(1, source), page(2, source)]).actors) == 2


def test_every_member_is_in_one_actor_and_ids_do_not_depend_on_order() -> None:
    pages = [page(1, person("Adelino Cassoma"), person("Ana Reis")), page(2, person("Cassoma")), page(3, person("Ana Reis", "PRT"), person("Reis", None))]
    expected = link(pages)
    members = [m for a in expected.actors for m in a.members]
    assert sorted(members) == sorted((p.article.id, a.id) for p in pages for a in p.actors)
    for order in itertools.permutations(pages):
        assert link(order) == expected


NAMES = st.sampled_from(["Ana Reis", "Reis", "Ana M. Reis", "Anna Reis", "Mohammed Rashidov", "Muhammad Rashidov", "Rashidov", "Ri Chol Min", "Chol-min Ri"])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.tuples(NAMES, st.sampled_from(["AGO", "PRT", None])), min_size=1, max_size=3), min_size=1, max_size=5), st.randoms())
def test_linking_is_a_function_of_the_set(told: list[list[tuple[str, str | None]]], random: object) -> None:
    pages = [page(i, *(person(name, country) for name, country in actors)) for i, actors in enumerate(told)]
    mixed = list(pages)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert link(mixed) == link(pages)
    members = [m for a in link(pages).actors for m in a.members]
    assert len(members) == len(set(members)) == len({(p.article.id, a.id) for p in pages for a in p.actors})


def test_offices_come_in_the_order_of_the_pages_without_invented_days() -> None:
    pages = [page(1, person("Teodoro Vunge", office="Foreign Minister", day="2021-03-01")), page(2, person("Teodoro Vunge", office="Ambassador in Lisbon", day="2020-03-01"))]
    (found,) = link(pages).actors
    assert [(t.office, t.first, t.last) for t in found.offices] == [("Ambassador in Lisbon", None, None), ("Foreign Minister", None, None)]


@pytest.mark.parametrize(
    ("office", "key"), [("South Korean Foreign Minister", "foreign minister"), ("foreign minister of South Korea", "foreign minister"), ("Zambia's president", "president")]
)
def test_offices_are_compared_without_their_country(office: str, key: str) -> None:
    assert office_key(office) == key


def test_alike_is_symmetric_and_never_of_one_word() -> None:
    assert alike(("ri", "chol", "min"), ("chol", "min", "ri"))
    assert alike(("chol", "min", "ri"), ("ri", "chol", "min"))
    assert not alike(("reis",), ("reis",))


# Quotations ------------------------------------------------------------------------------------------------------------


def quoting(number: int, words: str, speaker: str | None, style: str = "direct") -> Coded:
    sheet = Sheet(f"Page {number}: {words} he said. {speaker or ''}")
    ids = [sheet.actor(speaker, "AGO")] if speaker else []
    sheet.statement(words, ids, style=style)  # type: ignore[arg-type]
    return sheet.coded()


LINE = "“The gates of the weir will be up by the last day of the month”"


@pytest.mark.parametrize(
    "other",
    [
        '"the gates of the weir will be up by the last day of the month,"',
        "“The gates of the weir will be up by the last day . . .”",
        "“The gates of the (Calunda) weir will be up by the last day of the month”",
        "“The gates ... of the weir will be up by the last day of this month”",
    ],
)
def test_the_same_words_of_the_same_speaker_are_one_quotation(other: str) -> None:
    (found,) = link([quoting(1, LINE, "Adelino Cassoma"), quoting(2, other, "Cassoma")]).quotations
    assert len(found.statements) == 2


def test_other_words_other_speakers_and_the_outlets_words_are_none() -> None:
    other = "“The soldiers on the border will be home by the last week of the year”"
    assert link([quoting(1, LINE, "Adelino Cassoma"), quoting(2, other, "Adelino Cassoma")]).quotations == ()
    assert link([quoting(1, LINE, "Adelino Cassoma"), quoting(2, LINE, "Rosa Matias")]).quotations == ()
    assert link([quoting(1, LINE, "Adelino Cassoma", "indirect"), quoting(2, LINE, "Adelino Cassoma", "indirect")]).quotations == ()


def test_a_few_words_are_one_quotation_only_whole_and_of_a_known_speaker() -> None:
    assert len(link([quoting(1, "“a theatrical step”", "Ana Reis"), quoting(2, "“A theatrical step”", "Ana Reis")]).quotations) == 1
    assert link([quoting(1, "“a theatrical step”", None), quoting(2, "“a theatrical step”", None)]).quotations == ()
    assert link([quoting(1, "“a theatrical step”", "Ana Reis"), quoting(2, "“a theatrical step forward”", "Ana Reis")]).quotations == ()


def test_a_quotation_is_compared_without_marks_case_and_insertions() -> None:
    assert normalised("“Water … IS [sic] not politics,”") == ("water", "is", "not", "politics")
