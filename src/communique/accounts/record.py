# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""The pages and links as this room asks for them: by article, by member."""

import functools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from communique import tables
from communique.model import Actor, Article, Coded, Event, Family, LinkedActor, Links
from communique.words import words

NOT_OF_A_SIDE = ("anonymous", "group")  # who speaks for nobody by name
GOVERNING = frozenset({"GOV", "MIL", "LEG", "JUD", "SPY", "COP", "PTY"})
SEATS = ("seat", "ministry", "parliament", "court", "agency", "force", "party organ")


@dataclass(frozen=True, eq=False)
class Known:
    """What is asked of all pages, gathered once. Equal to itself alone."""

    pages: Mapping[str, Coded]
    members: Mapping[tuple[str, str], LinkedActor]
    unit: Mapping[str, str]  # article -> its family of copies
    original: Mapping[str, str]  # family -> the article that speaks for it
    countries: Mapping[str, str | None]  # linked actor -> country
    persons: Mapping[str, frozenset[str]]  # article -> ids of its persons

    def country(self, linked: str) -> str | None:
        return self.countries.get(linked)

    def is_present(self, article: str, actor: str, event: Event) -> bool:
        """One of the persons who take part."""
        found = self.linked(article, actor)
        return found is not None and actor in self.persons[article] and (found.id in event.actors or found.id in event.recipients)

    def linked(self, article: str, actor: str) -> LinkedActor | None:
        return self.members.get((article, actor))


_latest: tuple[list[Coded], Links, list[Family], Known] | None = None


def known(pages: Sequence[Coded], links: Links, families: Sequence[Family]) -> Known:
    """The same for the same pages: an event after another is asked about, and gathering takes as long as all pages.

    What is kept is a function of the arguments and is given out only for equal ones: the nouns are frozen, the sequences are held as
    copies, and comparing them is a look at each element's identity.
    """
    global _latest
    held = _latest
    if held is not None and held[1] is links and held[0] == list(pages) and held[2] == list(families):
        return held[3]
    found = Known(
        pages={page.article.id: page for page in pages},
        members={member: actor for actor in links.actors for member in actor.members},
        countries={actor.id: actor.country for actor in links.actors},
        persons={page.article.id: frozenset(a.id for a in page.actors if a.kind == "person") for page in pages},
        unit={article: family.id for family in families for article in family.articles},
        original={family.id: family.articles[0] for family in families},
    )
    _latest = (list(pages), links, list(families), found)
    return found


def speaks_for(actor: Actor) -> str | None:
    """The country that an actor speaks for; None for outlets, anonymous sources and private persons."""
    if actor.kind in NOT_OF_A_SIDE or not actor.country:
        return None
    if actor.kind in ("country", "government", "office") or actor.sector in GOVERNING or actor.office:
        return actor.country
    return None


def own_voice(article: Article) -> tuple[str, bool]:
    """Whose the page's own voice is: a government's, where the page is its release (its country, True), else the outlet's name or where it was read."""
    if article.outlet and (country := _government(article.outlet, article.outlet_country)):
        return country, True
    return article.outlet or article.source, False


@functools.lru_cache(maxsize=4096)
def _government(name: str, country: str | None) -> str | None:
    """The country whose government publishes under this name: a seat by its own name, else an office that names its country."""
    if tables.outlet_of(name) is not None:
        return None
    for part in (name, *re.split(r"\s*[,|–—]\s*|\s+-\s+", name)):
        body = tables.body_of(part)
        if body is not None and body.kind in SEATS and body.sector in GOVERNING:
            return body.country
    said = set(tables.key(name.replace("'s", "").replace("’s", "")).split())
    if said & OFFICES and not said & PAPERS:
        named = {w[1:] for w in words(name) if w.startswith("@")}
        return country or (named.pop() if len(named) == 1 else None)
    return None


# What an office that publishes calls itself, and what a paper does. Editor's knowledge.
OFFICES = frozenset(
    "presidency president premier minister ministry office government cabinet embassy department chancellery kremlin palace directorate secretariat mission consulate house".split()
)
PAPERS = frozenset("news post times herald daily agency wire journal gazette tribune review online media".split())
