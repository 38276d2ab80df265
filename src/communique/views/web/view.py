# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""What a page is before it is written as HTML, JSON or CSV."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from communique.views.web.reader import Part

Cell = str | int | float | None
Table = tuple[Sequence[str], Iterable[Sequence[Cell]]]  # column names, rows
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


@dataclass(frozen=True)
class View:
    """One page; JSON and CSV are made only when they are asked for."""

    template: str
    title: str
    context: Mapping[str, object]
    form: Callable[[], object]
    table: Callable[[], Table]
    path: str = ""  # its own address, without ending and question
    query: Mapping[str, object] = field(default_factory=dict)  # the question, for links to other pages and endings of it
    part: Part[object] | None = None  # where the page stands in a list that it is a part of
    turned: Part[object] | None = None  # the same, where the list is only a part of the page


class NotFound(Exception):  # noqa: N818 - not a fault: the answer 404
    """There is no such thing in the record."""


class Moved(Exception):  # noqa: N818 - not a fault: the answer 308
    """It stands at another address now."""

    def __init__(self, path: str) -> None:
        self.path = path
        super().__init__(path)


def as_json(view: View) -> str:
    """The page's content; a list says where in the whole it stands."""
    form = view.form()
    if view.part is not None:
        form = {"total": None if view.part.more else view.part.total, "page": view.part.page, "pages": None if view.part.more else view.part.pages, "items": form}
    return json.dumps(form, ensure_ascii=False, indent=1)


def as_csv(view: View) -> str:
    """The page's lines as a table for a spreadsheet, in which no cell can be a formula."""
    columns, rows = view.table()
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows([_cell(cell) for cell in row] for row in rows)
    return out.getvalue()


def _cell(cell: Cell) -> Cell:
    """Text from pages that a spreadsheet would take for a formula is given an apostrophe before it."""
    return "'" + cell if isinstance(cell, str) and cell.startswith(FORMULA) else cell
