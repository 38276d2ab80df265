# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""What is said of a linked actor: name, aliases, country, offices over time."""

from collections import Counter
from collections.abc import Sequence

from communique import tables
from communique.identity.joining import Group
from communique.identity.nodes import Seen, full_name, most, office_key, together
from communique.model import LinkedActor, Tenure
from communique.text import digest


def described(groups: Sequence[Group]) -> tuple[LinkedActor, ...]:
    """Groups -> linked actors, by id."""
    return tuple(sorted((_described(group) for group in groups), key=lambda a: a.id))


def _described(group: Group) -> LinkedActor:
    seen = together(group)
    name = _name(seen)
    return LinkedActor(
        id=digest("p", min(group, key=lambda node: (_rank(node.seen), node.key)).key),
        name=name,
        aliases=tuple(sorted({s.actor.name for s in seen} - {name})),
        country=most(s.actor.country for s in seen),
        sector=most(s.actor.sector for s in seen),
        offices=_offices(name, seen),
        members=tuple((s.article, s.actor.id) for s in seen),
    )


def _rank(seen: Sequence[Seen]) -> int:
    """The member whose id stands for all: a person of the tables, then one with a full name, then any. New pages seldom bring a better one."""
    if any(person.id == seen[0].actor.id for s in seen for person in tables.persons_named(s.actor.name)):
        return 0
    return 1 if len(full_name(seen[0].actor.name)) > 1 else 2


def _name(seen: Sequence[Seen]) -> str:
    """The name that most pages use, of those with most words up to two; the longer, then the alphabet's first, among equals."""
    named = [s for s in seen if s.actor.kind == "person"] or list(seen)
    pages = Counter(s.actor.name for s in named)
    return min(pages, key=lambda n: (-min(2, len(full_name(n))), -pages[n], -len(n), n))


def _offices(name: str, seen: Sequence[Seen]) -> tuple[Tenure, ...]:
    """Each office that a page gives, by the first page that gives it. Days come from the tables' terms: the day of a page tells only
    that the office was held then, not since when."""
    told: dict[str, tuple[str, str]] = {}
    for s in sorted(seen, key=lambda s: (s.days or ("9999", "9999"), s.article)):
        if s.actor.office:
            told.setdefault(office_key(s.actor.office), (s.days[0] if s.days else "9999", s.actor.office))
    persons = [p for p in tables.persons_named(name) if any(p.id == s.actor.id for s in seen)]
    terms = {office_key(t.office): (t.first, t.last) for p in persons for t in p.terms if t.office}
    return tuple(Tenure(office, *terms.get(key, (None, None))) for key, (_, office) in sorted(told.items(), key=lambda item: (item[1][0], item[0])))
