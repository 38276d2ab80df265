# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""What is known of one actor beside its events: offices with their source, and each page that names it, with why it is taken for this one."""

from collections import Counter
from typing import TYPE_CHECKING

from communique.model import Actor, Coded, LinkedActor

if TYPE_CHECKING:
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


def reason(actor: LinkedActor, here: Actor) -> str:
    """Why a page's actor is taken for this one, in the words that decided."""
    from communique import tables

    if any(person.id == here.id for person in tables.persons_named(here.name)):
        return "the tables know one such person who fits the page's day, title and country"
    mine, theirs = tables.bag(actor.name), tables.bag(here.name)
    if mine == theirs:
        return "the same name and country"
    if set(theirs.split()) < set(mine.split()):
        return f"“{here.name}” alone, of that country, where pages near in time name one such person"
    if here.kind == "office":
        return f"by the office alone ({here.name}), where pages near in time name its holder"
    return f"written “{here.name}”"


def pages(record: "Record", actor: LinkedActor) -> list[tuple[Coded, Actor]]:
    """The pages that name the actor, by day."""
    found = []
    for article, member in sorted(set(actor.members)):
        coded = record.article(article)
        found += [(coded, one) for one in coded.actors if one.id == member]
    return sorted(found, key=lambda pair: (pair[0].article.published or "", pair[0].article.id))


def show(screen: "Screen", record: "Record", actor: LinkedActor) -> None:
    """Offices over time, names, and each page with the reason of the link."""
    told = offices(actor)
    if told:
        screen.heading("Offices")
        for line in told:
            screen.line(line)
    named = pages(record, actor)
    written = Counter(coded.article.text[s:e] for coded, one in named for s, e in one.mentions)
    if written:
        screen.heading("Named as")
        screen.line(", ".join(f"{words} ({count})" for words, count in sorted(written.items(), key=lambda wc: (-wc[1], wc[0]))[:15]))
    screen.heading("Pages")
    for coded, one in named:
        article = coded.article
        screen.line(f"{article.published or '?'}  {article.outlet or article.source}: {article.headline or article.source}  ({len(one.mentions)} mentions)")
        screen.line((reason(actor, one) + (f"; country: {one.basis}" if one.basis else ""), "dim"))
