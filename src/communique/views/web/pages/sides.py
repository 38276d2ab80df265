# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Accounts side by side: the points of several parties laid in rows, so that what meets its like stands beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from communique import tables
from communique.model import Account, Point
from communique.views.matters import Laid, laid
from communique.views.web import say
from communique.views.web.leaf import Leaf
from communique.views.web.pages.lines import Quote, quote

SIDES = 3  # parties shown beside one another unless the address asks for others


@dataclass(frozen=True)
class Told:
    """One point: its topic and its words."""

    topic: str
    quote: Quote | None


@dataclass(frozen=True)
class Cell:
    """What one party says of a matter: nothing, where it has no point in this row."""

    party: str
    topic: str
    quote: Quote | None
    more: tuple[Told, ...] = ()  # what else it says of it


@dataclass(frozen=True)
class Row:
    cells: tuple[Cell, ...]  # one a party, in the order of the columns
    also: tuple[str, ...]  # parties that are not shown and mention it too

    @property
    def sides(self) -> int:
        return sum(cell.quote is not None for cell in self.cells)


def party_name(party: str) -> str:
    """A country by its name; an outlet is its own; a page without an outlet is called by its file."""
    return say.country(say.file_name(party)) or party


def chosen(accounts: Sequence[Account], asked: Sequence[str]) -> list[Account]:
    """The accounts to show: those asked for, or else the governments', then the outlets' that say most."""
    found = [account for account in accounts if account.party in asked]
    if len(found) > 1:
        return found
    most = sorted(accounts, key=lambda a: (tables.country(a.party) is None, -len(a.points), a.party))[:SIDES]
    return [account for account in accounts if account in most]


def rows(accounts: Sequence[Account], leaves: Mapping[str, Leaf]) -> list[Row]:
    """Matters that several of these parties mention first, in the first party's order; then what only one of them does."""

    def words(point: Point) -> str:
        leaf = leaves.get(point.span.article)
        return leaf.quote([point.span.span]) if leaf else ""

    return [_row(accounts, row, leaves) for row in laid(accounts, words)]


def alone(found: Sequence[Row]) -> list[list[tuple[Cell, tuple[str, ...]]]]:
    """For each party the points that it alone has of these, each with who else tells it."""
    width = len(found[0].cells) if found else 0
    return [[(row.cells[at], row.also) for row in found if row.sides == 1 and row.cells[at].quote] for at in range(width)]


def _row(accounts: Sequence[Account], row: Laid, leaves: Mapping[str, Leaf]) -> Row:
    shown = {account.party for account in accounts}
    also = tuple(sorted({party_name(party) for points in row for point in points for party in point.also if party not in shown}))
    cells = []
    for account, points in zip(accounts, row, strict=True):
        told = [Told(say.clip(point.topic), words) for point in points if (leaf := leaves.get(point.span.article)) and (words := quote(leaf, [point.span.span]))]
        first = told[0] if told else Told("", None)
        cells.append(Cell(party_name(account.party), first.topic, first.quote, tuple(told[1:])))
    return Row(tuple(cells), also)
