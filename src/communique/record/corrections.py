# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""A person's judgements: rows that are only ever added, anchored to pages and quoted evidence, not to ids that may change."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection, insert, select

import communique.record.schema as t
from communique.model import Coded, CommitmentMention, EventMention, Judgement, Page
from communique.text import sha256

PUBLISHED = "published "  # says "published 2018-03-16" about an article
Anchor = tuple[str, str, str]  # what it named then, the page's digest, the quoted evidence


@dataclass(frozen=True)
class Orphan:
    """A judgement whose evidence is no longer in the record."""

    judgement: Judgement
    missing: tuple[Anchor, ...]


def add(db: Connection, judgement: Judgement, anchors: Sequence[Anchor]) -> None:
    db.execute(
        insert(t.corrections).values(
            about=judgement.about, says=judgement.says, by=judgement.by, when=judgement.when, reason=judgement.reason, anchors=json.dumps(anchors, ensure_ascii=False)
        )
    )


def published_days(db: Connection) -> dict[str, str]:
    """Page digests -> the day on which a person says it was published; the latest word counts."""
    out: dict[str, str] = {}
    for row in db.execute(select(t.corrections.c.says, t.corrections.c.anchors).order_by(t.corrections.c.no)):
        if row.says.startswith(PUBLISHED):
            out |= {page_sha256: row.says.removeprefix(PUBLISHED) for _, page_sha256, _ in json.loads(row.anchors)}
    return out


def with_day(page: Page, published: Mapping[str, str]) -> Page:
    """The page with the day given that a person has given it, as if it had been handed in beside it."""
    if not published:
        return page
    return replace(page, published=published.get(sha256(page.data), page.published))


def anchored(db: Connection, pages: Sequence[Coded]) -> tuple[list[Judgement], list[Orphan]]:
    """All corrections, in the order they were made, about the ids that stand for their evidence now; and those that have lost it."""
    found: list[Judgement] = []
    orphans: list[Orphan] = []
    by_page: dict[str, list[Coded]] = {}
    for page in pages:
        by_page.setdefault(page.article.page_sha256, []).append(page)
    for row in db.execute(select(t.corrections).order_by(t.corrections.c.no)):
        about, missing = row.about, []
        for name, page_sha256, quote in map(tuple, json.loads(row.anchors)):
            now = _stands_for(by_page.get(page_sha256, []), name, quote)
            if now is None:
                missing.append((name, page_sha256, quote))
            else:
                about = about.replace(name, now)
        judgement = Judgement(about=about, says=row.says, by=row.by, when=row.when, reason=row.reason)
        if missing:
            orphans.append(Orphan(judgement, tuple(missing)))
        else:
            found.append(judgement)
    return found, orphans


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
