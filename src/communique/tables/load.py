# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""The compiled tables, read on first use. Each row stays as it was for the life of the process."""

import functools
import gzip
import importlib.resources
import json
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any, TypeVar

from communique.tables import overlay
from communique.tables.names import bag, key
from communique.tables.types import Body, City, Country, Outlet, Person, Term, Title

Row = TypeVar("Row", Person, City)


def _data(name: str) -> Any:
    return json.loads(gzip.decompress((importlib.resources.files("communique.tables") / "data" / f"{name}.json.gz").read_bytes()))


@functools.cache
def countries() -> Mapping[str, Country]:
    """Every state since 1945 by ISO3 code."""
    found = {r[0]: Country(r[0], r[1], r[2], r[3], tuple(r[4]), tuple(r[5]), tuple(r[6]), tuple(r[7]), tuple(r[8]), r[9], r[10], r[11]) for r in _data("countries")}
    return MappingProxyType(found)


@functools.cache
def _organisations() -> tuple[Mapping[str, Body], tuple[tuple[str, tuple[str, ...], str, str], ...]]:
    raw = _data("organisations")
    bodies = {b.id: b for b in overlay.bodies()}
    for r in raw["bodies"]:
        bodies.setdefault(r[0], Body(r[0], r[1], tuple(r[2]), *r[3:]))
    mine = overlay.members()
    given = {(body, member) for body, states, _, _ in mine for member in states}
    ours = ((r[0], tuple(m for m in r[1] if (r[0], m) not in given), r[2] or "", r[3] or "9999") for r in raw["members"])
    return MappingProxyType(bodies), (*mine, *ours)


def organisations() -> Mapping[str, Body]:
    """Organisations, groupings, armed groups and named institutions by id."""
    return _organisations()[0]


@functools.cache
def members(body: str, day: str) -> tuple[str, ...]:
    """Codes of a body's members on a day, in the list's order; empty where the list does not say."""
    return tuple(dict.fromkeys(m for b, ms, first, last in _organisations()[1] if b == body and first <= day <= last for m in ms))


@functools.cache
def _offices() -> Any:
    return _data("offices")


@functools.cache
def _person(at: int) -> Person:
    row = _offices()["rows"][at]
    ours = Person(row[0], row[1], tuple(row[2]), row[3], row[4], row[5], tuple(Term(*t) for t in row[6]))
    mine, claims, _ = _users()
    return overlay.over(ours, mine.get(at), claims) if claims else ours


@functools.cache
def _users() -> tuple[Mapping[int, Person], overlay.Claims, tuple[Person, ...]]:
    """The user's persons whom our lists have, by the number there; the terms that his tables claim; and those whom our lists have not."""
    given = overlay.persons()
    known: dict[int, Person] = {}
    fresh = []
    for (full, nation), person in given.items():
        at = _known(full, nation)
        if at is None:
            fresh.append(person)
        else:
            known[at] = overlay.joined(known[at], person) if at in known else person
    return known, overlay.claims(given.values()), tuple(fresh)


def _known(full: str, nation: str) -> int | None:
    """Our person of that name (`bag`) and nation: the one so named, else the only one also so called."""
    raw = _offices()
    fits = [at for at in raw["names"].get(full, ()) if raw["rows"][at][5] == nation]
    named = [at for at in fits if bag(raw["rows"][at][1]) == full]
    return named[0] if named else fits[0] if len(fits) == 1 else None


def _index(rows: Iterable[Row], forms: Callable[[Row], Iterable[str]]) -> Mapping[str, tuple[Row, ...]]:
    """Rows by each of their forms, in their order."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        for form in set(forms(row)):
            found.setdefault(form, []).append(row)
    return {form: tuple(mine) for form, mine in found.items()}


@functools.cache
def _fresh() -> tuple[Mapping[str, tuple[Person, ...]], ...]:
    """Persons whom the user's tables alone have: by name or alias (`bag`), by family name or alias (`key`), by state or body served."""
    mine = _users()[2]
    return (
        _index(mine, lambda p: map(bag, (p.name, *p.aliases))),
        _index(mine, lambda p: map(key, (p.surname, *p.aliases))),
        _index(mine, lambda p: (t.country for t in p.terms)),
    )


@functools.cache
def _aliased() -> tuple[Mapping[str, tuple[Person, ...]], ...]:
    """Persons of ours whom the user's tables have too: by alias as `bag`, and by family name or alias as `key`."""
    ours = [_person(at) for at in _users()[0]]
    return _index(ours, lambda p: map(bag, p.aliases)), _index(ours, lambda p: map(key, (p.surname, *p.aliases)))


@functools.cache
def people() -> tuple[Person, ...]:
    """Office holders: the user's, the editor's list, REIGN and Phoenix. All of them at once takes half a second; look-ups by name do not."""
    return (*_users()[2], *(_person(at) for at in range(len(_offices()["rows"]))))


def people_named(full: str) -> tuple[Person, ...]:
    """Words of a full name or alias in alphabetical order (`bag`) -> persons, the user's first."""
    ours = [_person(at) for at in _offices()["names"].get(full, ())]
    return (*_fresh()[0].get(full, ()), *ours, *(q for q in _aliased()[0].get(full, ()) if q not in ours))


def people_surnamed(word: str) -> tuple[Person, ...]:
    """A family name, or an alias of one word (`key`) -> persons of the user's and the editor's lists and REIGN."""
    ours = [_person(at) for at in _offices()["surnames"].get(word, ())]
    return (*_fresh()[1].get(word, ()), *ours, *(q for q in _aliased()[1].get(word, ()) if q not in ours))


@functools.cache
def _serving() -> Mapping[str, tuple[int, ...]]:
    found: dict[str, list[int]] = {}
    for at, row in enumerate(_offices()["rows"]):
        mine = _users()[0].get(at)
        for code in {t[5] for t in row[6] if not t[4].startswith("Phoenix")} | {t.country for t in (mine.terms if mine else ())}:
            found.setdefault(code, []).append(at)
    return {code: tuple(rows) for code, rows in found.items()}


def people_serving(code: str) -> tuple[Person, ...]:
    """Persons of the user's and the editor's lists and REIGN who ever served a state or body."""
    return (*_fresh()[2].get(code, ()), *(_person(at) for at in _serving().get(code, ())))


@functools.cache
def titles() -> Mapping[str, tuple[Title, ...]]:
    """Titles by their form in small letters, plural forms included: one title may be a holder's, a group's and a source's."""
    found: dict[str, list[Title]] = {}
    for row in _data("titles"):
        title = Title(row[0], row[1], row[2], row[3], tuple(row[4]))
        for form in dict.fromkeys((title.title, title.plural or title.title)):
            found.setdefault(form, []).append(title)
    return MappingProxyType({form: tuple(rows) for form, rows in found.items()})


@functools.cache
def agents() -> Mapping[str, str]:
    """PLOVER's roles -> sector codes, regular plurals included."""
    found: dict[str, str] = {}
    for term, plural, code in _data("agents"):
        found[term] = code
        found.setdefault(plural or _plural(term), code)
    return MappingProxyType(found)


def _plural(term: str) -> str:
    if term.endswith(("s", "x", "ch", "sh")):
        return term + "es"
    return term[:-1] + "ies" if term.endswith("y") and term[-2:-1] not in "aeiou" else term + "s"


@functools.cache
def given_names() -> Mapping[str, str]:
    """Given names in small letters -> 'm' or 'f'."""
    return MappingProxyType(_data("given_names"))


@functools.cache
def regions() -> Mapping[str, tuple[str, str]]:
    """Continents and parts of states by name as written -> (code, 'continent' | 'region')."""
    return MappingProxyType({name: (row[2], row[3]) for row in _data("regions") for name in (row[0], *row[1])})


@functools.cache
def outlets() -> tuple[Outlet, ...]:
    """News outlets and agencies."""
    return tuple(Outlet(r[0], tuple(r[1]), tuple(r[2]), r[3], r[4], r[5], r[6], r[7]) for r in _data("outlets"))


@functools.cache
def _places() -> Any:
    return _data("places")


@functools.cache
def _place(at: int) -> City:
    row = _places()["rows"][at]
    return City(row[0], tuple(row[1]), *row[2:])


@functools.cache
def places() -> tuple[City, ...]:
    """Populated places of 15,000 people or more, capitals and diplomatic venues: venues first, then the largest. Look-ups by name are quicker than this."""
    return tuple(_place(at) for at in range(len(_places()["rows"])))


def venues() -> tuple[City, ...]:
    """Diplomatic venues: truce villages, retreats, palaces of nations."""
    return tuple(_place(at) for at in range(_places()["venues"]))


@functools.cache
def _towns() -> Mapping[str, tuple[City, ...]]:
    """The user's places by name and alias (`key`)."""
    return _index(overlay.cities(), lambda c: map(key, (c.name, *c.aliases)))


def places_named(word: str) -> tuple[City, ...]:
    """A place's name or alias (`key`) -> all places of that name, the user's first, then those so called before those also called so, the larger first."""
    return (*_towns().get(word, ()), *(_place(at) for at in _places()["names"].get(word, ())))
