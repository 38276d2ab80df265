# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""What two reports, or two groups of reports, of one event cannot differ in."""

from dataclasses import dataclass

from communique.merging.facts import DEEDS, Facts
from communique.tables.plover import RECIPROCAL

# A day is told by the reader's clock: a call on the 4th in Seoul is on the 3rd in Washington.
DAY_SLACK = 1
CLOSE_TYPES = frozenset(
    frozenset(pair)
    for pair in (
        ("AGREE", "COOPERATE"), ("AGREE", "SUPPORT"), ("AGREE", "CONCEDE"), ("COOPERATE", "AID"), ("CONCEDE", "RETREAT"),
        ("ACCUSE", "REJECT"), ("SANCTION", "COERCE"), ("ASSAULT", "COERCE"),
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Traits:
    """What a group says for certain."""

    first: int  # earliest and latest certain day as numbers; 0: none
    last: int
    begun: int  # the latest of the first days that reports of a deed give; 0: none
    printed: int  # the earliest day by which a page had told it as done; 0: unknown
    venues: frozenset[str]
    talking: frozenset[str]  # "phone", "visit"
    people: frozenset[tuple[str, str]]  # of talks only
    dyads: frozenset[frozenset[str]]  # the two states that talk, where there are two
    circles: frozenset[frozenset[str]]  # all states that talk, where there are several
    ordinals: frozenset[tuple[str, str]]
    negated: bool
    unreal: bool
    supposed: bool  # a deed that is only thought of
    plural: bool
    types: frozenset[str]
    roles: frozenset[tuple[frozenset[str], frozenset[str]]]  # who does it and to whom, where that has a meaning and both are known
    told: frozenset[tuple[str, str, str, frozenset[str]]]  # type, article's unit, evidence, trigger


def traits(one: Facts) -> Traits:
    m = one.mention
    done = m.event_type in DEEDS and not one.unreal
    return Traits(
        first=one.first if one.certain else 0,
        last=one.last if one.certain else 0,
        begun=one.first if done else 0,
        printed=one.printed if done else 0,
        venues=frozenset({one.venue} if one.venue and m.mode != "phone" else ()),
        talking=frozenset({m.mode} & {"phone", "visit"}) if m.mode else frozenset(),
        people=one.people if m.event_type == "CONSULT" else frozenset(),
        dyads=frozenset({one.sides}) if m.event_type == "CONSULT" and len(one.sides) == 2 and one.sides == one.countries else frozenset(),
        circles=frozenset({one.countries} if m.event_type == "CONSULT" and len(one.countries) > 1 else ()),
        ordinals=frozenset(one.ordinals),
        negated=one.negated,
        unreal=one.unreal and m.event_type in DEEDS,
        supposed=m.event_type in DEEDS and "hypothetical" in m.auxiliary,
        plural=one.plural,
        roles=frozenset({(one.actor_countries, one.recipient_countries)} if m.event_type not in RECIPROCAL and one.actor_countries and one.recipient_countries else ()),
        types=frozenset({m.event_type}),
        told=frozenset({(m.event_type, one.unit, one.exact, one.trigger)}),
    )


def joint(a: Traits, b: Traits) -> Traits:
    return Traits(
        first=min(a.first, b.first) if a.first and b.first else a.first or b.first,
        last=max(a.last, b.last),
        begun=max(a.begun, b.begun),
        printed=min(a.printed, b.printed) if a.printed and b.printed else a.printed or b.printed,
        venues=a.venues | b.venues,
        talking=a.talking | b.talking,
        people=a.people | b.people,
        dyads=a.dyads | b.dyads,
        circles=a.circles | b.circles,
        ordinals=a.ordinals | b.ordinals,
        negated=a.negated,
        unreal=a.unreal,
        supposed=a.supposed,
        plural=a.plural,
        roles=a.roles | b.roles,
        types=a.types | b.types,
        told=a.told | b.told,
    )


def conflict(a: Traits, b: Traits) -> str | None:
    """Why two groups cannot be one event, or None."""
    return next((reason for test in TESTS if (reason := test(a, b))), None)


def coded_apart(a: Facts, b: Facts) -> bool:
    """Whether coding says against it, which may err: it sees one event as an accord and as talks, and as planned and as held."""
    x, y = a.mention.event_type, b.mention.event_type
    return (x != y and frozenset((x, y)) not in CLOSE_TYPES) or (a.unreal and x in DEEDS) != (b.unreal and y in DEEDS)


def days(a: Traits, b: Traits) -> str | None:
    if a.first and b.first and max(a.last, b.last) - min(a.first, b.first) > DAY_SLACK:
        return "their days are known and lie apart"
    return None


def foretold(a: Traits, b: Traits) -> str | None:
    """A deed cannot be told as done before it was begun."""
    if any(x.begun and y.printed and x.begun > y.printed + DAY_SLACK for x, y in ((a, b), (b, a))):
        return "one was told before the other can have been"
    return None


def venues(a: Traits, b: Traits) -> str | None:
    """Of talks only: a shelling is told as of a quarter, a town or a district (seen half of benchmarks/gold/pairs: more pairs won than lost)."""
    if "CONSULT" not in a.types | b.types:
        return None
    if a.venues and b.venues and not a.venues & b.venues and not any(x in y or y in x for x in a.venues for y in b.venues):
        return "their places differ"
    return None


def ways(a: Traits, b: Traits) -> str | None:
    """By telephone, and face to face."""
    return "one is a call, the other a visit" if len(a.talking | b.talking) > 1 else None


def talkers(a: Traits, b: Traits) -> str | None:
    """Talks with one person are not those with another of the same state; a shared word of a name may be the same person."""
    for country in {c for c, _ in a.people} & {c for c, _ in b.people}:
        if not any(c == country for c, _ in a.people & b.people):
            return "other people talk"
    return None


def guests(a: Traits, b: Traits) -> str | None:
    """Who receives two guests on one day holds two talks; nor are talks those of others altogether."""
    apart = (a.dyads and b.dyads and not a.dyads & b.dyads) or any(x.isdisjoint(y) for x in a.circles for y in b.circles)
    return "other states talk" if apart else None


def counts(a: Traits, b: Traits) -> str | None:
    """'Third' and 'second' call."""
    left, right = dict(sorted(a.ordinals)), dict(sorted(b.ordinals))
    if any(left[thing] != right[thing] for thing in left.keys() & right.keys()):
        return "they count differently"
    return None


def denial(a: Traits, b: Traits) -> str | None:
    return "one says that it did not happen" if a.negated != b.negated else None


def thoughts(a: Traits, b: Traits) -> str | None:
    return "one is only thought of" if a.supposed != b.supposed else None


def turned(a: Traits, b: Traits) -> str | None:
    """Who accuses and who is accused."""
    return "the sides are turned about" if any(x != y and (y, x) in b.roles for x, y in a.roles) else None


def several(a: Traits, b: Traits) -> str | None:
    return "one speaks of several events" if a.plural != b.plural else None


def one_sentence(a: Traits, b: Traits) -> str | None:
    """What one sentence tells by two words is two events to the coder, in every copy of it."""
    told = {(t, unit, text): trigger for t, unit, text, trigger in b.told}
    for t, unit, text, trigger in a.told:
        other = told.get((t, unit, text))
        if other is not None and other != trigger:
            return "one sentence tells them apart"
    return None


TESTS = (denial, thoughts, turned, several, ways, days, foretold, counts, venues, talkers, guests, one_sentence)
