# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""The door that puts estimates into pages, and into what the pages tell."""

import calendar
import re
from collections.abc import Sequence
from dataclasses import replace

from communique.dates import both, day, part, shift, width
from communique.model import Article, Coded, CommitmentMention, DateEstimate, Days, EventMention, Span, Statement, Timex
from communique.text import overlap

FRESH = 2  # days: what a story tells without a day happened on its own day or the two before it
LONGEST = 10  # days: a wider range of publication says nothing of the day of an event told without one
AHEAD = re.compile(
    r"\b(?:(?:will|shall|would|to be|scheduled|slated|expected|planned|plans? to|due|set (?:to|for)|upcoming|deadline|proposed for|ahead of)\b[^.;]{0,60}"
    r"|(?:by|until|before|next) )$",
    re.IGNORECASE,
)
LEFT_OPEN = re.compile(r"background|ahead of the story")
PARTS = {"early": "START", "beginning": "START", "start": "START", "mid": "MID", "middle": "MID", "late": "END", "end": "END"}
PART = re.compile(r"\b(early|beginning|start|mid|middle|late|end)\b", re.IGNORECASE)


def apply(pages: Sequence[Coded], dates: Sequence[DateEstimate]) -> list[Coded]:
    """Pages, with each estimate in its article and in the events, statements and commitments that waited for a day; in the given order.

    An article gets the range and its basis, and a day where the range is one. An event without days gets those of the weekday or month that its
    evidence names, counted from the page's range, else the range itself and the two days before; told as background or as a plan without a time, it
    stays open. A statement's date is filled only where it is one day. Each filled range says "from" what. Pure: nothing that had days is changed.
    """
    known = {d.article: d for d in dates}
    return [_with(page, known[page.article.id]) if page.article.id in known and page.article.published is None else page for page in pages]


def _with(page: Coded, estimate: DateEstimate) -> Coded:
    days = estimate.published_range
    one = days[0] if days[0] == days[1] else None
    article = replace(page.article, published=one, published_range=days, published_basis=(*page.article.published_basis, *estimate.basis))
    plans = {c.event for c in page.commitments if c.kind == "schedule" and c.event}
    events = tuple(_event(e, page, days, planned=e.id in plans or "future" in e.auxiliary) for e in page.events)
    by_id = {e.id: e for e in events}
    return replace(
        page,
        article=article,
        events=events,
        statements=tuple(_statement(s, page, days) for s in page.statements),
        commitments=tuple(_commitment(c, by_id.get(c.event or ""), one) for c in page.commitments),
    )


def _event(event: EventMention, page: Coded, days: Days, *, planned: bool) -> EventMention:
    waited = event.date_range is None or event.date_range == page.article.published_range
    if event.date is not None or not waited:
        return event
    for timex in page.times:
        if any(overlap(timex.span, span) for span in event.evidence) and (named := named_days(page.article, timex, days, planned=planned)):
            said = page.article.text[timex.start : timex.end]
            return _dated(event, named, f"from “{said}”, counted from the page's estimated days {days[0]} to {days[1]}")
    if planned or width(days) > LONGEST or "historical" in event.auxiliary or any(LEFT_OPEN.search(b) for b in event.date_basis):
        return event
    return _dated(event, (shift(days[0], -FRESH), days[1]), f"from the page's estimated days {days[0]} to {days[1]}, or the two days before")


def _dated(event: EventMention, days: Days, basis: str) -> EventMention:
    return replace(event, date=days[0] if days[0] == days[1] else None, date_range=days, date_basis=(*event.date_basis, basis))


def _statement(statement: Statement, page: Coded, days: Days) -> Statement:
    """A statement's day: its weekday's where its source or cue stands beside one; else the page's where that is one day."""
    if statement.date is not None:
        return statement
    for timex in page.times:
        if any(_beside(timex.span, span) for span in (*statement.cue, *statement.source)) and (named := named_days(page.article, timex, days, planned=False)):
            return replace(statement, date=named[0]) if named[0] == named[1] else statement
    return replace(statement, date=days[0]) if days[0] == days[1] else statement


def _beside(a: Span, b: Span) -> bool:
    """Whether two spans lie within a few words of each other."""
    return a[0] - b[1] < 25 and b[0] - a[1] < 25


def _commitment(commitment: CommitmentMention, event: EventMention | None, one: str | None) -> CommitmentMention:
    due = commitment.due or (event.date_range if event and commitment.kind == "schedule" else None)
    made = commitment.made or (None if commitment.kind == "schedule" else (event.date if event and event.date else one))
    return replace(commitment, due=due, made=made)


def named_days(article: Article, timex: Timex, days: Days, *, planned: bool) -> Days | None:
    """The days of a weekday or month without year, as it is meant on a page published in the range: the latest up to then, or the next from then."""
    if timex.type not in {"DATE", "TIME"}:
        return None
    ahead = planned or bool(AHEAD.search(article.text[max(0, timex.start - 70) : timex.start]))
    if match := re.match(r"XXXX-WXX-([1-7])", timex.value):
        return _weekday(int(match[1]), days, ahead=ahead)
    if match := re.fullmatch(r"XXXX-(\d{2})(?:-(\d{2}))?", timex.value):
        near = [m for year in range(int(days[0][:4]) - 1, int(days[1][:4]) + 2) if (m := _month(year, int(match[1]), match[2]))]
        fitting = [m for m in near if (m[1] >= days[0] if ahead else m[0] <= days[1])]
        if not fitting:
            return None
        found = fitting[0] if ahead else fitting[-1]
        if not match[2] and (which := PART.search(article.text[timex.start : timex.end])):
            found = part(found[0][:7], PARTS[which[1].lower()])
        return both(found, (days[0], "9999-12-31")) or found if ahead else both(found, ("0001-01-01", days[1])) or found
    return None


def _weekday(which: int, days: Days, *, ahead: bool) -> Days | None:
    if width(days) > 7:
        return None
    found = []
    for n in range(width(days)):
        one = shift(days[0], n)
        back = (day(one).isoweekday() - which) % 7
        found.append(shift(one, (7 - back) % 7 if ahead else -back))
    return min(found), max(found)


def _month(year: int, month: int, which: str | None) -> Days | None:
    last = calendar.monthrange(year, month)[1] if 1 <= month <= 12 else 0
    if not last or (which and int(which) > last):
        return None
    return (f"{year:04d}-{month:02d}-{which or '01'}", f"{year:04d}-{month:02d}-{which or f'{last:02d}'}")
