# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""GDELT's files: which of their columns holds the address of a page. Columns by GDELT's codebooks; none of them has a header."""

import re
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Columns:
    """A kind of GDELT file, known by the number of its columns and by its first one."""

    name: str
    count: int
    first: re.Pattern[bytes]
    address: int  # counted from 0
    web: int | None  # the column that says where the report stood: 1 is the web


_NUMBER, _MOMENT_ID = re.compile(rb"\d{4,}"), re.compile(rb"\d{14}-T?\d+")
KINDS = (
    Columns("events 2.0", 61, _NUMBER, 60, None),
    Columns("events 1.0", 58, _NUMBER, 57, None),
    Columns("mentions", 16, _NUMBER, 5, 3),
    Columns("knowledge graph", 27, _MOMENT_ID, 4, 2),
)
WEB = "1"
# A line of the master lists: size, MD5, address of a file.
MASTER = re.compile(rb"\d+ [0-9a-f]{32} (https?://\S+)")
# Which of those files hold addresses of pages.
HOLDS_PAGES = (".export.csv.zip", ".mentions.csv.zip", ".gkg.csv.zip", ".export.csv", ".mentions.csv", ".gkg.csv")


def columns(head: bytes) -> Columns | None:
    """What GDELT file these first bytes begin, if any."""
    cells = head.split(b"\n", 1)[0].rstrip(b"\r").split(b"\t")
    return next((kind for kind in KINDS if len(cells) == kind.count and kind.first.fullmatch(cells[0])), None)


def address(kind: Columns, cells: Sequence[str]) -> str | None:
    """The address of a page in a row; None where there is none or the report stood elsewhere than on the web."""
    if len(cells) != kind.count or (kind.web is not None and cells[kind.web] != WEB):
        return None
    found = cells[kind.address].strip()
    return found if found.startswith(("http://", "https://")) else None
