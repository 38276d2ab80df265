# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""How the user's tables are laid over ours: his rows stand first, and what they contradict gives way."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from communique.dates import shift
from communique.tables import user
from communique.tables.names import bag, key
from communique.tables.types import Body, City, Person, Term
from communique.text import digest

Claims = Mapping[tuple[str, str], tuple[Term, ...]]  # state or body and office (`key`) -> terms of the user's persons

BASIS = "user's table "
FAMILY_FIRST = frozenset({"CHN", "KOR", "PRK", "TWN", "VNM", "HKG"})  # names there begin with the family name


def rows(kind: str) -> Iterator[tuple[str, user.Row]]:
    """File and row of every added table of a kind, those that outrank the others first."""
    for found in reversed(user.added()):
        if found.kind == kind:
            yield from ((found.name, row) for row in found.rows)


def persons() -> dict[tuple[str, str], Person]:
    """Persons of the user's tables of offices by name (`bag`) and nation."""
    found: dict[tuple[str, str], Person] = {}
    for name, row in rows("offices"):
        cells = row.cells
        nation = cells.get("nation") or cells["country"]
        at = (bag(cells["name"]), nation)
        term = Term(cells["office"], cells.get("sector") or "GOV", row.first, row.last, BASIS + name, cells["country"])
        surname = cells.get("surname") or (cells["name"].split()[0] if nation in FAMILY_FIRST else cells["name"].split()[-1])
        old = found.get(at)
        aliases = tuple(dict.fromkeys((*(old.aliases if old else ()), *row.many("aliases"))))
        gender = (old.gender if old else None) or (cells.get("gender") if cells.get("gender") in ("m", "f") else None)
        found[at] = Person(digest("p", *at), cells["name"], aliases, surname, gender, nation, (*(old.terms if old else ()), term))
    return found


def joined(one: Person, other: Person) -> Person:
    """A person whom the user's tables have under two names: the terms and aliases of both."""
    return replace(one, aliases=tuple(dict.fromkeys((*one.aliases, *other.aliases))), gender=one.gender or other.gender, terms=(*one.terms, *other.terms))


def claims(mine: Iterable[Person]) -> Claims:
    """The terms of the user's persons by what they held."""
    found: dict[tuple[str, str], tuple[Term, ...]] = {}
    for term in (t for person in mine for t in person.terms):
        at = (term.country, key(term.office or ""))
        found[at] = (*found.get(at, ()), term)
    return found


def over(person: Person, mine: Person | None, taken: Claims) -> Person:
    """One of our persons as the user's tables leave them: his terms added, ours shortened where he gives the same office to anybody."""
    kept = tuple(t for term in person.terms for t in (_without(term, taken.get((term.country, key(term.office)), ())) if term.office is not None else (term,)))
    if mine is None:
        return replace(person, terms=kept) if kept != person.terms else person
    aliases = tuple(dict.fromkeys((*person.aliases, *mine.aliases)))
    return replace(person, aliases=aliases, gender=mine.gender or person.gender, terms=(*mine.terms, *kept))


def _without(term: Term, taken: tuple[Term, ...]) -> list[Term]:
    """A term less the days of others."""
    left = [term]
    for claim in taken:
        out = []
        for t in left:
            if (claim.first or "") > (t.last or "9999") or (t.first or "") > (claim.last or "9999"):
                out.append(t)
                continue
            if claim.first and (t.first or "") < claim.first:
                out.append(replace(t, last=shift(claim.first, -1)))
            if claim.last and claim.last < (t.last or "9999"):
                out.append(replace(t, first=shift(claim.last, 1)))
        left = out
    return left


def bodies() -> tuple[Body, ...]:
    """Organisations and institutions of the user's tables."""
    found = [
        Body(r.cells["id"], r.cells["name"], r.many("aliases"), r.cells["code"], r.cells.get("sector") or "IGO", r.cells["kind"], r.cells.get("part_of") or None)
        for _, r in rows("organisations")
    ]
    found += [
        Body(
            f"{r.cells['country']}.{key(r.cells['name']).replace(' ', '-')}",
            r.cells["name"],
            r.many("aliases"),
            r.cells["country"],
            r.cells.get("sector") or "GOV",
            r.cells["kind"],
            None,
        )
        for _, r in rows("institutions")
    ]
    return tuple(found)


def members() -> tuple[tuple[str, tuple[str, ...], str, str], ...]:
    """Body, members, first and last day."""
    return tuple((r.cells["id"], r.many("members"), r.first or "", r.last or "9999") for _, r in rows("members"))


def cities() -> tuple[City, ...]:
    """Places of the user's tables."""
    return tuple(
        City(r.cells["name"], r.many("aliases"), r.cells["country"], r.cells.get("admin") or None, float(r.cells["latitude"]), float(r.cells["longitude"]),
             int(r.cells.get("population") or 0), "place")
        for _, r in rows("places")
    )  # fmt: skip
