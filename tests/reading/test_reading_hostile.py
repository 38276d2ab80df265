# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Input that nobody means well with: a page or a problem, in bounded time and memory, whatever the bytes."""

import gzip
import io
import json
import struct
import subprocess
import sys
import time
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from backports import zstd
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.reading.archives import HTML, record

from communique import pipeline
from communique.model import Article, Page, Problem
from communique.reading import addresses, limits, read

SECONDS_A_PAGE = 2.0
MEMORY_BYTES = 200_000_000  # ten times the largest page
ENTITIES = "".join(f'<!ENTITY {chr(98 + at)} "{f"&{chr(97 + at)};" * 10}">' for at in range(9))
BOMB_FEED = f'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaaaaaaaa">{ENTITIES}]><rss><channel><item><title>&j;</title></item></channel></rss>'
OUTSIDE_FEED = '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a SYSTEM "file://{0}">]><rss><channel><item><title>&a;</title><link>https://a.example/1</link></item></channel></rss>'


def walked(path: Path) -> list[Page | Problem]:
    """What is read, with a watch on the processor's time that each result takes."""
    found, begun = [], time.process_time()
    for one in read(path):
        assert time.process_time() - begun < SECONDS_A_PAGE
        found.append(one)
        begun = time.process_time()
    assert time.process_time() - begun < SECONDS_A_PAGE
    return found


def repeated(unit: bytes, count: int, pack: Callable[[], "zlib._Compress"]) -> Iterator[bytes]:
    packer = pack()
    for _ in range(count):
        yield packer.compress(unit)
    yield packer.flush()


def gz_bomb(unit: bytes, count: int) -> bytes:
    """Gigabytes as gzip, made a megabyte at a time."""
    return b"".join(repeated(unit, count, lambda: zlib.compressobj(9, zlib.DEFLATED, 31)))


ZEROS = b"\0" * 1_000_000
BOMBS = {
    "page.html.gz": gz_bomb(ZEROS, 400),
    "lines.jsonl.gz": gz_bomb(ZEROS, 400),
    "blank.jsonl.gz": gz_bomb(b"\n" * 1_000_000, 60),
    "rows.csv.gz": gz_bomb(ZEROS, 400),
    "crawl.warc.gz": gz_bomb(b"\n" * 1_000_000, 60),
    "feed.xml.gz": gzip.compress(b"<rss><channel>") + gz_bomb(ZEROS, 400),
    "list.txt.gz": gzip.compress(b"https://a.example/1\n" * 2000) + gz_bomb(b" " * 1_000_000, 400),
    "page.zst": zstd.compress(ZEROS * 300),
    "onion.gz": gzip.compress(gzip.compress(ZEROS * 30)),
}


@pytest.mark.parametrize("name", BOMBS)
def test_bombs_are_given_up_soon_and_in_little_memory(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(BOMBS[name])
    tracemalloc.start()
    try:
        found = list(read(tmp_path / name))
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < MEMORY_BYTES
    assert len(found) <= 2
    assert all(isinstance(one, Problem) or name == "onion.gz" for one in found)
    walked(tmp_path / name)


def test_a_zip_bomb_is_known_by_what_it_says_and_gives_no_more(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for at in range(3):
            archive.writestr(f"{at:02}.html", ZEROS * 25)
        archive.writestr("z.txt", "The envoy left.")
    found = walked(tmp_path / "a.zip")
    assert [type(one) for one in found] == [Problem] * 3 + [Page]
    data = (tmp_path / "a.zip").read_bytes().replace(struct.pack("<I", 25_000_000), struct.pack("<I", 1_000))
    (tmp_path / "liar.zip").write_bytes(data)
    assert all(isinstance(one, Problem) or len(one.data) <= 1000 for one in walked(tmp_path / "liar.zip"))


def test_an_archive_with_too_long_a_list_is_not_opened(tmp_path: Path) -> None:
    end = b"PK\x05\x06" + struct.pack("<4H2LH", 0, 0, 0xFFFF, 0xFFFF, 900_000_000, 0, 0)
    (tmp_path / "a.zip").write_bytes(b"PK\x03\x04" + b"\0" * 1000 + end)
    (problem,) = walked(tmp_path / "a.zip")
    assert isinstance(problem, Problem)
    assert "more members" in problem.reason


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("deep.html", b"<div>" * 100_000),
        ("one.html", b"<p>" + b"x" * 10_000_000),
        ("one.jsonl", b'{"text": "' + b"x" * 10_000_000 + b'"}'),
        ("deep.jsonl", b'{"text":' * 100_000),
        ("number.jsonl", b'{"text": "x", "date": ' + b"9" * 100_000 + b"}"),
        ("long.jsonl", json.dumps({"text": "x", "url": "u" * 10_000_000, "title": "\ud800"}).encode()),
        ("one.csv", b"text\n" + b"x" * 10_000_000),
        ("cells.csv", b"," * 2_000_000 + b"\n" + b"," * 2_000_000),
        ("quotes.csv", b"text\n" + b'"' * 5_000_001),
        ("deep.xml", b"<rss><channel>" + b"<a>" * 100_000),
        ("items.xml", b"<rss><channel>" + b"<item>" * 100_000),
        ("names.xml", b"<rss><channel><item " + b" ".join(b'a%d=""' % at for at in range(100_000)) + b"/></channel></rss>"),
        ("one.xml", b"<rss><channel><item><description>" + b"x" * 10_000_000 + b"</description></item></channel></rss>"),
        ("ands.xml", b"<rss><channel><item><description>" + b"&" * 5_000_000),
        ("comments.xml", b"<!-- a -->" * 1600 + b"<feed"),
        ("doctypes.xml", b"<!DOCTYPE a [" * 1200),
        ("lists.txt", b"https://a.example/" + b"a" * 10_000_000),
        ("tabs", b"\t" * 10_000_000),
        ("heads.warc", b"WARC/1.0\r\n" + b"A: b\r\n" * 1_000_000),
    ],
)  # fmt: skip
def test_monsters_take_bounded_time(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    assert len(walked(tmp_path / name)) <= 2


def test_entity_bombs_and_entities_from_outside_are_a_problem(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("the secret")
    for data in (BOMB_FEED, OUTSIDE_FEED.format(tmp_path / "secret")):
        (tmp_path / "feed.xml").write_text(data)
        found = walked(tmp_path / "feed.xml")
        assert "declares entities" in str(found)
        assert "the secret" not in str(found)
        assert "declares entities" in str(list(addresses("https://a.example/feed", data.encode())))


ENDINGS = ["x.html", "x.warc", "x.warc.gz", "x.zip", "x.jsonl", "x.jsonl.gz", "x.jsonl.zst", "x.csv", "x.tsv.gz", "x.xml", "x.rss.gz", "x.txt", "x", "x.zst", "x.opml"]
WHOLE = [
    record(b"<p>The envoy left.</p>") * 2,
    record(gzip.compress(b"<p>The envoy left.</p>"), head=HTML + b"Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n"),
    b'{"text": "The envoy left.", "url": "https://a.example/1"}\n' * 3,
    b"url;text;date\nhttps://a.example/1;The envoy left.;2021-02-04\n" * 2,
    BOMB_FEED.encode(),
    b"<feed><entry><title>t</title><link href='https://a.example/1'/><content>The envoy left.</content></entry></feed>",
    "\t".join(["1000"] * 60 + ["https://a.example/1\n"]).encode(),
]


def packed(data: bytes) -> list[bytes]:
    inside = io.BytesIO()
    with zipfile.ZipFile(inside, "w") as archive:
        archive.writestr("a.jsonl", data)
        archive.writestr("b.warc.gz", gzip.compress(data))
    return [data, gzip.compress(data), zstd.compress(data), inside.getvalue()]


ALL = [one for whole in WHOLE for one in packed(whole)]


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=st.sampled_from(ENDINGS), whole=st.sampled_from(ALL), cut=st.integers(0, 600), flips=st.lists(st.tuples(st.integers(0, 600), st.integers(0, 255)), max_size=4),
    more=st.binary(max_size=20),
)  # fmt: skip
def test_whatever_the_bytes_and_the_name_nothing_is_raised(tmp_path: Path, name: str, whole: bytes, cut: int, flips: list[tuple[int, int]], more: bytes) -> None:
    data = bytearray(whole[: max(0, len(whole) - cut)] if cut < 500 else whole)
    for at, value in flips:
        if data:
            data[at % len(data)] = value
    (tmp_path / name).write_bytes(bytes(data) + more)
    for one in walked(tmp_path / name):
        assert isinstance(one, Page | Problem)
        if isinstance(one, Page):
            assert all(value is None or value.encode() is not None for value in (one.url, one.headline, one.outlet, one.published, one.fetched))
    for listed in addresses(str(tmp_path / name)):
        assert isinstance(listed, Problem) or listed.url.startswith("http")


def test_memory_does_not_grow_with_the_input(tmp_path: Path) -> None:
    def most(count: int, name: str, unit: bytes) -> int:
        (tmp_path / name).write_bytes(unit * count)
        tracemalloc.start()
        try:
            assert sum(isinstance(one, Page) for one in read(tmp_path / name)) == count
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    text = "The envoy left. " * 300
    for name, unit in (
        ("a.jsonl", json.dumps({"text": text}).encode() + b"\n"),
        ("a.jsonl.gz", gzip.compress(json.dumps({"text": text}).encode() + b"\n")),
        ("a.warc.gz", gzip.compress(record(text.encode()))),
    ):
        most(50, name, unit)
        few, many = most(100, name, unit), most(1000, name, unit)
        assert many < few + 200_000, name


def test_the_largest_page_is_what_the_docs_say() -> None:
    assert limits.LARGEST_PAGE_BYTES == 20_000_000


STORY = "".join(f"<p>The minister told reporters on Thursday that round {at} of the talks would go on for another week in the capital.</p>" for at in range(8))


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 100_000 + STORY,
        "<div>" * 100_000 + STORY + "</div>" * 100_000,
        "<ul><li>" * 50_000 + STORY,
        "<font><a>" * 50_000 + STORY,
        f"<!DOCTYPE r [<!ENTITY a 'aaaaaaaaaa'>{ENTITIES}]><html><body><p>&j;</p>{STORY}",
        "<html><body><p>" + "word and the " * 800_000,
        "<html><body><p title='" + "x" * 10_000_000 + "'>" + STORY,
        "x" * 10_000_000,
        b"<html><meta charset=utf-7><body><p>" + bytes(range(128, 256)) * 40_000,
    ],
    ids=["deep", "deep and closed", "lists", "inline", "entities", "one line", "attribute", "one word", "encoding"],
)
def test_a_hostile_page_of_an_archive_is_read_and_cleaned_in_bounded_time(tmp_path: Path, html: str | bytes) -> None:
    data = html.encode() if isinstance(html, str) else html
    (tmp_path / "a.warc.gz").write_bytes(gzip.compress(record(gzip.compress(data, 1), head=HTML + b"Content-Encoding: gzip\r\n"), 1))
    begun = time.process_time()
    (page,) = read(tmp_path / "a.warc.gz")
    assert isinstance(page, Page)
    assert isinstance(pipeline.clean(page), Article | Problem)
    assert time.process_time() - begun < SECONDS_A_PAGE


NO_NETWORK = """
import sys
sys.addaudithook(lambda event, _: (_ for _ in ()).throw(PermissionError(event)) if event.startswith("socket.") else None)
from communique.reading import addresses, read
for path in sys.argv[1:]:
    print(len(list(read(path))), len(list(addresses(path))))
"""


def test_reading_asks_no_host(tmp_path: Path) -> None:
    forms = {
        "a.txt": b"https://a.example/1\n", "b.csv": b"url\nhttps://a.example/1\n", "c.warc": record(b"<p>x</p>"), "e.opml": b"<opml><outline xmlUrl='https://a.example/f'/></opml>",
        "d.xml": b"<!DOCTYPE rss PUBLIC '-//x' 'http://a.example/rss.dtd'><rss><channel><item><link>https://a.example/1</link></item></channel></rss>",
    }  # fmt: skip
    for name, data in forms.items():
        (tmp_path / name).write_bytes(data)
    done = subprocess.run([sys.executable, "-c", NO_NETWORK, *(str(tmp_path / name) for name in sorted(forms))], capture_output=True, text=True, check=True)
    assert done.stdout.split("\n")[:-1] == ["1 1"] * 5
