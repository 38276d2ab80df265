# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""How much of a source is taken in at once, and when a source is given up."""

from collections.abc import Iterator
from typing import IO

from communique.model import Problem

# The longest news pages measured are 1.1 MB of HTML; what is twenty times that is a dump, a film or a bomb, and would hold up the run.
LARGEST_PAGE_BYTES = 20_000_000
# A stream that gives this much without one page in it is a bomb: unpacking it takes a third of a second, and it may go on for ever.
MOST_BARREN_BYTES = 50_000_000
MOST_BARREN_LINES = 200_000
_CHUNK_BYTES = 1 << 20


class BarrenError(Exception):
    """The stream goes on and on and holds nothing: the rest of it is not read."""

    def __init__(self) -> None:
        super().__init__("so much follows without a page in it that the rest is not read")


def problem(source: str, reason: str) -> Problem:
    return Problem(source=source, reason=reason, room="reading")


def too_large(source: str) -> Problem:
    return problem(source, f"the page is larger than {LARGEST_PAGE_BYTES // 1_000_000} MB, the most that is read as one page; split it, or give it as JSON Lines")


def next_step(source: str) -> str:
    """What to do with a list of addresses: reading fetches nothing."""
    return "nothing is fetched here; to fetch them: communique watch " + (source if source != "-" else "FILE") + " --record FILE"


def take(stream: IO[bytes]) -> bytes | None:
    """All bytes of a stream, or None where there are more than one page may have: decompression stops there too."""
    parts, size = [], 0
    while part := stream.read(_CHUNK_BYTES):
        size += len(part)
        if size > LARGEST_PAGE_BYTES:
            return None
        parts.append(part)
    return b"".join(parts)


def lines(stream: IO[bytes]) -> Iterator[tuple[int, bytes | None]]:
    """Lines that are not empty, numbered from 1; None for one that is larger than a page may be. `BarrenError` where no end of it is seen."""
    number = barren = 0
    while line := stream.readline(LARGEST_PAGE_BYTES + 1):
        number += 1
        if len(line) > LARGEST_PAGE_BYTES:
            _skip_line(stream)
            yield number, None
        elif line.strip():
            barren = 0
            yield number, line
        elif (barren := barren + 1) > MOST_BARREN_LINES:
            raise BarrenError


def _skip_line(stream: IO[bytes]) -> None:
    skipped = 0
    while (part := stream.readline(_CHUNK_BYTES)) and not part.endswith(b"\n"):
        skipped += len(part)
        if skipped > MOST_BARREN_BYTES:
            raise BarrenError
