# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Ground floor: digests and spans."""

import hashlib
from collections.abc import Iterable, Sequence

from communique.model import Span, Spans


def digest(kind: str, *parts: object) -> str:
    """An id from content: 'e:3b77c0a1d2e4'. The same parts give the same id in any process, on any machine.

    Twelve hex digits: among a million ids of one kind, one pair in five hundred records would collide; an article's ids
    also carry its text's digest, so that a collision never joins two pages.
    """
    joined = "\x1f".join("\x1e".join(map(str, p)) if isinstance(p, list | tuple) else str(p) for p in parts)
    return f"{kind}:{hashlib.sha256(joined.encode()).hexdigest()[:12]}"


def sha256(data: bytes | str) -> str:
    return hashlib.sha256(data.encode() if isinstance(data, str) else data).hexdigest()


def overlap(a: Span, b: Span) -> int:
    """Characters that two spans share."""
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def inside(inner: Span, outer: Span) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def join(spans: Iterable[Span]) -> Spans:
    """The same characters as few spans as possible, in order."""
    out: list[Span] = []
    for start, end in sorted(s for s in spans if s[0] < s[1]):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return tuple(out)


def trim(text: str, span: Span) -> Span:
    """The span without white space at its ends."""
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end


def covered(inner: Sequence[Span], outer: Sequence[Span]) -> float:
    """The share of `inner`'s characters that lie in `outer`."""
    total = sum(e - s for s, e in inner)
    return sum(overlap(i, o) for i in join(inner) for o in join(outer)) / total if total else 0.0
