# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""The door of the room: what the user named -> pages, one after another."""

import os
import sys
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from typing import IO

from communique.model import Page, Problem
from communique.reading import archives, feeds, kinds, limits, lines, parts, rows, warc
from communique.reading.limits import problem, take, too_large
from communique.reading.metadata import Beside, beside, table
from communique.reading.packing import BROKEN, said

_BROKEN = (*BROKEN, zipfile.BadZipFile, limits.BarrenError)


def read(
    paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]], *, fields: Mapping[str, str] | None = None, metadata: str | os.PathLike[str] | None = None
) -> Iterator[Page | Problem]:
    """Files, folders, WARC, ZIP, JSON Lines, CSV, RSS and Atom (each plain, gzip or zstd) and "-" for standard input -> their pages.

    In: paths as the user typed them; `fields` maps a page's parts (text, url, title, date, outlet, fetched) to the keys of JSON Lines and
    the columns of CSV; `metadata` names a CSV table with file, address, outlet and date. Out: a stream, one page at a time in memory, in a
    stable order: paths as given, folders by sorted name, hidden files left out. Sources keep the form in which the user typed them.
    Promises: memory does not grow with the input, and a page's share of any input, well meant or not, takes bounded time.
    Faults: a wrong table or mapping is an InputError before the first page; a file, member or line that cannot be read, or that holds
    addresses instead of pages, is a Problem, and the run goes on. Nothing is fetched. Whether a page is worth anything is left to cleaning.
    """
    mapping = parts.check(fields)
    known = table(metadata) if metadata is not None else {}
    named = [paths] if isinstance(paths, str | os.PathLike) else list(paths)
    return _read([os.fspath(p) for p in named], mapping, known)


def _read(paths: list[str], fields: Mapping[str, str], known: Mapping[str, Beside]) -> Iterator[Page | Problem]:
    for path in paths:
        for found in _pages(path, fields):
            yield beside(found, known) if isinstance(found, Page) else found


def _pages(path: str, fields: Mapping[str, str]) -> Iterator[Page | Problem]:
    if path == "-":
        yield from _guarded("-", sys.stdin.buffer, fields)
    elif os.path.isdir(path):
        yield from _folder(path, fields)
    else:
        yield from _file(path, fields)


def _folder(path: str, fields: Mapping[str, str]) -> Iterator[Page | Problem]:
    """Everything in a folder by name, folders entered where they stand; a link that leads back to a folder above is not followed."""
    try:
        names = sorted(name for name in os.listdir(path) if not name.startswith("."))
    except OSError as fault:
        yield problem(path, f"the folder cannot be read: {fault.strerror}")
        return
    for name in names:
        inside = os.path.join(path, name)
        if os.path.islink(inside) and os.path.isdir(inside) and _is_above(inside):
            yield problem(inside, "the link leads back to a folder that holds it; it is not followed")
        else:
            yield from _pages(inside, fields)


def _is_above(link: str) -> bool:
    target = os.path.realpath(link)
    return os.path.commonpath([target, os.path.realpath(os.path.dirname(link))]) == target


def _file(path: str, fields: Mapping[str, str]) -> Iterator[Page | Problem]:
    try:
        if not os.path.exists(path):
            yield problem(path, "there is no such file")
            return
        if not os.path.isfile(path):
            yield problem(path, "this is neither a file nor a folder")
            return
        with open(path, "rb") as stream:
            yield from _guarded(path, stream, fields)
    except OSError as fault:
        yield problem(path, f"the file cannot be read: {said(fault)}")


def _guarded(source: str, stream: IO[bytes], fields: Mapping[str, str], what: str = "the file") -> Iterator[Page | Problem]:
    """A stream's pages, then, where it breaks off, why."""
    try:
        yield from _stream(source, stream, fields)
    except _BROKEN as fault:
        yield problem(source, f"{what} cannot be read: {said(fault)}")


def _stream(source: str, stream: IO[bytes], fields: Mapping[str, str]) -> Iterator[Page | Problem]:
    """An open source: unpacked, then what it holds by its name or, where that tells nothing, by its first bytes."""
    found = kinds.look(source, stream)
    if not found.head:
        yield problem(source, "the file is empty")
    elif found.kind == "zip":
        yield from _members(source, stream, fields)
    elif found.kind == "warc":
        yield from warc.pages(source, found.stream)
    elif found.kind == "lines":
        yield from lines.pages(source, found.stream, fields)
    elif found.kind == "table":
        yield from rows.pages(source, found.stream, fields)
    elif found.kind == "feed":
        yield from feeds.pages(source, found.stream)
    elif found.kind == "addresses":
        yield rows.only_addresses(source, sum(not (line or b"#").lstrip().startswith(b"#") for _, line in limits.lines(found.stream)))
    else:
        data = take(found.stream)
        yield too_large(source) if data is None else Page(source=source, data=data, media_type=found.media_type)


def _members(source: str, stream: IO[bytes], fields: Mapping[str, str]) -> Iterator[Page | Problem]:
    for found in archives.members(source, stream):
        if isinstance(found, Problem):
            yield found
            continue
        here, archive, member = found
        if member.file_size > limits.LARGEST_PAGE_BYTES and not kinds.is_collection(here):
            yield too_large(here)  # a member gives no more than it says: nothing need be unpacked to know
            continue
        try:
            with archive.open(member) as inside:
                yield from _guarded(here, inside, fields, "this member of the archive")
        except _BROKEN as fault:
            yield problem(here, f"this member of the archive cannot be read: {said(fault)}")
