# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

import gzip
import io
import os
import zipfile
from pathlib import Path

import pytest

from communique.model import Page, Problem
from communique.reading import limits, read


def sources(found: list[Page | Problem]) -> list[str]:
    return [one.source for one in found]


def test_a_file_is_a_page_with_its_bytes_and_the_path_as_typed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("one.txt").write_bytes(b"The envoy left.\xff")
    (page,) = read("one.txt")
    assert page == Page(source="one.txt", data=b"The envoy left.\xff", media_type="text/plain")


def test_a_folder_is_read_by_name_and_deep_without_hidden_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("pages/b.html", "pages/a/z.txt", "pages/c.txt", "pages/.hidden", "pages/.git/x.txt"):
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text("The talks began.")
    found = list(read("pages"))
    assert sources(found) == ["pages/a/z.txt", "pages/b.html", "pages/c.txt"]
    assert [one.media_type for one in found if isinstance(one, Page)] == ["text/plain", "text/html", "text/plain"]


def test_paths_keep_the_order_in_which_they_were_given(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt"):
        (tmp_path / name).write_text("x")
    assert sources(list(read([tmp_path / "b.txt", tmp_path / "a.txt"]))) == [str(tmp_path / "b.txt"), str(tmp_path / "a.txt")]


def test_what_cannot_be_read_is_a_problem_and_the_run_goes_on(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "good.txt").write_text("The talks began.")
    found = list(read([tmp_path / "gone.txt", tmp_path / "empty.txt", tmp_path / "good.txt"]))
    assert isinstance(found[0], Problem)
    assert "no such file" in found[0].reason
    assert isinstance(found[1], Problem)
    assert "empty" in found[1].reason
    assert isinstance(found[2], Page)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_folder_without_rights_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "closed").mkdir(mode=0o000)
    (found,) = read(tmp_path / "closed")
    assert isinstance(found, Problem)
    assert "Permission denied" in found.reason


def test_a_folder_that_cannot_be_listed_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: str) -> list[str]:
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr(os, "listdir", refuse)
    (found,) = read(tmp_path)
    assert isinstance(found, Problem)
    assert found.reason == "the folder cannot be read: Permission denied"


def test_a_link_back_to_its_own_folder_is_a_problem_not_a_loop(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "up").symlink_to(tmp_path, target_is_directory=True)
    (found,) = read(tmp_path)
    assert isinstance(found, Problem)
    assert "not followed" in found.reason


def test_what_is_too_large_is_a_problem_also_when_packed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "LARGEST_PAGE_BYTES", 1000)
    (tmp_path / "big.txt").write_bytes(b"x" * 1001)
    (tmp_path / "big.html.gz").write_bytes(gzip.compress(b"x" * 1001))
    (tmp_path / "fits.txt").write_bytes(b"x" * 1000)
    found = list(read(tmp_path))
    assert [type(one) for one in found] == [Problem, Problem, Page]


def test_a_packed_file_is_unpacked_and_a_damaged_one_is_a_problem(tmp_path: Path) -> None:
    whole = gzip.compress(b"The talks began." * 50)
    (tmp_path / "a.html.gz").write_bytes(whole)
    (tmp_path / "b.txt.gz").write_bytes(whole[:-12])
    (tmp_path / "c.txt.gz").write_bytes(b"not packed at all")
    found = list(read(tmp_path))
    assert isinstance(found[0], Page)
    assert (found[0].data, found[0].media_type) == (b"The talks began." * 50, "text/html")
    assert [type(one) for one in found[1:]] == [Problem, Problem]


def test_members_of_an_archive_are_pages_by_name(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "pages.zip", "w") as archive:
        archive.writestr("b.txt", "The talks ended.")
        archive.writestr("a/x.html", "<p>The talks began.</p>")
        archive.writestr("__MACOSX/a/x.html", "rubbish")
        archive.writestr("inner.zip", b"PK")
        archive.writestr("rows.jsonl", '{"text": "One."}\n{"text": "Two."}\n')
    found = list(read(tmp_path / "pages.zip"))
    name = str(tmp_path / "pages.zip")
    assert sources(found) == [f"{name}!a/x.html", f"{name}!b.txt", f"{name}!inner.zip", f"{name}!rows.jsonl:1", f"{name}!rows.jsonl:2"]
    assert [type(one) for one in found] == [Page, Page, Problem, Page, Page]


def test_a_damaged_archive_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "pages.zip").write_bytes(b"PK\x03\x04 and then nothing")
    (found,) = read(tmp_path / "pages.zip")
    assert isinstance(found, Problem)


@pytest.mark.parametrize(("data", "wanted"), [(b"The envoy left.", ["-"]), (b'{"text": "One."}\n\n{"text": "Two."}\n', ["-:1", "-:3"])])
def test_standard_input_is_a_page_or_lines(data: bytes, wanted: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    class Stdin:
        buffer = io.BytesIO(data)

    monkeypatch.setattr("sys.stdin", Stdin())
    found = list(read("-"))
    assert sources(found) == wanted
    assert all(isinstance(one, Page) for one in found)


def test_reading_is_lazy(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "b.txt").write_text("y")
    stream = read(tmp_path)
    next(stream)
    (tmp_path / "b.txt").unlink()
    (rest,) = stream
    assert isinstance(rest, Problem)
