# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Accounts after a change: of the events whose pages it touches, each from the pages that may tell of it."""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from communique.accounts.account import account, number_of_states
from communique.accounts.telling import NEAR, Opening, opening
from communique.dates import shift, width
from communique.kept import Kept
from communique.model import Coded, Event, Family, Links

OPENING, DAY = "accounts opening", "accounts day"
Near = Callable[[str, str], Iterable[tuple[str, frozenset[str]]]]  # first and last day -> talks on these days: ids, and the countries that are known to take part


def touched_talks(kept: Kept, talks: Near, *, gone: Sequence[Coded], new: Sequence[Coded]) -> set[str]:
    """Pages that come, go, or are others than before -> the talks that they may tell of, whether or not they report them; what they open with is kept."""
    found: set[str] = set()
    for page in gone:
        day = kept.value(DAY, page.article.id)
        if day is not None and (text := kept.value(OPENING, day, page.article.id)) is not None:
            found |= _told(_read(text), day, talks)
            kept.drop([(OPENING, day, page.article.id), (DAY, page.article.id, "")])
    for page in new:
        days = page.article.published_range
        if days is not None and width(days) <= NEAR:
            begins = opening(page)
            kept.put([(OPENING, days[0], page.article.id, json.dumps([sorted(begins.countries), begins.phone, begins.meets])), (DAY, page.article.id, "", days[0])])
            found |= _told(begins, days[0], talks)
    return found


def _told(begins: Opening, day: str, talks: Near) -> set[str]:
    if not begins.meets or len(begins.countries) < 2:
        return set()
    return {event for event, countries in talks(shift(day, -NEAR), shift(day, NEAR)) if number_of_states(countries) < 2 or len(countries & begins.countries) > 1}


def _read(text: str) -> Opening:
    countries, phone, meets = json.loads(text)
    return Opening(frozenset(countries), phone, meets)


def with_accounts(
    kept: Kept, event: Event, page: Callable[[str], Coded], links_of: Callable[[Sequence[Coded]], Links], families_of: Callable[[Iterable[str]], Sequence[Family]]
) -> Event:
    """The event with what each party and outlet says of it, as if all pages had been asked."""
    pages = {ref.article: page(ref.article) for ref in event.mentions}
    if event.event_type == "CONSULT" and event.date_range is not None and width(event.date_range) <= NEAR + 1:
        own = links_of(list(pages.values()))
        countries = {actor.country for actor in own.actors if actor.id in {*event.actors, *event.recipients} and actor.country}
        at, last = shift(event.date_range[0], -NEAR), shift(event.date_range[1], NEAR)
        while at <= last:
            for name, text in kept.rows(OPENING, at):
                begins = _read(text)
                if begins.meets and len(begins.countries & countries if number_of_states(countries) > 1 else begins.countries) > 1:
                    pages.setdefault(name, page(name))
            at = shift(at, 1)
    some = [pages[name] for name in sorted(pages)]
    accounts, disagreements = account(event, some, links_of(some), families_of(pages))
    return replace(event, accounts=accounts, disagreements=disagreements)
