# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""The half of the record that is computed across pages as rows; and replacing it as a whole, where another way than the project's own computes it."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Engine, Table, delete, insert, select, update

import communique.record.corrections as corrections
import communique.record.rooms as rooms
import communique.record.schema as t
import communique.record.storing as storing
from communique.model import Across, Coded, Commitment, CommitmentMention, Event, EventMention, Judgement
from communique.record.connect import writing
from communique.record.stored import dumps, loads
from communique.record.versions import sources_of, superseded
from communique.text import digest

Look = Callable[[Sequence[Coded], Sequence[Judgement]], Across]
ROWS_AT_ONCE = 500  # PostgreSQL takes 65,535 values in a statement


def is_stale(engine: Engine) -> bool:
    """Whether pages were stored since the across half was computed: a run that died, or one that is under way."""
    with engine.connect() as db:
        return storing.number(db, "across") != storing.number(db, "changes")


def recompute(engine: Engine, look: Look) -> None:
    """The across half anew from the coded pages that count."""
    with engine.connect() as db:
        at = storing.number(db, "changes")
        gone = superseded(db)
        pages = list(current(db, gone))
        given, _ = corrections.anchored(db, pages)
    found = look(pages, given)
    found = replace(found, events=tuple(with_aliases(event) for event in found.events))
    with writing(engine) as db:
        before = {(row.article, row.mention): row.event for row in db.execute(select(t.mentions))}
        before |= {(row.article, row.mention): row.commitment for row in db.execute(select(t.undertakings))}
        for table in t.COMPUTED:
            db.execute(delete(table))
        db.execute(update(t.readings).where(t.readings.c.superseded_by.is_not(None)).values(superseded_by=None))
        for key, by in gone.items():
            db.execute(update(t.readings).where(t.readings.c.key == key).values(superseded_by=by))
        by_id = {page.article.id: page for page in pages}
        members = [(article, member, one.id) for one in found.links.actors for article, member in one.members]
        for table, some in rows(found, by_id.__getitem__, {actor.id: actor.country for actor in found.links.actors}, members):
            fill(db, table, some)
        db.execute(delete(t.touched))
        rooms.note(db, None)
        _keep_aliases(db, before, found)
        db.execute(update(t.meta).where(t.meta.c.name == "across").values(value=str(at)))


def with_aliases(event: Event) -> Event:
    """The event with every id that it may have been given when fewer pages were known: each of its mentions may have led it.

    A function of the mentions and not of what was added when, as all else in a record is.
    """
    ids = [digest("E", ref.article, ref.event) for ref in event.mentions]
    return replace(event, aliases=tuple(sorted({*event.aliases, *ids} - {event.id}))) if event.id in ids else event


def current(db: Connection, gone: Iterable[str]) -> Iterator[Coded]:
    """The coded pages that count, each named by its first source, by id."""
    gone, named = set(gone), sources_of(db)
    rows = db.execute(select(t.readings.c.key, t.articles.c.noun).join(t.articles, t.articles.c.no == t.readings.c.no).order_by(t.articles.c.id))
    for row in rows:
        if row.key not in gone:
            yield named_by(loads(Coded, row.noun), named.get(row.key))


def named_by(coded: Coded, source: str | None) -> Coded:
    if source is None or source == coded.article.source:
        return coded
    return replace(coded, article=replace(coded.article, source=source))


def fill(db: Connection, table: Table, rows: Iterable[dict[str, Any]]) -> None:
    rows = list({tuple(row[c.name] for c in table.primary_key): row for row in rows}.values())
    for at in range(0, len(rows), ROWS_AT_ONCE):
        db.execute(insert(table), rows[at : at + ROWS_AT_ONCE])


def rows(
    found: Across, page: Callable[[str], Coded], countries: Mapping[str, str | None], members: Iterable[tuple[str, str, str]]
) -> Iterator[tuple[Table, list[dict[str, Any]]]]:
    """`page` gives an article by its id, `countries` those of linked actors, `members` are articles' own actors, each with the linked one."""
    yield t.families, [{"id": one.id, "noun": dumps(one)} for one in found.families]
    yield t.dates, [
        {"article": one.article, "first_day": one.published_range[0], "last_day": one.published_range[1], "basis": json.dumps(one.basis, ensure_ascii=False)} for one in found.dates
    ]
    yield t.actors, [{"id": one.id, "name": one.name, "country": one.country, "noun": dumps(replace(one, members=()))} for one in found.links.actors]
    yield t.members, [{"article": article, "member": member, "actor": actor} for article, member, actor in members]
    yield t.quotations, [{"id": one.id, "noun": dumps(one)} for one in found.links.quotations]
    yield t.events, [_event(one) for one in found.events]
    yield t.mentions, [_mention(event.id, ref.article, _in(page(ref.article), ref.event)) for event in found.events for ref in event.mentions]
    yield t.commitments, [_commitment(one) for one in found.commitments]
    yield t.undertakings, [_undertaking(one.id, ref.article, _promised(page(ref.article), ref.commitment)) for one in found.commitments for ref in one.mentions]
    yield t.parties, [
        {"of": of, "actor": actor, "part": part, "country": countries.get(actor)}
        for of, parts in [
            *((event.id, {"actor": event.actors, "recipient": event.recipients}) for event in found.events),
            *((one.id, {"by": one.by, "to": one.to}) for one in found.commitments),
        ]
        for part, ids in parts.items()
        for actor in ids
    ]
    yield t.storylines, [{"id": one.id, "title": one.title, "noun": dumps(one)} for one in found.storylines]
    yield t.chapters, [{"storyline": one.id, "event": event, "place": place} for one in found.storylines for place, event in enumerate(one.events)]
    yield t.judgements, [{"about": one.about, "says": one.says, "by": one.by, "when": one.when, "noun": dumps(one)} for one in found.judgements]


def _event(event: Event) -> dict[str, Any]:
    first, last = event.date_range or (None, None)
    return {
        "id": event.id, "event_type": event.event_type, "mode": event.mode, "first_day": first, "last_day": last, "confidence": event.confidence,
        "reports": event.independent_reports, "accounts": len(event.accounts), "disagreements": len(event.disagreements), "noun": dumps(event),
    }  # fmt: skip


def _mention(event: str, article: str, mention: EventMention) -> dict[str, Any]:
    return {"event": event, "article": article, "mention": mention.id, "voice": mention.voice, "auxiliary": " ".join(mention.auxiliary)}


def _commitment(one: Commitment) -> dict[str, Any]:
    first, last = one.due or (None, None)
    return {"id": one.id, "kind": one.commitment_kind, "status": one.status, "made": one.made, "due_first": first, "due_last": last, "noun": dumps(one)}


def _undertaking(commitment: str, article: str, mention: CommitmentMention) -> dict[str, Any]:
    return {"commitment": commitment, "article": article, "mention": mention.id, "voice": "attributed" if mention.statement else "outlet"}


def _in(page: Coded, event: str) -> EventMention:
    return next(one for one in page.events if one.id == event)


def _promised(page: Coded, commitment: str) -> CommitmentMention:
    return next(one for one in page.commitments if one.id == commitment)


def _keep_aliases(db: Connection, before: dict[tuple[str, str], str], found: Across) -> None:
    """Ids that were given out and are gone now, each with the mentions it stood for."""
    here = {event.id for event in found.events} | {one.id for one in found.commitments}
    known = {tuple(row) for row in db.execute(select(t.aliases.c.old, t.aliases.c.article, t.aliases.c.member))}
    new = [(old, article, member) for (article, member), old in before.items() if old not in here and (old, article, member) not in known]
    fill(db, t.aliases, [{"old": old, "article": article, "member": member} for old, article, member in new])
