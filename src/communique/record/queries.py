# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""What can be asked of a record: one place for the SQL that reads."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, Select, and_, case, exists, func, or_, select

import communique.record.schema as t
from communique.errors import RecordError
from communique.model import Coded, Commitment, Days, Event, Family, LinkedActor, Problem, Storyline
from communique.record.across import named_by
from communique.record.stored import loads
from communique.record.versions import sources_of


@dataclass(frozen=True)
class Filter:
    """What to show; every condition that is given must hold. Days are ISO; a range that touches [first, last] is in."""

    countries: tuple[str, ...] = ()  # one of these takes part
    dyad: tuple[str, str] | None = None  # both take part
    types: tuple[str, ...] = ()
    mode: str | None = None
    actor: str | None = None  # id of a linked actor
    first: str | None = None
    last: str | None = None
    min_confidence: float = 0.0
    voice: str | None = None  # reported at least once in this voice
    storyline: str | None = None


def events(db: Connection, asked: Filter) -> list[Event]:
    """Events by day; those without a day come last."""
    e = t.events.c
    query = select(e.noun).where(e.confidence >= asked.min_confidence)
    if asked.types:
        query = query.where(e.event_type.in_(asked.types))
    if asked.mode:
        query = query.where(e.mode == asked.mode)
    if asked.first:
        query = query.where(e.last_day >= asked.first)
    if asked.last:
        query = query.where(e.first_day <= asked.last)
    if asked.voice:
        query = query.where(exists().where(t.mentions.c.event == e.id, t.mentions.c.voice == asked.voice))
    if asked.storyline:
        query = query.where(exists().where(t.chapters.c.event == e.id, t.chapters.c.storyline == asked.storyline))
    query = _with_parties(query, t.events.c.id, asked)
    return [loads(Event, noun) for noun in db.execute(query.order_by(e.first_day.is_(None), e.first_day, e.last_day, e.id)).scalars()]


def unreal(db: Connection) -> frozenset[str]:
    """Events that every report tells as planned, supposed or denied."""
    m = t.mentions.c
    told = or_(m.auxiliary.contains("future"), m.auxiliary.contains("hypothetical"), m.auxiliary.contains("negation"))
    return frozenset(db.execute(select(m.event).group_by(m.event).having(func.min(case((told, 1), else_=0)) == 1)).scalars())


def one_event(db: Connection, event_id: str) -> Event:
    return loads(Event, db.execute(select(t.events.c.noun).where(t.events.c.id == event_id)).scalar_one())


def _with_parties(query: Select[Any], of: object, asked: Filter) -> Select[Any]:
    party = t.parties.c
    if asked.countries:
        query = query.where(exists().where(party.of == of, party.country.in_(asked.countries)))
    for country in asked.dyad or ():
        query = query.where(exists().where(party.of == of, party.country == country))
    if asked.actor:
        query = query.where(exists().where(party.of == of, party.actor == asked.actor))
    return query


@dataclass(frozen=True)
class Promises:
    """Which commitments to show; parties are country codes or ids of linked actors."""

    by: str | None = None
    to: str | None = None
    kind: str | None = None
    status: str | None = None
    due_before: str | None = None
    first: str | None = None
    last: str | None = None
    actor: str | None = None
    voice: str | None = None


def commitments(db: Connection, asked: Promises) -> list[Commitment]:
    """Commitments by the day they were made."""
    c, party = t.commitments.c, t.parties.c
    query = select(c.noun)
    for part in ("by", "to"):
        if who := getattr(asked, part):
            query = query.where(exists().where(party.of == c.id, party.part == part, or_(party.country == who, party.actor == who)))
    if asked.actor:
        query = query.where(exists().where(party.of == c.id, party.actor == asked.actor))
    if asked.kind:
        query = query.where(c.kind == asked.kind)
    if asked.status:
        query = query.where(c.status == asked.status)
    if asked.due_before:
        query = query.where(c.due_last < asked.due_before)
    if asked.first:
        query = query.where(c.made >= asked.first)
    if asked.last:
        query = query.where(c.made <= asked.last)
    if asked.voice:
        query = query.where(exists().where(t.undertakings.c.commitment == c.id, t.undertakings.c.voice == asked.voice))
    return [loads(Commitment, noun) for noun in db.execute(query.order_by(c.made.is_(None), c.made, c.id)).scalars()]


def one_commitment(db: Connection, commitment_id: str) -> Commitment:
    return loads(Commitment, db.execute(select(t.commitments.c.noun).where(t.commitments.c.id == commitment_id)).scalar_one())


def actors(db: Connection) -> dict[str, LinkedActor]:
    members: dict[str, list[tuple[str, str]]] = {}
    for row in db.execute(select(t.members).order_by(t.members.c.article, t.members.c.member)):
        members.setdefault(row.actor, []).append((row.article, row.member))
    found = db.execute(select(t.actors.c.id, t.actors.c.noun).order_by(t.actors.c.name, t.actors.c.id))
    return {row.id: replace(loads(LinkedActor, row.noun), members=tuple(members.get(row.id, ()))) for row in found}


def linked(db: Connection, article: str) -> dict[str, tuple[str, ...]]:
    """An article's own actors -> the linked ones they are."""
    out: dict[str, tuple[str, ...]] = {}
    for row in db.execute(select(t.members).where(t.members.c.article == article).order_by(t.members.c.actor)):
        out[row.member] = (*out.get(row.member, ()), row.actor)
    return out


def articles(db: Connection) -> Iterator[Coded]:
    """The coded articles that count, by id."""
    named = sources_of(db)
    for row in db.execute(_counting().order_by(t.articles.c.id)):
        yield named_by(loads(Coded, row.noun), named.get(row.key))


def article(db: Connection, article_id: str) -> Coded:
    row = db.execute(_counting().where(t.articles.c.id == article_id)).first()
    if row is None:
        raise RecordError(f"the record holds no article {article_id}; list them with: communique export --format jsonl")
    return named_by(loads(Coded, row.noun), sources_of_one(db, row.key))


def sources_of_one(db: Connection, key: str) -> str | None:
    s = t.sources.c
    return db.execute(select(s.source).where(s.key == key).order_by(s.current.desc(), s.source).limit(1)).scalar()


def _counting() -> Select[tuple[str, str]]:
    return select(t.readings.c.key, t.articles.c.noun).join(t.articles, t.articles.c.no == t.readings.c.no).where(t.readings.c.superseded_by.is_(None))


def versions(db: Connection, url_or_source: str) -> list[tuple[str, str | None, bool]]:
    """Readings of one address, (page digest, when fetched, whether it counts), the earliest first."""
    r = t.readings.c
    query = select(r.page_sha256, r.fetched, r.superseded_by, r.no).where(
        or_(r.url == url_or_source, exists().where(and_(t.sources.c.key == r.key, t.sources.c.source == url_or_source)))
    )
    return [(row.page_sha256, row.fetched, row.superseded_by is None) for row in db.execute(query.order_by(r.no))]


def estimated_days(db: Connection) -> dict[str, tuple[Days, tuple[str, ...]]]:
    """What other pages tell of the days of pages that print none."""
    return {row.article: ((row.first_day, row.last_day), tuple(json.loads(row.basis))) for row in db.execute(select(t.dates).order_by(t.dates.c.article))}


def families(db: Connection) -> list[Family]:
    return [loads(Family, noun) for noun in db.execute(select(t.families.c.noun).order_by(t.families.c.id)).scalars()]


def storylines(db: Connection) -> list[Storyline]:
    return [loads(Storyline, noun) for noun in db.execute(select(t.storylines.c.noun).order_by(t.storylines.c.title, t.storylines.c.id)).scalars()]


def problems(db: Connection) -> list[Problem]:
    """What could not be read or coded, by source, with the reason."""
    r = t.readings.c
    named = sources_of(db)
    failed = db.execute(select(r.key, r.reason, r.room, r.page_sha256).where(r.reason.is_not(None)))
    out = [Problem(named.get(row.key, "-"), row.reason, row.room, row.page_sha256) for row in failed]
    out += [Problem(row.source, row.reason, row.room) for row in db.execute(select(t.unread))]
    return sorted(out, key=lambda p: (p.source, p.reason, p.page_sha256 or ""))


def counts(db: Connection) -> dict[str, int]:
    """How many of each the record holds."""
    out = {"pages": db.execute(select(func.count()).select_from(t.pages)).scalar_one()}
    out["articles"] = db.execute(select(func.count()).select_from(_counting().subquery())).scalar_one()
    out["superseded"] = db.execute(select(func.count()).where(t.readings.c.superseded_by.is_not(None))).scalar_one()
    for table in (t.actors, t.events, t.commitments, t.storylines, t.families):
        out[table.name] = db.execute(select(func.count()).select_from(table)).scalar_one()
    return out
