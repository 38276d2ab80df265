# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Streams as they lie on a disk or come through a pipe -> their bytes, unpacked, with a look at the first of them."""

import gzip
import io
import sys
import zlib
from typing import IO, cast

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

GZIP, ZSTD, ZIP = b"\x1f\x8b", b"\x28\xb5\x2f\xfd", b"PK\x03\x04"
PACKED = {".gz": GZIP, ".zst": ZSTD}
# WARC files packed with a dictionary of their own begin with it, in a frame of this kind (the IIPC's specification).
ZSTD_DICTIONARY = b"\x5d\x2a\x4d\x18"
# What a damaged or hostile packing raises.
BROKEN = (OSError, EOFError, zlib.error, zstd.ZstdError, RuntimeError, NotImplementedError)
LOOKED_AT_BYTES = 16_384


class Peeked(io.RawIOBase):
    """A stream whose first bytes were looked at and are given once more. Promises nothing about seeking, as pipes cannot."""

    def __init__(self, head: bytes, rest: IO[bytes], fault: Exception | None) -> None:
        super().__init__()
        self._head, self._rest, self._fault = head, rest, fault

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]
        if self._head:
            part, self._head = self._head[: len(buffer)], self._head[len(buffer) :]
        elif self._fault is not None:
            raise self._fault
        else:
            part = _some(self._rest, len(buffer))
        buffer[: len(part)] = part
        return len(part)


def peek(stream: IO[bytes]) -> tuple[bytes, io.BufferedReader]:
    """The first bytes, as many as there are up to a bound, and a stream that still has them. Damage is told when it is come to."""
    parts, missing, fault = [], LOOKED_AT_BYTES, None
    try:
        while missing and (part := _some(stream, missing)):
            parts.append(part)
            missing -= len(part)
    except BROKEN as met:
        if not parts:
            raise
        fault = met
    head = b"".join(parts)
    return head, io.BufferedReader(Peeked(head, stream, fault), 1 << 16)


def _some(stream: IO[bytes], size: int) -> bytes:
    """What can be had in one go: what stands before a damage is had before it."""
    read = getattr(stream, "read1", stream.read)
    part: bytes = read(size)
    return part


def unpack(stream: IO[bytes], head: bytes, ending: str | None) -> IO[bytes] | None:
    """The stream unpacked, where its ending or, lacking that, its first bytes say that it is gzip or zstd; else None. One layer only."""
    packing = PACKED[ending] if ending is not None else next((magic for magic in PACKED.values() if head.startswith(magic)), None)
    if packing == GZIP:
        return cast(IO[bytes], gzip.GzipFile(fileobj=stream))
    if packing == ZSTD:  # its window is at most 128 MB unless told otherwise, and so is its memory
        return cast(IO[bytes], io.BufferedReader(cast(io.RawIOBase, zstd.ZstdFile(stream)), 1 << 16))
    return None


def said(fault: BaseException) -> str:
    if isinstance(fault, OSError) and fault.strerror:
        return fault.strerror
    return str(fault) or type(fault).__name__
