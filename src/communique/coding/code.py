# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""The room's way: sentences -> events found -> mentions with day, mode, contexts, statement and evidence; undertakings; figures."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from communique import dates
from communique.coding import series
from communique.coding.candidates import Mention, Sentence, innermost, sentences, with_first_person
from communique.coding.clauses import clause, condition, what
from communique.coding.events import AUXILIARY, Found, find
from communique.coding.figures import figures
from communique.coding.when import days_of, when
from communique.model import Actor, Annotated, Auxiliary, CommitmentKind, CommitmentMention, Days, EventMention, Figure, Place, Span, Statement
from communique.tables import plover
from communique.text import digest, inside, join

BACKGROUND = 31  # days before its page from which an event is background, as the labels have it
PARAGRAPH, DOCUMENT = 2, 5  # words that tell a context, in the paragraph or in all the article, before it is stated
FUTURE_TYPES = frozenset({"AGREE"})
HERE = re.compile(r"\bhere\b")
DATELINE = 30  # characters at the head of the body within which its dateline names a place
SPOKEN = frozenset({"REQUEST", "ACCUSE", "REJECT", "SUPPORT", "THREATEN"})  # done by saying so: whoever says it does it, where nobody else is named


def code(doc: Annotated, actors: Sequence[Actor], statements: Sequence[Statement]) -> tuple[tuple[EventMention, ...], tuple[CommitmentMention, ...], tuple[Figure, ...]]:
    """Events, undertakings and figures of an article, each in text order.

    Every event has at least one actor or recipient among `actors`, evidence of a clause, a day or range with its basis, and the
    innermost statement that tells it (voice "attributed") or none (voice "outlet"). Pure. Leaves to merging what is told twice.
    """
    events: list[EventMention] = []
    commitments: list[CommitmentMention] = []
    at_large = plover.contexts(doc.article.body_text, least=DOCUMENT)[:3]
    nearby: dict[Span, tuple[str, ...]] = {}  # paragraph -> its contexts, read once however many events it holds
    told: set[tuple[object, ...]] = set()
    every = list(sentences(doc, with_first_person(doc, actors, statements), statements))
    countries = {a.id: a.country for a in actors}
    for sentence, told_here in zip(every, find(doc, every, actors, statements), strict=True):
        # The likeliest first: what the same clause tells of the same parties by a second word is the same event.
        for found in sorted(told_here, key=lambda f: (-f.probability, f.trigger)):
            event = mention(doc, sentence, found, statements, at_large, nearby)
            event = event and hosted(event, actors, countries)
            if event is None or (same := (event.event_type, event.evidence, frozenset(event.actors + event.recipients))) in told:
                continue
            told.add(same)
            events.append(event)
            undertaken = commitment(doc, sentence, found, event)
            if undertaken:
                commitments.append(undertaken)
    events.sort(key=lambda e: e.trigger)
    return tuple(events), tuple(sorted(commitments, key=lambda c: (c.evidence, c.id))), figures(doc)


def mention(doc: Annotated, sentence: Sentence, found: Found, statements: Sequence[Statement], at_large: Sequence[str], nearby: dict[Span, tuple[str, ...]]) -> EventMention | None:
    acting = _ids(found.actors)
    token = doc.tokens[found.trigger]
    trigger = (token.start, token.end)
    statement = innermost(statements, trigger)
    if not acting and statement and found.event_type in SPOKEN:
        acting = statement.speakers
    receiving = tuple(i for i in _ids(found.recipients) if i not in acting)
    if not acting and not receiving:
        return None
    evidence = clause(doc, sentence.tokens, found.trigger)
    whole = (doc.tokens[sentence.tokens[0]].start, doc.tokens[sentence.tokens[1] - 1].end)
    mode = plover.mode(found.event_type, doc.words(trigger)) or plover.mode(found.event_type, doc.words(evidence))
    ahead = found.event_type in FUTURE_TYPES and found.commitment == "schedule"
    coming = found.event_type in FUTURE_TYPES or "future" in found.auxiliary
    told = when(doc, clause=evidence, sentence=whole, trigger=found.trigger, statement=statement, background="historical" in found.auxiliary, ahead=ahead, coming=coming)
    auxiliary = auxiliary_of(doc, found, told.range)
    paragraph = next((span for span in doc.article.body if inside(trigger, span)), whole)
    if paragraph not in nearby:
        nearby[paragraph] = plover.contexts(doc.words(paragraph), least=PARAGRAPH)[:4]
    contexts = dict.fromkeys([*nearby[paragraph], *at_large])
    return EventMention(
        id=digest("e", doc.article.id, trigger, found.event_type),
        event_type=found.event_type,
        mode=mode,
        contexts=tuple(contexts),
        auxiliary=auxiliary,
        actors=acting,
        recipients=receiving,
        date=told.date,
        date_range=told.range,
        date_basis=told.basis,
        place=_place(doc, evidence, whole),
        duration=told.duration if found.event_type == "CONSULT" else None,
        trigger=(trigger,),
        evidence=join([evidence]),
        statement=statement.id if statement else None,
        voice="attributed" if statement else "outlet",
        quad=plover.QUADS[found.event_type],
        score=plover.score(found.event_type, mode),
        confidence=round(found.probability, 2),
        order=series.order(doc, sentence.tokens, found.trigger),
        count=series.count(doc, sentence.tokens, found.trigger),
    )


def hosted(event: EventMention, actors: Sequence[Actor], countries: Mapping[str, str | None]) -> EventMention:
    """A visit of which only the visitor is told has the state in which it takes place for its host, where the article names that state."""
    if event.mode != "visit" or event.recipients or event.place is None or event.place.country in {None, *(countries[i] for i in event.actors)}:
        return event
    host = next((a.id for a in actors if a.kind == "country" and a.country == event.place.country), None)
    return replace(event, recipients=(host,)) if host else event


def auxiliary_of(doc: Annotated, found: Found, days: Days | None) -> tuple[Auxiliary, ...]:
    """What the encoder says, mended by the event's own day: over a month before the page is historical, later is not."""
    stated = [name for name in AUXILIARY if name in found.auxiliary]
    page = doc.article.published_range
    if days and page:
        old = dates.apart(days, page) > BACKGROUND and days[1] < page[0]
        stated = [name for name in stated if name != "historical"] + (["historical"] if old else [])
    return tuple(name for name in AUXILIARY if name in stated)


def _ids(mentions: Sequence[Mention]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(i for m in mentions for i in m.actors))


def _place(doc: Annotated, evidence: Span, sentence: Span) -> Place | None:
    """The first place named in the clause, else in the sentence; "here" is the place at the head of the body."""
    for where in (evidence, sentence):
        for place in doc.places:
            if place.span and inside(place.span, where):
                return place
    if HERE.search(doc.words(evidence)) and doc.article.body:
        begin = doc.article.body[0][0]
        return next((place for place in doc.places if place.span and begin <= place.span[0] < begin + DATELINE), None)
    return None


def commitment(doc: Annotated, sentence: Sentence, found: Found, event: EventMention) -> CommitmentMention | None:
    """The undertaking that an event is, if it is one."""
    kind = found.commitment
    if kind == "none" or not event.actors or ("historical" in event.auxiliary and kind == "schedule"):
        return None
    about = what(doc, sentence.tokens, found.trigger)
    return CommitmentMention(
        id=digest("c", doc.article.id, event.trigger, kind),
        kind=_kind(kind),
        by=event.actors,
        to=event.recipients,
        what=about,
        evidence=event.evidence,
        made=None if kind == "schedule" else made(doc, event),
        due=due(doc, kind, event, about[0]),
        condition=condition(doc, sentence.tokens, found.trigger),
        event=event.id,
        statement=event.statement,
    )


def made(doc: Annotated, event: EventMention) -> str | None:
    """The last day on which it can have been undertaken: the event's, and never later than the page that tells it; None where that is only known within months."""
    known = [days for days in (event.date_range, doc.article.published_range) if days]
    narrow = event.date_range and min(map(dates.width, known)) <= BACKGROUND
    return min(days[1] for days in known) if narrow else None


def _kind(kind: str) -> CommitmentKind:
    return kind  # type: ignore[return-value]


def due(doc: Annotated, kind: str, event: EventMention, about: Span) -> Days | None:
    """By when: the event's own days for a schedule, else a time within what is undertaken that lies after its making."""
    if kind == "schedule":
        return event.date_range
    after = event.date_range[1] if event.date_range else ""
    named = [d for t in doc.times if inside(t.span, about) for d in [days_of(doc.article.text, t)] if d and d[1] > after]
    return named[0] if named else None
