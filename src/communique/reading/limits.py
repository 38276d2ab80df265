# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""How much of a source is taken in at once."""

from typing import IO

from communique.model import Problem

# The longest news pages measured are 1.1 MB of HTML; what is twenty times that is a dump, a film or a bomb, and would hold up the run.
LARGEST_PAGE_BYTES = 20_000_000
_CHUNK_BYTES = 1 << 20


def problem(source: str, reason: str) -> Problem:
    return Problem(source=source, reason=reason, room="reading")


def too_large(source: str) -> Problem:
    return problem(source, f"the page is larger than {LARGEST_PAGE_BYTES // 1_000_000} MB, the most that is read as one page; split it, or give it as JSON Lines")


def take(stream: IO[bytes]) -> bytes | None:
    """All bytes of a stream, or None where there are more than one page may have: decompression stops there too."""
    parts, size = [], 0
    while part := stream.read(_CHUNK_BYTES):
        size += len(part)
        if size > LARGEST_PAGE_BYTES:
            return None
        parts.append(part)
    return b"".join(parts)
