# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Where: the places that an article names, with state and coordinates. A capital that acts is a government, not a place."""

import functools
from collections.abc import Iterator, Mapping
from dataclasses import replace

from communique import tables
from communique.actors import gazetteer
from communique.actors.home import Home
from communique.actors.words import SUBJECT, Words
from communique.model import Annotated, Place, Span
from communique.text import overlap


def locate(doc: Annotated) -> Annotated:
    """An annotated article -> the same with its places, in the order of the text, each with the characters that name it.

    Towns, capitals, diplomatic venues, parts of states and states, where they stand for ground and not for a government ('in Seoul', not
    'Seoul said'). Of places of one name the one is taken that lies in a state which the article names, else a large one; a name that
    stays open between several is left out. Coordinates are GeoNames' (venues: the editor's); states and parts of states have none. Pure.
    """
    words = Words(doc)
    found = list(gazetteer.scan(words))
    home = Home(words, found)
    spots: dict[Span, Place] = {}
    for first, last, place in (*_venues(words), *_states(words, found), *_towns(words, home)):
        span = words.span(first, last)
        if not any(overlap(span, other) for other in spots):
            spots[span] = replace(place, span=span)
    return replace(doc, places=tuple(spots[s] for s in sorted(spots)))


def spot(city: tables.City) -> Place:
    """A row of the gazetteer as the place that it is."""
    return Place(city.name, city.country, city.latitude, city.longitude)


@functools.cache
def _halls() -> Mapping[str, tuple[tuple[tuple[str, ...], tables.City], ...]]:
    """First word -> names of venues, the longest first."""
    found: dict[str, list[tuple[tuple[str, ...], tables.City]]] = {}
    for city in tables.venues():
        for form in (city.name, *city.aliases):
            split = gazetteer.split(form)
            found.setdefault(split[0], []).append((split, city))
    return {first: tuple(sorted(rows, key=lambda r: -len(r[0]))) for first, rows in found.items()}


def _venues(words: Words) -> Iterator[tuple[int, int, Place]]:
    halls = _halls()
    at = 0
    while at < words.count:
        for form, city in halls.get(words.key[at], ()) if words.capital(at) else ():
            end = gazetteer.match(words, at, form)
            if end and (words.capital(end - 1) or len(form) > 1):
                yield at, end, spot(city)
                at = end - 1
                break
        at += 1


def _states(words: Words, found: list[gazetteer.Found]) -> Iterator[tuple[int, int, Place]]:
    """States and capitals named, but not as who acts, nor within a longer name."""
    for hit in found:
        if hit.kind not in ("name", "abbreviation", "capital"):
            continue
        top = words.top(hit.first, hit.last)
        placed = hit.first > 0 and words.low[hit.first - 1] in ("in", "near", "at", "outside", "inside")  # 'in Amman Wednesday night', whatever the parser makes of it
        if not placed and (words.role(top) in SUBJECT or words.dep[top] in ("compound", "amod", "nmod")):
            continue
        if hit.kind != "capital":
            state = tables.country(hit.ref)
            yield hit.first, hit.last, Place(state.name if state else hit.ref, hit.ref)
        else:
            city = tables.city_of(words.shown(hit.first, hit.last), country=hit.ref)
            prep, _ = words.governor(top)
            if city is not None and (placed or prep in GROUND or not prep):
                yield hit.first, hit.last, spot(city)


GROUND = frozenset("in at near to from inside outside across around through into via of off over towards toward".split())


NEAR = frozenset({"in", "near", "outside"})
TOWN = 100_000  # people from which a town is meant rather than the part of the state that is called like it


def _towns(words: Words, home: Home) -> Iterator[tuple[int, int, Place]]:
    """Towns that the tagger takes for places, and parts of states."""
    for first in range(1, words.count):  # towns of states that the article names, where the tagger sees none
        if words.low[first - 1] in NEAR and words.capital(first) and words.pos[first] == "PROPN" and first not in home.begins and not home.spoken(first):
            last = first + 1
            while last < words.count and words.capital(last) and words.pos[last] == "PROPN" and not home.spoken(last):
                last += 1
            city = next((c for end in range(last, first, -1) for c in tables.cities_named(words.shown(first, end)) if c.country in home.named), None)
            if city is not None and tables.key(words.shown(first, last)) in map(tables.key, (city.name, *city.aliases)):
                yield first, last, spot(city)
    for first, last in sorted(home.begins.items()):
        code, name = home.place[first] or "", words.shown(first, last)
        city = tables.city_of(name, country=code, least=TOWN if name in tables.regions() else 0)
        yield first, last, spot(city) if city is not None else Place(name, code)
