# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""When an event was, or is to be: its own time expression, else its sentence's, its statement's, the page's; always with the basis."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from communique import dates
from communique.coding.candidates import within
from communique.errors import DateError
from communique.model import Annotated, Days, Span, Statement, Timex
from communique.text import inside

FRESH = 1  # days: what a news story tells without a day happened on its own day or the one before it
LEAD = 2  # sentences at whose head a story names the day of its news
NEWS = 3  # days before its page on which that day may lie
# A time behind one of these bounds the event, it is not its day ("the first talks since the inauguration on 20 January").
BOUNDS = frozenset({"since", "until", "till", "before", "after", "following"})
# What is said in these on a day is said that day ("in his Nov. 8 memorandum he recommended").
OCCASIONS = frozenset(
    "address announcement briefing broadcast communique conference interview letter meeting memo memorandum message note remark report session speech statement summit talk".split()
)
CONTENT = frozenset({"NOUN", "PROPN", "VERB"})
PART = re.compile(r"\b(early|beginning|mid|middle|late|end)\b", re.I)
PARTS = {"early": "START", "beginning": "START", "mid": "MID", "middle": "MID", "late": "END", "end": "END"}
DECADE = {"START": (0, 4), "MID": (3, 7), "END": (5, 9)}  # years, wide enough for what writers mean by "the late 1980s"


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
    part = PART.search(text[timex.span[0] : timex.span[1]])
    if match := re.fullmatch(r"(\d{3})", value):
        first, last = DECADE[PARTS[part[1].lower()]] if part else (0, 9)
        return f"{match[1]}{first}-01-01", f"{match[1]}{last}-12-31"
    try:
        known = dates.days(value)
        if part:
            known = dates.part(value, PARTS[part[1].lower()]) if re.fullmatch(r"\d{4}-\d{2}", value) else known
    except DateError:
        return None
    return known


def when(doc: Annotated, *, clause: Span, sentence: Span, trigger: int, statement: Statement | None, background: bool, ahead: bool, coming: bool = False) -> When:
    """The day of an event whose trigger (a token) stands in this clause of this sentence. `background`: told as history; `ahead`: planned; `coming`: not yet done."""
    text = doc.article.text
    word = (doc.tokens[trigger].start, doc.tokens[trigger].end)
    duration = next((t.value for t in _near(doc.times, clause, word) if t.type == "DURATION" and t.value.startswith("PT")), None)
    for place, name in ((clause, "its clause"), (sentence, "its sentence")):
        for timex in _near(doc.times, place, word):
            known = days_of(text, timex)
            if known is None or not of(doc, timex, trigger, way := _way(doc, timex, trigger)) or bounds(doc, way):
                continue
            known = _so_far(doc, _with_others(doc, timex, known), ahead or coming)
            if ahead and place is sentence and doc.article.published_range and known[1] < doc.article.published_range[0]:
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
    if news := day_of_news(doc):
        words, day = news
        return When(day, (day, day), (f"no day is given: the day of the story's news, “{words}”, at its head",), duration)
    return When(None, (dates.shift(page[0], -FRESH), page[1]), (f"no day is given: the page's own day, {page[1]}, or the one before it",), duration)


def _so_far(doc: Annotated, known: Days, coming: bool) -> Days:
    """What was done in days that are not over when the page appears was done before it does ("earlier this year")."""
    page = doc.article.published_range
    return (known[0], page[1]) if page and not coming and known[0] <= page[1] < known[1] else known


def _with_others(doc: Annotated, timex: Timex, known: Days) -> Days:
    """The days from the first to the last of times told in a row ("in 2018 and 2019")."""
    tokens, mine = doc.tokens, within(doc, timex.span)
    for other in doc.times:
        if other is timex:
            continue
        words = within(doc, other.span)
        joined = any(tokens[i].dep == "conj" and tokens[i].head in above for some, above in ((words, mine), (mine, words)) for i in some)
        days = days_of(doc.article.text, other) if joined else None
        if days:
            known = (min(known[0], days[0]), max(known[1], days[1]))
    return known


def day_of_news(doc: Annotated) -> tuple[str, str] | None:
    """The words and the day at the head of the body that say when its news happened; None where it names none shortly before its page."""
    page = doc.article.published_range
    if page is None or not doc.article.body:
        return None
    begin = doc.article.body[0][0]
    ends = (doc.tokens[last - 1].end for first, last in doc.sentences if doc.tokens[first].start >= begin)
    end = max(islice(ends, LEAD), default=begin)
    for timex in doc.times:
        known = days_of(doc.article.text, timex) if begin <= timex.span[0] < end else None
        if known and known[0] == known[1] and dates.shift(page[0], -NEWS) <= known[0] <= page[1]:
            return doc.article.text[timex.span[0] : timex.span[1]], known[0]
    return None


def _way(doc: Annotated, timex: Timex, trigger: int) -> list[int]:
    """The words from a time expression up to what governs the trigger, which is left out; up to a root, where the parse joins the two nowhere."""
    tokens = doc.tokens
    over = {trigger}
    at = trigger
    while tokens[at].head != at:
        at = tokens[at].head
        over.add(at)
    at = next(iter(within(doc, timex.span)), trigger)
    way: list[int] = []
    while at not in over:
        way.append(at)
        if tokens[at].head == at:
            break
        at = tokens[at].head
    return way


def of(doc: Annotated, timex: Timex, trigger: int, way: Sequence[int]) -> bool:
    """Whether a time expression can be the event's: it hangs on the trigger, on what governs it or on a clause that describes it, not on some other word."""
    tokens = doc.tokens
    for at in way:
        above = tokens[at].head
        if above == at:
            return True  # another root: the parse does not tell
        inner = tokens[at].pos in CONTENT and not timex.span[0] <= tokens[at].start < timex.span[1]
        if (
            inner
            and not (above == trigger and tokens[at].dep in ("relcl", "acl"))
            and not (tokens[at].lemma.lower() in OCCASIONS and tokens[above].lemma.lower() in ("in", "at", "during"))
        ):
            return False
    return True


def bounds(doc: Annotated, way: Sequence[int]) -> bool:
    """Whether a time expression hangs on a word that only bounds the event."""
    passed = (doc.tokens[at] for at in way if doc.tokens[at].head != at)
    return any(token.lemma.lower() in BOUNDS and token.pos in ("ADP", "SCONJ", "VERB") for token in passed)


def _near(times: Sequence[Timex], place: Span, trigger: Span) -> list[Timex]:
    """The time expressions in a place, the nearest to the trigger first."""
    return sorted((t for t in times if inside(t.span, place)), key=lambda t: (max(t.span[0] - trigger[1], trigger[0] - t.span[1]), t.span))


def _one(known: Days) -> str | None:
    return known[0] if known[0] == known[1] else None
