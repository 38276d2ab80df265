# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""WARC records written by hand, byte by byte."""

HTML = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


def record(body: bytes, *, head: bytes = HTML, kind: str = "response", url: str = "https://a.example/1", claimed: int | None = None, content_type: str = "") -> bytes:
    """One record; `claimed` is the length that it says it has."""
    block = head + b"\r\n" + body if kind == "response" else body
    said = content_type or ("application/http;msgtype=response" if kind == "response" else "text/plain")
    lines = [
        "WARC/1.0", f"WARC-Type: {kind}", f"WARC-Target-URI: {url}", "WARC-Date: 2021-02-04T10:00:00Z", "WARC-Record-ID: <urn:uuid:0f0f0f0f-0000-0000-0000-000000000001>",
        f"Content-Type: {said}", f"Content-Length: {len(block) if claimed is None else claimed}",
    ]  # fmt: skip
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + block + b"\r\n\r\n"
