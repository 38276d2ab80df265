# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""What a page tells of its own day: the weekday of its news, and what it reports between whom."""

import re
from dataclasses import dataclass

from communique.dates import apart, shift
from communique.model import Coded, EventType

LEAD = 700  # characters of the body in which a bare weekday is the day of the news
BACK = 3  # days before its page on which a fresh event lies at most
WEEKDAY = re.compile(r"(?:(?:early|late) )?(?:on )?(mon|tues|wednes|thurs|fri|satur|sun)day(?:['’]s)?(?: (?:morning|afternoon|evening|night|noon))?", re.IGNORECASE)
NUMBERS = {"mon": 1, "tues": 2, "wednes": 3, "thurs": 4, "fri": 5, "satur": 6, "sun": 7}
AHEAD = re.compile(r"\b(?:(?:will|to be|scheduled|slated|expected|planned|plans? to|due|set (?:to|for)|upcoming)\b[^.;]{0,60}|(?:by|until|before|next|last) )$", re.IGNORECASE)

Told = tuple[EventType, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Telling:
    weekday: int | None  # as ISO counts: of the first bare weekday in the lead that is told as past
    phrase: str | None  # how the page says it
    day: str | None  # the day which that is, where the page's own is known
    events: frozenset[Told]  # fresh events: their type and the countries in them


def telling(page: Coded) -> Telling:
    """A page's news, without its background and its plans."""
    article = page.article
    start = article.body[0][0] if article.body else 0
    weekday = phrase = day = None
    for timex in page.times:
        words = article.text[timex.start : timex.end]
        match = WEEKDAY.fullmatch(words)
        if match is None or not start <= timex.start < start + LEAD or AHEAD.search(article.text[max(start, timex.start - 70) : timex.start]):
            continue
        weekday, phrase = NUMBERS[match[1].lower()], words
        resolved = re.match(r"\d{4}-\d{2}-\d{2}", timex.value)
        day = resolved[0] if resolved and article.published else None
        break
    countries = {a.id: a.country for a in page.actors}
    events = set()
    for event in page.events:
        parties = frozenset(c for i in (*event.actors, *event.recipients) if (c := countries.get(i)))
        if len(parties) > 1 and not set(event.auxiliary) & {"historical", "future", "hypothetical"} and _fresh(event.date_range, article.published):
            events.add((event.event_type, parties))
    return Telling(weekday, phrase, day, frozenset(events))


def _fresh(days: tuple[str, str] | None, published: str | None) -> bool:
    """Whether an event may be the page's news: where both days are known, it lies in the days before."""
    return not days or not published or apart(days, (shift(published, -BACK), published)) == 0
