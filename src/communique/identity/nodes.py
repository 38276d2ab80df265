# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""An actor as its pages name it: the unit that linking joins."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from communique import tables
from communique.model import Actor, Coded

TITLES = frozenset("mr mrs ms miss dr sir dame lord lady general gen colonel col president minister ambassador senator prince princess king queen sheikh sheik jr sr".split())


UNDATED = "9999"  # of a page without a day: after all that have one
Told = tuple[str, str, str]  # the days of a page, the page


@dataclass(frozen=True, slots=True)
class Node:
    """All pages' actors that carry one id: they were one before this room looked. Counts are of pages."""

    key: str  # the shared id; of an anonymous source the page's id too, as "officials" on two pages are not the same officials
    called: Mapping[tuple[str, str], int]  # kind and name
    countries: Mapping[str, int]
    sectors: Mapping[str, int]
    wikidata: Mapping[str, int]
    told: Mapping[str, Told]  # an office as written, and the first page that gives it
    kind: str = field(init=False)
    country: str | None = field(init=False)
    names: frozenset[str] = field(init=False)
    offices: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        kinds: Counter[str] = Counter()
        for (kind, _), pages in self.called.items():
            kinds[kind] += pages
        object.__setattr__(self, "kind", commonest(kinds))
        object.__setattr__(self, "country", commonest(self.countries))
        object.__setattr__(self, "names", frozenset(name for _, name in self.called))
        object.__setattr__(self, "offices", frozenset(office_key(office) for office in self.told))


def key_of(actor: Actor, article: str) -> str:
    return f"{actor.id} {article}" if actor.kind == "anonymous" else actor.id


def seen_on(page: Coded) -> Iterator[tuple[str, Actor, Told]]:
    """The actors of a page, each with its node's key and the page's days."""
    days = page.article.published_range or (UNDATED, UNDATED)
    for actor in page.actors:
        yield key_of(actor, page.article.id), actor, (*days, page.article.id)


def is_lacking(actor: Actor) -> bool:
    """Named by one word or an office alone."""
    return actor.kind == "office" or (actor.kind == "person" and len(full_name(actor.name)) == 1)


def beside(page: Coded) -> set[tuple[str, str]]:
    """Nodes that a page names by less than a full name, each with the persons whom it names besides."""
    named = [(key_of(actor, page.article.id), actor) for actor in page.actors if actor.kind in ("person", "office")]
    return {(key, other) for key, actor in named if is_lacking(actor) for other, one in named if one.kind == "person" and other != key}


@lru_cache(maxsize=4096)
def office_key(office: str) -> str:
    """'South Korean Foreign Minister', 'foreign minister of South Korea' -> 'foreign minister'. Pure."""
    left = office.replace("’s", "").replace("'s", "").split()
    kept: list[str] = []
    while left:
        size = next((n for n in range(min(4, len(left)), 0, -1) if tables.country_of(" ".join(left[:n]).strip(",")) is not None), 0)
        if not size:
            kept.append(left[0])
        left = left[size or 1 :]
    return " ".join(w for w in tables.key(" ".join(kept)).split() if w not in ("of", "the"))


def full_name(name: str) -> tuple[str, ...]:
    """A person's name as words to compare, initials and titles off: 'Donald J. Trump' -> ('donald', 'trump')."""
    words = tables.key(name).split()
    kept = tuple(w for w in words if len(w) > 1 and w not in TITLES)
    return kept or tuple(words)


def commonest(counts: Mapping[str, int]) -> str | None:
    """The alphabet's first among equals."""
    return min(counts, key=lambda v: (-counts[v], v), default=None)


def summed(counts: Iterable[Mapping[str, int]]) -> Counter[str]:
    out: Counter[str] = Counter()
    for one in counts:
        out.update(one)
    return out
