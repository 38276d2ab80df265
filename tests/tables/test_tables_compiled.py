# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

import pathlib
import types

import pytest
from tests.tables.build import ROOT, tool

from communique.errors import TableError


@pytest.fixture(scope="module")
def compiler() -> types.ModuleType:
    return tool("compile_tables")


def test_no_table_is_stale(compiler: types.ModuleType) -> None:
    assert compiler.stale() == [], "run python tools/compile_tables.py"


def test_compiling_twice_gives_the_same(compiler: types.ModuleType) -> None:
    assert compiler.compiled("organisations") == compiler.compiled("organisations")


def test_unreadable_day_is_an_error_with_its_line(compiler: types.ModuleType) -> None:
    with pytest.raises(TableError, match=r"x\.tsv:7"):
        compiler.bound("x.tsv", 7, "2005-13", 0)
    assert compiler.bound("x.tsv", 7, "2005-02", 1) == "2005-02-28"
    assert compiler.bound("x.tsv", 7, "", 1) is None


def test_an_outlet_without_a_word_on_its_backer_is_an_error(compiler: types.ModuleType, tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    head, row = "name\taliases\thosts\tcountry\tkind\towner\tlanguage\tbacker\n", "Courier\t\t\tFRA\tnewspaper\tprivate\tfr\t"
    monkeypatch.setattr(compiler, "RESOURCES", tmp_path)
    (tmp_path / "outlets.tsv").write_text(f"{head}{row}-\n", encoding="utf-8")
    assert compiler.outlets() == [["Courier", [], [], "FRA", "newspaper", "private", "fr", None]]
    (tmp_path / "outlets.tsv").write_text(f"{head}{row}\n", encoding="utf-8")
    with pytest.raises(TableError, match=r"outlets\.tsv:2"):
        compiler.outlets()


@pytest.mark.parametrize("file", sorted(p.relative_to(ROOT / "resources").as_posix() for p in (ROOT / "resources").rglob("*.tsv") if p.parent.name != "plover"))
def test_each_resource_names_its_licence(file: str) -> None:
    head = (ROOT / "resources" / file).read_text(encoding="utf-8").splitlines()[:4]
    # REUSE-IgnoreStart: these are words to look for, no header of this file
    assert head[0].startswith("# SPDX-FileCopyrightText:")
    assert head[1].startswith("# SPDX-License-Identifier:")
    # REUSE-IgnoreEnd


def test_codes_are_known(compiler: types.ModuleType) -> None:
    states = {r["iso3"] for _, r in compiler.rows("countries.tsv")} | {"IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"}
    for file, column in (
        ("organisations.tsv", "code"),
        ("institutions.tsv", "country"),
        ("officeholders/editor.tsv", "country"),
        ("officeholders/settled.tsv", "country"),
        ("outlets.tsv", "country"),
    ):
        for number, row in compiler.rows(file):
            assert row[column] in states, f"{file}:{number}: {row[column]!r}"
    for number, row in compiler.rows("organisation_members.tsv"):
        assert set(compiler.many(row["members"])) <= states, f"organisation_members.tsv:{number}"


def test_two_holders_of_one_office_are_an_error_unless_it_is_shared(compiler: types.ModuleType) -> None:
    def term(name: str, first: str, last: str, shared: str = "") -> tuple[str, int, dict[str, str]]:
        return "x.tsv", 3, {"name": name, "country": "CRI", "office": "Foreign Minister of Costa Rica", "from": first, "to": last, "shared": shared}

    compiler.one_at_a_time([term("Ana Beltran", "2030-05-08", "2031-06"), term("Jorge Quiros", "2031-06", "")])  # vague days may touch
    compiler.one_at_a_time([term("Ana Beltran", "2030-05-08", ""), term("Jorge Quiros", "2031-06", "", "yes")])
    with pytest.raises(TableError, match=r"x\.tsv:3: Ana Beltran and Jorge Quiros"):
        compiler.one_at_a_time([term("Jorge Quiros", "2031-06", ""), term("Ana Beltran", "2030-05-08", "2031-08")])


def test_a_name_of_two_bodies_is_an_error(compiler: types.ModuleType) -> None:
    one, other = ["XA", "Northern Council", ["XAC"], "IGO", "IGO", "body", None], ["XB", "Northern Court", [], "IGO", "IGO", "organ", "XA"]
    compiler.unlike([one, other])
    with pytest.raises(TableError, match="names both XA and XB"):
        compiler.unlike([one, ["XB", "Northern council", [], "IGO", "IGO", "body", None]])
    with pytest.raises(TableError, match=r"one id: \['XA'\]"):
        compiler.unlike([one, ["XA", *other[1:]]])
    with pytest.raises(TableError, match="part of 'XC'"):
        compiler.unlike([one, [*other[:6], "XC"]])
