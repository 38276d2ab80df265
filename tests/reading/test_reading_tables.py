# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

from pathlib import Path

import pytest

from communique.model import Page, Problem
from communique.reading import Listed, addresses, limits, read


def found(tmp_path: Path, data: str | bytes, name: str = "rows.csv", **fields: str) -> list[Page | Problem]:
    (tmp_path / name).write_bytes(data.encode() if isinstance(data, str) else data)
    return list(read(tmp_path / name, fields=fields))


def test_rows_with_a_text_are_pages_named_by_line(tmp_path: Path) -> None:
    got = found(tmp_path, '\ufeffURL,Title,Text,Date,Outlet\r\nhttps://a.example/1,"Envoy, at last","The envoy left.\nHe was late.",2021-02-04,Gazette\r\n\r\nhttps://a.example/2,,Rain.,,\r\n')
    assert got[0] == Page(
        source=f"{tmp_path}/rows.csv:2", data=b"The envoy left.\nHe was late.", url="https://a.example/1", outlet="Gazette", published="2021-02-04", headline="Envoy, at last",
    )  # fmt: skip
    assert (got[1].source, len(got)) == (f"{tmp_path}/rows.csv:5", 2)


@pytest.mark.parametrize(("mark", "name"), [(",", "rows.csv"), (";", "rows.csv"), ("\t", "rows.tsv")])
def test_the_mark_between_cells_is_found(tmp_path: Path, mark: str, name: str) -> None:
    (page,) = found(tmp_path, f"url{mark}text\nhttps://a.example/1{mark}The envoy left.\n", name)
    assert isinstance(page, Page)
    assert page.data == b"The envoy left."


def test_columns_are_mapped_by_name(tmp_path: Path) -> None:
    (page,) = found(tmp_path, "Story,text,Link\nThe envoy left.,teaser,https://a.example/1\n", text="Story", url="Link")
    assert isinstance(page, Page)
    assert (page.data, page.url) == (b"The envoy left.", "https://a.example/1")


def test_bytes_of_another_encoding_come_through_as_they_are(tmp_path: Path) -> None:
    (page,) = found(tmp_path, "text\nDer Gesandte aus Köln ging.\n".encode("latin-1"))
    assert isinstance(page, Page)
    assert page.data == "Der Gesandte aus Köln ging.".encode("latin-1")


@pytest.mark.parametrize(
    ("name", "data", "count"),
    [
        ("a.csv", "url,title\nhttps://a.example/1,One\nhttps://a.example/2,Two\n", "2 addresses"),
        ("a.csv", "https://a.example/1\nhttps://a.example/2,3.html\n", "2 addresses"),
        ("a.txt", "# today\nhttps://a.example/1\n", "1 address "),
        ("masterfilelist.txt", f"150383 {'0' * 32} http://data.example/gdeltv2/20150218230000.export.CSV.zip\n" * 3, "3 addresses"),
        ("20210204.export.CSV", "\t".join([*["1000"] * 60, "https://a.example/1"]) + "\n", "1 address "),
        ("mix.csv", "url,text\nhttps://a.example/1,\n", "1 address "),
    ],
)
def test_addresses_alone_are_told_once_with_the_next_step(tmp_path: Path, name: str, data: str, count: str) -> None:
    (problem,) = found(tmp_path, data, name)
    assert isinstance(problem, Problem)
    assert problem.reason.startswith(count.strip())
    assert f"communique watch {tmp_path}/{name}" in problem.reason


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("file,address,date\na.txt,https://a.example/1,2021-02-04\n", "--metadata"),
        ("name,age\nMiller,7\n", "map the right one with --field text=KEY"),
        ('text\n"never closed\n', None),
        ("text\na,b,c\n", "3 cells where the first line names 1"),
        ("\xff\xfet\0e\0", "UTF-16"),
        (b"\xff\xfet\0e\0", "UTF-16"),
    ],
)
def test_tables_that_hold_no_pages_say_so_once(tmp_path: Path, data: str | bytes, words: str | None) -> None:
    got = found(tmp_path, data)
    if words is None:
        assert [type(one) for one in got] == [Page]
    elif data != "\xff\xfet\0e\0":
        assert len(got) == 1
        assert words in str(got[0])


def test_a_line_without_end_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "LARGEST_PAGE_BYTES", 1000)
    got = found(tmp_path, "text\nThe envoy left.\n" + "x" * 1001)
    assert [type(one) for one in got] == [Page, Problem]
    got = found(tmp_path, 'text\nThe envoy left.\n"' + "x\n" * 1001)
    assert [type(one) for one in got] == [Page, Problem]


def row(count: int, **cells: str) -> str:
    return "\t".join(cells.get(f"c{at}", "x") for at in range(count)) + "\n"


@pytest.mark.parametrize(
    ("name", "data", "wanted"),
    [
        ("events", row(61, c0="1014001", c60="https://a.example/1"), ["https://a.example/1"]),
        ("old events", row(58, c0="1014001", c57="https://a.example/1"), ["https://a.example/1"]),
        ("mentions", row(16, c0="1014001", c3="1", c5="https://a.example/1") + row(16, c0="1014001", c3="2", c5="a citation"), ["https://a.example/1"]),
        ("graph", row(27, c0="20210204101500-17", c2="1", c4="https://a.example/1") + row(27, c0="20210204101500-T18", c2="2", c4="Book"), ["https://a.example/1"]),
        ("list", "https://a.example/1\n\n # note\nhttps://a.example/2\n", ["https://a.example/1", "https://a.example/2"]),
        ("csv.csv", "link,title\nhttps://a.example/1,One\nnothing,Two\n", ["https://a.example/1"]),
    ],
)
def test_addresses_on_lists_of_every_kind(name: str, data: str, wanted: list[str]) -> None:
    assert [one.url for one in addresses(name, data.encode()) if isinstance(one, Listed)] == wanted


def test_master_lists_lead_to_lists_of_pages_only() -> None:
    lines = [f"15 {'a' * 32} http://data.example/2021{kind}" for kind in (".export.CSV.zip", ".mentions.CSV.zip", ".gkg.csv.zip", ".other.zip")]
    got = list(addresses("lastupdate.txt", "\n".join(lines).encode()))
    assert [(one.url[-8:], one.is_list, one.settled) for one in got if isinstance(one, Listed)] == [("_CSV.zip".replace("_", "."), True, True)] * 2 + [(".csv.zip", True, True)]


def test_a_list_says_what_it_knows_of_an_address() -> None:
    (one,) = addresses("a.csv", b"url,title,date\nhttps://a.example/1,Envoy leaves,2021-02-04\n")
    assert one == Listed("https://a.example/1", headline="Envoy leaves", published="2021-02-04")


def test_lists_that_are_none_say_so(tmp_path: Path) -> None:
    assert "no list of addresses" in str(next(addresses("x", b"The envoy left.")))
    assert "no column url" in str(next(addresses("x.csv", b"name\nMiller\n")))
    assert "cannot be read" in str(next(addresses(str(tmp_path / "gone"))))
