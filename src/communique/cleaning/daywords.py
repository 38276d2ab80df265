# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Printed days in a piece of text: full dates, and day and month without a year."""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass

from communique.dates import MONTHS, WEEKDAYS
from communique.model import Span

_MONTH = (
    r"(?P<{0}>jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?|jul(?:y|\.)?|aug(?:ust|\.)?|sept?(?:ember|\.)?|oct(?:ober|\.)?"
    r"|nov(?:ember|\.)?|dec(?:ember|\.)?)"
)  # fmt: skip
MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"  # any word that begins as one, where what stands beside it makes it a month
YEAR = r"(?:19[5-9]|20\d)\d"
_YEAR = rf"(?P<{{0}}>{YEAR})"
_VERBS = frozenset(("may", "march", "mar", "sept", "dec", "jan"))  # months only with their capital
_FORMS = re.compile(
    r"(?<![\w.:])(?:"
    rf"{_MONTH.format('m6')} (?P<d6>\d{{1,2}}) (?:\d\d:\d\d(?::\d\d)? |\([a-z]{{3,9}}\),? ){_YEAR.format('y6')}"  # Feb 4 14:05:00 2021; Feb. 4 (Thu), 2021
    rf"|{_MONTH.format('m1')} ?(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?(?! ?[:%])(?: ?, ?{_YEAR.format('y1')}| {_YEAR.format('y1b')})?"  # February 4, 2021; Sept. 4
    rf"|(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?: of)?[ -]{_MONTH.format('m2')}(?:,?[ -]{_YEAR.format('y2')})?"  # 4 February 2021
    rf"|{_YEAR.format('y7')},? {_MONTH.format('m7')} (?P<d7>\d{{1,2}})"  # 2021 February 4
    rf"|{_YEAR.format('y8')}(?P<m8>0[1-9]|1[0-2])(?P<d8>[0-2]\d|3[01])"  # 20210204
    rf"|{_YEAR.format('y3')}(?P<s3>[-/.] ?)(?P<m3>\d{{1,2}})(?P=s3)(?P<d3>\d{{1,2}})"  # 2021-02-04, 2021/02/04, 2021. 2. 4.
    rf"|(?P<d4>\d{{1,2}})\.(?P<m4>\d{{1,2}})\.{_YEAR.format('y4')}"  # 04.02.2021: where dots stand, the day comes first
    rf"|(?P<a5>\d{{1,2}})/(?P<b5>\d{{1,2}})/{_YEAR.format('y5')}"  # 13/02/2021 and 02/13/2021; where both are possible, neither
    r")(?:(?=t\d\d:\d\d)|(?![\w/]|\.\d))", re.I)  # fmt: skip
_DAY = re.compile("day", re.I)
_NUMBER = re.compile(r"\d+")
_LONGEST_MONTH = 12  # characters of a month with its full stop and space
_MONTH_BEFORE = re.compile(r"[A-Za-z]{3,9}\.? ?\Z")
_WEEKDAY = re.compile(rf"\b({'|'.join(WEEKDAYS)})\b", re.I)


@dataclass(frozen=True, slots=True)
class Printed:
    """A day as printed; `year` None where none stands beside it, `weekday` 0 to 6 where one does."""

    span: Span
    year: int | None
    month: int
    day: int
    weekday: int | None

    @property
    def iso(self) -> str | None:
        return f"{self.year:04d}-{self.month:02d}-{self.day:02d}" if self.year else None


def printed(text: str) -> Iterator[Printed]:
    """All days in a text, in order. Days that no calendar has are left out."""
    for found in _found(text):
        got = found.groupdict()
        if got["a5"]:
            a, b = int(got["a5"]), int(got["b5"])
            if (a > 12) == (b > 12) and a != b:
                continue
            year, month, day = int(got["y5"]), min(a, b) if max(a, b) > 12 else b, max(a, b) if max(a, b) > 12 else a
        else:
            key = next(k for k in "1234678" if got[f"d{k}"])
            named = got[f"m{key}"]
            month = int(named) if named.isdigit() else month_number(named)
            years = got.get(f"y{key}") or (got["y1b"] if key == "1" else None)
            year, day = int(years) if years else 0, int(got[f"d{key}"])
            if named.islower() and named.lower() in _VERBS:
                continue
        try:
            datetime.date(year or 2000, month, day)
        except ValueError:
            continue
        yield Printed(found.span(), year or None, month, day, _beside(text, found.span()))


def _found(text: str) -> Iterator[re.Match[str]]:
    """The forms in a text. Each begins with a number, or with a month right before one: only there are they tried."""
    end = 0
    for number in _NUMBER.finditer(text):
        at = number.start()
        if at < end:
            continue
        month = _MONTH_BEFORE.search(text, max(end, at - _LONGEST_MONTH), at)
        found = (_FORMS.match(text, month.start()) if month else None) or _FORMS.match(text, at)
        if found:
            end = found.end()
            yield found


def _beside(text: str, span: Span) -> int | None:
    """The weekday right before or after a day, if one stands there."""
    before = re.search(r"\b(mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,? (?:the )?$", text[max(0, span[0] - 18) : span[0]], re.I)
    after = re.match(r",? \(?(mon|tue|wed|thu|fri|sat|sun)[a-z]*\b", text[span[1] : span[1] + 14], re.I)
    found = before or after
    return weekday_number(found[1]) if found else None


def month_number(word: str) -> int:
    return next(i for i, name in enumerate(MONTHS, 1) if name.startswith(word.lower()[:3]))


def weekday_number(word: str) -> int:
    return next(i for i, name in enumerate(WEEKDAYS) if name.startswith(word.lower()[:3]))


def weekdays(text: str) -> list[tuple[Span, int]]:
    """Weekdays named in a text, in order: (span, 0 for Monday to 6)."""
    return [(found.span(), weekday_number(found[1])) for found in _WEEKDAY.finditer(text)] if _DAY.search(text) else []
