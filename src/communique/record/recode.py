# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""`recode`: the pages whose engine is of another version, coded again; and what that changed."""

from collections.abc import Iterator

from sqlalchemy import Engine, select

import communique.record.corrections as corrections
import communique.record.queries as queries
import communique.record.schema as t
import communique.record.storing as storing
from communique.engine import Step, engine_version, run
from communique.model import Event, Page, Problem
from communique.record.connect import writing
from communique.record.intake import Progress, Summary
from communique.record.verify import page_of, readings
from communique.record.versions import sources_of


def older(engine: Engine, *, everything: bool) -> list[str]:
    """Keys of the readings that another engine coded; of all readings with `everything`."""
    query = select(t.readings.c.key).order_by(t.readings.c.no)
    if not everything:
        query = query.where(t.readings.c.engine != engine_version())
    with engine.connect() as db:
        return list(db.execute(query).scalars())


def of_page(engine: Engine, page_sha256: str) -> list[str]:
    """Keys of the readings of one page."""
    with engine.connect() as db:
        return list(db.execute(select(t.readings.c.key).where(t.readings.c.page_sha256 == page_sha256).order_by(t.readings.c.no)).scalars())


def recode(engine: Engine, keys: list[str], *, step: Step, workers: int | None, progress: Progress) -> Summary:
    """Each page in a transaction of its own: a killed recode goes on with the pages that are left."""
    summary = Summary()
    read: dict[int, Page] = {}  # by identity: the pages as they were read
    results = run(_pages(engine, keys, read), step=step, workers=workers)
    for given, result in results:
        page = read.pop(id(given))
        with writing(engine) as db:
            storing.store(db, storing.key_of(page), page, result)
        if isinstance(result, Problem):
            summary.problems.append(result)
        else:
            summary.coded += 1
        progress(summary)
    return summary


def _pages(engine: Engine, keys: list[str], read: dict[int, Page]) -> Iterator[Page]:
    with engine.connect() as db:
        named, published = sources_of(db), corrections.published_days(db)
    for key in keys:
        with engine.connect() as db:
            row = db.execute(readings().where(t.readings.c.key == key)).one()
        page = page_of(row, named.get(key, "-"))
        if page is not None:  # damaged bytes are verify's to report; what was coded from them stays
            given = corrections.with_day(page, published)
            read[id(given)] = page
            yield given


def compare(before: list[Event], engine: Engine, summary: Summary) -> None:
    """Into the summary: the events before and now, the same where the id is, or where one of its mentions stands now."""
    with engine.connect() as db:
        now = {event.id: event for event in queries.events(db, queries.Filter())}
    mentions = {(ref.article, ref.event): event.id for event in now.values() for ref in event.mentions}
    met = set()
    for event in before:
        after = now.get(event.id) or next((now[mentions[at]] for ref in event.mentions if (at := (ref.article, ref.event)) in mentions), None)
        if after is None:
            summary.gone.append(event)
            continue
        met.add(after.id)
        if after != event:
            summary.changed.append((event, after))
    summary.added += [event for key, event in now.items() if key not in met]
