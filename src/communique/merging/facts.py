# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""An event mention with all that comparing it needs, looked up once."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from communique import tables
from communique.dates import day, shift, width
from communique.merging.passages import names, packed
from communique.model import Actor, Coded, Days, EventMention, Family, Links
from communique.tables.plover import RECIPROCAL
from communique.text import overlap
from communique.words import stem, words

Key = tuple[str, str]  # article id, mention id
Pair = tuple[Key, Key]  # in order
Counts = tuple[tuple[str, str], ...]

NAMED = ("person", "office", "country", "government", "organisation")  # not "leaders", "rebels", "a source"
# Of what was said, a word of the future is part of the content; of a deed it means that it has not been done.
DEEDS = frozenset({"CONSULT", "COOPERATE", "AID", "RETREAT", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"})
EXACT = 3  # days of a range that is as good as a day here
MET = re.compile(
    r"\b(?:with|met|meets|meeting|receiv(?:ed|es|ing)|host(?:ed|s|ing)|visiting)\s+(?:(?:[a-z]+|[A-Z][a-z]+n|President|Prime|Minister|Foreign)\s+){0,4}?([A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)*)"
)
DATELINE = re.compile(r"^[A-Z][A-Z'’ .-]+(?:,[^()–—]{0,30})?(?:\s?\([^)]{2,30}\))?\s+[-–—]{1,2}\s+")
ORDINALS = {w: n for n, ws in enumerate(("first 1st", "second 2nd", "third 3rd", "fourth 4th", "fifth 5th", "sixth 6th", "seventh 7th"), 1) for w in ws.split()}
ORDINAL = re.compile(rf"\b({'|'.join(ORDINALS)})\s+(?:[\w-]+\s+){{0,2}}?(call|conversation|meeting|round|summit|visit|talks|phase|trip|test|launch|session)\b", re.I)
PLURAL = re.compile(
    r"\b(?:twice|(?:two|three|four|five|six|seven|eight|nine|ten|\d+|several|many|numerous)\s+(?:times|rounds|meetings|summits|visits|calls|conversations|tests|launches))\b", re.I
)
# A basis that is not the event's own clause: the page's day, its statement's, another word of the sentence.
UNSURE = re.compile(r"\b(?:publi\w+|page\w*|article\w*|statement\w*|sentence|background|ahead|assumed|default)\b", re.I)
QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")


@dataclass(frozen=True, slots=True)
class Facts:
    key: Key
    mention: EventMention
    unit: str  # the family of copies the article is of, or the article
    actors: frozenset[str]  # linked ids
    recipients: frozenset[str]
    actor_countries: frozenset[str]
    recipient_countries: frozenset[str]
    countries: frozenset[str]  # of both
    sides: frozenset[str]  # countries, and persons and bodies of no known country
    parties: frozenset[str]  # linked ids of both
    persons: Mapping[str, frozenset[str]]  # country -> linked persons named of it
    days: Days | None
    first: int  # the days by which it is compared, as numbers; 0 where there are none
    last: int
    printed: int  # the last day on which its page may have been published; 0 unknown
    certain: bool  # the clause itself names the day
    exact: str  # the evidence, white space and case apart
    matter: frozenset[str]  # words of the evidence but for its parties' and the trigger's
    trigger: frozenset[str]
    people: frozenset[tuple[str, str]]  # country and each word of the name of the persons named
    page_words: frozenset[str]
    quotation: str | None
    ordinals: Counts
    plural: bool
    negated: bool
    unreal: bool  # future or hypothetical
    venue: str | None
    seat: str | None  # the venue's country
    at: tuple[int, int]  # the evidence's first and last character
    passage: str  # what stands around it, as `passages.passage` reads it

    def gap(self, other: "Facts") -> int:
        """Days between two mentions that have days; 0 where they touch."""
        return max(0, self.first - other.last, other.first - self.last)


def facts_of(pages: Sequence[Coded], families: Sequence[Family], links: Links) -> tuple[Facts, ...]:
    """All mentions of the pages, by key. `links` and `families` need tell of these pages only."""
    linked = {member: actor.id for actor in links.actors for member in actor.members}
    unit = {article: family.id for family in families for article in family.articles}
    quotes = {(ref.article, ref.statement): q.id for q in links.quotations for ref in q.statements}
    return tuple(sorted((one for page in pages for one in _of_page(page, linked, unit, quotes)), key=lambda f: f.key))


def _of_page(page: Coded, linked: Mapping[Key, str], unit: Mapping[str, str], quotes: Mapping[Key, str]) -> list[Facts]:
    article = page.article
    lead = article.body[0] if article.body else (0, 0)
    page_words = frozenset(words(" ".join((article.headline or "", article.text[lead[0] : min(lead[1], lead[0] + 400)]))))
    actors = {a.id: a for a in page.actors}
    dyad = _dyad(page, actors)
    named = names("\n".join((article.headline or "", article.body_text)))
    own_names = {stem(tables.key(w).replace(" ", "")) for a in page.actors if a.kind == "person" for w in a.name.split()}
    out = []
    for m in page.events:
        known = [[actors[i] for i in ids if i in actors] for ids in (m.actors, m.recipients)]
        if m.event_type == "CONSULT":
            known[0] += _other_side(m, page, [*known[0], *known[1]])
        countries = [frozenset(a.country for a in side if a.country) for side in known]
        sides = countries[0] | countries[1] | {linked[article.id, a.id] for side in known for a in side if not a.country and a.kind in NAMED}
        if not sides and m.event_type in RECIPROCAL:
            sides = dyad  # "the two leaders": the two whom the page is about
        persons: dict[str, frozenset[str]] = {}
        for a in (*known[0], *known[1]):
            if a.kind == "person":
                persons[a.country or ""] = persons.get(a.country or "", frozenset()) | {linked[article.id, a.id]}
        text = DATELINE.sub("", page.quote(m.evidence))
        trigger = frozenset(words(page.quote(m.trigger)))
        own = {"@" + c for side in countries for c in side} | own_names
        venue, seat = _venue(m)
        days = m.date_range or ((m.date, m.date) if m.date else None)
        compared, of_content = _when(m, days, article.published_range)
        out.append(
            Facts(
                key=(article.id, m.id),
                mention=m,
                unit=unit.get(article.id, article.id),
                actors=frozenset(linked[article.id, a.id] for a in known[0]),
                recipients=frozenset(linked[article.id, a.id] for a in known[1]),
                actor_countries=countries[0],
                recipient_countries=countries[1],
                countries=countries[0] | countries[1],
                sides=sides,
                parties=frozenset(linked[article.id, a.id] for side in known for a in side),
                persons=persons,
                days=days,
                first=day(compared[0]).toordinal() if compared else 0,
                last=day(compared[1]).toordinal() if compared else 0,
                printed=day(article.published_range[1]).toordinal() if article.published_range else 0,
                certain=days is not None and not of_content and width(days) == 1 and not any(UNSURE.search(QUOTED.sub("", b)) for b in m.date_basis),
                exact=" ".join(text.lower().split()),
                matter=frozenset(words(text)) - own - trigger,
                trigger=trigger,
                people=_people(text, [*known[0], *known[1]], lone=len(sides) < 2),
                page_words=page_words,
                quotation=quotes.get((article.id, m.statement)) if m.statement else None,
                ordinals=tuple(sorted({(_thing(o[2]), str(ORDINALS[o[1].lower()])) for o in ORDINAL.finditer(text)})),
                plural=bool(PLURAL.search(text)),
                negated="negation" in m.auxiliary,
                unreal="future" in m.auxiliary or "hypothetical" in m.auxiliary,
                venue=venue,
                seat=seat,
                at=(min((s for s, _ in m.evidence), default=0), max((e for _, e in m.evidence), default=0)),
                passage=packed(page, m, named),
            )
        )
    return out


def _people(text: str, known: Sequence[Actor], *, lone: bool) -> frozenset[tuple[str, str]]:
    """Country and words of the names of who talks; where one side only is known, of a name that stands as the other and leads to no actor."""
    found = {(a.country or "", word) for a in known if a.kind == "person" for word in tables.key(a.name).split() if len(word) > 2}
    if lone:
        names = {word for _, word in found}
        met = {word for m in MET.finditer(text) if tables.country_of(m[1]) is None for word in tables.key(m[1]).split() if len(word) > 2}
        found |= {("?", word) for word in met} if not met & names else set()
    return frozenset(found)


def _when(mention: EventMention, days: Days | None, published: Days | None) -> tuple[Days | None, bool]:
    """The days by which a report is compared: of words, when they were said. 'Agreed on patrols this year' was agreed by the page's day,
    whatever its clause names; whether the days were set aside as the content's."""
    if days is None or published is None or mention.event_type in DEEDS or width(days) <= EXACT or days[1] <= published[1]:
        return days, False
    return (shift(published[0], -2), published[1]), True


def _other_side(mention: EventMention, page: Coded, known: Sequence[Actor]) -> list[Actor]:
    """Who else the clause of a talk names, where only one side was found in it and one other country or nameable person is named."""
    have = {a.country or a.id for a in known if a.kind in NAMED}
    if len(have) != 1:
        return []
    named = [a for a in page.actors if a not in known and a.kind in NAMED and any(overlap(x, e) for x in a.mentions for e in mention.evidence)]
    more = {a.country or a.id for a in named} - have
    return [a for a in named if (a.country or a.id) in more] if len(more) == 1 else []


def _dyad(page: Coded, actors: Mapping[str, Actor]) -> frozenset[str]:
    """The countries of the first report between two, in reading order."""
    for m in sorted(page.events, key=lambda m: (m.trigger, m.id)):
        found = frozenset(c for i in (*m.actors, *m.recipients) if i in actors and (c := actors[i].country))
        if len(found) == 2 and not set(m.auxiliary) & {"historical"}:
            return found
    return frozenset()


def _thing(noun: str) -> str:
    """Calls and conversations are counted alike."""
    noun = noun.lower()
    return {"conversation": "call", "summit": "meeting", "talks": "meeting", "trip": "visit"}.get(noun, noun)


def _venue(mention: EventMention) -> tuple[str | None, str | None]:
    """The place below the state, by its name as compared; a place that is but a country is no venue, only a seat."""
    place = mention.place
    if place is None:
        return None, None
    return (None if tables.country_of(place.name) else tables.key(place.name)), place.country
