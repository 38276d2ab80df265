# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""ZIP archives: their members, by name."""

import zipfile
from collections.abc import Iterator
from typing import IO

from communique.model import Problem
from communique.reading.limits import problem

# An archive's list of members is held in memory, a kilobyte or so for each; 64 MB of it are about half a million members.
_MOST_LIST_BYTES = 64_000_000
_LONGEST_END_BYTES = 65_557  # the record at an archive's end, with the longest comment
_END, _END_BYTES = b"PK\x05\x06", 22


def members(source: str, stream: IO[bytes]) -> Iterator[tuple[str, zipfile.ZipFile, zipfile.ZipInfo] | Problem]:
    """The files of an archive by name, hidden ones left out; archives inside archives are not opened."""
    if not stream.seekable():
        yield problem(source, "a ZIP archive cannot be read from a pipe; save it as a file, and give its path")
        return
    if _list_bytes(stream) > _MOST_LIST_BYTES:
        yield problem(source, "the archive has more members than are read of one; split it, or give the pages as JSON Lines or WARC")
        return
    with zipfile.ZipFile(stream) as archive:
        for member in sorted(archive.infolist(), key=lambda m: m.filename):
            here = f"{source}!{member.filename}"
            if member.is_dir() or any(part.startswith((".", "__MACOSX")) for part in member.filename.split("/")):
                continue
            if member.filename.lower().endswith(".zip"):
                yield problem(here, "an archive inside an archive is not opened; unpack it first")
            else:
                yield here, archive, member


def _list_bytes(stream: IO[bytes]) -> int:
    """How long the archive's list of members says it is."""
    size = stream.seek(0, 2)
    stream.seek(max(0, size - _LONGEST_END_BYTES))
    end = stream.read(_LONGEST_END_BYTES)
    stream.seek(0)
    at = end.rfind(_END)
    if at < 0 or len(end) - at < _END_BYTES:
        return 0  # zipfile says what is wrong with it
    said = int.from_bytes(end[at + 12 : at + 16], "little")
    return size if said == 0xFFFFFFFF else said  # beyond 4 GB it stands elsewhere; no longer than the file itself
