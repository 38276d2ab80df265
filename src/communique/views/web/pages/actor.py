# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Actors: the list, and one with offices, other names, events, statements and undertakings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from communique.errors import RecordError
from communique.identity import why
from communique.model import Actor, LinkedActor, Tenure
from communique.record import Filter, Promises
from communique.views.web import say
from communique.views.web.asked import Asked, address, in_page
from communique.views.web.leaf import Leaf
from communique.views.web.pages import lines
from communique.views.web.pages.ledger import commitment_lines
from communique.views.web.reader import Part, Reader
from communique.views.web.view import Moved, NotFound, View

PER, EVENTS, PAGES_SPEAKING, PAGES_NAMING, PROMISES, WORDS_EACH = 50, 12, 6, 10, 6, 6
MOST_EVENTS = 30
T = TypeVar("T")
NAMES_SHOWN = 40  # other names of one actor


@dataclass(frozen=True)
class Speaking:
    """An article with what the actor says in it."""

    headline: str
    href: str
    words: tuple[lines.Quote, ...]
    more: int
    day: str
    outlet: str


@dataclass(frozen=True)
class Link:
    """Why an actor of an article is taken for this one."""

    actor: str
    reason: str
    confidence: float
    sure: str
    mentions: int
    basis: str | None  # why the article's actor has its country


@dataclass(frozen=True)
class Naming:
    """An article that names the actor."""

    article: str
    headline: str
    href: str
    outlet: str
    day: str
    links: tuple[Link, ...]


def actors(record: Reader, asked: Asked) -> View:
    """Everyone the record knows, those with most events first: country, name, page, per."""
    country, name = asked.country("country"), asked.text("name")
    part = record.actors_part(country=country, name=name or "", page=asked.page(), per=asked.per(PER))
    values: dict[str, object] = {"country": country, "name": name, "per": asked.per(PER) if asked.text("per") else None}
    context = {
        "people": [(lines.of_named(one), times) for one, times in part.items], "values": values,
        "countries": sorted(((code, say.country(code) or code) for code in record.countries()), key=lambda pair: pair[1]),
    }  # fmt: skip
    return View(
        "actors.html", "Actors", context,
        form=lambda: [{"id": one.id, "name": one.name, "country": one.country, "part_in": times} for one, times in part.items],
        table=lambda: (("id", "name", "country", "part_in"), [(one.id, one.name, one.country, times) for one, times in part.items]),
        path="/actors", query=values, part=part,
    )  # fmt: skip


def actor(record: Reader, asked: Asked, key: str) -> View:
    """One actor; `page` turns the events, `said` the pages on which the actor speaks, `named` those that name it."""
    try:
        found = record.actor_id(key)
    except RecordError as fault:
        raise NotFound from fault
    if found != key:
        raise Moved(f"/actor/{found}")
    one = record.linked_actor(key)
    part = record.events_part(Filter(actor=key), page=asked.page(), per=min(asked.per(EVENTS), MOST_EVENTS))
    events = lines.event_lines(record, part.items)
    speaking = record.speaking(key, page=asked.whole("said", 1, most=10**9), per=PAGES_SPEAKING)
    naming = record.naming(one, page=asked.whole("named", 1, most=10**9), per=PAGES_NAMING)
    named = [_naming(one, leaf, mine) for leaf, mine in naming.items]
    at = {"page": part.page, "said": speaking.page, "named": naming.page}
    promises = record.commitments_part(Promises(actor=key), per=PROMISES)
    country = say.country(one.country)
    context = {
        "actor": one, "country": None if country == one.name else country, "sector": say.sector(one.sector), "offices": [_tenure(office) for office in one.offices],
        "aliases": [say.clip(alias) for alias in one.aliases[:NAMES_SHOWN]], "more_aliases": max(0, len(one.aliases) - NAMES_SHOWN),
        "events": events, "speaking": _speaking(speaking), "said": speaking, "said_pages": _turning(f"/actor/{key}", "said", speaking, at, "statements"),
        "named": named, "naming": naming, "named_pages": _turning(f"/actor/{key}", "named", naming, at, "pages"),
        "promises": commitment_lines(record, promises.items), "promised": promises.total, "ledger": address("/ledger", {"actor": key}),
        "timeline": address("/timeline", {"actor": key}), "search": address("/search", {"by": key}),
    }  # fmt: skip
    return View(
        "actor.html", say.clip(one.name, 60), context,
        form=lambda: _form(one, [lines.event_form(event, line) for event, line in zip(part.items, events, strict=True)], speaking, named),
        table=lambda: (lines.EVENT_COLUMNS, map(lines.event_row, events)),
        path=f"/actor/{key}", query={name: number if number > 1 else None for name, number in at.items() if name != "page"}, turned=part,
    )  # fmt: skip


def _tenure(office: Tenure) -> tuple[str, str | None]:
    """The office, and from when to when, as far as known."""
    first, last = office.first and say.one_day(office.first), office.last and say.one_day(office.last)
    held = f"{first} – {last}" if first and last else f"from {first}" if first else f"until {last}" if last else None
    return say.clip(office.office, 140), held


def _speaking(part: Part[tuple[Leaf, frozenset[str]]]) -> list[Speaking]:
    out = []
    for leaf, mine in part.items:
        said = [one for one in leaf.statements_by(set(mine)) if one.content]
        if not said:
            continue
        words = tuple(lines.quote(leaf, one.content, limit=300) for one in said[:WORDS_EACH])
        article = leaf.article
        day = say.days(article.published_range, unknown="day of publication unknown")
        out.append(Speaking(say.clip(article.headline or "", 140), f"/article/{leaf.id}", words, len(said) - len(words), day, say.clip(leaf.outlet)))
    return out


def _naming(actor: LinkedActor, leaf: Leaf, mine: Sequence[Actor]) -> Naming:
    article = leaf.article
    links = []
    for one in mine:
        because = why(actor, one, mine)
        links.append(Link(one.id, say.clip(because.reason, 200), because.confidence, say.sure(because.confidence), len(one.mentions), one.basis and say.clip(one.basis, 160)))
    day = say.days(article.published_range, unknown="day of publication unknown")
    href = in_page(leaf.id, mine[0].mentions[:1]) if mine else f"/article/{leaf.id}"
    return Naming(leaf.id, say.clip(article.headline or "", 140), href, say.clip(leaf.outlet), day, tuple(links))


def _turning(path: str, name: str, part: Part[T], at: Mapping[str, int], fragment: str) -> tuple[str | None, str | None]:
    """Addresses of the pages of a list before and after this one; the other lists of the page stay where they are."""

    def to(number: int) -> str | None:
        inside = 1 <= number <= part.pages
        return address(path, {key: n for key, n in {**at, name: number}.items() if n > 1 or key == name}, fragment=fragment) if inside else None

    return to(part.page - 1), to(part.page + 1)


def _form(one: LinkedActor, events: Sequence[object], speaking: Part[tuple[Leaf, frozenset[str]]], named: Sequence[Naming]) -> dict[str, object]:
    said = [
        {"article": leaf.id, "outlet": leaf.outlet, "text": leaf.quote(statement.content), "statement": statement.to_dict()}
        for leaf, mine in speaking.items
        for statement in leaf.statements_by(set(mine))
    ]
    pages = [{"article": page.article, "actor": link.actor, "reason": link.reason, "confidence": link.confidence, "basis": link.basis} for page in named for link in page.links]
    return {**one.to_dict(), "events": events, "statements": said, "pages": pages}
