# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""The exchange form of a whole record: one object a line, each with its kind, in a stable order."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Table, select

import communique.record.corrections as corrections
import communique.record.queries as queries
import communique.record.schema as t
from communique.model import Coded, Judgement
from communique.record.across import named_by
from communique.record.stored import exchange, loads
from communique.record.versions import sources_of


def rows(db: Connection, *, text: bool = True, former: bool = False) -> Iterator[dict[str, Any]]:
    """Articles, families, actors, events, commitments, judgements and problems, each by id; then what else was found across pages.

    Without `text`, articles carry their spans but not the words (for records that may not be passed on with them).
    With `former`, superseded versions of articles come too, each with the id of the one that took its place.
    """
    for coded, by in _articles(db, former):
        form = coded.to_dict()
        if not text:
            form["article"]["text"] = None
        yield {"kind": "article", **({"superseded_by": by} if by else {}), **form}
    for kind, table in (("family", t.families), ("actor", t.actors), ("event", t.events), ("commitment", t.commitments)):
        for form in _nouns(db, table):
            yield {"kind": kind, **form}
    for judgement in _judgements(db):
        yield {"kind": "judgement", **judgement.to_dict()}
    for problem in queries.problems(db):
        yield {"kind": "problem", **problem.to_dict()}
    for kind, table in (("quotation", t.quotations), ("storyline", t.storylines)):
        for form in _nouns(db, table):
            yield {"kind": kind, **form}
    for article, (days, basis) in queries.estimated_days(db).items():
        yield {"kind": "date", "article": article, "published_range": list(days), "basis": list(basis)}


def _articles(db: Connection, former: bool) -> Iterator[tuple[Coded, str | None]]:
    r = t.readings.c
    named = sources_of(db)
    query = select(r.key, t.articles.c.noun, t.articles.c.id, r.superseded_by).join(t.articles, t.articles.c.no == r.no)
    if not former:
        query = query.where(r.superseded_by.is_(None))
    ids = {row.key: row.id for row in db.execute(select(r.key, t.articles.c.id).join(t.articles, t.articles.c.no == r.no))}
    for row in db.execute(query.order_by(t.articles.c.id, r.key)):
        yield named_by(loads(Coded, row.noun), named.get(row.key)), ids.get(row.superseded_by)


def _nouns(db: Connection, table: Table) -> Iterator[dict[str, Any]]:
    for noun in db.execute(select(table.c.noun).order_by(table.c.id)).scalars():
        yield exchange(noun)


def _judgements(db: Connection) -> list[Judgement]:
    """The machine's and the persons', about the mentions that stand for their evidence now; a person's that has lost it as it was given."""
    held = {loads(Judgement, noun) for noun in db.execute(select(t.judgements.c.noun)).scalars()}
    found, orphans = corrections.anchored(db, list(queries.articles(db)))
    return sorted({*held, *found, *(orphan.judgement for orphan in orphans if not orphan.in_part)}, key=lambda j: (j.about, j.when, j.says, j.by, j.reason))
