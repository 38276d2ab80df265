# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Questions to the tables."""

import functools
from collections.abc import Mapping
from types import MappingProxyType

from communique.tables import load
from communique.tables.names import bag, key
from communique.tables.types import Body, City, Country, Outlet, Person, Term


def country(code: str) -> Country | None:
    """'KOR' -> South Korea."""
    return load.countries().get(code)


@functools.cache
def names_of_countries() -> Mapping[str, tuple[str, str]]:
    """Form as written -> (ISO3, 'name' | 'abbreviation' | 'adjective' | 'people' | 'capital'). States that are no more give way to living ones."""
    found: dict[str, tuple[str, str]] = {}
    for state in sorted(load.countries().values(), key=lambda c: (c.last is not None, c.iso3)):
        forms = [(state.name, "name"), *((n, "name") for n in state.aliases), *((n, "abbreviation") for n in state.abbreviations)]
        forms += [*((n, "adjective") for n in state.adjectives), *((n, "people") for n in state.people), *((n, "capital") for n in state.capitals)]
        for form, kind in forms:
            found.setdefault(form, (state.iso3, kind))
    return MappingProxyType(found)


@functools.cache
def _country_keys() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for form, (iso3, kind) in names_of_countries().items():
        if kind != "capital" and form not in ("US", "the North", "the South", "the Kingdom"):
            found.setdefault(key(form), iso3)
    return MappingProxyType(found)


def country_of(name: str) -> str | None:
    """A country's name, abbreviation, adjective or people -> ISO3: 'South Korean', 'DPRK', 'Turkey'. 'US' counts, 'us' does not."""
    exact = names_of_countries().get(name.strip())
    if exact and exact[1] != "capital":
        return exact[0]
    return _country_keys().get(key(name)) if name != name.lower() else None


@functools.cache
def _bodies() -> Mapping[str, Body]:
    found: dict[str, Body] = {}
    for body in load.organisations().values():
        for name in (body.name, *body.aliases):
            found.setdefault(name if name.isupper() else key(name), body)
    return MappingProxyType(found)


def body_of(name: str) -> Body | None:
    """An organisation's or institution's name -> its row. Abbreviations are compared with their capitals: 'WHO' is not 'who'."""
    name = name.strip()
    return _bodies().get(name) or (_bodies().get(key(name)) or _bodies().get(key(name.removeprefix("the ").removeprefix("The "))) if name != name.lower() else None)


def persons_named(name: str) -> tuple[Person, ...]:
    """All persons of that full name, or, for one word, of that family name."""
    words = key(name)
    return load.people_named(bag(name)) if " " in words else load.people_surnamed(words)


def offices_on(day: str, name: str) -> tuple[tuple[Person, Term], ...]:
    """Who of that name held which office on that day (ISO): persons with their term, the user's tables before the editor's list before REIGN before Phoenix."""
    found = [(person, term) for person in persons_named(name) for term in person.terms if term.covers(day)]
    return tuple(sorted(found, key=lambda pt: (not pt[1].basis.startswith("user"), not pt[1].basis.startswith("editor"), pt[1].basis, pt[0].id, pt[1].first or "")))


def served(code: str) -> tuple[Person, ...]:
    """Everybody of the user's and the editor's lists and REIGN who ever served a state or body."""
    return load.people_serving(code)


def holders_on(day: str, code: str) -> tuple[tuple[Person, Term], ...]:
    """Who served a state or body on a day (ISO), with the term: the user's and the editor's lists and REIGN, in the tables' order."""
    return tuple((person, term) for person in load.people_serving(code) for term in person.terms if term.country == code and term.covers(day))


@functools.cache
def _outlets() -> Mapping[str, Outlet]:
    found: dict[str, Outlet] = {}
    for outlet in load.outlets():
        for name in (outlet.name, *outlet.aliases):
            found.setdefault(name if name.isupper() else key(name), outlet)
    return MappingProxyType(found)


@functools.cache
def _hosts() -> Mapping[str, Outlet]:
    return MappingProxyType({host: outlet for outlet in reversed(load.outlets()) for host in outlet.hosts})


def outlet_of(name: str | None = None, *, host: str | None = None) -> Outlet | None:
    """An outlet by name ('Yonhap', 'the Xinhua news agency') or by host ('www.presstv.ir'); a host's parents are tried too."""
    if host:
        labels = host.lower().removeprefix("www.").split(".")
        for at in range(len(labels) - 1):
            if (found := _hosts().get(".".join(labels[at:]))) is not None:
                return found
    if not name:
        return None
    name = name.strip()
    if (found := _outlets().get(name) or _outlets().get(key(name))) is not None:
        return found
    name = name.removeprefix("the ").removeprefix("The ")
    found = _outlets().get(name) or _outlets().get(key(name))
    for tail in (" news agency", " newspaper", " television", " daily", " agency", " news"):
        found = found or (_outlets().get(key(name).removesuffix(tail)) if key(name).endswith(tail) else None)
    return found


LARGE = 250_000  # people: a town so large is known by its name alone; the size that wire news names without a state (editor's choice)


def cities_named(name: str) -> tuple[City, ...]:
    """All places of that name or alias, the likeliest first: venues, then by people."""
    return load.places_named(key(name))


def city_of(name: str, *, country: str | None = None, least: int = 0) -> City | None:
    """The likeliest place of that name, in that country where one is given, of at least so many people."""
    return next((c for c in cities_named(name) if country in (None, c.country) and (c.population >= least or c.kind != "city")), None)


def place_of(name: str, near: Mapping[str, float]) -> City | None:
    """The place that a name means in a text that speaks of states with these weights (ISO3 -> how much): one of a state named, else the only one, else a large one.

    None where several are as likely: a namesake in no state that the text names is not preferred to another by its size alone unless it is large.
    """
    found = cities_named(name)
    if not found:
        return None
    named = [c for c in found if near.get(c.country, 0.0) > 0]
    if found[0].kind != "city" or (found[0].population >= FAMOUS and not any(c.population * 20 > found[0].population for c in named)):
        return found[0]
    if named:
        return max(named, key=lambda c: (near[c.country] * (1 + c.population) ** 0.25, c.population))
    if len(found) == 1 or found[0].population >= max(LARGE, 5 * found[1].population):
        return found[0]
    return None


FAMOUS = 2_000_000  # people: such a city is meant even where its state is not named
