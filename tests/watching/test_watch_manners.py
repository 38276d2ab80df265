# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""What a host may expect of us, and what we expect of no host."""

import gzip
import ipaddress
import socket
import time

import pytest
from tests.watching.server import Clock, Host, Reply
from tests.watching.test_watch_rounds import HERE, watch

from communique.model import Page, Problem
from communique.watching import Manners
from communique.watching.connections import is_public
from communique.watching.fetching import Answer, Fetcher, unfit
from communique.watching.robots import LONGEST_DELAY_SECONDS


def fetch(host: Host, path: str, clock: Clock | None = None, *, manners: Manners = HERE, largest: int = 10_000) -> Answer:
    clock = clock or Clock()
    return Fetcher(manners, clock=clock, sleep=clock.sleep).get(host.url(path), largest_bytes=largest)


def test_requests_to_one_host_keep_its_delay(host: Host, clock: Clock) -> None:
    host.feed("a", "b")
    begun = clock.now
    list(watch(host, clock).pages())
    assert [path for path, _ in host.asked] == ["/robots.txt", "/feed.xml", "/a", "/b"]
    assert clock.slept == [5, 5, 5]
    assert clock.now == begun + 15


def test_robots_may_ask_for_a_longer_delay_but_not_for_any(host: Host) -> None:
    for said, kept in (("7", 7), ("99999", LONGEST_DELAY_SECONDS)):
        clock = Clock()
        host.replies["/robots.txt"] = Reply(f"User-agent: *\nCrawl-delay: {said}\n".encode())
        host.feed("a")
        list(watch(host, clock).pages())
        assert clock.slept[-1] == kept


def test_what_robots_does_not_allow_is_not_asked_for(host: Host, clock: Clock) -> None:
    host.replies["/robots.txt"] = Reply(b"User-agent: communique\nDisallow: /b\n\nUser-agent: *\nDisallow: /\n")
    host.feed("a", "b")
    found = list(watch(host, clock).pages())
    assert [type(one) for one in found] == [Page, Problem]
    assert "robots.txt" in str(found[1])
    assert host.paths() == ["/feed.xml", "/a"]


@pytest.mark.parametrize(("status", "outcome"), [(404, "found"), (403, "found"), (500, "failed"), (429, "failed")])
def test_where_robots_cannot_be_had_nothing_is_asked(host: Host, status: int, outcome: str) -> None:
    host.replies["/robots.txt"] = Reply(status=status)
    host.feed("a")
    assert fetch(host, "/a").outcome == outcome
    assert host.paths() == (["/a"] if outcome == "found" else [])


def test_a_redirect_is_followed_and_as_strictly_as_the_first_address(host: Host, clock: Clock) -> None:
    host.replies["/robots.txt"] = Reply(b"User-agent: *\nDisallow: /closed\n")
    host.feed("new")
    host.replies["/old"] = Reply(status=301, headers={"Location": "/new"})
    host.replies["/trap"] = Reply(status=302, headers={"Location": "/closed"})
    host.replies["/round"] = Reply(status=302, headers={"Location": "/round"})
    host.replies["/file"] = Reply(status=302, headers={"Location": "file:///etc/hostname"})
    found = fetch(host, "/old", clock)
    assert (found.outcome, found.url) == ("found", host.url("/new"))
    assert "robots" in fetch(host, "/trap").reason
    assert "more than 5 times" in fetch(host, "/round").reason
    assert "only http" in fetch(host, "/file").reason
    assert "/closed" not in host.paths()


def test_private_hosts_are_asked_only_when_allowed(host: Host) -> None:
    host.feed("a")
    refused = fetch(host, "/a", manners=Manners())
    assert refused.outcome == "refused"
    assert "127.0.0.1, which is no public address" in refused.reason
    assert host.asked == []


def test_a_redirect_or_a_name_does_not_lead_into_a_private_network(host: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    host.feed("a")
    host.replies["/away"] = Reply(status=302, headers={"Location": f"http://intranet.example:{host.port}/a"})
    looked_up = []

    def lookup(name: str, port: int, **_: object) -> list[object]:
        looked_up.append(name)
        address = {"127.0.0.1": "127.0.0.1", "intranet.example": "127.0.0.2"}[name]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    # urllib3 asks again for the address that was checked; an address stays what it is
    real = socket.getaddrinfo
    monkeypatch.setattr(socket, "getaddrinfo", lambda name, port, *more, **named: lookup(name, port) if not more else real(name, port, *more, **named))
    found = fetch(host, "/away", manners=Manners(delay_seconds=0, allow_private=("127.0.0.1/32",)))
    assert (found.outcome, "127.0.0.2" in found.reason) == ("refused", True)
    assert host.paths() == ["/away"]
    assert looked_up.count("intranet.example") == 2  # robots.txt, then the page: each connection is checked by itself


@pytest.mark.parametrize(
    "address",
    "127.0.0.1 10.1.2.3 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 0.0.0.0 224.0.0.1 255.255.255.255 ::1 :: fe80::1 fc00::1 fec0::1 ff02::1 "
    "::ffff:10.0.0.1 2002:0a00:0001::1 64:ff9b::10.0.0.1 2001:0:1::1".split(),
)
def test_addresses_that_are_not_public(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946", "64:ff9b::93.184.216.34"])
def test_addresses_that_are_public(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


def test_what_is_too_large_is_given_up_also_when_packed(host: Host) -> None:
    host.replies["/big"] = Reply(b"x" * 10_001)
    host.replies["/fits"] = Reply(b"x" * 10_000)
    host.replies["/bomb"] = Reply(gzip.compress(b"x" * 50_000_000), headers={"Content-Encoding": "gzip"})
    assert [fetch(host, path).outcome for path in ("/big", "/fits", "/bomb")] == ["refused", "found", "refused"]
    assert len(fetch(host, "/bomb").data) < 200_000
    assert "larger than 0.01 MB" in fetch(host, "/big").reason


@pytest.mark.parametrize("head", [False, True])
def test_what_drips_is_cut(host: Host, head: bool) -> None:
    host.replies["/slow"] = Reply(b"x" * 1000, drip_seconds=0.02, drip_head=head)
    begun = time.perf_counter()
    found = fetch(host, "/slow", manners=Manners(delay_seconds=0, timeout_seconds=0.3, allow_private=("127.0.0.1",)))
    assert time.perf_counter() - begun < 2
    assert (found.outcome, found.reason) == ("failed", "no answer within 0.3 seconds")


def test_a_body_that_breaks_off_or_is_badly_packed_is_a_failure(host: Host) -> None:
    host.replies["/cut"] = Reply(b"half", headers={"Content-Length": "4000"})
    host.replies["/bad"] = Reply(b"not packed", headers={"Content-Encoding": "gzip"})
    assert [fetch(host, path).outcome for path in ("/cut", "/bad")] == ["failed", "failed"]


def test_a_host_that_says_when_to_come_again_is_left_alone_until_then(host: Host, clock: Clock) -> None:
    host.feed("a", "b", "c")
    host.replies["/a"] = Reply(status=429, headers={"Retry-After": "3600"})
    watching = watch(host, clock)
    assert list(watching.pages()) == []
    assert (host.paths(), watching.round.waiting) == (["/feed.xml", "/a"], 2)
    del host.replies["/a"]
    host.feed("a", "b", "c")
    clock.now += 3600
    assert len(list(watching.pages())) == 3


def test_we_say_who_we_are_and_what_we_have(host: Host) -> None:
    host.feed("a")
    fetch(host, "/a", manners=Manners(user_agent="Desk/2 (mail@desk.example)", allow_private=("127.0.0.1",)))
    assert [asked["User-Agent"] for _, asked in host.asked] == ["Desk/2 (mail@desk.example)"] * 2
    fetch(host, "/a")
    assert host.asked[-1][1]["User-Agent"].startswith("Communique/")


@pytest.mark.parametrize("url", ["ftp://a.example/x", "https:///x", "http://a:b@a.example/", "http://[::1", "https://a.example/" + "x" * 5000, "http://a.example:99999/"])
def test_addresses_that_are_never_asked(url: str) -> None:
    assert unfit(url)


def test_a_host_that_is_not_there_is_a_failure() -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        found = Fetcher(Manners(allow_private=("127.0.0.1",))).get(f"http://127.0.0.1:{closed.getsockname()[1]}/x", largest_bytes=10)
    assert found.outcome == "failed"
