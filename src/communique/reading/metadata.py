# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""The table that a user hands in beside the pages: file, address, outlet, date."""

import csv
import datetime
import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from communique.errors import InputError
from communique.model import Page

COLUMNS = ("file", "address", "outlet", "date")


@dataclass(frozen=True, slots=True)
class Beside:
    """What the table says of one page; None where it says nothing."""

    address: str | None
    outlet: str | None
    date: str | None


def table(path: str | os.PathLike[str]) -> Mapping[str, Beside]:
    """pages.csv -> what is known of each file, by the file's name as written there and by its path beside the table. A bad table is an InputError that names line and fix."""
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except OSError as fault:
        raise InputError(f"the metadata table {path} cannot be read: {fault.strerror}; give the path of a CSV file with the columns {', '.join(COLUMNS)}") from fault
    except UnicodeDecodeError as fault:
        raise InputError(f"the metadata table {path} is not UTF-8 (byte {fault.start}); save it as UTF-8 CSV") from fault
    reader = csv.reader(text.splitlines(), strict=True)
    found: dict[str, Beside] = {}
    near = os.path.dirname(path)
    header: list[str] | None = None
    try:
        for row in reader:
            if not any(cell.strip() for cell in row):
                continue
            if header is None:
                header = _header(path, reader.line_num, row)
            else:
                name, beside = _row(path, reader.line_num, header, row)
                if name in found:
                    raise InputError(f"{path}:{reader.line_num}: {name!r} stands in the table twice; keep one of its lines")
                found[name] = beside
    except csv.Error as fault:
        raise InputError(f"{path}:{reader.line_num}: {fault}; close the quotation mark, or double it inside a quoted cell") from fault
    if header is None:
        raise InputError(f"{path}:1: the table is empty; its first line names the columns: {','.join(COLUMNS)}")
    return {os.path.normpath(os.path.join(near, name)): said for name, said in found.items()} | found


def _header(path: str | os.PathLike[str], line: int, row: list[str]) -> list[str]:
    header = [cell.strip().lower() for cell in row]
    if unknown := [cell for cell in header if cell not in COLUMNS]:
        raise InputError(f"{path}:{line}: unknown column {unknown[0]!r}; the columns are {', '.join(COLUMNS)}, and the first line names them")
    if "file" not in header:
        raise InputError(f"{path}:{line}: the column 'file' is missing; it tells which page a line is about")
    if len(set(header)) < len(header):
        raise InputError(f"{path}:{line}: a column is named twice; name each of {', '.join(COLUMNS)} once at most")
    return header


def _row(path: str | os.PathLike[str], line: int, header: list[str], row: list[str]) -> tuple[str, Beside]:
    if len(row) != len(header):
        raise InputError(f"{path}:{line}: {len(row)} cells where the first line names {len(header)} columns; put cells that hold a comma in quotation marks")
    cells = {name: cell.strip() or None for name, cell in zip(header, row, strict=True)}
    name, date = cells["file"], cells.get("date")
    if name is None:
        raise InputError(f"{path}:{line}: the cell 'file' is empty; write the path of the page, as it is given to the command")
    if date is not None:
        try:
            datetime.date.fromisoformat(date)
        except ValueError as fault:
            raise InputError(f"{path}:{line}: {date!r} is not a day; write it as 2021-02-04") from fault
    return name, Beside(address=cells.get("address"), outlet=cells.get("outlet"), date=date)


def beside(page: Page, known: Mapping[str, Beside]) -> Page:
    """The page with what the table says of it: by its source as typed, by its path, or by its file name alone. The table outranks the container."""
    for name in (page.source, os.path.normpath(page.source), os.path.basename(page.source)):
        if name in known:
            said = known[name]
            return replace(page, url=said.address or page.url, outlet=said.outlet or page.outlet, published=said.date or page.published)
    return page
