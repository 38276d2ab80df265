# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Typed look-ups in what the project knows of the world: states, bodies, office holders, titles, outlets, cities.

Importing touches no file; each table loads on first use. Rows are frozen, and every answer is a function of the
compiled tables alone. What the tables do not hold is None or an empty tuple, never a guess.
"""

from communique.tables.load import agents, countries, given_names, members, organisations, outlets, people, places, regions, titles, venues
from communique.tables.lookup import (
    LARGE,
    body_of,
    cities_named,
    city_of,
    country,
    country_of,
    holders_on,
    names_of_countries,
    offices_on,
    outlet_of,
    persons_named,
    place_of,
    served,
)
from communique.tables.names import bag, key, spoken
from communique.tables.types import Body, City, Country, Outlet, Person, Term, Title

__all__ = [
    "LARGE",
    "Body",
    "City",
    "Country",
    "Outlet",
    "Person",
    "Term",
    "Title",
    "agents",
    "bag",
    "body_of",
    "cities_named",
    "city_of",
    "countries",
    "country",
    "country_of",
    "given_names",
    "holders_on",
    "key",
    "members",
    "names_of_countries",
    "offices_on",
    "organisations",
    "outlet_of",
    "outlets",
    "people",
    "persons_named",
    "place_of",
    "places",
    "regions",
    "served",
    "spoken",
    "titles",
    "venues",
]  # fmt: skip
