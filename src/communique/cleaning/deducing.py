# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""The days of a page that prints none, from what its text tells: each piece of evidence makes days more or less likely, together they leave a range.

The days from FIRST to LAST begin equally likely. What stands for a day, a month or a year that is looked ahead to or back on was measured on 1,103 wire
stories of 2005 and 2006, the years also on 840 articles on politics of 2002 to 2016 and 183 of TimeBank; the shapes below are drawn through those figures.
The range is the shortest that holds MASS of what remains, and none is given where that is wider than WIDEST: then the text tells too little.
"""

import datetime
import functools
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from communique.cleaning.daywords import weekdays
from communique.cleaning.holders import holders, spans
from communique.cleaning.mentions import Look, Mention, mentions
from communique.dates import PARTS
from communique.model import Days

Likely = NDArray[np.float64]
Parts = tuple[tuple[float, float], ...]

FIRST, LAST = datetime.date(1980, 1, 1), datetime.date(2034, 12, 31)
_SIZE = (LAST - FIRST).days + 1
MASS = 0.92  # benchmarks/dating.py alone: the day lies in 52 of the 54 ranges given for those stories, in 13 of 13 for 267 held back; in 27 of 30 for the articles on politics
LOST = 0.04  # share that may be cut off so
WIDEST = 1500  # days: a term of four years, and the weeks about it
# How often a page names someone with an office before or after the term that the tables give: heads of states and governments, others.
_OUTSIDE_HEAD, _OUTSIDE = 0.02, 0.08
_MOST_YEARLESS = 60  # days and months without a year that are weighed: a text with more is a calendar, and each costs time
_SAID = 6  # pieces of evidence that the basis names

# Days between a named day and the page: shares and mean days of the exponentials, and the share of those that mean anything.
_BEHIND = ((0.45, 8.0), (0.35, 40.0), (0.2, 140.0))
_BEFORE = ((0.55, 8.0), (0.35, 30.0), (0.1, 90.0))
_STRAY = 0.06
# Years from the latest that is looked back on to the page's, and from the page's to the first that is looked ahead to after it.
_SINCE_YEAR = {-2: 0.02, -1: 0.06, 0: 0.2, 1: 0.16, 2: 0.11, 3: 0.08, 4: 0.05, 5: 0.04, 6: 0.03}
_SINCE_EARLY = {-2: 0.02, -1: 0.08, 0: 0.4, 1: 0.1, 2: 0.05, 3: 0.05, 4: 0.03, 5: 0.02}  # where it stands in the first two paragraphs
# Where none stands with a month: of 81 wire stories 1 in 8 looks ahead to a year that is over, of 104 articles on politics 6 in 10 (how a thing was to be then); the mean of both.
_UNTIL_YEAR = {
    -8: 0.02, -7: 0.02, -6: 0.025, -5: 0.03, -4: 0.05, -3: 0.04, -2: 0.045, -1: 0.045, 0: 0.12, 1: 0.2, 2: 0.065, 3: 0.055, 4: 0.045, 5: 0.03, 6: 0.02,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Evidence:
    likely: Likely  # for each day from FIRST on
    why: str
    firm: bool = False  # its least likely days are all but impossible


@functools.cache
def _days() -> NDArray[np.int64]:
    return np.arange(_SIZE)


@functools.cache
def _years() -> NDArray[np.int64]:
    days = np.datetime64(FIRST.isoformat()) + np.arange(_SIZE)
    return np.asarray(days.astype("datetime64[Y]").astype(np.int64) + 1970)


def deduce(body: Sequence[str], *, dateline: tuple[int, int] | None = None, fetched: str | None = None) -> tuple[Days, tuple[str, ...]] | None:
    """Paragraphs, the dateline's month and day, and the day on which the page was fetched -> the range and what it rests on; None where that is too little."""
    found = [*_offices(body), *_named(mentions(body)), *_dateline(dateline), *_lead(body)]
    if not any(e.why for e in found):
        return None
    total = np.zeros(_SIZE)
    for e in found:
        total += np.log(e.likely)
    if fetched is not None and _at(fetched[:10]) < _SIZE:
        total[max(0, _at(fetched[:10]) + 1) :] = -np.inf
    weights = np.exp(total - total.max())
    share = weights / weights.sum()
    first, last = _within(share, *_shortest(share), [e.likely for e in found if e.firm])
    if last - first + 1 > WIDEST:
        return None
    days = _day(first), _day(last)
    said = sorted((e for e in found if e.why), key=lambda e: -_gain(e.likely, first, last))
    why = [e.why for e in said[:_SAID]]
    if fetched is not None:
        why.append(f"it was fetched on {fetched[:10]}")
    return days, (f"the page prints no date of its own; its text points to {days[0]} to {days[1]}", *why)


def _gain(likely: Likely, first: int, last: int) -> float:
    """How much a piece of evidence favours the range over all other days."""
    inside = float(likely[first : last + 1].mean())
    return math.log(inside / float(likely.mean()))


def _shortest(share: Likely) -> tuple[int, int]:
    """The shortest stretch of days that holds MASS."""
    sums = np.concatenate(([0.0], np.cumsum(share)))
    ends = np.searchsorted(sums, sums[:-1] + MASS)
    widths = np.where(ends <= _SIZE, ends - np.arange(_SIZE), _SIZE + 1)
    first = int(np.argmin(widths))
    return first, min(_SIZE - 1, int(ends[first]) - 1)


def _within(share: Likely, first: int, last: int, firm: Sequence[Likely]) -> tuple[int, int]:
    """The range without ends that a head's term rules out, as long as little is lost by it."""
    possible = np.all([likely == likely.max() for likely in firm], axis=0) if firm else np.ones(_SIZE, dtype=bool)
    inside = np.flatnonzero(possible[first : last + 1])
    if not len(inside):
        return first, last
    low, high = first + int(inside[0]), first + int(inside[-1])
    lost = float(share[first:low].sum() + share[high + 1 : last + 1].sum())
    return (low, high) if lost <= LOST else (first, last)


def _at(iso: str) -> int:
    return (datetime.date.fromisoformat(iso) - FIRST).days


def _day(at: int) -> str:
    return (FIRST + datetime.timedelta(days=at)).isoformat()


def _offices(body: Sequence[str]) -> Iterator[Evidence]:
    for holder in holders(body):
        likely = np.full(_SIZE, _OUTSIDE_HEAD if holder.head else _OUTSIDE)
        terms = list(spans(holder, LAST.isoformat()))
        for a, b in terms:
            likely[max(0, _at(a)) : max(0, _at(b) + 1)] = 1.0
        if terms:
            told = " or ".join(f"{a} to {b}" if b < LAST.isoformat() else f"from {a}" for a, b in terms)
            why = f"it calls {holder.said} a former holder, who left office in {terms[0][0]}" if holder.former else f"it names {holder.said}, who held office {told}"
            yield Evidence(likely, why, firm=holder.head)


def _named(found: Sequence[Mention]) -> Iterator[Evidence]:
    yearless = list({(m.month, m.day, m.look, m.ended): m for m in found if m.year is None and m.month is not None}.values())[:_MOST_YEARLESS]
    for m in yearless:
        # Several days of one text lie close together and tell less each than one alone.
        yield Evidence(_near(m) ** (1 / math.sqrt(len(yearless))), f"{_LOOKS[m.look]} “{m.said}”")
    back = [m for m in found if m.year is not None and m.look != "ahead"]
    ahead = [m for m in found if m.year is not None and m.look == "ahead"]
    if ahead:  # a year that is looked ahead to anywhere is not over, whatever else is said of it
        nearest = min(ahead, key=_start)
        back = [m for m in back if (m.year or 0) < (nearest.year or 0) or (m.month and nearest.month and _start(m) < _start(nearest))]
        ahead = [m for m in ahead if not back or _start(m) >= max(map(_start, back))]
    if back:
        latest = max(back, key=lambda m: (m.year or 0, m.month is not None, _start(m)))
        shares = _SINCE_EARLY if any(m.early for m in back if m.year == latest.year) else _SINCE_YEAR
        likely = _by_year(latest.year or 0, shares, 1)
        if latest.ended:
            likely = likely * _near(latest)
        elif latest.month:
            likely = np.where(_days() < _start(latest), likely * 0.1, likely)
        yield Evidence(likely, f"the latest {_kind(latest)} that it looks back on is “{latest.said}”")
    if ahead:
        nearest = min(ahead, key=_start)
        likely = _until(_end(nearest)) if nearest.month else _by_year(nearest.year or 0, _UNTIL_YEAR, -1)
        yield Evidence(likely, f"the first {_kind(nearest)} that it looks ahead to is “{nearest.said}”")


def _kind(m: Mention) -> str:
    return "day" if m.day else "month" if m.month else "year"


_LOOKS: dict[Look, str] = {"ahead": "it looks ahead to", "back": "it looks back on", "either": "it names"}
_PART_DAYS = {"early": PARTS["START"], "mid": PARTS["MID"], "late": PARTS["END"]}


def _start(m: Mention, year: int | None = None) -> int:
    """The first day of what is named, in a year where it has none of its own or another is asked for."""
    return _ordinal(year or m.year or FIRST.year, m.month or 1, m.day or (_PART_DAYS[m.part][0] if m.part else 1))


def _end(m: Mention) -> int:
    return _ordinal(m.year or FIRST.year, m.month or 12, m.day or (_PART_DAYS[m.part][1] if m.part else 31))


def _ordinal(year: int, month: int, day: int) -> int:
    """The place of a day on the axis; of a day that a month has not, of its last."""
    for back in range(4):
        try:
            return (datetime.date(year, month, day - back) - FIRST).days
        except ValueError:
            continue
    raise AssertionError


def _near(m: Mention) -> Likely:
    """How likely each day is for a page that names a month, or a day of a month, of which only the text about it says the year."""
    starts = np.array([_start(m, year) for year in range(FIRST.year - 1, LAST.year + 2)])
    length = 1 if m.day else 10 if m.part else 30
    last, following = (np.repeat(ends, np.diff(np.clip(starts, 0, _SIZE))) for ends in (starts[:-1], starts[1:]))
    behind, before = _days() - last, following - _days()
    after = np.maximum(0, behind - (length - 1))
    inside = behind < length
    back, ahead = _fall(after, _BEHIND), _fall(before, _BEFORE)
    if m.ended:
        # A stretch that began with the year and is over is told of when its figures are out.
        over = np.where(inside, behind - length, after)
        return np.asarray(0.1 / 365 + 0.9 * np.where(over < 0, 0.001, _fall(np.abs(over), ((0.6, 25.0), (0.4, 60.0)))))
    if length > 1:
        ahead = np.where(inside, ahead.max(), ahead)
    share = {"ahead": 0.93, "back": 0.12, "either": 0.4}[m.look]
    likely = _STRAY / 365 + (1 - _STRAY) * (share * ahead + (1 - share) * back)
    if m.weekday is not None and m.day is not None:
        nearest = np.where(behind <= before, last, following)
        right = (nearest + FIRST.weekday()) % 7 == m.weekday
        likely = np.where(right, likely, likely * 0.04)
    return np.asarray(likely)


def _fall(days: NDArray[np.int64], parts: Parts) -> Likely:
    return np.asarray(_fallen(parts).take(days))


@functools.cache
def _fallen(parts: Parts) -> Likely:
    """The sum of exponentials on each whole day."""
    days = np.arange(_SIZE + 800, dtype=np.float64)
    return np.asarray(sum(share / mean * np.exp(-days / mean) for share, mean in parts))


def _until(end: int) -> Likely:
    left = end - _days()
    return np.asarray(np.where(left < 0, 0.03, 0.02 + _fall(np.maximum(left, 0), ((0.4, 30.0), (0.4, 120.0), (0.2, 700.0))) * 60))


def _by_year(year: int, shares: dict[int, float], sign: int) -> Likely:
    gone = (_years() - year) * sign
    least = 0.004
    oldest = max(shares)
    likely = np.where(gone < min(shares), least, np.where(gone > oldest, shares[oldest] * oldest / np.maximum(gone, 1), least))
    for k, share in shares.items():
        likely = np.where(gone == k, share, likely)
    return np.asarray(likely)


def _dateline(line: tuple[int, int] | None) -> Iterator[Evidence]:
    if line is None:
        return
    likely = np.full(_SIZE, 0.002)
    for year in range(FIRST.year, LAST.year + 1):
        at = _ordinal(year, *line)
        for lag, share in ((-1, 0.05), (0, 1.0), (1, 0.5), (2, 0.05)):
            if 0 <= at + lag < _SIZE:
                likely[at + lag] = share
    yield Evidence(likely, f"the dateline names {line[0]:02d}-{line[1]:02d} without a year")


def _lead(body: Sequence[str]) -> Iterator[Evidence]:
    """The first weekday of the first paragraphs: the page's own day or the one before. It moves a range by days only, so it alone is no ground for one."""
    for paragraph in body[:2]:
        for _, weekday in weekdays(paragraph):
            since = (_days() + FIRST.weekday() - weekday) % 7
            yield Evidence(np.asarray(np.select([since == 0, since == 1, since == 2], [1.0, 0.5, 0.1], 0.04)), "")
            return
