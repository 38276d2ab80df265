# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Where a family's text comes from: its agencies and outlets, origin first, and what kind of family it is."""

import re
from collections.abc import Iterable, Sequence

from communique.model import Article, Relation
from communique.tables import outlet_of

DATELINE_AGENCY = re.compile(r"\(\s*([A-Z][A-Za-z .'’-]{1,30}?)\s*\)\s*(?:[-–—:]|$|(?=[A-Z“\"]))")
CORRECTION = re.compile(r"^\W*(?:correct(?:s|ed|ion)\b|refile\b|clarification\b)|\((?:corrects?|corrected|correction|refiles?|clarifies)\b", re.IGNORECASE)
UPDATE = re.compile(
    r"^\W*(?:update(?:d|[ -]?\d+)?\b|(?:\d(?:st|nd|rd|th)|first|second|third) (?:ld|lead)\b|(?:\d(?:st|nd|rd|th) )?(?:ld[- ])?write-?thru\b)"
    r"|^\W*(?:lead:|urgent\b|flash\b|alert\b|wrap(?:up)?[ -]?\d*:|recasts?\b)"
    r"|\((?:updated?(?: \d+)?|\d(?:st|nd|rd|th) (?:ld|lead)|adds\b[^)]*|recasts?\b[^)]*|updates?\b[^)]*|lead)\)",
    re.IGNORECASE,
)
VERSION = re.compile(r"(\d)(?:st|nd|rd|th) (?:ld|lead)|updated?[ -]?(\d+)|wrap(?:up)?[ -]?(\d+)", re.IGNORECASE)
GROWN = 1.25  # times as many words: a version that adds to what the same house sent before


def credited(article: Article) -> tuple[str, ...]:
    """The houses that an article names as its source, by their names in the tables: credits, and the agency in the dateline."""
    lines = [*article.credits, *(m[1] for m in DATELINE_AGENCY.finditer(article.dateline or ""))]
    if article.body:
        start = article.body[0][0]
        lines += [m[1] for m in DATELINE_AGENCY.finditer(article.text[start : start + 90]) if outlet_of(m[1])]
    return tuple(dict.fromkeys(_house(line) for line in lines if line.strip()))


def _house(name: str) -> str:
    known = outlet_of(name.strip())
    return known.name if known else name.strip()


def house_of(article: Article) -> str:
    """The outlet that printed an article, by its name in the tables; "" where none is known."""
    return _house(article.outlet) if article.outlet else ""


def version(article: Article) -> int:
    """The number in '2nd Ld' or 'UPDATE 3'; 0 for a flash and 1 for none, since a first sending carries no mark."""
    headline = article.headline or ""
    if match := VERSION.search(headline):
        return 1 + int(next(g for g in match.groups() if g))
    if re.match(r"\W*(?:urgent|flash|alert)\b", headline, re.IGNORECASE):
        return 0
    return 2 if UPDATE.search(headline) else 1


def relation(articles: Sequence[Article], words: Sequence[int]) -> Relation:
    """What joins a family: a correction where one says so, else an update where a headline says so or one house sent the text twice, grown; else copies."""
    if any(CORRECTION.search(a.headline or "") or CORRECTION.search(a.body_text[:60]) for a in articles):
        return "correction"
    if any(UPDATE.search(a.headline or "") for a in articles):
        return "update"
    sizes: dict[str, list[int]] = {}
    for article, count in zip(articles, words, strict=True):
        if article.outlet:
            sizes.setdefault(house_of(article), []).append(count)
    if any(max(s) > GROWN * min(s) for s in sizes.values()):
        return "update"
    return "copy"


def lineage(articles: Iterable[Article]) -> tuple[str, ...]:
    """Agencies and outlets, each after those that it credits; where nothing says which was first, by the day, then agencies, then names."""
    sources: dict[str, set[str]] = {}
    rank: dict[str, tuple[str, int, str]] = {}
    for article in articles:
        outlet = house_of(article)
        agencies = credited(article)
        day = article.published or (article.published_range or ("9999", ""))[0]
        for name in (*agencies, *([outlet] if outlet else [])):
            known = outlet_of(name)
            sources.setdefault(name, set())
            rank[name] = min(rank.get(name, ("9999", 9, "")), (day, 0 if name in agencies or (known and known.kind == "agency") else 1, name))
        if outlet:
            sources[outlet] |= set(agencies) - {outlet}
    order: list[str] = []
    while sources:
        # In a circle (each credits the other) the earliest goes first.
        free = [n for n in sources if not sources[n] & (sources.keys() - {n})] or list(sources)
        first = min(free, key=lambda n: rank[n])
        order.append(first)
        del sources[first]
    return tuple(order)


def in_order(articles: Iterable[Article], houses: Sequence[str]) -> list[Article]:
    """A family's articles, the one that the others were taken from first: by the day, then the version, then the house's place in the lineage."""
    place = {house: i for i, house in enumerate(houses)}

    def key(article: Article) -> tuple[str, int, int, str]:
        day = article.published or (article.published_range or ("9999", ""))[0]
        return day, version(article), place.get(house_of(article), len(place)), article.id

    return sorted(articles, key=key)
