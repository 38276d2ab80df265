# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Pages into the record, each in a transaction of its own, so that a killed run continues where it was."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from sqlalchemy import Engine, select

import communique.record.corrections as corrections
import communique.record.schema as t
import communique.record.storing as storing
from communique.engine import Step, engine_version, run
from communique.model import Coded, Event, Page, Problem
from communique.record.connect import writing
from communique.record.storing import earlier, key_of


@dataclass
class Summary:
    """What a run did, growing as it goes."""

    coded: int = 0
    known: int = 0  # read again, and nothing to do
    problems: list[Problem] = field(default_factory=list)  # met in this run
    known_problems: int = 0  # among `known`: pages kept with a reason and not tried again
    superseded: int = 0  # earlier versions that newer ones took the place of, in the whole record
    events: int = 0  # in the whole record, as are the next
    commitments: int = 0
    articles: int = 0
    added: list[Event] = field(default_factory=list)  # by a recode, as are the next; an event that has another id now counts as changed
    gone: list[Event] = field(default_factory=list)
    changed: list[tuple[Event, Event]] = field(default_factory=list)  # before, after


Progress = Callable[[Summary], None]


def add_pages(engine: Engine, found: Iterable[Page | Problem], *, step: Step, workers: int | None, progress: Progress | None = None) -> Summary:
    """Codes what the record does not hold yet, and keeps it."""
    intake = Intake(engine, Summary(), progress or (lambda _: None))
    for page, result in run(intake.new(found), step=step, workers=workers):
        intake.keep(page, result)
    return intake.summary


class Intake:
    """One run's way in: tells known pages from new ones, and stores what was made of the new."""

    def __init__(self, engine: Engine, summary: Summary, progress: Progress) -> None:
        self.engine, self.summary, self.progress = engine, summary, progress
        self.out: dict[str, str | None] = {}  # pages that are being coded: key -> when fetched
        with engine.connect() as db:
            self.published = corrections.published_days(db)
        self.read: dict[int, Page] = {}  # by identity: pages that a person has given another day, as they were read
        self.also: dict[str, list[Page]] = defaultdict(list)  # the same pages met again meanwhile

    def new(self, found: Iterable[Page | Problem]) -> Iterator[Page]:
        for page in found:
            if isinstance(page, Problem):
                self._unread(page)
            elif self._is_new(page):
                given = corrections.with_day(page, self.published)
                self.read[id(given)] = page
                yield given
            else:
                self.summary.known += 1
            self.progress(self.summary)

    def keep(self, page: Page, result: Coded | Problem) -> None:
        page = self.read.pop(id(page))
        key = key_of(page)
        with writing(self.engine) as db:
            if storing.wanted(db, key, page):
                storing.store(db, key, page, result)
            for same in (page, *self.also.pop(key, ())):
                storing.found_at(db, same.source, key)
        self.out.pop(key, None)
        if isinstance(result, Problem):
            self.summary.problems.append(result)
        else:
            self.summary.coded += 1
        self.progress(self.summary)

    def _is_new(self, page: Page) -> bool:
        key = key_of(page)
        if key in self.out:
            self.also[key].append(page)
            if not earlier(page.fetched, self.out[key]):
                return False
            self.out[key] = page.fetched
            return True
        with self.engine.connect() as db:
            row = db.execute(select(t.readings.c.fetched, t.readings.c.reason, t.readings.c.engine).where(t.readings.c.key == key)).first()
            place = db.execute(select(t.sources.c.current).where(t.sources.c.source == page.source, t.sources.c.key == key)).first()
        # a page that failed has another chance with another version of what failed
        if row is None or earlier(page.fetched, row.fetched) or (row.reason is not None and row.engine != engine_version()):
            self.out[key] = page.fetched
            return True
        self.summary.known_problems += row.reason is not None
        if place is None or not place.current:
            with writing(self.engine) as db:
                storing.found_at(db, page.source, key)
        return False

    def _unread(self, problem: Problem) -> None:
        self.summary.problems.append(problem)
        with writing(self.engine) as db:
            storing.unreadable(db, problem)
