# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""A host of our own for the tests of watching: what each path answers is said by hand, what was asked is kept."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Reply:
    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    drip_seconds: float = 0.0  # between two bytes of the body
    drip_head: bool = False  # the head comes as slowly


@dataclass
class Host:
    port: int
    replies: dict[str, Reply] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def paths(self) -> list[str]:
        """What was asked for, robots.txt left out."""
        return [path for path, _ in self.asked if path != "/robots.txt"]

    def feed(self, *names: str, path: str = "/feed.xml", **headers: str) -> None:
        """A feed of pages that are there, and the pages."""
        items = "".join(f"<item><title>Story {name}</title><link>{self.url('/' + name)}</link><pubDate>Thu, 04 Feb 2021 09:00:00 +0900</pubDate></item>" for name in names)
        self.replies[path] = Reply(f"<rss version='2.0'><channel>{items}</channel></rss>".encode(), headers=headers)
        for name in names:
            self.replies.setdefault("/" + name, Reply(f"<html><p>Story {name} as told.</p></html>".encode(), headers={"Content-Type": "text/html; charset=gb2312"}))


@contextmanager
def serving() -> Iterator[Host]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            host.asked.append((self.path, dict(self.headers.items())))
            reply = host.replies.get(self.path, Reply(b"not here", 404))
            tag = reply.headers.get("ETag")
            if tag is not None and self.headers.get("If-None-Match") == tag:
                self.send_response(304)
                self.end_headers()
                return
            if reply.drip_head:
                self._drip(b"HTTP/1.1 200 OK\r\nX-Slow: " + b"x" * 1000, reply.drip_seconds)
                return
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self._drip(reply.body, reply.drip_seconds)

        def _drip(self, data: bytes, seconds: float) -> None:
            try:
                if not seconds:
                    self.wfile.write(data)
                    return
                for at in range(len(data)):
                    self.wfile.write(data[at : at + 1])
                    self.wfile.flush()
                    time.sleep(seconds)
            except OSError:
                return

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
            del format, args

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    host = Host(server.server_address[1])
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield host
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@dataclass
class Clock:
    """Time that passes only when someone sleeps."""

    now: float = 1_000.0
    slept: list[float] = field(default_factory=list)

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds

