# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Accounts side by side: the points of several parties laid in rows, so that what meets its like stands beside it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from communique.model import Account, Point
from communique.views.web import say
from communique.views.web.leaf import Leaf
from communique.views.web.pages.lines import Quote, quote

SIDES = 3  # parties shown beside one another unless the address asks for others


@dataclass(frozen=True)
class Cell:
    """What one party says of a matter: nothing, where it has no point in this row."""

    party: str
    topic: str
    quote: Quote | None


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
    """The accounts to show: those asked for, or else those that say most."""
    found = [account for account in accounts if account.party in asked]
    if len(found) > 1:
        return found
    most = sorted(accounts, key=lambda a: (-len(a.points), a.party))[:SIDES]
    return [account for account in accounts if account in most]


def rows(accounts: Sequence[Account], leaves: Mapping[str, Leaf]) -> list[Row]:
    """Matters that several of these parties mention first, in the first party's order; then what only one of them does."""
    used: set[tuple[int, int]] = set()
    out: list[Row] = []
    for at, account in enumerate(accounts):
        for number, point in enumerate(account.points):
            if (at, number) in used:
                continue
            used.add((at, number))
            matched: dict[int, Point] = {at: point}
            for other in range(at + 1, len(accounts)):
                best = _match(account.party, point, accounts[other], leaves, {n for a, n in used if a == other})
                if best is not None:
                    used.add((other, best))
                    matched[other] = accounts[other].points[best]
            out.append(_row(accounts, matched, leaves))
    return sorted(out, key=lambda row: -row.sides)


def alone(found: Sequence[Row]) -> list[list[tuple[Cell, tuple[str, ...]]]]:
    """For each party the points that it alone has of these, each with who else tells it."""
    width = len(found[0].cells) if found else 0
    return [[(row.cells[at], row.also) for row in found if row.sides == 1 and row.cells[at].quote] for at in range(width)]


def _row(accounts: Sequence[Account], matched: Mapping[int, Point], leaves: Mapping[str, Leaf]) -> Row:
    shown = {account.party for account in accounts}
    also = tuple(sorted({party_name(party) for point in matched.values() for party in point.also if party not in shown}))
    cells = []
    for at, account in enumerate(accounts):
        point = matched.get(at)
        leaf = leaves.get(point.span.article) if point else None
        words = quote(leaf, [point.span.span]) if point and leaf else None
        cells.append(Cell(party_name(account.party), say.clip(point.topic) if point else "", words))
    return Row(tuple(cells), also)


def _match(party: str, point: Point, other: Account, leaves: Mapping[str, Leaf], used: set[int]) -> int | None:
    """The other's point on the same matter, where both sides are said to mention it; of several the one with most words in common."""
    if other.party not in point.also:
        return None
    mine = _words(point, leaves)
    scored = [
        (len(mine & theirs) / max(1, min(len(mine), len(theirs))), -number)
        for number, candidate in enumerate(other.points)
        if number not in used and party in candidate.also and (theirs := _words(candidate, leaves))
    ]
    best = max(scored, default=(0.0, 0))
    return -best[1] if best[0] > 0 else None


def _words(point: Point, leaves: Mapping[str, Leaf]) -> set[str]:
    leaf = leaves.get(point.span.article)
    text = point.topic + " " + (leaf.quote([point.span.span]) if leaf else "")
    return {word[:6] for word in re.findall(r"\w{4,}", text.lower())}
