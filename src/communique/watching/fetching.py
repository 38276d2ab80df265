# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""One address -> what is found there, or why nothing is: conditional, within limits of size and time, no faster than a host's delay."""

import email.utils
import http
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urljoin, urlsplit

import urllib3

from communique.watching.connections import Guard, PrivateError
from communique.watching.plan import Manners
from communique.watching.robots import LARGEST_BYTES, Robots

Outcome = Literal["found", "same", "refused", "failed"]  # refused: asking again will not help; failed: it may

MOST_REDIRECTS = 5
LONGEST_ADDRESS = 4_000
_REDIRECTS = (301, 302, 303, 307, 308)
_AGAIN = (408, 425, 429, 500, 502, 503, 504)
_CHUNK_BYTES = 65_536
_LONGEST_WAIT_SECONDS = 120.0  # a host that wants to be left alone for longer has its turn in the next round


@dataclass(frozen=True, slots=True)
class Answer:
    outcome: Outcome
    url: str  # where it was found, after redirects
    reason: str = ""
    data: bytes = b""
    content_type: str | None = None
    etag: str | None = None
    modified: str | None = None
    status: int | None = None


class Fetcher:
    """Asks hosts, one request at a time, and remembers when each may be asked again."""

    def __init__(self, manners: Manners, *, clock: Callable[[], float] = time.monotonic, sleep: Callable[[float], None] = time.sleep) -> None:
        self._manners, self._clock, self._sleep = manners, clock, sleep
        self._guard = Guard(manners.networks)
        self._next: dict[str, float] = {}  # host -> when it may be asked again
        self.robots = Robots(self._robots, clock)

    def ready_in(self, url: str) -> float:
        """Seconds until this address's host may be asked."""
        return max(0.0, self._next.get(host_of(url), 0.0) - self._clock())

    def postponed(self, url: str) -> bool:
        """Its host wants to be left alone for longer than a round waits."""
        return self.ready_in(url) > max(_LONGEST_WAIT_SECONDS, 2 * self._delay(url))

    def get(self, url: str, *, largest_bytes: int, etag: str | None = None, modified: str | None = None, robots: bool = True) -> Answer:
        """What is at an address; redirects are followed, each as strictly as the first address."""
        at = url
        for _ in range(MOST_REDIRECTS + 1):
            answer = self._ask(at, largest_bytes, etag, modified, robots)
            if answer.status not in _REDIRECTS or answer.outcome != "found":
                return answer
            at = urljoin(at, answer.reason)
            etag = modified = None  # they were another address's
        return Answer("refused", at, f"it is redirected more than {MOST_REDIRECTS} times")

    def _ask(self, url: str, largest_bytes: int, etag: str | None, modified: str | None, robots: bool) -> Answer:
        """One request. A redirect comes back as found, with its target as the reason."""
        if (fault := unfit(url)) is not None:
            return Answer("refused", url, fault)
        if robots and (allowed := self.robots.allowed(url)) is not True:
            if allowed is None:
                return Answer("failed", url, "the host's robots.txt cannot be had, and without it nothing is asked of the host")
            return Answer("refused", url, "the host's robots.txt does not allow it")
        headers = {"User-Agent": self._manners.agent, "Accept-Encoding": "gzip", "Connection": "close", "Accept": "*/*"}
        headers |= {name: value for name, value in (("If-None-Match", etag), ("If-Modified-Since", modified)) if value}
        if (wait := self.ready_in(url)) > 0:
            self._sleep(wait)
        try:
            with self._guard.deadline(self._manners.timeout_seconds):
                return self._read(url, headers, largest_bytes)
        except PrivateError as fault_:
            return Answer("refused", url, f"{fault_}; it is asked only with --allow-private")
        except (urllib3.exceptions.HTTPError, OSError, ValueError) as fault_:
            return Answer("failed", url, f"no answer within {self._manners.timeout_seconds:g} seconds" if self._guard.is_late else _words(fault_))
        finally:
            self._next[host_of(url)] = max(self._next.get(host_of(url), 0.0), self._clock() + self._delay(url))

    def _read(self, url: str, headers: dict[str, str], largest_bytes: int) -> Answer:
        timeout = urllib3.Timeout(connect=self._manners.timeout_seconds, read=self._manners.timeout_seconds)
        response = self._guard.pool.request("GET", url, headers=headers, timeout=timeout, redirect=False, preload_content=False, retries=False)
        try:
            status, given = response.status, response.headers
            if status == 304:
                return Answer("same", url, status=status)
            if status in _REDIRECTS and given.get("Location"):
                return Answer("found", url, given["Location"], status=status)
            if status != 200:
                self._leave_alone(url, status, given.get("Retry-After"))
                return Answer("failed" if status in _AGAIN else "refused", url, f"the host answered {status}{_phrase(status)}", status=status)
            parts: list[bytes] = []
            size = 0
            while part := response.read1(_CHUNK_BYTES, decode_content=True):
                size += len(part)
                if size > largest_bytes:
                    return Answer("refused", url, f"it is larger than {largest_bytes / 1e6:g} MB", b"".join(parts), status=status)
                parts.append(part)
            if self._guard.is_late:
                raise TimeoutError
            etag, modified = _short(given.get("ETag")), _short(given.get("Last-Modified"))
            return Answer("found", url, data=b"".join(parts), content_type=given.get("Content-Type"), etag=etag, modified=modified, status=status)
        finally:
            response.close()

    def _robots(self, url: str) -> tuple[int | None, bytes]:
        answer = self.get(url, largest_bytes=LARGEST_BYTES, robots=False)
        return (403 if answer.outcome == "refused" and answer.status is None else answer.status), answer.data

    def _delay(self, url: str) -> float:
        return max(self._manners.delay_seconds, self.robots.delay(url))

    def _leave_alone(self, url: str, status: int, retry_after: str | None) -> None:
        """A host that is overloaded says for how long it is to be left alone, or is for ten minutes."""
        if status in (429, 503):
            self._next[host_of(url)] = self._clock() + (_seconds(retry_after) or 600.0)


def unfit(url: str) -> str | None:
    """Why an address is not asked at all; None where nothing speaks against it."""
    if len(url) > LONGEST_ADDRESS:
        return f"the address is longer than {LONGEST_ADDRESS:,} characters"
    try:
        parts = urlsplit(url)
        named, _ = parts.hostname, parts.port
    except ValueError:
        return "this is no address"
    if parts.scheme not in ("http", "https"):
        return f"its scheme is {parts.scheme or 'missing'}; only http and https are asked"
    if not named:
        return "the address names no host"
    return "the address carries a name and password" if parts.username is not None or parts.password is not None else None


def host_of(url: str) -> str:
    return (urlsplit(url).hostname or "").lower()


def _seconds(retry_after: str | None) -> float | None:
    """"120", or a moment as HTTP writes it."""
    if retry_after is None:
        return None
    try:
        return min(float(int(retry_after)), 86_400.0)
    except ValueError:
        pass
    try:
        return min(max(0.0, email.utils.parsedate_to_datetime(retry_after).timestamp() - time.time()), 86_400.0)
    except (ValueError, TypeError, OverflowError):
        return None


def _phrase(status: int) -> str:
    try:
        return f" ({http.HTTPStatus(status).phrase})"
    except ValueError:
        return ""


def _short(value: str | None) -> str | None:
    return value if value is not None and len(value) <= 500 and value.isprintable() else None


def _words(fault: BaseException) -> str:
    if isinstance(fault, urllib3.exceptions.NameResolutionError):
        return "its host's name is not known"
    if isinstance(fault, urllib3.exceptions.SSLError):
        return f"no safe connection: {fault}"[:300]
    return (str(fault) or type(fault).__name__)[:300]
