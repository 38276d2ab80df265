# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""The room's second door: a list of addresses, of whatever kind -> the addresses on it. Nothing is fetched."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from communique.model import Problem
from communique.reading import archives, feeds, gdelt, kinds, limits, parts, rows
from communique.reading.limits import problem
from communique.reading.packing import BROKEN, said

_ADDRESS = re.compile(r"https?://[^\s<>\"]+", re.I)


@dataclass(frozen=True, slots=True)
class Listed:
    """An address on a list, with what the list says of what is found there."""

    url: str
    is_list: bool = False  # it leads to another list: of a site map's index, of an OPML file, of GDELT's files
    settled: bool = False  # that list never changes, and need be read once only
    headline: str | None = None
    published: str | None = None  # ISO day, as the list prints it
    changed: str | None = None  # the list's own words on when it last changed


def addresses(source: str, data: bytes | None = None) -> Iterator[Listed | Problem]:
    """A feed, site map, OPML, CSV, plain list, GDELT's master lists and tables (each plain, gzip, zstd or ZIP) -> the addresses on it, in order.

    In: a path, or with `data` the bytes that were found at an address. What is none of these is one Problem; so is what breaks off, in
    the place of the rest. Addresses come as often as they stand there.
    """
    try:
        if data is not None:
            yield from _listed(source, io.BytesIO(data))
        else:
            with open(source, "rb") as stream:
                yield from _listed(source, stream)
    except (*BROKEN, zipfile.BadZipFile, limits.BarrenError) as fault:
        yield problem(source, f"the list cannot be read: {said(fault)}")


def _listed(source: str, stream: IO[bytes]) -> Iterator[Listed | Problem]:
    found = kinds.look(source, stream)
    if found.kind == "zip":
        for member in archives.members(source, stream):
            if isinstance(member, Problem):
                yield member
            else:
                here, archive, info = member
                with archive.open(info) as inside:
                    yield from _listed(here, inside)
    elif found.kind == "feed":
        for entry in feeds.entries(source, found.stream):
            if isinstance(entry, Problem):
                yield entry
            elif entry.url is not None:
                yield Listed(entry.url, is_list=entry.kind in feeds.LISTS, headline=entry.title, published=entry.sure_day, changed=entry.changed)
    elif found.kind == "addresses":
        yield from _lines(found.stream)
    elif found.kind == "table":
        yield from _rows(source, found.stream)
    elif not found.head:
        yield problem(source, "the list is empty")
    else:
        yield problem(source, "this is no list of addresses: neither RSS, Atom, a site map, OPML, CSV with a column url, one address a line, nor one of GDELT's")


def _lines(stream: IO[bytes]) -> Iterator[Listed]:
    for _, line in limits.lines(stream):
        text = (line or b"").decode("utf-8", "replace").strip().removeprefix("\ufeff")
        if text.startswith("#"):
            continue
        if (master := gdelt.MASTER.fullmatch((line or b"").strip())) is not None:
            url = master[1].decode("ascii", "replace")
            if url.lower().endswith(gdelt.HOLDS_PAGES):
                yield Listed(url, is_list=True, settled=True)
        elif _ADDRESS.fullmatch(text):
            yield Listed(text)


def _rows(source: str, stream: IO[bytes]) -> Iterator[Listed | Problem]:
    for _, row in rows.table(source, stream):
        if isinstance(row, Problem):
            yield row
        elif (url := parts.value(row, "url", {})) and _ADDRESS.fullmatch(url):
            yield Listed(url, headline=parts.value(row, "title", {}), published=parts.day(parts.value(row, "date", {})))
        elif not parts.keys(row, "url", {}):
            yield problem(source, f"the table has no column url, link or address; its columns are {', '.join(list(row)[:12])}")
            return
