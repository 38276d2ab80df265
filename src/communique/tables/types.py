# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Rows of the tables."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Country:
    iso3: str
    iso2: str
    cow: str | None  # Correlates of War number
    name: str
    aliases: tuple[str, ...]
    abbreviations: tuple[str, ...]  # compared with their capitals: US is not us
    adjectives: tuple[str, ...]
    people: tuple[str, ...]
    capitals: tuple[str, ...]  # the seat of government first
    leader: str | None  # title of the effective leader
    first: str | None  # ISO day; None: before 1945
    last: str | None

    def exists(self, day: str) -> bool:
        return (self.first or "") <= day <= (self.last or "9999")


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation, a grouping of states, an armed group, or an institution of one state that has a name of its own."""

    id: str
    name: str
    aliases: tuple[str, ...]
    country: str  # ISO3, or PLOVER's IGO, UNO, EUR, NGO, ISM, IMG, MNC
    sector: str
    kind: str  # body, organ, grouping, talks; seat, ministry, parliament, court, agency, force, party organ; company
    part_of: str | None
    founded: str | None = None  # the year, where the table says it


@dataclass(frozen=True, slots=True)
class Term:
    """An office held: closed range of days, outer bounds where only a month or year is known; None: open, or unknown."""

    office: str | None
    sector: str
    first: str | None
    last: str | None
    basis: str  # "REIGN", "Phoenix", "editor's knowledge, unverified", "user's table FILE"; with "open in ..." the list closed then
    country: str  # the state or organisation served

    def covers(self, day: str) -> bool:
        """Whether the person held the office on that day, as far as the list goes."""
        last = self.last or {"REIGN, open in March 2021": "2021-03-31", "Phoenix, open in January 2014": "2014-01-30"}.get(self.basis, "9999")
        return (self.first or "") <= day <= last

    def over(self, day: str) -> bool:
        """Whether the term had certainly ended before that day."""
        return self.last is not None and self.last < day


@dataclass(frozen=True, slots=True)
class Person:
    id: str  # from name and nation: the same in every article
    name: str
    aliases: tuple[str, ...]
    surname: str
    gender: str | None  # "m", "f"
    nation: str
    terms: tuple[Term, ...]

    def on(self, day: str | None) -> Term | None:
        """The term held on a day, the one that began last; where the day is unknown, None."""
        held = [t for t in self.terms if day is not None and t.covers(day)]
        return max(held, key=lambda t: (t.office is not None, t.first or ""), default=None)


@dataclass(frozen=True, slots=True)
class Title:
    """A title or role as written in news: its sector and what it does in a sentence."""

    title: str  # small letters, singular
    plural: str | None
    sector: str
    kind: str  # leader (one a state), holder (one a state or body), role (many), spokesperson, anonymous, group, body
    of: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outlet:
    name: str
    aliases: tuple[str, ...]
    hosts: tuple[str, ...]
    country: str | None
    kind: str  # agency, newspaper, broadcaster, site
    owner: str | None  # state, private, public
    language: str | None
    backer: str | None = None  # who owns or funds it, in plain words ('Government of Turkey'); None: not known


@dataclass(frozen=True, slots=True)
class City:
    name: str
    aliases: tuple[str, ...]
    country: str
    admin: str | None  # first-level division
    latitude: float
    longitude: float
    population: int  # 0: unknown, or a venue
    kind: str  # capital, city, venue; place: of a user's table
