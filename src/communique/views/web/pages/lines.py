# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""What several pages show alike: who takes part, an event in a line, a quotation with its outlet and place, who said it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from communique.model import Event, EventMention, Place, Span, Statement, Storyline, Turn
from communique.views.matters import worth
from communique.views.web import say
from communique.views.web.asked import address, in_page
from communique.views.web.leaf import Leaf
from communique.views.web.reader import Named, Reader
from communique.views.web.shelf import MentionRow

NOTHING = (None, None, None)  # the cells of no quotation
QUOTED_FROM = 2  # reports of an event that are looked at for the words to quote in a list; unpacking all of them is for its own page


@dataclass(frozen=True)
class Who:
    """Someone by name, with a link to their page where the record knows them."""

    name: str
    href: str | None
    country: str | None = None  # told where the name does not tell it


@dataclass(frozen=True)
class Quote:
    """Words of a page, with the way to them."""

    text: str
    outlet: str
    href: str  # to the characters
    spans: tuple[Span, ...]
    said: str | None = None  # on whose word
    day: str | None = None  # when the page was published

    @property
    def cells(self) -> tuple[str, str, str]:
        """As the end of a row: the words, the outlet, the address of the characters."""
        return self.text, self.outlet, self.href


@dataclass(frozen=True)
class Turning:
    """A story that turns at an event."""

    title: str
    href: str
    told: str  # what turns, and why


@dataclass(frozen=True)
class EventLine:
    """An event as a list shows it."""

    id: str
    days: str
    range: tuple[str, str] | None
    type: str
    mode: str
    quad: str
    flags: tuple[str, ...]
    actors: tuple[Who, ...]
    recipients: tuple[Who, ...]
    place: str | None
    confidence: float
    sure: str
    reports: int
    independent: int
    accounts: int
    disagreements: int
    quote: Quote | None
    turns: tuple[Turning, ...] = ()

    @property
    def href(self) -> str:
        return f"/event/{self.id}"

    @property
    def quad_class(self) -> str:
        return say.kind_class(self.quad)


def who(key: str, named: Mapping[str, Named], leaf: Leaf | None = None) -> Who:
    """An actor of the record, or of one article, by name. An id stands only where there is no name at all."""
    found = named.get(key)
    if found is None:
        local = leaf.actor_name(key) if leaf is not None else None
        return Who(local or "someone unnamed", None)
    return of_named(found)


def of_named(found: Named) -> Who:
    country = say.country(found.country)
    return Who(found.name, f"/actor/{found.id}", None if country == found.name else country)


def whole(people: Iterable[Who]) -> str:
    return "; ".join(one.name + (f" ({one.country})" if one.country else "") for one in people)


def place_name(place: Place | None) -> str | None:
    if place is None:
        return None
    country = say.country(place.country)
    return place.name if country in (None, place.name) else f"{place.name}, {country}"


def said(leaf: Leaf, statement: Statement | None) -> str | None:
    """'Moon Jae-in, through Kang Min-seok, briefing'."""
    if statement is None:
        return None
    speakers = say.listed(say.clip(leaf.actor_name(key) or "someone unnamed", 60) for key in statement.speakers) or "an unnamed source"
    relays = [say.clip((leaf.actor_name(relay.actor) if relay.actor else leaf.quote((relay.span,))) or "someone unnamed", 60) for relay in statement.relays]
    through = f", through {say.listed(relays)}" if relays else ""
    return speakers + through + (f" ({say.readable(statement.channel)})" if statement.channel else "")


def quote(leaf: Leaf, spans: Sequence[Span], *, statement: str | None = None, limit: int = say.LONGEST_QUOTE) -> Quote:
    published = leaf.article.published_range
    return Quote(
        text=say.clip(leaf.quote(spans), limit),
        outlet=say.clip(leaf.outlet),
        href=in_page(leaf.id, spans),
        spans=tuple((s, e) for s, e in spans),
        said=said(leaf, leaf.statement(statement)),
        day=say.days(published) if published else None,
    )


def best(event: Event, mentions: Iterable[tuple[Leaf, EventMention]]) -> tuple[Leaf, EventMention] | None:
    """The report to quote."""
    return min(mentions, key=lambda m: worth(m[0].coded, m[1], event.event_type), default=None)


def shared_flags(rows: Iterable[MentionRow]) -> tuple[str, ...]:
    """What every report says of it: planned, background ..."""
    sets = [set(row.auxiliary) for row in rows]
    return tuple(say.AUXILIARY.get(flag, flag) for flag in sorted(set.intersection(*sets))) if sets else ()


def event_lines(record: Reader, events: Sequence[Event]) -> list[EventLine]:
    named = record.named(key for event in events for key in (*event.actors, *event.recipients))
    rows = record.mentions_of(event.id for event in events)
    looked_at = {event.id: event.mentions[:QUOTED_FROM] for event in events}
    leaves = record.leaves(ref.article for refs in looked_at.values() for ref in refs)
    turned = record.turns_of(event.id for event in events)
    out = []
    for event in events:
        found = [(leaves[ref.article], mention) for ref in looked_at[event.id] if ref.article in leaves and (mention := leaves[ref.article].event(ref.event))]
        shown = best(event, found)
        words = quote(shown[0], shown[1].evidence, statement=shown[1].statement) if shown else None
        out.append(event_line(event, named, rows.get(event.id, []), words, turned.get(event.id, ())))
    return out


def turnings(found: Iterable[tuple[Storyline, Turn]]) -> tuple[Turning, ...]:
    return tuple(Turning(say.clip(story.title), address("/timeline", {"storyline": story.id}), say.turn(turn.what, turn.reason)) for story, turn in found)


def event_line(event: Event, named: Mapping[str, Named], rows: Sequence[MentionRow], words: Quote | None, turned: Sequence[tuple[Storyline, Turn]] = ()) -> EventLine:
    return EventLine(
        id=event.id,
        days=say.days(event.date_range),
        range=event.date_range,
        type=event.event_type,
        mode=say.readable(event.mode),
        quad=say.quad(event.event_type),
        flags=shared_flags(rows),
        actors=tuple(who(key, named) for key in event.actors),
        recipients=tuple(who(key, named) for key in event.recipients),
        place=place_name(event.place),
        confidence=event.confidence,
        sure=say.sure(event.confidence),
        reports=len({ref.article for ref in event.mentions}),
        independent=event.independent_reports,
        accounts=len(event.accounts),
        disagreements=len(event.disagreements),
        quote=words,
        turns=turnings(turned),
    )


EVENT_COLUMNS = (
    "id", "first_day", "last_day", "event_type", "mode", "auxiliary", "actors", "recipients", "place", "quad", "confidence", "reports", "independent_reports",
    "accounts", "disagreements", "turns", "evidence", "outlet", "address",
)  # fmt: skip


def event_row(line: EventLine) -> tuple[str | int | float | None, ...]:
    first, last = line.range or (None, None)
    words = line.quote
    return (
        line.id, first, last, line.type, line.mode, "; ".join(line.flags), whole(line.actors), whole(line.recipients), line.place, line.quad, line.confidence, line.reports,
        line.independent, line.accounts, line.disagreements, "; ".join(f"{one.title}: {one.told}" for one in line.turns), *(words.cells if words else NOTHING),
    )  # fmt: skip


def event_form(event: Event, line: EventLine) -> dict[str, object]:
    """The exchange form with names beside the ids, and the words that were shown."""
    names = dict(zip((*event.actors, *event.recipients), (one.name for one in (*line.actors, *line.recipients)), strict=True))
    words = line.quote
    turns = [{"story": one.title, "turn": one.told, "address": one.href} for one in line.turns]
    return {**event.to_dict(), "names": names, "turns": turns, "evidence": words and {"text": words.text, "outlet": words.outlet, "said_by": words.said, "address": words.href}}


def chip(label: str, path: str, values: Mapping[str, object], *without: str) -> tuple[str, str]:
    """A filter that is set, and the address without it."""
    return label, address(path, {name: value for name, value in values.items() if name not in without})
