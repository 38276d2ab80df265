# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""How two drafts of terms become one table."""

import types

import pytest
from tests.tables.build import tool


@pytest.fixture(scope="module")
def settle() -> types.ModuleType:
    return tool("settle_terms")


def row(name: str, office: str, first: str, last: str, **more: str) -> dict[str, str]:
    return {
        "name": name,
        "aliases": "",
        "surname": "",
        "gender": "m",
        "nation": "GBR",
        "country": "GBR",
        "sector": "GOV",
        "sure": "high",
        **more,
        "office": office,
        "from": first,
        "to": last,
    }


@pytest.mark.parametrize(
    ("one", "other", "which", "said"),
    [
        ("2001-06-08", "2001-06-08", 0, "2001-06-08"),
        ("2001-06", "2001-06-08", 0, "2001-06-08"),  # the finer
        ("2001", "2001-06", 1, "2001-06"),
        ("2001-06-08", "2001-06-07", 1, "2001-06-08"),  # a term's last day, or the day its successor came
        ("2001-06-08", "2001-06-07", 0, "2001-06-07"),
        ("2001-06-03", "2001-06-28", 0, "2001-06"),
        ("2001-05-20", "2001-06-03", 0, "2001-05"),  # the outer month
        ("2001-05-20", "2001-06-03", 1, "2001-06"),
        ("2001-05", "2001-06", 1, "2001-06"),
        ("2001-05", "2001-07", 1, None),
        ("2001-01-02", "2001-02-10", 0, None),
        ("2001", "2002", 0, None),
        ("", "2024", 1, None),
        ("", "", 1, ""),
    ],
)
def test_what_two_cells_say_together(settle: types.ModuleType, one: str, other: str, which: int, said: str | None) -> None:
    assert settle.agreed(one, other, which) == said
    assert settle.agreed(other, one, which) == said


@pytest.mark.parametrize(
    ("one", "other", "country"),
    [
        ("Foreign Secretary of the United Kingdom", "Foreign Secretary of Britain", "GBR"),
        ("Defence Minister of France", "French Defense Minister", "FRA"),
        ("External Affairs Minister of India", "Foreign Affairs Minister of India", "IND"),
        ("Foreign Ministry Spokesperson of China", "Chinese Foreign Ministry spokesman", "CHN"),
        ("Ambassador of Japan to the UN", "Japan's Permanent Representative to the United Nations", "JPN"),
        ("US Secretary of the Treasury", "US Treasury Secretary", "USA"),
    ],
)
def test_one_office_in_two_wordings(settle: types.ModuleType, one: str, other: str, country: str) -> None:
    assert settle.office_key(one, country) == settle.office_key(other, country)


@pytest.mark.parametrize(
    ("one", "other", "country"),
    [
        ("Foreign Secretary of India", "Foreign Minister of India", "IND"),
        ("Foreign Minister of Japan", "Vice Foreign Minister of Japan", "JPN"),
        ("US Special Envoy for Sudan", "US Special Envoy for Syria", "USA"),
    ],
)
def test_two_offices(settle: types.ModuleType, one: str, other: str, country: str) -> None:
    assert settle.office_key(one, country) != settle.office_key(other, country)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("sergei lavrov", "sergey lavrov", True), ("kim yong nam", "kim yong il", False), ("jack straw", "john straw", False), ("detlev graf zu rantzau", "detlev zu rantzau", True)],
)
def test_spellings_of_one_name(settle: types.ModuleType, one: str, other: str, same: bool) -> None:
    assert settle.alike(one, other) is same


def test_what_both_drafts_give_is_settled_and_the_rest_is_told(settle: types.ModuleType) -> None:
    office = "Foreign Secretary of the United Kingdom"
    xs = [row("Jack Straw", office, "2001-06-08", "2006-05-04"), row("Robin Cook", office, "1997-05", "2001-06-07"), row("Ada Byron", office, "1980", "1981")]
    ys = [row("Jack Straw", "Foreign Secretary of Britain", "2001-06", "2006-05-05", sure="medium", aliases="John Straw"), row("Robin Cook", office, "1997-05-02", "2003")]
    found = settle.compare([settle.Term("x", r) for r in xs], [settle.Term("y", r) for r in ys])
    assert [(r["name"], r["from"], r["to"], r["sure"], r["aliases"]) for r in found.settled] == [("Jack Straw", "2001-06-08", "2006-05-05", "medium", "John Straw")]
    assert [(x.row["name"], y.row["to"]) for x, y in found.apart] == [("Robin Cook", "2003")]
    assert [t.row["name"] for t in found.alone] == ["Ada Byron"]
    assert (found.figures["pairs"], found.figures["begin"], found.figures["end"], found.figures["both"]) == (2, 2, 1, 1)


def test_a_settled_row_speaks_as_the_editors_do(settle: types.ModuleType) -> None:
    def said(office: str, country: str, last: str = "2010", gender: str = "m") -> tuple[str, str]:
        found = settle.written(row("A B", office, "2000", last, country=country, gender=gender, sector="MIL"))
        return found["office"], found["sector"]

    assert said("Defence Minister of France", "FRA") == ("Defense Minister of France", "GOV")
    assert said("Defence Secretary of the United Kingdom", "GBR") == ("Defence Secretary of the United Kingdom", "GOV")
    assert said("Defence Minister of Japan", "JPN", "2002") == ("Director General of the Defense Agency of Japan", "GOV")
    assert said("Foreign Ministry Spokesperson of China", "CHN", gender="f")[0] == "Chinese Foreign Ministry spokeswoman"
    assert said("US Secretary of the Treasury", "USA")[0] == "US Treasury Secretary"


def test_a_person_has_one_name(settle: types.ModuleType) -> None:
    names: dict[tuple[str, str], str] = {}
    settle.under_one_name(row("Sergey Lavrov", "", "", "", aliases="Sergei Lavrov"), names)
    later = settle.under_one_name(row("Sergei Lavrov", "", "", ""), names)
    assert (later["name"], later["aliases"]) == ("Sergey Lavrov", "Sergei Lavrov")


def test_the_table_is_what_the_drafts_give(settle: types.ModuleType) -> None:
    made = settle.table(settle.results())
    kept = [r for _, r in settle.rows("officeholders/settled.tsv")]
    assert kept == [{name: r.get(name, "") for name in settle.HEAD} for r in made], "run python tools/settle_terms.py"
    assert len(kept) >= 1500
