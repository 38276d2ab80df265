# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Commitment mentions and events with all that comparing them needs, looked up once."""

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from communique.ledger.normal import normal
from communique.model import Coded, CommitmentMention, Days, Event, Links
from communique.words import news, words

Key = tuple[str, str]
TELLING = 3  # words of matter by which an undertaking can be told from others
PAGES_OWN = re.compile(r"^(?:no day is given|the days in which the page|the day of the statement|neither the event|from the page)")
# Kinds that one undertaking may be told as. Editor's choice: an offer taken up is told as a pledge, a request sharpened as a demand.
GROUPS = {"pledge": "word", "offer": "word", "condition": "word", "request": "want", "demand": "want", "threat": "threat", "refusal": "refusal", "schedule": "schedule"}


@dataclass(frozen=True, slots=True)
class Told:
    """One commitment mention."""

    key: Key
    mention: CommitmentMention
    by: frozenset[str]
    to: frozenset[str]
    by_countries: frozenset[str]
    to_countries: frozenset[str]
    by_persons: frozenset[str]
    what: str
    evidence: str
    matter: frozenset[str]
    day: str | None  # when it was made, or told
    due: Days | None


@dataclass(frozen=True, slots=True)
class Done:
    """One event, as an answer to commitments may be looked for in it."""

    event: Event
    actors: frozenset[str]
    recipients: frozenset[str]
    parties: frozenset[str]  # both
    matter: frozenset[str]
    texts: tuple[str, ...]
    headlines: tuple[tuple[str, str], ...]  # of its articles that have one
    real: bool  # some report tells it as having happened
    articles: frozenset[str]
    mentions: frozenset[Key]
    places: tuple[tuple[str, int, str], ...]  # of each report: its page, where its word stands, and its text


def telling(matter: frozenset[str], like: float) -> list[str]:
    """The rarest words, of which anything so like must share one: the others together weigh too little. Of two matters each may be so cut."""
    ranked = sorted(matter, key=lambda word: (news().of(word), word))
    rest = like * like * math.fsum(news().of(word) ** 2 for word in matter) * (1 - 1e-9)
    at = 0
    while at < len(ranked) and (rest := rest - news().of(ranked[at]) ** 2) > 0:
        at += 1
    return ranked[at:]


def told_of(pages: Sequence[Coded], links: Links) -> tuple[Told, ...]:
    """The commitment mentions of pages, by key."""
    linked = {member: actor.id for actor in links.actors for member in actor.members}
    country = {actor.id: actor.country for actor in links.actors}
    return tuple(sorted((_told(page, c, linked, country) for page in pages for c in page.commitments), key=lambda t: t.key))


def done_of(events: Sequence[Event], page: Callable[[str], Coded], links: Links) -> tuple[Done, ...]:
    """Events as answers are looked for in them, by id; `page` gives the articles that report them."""
    country = {actor.id: actor.country for actor in links.actors}
    return tuple(_done(event, page, country) for event in sorted(events, key=lambda e: e.id))


def _told(page: Coded, c: CommitmentMention, linked: Mapping[Key, str], country: Mapping[str, str | None]) -> Told:
    due, c = _due(page, c), normal(page, c)
    by, to = (frozenset(linked[at] for i in ids if (at := (page.article.id, i)) in linked) for ids in (c.by, c.to))
    persons = {a.id for a in page.actors if a.kind == "person"}
    what, evidence = page.quote(c.what), page.quote(c.evidence)
    if len(words(what)) < TELLING:  # "to the talks", "in the city": the clause tells more
        what = evidence
    own = {"@" + found for i in by | to if (found := country.get(i))}
    printed = page.article.published or (page.article.published_range[0] if page.article.published_range else None)
    return Told(
        key=(page.article.id, c.id),
        mention=c,
        by=by,
        to=to,
        by_countries=frozenset(country.get(i) or i for i in by),
        to_countries=frozenset(country.get(i) or i for i in to),
        by_persons=frozenset(linked[page.article.id, i] for i in c.by if i in persons and (page.article.id, i) in linked),
        what=" ".join(what.split()),
        evidence=" ".join(evidence.split()),
        matter=frozenset(words(what)) - own or frozenset(words(evidence)) - own,
        day=c.made or printed,
        due=due,
    )


def _due(page: Coded, c: CommitmentMention) -> Days | None:
    """The days that the text gives it: days that were only the page's own are no due."""
    event = next((e for e in page.events if e.id == c.event), None)
    published = page.article.published
    if c.kind == "schedule" and c.due and published and (c.due[1] < published or (c.due[1] == published and normal(page, c).kind != "schedule")):
        return None  # the day on which it was planned, not the day that is planned
    if c.kind == "schedule" and event is not None and event.date_range == c.due and any(PAGES_OWN.search(b) for b in event.date_basis):
        return None
    return c.due


def _done(event: Event, read: Callable[[str], Coded], country: Mapping[str, str | None]) -> Done:
    texts, auxiliary, places = [], [], []
    headlines: dict[str, str] = {}
    for ref in event.mentions:
        page = read(ref.article)
        if page.article.headline:
            headlines[ref.article] = page.article.headline
        if (mention := next((m for m in page.events if m.id == ref.event), None)) is not None:
            texts.append(" ".join(page.quote(mention.evidence).split()))
            auxiliary.append(set(mention.auxiliary))
            places.append((ref.article, min(start for start, _ in mention.trigger), texts[-1]))
    sides = [frozenset(country.get(i) or i for i in ids) for ids in (event.actors, event.recipients)]
    own = {"@" + c for side in sides for c in side}
    return Done(
        event=event,
        actors=sides[0],
        recipients=sides[1],
        parties=sides[0] | sides[1],
        matter=frozenset(w for text in texts for w in words(text)) - own,
        texts=tuple(dict.fromkeys(texts)),
        headlines=tuple(sorted(headlines.items())),
        real=any(not a & {"future", "hypothetical", "negation"} for a in auxiliary),
        articles=frozenset(ref.article for ref in event.mentions),
        mentions=frozenset((ref.article, ref.event) for ref in event.mentions),
        places=tuple(sorted(places)),
    )
