# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Tables of the user's own: files that extend or correct ours and outrank them. docs/tables.md describes the forms.

A file is TSV or CSV with one heading line; lines that begin with # are comments. Its headings tell what it holds. Files lie in one
folder, COMMUNIQUE_TABLES or the user's data folder; each is checked when it is added, and again when it is read.
"""

import csv
import difflib
import functools
import hashlib
import os
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from communique import dates
from communique.errors import DateError, InputError, TableError

VARIABLE = "COMMUNIQUE_TABLES"
# What a file holds -> headings that it must have, and those that it may have.
KINDS: Mapping[str, tuple[frozenset[str], frozenset[str]]] = {
    "offices": (frozenset({"name", "country", "office", "from", "to"}), frozenset({"aliases", "surname", "gender", "nation", "sector", "shared", "source"})),
    "members": (frozenset({"id", "members", "from", "to"}), frozenset({"source"})),
    "organisations": (frozenset({"id", "name", "code", "kind"}), frozenset({"aliases", "sector", "part_of", "source"})),
    "institutions": (frozenset({"name", "country", "kind"}), frozenset({"aliases", "sector", "source"})),
    "places": (frozenset({"name", "country", "latitude", "longitude"}), frozenset({"aliases", "admin", "population", "source"})),
}
CODES = frozenset({"IGO", "NGO", "MNC", "IMG", "ISM", "UNO", "EUR"})
SUFFIXES = frozenset({".tsv", ".csv"})


@dataclass(frozen=True, slots=True)
class Row:
    line: int
    cells: Mapping[str, str]
    first: str | None  # of `from` and `to`: outer days
    last: str | None

    def many(self, name: str) -> tuple[str, ...]:
        return tuple(part.strip() for part in self.cells.get(name, "").split(";") if part.strip())


@dataclass(frozen=True, slots=True)
class Added:
    """A user's file as read."""

    name: str
    kind: str
    rows: tuple[Row, ...]


def folder() -> Path:
    """Where added files lie: COMMUNIQUE_TABLES, else the user's data folder. It need not exist."""
    given = os.environ.get(VARIABLE)
    if given:
        return Path(given)
    base = os.environ.get("XDG_DATA_HOME") or os.environ.get("LOCALAPPDATA")
    return (Path(base) if base else Path.home() / ".local" / "share") / "communique" / "tables"


def files() -> tuple[Path, ...]:
    """The files added, by name."""
    home = folder()
    return tuple(sorted(p for p in home.iterdir() if p.suffix in SUFFIXES)) if home.is_dir() else ()


def digest() -> str:
    """Changes whenever a file is added, changed or removed; empty where there are none."""
    found = hashlib.sha256()
    paths = files()
    for path in paths:
        found.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return found.hexdigest()[:12] if paths else ""


@functools.cache
def added() -> tuple[Added, ...]:
    """All added files, read and checked; later names outrank earlier ones."""
    return tuple(parse(path) for path in files())


def add(path: Path, countries: Mapping[str, str], *, replace: bool = False) -> Added:
    """Checks a file and copies it into the folder; says what it holds. A TableError names line and fix, and nothing is added."""
    if not path.is_file():
        raise InputError(f"{path} is no file; name a TSV or CSV table (docs/tables.md shows one)")
    if path.suffix not in SUFFIXES:
        raise InputError(f"{path} is neither .tsv nor .csv; save it as one of these")
    found = parse(path)
    check(found, countries)
    target = folder() / path.name
    if target.exists() and not replace and target.read_bytes() != path.read_bytes():
        raise InputError(f"a table named {path.name} was added before; add --replace to put this one in its place, or give the file another name")
    others = tuple(a for a in map(parse, files()) if a.name != path.name)
    _overlaps((*others, found))
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.resolve() != path.resolve():
        shutil.copyfile(path, target)
    added.cache_clear()
    return found


def remove(name: str) -> Path:
    """Takes an added file away."""
    path = next((p for p in files() if name in (p.name, p.stem)), None)
    if path is None:
        have = ", ".join(p.name for p in files()) or "none"
        raise InputError(f"no table named {name!r} was added; there are: {have}")
    path.unlink()
    added.cache_clear()
    return path


def parse(path: Path) -> Added:
    """A file's rows, each with its days; faults of form are TableErrors with the line and the fix."""
    rows: list[Row] = []
    head: list[str] | None = None
    kind = ""
    for number, cells in _cells(path):
        if head is None:
            head, kind = [c.lower() for c in cells], _kind(path, number, [c.lower() for c in cells])
            continue
        if len(cells) > len(head):
            raise TableError(path.name, number, f"{len(cells)} cells under {len(head)} headings; remove what is too much, or put text that holds the separator in quotation marks")
        row = dict(zip(head, cells + [""] * (len(head) - len(cells)), strict=True))
        for must in sorted(KINDS[kind][0] - {"from", "to"}):
            if not row[must]:
                raise TableError(path.name, number, f"{must!r} is empty; fill it in, or remove the line")
        first, last = (_day(path, number, row.get(name, ""), which) for which, name in enumerate(("from", "to")))
        if first and last and first > last:
            raise TableError(path.name, number, f"from {row['from']} is after to {row['to']}; change places or correct one")
        rows.append(Row(number, row, first, last))
    if head is None:
        raise TableError(path.name, 1, "the file is empty; its first line must hold headings, as: name, country, office, from, to")
    return Added(path.name, kind, tuple(rows))


def _cells(path: Path) -> Iterator[tuple[int, list[str]]]:
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except UnicodeDecodeError as fault:
        raise TableError(path.name, 1, "the file is not UTF-8; save it as UTF-8 text") from fault
    for number, line in enumerate(lines, 1):
        if line.strip() and not line.startswith("#"):
            yield number, [c.strip() for c in (line.split("\t") if path.suffix == ".tsv" else next(csv.reader([line])))]


def _kind(path: Path, number: int, head: list[str]) -> str:
    fits = [kind for kind, (must, _) in KINDS.items() if must <= set(head)]
    if not fits:
        near = max(KINDS, key=lambda k: len(KINDS[k][0] & set(head)))
        missing = ", ".join(sorted(KINDS[near][0] - set(head)))
        raise TableError(path.name, number, f"the headings ({', '.join(head)}) are of no table; the nearest is {near}, which also needs: {missing}")
    kind = fits[0]
    strange = sorted(set(head) - KINDS[kind][0] - KINDS[kind][1])
    if strange:
        raise TableError(path.name, number, f"unknown heading {strange[0]!r} in a table of {kind}; it may have: {', '.join(sorted(KINDS[kind][0] | KINDS[kind][1]))}")
    return kind


def _day(path: Path, number: int, cell: str, which: int) -> str | None:
    try:
        return dates.days(cell)[which] if cell else None
    except DateError as fault:
        raise TableError(path.name, number, str(fault)) from fault


def check(found: Added, countries: Mapping[str, str]) -> None:
    """Codes and numbers of a file, against the known states (code -> name); a TableError names the fix. Overlaps within it too."""
    for row in found.rows:
        named = row.many("members") if found.kind == "members" else tuple(row.cells[c] for c in ("country", "nation", "code") if row.cells.get(c))
        for code in named:
            if code not in countries and not (code in CODES and found.kind != "places"):
                raise TableError(found.name, row.line, f"unknown country {code!r}{_meant(code, countries)}; use an ISO 3166-1 alpha-3 code, or one of {', '.join(sorted(CODES))}")
        if found.kind == "places":
            for name, limit in (("latitude", 90), ("longitude", 180)):
                _number(found, row, name, limit)
            _number(found, row, "population", None)
    _overlaps((found,))


def _number(found: Added, row: Row, name: str, limit: int | None) -> None:
    cell = row.cells.get(name) or "0"
    try:
        value = float(cell) if limit else int(cell)
    except ValueError as fault:
        raise TableError(found.name, row.line, f"{name} {cell!r} is no number; write it as {'48.2082' if limit else '15000'}") from fault
    if limit and not -limit <= value <= limit:
        raise TableError(found.name, row.line, f"{name} {cell} lies outside -{limit} to {limit}; degrees are decimal, south and west negative")


def _meant(code: str, countries: Mapping[str, str]) -> str:
    by_name = {name.lower(): iso3 for iso3, name in countries.items()}
    near = difflib.get_close_matches(code.lower(), [*by_name, *(c.lower() for c in countries)], n=1, cutoff=0.6)
    return f" (did you mean {by_name.get(near[0], near[0].upper())}?)" if near else ""


def _overlaps(every: tuple[Added, ...]) -> None:
    """Two persons in one office on one day is an error, unless the rows say `shared`."""
    held: dict[tuple[str, str], list[tuple[str, Row]]] = {}
    for found in every:
        if found.kind != "offices":
            continue
        for row in found.rows:
            if row.cells.get("shared", "").lower() in ("yes", "true", "1"):
                continue
            mine = held.setdefault((row.cells["country"], row.cells["office"].lower()), [])
            for where, other in mine:
                same = other.cells["name"].lower() == row.cells["name"].lower()
                if not same and (row.first or "") <= (other.last or "9999") and (other.first or "") <= (row.last or "9999"):
                    raise TableError(
                        found.name, row.line,
                        f"{row.cells['name']} and {other.cells['name']} ({where}:{other.line}) both hold {row.cells['office']!r} of {row.cells['country']} "
                        f"on {max(row.first or '', other.first or '') or 'the first day'}; end one before the other begins, or write yes in a column `shared`",
                    )  # fmt: skip
            mine.append((found.name, row))
