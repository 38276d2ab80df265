# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""What the views share: which report of an event to quote, its place in a series in words; accounts laid in rows, so that what is told of one matter
stands beside one another; and what an account's party is: a government, state media, an agency."""

import re
from collections.abc import Callable, Sequence

from communique import tables
from communique.dates import apart
from communique.model import Account, Coded, EventMention, EventType, Point

NEWS = 7  # days within which a page tells of an event as news. Editor's choice.
Laid = tuple[tuple[Point, ...], ...]  # for each account its points in this row


def laid(accounts: Sequence[Account], words: Callable[[Point], str]) -> list[Laid]:
    """Rows of these accounts, every point in one of them: matters that several tell first, in the first teller's order; then what one alone tells.

    Points of one matter share a row. Points that carry no matter (records of older versions) stand beside the point that both sides are said to make too,
    and that shares most words with them (`words`: what a point says).
    """
    out: list[list[list[Point]]] = []
    home: dict[str, list[list[Point]]] = {}
    used: set[tuple[int, int]] = set()
    for at, account in enumerate(accounts):
        for number, point in enumerate(account.points):
            if (at, number) in used:
                continue
            used.add((at, number))
            if point.matter is not None and point.matter in home:
                home[point.matter][at].append(point)
                continue
            row: list[list[Point]] = [[] for _ in accounts]
            row[at].append(point)
            out.append(row)
            if point.matter is not None:
                home[point.matter] = row
                continue
            for other in range(at + 1, len(accounts)):
                best = _match(account.party, point, accounts[other], words, {n for a, n in used if a == other})
                if best is not None:
                    used.add((other, best))
                    row[other].append(accounts[other].points[best])
    return sorted((tuple(tuple(cell) for cell in row) for row in out), key=lambda row: -sum(map(bool, row)))


def worth(coded: Coded, mention: EventMention, kind: EventType) -> tuple[bool, bool, float, int, int, str]:
    """A report's place among those to quote for an event of a type, the best first: those of its type; news before background and what is told weeks later; of those that are
    about as sure, the one that tells most of the event (its day, place and length, who and to whom), in the fewest words."""
    published, day = coded.article.published_range, mention.date_range
    late = "historical" in mention.auxiliary or bool(published and day and apart(published, day) > NEWS)
    told = sum(map(bool, (day, mention.place, mention.duration, mention.actors, mention.recipients)))
    return mention.event_type != kind, late, -round(mention.confidence, 1), -told, len(coded.quote(mention.evidence)), coded.article.id


def series(order: str | None, count: int | None) -> str | None:
    """'told as the third', 'took place 3 times': an event's place in a series, and how often it took place."""
    return ", ".join(filter(None, [order and f"told as the {order.removeprefix('the ')}", f"took place {count} times" if count else None])) or None


def standing(party: str) -> str | None:
    """'government' for a country, else what the table of outlets holds: 'state news agency', 'state media', 'news agency'; None for other and unknown outlets."""
    if tables.country(party) is not None:
        return "government"
    outlet = tables.outlet_of(party)
    if outlet is None:
        return None
    if outlet.kind == "agency":
        return "state news agency" if outlet.owner == "state" else "news agency"
    return "state media" if outlet.owner == "state" else None


def _match(party: str, point: Point, other: Account, words: Callable[[Point], str], used: set[int]) -> int | None:
    """The other's point on the same matter, where both sides are said to mention it; of several the one with most words in common."""
    if other.party not in point.also:
        return None
    mine = _said(point, words)
    scored = [
        (len(mine & theirs) / max(1, min(len(mine), len(theirs))), -number)
        for number, candidate in enumerate(other.points)
        if number not in used and candidate.matter is None and party in candidate.also and (theirs := _said(candidate, words))
    ]
    best = max(scored, default=(0.0, 0))
    return -best[1] if best[0] > 0 else None


def _said(point: Point, words: Callable[[Point], str]) -> set[str]:
    return {word[:6] for word in re.findall(r"\w{4,}", f"{point.topic} {words(point)}".lower())}


AMOUNT = re.compile(r"(\d+(?:\.\d+)?)((?: \S+)?)")
LARGE = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))


def amount(text: str) -> str:
    """'689000000 USD' -> '689 million USD', '28500' -> '28,500'; what is no number with a unit stays as it is."""
    found = AMOUNT.fullmatch(text)
    if found is None:
        return text
    number = float(found[1])
    for size, name in LARGE:
        if number >= size and round(number / size, 2) == number / size:
            return f"{f'{number / size:,.2f}'.rstrip('0').rstrip('.')} {name}{found[2]}"
    return f"{int(number):,}{found[2]}" if number == int(number) and number >= 10_000 else text


def bare(words: str) -> str:
    """Words of a page without the quotation marks around them: they are put between marks again where they are shown."""
    return words.strip().strip('"“”«»').strip()
