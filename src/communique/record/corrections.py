# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""A person's judgements: rows that are only ever added, anchored to pages and quoted evidence, not to ids that may change."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection, insert, select

import communique.record.schema as t
from communique.model import Coded, CommitmentMention, EventMention, Judgement, Page
from communique.text import digest, sha256

PUBLISHED = "published "  # says "published 2018-03-16" about an article
WITHDRAWN = "withdrawn"  # says so about an article: what its page tells counts no more
RETRACTED = "retracted"  # says so about a judgement, by its id
BAR = "|"  # in `about`, between mentions that are kept apart from one another
Anchor = tuple[str, str, str]  # what it named then, the page's digest, the quoted evidence


@dataclass(frozen=True)
class Orphan:
    """A judgement of whose evidence some is no longer in the record."""

    judgement: Judgement
    missing: tuple[Anchor, ...]
    in_part: bool  # what is left of it is still enough to hold


@dataclass(frozen=True)
class Given:
    """A judgement as it was made."""

    judgement: Judgement
    anchors: tuple[Anchor, ...]

    @property
    def id(self) -> str:
        return judgement_id(self.judgement)


def judgement_id(one: Judgement) -> str:
    return digest("j", one.about, one.says, one.by, one.when)


def said(one: Judgement) -> tuple[str, ...]:
    """A judgement apart from the ids that it is about, which may have changed since."""
    return one.when, one.by, one.says, one.reason


def add(db: Connection, judgement: Judgement, anchors: Sequence[Anchor]) -> None:
    db.execute(
        insert(t.corrections).values(
            about=judgement.about, says=judgement.says, by=judgement.by, when=judgement.when, reason=judgement.reason, anchors=json.dumps(anchors, ensure_ascii=False)
        )
    )


def given(db: Connection) -> list[Given]:
    """All judgements, in the order they were made, the retracted and the retractions too."""
    rows = db.execute(select(t.corrections).order_by(t.corrections.c.no)).all()
    return [
        Given(Judgement(about=row.about, says=row.says, by=row.by, when=row.when, reason=row.reason), tuple((a[0], a[1], a[2]) for a in json.loads(row.anchors))) for row in rows
    ]


def retractions(rows: Sequence[Given]) -> dict[str, Judgement]:
    """Ids of judgements that hold no more -> who took them back. A retraction can be taken back too."""
    out: dict[str, Judgement] = {}
    for row in reversed(rows):
        if row.judgement.says == RETRACTED and row.id not in out:
            out.setdefault(row.judgement.about, row.judgement)
    return out


def standing(db: Connection) -> list[Given]:
    """The judgements that nobody took back, without the retractions."""
    rows = given(db)
    back = retractions(rows)
    return [row for row in rows if row.id not in back and row.judgement.says != RETRACTED]


def published_days(db: Connection) -> dict[str, str]:
    """Page digests -> the day on which a person says it was published; the latest word counts."""
    out: dict[str, str] = {}
    for row in standing(db):
        if row.judgement.says.startswith(PUBLISHED):
            out |= {page_sha256: row.judgement.says.removeprefix(PUBLISHED) for _, page_sha256, _ in row.anchors}
    return out


def withdrawn_pages(db: Connection) -> frozenset[str]:
    """Digests of the pages that persons have withdrawn."""
    return frozenset(page_sha256 for row in standing(db) if row.judgement.says == WITHDRAWN for _, page_sha256, _ in row.anchors)


def with_day(page: Page, published: Mapping[str, str]) -> Page:
    """The page with the day given that a person has given it, as if it had been handed in beside it."""
    if not published:
        return page
    return replace(page, published=published.get(sha256(page.data), page.published))


def pages_of(rows: Sequence[Given], about: str) -> frozenset[str]:
    """Digests of the pages that a judgement is about; of a retraction, of what it takes back."""
    known = {row.id: row for row in rows}
    while about in known and known[about].judgement.says == RETRACTED:
        about = known[about].judgement.about
    return frozenset(page for _, page, _ in known[about].anchors) if about in known else frozenset()


def judged_with(rows: Sequence[Given], pages: Iterable[str]) -> frozenset[str]:
    """Digests of these pages, and of all that judgements set beside them, directly or through others."""
    out, sets = set(pages), [{page for _, page, _ in row.anchors} for row in rows]
    while more := {page for one in sets if not one.isdisjoint(out) for page in one} - out:
        out |= more
    return frozenset(out)


def anchored(db: Connection, pages: Sequence[Coded]) -> tuple[list[Judgement], list[Orphan]]:
    """The corrections that nobody took back, in the order they were made, about the ids that stand for their evidence now; and those that have lost some.

    One that has lost some of its mentions holds for the rest, as far as two are left; it is among both. When the page is
    back, so is the whole judgement: rows are never changed.
    """
    found: list[Judgement] = []
    orphans: list[Orphan] = []
    by_page: dict[str, list[Coded]] = {}
    for page in pages:
        by_page.setdefault(page.article.page_sha256, []).append(page)
    for row in standing(db):
        now = {name: _stands_for(by_page.get(page_sha256, []), name, quote) for name, page_sha256, quote in row.anchors}
        missing = tuple(anchor for anchor in row.anchors if now[anchor[0]] is None)
        about = _about(row.judgement.about, now)
        holds = not missing or (row.judgement.says in ("same", "different") and _enough(about))
        if row.judgement.says == WITHDRAWN:  # its evidence is gone because it says so
            found.append(row.judgement)
            continue
        if missing:
            orphans.append(Orphan(row.judgement, missing, holds))
        if holds:
            found.append(replace(row.judgement, about=about))
    return found, orphans


def _about(about: str, now: Mapping[str, str | None]) -> str:
    """The names as they are now, those that stand for nothing left out."""
    return " ".join(name for one in about.split() if (name := now.get(one, one)) is not None)


def _enough(about: str) -> bool:
    parts = [part.split() for part in about.split(BAR)]
    return all(parts) if len(parts) > 1 else len(parts[0]) > 1


def _stands_for(pages: Sequence[Coded], name: str, quote: str) -> str | None:
    """The id that a name ("a:…" or "a:…/e:…") has now: the same where it still shows the quote, else the mention whose evidence does."""
    for coded in pages:
        if "/" not in name:
            return coded.article.id
        article, mention = name.split("/", 1)
        mentions: tuple[EventMention | CommitmentMention, ...] = (*coded.events, *coded.commitments)
        nouns = {one.id: coded.quote(one.evidence) for one in mentions}
        if coded.article.id == article and nouns.get(mention) == quote:
            return name
        same = sorted(key for key, said in nouns.items() if key[:2] == mention[:2] and (said == quote or (quote and (quote in said or said in quote))))
        if same:
            return f"{coded.article.id}/{same[0]}"
    return None
