# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""What was fetched already, address by address: one line each in a file that is only added to, so that a killed run loses nothing."""

import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Self

from communique.errors import InputError

# Lists show an address for days or weeks; one that was fetched longer ago is forgotten (a record knows its page all the same).
_KEPT_DAYS = 180
_DAY_SECONDS = 86_400


@dataclass(frozen=True, slots=True)
class Seen:
    """An address as it was last asked."""

    url: str
    when: int  # seconds since 1970
    etag: str | None = None
    modified: str | None = None
    changed: str | None = None  # what the list said then of when it last changed
    tries: int = 0  # how often it failed since it was last had
    final: str | None = None  # why it is not asked again


class Memory:
    """Address -> how it was last asked. With no path it forgets at the end."""

    def __init__(self, path: Path | None, now: int) -> None:
        self.path = path
        self._seen: dict[str, Seen] = {}
        if path is None:
            return
        try:
            if path.exists():
                read = list(_read(path))
                self._seen = {seen.url: seen for seen in read if seen.when > now - _KEPT_DAYS * _DAY_SECONDS}
                if len(read) > 2 * len(self._seen) + 100:
                    self._rewrite(path)
            self._file = path.open("a", encoding="utf-8", newline="\n")
            if path.stat().st_size and not _ends_line(path):
                self._file.write("\n")  # a run that was killed in the middle of a line
        except OSError as fault:
            raise InputError(f"the state of the watch cannot be kept in {path}: {fault.strerror}; name another file with --state") from fault

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *fault: object) -> None:
        if self.path is not None:
            self._file.close()

    def get(self, url: str) -> Seen | None:
        return self._seen.get(url)

    def note(self, seen: Seen) -> None:
        """Kept at once, on the disk too."""
        self._seen[seen.url] = seen
        if self.path is not None:
            self._file.write(_line(seen))
            self._file.flush()

    def _rewrite(self, path: Path) -> None:
        new = path.with_name(path.name + ".new")
        new.write_text("".join(map(_line, self._seen.values())), "utf-8", newline="\n")
        os.replace(new, path)


def _line(seen: Seen) -> str:
    return json.dumps({name: value for name, value in asdict(seen).items() if value not in (None, 0) or name == "when"}) + "\n"


def _read(path: Path) -> Iterator[Seen]:
    """The lines that can be read; the last may have been cut by a killed run."""
    with path.open(encoding="utf-8", errors="replace") as lines:
        for line in lines:
            try:
                yield Seen(**json.loads(line))
            except (ValueError, TypeError):
                continue


def _ends_line(path: Path) -> bool:
    with path.open("rb") as stream:
        stream.seek(-1, os.SEEK_END)
        return stream.read() == b"\n"
