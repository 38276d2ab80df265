# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""`verify`: each article's text built again from the page's stored bytes, and each span proved against its stored quote."""

import json
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, Row, Select, select

import communique.record.schema as t
from communique.model import Article, Coded, Event, Page, Problem
from communique.record.stored import loads, quotes
from communique.record.versions import sources_of
from communique.text import sha256

Clean = Callable[[Page], Article | Problem]


@dataclass(frozen=True)
class Fault:
    source: str
    what: str


def verify(db: Connection, clean: Clean) -> Iterator[Fault | None]:
    """For each reading each fault, then None: read the Nones as progress."""
    named = sources_of(db)
    counting: dict[str, Coded] = {}
    for row in db.execute(readings().add_columns(t.articles.c.noun, t.articles.c.quotes, t.readings.c.superseded_by).order_by(t.readings.c.no)):
        source = named.get(row.key, "-")
        coded: Coded | None = None
        try:
            coded = loads(Coded, row.noun) if row.noun is not None else None
        except (ValueError, KeyError, TypeError) as fault:
            yield Fault(source, f"the stored coding cannot be read: {fault}")
        if coded is not None and row.superseded_by is None:
            counting[coded.article.id] = coded
        yield from (Fault(source, what) for what in _proved(row, page_of(row, source), coded, clean))
        yield None
    yield from _references(db, counting)


def readings() -> Select[Any]:
    """All readings with their pages' bytes and, where there is one, the article."""
    r = t.readings.c
    return (
        select(r.key, r.page_sha256, r.url, r.fetched, r.outlet, r.published, r.headline, r.media_type, r.reason, t.pages.c.data)
        .join(t.pages, t.pages.c.sha256 == r.page_sha256)
        .outerjoin(t.articles, t.articles.c.no == r.no)
    )


def page_of(row: Row[Any], source: str) -> Page | None:
    """The page as it was read; None where its bytes cannot be unpacked."""
    try:
        data = zlib.decompress(row.data)
    except zlib.error:
        return None
    return Page(source=source, data=data, url=row.url, fetched=row.fetched, outlet=row.outlet, published=row.published, headline=row.headline, media_type=row.media_type)


def _proved(row: Row[Any], page: Page | None, coded: Coded | None, clean: Clean) -> Iterator[str]:
    if page is None:
        yield "the page's stored bytes are damaged: they cannot be unpacked"
        return
    if sha256(page.data) != row.page_sha256:
        yield f"the page's stored bytes are not those that were read: digest {sha256(page.data)[:12]}, was {row.page_sha256[:12]}"
        return
    if coded is None:
        if row.reason is None:
            yield "neither an article nor a reason for its absence is stored"
        return
    article = clean(page)
    if isinstance(article, Problem):
        yield f"no article can be made from the stored bytes any more: {article.reason}"
        return
    kept = coded.article
    if sha256(kept.text) != kept.text_sha256:
        yield "the stored text is not the one whose digest is stored"
    if article.text != kept.text:
        how = f"rendered by {kept.rendering}, now by {article.rendering}" if article.rendering != kept.rendering else f"both by {kept.rendering}"
        yield f"the text made from the stored bytes is not the stored one ({how}); code the page again with: communique recode --all"
    rebuilt = {quote[:4]: quote[4] for quote in quotes(_on(coded, article))}
    stored = {(name, part, start, end): quote for name, part, start, end, quote in json.loads(row.quotes)}
    for at, quote in stored.items():
        name, part, start, end = at
        if at not in rebuilt:
            yield f"{name} {part} [{start}, {end}): a quote is stored for a span that the coding does not have: {quote[:60]!r}"
        elif rebuilt[at] != quote:
            yield f"{name} {part} [{start}, {end}): the text reads {rebuilt[at][:60]!r}, the stored quote {quote[:60]!r}"
    for name, part, start, end in rebuilt.keys() - stored.keys():
        yield f"{name} {part} [{start}, {end}): no quote is stored for this span"


def _on(coded: Coded, article: Article) -> Coded:
    """The stored spans over the rebuilt text."""
    return replace(coded, article=replace(coded.article, text=article.text))


def _references(db: Connection, pages: dict[str, Coded]) -> Iterator[Fault]:
    """What is computed across pages points at mentions that are there, and at characters that the text has."""
    for noun in db.execute(select(t.events.c.noun).order_by(t.events.c.id)).scalars():
        event = loads(Event, noun)
        for ref in event.mentions:
            if ref.article not in pages or all(one.id != ref.event for one in pages[ref.article].events):
                yield Fault(event.id, f"the event rests on mention {ref.event} of article {ref.article}, which is not in the record")
        for point in (point for account in event.accounts for point in account.points):
            start, end = point.span.span
            if point.span.article not in pages or not 0 <= start < end <= len(pages[point.span.article].article.text):
                yield Fault(event.id, f"an account points at [{start}, {end}) of article {point.span.article}, which has no such characters")
