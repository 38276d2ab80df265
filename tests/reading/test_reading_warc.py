# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

import gzip
import zlib
from pathlib import Path

import pytest
from backports import zstd
from tests.reading.archives import HTML, record

from communique.model import Page, Problem
from communique.reading import limits, read

STORY = b"<p>The envoy left.</p>"


def found(tmp_path: Path, data: bytes, name: str = "crawl.warc") -> list[Page | Problem]:
    (tmp_path / name).write_bytes(data)
    return list(read(tmp_path / name))


def reasons(got: list[Page | Problem]) -> list[str]:
    return [one.reason for one in got if isinstance(one, Problem)]


@pytest.mark.parametrize("name", ["crawl.warc", "crawl.warc.gz", "crawl.warc.zst", "crawl.dat"])
def test_a_page_comes_with_its_address_and_when_it_was_fetched(tmp_path: Path, name: str) -> None:
    records = [record(STORY), record(STORY, url="https://a.example/2")]
    data = b"".join(gzip.compress(one) if "gz" in name else zstd.compress(one) if "zst" in name else one for one in records)
    first, second = found(tmp_path, data, name)
    assert first == Page(
        source=f"{tmp_path / name}:1", data=STORY, url="https://a.example/1", fetched="2021-02-04T10:00:00Z", media_type="text/html",
    )  # fmt: skip
    assert second.source == f"{tmp_path / name}:2"


def test_an_archive_in_an_archive_or_with_another_crawlers_name_is_read(tmp_path: Path) -> None:
    wet = record(b"A text that was taken from a page.", kind="conversion")
    (page,) = found(tmp_path, gzip.compress(wet), "crawl.warc.wet.gz")
    assert isinstance(page, Page)
    assert (page.data, page.media_type) == (b"A text that was taken from a page.", "text/plain")


@pytest.mark.parametrize(
    ("packed", "head"),
    [
        (gzip.compress(STORY), b"Content-Encoding: gzip\r\n"),
        (zlib.compress(STORY), b"Content-Encoding: deflate\r\n"),
        (zstd.compress(STORY), b"Content-Encoding: zstd\r\n"),
        (b"16\r\n" + STORY + b"\r\n0\r\n\r\n", b"Transfer-Encoding: chunked\r\n"),
        (STORY, b"Content-Encoding: gzip\r\n"),  # archives often keep the head of what they have unpacked
        (STORY, b"Transfer-Encoding: chunked\r\n"),
    ],
)
def test_the_wrappings_in_which_a_page_was_sent_are_taken_off(tmp_path: Path, packed: bytes, head: bytes) -> None:
    (page,) = found(tmp_path, record(packed, head=HTML + head))
    assert isinstance(page, Page)
    assert page.data == STORY


def test_the_character_set_that_the_host_said_goes_with_the_page(tmp_path: Path) -> None:
    got = found(tmp_path, b"".join(record(STORY, head=b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=%s\r\n" % name) for name in (b"GB2312", b"UTF-8", b"nonsense")))
    assert [one.media_type for one in got if isinstance(one, Page)] == ["text/html; charset=gb2312", "text/html", "text/html"]


def test_what_is_no_page_is_counted_and_told_once(tmp_path: Path) -> None:
    image, gone = b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n", b"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n"
    got = found(tmp_path, record(b"x", head=image) + record(b"x", head=gone) + record(STORY) + record(b"y", head=image) + record(b"q", kind="request"))
    assert [type(one) for one in got] == [Page, Problem]
    assert reasons(got) == ["3 of the archive's 4 records are no pages, and were left out: 2 image/png, 1 with status 404"]


def test_what_the_crawler_notes_for_itself_is_passed_over_however_much_it_is(tmp_path: Path) -> None:
    notes = record(b"n" * 3_000_000, kind="metadata") + record(b"q" * 1000, kind="request") * 3000
    (page,) = found(tmp_path, notes + record(STORY) + notes)
    assert page.source.endswith(":1")
    assert isinstance(page, Page)


@pytest.mark.parametrize("packing", [bytes, gzip.compress])
def test_an_archive_that_is_cut_in_the_middle_gives_what_is_before(tmp_path: Path, packing: type[bytes]) -> None:
    whole = packing(record(STORY)) + packing(record(STORY * 100, url="https://a.example/2"))
    for cut in range(len(packing(record(STORY))) + 1, len(whole) - 8, 7):
        got = found(tmp_path, whole[:cut], "crawl.warc.gz" if packing is not bytes else "crawl.warc")
        assert isinstance(got[0], Page)
        assert got[1:], cut
        assert all(isinstance(one, Problem) for one in got[1:])


def test_one_bad_record_does_not_cost_the_next(tmp_path: Path) -> None:
    packed = HTML + b"Content-Encoding: gzip\r\n"
    got = found(tmp_path, record(b"\x1f\x8b broken", head=packed) + record(STORY) + record(b"X" * 5, head=b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 50_000) + record(STORY))
    assert [type(one) for one in got] == [Problem, Page, Problem, Page]


def test_what_is_too_large_costs_that_record_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "LARGEST_PAGE_BYTES", 1000)
    bomb = record(gzip.compress(b"x" * 2_000_000)[:900], head=HTML + b"Content-Encoding: gzip\r\n")
    got = found(tmp_path, record(b"x" * 2000) + bomb + record(b"x" * 900))
    assert [type(one) for one in got] == [Problem, Problem, Page]


@pytest.mark.parametrize(
    "data", [b"WARC/1.0\r\n", b"WARC/1.0\r\n" + b"X: y\r\n" * 100_000, b"no archive", b"\n" * 30_000_000, record(b"x", claimed=-5), record(b"x", claimed=10**17)]
)
def test_what_is_no_archive_is_a_problem(tmp_path: Path, data: bytes) -> None:
    got = found(tmp_path, data)
    assert got
    assert all(isinstance(one, Problem) for one in got)
