# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Search: words and phrases in the articles' own text, said by someone, about someone."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from sqlalchemy import Connection, select

import communique.record.schema as t
from communique.model import Article, Coded, Quotation, Span, Statement
from communique.record.across import named_by
from communique.record.queries import linked
from communique.record.stored import loads
from communique.record.versions import sources_of
from communique.record.words import asked, places
from communique.text import inside, overlap


@dataclass(frozen=True)
class Hit:
    """A passage that holds all that was asked for. `statement` is the innermost one in which it stands, if any."""

    article: Article
    span: Span  # a paragraph of the body or the headline, or a statement's content
    found: tuple[Span, ...]  # the words asked for
    statement: Statement | None
    speakers: tuple[str, ...]  # names
    quotation: Quotation | None = None  # where the statement's words stand on other pages too


def search(db: Connection, question: str, *, said_by: str | None = None, about: str | None = None) -> Iterator[Hit]:
    """Passages with all words and phrases of the question, by article; `said_by` and `about` are ids of linked actors.

    With `said_by`, passages are statements of that speaker; with `about`, passages in which that actor is mentioned.
    """
    phrases = asked(question)
    w = t.words.c
    query = select(t.readings.c.key, t.articles.c.noun).join(t.articles, t.articles.c.no == t.readings.c.no).where(t.readings.c.superseded_by.is_(None))
    for term in {term for phrase in phrases for term in phrase}:
        query = query.where(t.readings.c.no.in_(select(w.no).where(w.term == term)))
    for actor in (said_by, about):
        if actor is not None:
            query = query.where(t.articles.c.id.in_(select(t.members.c.article).where(t.members.c.actor == actor)))
    named, printed = sources_of(db), cache(lambda: _quotations(db))  # only where a statement is hit
    for row in db.execute(query.order_by(t.articles.c.first_day.is_(None), t.articles.c.first_day, t.articles.c.id)):
        coded = named_by(loads(Coded, row.noun), named.get(row.key))
        links = linked(db, coded.article.id) if said_by or about else {}
        for hit in _hits(coded, phrases, _local(links, said_by), _local(links, about)):
            yield hit if hit.statement is None else replace(hit, quotation=printed().get((coded.article.id, hit.statement.id)))


def _quotations(db: Connection) -> dict[tuple[str, str], Quotation]:
    """Each statement that stands in a quotation, with that quotation."""
    rows = (loads(Quotation, row.noun) for row in db.execute(select(t.quotations.c.noun)))
    return {(ref.article, ref.statement): one for one in rows for ref in one.statements}


def _local(links: dict[str, tuple[str, ...]], actor: str | None) -> set[str] | None:
    return None if actor is None else {member for member, ids in links.items() if actor in ids}


def _hits(coded: Coded, phrases: list[list[str]], said_by: set[str] | None, about: set[str] | None) -> Iterator[Hit]:
    article = coded.article
    mentioned = None if about is None else [span for actor in coded.actors if actor.id in about for span in actor.mentions]
    for span, statement in _passages(coded, said_by):
        text = article.text[span[0] : span[1]]
        found = [places(phrase, text) for phrase in phrases]
        if not all(found) or (mentioned is not None and not any(overlap(m, span) for m in mentioned)):
            continue
        spans = sorted({(s + span[0], e + span[0]) for places_ in found for s, e in places_})
        around = statement or _around(coded, spans[0] if spans else span)
        names = tuple(coded.actor(key).name for key in around.speakers) if around else ()
        yield Hit(article, span, tuple(spans), around, names)


def _passages(coded: Coded, said_by: set[str] | None) -> Iterator[tuple[Span, Statement | None]]:
    if said_by is not None:
        for statement in coded.statements:
            if said_by & set(statement.speakers) and statement.content:
                yield (statement.content[0][0], statement.content[-1][1]), statement
        return
    headline = coded.article.headline_span
    if headline is not None and not any(overlap(headline, span) for span in coded.article.body):
        yield headline, None
    for span in coded.article.body:
        yield span, None


def _around(coded: Coded, span: Span) -> Statement | None:
    """The innermost statement whose content holds the span."""
    holding = [s for s in coded.statements if any(inside(span, part) for part in s.content)]
    return min(holding, key=lambda s: (sum(e - b for b, e in s.content), s.id), default=None)
