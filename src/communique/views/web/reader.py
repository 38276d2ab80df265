# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""The record as the web page reads it, through its doors alone: lists a page at a time, articles as they are quoted. Nothing here writes."""

import itertools
import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from communique.model import Actor, Commitment, Event, Family, LinkedActor, Span, Statement, Storyline, Turn
from communique.record import Filter, Promises, Record
from communique.views.web.leaf import Leaf
from communique.views.web.shelf import Listed, MentionRow, Shelf, StorylineRow, shelf

T_co = TypeVar("T_co", covariant=True)
T = TypeVar("T")
LONGEST_NAME = 120  # characters of an outlet to choose from


@dataclass(frozen=True)
class Part(Generic[T_co]):
    """One page of a list."""

    items: tuple[T_co, ...]
    total: int
    page: int  # from 1
    per: int
    more: bool = False  # there is more than `total`: it was not counted to the end

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // self.per))


@dataclass(frozen=True)
class Named:
    """What a line shows of an actor."""

    id: str
    name: str
    country: str | None


@dataclass(frozen=True)
class Passage:
    """Characters of an article that hold what was asked for, and the statement in which they stand."""

    span: Span
    found: tuple[Span, ...]
    statement: Statement | None


def part_of(found: Sequence[T], page: int, per: int) -> Part[T]:
    """A page of a list; its number is brought within bounds."""
    page = min(max(1, page), max(1, -(-len(found) // per)))
    return Part(tuple(found[(page - 1) * per : page * per]), len(found), page, per)


class Reader:
    """A record that is only read. Lines are kept as long as the record's file, or else its counts, stay what they are."""

    def __init__(self, address: str | Path) -> None:
        self.record, self.address = Record(address, make=False), str(address)
        self._lock = threading.RLock()
        self._kept: tuple[object, Shelf] | None = None

    @property
    def lines(self) -> Shelf:
        with self._lock:
            state = self._state()
            if self._kept is None or self._kept[0] != state:
                self._kept = state, shelf(self.record)
            return self._kept[1]

    def _state(self) -> object:
        files = [Path(self.address + ending) for ending in ("", "-wal")]
        if files[0].exists():
            return [(found.st_mtime_ns, found.st_size) for file in files if file.exists() and (found := file.stat()).st_size]
        return self.record.counts()

    # Events and commitments ----------------------------------------------------------------------------------

    def events_part(self, asked: Filter, *, outlet: str | None = None, news: bool = False, page: int = 1, per: int = 25) -> Part[Event]:
        """Events by day, those without a day last, as `Record.events` filters them.

        `outlet`: reported there at least once; `news`: told at least once as more than background.
        """
        lines = self.lines
        return part_of([event for event in lines.events if _meets(event, asked, lines) and _told(event, lines, outlet, asked.voice, news)], page, per)

    def event(self, asked: str) -> Event:
        """By its id, or what else the record takes for one."""
        return self.record.event(asked)

    def mentions_of(self, events: Iterable[str]) -> dict[str, tuple[MentionRow, ...]]:
        """Event -> its mentions, without their articles."""
        lines = self.lines
        return {event: lines.reports.get(event, ()) for event in events}

    def events_in(self, article: str) -> dict[str, str]:
        """An article's event mentions -> the events that they report."""
        return {mention: event for (home, mention), event in self.lines.event_of.items() if home == article}

    def storylines_of(self, event: str) -> list[tuple[str, str]]:
        """The storylines in which an event stands: id and title."""
        return [(one.id, one.title) for one in self.lines.storylines if event in one.events]

    def turns_of(self, events: Iterable[str]) -> dict[str, tuple[tuple[Storyline, Turn], ...]]:
        """Event -> the storylines that turn there."""
        lines = self.lines
        return {event: lines.turns[event] for event in events if event in lines.turns}

    def storylines_part(
        self, *, country: str | None = None, title: str = "", first: str | None = None, last: str | None = None, page: int = 1, per: int = 25
    ) -> Part[StorylineRow]:
        """Storylines with any event between the days, those with most events first."""

        def wanted(one: StorylineRow) -> bool:
            begins, ends = one.days or ("~", "")
            return country in (None, *one.countries) and title.casefold() in one.storyline.title.casefold() and (not first or ends >= first) and (not last or begins <= last)

        return part_of([one for one in self.lines.storyline_rows if wanted(one)], page, per)

    def storyline(self, key: str) -> Storyline | None:
        return next((one for one in self.lines.storylines if one.id == key), None)

    def title_of(self, storyline: str) -> str | None:
        found = self.storyline(storyline)
        return found.title if found else None

    def commitments_part(self, asked: Promises, *, page: int = 1, per: int = 25) -> Part[Commitment]:
        """Commitments by the day they were made, as `Record.commitments` filters them."""
        lines = self.lines
        return part_of([one for one in lines.commitments if _promised(one, asked, lines)], page, per)

    def commitment(self, asked: str) -> Commitment:
        return self.record.commitment(asked)

    def commitments_from(self, mentions: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
        """(article, mention) -> the commitment it belongs to."""
        known = self.lines.commitment_of
        return {mention: known[mention] for mention in mentions if mention in known}

    # Articles ------------------------------------------------------------------------------------------------

    def leaves(self, articles: Iterable[str]) -> dict[str, Leaf]:
        """Articles that count, by id."""
        known = self.lines.articles
        with self._lock:  # the record keeps articles at hand for one asker at a time
            return {key: Leaf(self.record.article(key)) for key in dict.fromkeys(articles) if key in known}

    def articles_part(self, *, outlet: str | None = None, first: str | None = None, last: str | None = None, page: int = 1, per: int = 50) -> Part[Listed]:
        """Articles by day, those without a day last."""
        found = self.lines.articles.values()
        return part_of([one for one in found if outlet in (None, one.outlet) and (not first or (one.last or "") >= first) and (not last or (one.first or "~") <= last)], page, per)

    def listed(self, articles: Iterable[str]) -> dict[str, Listed]:
        """A line's worth of each article."""
        known = self.lines.articles
        return {key: known[key] for key in articles if key in known}

    def outlets(self, most: int) -> list[tuple[str, int]]:
        """Outlets to choose from with the number of their articles, the most first; a name that is too long to ask for is none."""
        found = ((outlet, times) for outlet, times in self.lines.outlets.items() if len(outlet) <= LONGEST_NAME)
        return sorted(found, key=lambda pair: (-pair[1], pair[0]))[:most]

    def families_of(self, articles: Iterable[str]) -> list[Family]:
        """The families of copies and updates that hold any of these articles."""
        wanted = set(articles)
        return [family for family in self.lines.families if wanted & set(family.articles)]

    def search(self, question: str, *, said_by: str | None = None, about: str | None = None, page: int = 1, per: int = 10) -> Part[tuple[Leaf, tuple[Passage, ...]]]:
        """Articles with the passages that hold what is asked for, by day. Looked through only as far as the page after this one."""
        hits = self.record.search(question, said_by=said_by, about=about)
        grouped = ((key, tuple(Passage(hit.span, hit.found, hit.statement) for hit in some)) for key, some in itertools.groupby(hits, key=lambda hit: hit.article.id))
        found = list(itertools.islice(grouped, page * per + 1))
        more = len(found) > page * per
        part = part_of(found[: page * per], page, per)
        leaves = self.leaves(key for key, _ in part.items)
        total = part.total + more
        return Part(tuple((leaves[key], passages) for key, passages in part.items if key in leaves), total, part.page, per, more)

    # Actors --------------------------------------------------------------------------------------------------

    def named(self, actors: Iterable[str]) -> dict[str, Named]:
        """Ids of linked actors -> their names."""
        known = self.lines.actors
        return {key: _named(known[key]) for key in actors if key in known}

    def actor_id(self, asked: str) -> str:
        """An id, its beginning or a name -> the actor's id; RecordError where it is none, or may be several."""
        return asked if asked in self.lines.actors else self.record.actor(asked).id

    def linked_actor(self, key: str) -> LinkedActor:
        """The actor of a whole id."""
        return self.lines.actors[key]

    def actors_part(self, *, country: str | None = None, name: str = "", page: int = 1, per: int = 50) -> Part[tuple[Named, int]]:
        """Actors with the number of events and commitments that they have a part in, the most first."""
        lines = self.lines
        found = [one for one in lines.actors.values() if country in (None, one.country) and name.casefold() in one.name.casefold()]
        found.sort(key=lambda one: (-lines.parts[one.id], one.name, one.id))
        return part_of([(_named(one), lines.parts[one.id]) for one in found], page, per)

    def countries(self) -> tuple[str, ...]:
        """Codes of those that have a part in anything."""
        return self.lines.countries

    def speaking(self, actor: str, *, page: int = 1, per: int = 8) -> Part[tuple[Leaf, frozenset[str]]]:
        """Articles in which the actor speaks, by day, each with the actor's ids in it."""
        part = part_of(list(self.lines.speaking.get(actor, {}).items()), page, per)
        leaves = self.leaves(key for key, _ in part.items)
        return Part(tuple((leaves[key], locals_) for key, locals_ in part.items), part.total, part.page, per)

    def naming(self, actor: LinkedActor, *, page: int = 1, per: int = 10) -> Part[tuple[Leaf, tuple[Actor, ...]]]:
        """Articles that name the actor, by day, each with the actors of it that are this one."""
        mine: dict[str, set[str]] = {}
        for article, local in actor.members:
            mine.setdefault(article, set()).add(local)
        part = part_of([key for key in self.lines.articles if key in mine], page, per)
        leaves = self.leaves(part.items)
        items = tuple((leaf, tuple(one for one in leaf.coded.actors if one.id in mine[key])) for key, leaf in leaves.items())
        return Part(items, part.total, part.page, part.per)

    def linked_in(self, article: str) -> dict[str, tuple[str, ...]]:
        """An article's own actors -> the linked ones that they are."""
        return self.lines.linked.get(article, {})


def _named(actor: LinkedActor) -> Named:
    return Named(actor.id, actor.name, actor.country)


def _countries(keys: Iterable[str], lines: Shelf) -> Iterator[str]:
    return (country for key in keys if key in lines.actors and (country := lines.actors[key].country))


def _meets(event: Event, asked: Filter, lines: Shelf) -> bool:
    """What the event itself must be."""
    first, last = event.date_range or (None, None)
    sides = {*event.actors, *event.recipients}
    wanted = {*asked.countries, *(asked.dyad or ())}
    countries = set(_countries(sides, lines)) if wanted else set()
    return (
        event.confidence >= asked.min_confidence
        and (not asked.types or event.event_type in asked.types)
        and (not asked.mode or event.mode == asked.mode)
        and (not asked.actor or asked.actor in sides)
        and (not asked.first or (last or "") >= asked.first)
        and (not asked.last or (first or "~") <= asked.last)
        and (not asked.countries or bool(countries & set(asked.countries)))
        and set(asked.dyad or ()) <= countries
        and (not asked.storyline or any(one.id == asked.storyline and event.id in one.events for one in lines.storylines))
    )


def _told(event: Event, lines: Shelf, outlet: str | None, voice: str | None, news: bool) -> bool:
    """How it must be reported at least once."""
    rows = lines.reports.get(event.id, ())
    return (
        (not outlet or any(lines.articles[row.article].outlet == outlet for row in rows))
        and (not voice or any(row.voice == voice for row in rows))
        and (not news or any("historical" not in row.auxiliary for row in rows))
    )


def _promised(one: Commitment, asked: Promises, lines: Shelf) -> bool:
    return (
        all(not who or who in keys or who in _countries(keys, lines) for who, keys in ((asked.by, one.by), (asked.to, one.to), (asked.actor, (*one.by, *one.to))))
        and (not asked.kind or one.commitment_kind == asked.kind)
        and (not asked.status or one.status == asked.status)
        and (not asked.first or (one.made or "") >= asked.first)
        and (not asked.last or (one.made or "~") <= asked.last)
    )
