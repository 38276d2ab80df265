# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Which of the readings count: the newest version of each page, one for each article."""

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import Connection, select

import communique.record.corrections as corrections
import communique.record.schema as t
from communique.record.storing import STANDARD_INPUT, batches


def related(db: Connection, keys: Iterable[str]) -> set[str]:
    """Readings that have a say in whether these count, and these: of one source, address or article, and so on."""
    out: set[str] = set()
    todo = set(keys)
    while todo:
        out |= todo
        found: set[str] = set()
        for some in batches(sorted(todo)):
            s, r, a = t.sources.c, t.readings.c, t.articles.c
            places = [source for source in db.execute(select(s.source).where(s.key.in_(some)).distinct()).scalars() if not source.startswith(STANDARD_INPUT)]
            urls = list(db.execute(select(r.url).where(r.key.in_(some), r.url.is_not(None)).distinct()).scalars())
            ids = list(db.execute(select(a.id).join(t.readings, r.no == a.no).where(r.key.in_(some)).distinct()).scalars())
            for part in batches(places):
                found.update(db.execute(select(s.key).where(s.source.in_(part))).scalars())
            for part in batches(urls):
                found.update(db.execute(select(r.key).where(r.url.in_(part))).scalars())
            for part in batches(ids):
                found.update(db.execute(select(r.key).join(t.articles, r.no == a.no).where(a.id.in_(part))).scalars())
        todo = found - out
    return out


def superseded(db: Connection, among: Iterable[str] | None = None) -> dict[str, str]:
    """Keys of readings whose facts no longer count -> the key of the reading that took its place.

    `among`: all the readings that have a say (see `related`), where not all are asked about.
    A function of what was read, not of the order: a source counts with what it holds now; of several sources of one
    address (url) the one fetched last; of several readings that make one article the first source by name.
    """
    query = (
        select(t.readings.c.no, t.readings.c.key, t.readings.c.url, t.readings.c.fetched, t.sources.c.source, t.sources.c.current, t.articles.c.id)
        .join(t.sources, t.sources.c.key == t.readings.c.key)
        .join(t.articles, t.articles.c.no == t.readings.c.no)  # a reading that failed takes no place: what an earlier version said stays until a later one can be read
    )
    parts = [query] if among is None else [query.where(t.readings.c.key.in_(some)) for some in batches(sorted(among))]
    rows = [row for part in parts for row in db.execute(part)]
    holds = {row.source: row.key for row in sorted(rows, key=lambda r: (r.current, r.no))}
    holders = set(holds.values()) | {row.key for row in rows if row.current}
    out = {row.key: holds[row.source] for row in sorted(rows, key=lambda r: (r.source, r.key), reverse=True) if row.key not in holders}
    rows = [row for row in rows if row.key not in out]
    out |= _all_but_last(((row.url, row.fetched or "", row.source, row.key) for row in rows if row.url), last=True)
    out |= _all_but_last(((row.id, "", row.source, row.key) for row in rows if row.key not in out), last=False)
    if withdrawn := corrections.withdrawn_pages(db):  # no earlier version takes the place of one that a person withdrew
        pages = set(db.execute(select(t.readings.c.key).where(t.readings.c.page_sha256.in_(withdrawn))).scalars())
        out |= dict.fromkeys(pages if among is None else pages.intersection(among), corrections.WITHDRAWN)
    return out


def _all_but_last(rows: Iterable[tuple[str, str, str, str]], *, last: bool) -> dict[str, str]:
    """(group, rank, source, key) -> the keys of each group but the one that ranks last (or first), with that one's key."""
    groups: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for group, *rest in rows:
        groups[group].append((rest[0], rest[1], rest[2]))
    out: dict[str, str] = {}
    for ranked in groups.values():
        winner = (max if last else min)(ranked)[2]
        out |= {key: winner for _, _, key in ranked if key != winner}
    return out


def sources_of(db: Connection, among: Iterable[str] | None = None) -> dict[str, str]:
    """Key -> the source it is named by: the first by name, among those that hold it now where there are any."""
    query = select(t.sources.c.key, t.sources.c.source, t.sources.c.current)
    parts = [query] if among is None else [query.where(t.sources.c.key.in_(some)) for some in batches(sorted(among))]
    rows = [row for part in parts for row in db.execute(part)]
    best: dict[str, tuple[bool, str]] = {}
    for row in rows:
        best[row.key] = min(best.get(row.key, (True, "\U0010ffff")), (not row.current, row.source))
    return {key: source for key, (_, source) in best.items()}
