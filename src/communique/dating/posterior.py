# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""The days that neighbours, the weekday and the days that a page names leave together, each day more or less likely."""

import datetime
import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from communique.dates import day, width
from communique.dating.likely import Neighbour, Seen
from communique.dating.telling import AHEAD
from communique.model import Days, Timex

Likely = NDArray[np.float64]

MARGIN = 60  # days before and after the record's own that are considered
ELSEWHERE = 0.1  # share of undated pages that are of another time than the record's
SPREAD = 7.0  # mean days by which the record's days are smoothed
EVEN = 0.2  # share of the record's prior that is even over all days
# Neighbours repeat one another: each counts for less than it would alone, and those after the first for less again. Chosen on the stories of likely.py.
TRUST, AFTER = 0.5, 0.5
MOST_1, MOST_8 = 0.97, 0.985
# The page's day after the weekday in its lead: 904, 54 and 10 of 988 stories; less sharp, as not every house tells of the same day.
WEEKDAY = (0.74, 0.2, 0.03, 0.0075, 0.0075, 0.0075, 0.0075)
NAMED = 0.7  # what each named day counts
DEDUCED = 0.07  # how often the range that a page's own text leaves misses its day
FIRM = 31  # days: a narrower range of the page's own was printed, and holds
_NAMED_DAY = re.compile(r"XXXX-(\d{2})-(\d{2})")


class Record:
    """The days on which the record's pages were printed."""

    def __init__(self, printed: Sequence[int]) -> None:
        self.first = min(printed) - MARGIN
        self.days = np.arange(self.first, max(printed) + MARGIN + 1)
        counts = np.bincount(np.array(printed) - self.first, minlength=len(self.days)).astype(np.float64)
        reach = np.exp(-np.abs(np.arange(-40, 41)) / SPREAD)
        smooth = np.convolve(counts, reach, "same")
        self.share = (1 - EVEN) * smooth / smooth.sum() + EVEN / len(self.days)
        self.sums = np.concatenate(([0.0], np.cumsum(self.share)))

    def near(self, at: int, reach: int) -> float:
        """The share of the record's pages within some days of one."""
        place = at - self.first
        return float(self.sums[min(len(self.days), place + reach + 1)] - self.sums[max(0, place - reach)])


def shortest(record: Record, one: Seen, near: Sequence[Neighbour], mass: float) -> Days | None:
    """The shortest range that holds the page's day with that chance; None where another time than the record's is too likely."""
    total, outside = np.log((1 - ELSEWHERE) * record.share), np.log(ELSEWHERE)
    for rank, n in enumerate(near):
        weight = TRUST * (1.0 if rank == 0 else AFTER)
        likely, away = _of_neighbour(record, n)
        total += weight * np.log(likely)
        outside += weight * np.log(away)
    total += np.log(_of_text(record, one))
    top = max(float(total.max()), float(outside))
    shares = np.exp(total - top)
    shares /= shares.sum() + np.exp(outside - top)
    sums = np.concatenate(([0.0], np.cumsum(shares)))
    if sums[-1] < mass:
        return None
    ends = np.searchsorted(sums, sums[:-1] + mass)
    widths = np.where(ends < len(sums), ends - np.arange(len(shares)), len(sums) + 1)
    first = int(np.argmin(widths))
    return _iso(record.first + first), _iso(record.first + int(ends[first]) - 1)


def _of_neighbour(record: Record, n: Neighbour) -> tuple[Likely, float]:
    """How much more likely a neighbour of this day is for a page of each day than for any page of the record; and for one of another time."""
    within_1, within_8 = min(n.within_1, MOST_1), min(n.within_8, MOST_8)
    near_1, near_8 = record.near(n.at, 1), record.near(n.at, 8)
    away = (1 - within_8) / (1 - near_8 if near_8 < 0.99 else 0.01)
    gap = np.abs(record.days - n.at)
    around = max((within_8 - within_1) / max(near_8 - near_1, 1e-6), 1e-6)
    likely = np.select([gap == 0, gap == 1, gap <= 8], [1.3 * within_1 / near_1, 0.85 * within_1 / near_1, around], away)
    return np.maximum(likely, 1e-6), max(away, 1e-6)


def _of_text(record: Record, one: Seen) -> Likely:
    """What the page's own words say: the weekday of its lead, the days without a year, the range that was deduced from it."""
    likely = np.ones(len(record.days))
    if one.told.weekday is not None:
        likely *= 7 * np.array(WEEKDAY)[((record.days + 6) % 7 + 1 - one.told.weekday) % 7]
    for timex in named_days(one):
        likely *= _of_day(record, timex, ahead=_is_ahead(one, timex)) ** NAMED
    own = one.page.article.published_range
    if own is not None:
        inside = (record.days >= day(own[0]).toordinal()) & (record.days <= day(own[1]).toordinal())
        likely *= np.where(inside, 1.0, 0.0 if width(own) <= FIRM else DEDUCED)
    return np.maximum(likely, 1e-30)


def named_days(one: Seen) -> list[Timex]:
    """Days of a month without a year, each once."""
    found: dict[str, Timex] = {}
    for timex in one.page.times:
        if match := _NAMED_DAY.match(timex.value):
            found.setdefault(match[0], timex)
    return list(found.values())


def _is_ahead(one: Seen, timex: Timex) -> bool:
    return bool(AHEAD.search(one.page.article.text[max(0, timex.start - 70) : timex.start]))


def _of_day(record: Record, timex: Timex, *, ahead: bool) -> Likely:
    """A named day is a few days off, told of before or after: the shapes are those of the days that wire stories name (cleaning measures the same)."""
    month, number = int(timex.value[5:7]), int(timex.value[8:10])
    gap = np.full(len(record.days), 400.0)
    for year in range(datetime.date.fromordinal(record.first).year - 1, datetime.date.fromordinal(int(record.days[-1])).year + 2):
        try:
            off = record.days - datetime.date(year, month, number).toordinal()
        except ValueError:
            continue
        gap = np.where(np.abs(off) < np.abs(gap), off, gap)
    size = np.abs(gap)
    after = np.where(gap >= 0, 0.15 * (gap == 0) + _fall(size, 0.5, 8) + _fall(size, 0.3, 35) + _fall(size, 0.05, 100), 0.0)
    before = np.where(gap <= 0, 0.05 * (gap == 0) + _fall(size, 0.55, 8) + _fall(size, 0.3, 30) + _fall(size, 0.1, 90), 0.0)
    share = 0.92 if ahead else 0.3
    return np.asarray(0.05 + 0.95 * 365 * (share * before + (1 - share) * after))


def _fall(days: Likely, share: float, mean: float) -> Likely:
    return np.asarray(share / mean * np.exp(-days / mean))


def _iso(ordinal: int) -> str:
    return datetime.date.fromordinal(ordinal).isoformat()
