# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""The door of the room: what the user named -> pages, one after another."""

import gzip
import io
import os
import sys
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from typing import IO, cast

from communique.model import Page, Problem
from communique.reading import lines
from communique.reading.limits import problem, take, too_large
from communique.reading.metadata import Beside, beside, table

# By the ending of the name; anything else is looked at where it is cleaned.
MEDIA_TYPES = {".html": "text/html", ".htm": "text/html", ".xhtml": "text/html", ".txt": "text/plain", ".text": "text/plain", ".md": "text/plain"}
LINES = (".jsonl", ".ndjson", ".jsonlines")
_BROKEN = (OSError, EOFError, zlib.error, zipfile.BadZipFile, RuntimeError, NotImplementedError)


def read(
    paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]], *, fields: Mapping[str, str] | None = None, metadata: str | os.PathLike[str] | None = None
) -> Iterator[Page | Problem]:
    """Files, folders, JSON Lines, ZIP archives (each plain or, but for folders, gzip) and "-" for standard input -> their pages.

    In: paths as the user typed them; `fields` maps a page's parts (text, url, title, date, outlet, fetched) to the keys of JSON Lines;
    `metadata` names a CSV table with file, address, outlet and date. Out: a stream, one page at a time in memory, in a stable order: paths
    as given, folders by sorted name, hidden files left out. Sources keep the form in which the user typed them.
    Faults: a wrong table or mapping is an InputError before the first page; a file, member or line that cannot be read is a Problem, and
    the run goes on. Whether a page is worth anything is left to cleaning.
    """
    mapping = lines.check(fields)
    known = table(metadata) if metadata is not None else {}
    named = [paths] if isinstance(paths, str | os.PathLike) else list(paths)
    return _read([os.fspath(p) for p in named], mapping, known)


def _read(paths: list[str], fields: Mapping[str, str], known: Mapping[str, Beside]) -> Iterator[Page | Problem]:
    for path in paths:
        for found in _pages(path, fields):
            yield beside(found, known) if isinstance(found, Page) else found


def _pages(path: str, fields: Mapping[str, str]) -> Iterator[Page | Problem]:
    if path == "-":
        yield from _stream("-", sys.stdin.buffer, fields)
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
            yield from _stream(path, stream, fields)
    except _BROKEN as fault:
        yield problem(path, f"the file cannot be read: {_said(fault)}")


def _stream(source: str, stream: IO[bytes], fields: Mapping[str, str]) -> Iterator[Page | Problem]:
    """An open source: unpacked where its name says so, then lines, members or one page."""
    name = source.lower()
    if name.endswith(".gz"):
        stream, name = cast(IO[bytes], gzip.GzipFile(fileobj=stream)), name[:-3]
    if source.lower().endswith(".zip"):
        yield from _members(source, stream, fields)
    elif name.endswith(LINES):
        yield from lines.pages(source, stream, fields)
    else:
        data = take(stream)
        if data is None:
            yield too_large(source)
        elif source == "-" and _is_lines(data):
            yield from lines.pages(source, io.BytesIO(data), fields)
        else:
            yield _page(source, data, MEDIA_TYPES.get(os.path.splitext(name)[1]))


def _page(source: str, data: bytes, media_type: str | None) -> Page | Problem:
    if not data:
        return problem(source, "the file is empty")
    return Page(source=source, data=data, media_type=media_type)


def _is_lines(data: bytes) -> bool:
    """Standard input has no name to go by: JSON Lines begin with an object."""
    first = data.lstrip()[:1]
    return first == b"{" and isinstance(lines.page("-", data.lstrip().split(b"\n", 1)[0], {}), Page)


def _members(source: str, stream: IO[bytes], fields: Mapping[str, str]) -> Iterator[Page | Problem]:
    """The files of a ZIP archive by name; archives inside archives are not opened."""
    with zipfile.ZipFile(stream) as archive:
        for member in sorted(archive.infolist(), key=lambda m: m.filename):
            here = f"{source}!{member.filename}"
            if member.is_dir() or any(part.startswith((".", "__MACOSX")) for part in member.filename.split("/")):
                continue
            if member.filename.lower().endswith(".zip"):
                yield problem(here, "an archive inside an archive is not opened; unpack it first")
                continue
            try:
                with archive.open(member) as inside:
                    yield from _stream(here, inside, fields)
            except _BROKEN as fault:
                yield problem(here, f"this member of the archive cannot be read: {_said(fault)}")


def _said(fault: BaseException) -> str:
    if isinstance(fault, OSError) and fault.strerror:
        return fault.strerror
    return str(fault) or type(fault).__name__

