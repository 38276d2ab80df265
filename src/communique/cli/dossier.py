# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""What is known of one actor beside its events: offices with their source, and each page that names it, with why and how surely it is taken for this one."""

from collections import Counter
from typing import TYPE_CHECKING, Any

from communique.model import Actor, Coded, LinkedActor

if TYPE_CHECKING:
    from communique.identity import Why
    from communique.record import Record
    from communique.views.terminal import Screen


def offices(actor: LinkedActor) -> list[str]:
    """Every office that the tables or the pages give, by its first day, with where that is from."""
    from communique import tables

    told = {one.office: (one.first, one.last, "the pages") for one in actor.offices}
    ids = {member for _, member in actor.members}
    for person in tables.persons_named(actor.name):
        if person.id in ids:
            told |= {t.office: (t.first, t.last, t.basis) for t in person.terms if t.office}
    rows = sorted(told.items(), key=lambda row: (row[1][0] or "", row[0]))
    return [f"{first or '…'} to {last or 'now'}  {office}  ({basis})" for office, (first, last, basis) in rows]


def reason(actor: LinkedActor, page: Coded, here: Actor) -> "Why":
    """Why a page's actor is taken for this one, and how sure that is."""
    from communique.identity import why

    mine = {member for article, member in actor.members if article == page.article.id}
    return why(actor, here, [one for one in page.actors if one.id in mine])


def pages(record: "Record", actor: LinkedActor) -> list[tuple[Coded, Actor]]:
    """The pages that name the actor, by day."""
    found = []
    for article, member in sorted(set(actor.members)):
        coded = record.article(article)
        found += [(coded, one) for one in coded.actors if one.id == member]
    return sorted(found, key=lambda pair: (pair[0].article.published or "", pair[0].article.id))


def form(record: "Record", actor: LinkedActor) -> list[dict[str, Any]]:
    """Each link as JSON types."""
    found = [(coded, one, reason(actor, coded, one)) for coded, one in pages(record, actor)]
    return [
        {"article": coded.article.id, "actor": one.id, "name": one.name, "reason": because.reason, "confidence": because.confidence, "basis": one.basis}
        for coded, one, because in found
    ]


def show(screen: "Screen", record: "Record", actor: LinkedActor) -> None:
    """Offices over time, names, and each page with the reason and the confidence of the link."""
    from communique.views.terminal import MARGIN, article_line, count, joined

    told = offices(actor)
    if told:
        screen.heading("Offices")
        for line in told:
            screen.line(line, hang=4)
    named = pages(record, actor)
    written = Counter(coded.article.text[s:e] for coded, one in named for s, e in one.mentions)
    if written:
        screen.heading("Named as")
        screen.line(", ".join(f"{words} ({times})" for words, times in sorted(written.items(), key=lambda wc: (-wc[1], wc[0]))[:15]))
    screen.heading("Pages")
    estimated = record.estimated_days()
    for coded, one in named:
        article_line(screen, coded.article, estimated)
        because = reason(actor, coded, one)
        link = [f"{because.confidence:.2f} {because.reason}", one.basis and f"country: {one.basis}", count(len(one.mentions), "mention")]
        screen.line((joined(link), "dim"), indent=MARGIN)
