# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""When a page was published, as the page itself shows it: clues, weighed against one another, never the clock.

A clue is a day and where it stands. Each has a weight; clues within a day of one another support each other, and so do the dateline's day and
month and the weekdays that the first paragraphs name. The heaviest day wins, and what speaks against it is said in the basis.
"""

import calendar
import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass

from communique.cleaning.daywords import MONTH, YEAR, Printed, month_number, printed, weekdays
from communique.cleaning.deducing import deduce
from communique.cleaning.mentions import sentence_of
from communique.dates import WEEKDAYS, apart, shift
from communique.model import Days

# Weights are the editor's; only their order matters on most pages: machine-readable days before printed ones, printed heads before captions.
GIVEN, STRUCTURED, META, ADDRESS, DATELINE, HEADER, TIME_TAG, LABELLED, CAPTION = 100.0, 6.0, 5.5, 5.0, 5.0, 4.5, 4.0, 4.0, 2.5
_SUPPORT = 0.5  # share of its weight that a clue adds to another within a day of it
_DATELINE_AGREES, _WEEKDAY_AGREES, _TEXT_IS_LATER = 4.0, 1.0, 3.0
_MOST_CAPTIONS = 40  # that are read for days: each clue is held against all others
_LEAD = 4  # paragraphs in which a bare weekday means the days around publication
# A dateline's day precedes publication by no more than this.
_DATELINE_LAG = 2
_ANOTHER_WEEK = re.compile(r"\b(?:last|next|coming|every|each|until|by|following|previous) $", re.I)


@dataclass(frozen=True, slots=True)
class Clue:
    day: str
    weight: float
    where: str  # "the header line"


@dataclass(frozen=True, slots=True)
class Published:
    day: str | None
    range: Days | None
    basis: tuple[str, ...]


def weigh(clues: Sequence[Clue], *, dateline: str | None, body: Sequence[str], captions: Sequence[str] = (), fetched: str | None = None) -> Published:
    """Clues outside the body, the dateline, the body's paragraphs and the captions -> the day, or a range, or neither, each with its basis.

    Where nothing is printed, the range is deduced from the text (deducing.py); the day on which the page was fetched bounds it.
    """
    named = _lead_weekdays(body)
    line = next(iter(printed(dateline or "")), None)
    all_clues = [*clues, *_dateline_clue(line, clues), *_caption_clues(captions)]
    if not all_clues:
        return _from_body(body, line, fetched)
    latest = _latest_past(body)
    scored = [(_score(clue, all_clues, line, named, latest), clue) for clue in all_clues]
    best = max(scored, key=lambda sc: (sc[0], sc[1].weight))[1]
    if best.weight <= CAPTION:
        return _from_caption(best, named)
    return Published(best.day, (best.day, best.day), _basis(best, all_clues, line, named, latest))


def _score(clue: Clue, clues: Sequence[Clue], line: Printed | None, named: Sequence[int], latest: str | None) -> float:
    score = clue.weight + sum(_SUPPORT * other.weight for other in clues if other is not clue and _days_apart(clue.day, other.day) <= 1)
    if line is not None and line.year is None and clue.weight < GIVEN:
        score += _DATELINE_AGREES if _follows(line, clue.day) else -_DATELINE_AGREES
    if named:
        score += _WEEKDAY_AGREES if _weekday_fits(clue.day, named) else 0.0
    if latest is not None and latest > shift(clue.day, 1) and clue.weight < GIVEN:
        score -= _TEXT_IS_LATER
    return score


def _basis(best: Clue, clues: Sequence[Clue], line: Printed | None, named: Sequence[int], latest: str | None) -> tuple[str, ...]:
    basis = [f"{best.where} names {best.day}" if best.weight < GIVEN else f"the day {best.day} was given with the page"]
    for other in dict.fromkeys(clues):
        if other is best or (other.where == best.where and other.day == best.day):
            continue
        distance = _days_apart(other.day, best.day)
        said = f"{other.where} names {other.day}"
        basis.append(f"{other.where} agrees" if not distance else f"{said}, a day apart" if distance == 1 else f"{said}: not followed")
    if line is not None and line.year is None:
        basis.append("the dateline's day and month agree" if _follows(line, best.day) else f"the dateline's day ({line.month:02d}-{line.day:02d}) does not agree")
    fitting = [w for w in named if _weekday_fits(best.day, [w])]
    if fitting:
        basis.append(f"the text says {WEEKDAYS[fitting[0]].title()}, and {_on_weekday(best.day, fitting[0])} is one")
    if latest is not None and latest > shift(best.day, 1):
        basis.append(f"the text names {latest}, which is later")
    return tuple(dict.fromkeys(basis))


def _from_caption(clue: Clue, named: Sequence[int]) -> Published:
    """A caption's day is the picture's: the page is of that day if the text's weekday agrees, else of the week that begins there."""
    if named and _weekday_fits(clue.day, named[:1]):
        on = _on_weekday(clue.day, named[0])
        return Published(clue.day, (clue.day, clue.day), (f"{clue.where} names {clue.day}", f"the text says {WEEKDAYS[named[0]].title()}, and {on} is one"))
    if named:
        after = next(day for day in (shift(clue.day, by) for by in range(1, 8)) if datetime.date.fromisoformat(day).weekday() == named[0])
        return Published(None, (after, shift(after, 1)), (f"{clue.where} names {clue.day}", f"the text says {WEEKDAYS[named[0]].title()}, which next is {after}"))
    return Published(None, (clue.day, shift(clue.day, 7)), (f"{clue.where} names {clue.day}, the day of the picture; the page names no other",))


def _from_body(body: Sequence[str], line: Printed | None, fetched: str | None) -> Published:
    """Only the text speaks. A full day with its weekday in the first paragraphs is the news; all else together may leave a range, or only bounds it from below."""
    lead = [p for paragraph in body[:_LEAD] for p in printed(paragraph) if p.iso is not None and not _is_ahead(paragraph, p.span[0], _REACH_DAY)]
    for found in sorted(lead, key=lambda p: p.iso or "", reverse=True):
        if found.iso is not None and found.weekday is not None and datetime.date.fromisoformat(found.iso).weekday() == found.weekday:
            named = f"{WEEKDAYS[found.weekday].title()}, {found.iso}"
            return Published(None, (found.iso, shift(found.iso, 3)), (f"the first paragraphs name {named}, and the page prints no date of its own",))
    if (deduced := deduce(body, dateline=(line.month, line.day) if line is not None else None, fetched=fetched)) is not None:
        return Published(None, *deduced)
    said = [f"the dateline names {line.month:02d}-{line.day:02d} without a year"] if line is not None else []
    latest = _latest_past(body)
    lower = max([*_months(body), *(f"{year}-01-01" for year in _past_years(body)), *([latest] if latest else [])], default=None)
    bound = "its text names no year" if lower is None else f"its text looks back on {lower[:4] if lower.endswith('-01-01') else lower[:7]}: it is not older"
    return Published(None, None, (*said, f"the page prints no date of its own, and {bound}"))


def _dateline_clue(line: Printed | None, clues: Sequence[Clue]) -> list[Clue]:
    """The dateline's day. Without a year it supports clues that follow it; if none does, it is the last such day before the heaviest of them."""
    if line is None:
        return []
    if line.iso is not None:
        return [Clue(line.iso, DATELINE, "the dateline")]
    if not clues or any(_follows(line, clue.day) for clue in clues):
        return []
    latest = max(clues, key=lambda clue: clue.weight).day
    for year in (int(latest[:4]), int(latest[:4]) - 1):
        day = f"{year:04d}-{line.month:02d}-{line.day:02d}"
        if day <= latest and not (line.month == 2 and line.day == 29 and not calendar.isleap(year)):
            return [Clue(day, DATELINE, "the dateline, in the last year that it can be of,")]
    return []


def _caption_clues(captions: Sequence[str]) -> list[Clue]:
    found = [(p.iso, caption) for caption in captions[:_MOST_CAPTIONS] for p in printed(caption) if p.iso is not None]
    return [Clue(day, CAPTION * (0.4 if re.search(r"\bfile\b", caption, re.I) else 1.0), "the caption") for day, caption in found]


def _lead_weekdays(body: Sequence[str]) -> list[int]:
    """Weekdays in the first paragraphs that mean the days around publication: none with "last", "next" or a date beside it."""
    out = []
    for paragraph in body[:_LEAD]:
        if not (named := weekdays(paragraph)):
            continue
        dated = bytearray(len(paragraph) + 1)
        for p in printed(paragraph):
            low, high = max(0, p.span[0] - 3), p.span[1] + 1
            dated[low:high] = b"\1" * (high - low)
        for (start, end), weekday in named:
            away = _ANOTHER_WEEK.search(paragraph[max(0, start - 12) : start])
            if not away and not dated[end]:
                out.append(weekday)
    return out


def _weekday_fits(day: str, named: Sequence[int]) -> bool:
    weekday = datetime.date.fromisoformat(day).weekday()
    return any((weekday - w) % 7 <= 1 for w in named)


def _on_weekday(day: str, weekday: int) -> str:
    return day if datetime.date.fromisoformat(day).weekday() == weekday else shift(day, -1)


def _follows(line: Printed, day: str) -> bool:
    """Whether a day is the dateline's or right after it."""
    date = datetime.date.fromisoformat(day)
    return any((back.month, back.day) == (line.month, line.day) for back in (date - datetime.timedelta(days=by) for by in range(-1, _DATELINE_LAG + 1)))


def _days_apart(a: str, b: str) -> int:
    return apart((a, a), (b, b))


_AHEAD = re.compile(r"\b(?:will|would|to be|until|by|scheduled|slated|expected|planned|plans?|due|deadline|ahead of|before|expires?|upcoming|next|from|through)\b", re.I)


_PAST_YEAR = re.compile(rf"(?<![\w.,/$€£-]){YEAR}(?![\w/-]|,\d|\.\d| (?:million|billion|people|troops|tons))")
_PAST_MONTH = re.compile(rf"\b({MONTH}),? ({YEAR})\b")
_REACH_DAY, _REACH = 80, 60  # characters before a day, and before a month or year, in which words speak of it


def _is_ahead(paragraph: str, at: int, reach: int) -> bool:
    """Whether words before a place, in its sentence, look ahead to it."""
    return bool(_AHEAD.search(sentence_of(paragraph[max(0, at - reach) : at])))


def _latest_past(body: Sequence[str]) -> str | None:
    days = ((p.iso, paragraph, p.span[0]) for paragraph in body for p in printed(paragraph) if p.iso is not None)
    latest: str | None = None
    for iso, paragraph, at in days:
        if (latest is None or iso > latest) and not _is_ahead(paragraph, at, _REACH_DAY):
            latest = iso
    return latest


def _past_years(body: Sequence[str]) -> list[int]:
    """Years that the text looks back on: those after words that look ahead are left out."""
    return [int(found[0]) for paragraph in body for found in _PAST_YEAR.finditer(paragraph) if not _is_ahead(paragraph, found.start(), _REACH)]


def _months(body: Sequence[str]) -> list[str]:
    """First days of the months of a year that the text looks back on."""
    found = (m for paragraph in body for m in _PAST_MONTH.finditer(paragraph) if not _is_ahead(paragraph, m.start(), _REACH))
    return [f"{m[2]}-{month_number(m[1]):02d}-01" for m in found]
