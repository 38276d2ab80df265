# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""What is said of a linked actor: name, aliases, country, offices over time."""

from collections.abc import Sequence

from communique import tables
from communique.identity.joining import Group
from communique.identity.nodes import Node, commonest, full_name, office_key, summed
from communique.model import LinkedActor, Tenure
from communique.text import digest


def described(group: Group, members: Sequence[tuple[str, str]] = ()) -> LinkedActor:
    """What a group is called and holds. Its id is that of one of its nodes."""
    name = _name(group)
    return LinkedActor(
        id=id_of(group),
        name=name,
        aliases=tuple(sorted({name for node in group for name in node.names} - {name})),
        country=commonest(summed(node.countries for node in group)),
        sector=commonest(summed(node.sectors for node in group)),
        offices=_offices(name, group),
        members=tuple(sorted(members)),
    )


def id_of(group: Group) -> str:
    return digest("p", min(group, key=lambda node: (_rank(node), node.key)).key)


def _rank(node: Node) -> int:
    """The member whose id stands for all: a person of the tables, then one with a full name, then any. New pages seldom bring a better one."""
    if any(person.id == node.key for name in node.names for person in tables.persons_named(name)):
        return 0
    return 1 if any(len(full_name(name)) > 1 for name in node.names) else 2


def _name(group: Group) -> str:
    """The name that most pages use, of those with most words up to two; the longer, then the alphabet's first, among equals."""
    persons = any(kind == "person" for node in group for kind, _ in node.called)
    pages = summed({name: n} for node in group for (kind, name), n in node.called.items() if kind == "person" or not persons)
    return min(pages, key=lambda n: (-min(2, len(full_name(n))), -pages[n], -len(n), n))


def _offices(name: str, group: Group) -> tuple[Tenure, ...]:
    """Each office that a page gives, by the first page that gives it. Days come from the tables' terms: the day of a page tells only
    that the office was held then, not since when."""
    told: dict[str, tuple[str, str]] = {}
    for at, office in sorted((at, office) for node in group for office, at in node.told.items()):
        told.setdefault(office_key(office), (at[0], office))
    persons = [p for p in tables.persons_named(name) if any(p.id == node.key for node in group)]
    terms = {office_key(t.office): (t.first, t.last) for p in persons for t in p.terms if t.office}
    return tuple(Tenure(office, *terms.get(key, (None, None))) for key, (_, office) in sorted(told.items(), key=lambda item: (item[1][0], item[0])))
