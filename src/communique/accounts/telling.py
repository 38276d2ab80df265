# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Which pages tell of talks: those that report the event, and those that open with talks of the same parties on those days, whatever was coded there."""

import functools
import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from communique.accounts.record import Known, own_voice
from communique.accounts.sentences import sentences
from communique.dates import apart, width
from communique.model import Coded, Event
from communique.text import overlap
from communique.words import words

NEWS = 10  # days after which talks are told as background
NEAR = 2  # days between talks and a page that opens with them
FIRST = 2  # sentences of the opening, after the headline
PHONE = re.compile(r"\b(?:tele|video)?(?:phone|phoned|conference)\b|\btelephon\w+|\bcalls?\b(?! (?:on|for)\b)|\bconversation\b|\bspoke\b|\bon the line\b", re.I)
MEETS = re.compile(
    r"\b(?:talks?|talked|meets?|met|meeting|summit|visit(?:s|ed)?|received?s?|h[eo]lds?|spoke|speaks?|call|conversation|"
    r"telephoned|phoned|discuss(?:ed|es)?|agreed?)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Opening:
    """What a page begins with."""

    countries: frozenset[str]
    phone: bool
    meets: bool


@dataclass
class Shelf:
    """Pages by the day of their printing, their openings read when first asked for."""

    by_day: Mapping[str, list[str]]
    openings: dict[str, Opening] = field(default_factory=dict)

    def of(self, article: str, known: Known) -> Opening:
        if article not in self.openings:
            self.openings[article] = opening(known.pages[article])
        return self.openings[article]


@functools.lru_cache(maxsize=1)
def shelve(known: Known) -> Shelf:
    """The same for the same record: an event after another is asked about."""
    by_day: defaultdict[str, list[str]] = defaultdict(list)
    for key, page in known.pages.items():
        days = page.article.published_range
        if days is not None and width(days) <= NEAR:
            by_day[days[0]].append(key)
    return Shelf(by_day)


def opening(page: Coded) -> Opening:
    article = page.article
    spans = [*([article.headline_span] if article.headline_span else []), *sentences(article)[:FIRST]]
    text = " . ".join([*([article.headline] if article.headline and not article.headline_span else []), *(article.text[s:e] for s, e in spans)])
    named = {w[1:] for w in words(text) if w.startswith("@")}
    named |= {a.country for a in page.actors if a.country and a.kind in ("person", "office", "government") and any(overlap(m, s) for m in a.mentions for s in spans)}
    party, official = own_voice(article)
    return Opening(frozenset(named | ({party} if official else set())), bool(PHONE.search(text)), bool(MEETS.search(text)))


def tellers(event: Event, parties: frozenset[str], known: Known, shelf: Shelf) -> list[str]:
    """The articles that tell of an event, sorted: those that report it; for talks also those that open with talks of two of the parties, by the same means, within NEAR days."""
    found = set(reporting(event, known))
    if event.event_type != "CONSULT" or len(parties) < 2 or event.date_range is None or width(event.date_range) > NEAR + 1:
        return sorted(found)
    at = date.fromisoformat(event.date_range[0]) - timedelta(days=NEAR)
    while at <= date.fromisoformat(event.date_range[1]) + timedelta(days=NEAR):
        for article in shelf.by_day.get(at.isoformat(), ()):
            if article not in found and opens_with(article, event, parties, known, shelf):
                found.add(article)
        at += timedelta(days=1)
    return sorted(found)


def opens_with(article: str, event: Event, parties: frozenset[str], known: Known, shelf: Shelf) -> bool:
    page = known.pages[article]
    begin = shelf.of(article, known)
    if len(begin.countries & parties) < 2 or not begin.meets or not fresh(page, event):
        return False
    return begin.phone == (event.mode == "phone" or any(shelf.of(a, known).phone for a in reporting(event, known)))


def reporting(event: Event, known: Known) -> frozenset[str]:
    return frozenset(ref.article for ref in event.mentions) & known.pages.keys()


def fresh(page: Coded, event: Event) -> bool:
    """The page tells it as news: not months after, and not as one of several within a year."""
    if event.date_range is None:
        return True
    if width(event.date_range) > NEWS:
        return False
    return page.article.published_range is None or apart(page.article.published_range, event.date_range) <= NEWS
