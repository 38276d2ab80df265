# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""WARC archives: the pages that a crawler kept, one record at a time."""

import io
from collections import Counter
from collections.abc import Iterator
from io import BufferedReader
from typing import TYPE_CHECKING

from communique.model import Page, Problem
from communique.reading import limits, media
from communique.reading.limits import problem, take, too_large
from communique.reading.packing import BROKEN, said

if TYPE_CHECKING:
    from fastwarc import WarcRecord

_OK = 200
# Between two records stand two line ends; a stream that gives this much beyond what its records claim is damaged or a bomb.
_MOST_BETWEEN_BYTES = 4_000_000


class Guarded:
    """A stream that may give only so much from one record to the next, and gives what stands before a damage before it tells of it."""

    def __init__(self, stream: BufferedReader) -> None:
        self._stream, self._left, self._at = stream, _MOST_BETWEEN_BYTES, 0
        self.last = b""  # the last byte given

    def allow(self, record_bytes: int) -> None:
        self._left = _MOST_BETWEEN_BYTES + max(0, record_bytes)

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = 0) -> int:
        """Only to where it stands: archives are read from front to back."""
        if (offset, whence) not in ((0, 1), (self._at, 0)):
            raise OSError("the archive cannot be read from front to back")
        return self._at

    def close(self) -> None:
        """The stream is its opener's to close."""

    def read(self, size: int = -1) -> bytes:
        part = self._stream.read1(size)
        self._at += len(part)
        self.last = part[-1:] or self.last
        self._left -= len(part)
        if self._left < 0:
            raise OSError(str(limits.BarrenError()))
        return part


def pages(source: str, stream: BufferedReader) -> Iterator[Page | Problem]:
    """Each answered request for a page, and each text that was taken from one (WET), in order; `archive:n` is its n-th such record.

    What is no page (images, redirects, errors) is counted, and told once at the end. Of a damaged or cut archive the pages before
    the damage are given, then a Problem.
    """
    from fastwarc import ArchiveIterator, WarcRecordType

    wanted, guarded = (WarcRecordType.response, WarcRecordType.resource, WarcRecordType.conversion), Guarded(stream)
    left_out: Counter[str] = Counter()
    number = 0
    try:
        for record in ArchiveIterator(guarded, parse_http=False, auto_decode="none"):
            guarded.allow(record.content_length)
            if not record.headers.get("WARC-Type"):  # what is made of a record's head that was cut off
                raise EOFError("it ends in the middle of a record's head")
            if record.record_type not in wanted:  # what was asked, and what the crawler notes for itself
                continue
            number += 1
            found = _page(f"{source}:{number}", record)
            if isinstance(found, str):
                left_out[found] += 1
            else:
                yield found
        if guarded.last not in (b"", b"\n"):
            raise EOFError("it does not end as a record ends")
        if not number:
            yield problem(source, "the archive holds no record of an answer, a resource or a text; is it a crawler's index or its log?")
    except BROKEN as fault:
        yield problem(source, f"the archive is damaged or cut off after its record {number:,}, and what follows was not read: {said(fault)}")
    if left_out:
        reasons = ", ".join(f"{count:,} {reason}" for reason, count in left_out.most_common(8))
        yield problem(source, f"{left_out.total():,} of the archive's {number:,} records are no pages, and were left out: {reasons}")


def _page(source: str, record: "WarcRecord") -> Page | Problem | str:
    """The page that a record holds, or a few words on what it is instead."""
    from fastwarc import WarcRecordType

    if record.content_length > limits.LARGEST_PAGE_BYTES:
        return too_large(source)
    try:
        if record.record_type == WarcRecordType.response:
            if not record.is_http:
                return "not over HTTP"
            record.parse_http()
            status, headers = record.http_headers.status_code, record.http_headers
            if status != _OK:
                return f"with status {status}"
            said_type, chunked, packed = headers.get("Content-Type"), headers.get("Transfer-Encoding"), headers.get("Content-Encoding")
        else:
            said_type, chunked, packed = record.headers.get("Content-Type"), None, None
        sent_as = media.media_type(said_type)
        if not sent_as.is_page:
            return sent_as.name
        data = record.reader.read(limits.LARGEST_PAGE_BYTES + 1)
        if len(data) < record.content_length:
            return problem(source, "the archive is cut off in the middle of this page")
        plain = _decoded(data, (chunked or "").lower(), (packed or "").lower())
    except BROKEN as fault:
        return problem(source, f"this record of the archive cannot be read: {said(fault)}")
    if plain is None:
        return too_large(source)
    if not plain.strip():
        return "empty"
    return Page(
        source=source, data=plain, url=record.headers.get("WARC-Target-URI"), fetched=record.headers.get("WARC-Date"),
        media_type=sent_as.full,
    )  # fmt: skip


def _decoded(data: bytes, chunked: str, packed: str) -> bytes | None:
    """The page without the wrappings in which it was sent; None where it is too large without them."""
    from fastwarc.stream_io import BrotliReader, ChunkedReader, GzipReader, ZstdReader

    # Archives often say of pages that are plain already how they were wrapped: what does not look wrapped is left as it is.
    if "chunked" in chunked and data[:1] in b"0123456789abcdefABCDEF" and b"\r\n" in data[:20]:
        data = ChunkedReader(io.BytesIO(data)).read(limits.LARGEST_PAGE_BYTES + 1)
    if len(data) <= limits.LARGEST_PAGE_BYTES and data.lstrip()[:1] != b"<":
        for name, reader in (("gzip", GzipReader), ("deflate", lambda inner: GzipReader(inner, zlib=True)), ("br", BrotliReader), ("zstd", ZstdReader)):
            if name in packed:
                with_reader = reader(io.BytesIO(data))
                return take(with_reader)  # type: ignore[arg-type]
    return data if len(data) <= limits.LARGEST_PAGE_BYTES else None
