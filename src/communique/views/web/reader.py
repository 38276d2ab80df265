# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""The record as the web page reads it: lists a page at a time, articles unpacked only as far as needed. Nothing here writes.

These are questions that the record's own doors do not answer yet; they are built from its tables and stand in one place,
so that they can move behind its door as they are.
"""

import contextlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from communique.model import Commitment, Event, Family, LinkedActor
from communique.record import Filter, Promises, Record, find, schema, stored, words
from communique.views.web.leaf import Leaf

T_co = TypeVar("T_co", covariant=True)
t = schema
LONGEST_NAME = 120  # characters of an outlet to choose from
FEW = 500  # ids in one question: databases bound the number of parameters


@dataclass(frozen=True)
class Part(Generic[T_co]):
    """One page of a list."""

    items: tuple[T_co, ...]
    total: int
    page: int  # from 1
    per: int

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
class Listed:
    """What a line shows of an article."""

    id: str
    outlet: str | None
    headline: str | None
    first: str | None
    last: str | None


@dataclass(frozen=True)
class MentionRow:
    event: str
    article: str
    mention: str
    voice: str
    auxiliary: tuple[str, ...]


def part_of(ids: Sequence[str], page: int, per: int) -> tuple[list[str], int]:
    """The ids of a page, and the page's number within bounds."""
    page = min(max(1, page), max(1, -(-len(ids) // per)))
    return list(ids[(page - 1) * per : page * per]), page


class Reader(Record):
    """A record that is only read."""

    def __init__(self, address: str | Path) -> None:
        super().__init__(address, make=False)

    @contextlib.contextmanager
    def reading(self) -> Iterator[Any]:
        """A connection on which the database itself refuses to write."""
        with self._engine.connect() as db:
            if self._engine.dialect.name == "sqlite":
                db.exec_driver_sql("PRAGMA query_only=ON")
            yield db

    # Events --------------------------------------------------------------------------------------------------

    def events_part(self, asked: Filter, *, outlet: str | None = None, news: bool = False, page: int = 1, per: int = 25) -> Part[Event]:
        """Events by day, those without a day last, as `Record.events` gives them.

        `outlet`: reported there at least once; `news`: told at least once as more than background.
        """
        e, party = t.events.c, t.parties.c
        query = t.events.select().with_only_columns(e.id).where(e.confidence >= asked.min_confidence)
        for given, test in (
            (asked.types, e.event_type.in_(asked.types)),
            (asked.mode, e.mode == asked.mode),
            (asked.first, e.last_day >= (asked.first or "")),
            (asked.last, e.first_day <= (asked.last or "")),
            (asked.voice, e.id.in_(t.mentions.select().with_only_columns(t.mentions.c.event).where(t.mentions.c.voice == asked.voice))),
            (asked.storyline, e.id.in_(t.chapters.select().with_only_columns(t.chapters.c.event).where(t.chapters.c.storyline == asked.storyline))),
            (asked.actor, e.id.in_(t.parties.select().with_only_columns(party.of).where(party.actor == asked.actor))),
            (asked.countries, e.id.in_(t.parties.select().with_only_columns(party.of).where(party.country.in_(asked.countries)))),
            (outlet, e.id.in_(self._reported_by(outlet))),
            (news, e.id.in_(t.mentions.select().with_only_columns(t.mentions.c.event).where(t.mentions.c.auxiliary.not_like("%historical%")))),
        ):
            if given:
                query = query.where(test)
        for country in asked.dyad or ():
            query = query.where(e.id.in_(t.parties.select().with_only_columns(party.of).where(party.country == country)))
        with self.reading() as db:
            ids = list(db.execute(query.order_by(e.first_day.is_(None), e.first_day, e.last_day, e.id)).scalars())
            wanted, page = part_of(ids, page, per)
            rows = db.execute(t.events.select().with_only_columns(e.id, e.noun).where(e.id.in_(wanted)))
            found = {row.id: stored.loads(Event, row.noun) for row in rows}
        return Part(tuple(found[key] for key in wanted), len(ids), page, per)

    @staticmethod
    def _reported_by(outlet: str | None) -> Any:
        a, m = t.articles.c, t.mentions.c
        return t.mentions.select().with_only_columns(m.event).where(m.article.in_(t.articles.select().with_only_columns(a.id).where(a.outlet == outlet)))

    def mentions_of(self, events: Iterable[str]) -> dict[str, list[MentionRow]]:
        """Event -> its mentions, without their articles."""
        m = t.mentions.c
        out: dict[str, list[MentionRow]] = {}
        with self.reading() as db:
            for row in db.execute(t.mentions.select().where(m.event.in_(list(events))).order_by(m.event, m.article, m.mention)):
                out.setdefault(row.event, []).append(MentionRow(row.event, row.article, row.mention, row.voice, tuple(row.auxiliary.split())))
        return out

    def events_in(self, article: str) -> dict[str, str]:
        """An article's event mentions -> the events that they report."""
        m = t.mentions.c
        with self.reading() as db:
            return {row.mention: row.event for row in db.execute(t.mentions.select().where(m.article == article).order_by(m.event))}

    def chapters_of(self, event: str) -> list[tuple[str, str]]:
        """The storylines in which an event stands: id and title."""
        c, s = t.chapters.c, t.storylines.c
        with self.reading() as db:
            inside = t.chapters.select().with_only_columns(c.storyline).where(c.event == event)
            return [(row.id, row.title) for row in db.execute(t.storylines.select().where(s.id.in_(inside)).order_by(s.title, s.id))]

    def title_of(self, storyline: str) -> str | None:
        with self.reading() as db:
            found = db.execute(t.storylines.select().with_only_columns(t.storylines.c.title).where(t.storylines.c.id == storyline)).scalar()
        return None if found is None else str(found)

    # Commitments ---------------------------------------------------------------------------------------------

    def commitments_part(self, asked: Promises, *, page: int = 1, per: int = 25) -> Part[Commitment]:
        """Commitments by the day they were made, as `Record.commitments` gives them."""
        c, party = t.commitments.c, t.parties.c
        query = t.commitments.select().with_only_columns(c.id)
        for side, who in (("by", asked.by), ("to", asked.to), (None, asked.actor)):
            if who:
                inside = t.parties.select().with_only_columns(party.of).where((party.country == who) | (party.actor == who))
                query = query.where(c.id.in_(inside if side is None else inside.where(party.part == side)))
        for given, test in (
            (asked.kind, c.kind == asked.kind), (asked.status, c.status == asked.status), (asked.due_before, c.due_last < (asked.due_before or "")),
            (asked.first, c.made >= (asked.first or "")), (asked.last, c.made <= (asked.last or "")),
        ):  # fmt: skip
            if given:
                query = query.where(test)
        with self.reading() as db:
            ids = list(db.execute(query.order_by(c.made.is_(None), c.made, c.id)).scalars())
            wanted, page = part_of(ids, page, per)
            found = {row.id: stored.loads(Commitment, row.noun) for row in db.execute(t.commitments.select().with_only_columns(c.id, c.noun).where(c.id.in_(wanted)))}
        return Part(tuple(found[key] for key in wanted), len(ids), page, per)

    def commitments_from(self, mentions: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
        """(article, mention) -> the commitment it belongs to."""
        u = t.undertakings.c
        articles = sorted({article for article, _ in mentions})
        with self.reading() as db:
            return {(row.article, row.mention): row.commitment for row in db.execute(t.undertakings.select().where(u.article.in_(articles)))}

    # Articles ------------------------------------------------------------------------------------------------

    def leaves(self, articles: Iterable[str]) -> dict[str, Leaf]:
        """Articles that count, by id."""
        wanted, r, a, s = sorted(set(articles)), t.readings.c, t.articles.c, t.sources.c
        out: dict[str, Leaf] = {}
        with self.reading() as db:
            for at in range(0, len(wanted), FEW):
                some = wanted[at : at + FEW]
                join = t.articles.join(t.readings, r.no == a.no)
                rows = db.execute(t.articles.select().with_only_columns(a.id, a.noun, r.key).select_from(join).where(r.superseded_by.is_(None), a.id.in_(some))).all()
                named: dict[str, str] = {}
                for row in db.execute(t.sources.select().where(s.key.in_([row.key for row in rows])).order_by(s.current.desc(), s.source)):
                    named.setdefault(row.key, row.source)
                out |= {row.id: Leaf.read(row.noun, named.get(row.key)) for row in rows}
        return out

    def articles_part(self, *, outlet: str | None = None, first: str | None = None, last: str | None = None, page: int = 1, per: int = 50) -> Part[Listed]:
        """Articles by day, those without a day last."""
        a, r = t.articles.c, t.readings.c
        query = t.articles.select().select_from(t.articles.join(t.readings, r.no == a.no)).where(r.superseded_by.is_(None))
        for given, test in ((outlet, a.outlet == outlet), (first, a.last_day >= (first or "")), (last, a.first_day <= (last or ""))):
            if given:
                query = query.where(test)
        columns = (a.id, a.outlet, a.headline, a.first_day, a.last_day)
        with self.reading() as db:
            ids = list(db.execute(query.with_only_columns(a.id).order_by(a.first_day.is_(None), a.first_day, a.id)).scalars())
            wanted, page = part_of(ids, page, per)
            found = {row.id: Listed(*row) for row in db.execute(query.with_only_columns(*columns).where(a.id.in_(wanted)))}
        return Part(tuple(found[key] for key in wanted), len(ids), page, per)

    def listed(self, articles: Iterable[str]) -> dict[str, Listed]:
        """A line's worth of each article."""
        a = t.articles.c
        query = t.articles.select().with_only_columns(a.id, a.outlet, a.headline, a.first_day, a.last_day)
        with self.reading() as db:
            return {row.id: Listed(*row) for row in db.execute(query.where(a.id.in_(sorted(set(articles)))))}

    def outlets(self, most: int) -> list[tuple[str, int]]:
        """Outlets to choose from with the number of their articles, the most first; a name that is too long to ask for is none."""
        a, r = t.articles.c, t.readings.c
        query = t.articles.select().with_only_columns(a.outlet).select_from(t.articles.join(t.readings, r.no == a.no)).where(r.superseded_by.is_(None), a.outlet.is_not(None))
        with self.reading() as db:
            counted = Counter(db.execute(query).scalars())
        return sorted(((outlet, times) for outlet, times in counted.items() if len(outlet) <= LONGEST_NAME), key=lambda pair: (-pair[1], pair[0]))[:most]

    def families_of(self, articles: Iterable[str]) -> list[Family]:
        """The families of copies and updates that hold any of these articles."""
        wanted = set(articles)
        found = [family for family in self.families() if len(family.articles) > 1]
        return [family for family in found if wanted & set(family.articles)]

    def holding(self, question: str, *, said_by: str | None = None, about: str | None = None) -> tuple[list[str], list[list[str]]]:
        """Ids of articles whose words hold all that is asked for, by day; and the phrases to look for in them.

        With `said_by`, articles in which that actor speaks; with `about`, in which that actor is mentioned.
        """
        phrases = words.asked(question)
        w, r, a, m = t.words.c, t.readings.c, t.articles.c, t.members.c
        query = t.articles.select().with_only_columns(a.id).select_from(t.articles.join(t.readings, r.no == a.no)).where(r.superseded_by.is_(None))
        for term in sorted({term for phrase in phrases for term in phrase}):
            query = query.where(a.no.in_(t.words.select().with_only_columns(w.no).where(w.term == term)))
        if about:
            query = query.where(a.id.in_(t.members.select().with_only_columns(m.article).where(m.actor == about)))
        if said_by:
            query = query.where(a.id.in_(self._speaking(said_by).with_only_columns(m.article)))
        if not phrases and not said_by and not about:
            return [], []
        with self.reading() as db:
            return list(db.execute(query.order_by(a.first_day.is_(None), a.first_day, a.id)).scalars()), phrases

    @staticmethod
    def _speaking(actor: str) -> Any:
        """Members of an actor that speak. The stored form is known ("speakers":["p:..."): silent articles need not be unpacked."""
        m, a, r = t.members.c, t.articles.c, t.readings.c
        join = t.members.join(t.articles, a.id == m.article).join(t.readings, r.no == a.no)
        query = t.members.select().with_only_columns(m.article, m.member).select_from(join).where(m.actor == actor, r.superseded_by.is_(None))
        return query.where(a.noun.contains('"speakers":["' + m.member + '"') | a.noun.contains(',"' + m.member + '"],"relays":'))

    # Actors --------------------------------------------------------------------------------------------------

    def named(self, actors: Iterable[str]) -> dict[str, Named]:
        """Ids of linked actors -> their names."""
        a = t.actors.c
        wanted = sorted(set(actors))
        out: dict[str, Named] = {}
        with self.reading() as db:
            for at in range(0, len(wanted), FEW):
                rows = db.execute(t.actors.select().with_only_columns(a.id, a.name, a.country).where(a.id.in_(wanted[at : at + FEW])))
                out |= {row.id: Named(*row) for row in rows}
        return out

    def actor_id(self, asked: str) -> str:
        """An id, its beginning or a name -> the actor's id; RecordError where it is none, or may be several."""
        a = t.actors.c
        with self.reading() as db:
            exact = list(db.execute(t.actors.select().with_only_columns(a.id).where((a.id == asked) | (a.name == asked)).limit(2)).scalars())
            return str(exact[0]) if len(exact) == 1 else find.actor_id(db, asked)

    def linked_actor(self, key: str) -> LinkedActor:
        """The actor of a whole id."""
        with self.reading() as db:
            return stored.loads(LinkedActor, db.execute(t.actors.select().with_only_columns(t.actors.c.noun).where(t.actors.c.id == key)).scalar_one())

    def actors_part(self, *, country: str | None = None, name: str = "", page: int = 1, per: int = 50) -> Part[tuple[Named, int]]:
        """Actors with the number of events and commitments that they have a part in, the most first."""
        a, party = t.actors.c, t.parties.c
        query = t.actors.select().with_only_columns(a.id, a.name, a.country)
        if country:
            query = query.where(a.country == country)
        if name:
            query = query.where(a.name.icontains(name, autoescape=True))
        with self.reading() as db:
            counted = Counter(actor for actor, _ in {(row.actor, row.of) for row in db.execute(t.parties.select().with_only_columns(party.actor, party.of))})
            rows = sorted((Named(*row) for row in db.execute(query)), key=lambda one: (-counted[one.id], one.name, one.id))
        page = min(max(1, page), max(1, -(-len(rows) // per)))
        return Part(tuple((one, counted[one.id]) for one in rows[(page - 1) * per : page * per]), len(rows), page, per)

    def countries(self) -> list[str]:
        """Codes of those that have a part in anything."""
        country = t.parties.c.country
        with self.reading() as db:
            return [str(code) for code in db.execute(t.parties.select().with_only_columns(country).where(country.is_not(None)).distinct().order_by(country)).scalars()]

    def speaking(self, actor: str, *, page: int = 1, per: int = 8) -> Part[tuple[Leaf, frozenset[str]]]:
        """Articles in which the actor speaks, by day, each with the actor's ids in it."""
        a = t.articles.c
        with self.reading() as db:
            rows = db.execute(self._speaking(actor).order_by(a.first_day.is_(None), a.first_day, a.id)).all()
        locals_of: dict[str, set[str]] = {}
        for row in rows:
            locals_of.setdefault(row.article, set()).add(row.member)
        wanted, page = part_of(list(locals_of), page, per)
        leaves = self.leaves(wanted)
        return Part(tuple((leaves[key], frozenset(locals_of[key])) for key in wanted), len(locals_of), page, per)

    def linked_in(self, articles: Iterable[str]) -> dict[tuple[str, str], tuple[str, ...]]:
        """(article, its own actor's id) -> the linked actors that it is."""
        m = t.members.c
        out: dict[tuple[str, str], tuple[str, ...]] = {}
        with self.reading() as db:
            for row in db.execute(t.members.select().where(m.article.in_(sorted(set(articles)))).order_by(m.actor)):
                key = (row.article, row.member)
                out[key] = (*out.get(key, ()), row.actor)
        return out
