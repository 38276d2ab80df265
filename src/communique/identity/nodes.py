# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""An actor as its pages name it: the unit that linking joins."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from communique import tables
from communique.model import Actor, Coded, Days

TITLES = frozenset("mr mrs ms miss dr sir dame lord lady general gen colonel col president minister ambassador senator prince princess king queen sheikh sheik jr sr".split())


@dataclass(frozen=True, slots=True)
class Seen:
    """One actor on one page."""

    article: str
    days: Days | None
    actor: Actor


@dataclass(frozen=True, slots=True)
class Node:
    """All pages' actors that carry one id: they were one before this room looked."""

    key: str  # the shared id; of an anonymous source the page's id too, as "officials" on two pages are not the same officials
    seen: tuple[Seen, ...]

    @property
    def kind(self) -> str:
        return self.seen[0].actor.kind

    @property
    def country(self) -> str | None:
        """The country that most pages give."""
        return most(s.actor.country for s in self.seen)

    @property
    def wikidata(self) -> frozenset[str]:
        return frozenset(s.actor.wikidata for s in self.seen if s.actor.wikidata)

    @property
    def names(self) -> frozenset[str]:
        return frozenset(s.actor.name for s in self.seen)

    @property
    def offices(self) -> frozenset[str]:
        return frozenset(office_key(s.actor.office) for s in self.seen if s.actor.office)


def nodes_of(pages: Sequence[Coded]) -> tuple[Node, ...]:
    """Nodes by key."""
    found: defaultdict[str, list[Seen]] = defaultdict(list)
    for page in pages:
        for actor in page.actors:
            key = f"{actor.id} {page.article.id}" if actor.kind == "anonymous" else actor.id
            found[key].append(Seen(page.article.id, page.article.published_range, actor))
    return tuple(Node(key, tuple(sorted(found[key], key=lambda s: (s.article, s.actor.id)))) for key in sorted(found))


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


def most(values: Iterable[str | None]) -> str | None:
    """The commonest value that is known, the alphabet's first among equals."""
    counts = Counter(v for v in values if v)
    return min(counts, key=lambda v: (-counts[v], v), default=None)


def together(nodes: Iterable[Node]) -> tuple[Seen, ...]:
    return tuple(sorted((s for node in nodes for s in node.seen), key=lambda s: (s.article, s.actor.id)))
