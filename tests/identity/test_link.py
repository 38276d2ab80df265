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
from communique.identity.variants import alike
from communique.identity.wordings import same_words, words_of
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


def keys(text: str) -> tuple[str, ...]:
    """The words of a quotation as compared."""
    return tuple(w.key for w in words_of(text))


def test_a_quotation_is_compared_without_marks_case_and_insertions() -> None:
    assert keys("“Water … IS [sic] not politics,”") == ("water", "is", "not", "politics")


def test_a_changed_word_is_shown_where_it_stands() -> None:
    first = quoting(1, "“I will not sign a paper that my own ministers have not been allowed to read”", "Ana Reis")
    again = quoting(2, "“I will not sign a paper that my own ministers have not been allowed to read”", "Ana Reis")
    other = quoting(3, "“I will not sign a document that my own ministers have not been allowed to read”", "Ana Reis")
    (found,) = link([first, again, other]).quotations
    (change,) = found.changes
    pages = {page.article.id: page.article.text for page in (first, again, other)}
    assert (pages[change.span.article][slice(*change.span.span)], change.instead) == ("document", "paper")
    assert change.span.article == other.article.id


@pytest.mark.parametrize(
    "other",
    [
        "“I will sign a paper that my own ministers have not been allowed to read”",
        "“I will not sign a paper that three of my own ministers have been allowed to read”",
        "“I will not sign a treaty that my own generals have not been allowed to read”",
    ],
)
def test_a_denial_or_more_than_a_slip_makes_it_another_quotation(other: str) -> None:
    line = "“I will not sign a paper that my own ministers have not been allowed to read”"
    assert all(len(q.statements) == 1 for q in link([quoting(1, line, "Ana Reis"), quoting(2, other, "Ana Reis")]).quotations)


def test_a_fragment_that_stands_in_two_quotations_does_not_join_them() -> None:
    whole = "“The committee has read all seventy-two pages, and it has found on not one of them a reason to say yes”"
    turned = "“The committee has read all seventy-two pages, and it has found on every one of them a reason to say yes”"
    part = "“the committee has read all seventy-two pages”"
    groups = [q.statements for q in link([quoting(1, whole, "Ana Reis"), quoting(2, turned, "Ana Reis"), quoting(3, part, "Ana Reis")]).quotations]
    assert max(map(len, groups)) == 2


def test_other_words_for_the_same_are_linked_and_are_no_quotation_of_it() -> None:
    line = quoting(1, "“There is no military solution to this conflict and there never has been”", "Ana Reis")
    told = quoting(2, "the conflict could not be solved by military means", "Ana Reis", "indirect")
    (found,) = link([line, told]).quotations
    assert [r.article for r in found.statements] == [line.article.id]
    assert [r.article for r in found.paraphrases] == [told.article.id]


@given(st.permutations([LINE, "“The gates of the weir will be up by the last day of the month”",
    "“gates of the weir will be up by the last day”", "“Water is not politics at all”"]))
def test_the_order_of_pages_changes_no_quotation(lines: list[str]) -> None:
    numbers = {line: at for at, line in enumerate(sorted(set(lines)))}
    pages = [quoting(numbers[line], line, "Ana Reis") for line in lines]
    assert link(pages).quotations == link(sorted(pages, key=lambda p: p.article.id)).quotations


@given(st.lists(st.sampled_from(["the", "port", "is", "not", "open", "three", "hundred", "ships", "don't", "12,000"]), min_size=1, max_size=14), st.data())
def test_sameness_is_symmetric_and_holds_of_oneself(words: list[str], data: st.DataObject) -> None:
    other = data.draw(st.lists(st.sampled_from(words), min_size=1, max_size=14))
    a, b = keys(" ".join(words)), keys(" ".join(other))
    assert same_words(a, a)
    assert same_words(a, b) == same_words(b, a)


def test_numbers_and_months_are_compared_however_written() -> None:
    assert keys("four hundred thousand tons by Nov. 1") == ("400000", "tons", "by", "november", "1")
    assert keys("400,000 tons") == ("400000", "tons")
    assert keys("We won’t, and it’s late") == ("we", "will", "not", "and", "it", "is", "late")
