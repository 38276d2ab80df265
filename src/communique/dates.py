# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Ground floor: closed ranges of days. A vague date is a range with a basis; an unreadable one is an error."""

import calendar
import datetime
import re

from communique.errors import DateError
from communique.model import Days

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
# PLOVER mentions carry "early", "mid" and "late"; the thirds of a month are news agencies' usage.
PARTS = {"START": (1, 10), "MID": (11, 20), "END": (21, 31)}


def day(text: str) -> datetime.date:
    """An ISO day; anything else is a DateError."""
    try:
        return datetime.date.fromisoformat(text)
    except ValueError as fault:
        raise DateError(text) from fault


def days(text: str) -> Days:
    """'2021', '2021-02', '2021-02-04', '2018-W11', '2018-Q1', '2018-03-16T09:00' -> the closed range of days it names."""
    if match := re.fullmatch(r"(\d{4})", text):
        return f"{text}-01-01", f"{text}-12-31"
    if match := re.fullmatch(r"(\d{4})-(\d{2})", text):
        year, month = int(match[1]), int(match[2])
        if not 1 <= month <= 12:
            raise DateError(text)
        return f"{text}-01", f"{text}-{calendar.monthrange(year, month)[1]:02d}"
    if match := re.fullmatch(r"(\d{4})-Q([1-4])", text):
        first, last = 3 * int(match[2]) - 2, 3 * int(match[2])
        return f"{match[1]}-{first:02d}-01", days(f"{match[1]}-{last:02d}")[1]
    if match := re.fullmatch(r"(\d{4})-W(\d{2})(?:-WE)?", text):
        try:
            monday = datetime.date.fromisocalendar(int(match[1]), int(match[2]), 1)
        except ValueError as fault:
            raise DateError(text) from fault
        return monday.isoformat(), (monday + datetime.timedelta(days=6)).isoformat()
    one = day(text[:10]).isoformat() if re.fullmatch(r"\d{4}-\d{2}-\d{2}(?:T.*)?", text) else day(text).isoformat()
    return one, one


def part(month: str, which: str) -> Days:
    """('2018-04', 'END') -> ('2018-04-21', '2018-04-30'): TIMEX3's START, MID and END of a month."""
    first, last = days(month)
    low, high = PARTS[which]
    return f"{month}-{low:02d}", min(f"{month}-{high:02d}", last) if first <= last else last


def width(span: Days) -> int:
    """Days in a closed range."""
    return (day(span[1]) - day(span[0])).days + 1


def shift(iso_day: str, by: int) -> str:
    return (day(iso_day) + datetime.timedelta(days=by)).isoformat()


def apart(a: Days, b: Days) -> int:
    """Days between two ranges; 0 where they touch or overlap."""
    if a[0] > b[1]:
        return (day(a[0]) - day(b[1])).days
    if b[0] > a[1]:
        return (day(b[0]) - day(a[1])).days
    return 0


def both(a: Days, b: Days) -> Days | None:
    """The days in both ranges."""
    first, last = max(a[0], b[0]), min(a[1], b[1])
    return (first, last) if first <= last else None
