# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

import gzip
import io
import zipfile
from pathlib import Path

import pytest
from tests.watching.server import Clock, Host, Reply

from communique.model import Page, Problem
from communique.watching import Manners, Plan, Watch
from communique.watching.plan import Source

HERE = Manners(delay_seconds=5, allow_private=("127.0.0.0/8",))


def watch(host: Host, clock: Clock, *sources: Source, memory: Path | None = None, manners: Manners = HERE) -> Watch:
    return Watch(Plan(sources or (Source(host.url("/feed.xml")),), manners), memory, clock=clock, sleep=clock.sleep)


def sources(found: list[Page | Problem]) -> list[str]:
    return [one.source.rpartition("/")[2] for one in found]


def test_pages_of_a_feed_come_with_what_the_feed_says_of_them(host: Host, clock: Clock) -> None:
    host.feed("a", "b")
    first, second = watch(host, clock, Source(host.url("/feed.xml"), outlet="The Gazette")).pages()
    assert isinstance(first, Page)
    assert (first.source, first.url, first.outlet, first.published, first.headline) == (host.url("/a"), host.url("/a"), "The Gazette", "2021-02-04", "Story a")
    assert first.data == b"<html><p>Story a as told.</p></html>"
    assert first.media_type == "text/html; charset=gb2312"
    assert first.fetched
    assert first.fetched.endswith("Z")
    assert second.source == host.url("/b")


def test_a_second_round_asks_only_for_what_is_new(host: Host, clock: Clock, tmp_path: Path) -> None:
    host.feed("a")
    for wanted in (["a"], [], ["b"]):
        if wanted == ["b"]:
            host.feed("a", "b")
        with watch(host, clock, memory=tmp_path / "m") as watching:
            assert sources(list(watching.pages())) == wanted
    assert host.paths() == ["/feed.xml", "/a", "/feed.xml", "/feed.xml", "/b"]


def test_a_list_that_has_not_changed_is_told_by_its_host(host: Host, clock: Clock, tmp_path: Path) -> None:
    host.feed("a", ETag='"7"')
    with watch(host, clock, memory=tmp_path / "m") as watching:
        assert len(list(watching.pages())) == 1
        assert list(watching.pages()) == []
        assert (watching.round.lists, watching.round.unchanged) == (0, 1)
    assert host.asked[-1][1]["If-None-Match"] == '"7"'


def test_a_page_that_the_list_says_has_changed_is_asked_for_again_with_its_tag(host: Host, clock: Clock) -> None:
    host.feed("a")
    host.replies["/a"].headers["ETag"] = '"1"'
    watching = watch(host, clock)
    assert len(list(watching.pages())) == 1
    host.replies["/feed.xml"].body = host.replies["/feed.xml"].body.replace(b"09:00", b"11:30")
    assert list(watching.pages()) == []
    assert watching.round.same == 1
    host.replies["/feed.xml"].body = host.replies["/feed.xml"].body.replace(b"11:30", b"12:30")
    host.replies["/a"] = Reply(b"<p>Story a, corrected.</p>", headers={"ETag": '"2"'})
    (page,) = watching.pages()
    assert isinstance(page, Page)
    assert page.data == b"<p>Story a, corrected.</p>"


def test_a_run_that_dies_gives_again_what_was_not_kept(host: Host, clock: Clock, tmp_path: Path) -> None:
    host.feed("a", "b", "c", ETag='"7"')
    with watch(host, clock, memory=tmp_path / "m") as watching:
        stream = watching.pages()
        next(stream)
        next(stream)  # that it is asked for tells that the first is kept; the second never is
        stream.close()  # type: ignore[attr-defined]
    with (tmp_path / "m").open("a") as file:
        file.write('{"url": "http://cut')
    with watch(host, clock, memory=tmp_path / "m") as watching:
        assert sources(list(watching.pages())) == ["b", "c"]
    with watch(host, clock, memory=tmp_path / "m") as watching:
        assert list(watching.pages()) == []
        assert watching.round.unchanged == 1


def test_a_round_fetches_no_more_than_it_may_and_the_next_goes_on(host: Host, clock: Clock, tmp_path: Path) -> None:
    host.feed("a", "b", "c", ETag='"7"')
    seen = []
    for _ in range(3):
        with watch(host, clock, Source(host.url("/feed.xml"), most=2), memory=tmp_path / "m") as watching:
            seen.append((sources(list(watching.pages())), watching.round.waiting))
    assert seen == [(["a", "b"], 1), (["c"], 0), ([], 0)]


def test_what_is_not_there_is_a_problem_once_and_what_fails_is_tried_again(host: Host, clock: Clock, tmp_path: Path) -> None:
    host.feed("a", "b")
    host.replies["/a"] = Reply(status=410)
    host.replies["/b"] = Reply(status=500)
    rounds = []
    for _ in range(4):
        with watch(host, clock, memory=tmp_path / "m") as watching:
            rounds.append(list(watching.pages()))
            failed = watching.round.failed
    assert [sources(found) for found in rounds] == [["a"], [], ["b"], []]
    assert [type(one) for found in rounds for one in found] == [Problem, Problem]
    assert "410 (Gone)" in str(rounds[0])
    assert "3 times" in str(rounds[2])
    assert failed == []


def test_what_is_no_page_is_a_problem(host: Host, clock: Clock) -> None:
    host.feed("a", "b")
    host.replies["/a"].headers["Content-Type"] = "image/png"
    host.replies["/b"].body = b" "
    reasons = [one.reason for one in watch(host, clock).pages() if isinstance(one, Problem)]
    assert reasons == ["the page cannot be had: it is image/png, not a page", "the page cannot be had: it is empty"]


def test_lists_of_lists_and_packed_lists(host: Host, clock: Clock) -> None:
    table = "\t".join(["8" * 9, *["x"] * 59, host.url("/a")])
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("20210204000000.export.CSV", table + "\n")
    host.feed("a", "b")
    host.replies["/20210204000000.export.CSV.zip"] = Reply(packed.getvalue())
    host.replies["/lastupdate.txt"] = Reply(f"150 {'0' * 32} {host.url('/20210204000000.export.CSV.zip')}\n".encode())
    host.replies["/map.xml"] = Reply(f"<sitemapindex><sitemap><loc>{host.url('/news.xml.gz')}</loc></sitemap></sitemapindex>".encode())
    host.replies["/news.xml.gz"] = Reply(gzip.compress(f"<urlset><url><loc>{host.url('/b')}</loc></url></urlset>".encode()))
    watching = watch(host, clock, Source(host.url("/lastupdate.txt")), Source(host.url("/map.xml")))
    assert sources(list(watching.pages())) == ["a", "b"]
    assert list(watching.pages()) == []
    assert host.paths().count("/20210204000000.export.CSV.zip") == 1  # GDELT's files never change
    assert host.paths().count("/news.xml.gz") == 2


def test_a_file_of_addresses_is_a_list_and_only_wanted_hosts_are_asked(host: Host, clock: Clock, tmp_path: Path) -> None:
    host.feed("a")
    (tmp_path / "list.txt").write_text(f"# of today\n{host.url('/a')}\nhttps://other.example/b\nhttp://me:secret@127.0.0.1/c\n")
    assert sources(list(watch(host, clock, Source(str(tmp_path / "list.txt"), hosts=("127.0.0.1",))).pages())) == ["a"]


def test_planned_reads_the_lists_and_nothing_else(host: Host, clock: Clock, tmp_path: Path) -> None:
    host.feed("a", "b")
    with watch(host, clock, memory=tmp_path / "m") as watching:
        assert [one.url for one in watching.planned() if not isinstance(one, Problem)] == [host.url("/a"), host.url("/b")]
        assert host.paths() == ["/feed.xml"]
        assert len(list(watching.pages())) == 2


def test_a_host_that_keeps_failing_is_left_for_the_next_round(host: Host, clock: Clock) -> None:
    host.feed(*"abcde")
    for name in "abcde":
        host.replies["/" + name] = Reply(status=502)
    watching = watch(host, clock)
    assert list(watching.pages()) == []
    assert host.paths() == ["/feed.xml", "/a", "/b", "/c"]
    assert (len(watching.round.failed), watching.round.waiting) == (3, 2)


@pytest.mark.parametrize("body", [b"<html><p>No list.</p></html>", b"", b"\x1f\x8bbroken", b"<rss><channel>"])
def test_what_is_no_list_is_a_problem_or_empty(host: Host, clock: Clock, body: bytes) -> None:
    host.replies["/feed.xml"] = Reply(body)
    assert [type(one) for one in watch(host, clock).pages()] == [Problem]


def test_old_memories_are_forgotten_and_the_file_does_not_grow_for_ever(host: Host, tmp_path: Path) -> None:
    from communique.watching.memory import Memory, Seen

    with Memory(tmp_path / "m", 0) as memory:
        for at in range(300):
            memory.note(Seen(host.url(f"/{at % 3}"), at))
    with Memory(tmp_path / "m", 400) as memory:
        assert memory.get(host.url("/2")) == Seen(host.url("/2"), 299)
    assert len((tmp_path / "m").read_text().splitlines()) == 3
    with Memory(tmp_path / "m", 200 * 86_400) as memory:
        assert memory.get(host.url("/2")) is None
