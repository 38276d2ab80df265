# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""`recode`: the pages whose engine is of another version, coded again; and what that changed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sqlalchemy import Engine, select

from communique.engine import engine_version, run
from communique.engine.run import Step
from communique.model import Event, Page, Problem
from communique.record import corrections, queries, storing
from communique.record import schema as t
from communique.record.connect import writing
from communique.record.verify import page_of, readings
from communique.record.versions import sources_of


@dataclass(frozen=True)
class Changes:
    """What a recode did to the events. An event that stands under another id now counts as changed."""

    pages: int
    problems: tuple[Problem, ...]
    added: tuple[Event, ...]
    gone: tuple[Event, ...]
    changed: tuple[tuple[Event, Event], ...]  # before, after


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


def recode(engine: Engine, keys: list[str], *, step: Step, workers: int | None, progress: Callable[[int], None]) -> tuple[Problem, ...]:
    """Each page in a transaction of its own: a killed recode goes on with the pages that are left."""
    problems: list[Problem] = []
    read: dict[int, Page] = {}  # by identity: the pages as they were read
    results = run(_pages(engine, keys, read), step=step, workers=workers)
    for count, (given, result) in enumerate(results, start=1):
        page = read.pop(id(given))
        with writing(engine) as db:
            storing.store(db, storing.key_of(page), page, result)
        if isinstance(result, Problem):
            problems.append(result)
        progress(count)
    return tuple(problems)


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


def compare(before: list[Event], engine: Engine, pages: int, problems: tuple[Problem, ...]) -> Changes:
    """The events before and now: the same where the id is, or where one of its mentions stands now."""
    with engine.connect() as db:
        now = {event.id: event for event in queries.events(db, queries.Filter())}
    mentions = {(ref.article, ref.event): event.id for event in now.values() for ref in event.mentions}
    gone, changed, met = [], [], set()
    for event in before:
        after = now.get(event.id) or next((now[mentions[at]] for ref in event.mentions if (at := (ref.article, ref.event)) in mentions), None)
        if after is None:
            gone.append(event)
            continue
        met.add(after.id)
        if after != event:
            changed.append((event, after))
    added = tuple(event for key, event in now.items() if key not in met)
    return Changes(pages, problems, added, tuple(gone), tuple(changed))
