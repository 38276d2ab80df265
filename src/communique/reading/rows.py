# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""CSV and other tables: their rows as pages, where a column holds the text; else how many addresses they hold."""

import codecs
import csv
import itertools
import re
from collections.abc import Collection, Iterator, Mapping
from typing import IO

from communique.model import Page, Problem
from communique.reading import gdelt, limits, parts
from communique.reading.limits import problem

_ADDRESS = re.compile(r"https?://\S+", re.I)
_MARKS = ("\t", ";", ",")  # between cells


def pages(source: str, stream: IO[bytes], fields: Mapping[str, str]) -> Iterator[Page | Problem]:
    """Each row with a text as a page, in order; `source:line` is where it begins. Rows that hold only an address are counted, and told once."""
    addresses = 0
    for number, row in table(source, stream, fields.values()):
        if isinstance(row, Problem):
            yield row
        elif not parts.keys(row, "text", fields) and (parts.keys(row, "url", fields) or "file" in row):
            if "file" in row:
                yield problem(source, f"this table tells of pages and holds none; give it beside them, with --metadata {source}")
                return
            addresses += parts.value(row, "url", fields) is not None
        elif parts.value(row, "text", fields) is None and parts.value(row, "url", fields) is not None:
            addresses += 1
        else:
            found = parts.page(f"{source}:{number}", row, fields, lossless="surrogateescape")
            yield found
            if isinstance(found, Problem) and not parts.keys(row, "text", fields):
                return  # as is every other row
    if addresses:
        yield only_addresses(source, addresses)


def only_addresses(source: str, count: int) -> Problem:
    return problem(source, f"{count:,} {'address' if count == 1 else 'addresses'} without a text; {limits.next_step(source)}")


def table(source: str, stream: IO[bytes], mapped: Collection[str] = ()) -> Iterator[tuple[int, dict[str, str] | Problem]]:
    """A table's rows by column (small letters, but for those the user maps), each with the line on which it begins. Tables of addresses without a header have one column, url."""
    texts, number, before = _texts(stream), 1, csv.field_size_limit()
    try:
        line = next(texts, "")
        first = line.rstrip("\r\n")
        kind = gdelt.columns(first.encode("utf-8", "surrogateescape"))
        quoted = kind is None and not _ADDRESS.match(first)
        mark = next((mark for mark in _MARKS if mark in first), ",") if quoted else "\t"
        reader = csv.reader(itertools.chain((line,), texts), delimiter=mark, quoting=csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE)
        header: list[str] | None = None if quoted else ["url"]
        while True:
            number = reader.line_num + 1
            csv.field_size_limit(limits.LARGEST_PAGE_BYTES)  # the module's own is too small for an article
            cells = next(reader, None)
            if cells is None:
                return
            if not any(cell.strip() for cell in cells):
                continue
            if kind is not None:
                found = gdelt.address(kind, cells)
                if found is not None:
                    yield number, {"url": found}
            elif header is None:
                header = [cell.strip() if cell.strip() in mapped else cell.strip().lower() for cell in cells]
            elif len(cells) > len(header) and quoted:
                reason = f"{len(cells)} cells where the first line names {len(header)} columns; put cells that hold {mark!r} in quotation marks"
                yield number, problem(f"{source}:{number}", reason)
            else:
                yield number, dict(zip(header, cells, strict=False))
    except csv.Error as fault:
        yield number, problem(f"{source}:{number}", f"the table cannot be read from here on: {fault}; is a quotation mark left open?")
    finally:
        csv.field_size_limit(before)


def _texts(stream: IO[bytes]) -> Iterator[str]:
    """A stream's lines as characters, from which the bytes can be made again."""
    mark = codecs.BOM_UTF8  # before the first line only
    while line := stream.readline(limits.LARGEST_PAGE_BYTES + 1):
        if len(line) > limits.LARGEST_PAGE_BYTES:
            raise csv.Error("a line is larger than a page may be")
        if mark and line.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            raise csv.Error("the table is UTF-16; save it as UTF-8 CSV")
        yield line.removeprefix(mark).decode("utf-8", "surrogateescape")
        mark = b""
