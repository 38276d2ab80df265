# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

from pathlib import Path

import pytest

from communique.errors import InputError
from communique.model import Page
from communique.reading import read


def written(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "pages.csv"
    file.write_text(text, encoding="utf-8")
    return file


def test_what_the_table_says_is_on_the_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("in").mkdir()
    for name in ("in/a.txt", "in/b.txt", "in/c.txt"):
        Path(name).write_text("The envoy left.")
    table = written(tmp_path, '\ufefffile,address,outlet,date\nin/a.txt,https://a.example/1,"Gazette, The",2021-02-04\nb.txt,,Courier,\n')
    a, b, c = (page for page in read("in", metadata=table) if isinstance(page, Page))
    assert (a.url, a.outlet, a.published) == ("https://a.example/1", "Gazette, The", "2021-02-04")
    assert (b.url, b.outlet, b.published) == (None, "Courier", None)
    assert (c.url, c.outlet, c.published) == (None, None, None)


def test_a_file_may_be_named_from_the_table_s_own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "news" / "pages").mkdir(parents=True)
    (tmp_path / "news" / "pages" / "a.txt").write_text("Aoki met Brandt in Oslo.", encoding="utf-8")
    (tmp_path / "news" / "pages.csv").write_text("file,outlet\npages/a.txt,The Osby Gazette\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    (page,) = read("news/pages", metadata="news/pages.csv")
    assert isinstance(page, Page)
    assert page.outlet == "The Osby Gazette"


def test_the_table_outranks_the_line(tmp_path: Path) -> None:
    rows = tmp_path / "rows.jsonl"
    rows.write_text('{"text": "The envoy left.", "outlet": "Old", "url": "https://a.example/1"}\n')
    (page,) = read(rows, metadata=written(tmp_path, f"file,outlet\n{rows}:1,New\n"))
    assert isinstance(page, Page)
    assert (page.outlet, page.url) == ("New", "https://a.example/1")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "pages.csv:1: the table is empty"),
        ("file,adress\n", "pages.csv:1: unknown column 'adress'"),
        ("address,date\n", "pages.csv:1: the column 'file' is missing"),
        ("file,date,date\n", "named twice"),
        ("file,date\na.txt,2021-02-04\n\nb.txt,4 Feb 2021\n", "pages.csv:4: '4 Feb 2021' is not a day"),
        ("file,date\na.txt,2021-02-04,Gazette\n", "pages.csv:2: 3 cells"),
        ("file,date\n,2021-02-04\n", "pages.csv:2: the cell 'file' is empty"),
        ("file,outlet\na.txt,X\na.txt,Y\n", "pages.csv:3: 'a.txt' stands in the table twice"),
        ('file,outlet\na.txt,"X\n', "close the quotation mark"),
    ],
)
def test_a_bad_table_names_line_and_fix(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(InputError) as fault:
        read(tmp_path, metadata=written(tmp_path, text))
    assert words in str(fault.value)


def test_a_table_that_is_not_there_or_not_text_is_said_to_be_so(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read(tmp_path, metadata=tmp_path / "gone.csv")
    (tmp_path / "bytes.csv").write_bytes(b"file\n\xff\xfe")
    with pytest.raises(InputError, match="UTF-8"):
        read(tmp_path, metadata=tmp_path / "bytes.csv")
