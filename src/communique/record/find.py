# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""From what a user pastes or types to the id it stands for: whole ids, their beginnings, ids of former days, names."""

from typing import Any

from sqlalchemy import Column, Connection, Select, Table, func, select

import communique.record.schema as t
from communique.errors import RecordError
from communique.record.words import tokens

SHOWN_AT_MOST = 8  # candidates named in a fault


def event_id(db: Connection, asked: str) -> str:
    """'E:3b77c0a1d2e4', 'E:3b7', '3b7', an id that was merged away, or a mention's 'e:…' -> the event's id."""
    return _id(db, asked, "event", t.events, t.mentions.c.event, t.mentions.c.mention)


def commitment_id(db: Connection, asked: str) -> str:
    return _id(db, asked, "commitment", t.commitments, t.undertakings.c.commitment, t.undertakings.c.mention)


def article_id(db: Connection, asked: str) -> str:
    """An article's id or its beginning, its url, or the source it was read from."""
    found = set(_starting(db, t.articles.c.id, asked))
    if asked in found:
        return asked
    by_place = select(t.articles.c.id).join(t.readings, t.readings.c.no == t.articles.c.no).outerjoin(t.sources, t.sources.c.key == t.readings.c.key)
    found |= set(db.execute(by_place.where(t.readings.c.superseded_by.is_(None), (t.readings.c.url == asked) | (t.sources.c.source == asked))).scalars())
    return _only(sorted(found), asked, "article", "communique search WORDS")


def actor_id(db: Connection, asked: str) -> str:
    """An actor's id or its beginning, or a name: whole, or some of its words."""
    found = _starting(db, t.actors.c.id, asked)
    if found:
        return _only(found, asked, "actor", "communique actors")
    wanted = [term for term, _, _ in tokens(asked)]
    rows = db.execute(select(t.actors.c.id, t.actors.c.name, t.actors.c.noun)).all()
    named = {row.id: [term for term, _, _ in tokens(row.name)] for row in rows}
    weight = {row.actor: row.times for row in db.execute(_times_by_actor())}
    whole = [key for key, terms in named.items() if terms == wanted]
    some = [key for key, terms in named.items() if wanted and set(wanted) <= set(terms)]
    best = sorted(whole or some, key=lambda key: (-weight.get(key, 0), key))
    # "Moon" is who is spoken of: an actor that takes part in events before one that is merely named
    if len(best) > 1 and weight.get(best[0], 0) > weight.get(best[1], 0):
        best = best[:1]
    return _only(best, asked, "actor", "communique actors", {row.id: row.name for row in rows})


def _times_by_actor() -> Select[Any]:
    return select(t.parties.c.actor, func.count().label("times")).group_by(t.parties.c.actor)


def _id(db: Connection, asked: str, kind: str, table: Table, holder: Column[str], member: Column[str]) -> str:
    found = _starting(db, table.c.id, asked)
    if not found and len(asked) > 2:
        found = sorted(set(db.execute(select(holder).where(member == asked)).scalars()))
    if not found and len(asked) > 2:
        former = select(holder).join(t.aliases, (t.aliases.c.article == holder.table.c.article) & (t.aliases.c.member == member))
        found = sorted(set(db.execute(former.where(t.aliases.c.old.startswith(asked, autoescape=True))).scalars()))
    return _only(found, asked, kind, "communique timeline" if kind == "event" else "communique ledger")


def _starting(db: Connection, column: Column[str], asked: str) -> list[str]:
    """Ids that begin so, with or without their kind's letter. A whole id is that one only, and found by the index alone."""
    if db.execute(select(column).where(column == asked).limit(1)).first() is not None:
        return [asked]
    ids = sorted(set(db.execute(select(column).where(column.startswith(asked, autoescape=True) | column.contains(":" + asked, autoescape=True))).scalars()))
    return [one for one in ids if one.startswith(asked) or one.partition(":")[2].startswith(asked)]


def _only(found: list[str], asked: str, kind: str, listing: str, names: dict[str, str] | None = None) -> str:
    if len(found) == 1:
        return found[0]
    if not found:
        raise RecordError(f"the record holds no {kind} {asked!r}; list what there is with: {listing}")
    shown = ", ".join(f"{key} ({names[key]})" if names else key for key in found[:SHOWN_AT_MOST])
    raise RecordError(f"{asked!r} may be any of {len(found)} {kind}s: {shown}{' ...' if len(found) > SHOWN_AT_MOST else ''}; write more of it")
