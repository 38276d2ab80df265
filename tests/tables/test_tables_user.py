# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Tables of the user's own: what they change, and what is told where they are not in order."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from communique import tables
from communique.engine import engine_version
from communique.errors import CommuniqueError, InputError, TableError
from communique.tables import load, lookup, user

OFFICES = "name\tcountry\toffice\tfrom\tto\taliases\n"


def forget() -> None:
    for module in (user, load, lookup):
        for thing in vars(module).values():
            if hasattr(thing, "cache_clear"):
                thing.cache_clear()
    engine_version.cache_clear()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv(user.VARIABLE, str(tmp_path / "kept"))
    forget()
    yield tmp_path
    monkeypatch.undo()
    forget()


def written(folder: Path, text: str, name: str = "mine.tsv") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def states() -> dict[str, str]:
    return {code: state.name for code, state in tables.countries().items()}


def kept(folder: Path, text: str, name: str = "mine.tsv") -> None:
    user.add(written(folder, text, name), states())
    forget()


def test_a_new_holder_is_found_by_name_alias_and_office(folder: Path) -> None:
    kept(folder, OFFICES + "Ana Beltran\tCRI\tForeign Minister of Costa Rica\t2031-05-08\t\tA. Beltran\n")
    ((person, term),) = tables.offices_on("2031-06-01", "Beltran Ana")
    assert (person.nation, term.basis, term.first) == ("CRI", "user's table mine.tsv", "2031-05-08")
    assert tables.persons_named("Beltran")[0] == person
    assert tables.persons_named("A. Beltran") == (person,)
    assert (person, term) in tables.holders_on("2031-06-01", "CRI")
    assert tables.offices_on("2031-05-07", "Ana Beltran") == ()


def test_a_users_holder_shortens_ours(folder: Path) -> None:
    office = next(t.office for p, t in tables.offices_on("2018-03-16", "Moon Jae-in") if t.office)
    kept(folder, OFFICES + f"Hong Test-un\tKOR\t{office}\t2018-01-01\t2018-12-31\t\n")
    assert not [t for _, t in tables.offices_on("2018-03-16", "Moon Jae-in") if t.office == office]
    assert [t for _, t in tables.offices_on("2019-03-16", "Moon Jae-in") if t.office == office]
    assert [t for _, t in tables.offices_on("2017-12-31", "Moon Jae-in") if t.office == office]


def test_an_alias_for_one_of_ours(folder: Path) -> None:
    kept(folder, OFFICES + "Moon Jae-in\tKOR\tHonorary Chair of the Example Fund\t2030\t\tthe Example Elder;Jae Example\n")
    assert "Moon Jae-in" in {p.name for p in tables.persons_named("Jae Example")}


def test_a_row_under_an_alias_of_ours_keeps_its_terms(folder: Path) -> None:
    """'Tony Blinken' is our Antony Blinken, whom the user names as news does."""
    kept(folder, OFFICES + "Tony Blinken\tUSA\tChair of the Example Panel\t2031\t\t\nAntony Blinken\tUSA\tHead of the Example Fund\t2032\t\tTony B. Example\n")
    (person,) = {p.id: p for p in tables.persons_named("Antony Blinken")}.values()
    assert {"Chair of the Example Panel", "Head of the Example Fund", "US Secretary of State"} <= {t.office for t in person.terms}
    assert person in tables.persons_named("Tony B. Example")
    assert [t.office for _, t in tables.offices_on("2031-06-01", "Tony Blinken")] == ["Chair of the Example Panel"]
    assert (person.id, "Chair of the Example Panel") in [(p.id, t.office) for p, t in tables.holders_on("2031-06-01", "USA")]


def test_a_term_of_one_of_ours_for_another_body_is_among_its_holders(folder: Path) -> None:
    assert not [p for p in tables.served("CRI") if p.name == "Moon Jae-in"]
    kept(folder, "name\tcountry\toffice\tfrom\tto\tnation\nMoon Jae-in\tCRI\tEnvoy of the Example Fund\t2031\t\tKOR\n")
    assert [t.office for p, t in tables.holders_on("2031-06-01", "CRI") if p.name == "Moon Jae-in"] == ["Envoy of the Example Fund"]
    assert "President of South Korea" in [t.office for p in tables.served("CRI") if p.name == "Moon Jae-in" for t in p.terms]


def test_bodies_members_and_places(folder: Path) -> None:
    kept(folder, "id\tname\tcode\tkind\taliases\nEXPACT\tExample Pact\tIGO\tgrouping\tEXPT\n", "bodies.tsv")
    kept(folder, "id,members,from,to\nEXPACT,KOR;JPN,2030,\nEU,GBR,1973-01-01,2031-12-31\n", "members.csv")
    kept(folder, "name,country,latitude,longitude\nExamplehausen,DEU,50.1,8.6\n", "places.csv")
    body = tables.body_of("EXPT")
    assert body is not None
    assert tables.members(body.id, "2030-02-01") == ("KOR", "JPN")
    assert tables.members(body.id, "2029-02-01") == ()
    assert "GBR" in tables.members("EU", "2025-01-01")
    assert "FRA" in tables.members("EU", "2025-01-01")
    town = tables.city_of("Examplehausen")
    assert town is not None
    assert (town.country, town.latitude) == ("DEU", 50.1)


def test_the_digest_follows_the_files(folder: Path) -> None:
    before = engine_version()
    assert user.digest() == ""
    kept(folder, OFFICES + "Ana Beltran\tCRI\tForeign Minister of Costa Rica\t2031\t\t\n")
    assert engine_version() != before
    user.remove("mine")
    forget()
    assert engine_version() == before


@pytest.mark.parametrize(
    ("row", "line", "told"),
    [
        ("A B\tCR\tMinister\t2031\t\t\n", 2, "did you mean CRI?"),
        ("A B\tcosta rica\tMinister\t2031\t\t\n", 2, "did you mean CRI?"),
        ("A B\tCRI\tMinister\t2031-13\t\t\n", 2, "write it as 2021-02-04"),
        ("A B\tCRI\tMinister\t2032\t2031\t\n", 2, "is after to"),
        ("# a comment\nA B\tCRI\t\t2031\t2032\t\n", 3, "'office' is empty"),
        ("A B\tCRI\tMinister\t2031\t\t\nC D\tCRI\tminister\t2033\t\t\n", 3, "both hold 'minister' of CRI on 2033-01-01"),
        ("A B\tCRI\tMinister\t2031\t\t\t\textra\n", 2, "8 cells under 6 headings"),
    ],
)
def test_faults_name_line_and_fix(folder: Path, row: str, line: int, told: str) -> None:
    with pytest.raises(TableError) as fault:
        user.add(written(folder, OFFICES + row), states())
    assert fault.value.line == line
    assert told in str(fault.value)
    assert str(fault.value).startswith("mine.tsv:")
    assert not user.files()


@pytest.mark.parametrize("text", ["", "name\tcolour\nA\tred\n", OFFICES.replace("aliases", "hobby")])
def test_headings_that_fit_no_table(folder: Path, text: str) -> None:
    with pytest.raises(TableError, match="heading"):
        user.add(written(folder, text), states())


def test_overlap_with_a_table_added_before_and_replacing(folder: Path) -> None:
    kept(folder, OFFICES + "A B\tCRI\tMinister of Tests\t2031\t\t\n")
    with pytest.raises(TableError, match=r"second\.tsv:2: C D and A B \(mine\.tsv:2\)"):
        user.add(written(folder, OFFICES + "C D\tCRI\tMinister of Tests\t2033\t\t\n", "second.tsv"), states())
    with pytest.raises(InputError, match="--replace"):
        user.add(written(folder, OFFICES + "C D\tCRI\tMinister of Tests\t2033\t\t\n"), states())
    assert len(user.add(written(folder, OFFICES + "C D\tCRI\tMinister of Tests\t2033\t\t\n"), states(), replace=True).rows) == 1


def test_what_is_no_table(folder: Path) -> None:
    for path in (folder / "absent.tsv", written(folder, "x", "notes.doc")):
        with pytest.raises(CommuniqueError):
            user.add(path, states())
    with pytest.raises(InputError, match="there are: none"):
        user.remove("mine")
