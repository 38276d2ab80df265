# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""When an event was, or is to be: its own time expression, else its sentence's, its statement's, the page's; always with the basis."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from communique import dates
from communique.errors import DateError
from communique.model import Annotated, Days, Span, Statement, Timex
from communique.text import inside

FRESH = 2  # days: what a news story tells without a day happened on its own day or the two before it
# A time behind one of these bounds the event, it is not its day ("the first talks since the inauguration on 20 January").
BOUNDS = frozenset({"since", "until", "till", "before", "after", "following"})
PART = re.compile(r"\b(early|beginning|mid|middle|late|end)\b", re.I)
PARTS = {"early": "START", "beginning": "START", "mid": "MID", "middle": "MID", "late": "END", "end": "END"}


@dataclass(frozen=True, slots=True)
class When:
    """A day where one is known, the closed range of days otherwise, and why."""

    date: str | None
    range: Days | None
    basis: tuple[str, ...]
    duration: str | None = None


def days_of(text: str, timex: Timex) -> Days | None:
    """The days that a time expression names; None for what names none (durations, vague or unresolved ones)."""
    if timex.type not in ("DATE", "TIME"):
        return None
    value = re.sub(r"T(\d\d.*|MO|MI|AF|EV|NI|DT)$", "", timex.value)
    if match := re.fullmatch(r"(\d{3})", value):
        return f"{match[1]}0-01-01", f"{match[1]}9-12-31"
    try:
        known = dates.days(value)
        if part := PART.search(text[timex.span[0] : timex.span[1]]):
            known = dates.part(value, PARTS[part[1].lower()]) if re.fullmatch(r"\d{4}-\d{2}", value) else known
    except DateError:
        return None
    return known


def when(doc: Annotated, *, clause: Span, sentence: Span, trigger: int, statement: Statement | None, background: bool, ahead: bool) -> When:
    """The day of an event whose trigger (a token) stands in this clause of this sentence. `background`: told as history; `ahead`: planned."""
    text = doc.article.text
    word = (doc.tokens[trigger].start, doc.tokens[trigger].end)
    duration = next((t.value for t in _near(doc.times, clause, word) if t.type == "DURATION" and t.value.startswith("PT")), None)
    for place, name in ((clause, "its clause"), (sentence, "its sentence")):
        for timex in _near(doc.times, place, word):
            known = days_of(text, timex)
            if known is None or bounds(doc, timex, trigger) or (ahead and doc.article.published_range and known[1] < doc.article.published_range[0] and place is sentence):
                continue
            return When(_one(known), known, (f"{name} says “{text[timex.span[0] : timex.span[1]]}”",), duration)
    if background:
        return When(None, None, ("told as background, without a time",), duration)
    if ahead:
        return When(None, None, ("ahead of the story, without a time",), duration)
    if statement and statement.date:
        return When(statement.date, (statement.date, statement.date), ("the day of the statement that tells it",), duration)
    page = doc.article.published_range
    if page is None:
        return When(None, None, ("neither the event nor its page carries a date",), duration)
    if dates.width(page) > 1:
        return When(None, page, ("the days in which the page may have been published",), duration)
    return When(None, (dates.shift(page[0], -FRESH), page[1]), (f"no day is given: the page's own day, {page[1]}, or the two before it",), duration)


def bounds(doc: Annotated, timex: Timex, trigger: int) -> bool:
    """Whether a time expression hangs on a word that only bounds the event: read on the way up to what it shares with the trigger."""
    tokens = doc.tokens
    over = {trigger}
    at = trigger
    while tokens[at].head != at:
        at = tokens[at].head
        over.add(at)
    at = next((i for i, t in enumerate(tokens) if timex.span[0] <= t.start < timex.span[1]), trigger)
    while at not in over and tokens[at].head != at:
        if tokens[at].lemma.lower() in BOUNDS and tokens[at].pos in ("ADP", "SCONJ", "VERB"):
            return True
        at = tokens[at].head
    return False


def _near(times: Sequence[Timex], place: Span, trigger: Span) -> list[Timex]:
    """The time expressions in a place, the nearest to the trigger first."""
    return sorted((t for t in times if inside(t.span, place)), key=lambda t: (max(t.span[0] - trigger[1], trigger[0] - t.span[1]), t.span))


def _one(known: Days) -> str | None:
    return known[0] if known[0] == known[1] else None
