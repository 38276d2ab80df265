# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Days, months and years that a text names, and whether it looks ahead to them or back on them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from communique.cleaning.daywords import YEAR, month_number, printed
from communique.model import Span

Look = Literal["ahead", "back", "either"]

_MONTH = r"January|February|March|April|May|June|July|August|September|October|November|December|Jan\.|Feb\.|Aug\.|Sept\.|Oct\.|Nov\.|Dec\."
_MONTHS = re.compile(rf"\b(?P<month>{_MONTH})(?: of)?(?:,? (?P<year>{YEAR})(?![\w/-]))?(?! ?\d)")
# "May" and "March" are also a verb, a name, a walk: months only after these words or before a year.
_SURE = re.compile(r"\b(?:in|of|since|last|until|till|by|late|early|mid|from|this|to|next|during|and|between|through|before|after|ahead of|the end of)[ -]$", re.I)
_YEARS = re.compile(rf"(?<![\w.,/$€£-])(?P<year>{YEAR})(?![\w/]|-\w|,\d|\.\d| (?:million|billion|people|troops|tons|dollars|yuan|km|meters|World Cup|Olympic))")
_PERIOD = re.compile(
    rf"\bfirst (?P<months>two|three|four|five|six|seven|eight|nine|ten|10|eleven|11) months(?: of (?P<year1>{YEAR}|this year))?"
    rf"|\b(?P<quarter>first|second|third) quarter(?: of (?P<year2>{YEAR}|this year))?|\bJanuary[- ](?:to )?(?P<to>{_MONTH})(?: period| of this year)", re.I)  # fmt: skip
_NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven")
_QUARTERS = ("first", "second", "third")

# The words before a day, in its sentence, that set it after the page or before it. The nearer of the two decides.
_AHEAD = re.compile(
    r"\b(?:will|would|shall|slated|scheduled|due|set (?:for|to)|is to|are to|to be|to take place|to open|to visit|to meet|to hold|to begin|to start|planned|plans?|planning"
    r"|proposed|upcoming|forthcoming|coming|no later than|deadline|expires?|next|agreed to meet|prepar\w+|expected|ahead of|in the run-up to"
    # "By" only where it speaks of the day: "signed by the two presidents in" and "rose by a third in" look back.
    r"|before|until|till)\b"
    r"|\bby (?:(?:the|end|close|start|beginning|middle|(?:first |second )?half|(?:first|second|third|fourth) quarter|year|month|week|of|in|early|mid|late|this|next"
    rf"|spring|summer|autumn|fall|winter|\w{{3,6}}day,?|{_MONTH})[ -]+)*$", re.I)  # fmt: skip
_BACK = re.compile(
    r"\b(?:was|were|had|did|since|after|died|held|met|killed|began|arrived|broke|ended|took|ago|last|earlier|occurred|signed|started|launched|elected|visited|won|lost|announced|declared"
    r"|published|following|said|told|originally|[a-z]{3,}ed)\b", re.I)  # fmt: skip
_PASSIVE = re.compile(r"\b(?:was|were|had been|has been|is|are|be|been) (?:\w+ )?(?:scheduled|slated|due|set|planned|expected|proposed)\b|\bscheduled|slated\b", re.I)
# After words that point ahead, these turn back: "who will resign after talks held on".
_BACK_AGAIN = re.compile(r"\b(?:was|were|since|after|died|ago|(?<!be )held|(?<!be )killed)\b", re.I)
_BREAK = re.compile(r"[;!?] |(?<=[a-z0-9)]{2}\. )(?=[A-Z\"“])")
_REACH = 90  # characters before a day in which words speak of it


@dataclass(frozen=True, slots=True)
class Mention:
    """A time that a text names. `day` None: a month; `month` None: a year; `year` None: none stands beside it."""

    said: str
    year: int | None
    month: int | None
    day: int | None
    look: Look
    weekday: int | None = None
    part: Literal["early", "mid", "late"] | None = None
    ended: bool = False  # a stretch of the year that is told as over: the first nine months
    early: bool = False  # in the first two paragraphs


def mentions(body: Sequence[str]) -> list[Mention]:
    """All that the paragraphs name, each once, in the order of the text."""
    found = [replace(m, early=at < 2) for at, paragraph in enumerate(body) for m in _in(paragraph)]
    return list(dict.fromkeys(found))


def _in(paragraph: str) -> Iterator[Mention]:
    taken = bytearray(len(paragraph))  # 1 where a character is read already: spans to look through would take the square of the days named

    def take(span: Span) -> None:
        taken[slice(*span)] = b"\1" * (span[1] - span[0])

    for p in printed(paragraph):
        take(p.span)
        yield Mention(paragraph[slice(*p.span)], p.year, p.month, p.day, look(paragraph, p.span[0]), weekday=p.weekday)
    for m in _PERIOD.finditer(paragraph):
        month = _NUMBERS.index(m["months"].lower()) if m["months"] and m["months"].isalpha() else int(m["months"] or 0)
        month = month or (3 * (1 + _QUARTERS.index(m["quarter"].lower())) if m["quarter"] else month_number(m["to"]))
        year = next((int(y) for y in (m["year1"], m["year2"]) if y and y.isdigit()), None)
        if look(paragraph, m.start()) != "ahead":
            take(m.span())
            yield Mention(m[0], year, month, None, "back", ended=True)
    for m in _MONTHS.finditer(paragraph):
        if taken[m.start()]:
            continue
        before = paragraph[max(0, m.start() - 14) : m.start()]
        if m["month"] in ("May", "March") and not m["year"] and not _SURE.search(before):
            continue
        part = re.search(r"\b(early|mid|late)[ -](?:in )?$|\bend of $", before, re.I)
        take(m.span())
        which = (part[1] or "late").lower() if part else None
        yield Mention(m[0], int(m["year"]) if m["year"] else None, month_number(m["month"]), None, look(paragraph, m.start()), part=which)  # type: ignore[arg-type]
    for m in _YEARS.finditer(paragraph):
        if not taken[m.start()]:
            yield Mention(m[0], int(m["year"]), None, None, look(paragraph, m.start()))


def sentence_of(before: str) -> str:
    """Words before a place -> those of its own sentence; "10 a.m.", "Sept." and "U.S." end none."""
    return _BREAK.split(before)[-1]


def look(paragraph: str, at: int) -> Look:
    """Whether the words before a place in its sentence look ahead or back: the last of them decides."""
    before = sentence_of(paragraph[max(0, at - _REACH) : at])
    ahead = max((m.end() for m in _AHEAD.finditer(before)), default=-1)
    if ahead >= 0 and re.search(r"\bhad been (?:\w+ )?(?:scheduled|slated|planned|due|set)|\b(?:originally|last|previously) (?:scheduled|slated|planned)", before, re.I):
        return "either"
    back = max((m.end() for m in _BACK.finditer(_PASSIVE.sub(" ", before))), default=-1)
    if ahead < 0 and back < 0:
        return "either"
    # A past form before the words that point ahead belongs to whoever says so.
    return "ahead" if ahead >= 0 and not _BACK_AGAIN.search(before, ahead) else "back"
