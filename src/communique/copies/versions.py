# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Sendings of one story by their headlines: "Urgent: X", "1st Ld: X", "UPDATE 2-X" of one house on one day carry X on, however much of the text is new."""

import re
from collections import Counter
from collections.abc import Sequence

from communique.copies.lineage import CORRECTION, UPDATE, house_of, version
from communique.dates import apart
from communique.model import Article

SAME = 0.6  # share of all words of two headlines, their marks apart, that both have
LEAST = 3  # words of a headline that name a story
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
# What a mark leaves behind once its words are gone: numbers and the like.
MARKS = re.compile(
    r"\b(?:\d(?:st|nd|rd|th)|ld|lead|write-?thru|updated?|urgent|flash|alert|recasts?|corrects?|corrected|correction|refile|wrap(?:up)?)\b(?:[ -]?\d+)?", re.IGNORECASE
)  # fmt: skip


def core(headline: str) -> frozenset[str]:
    """A headline's words without the marks of its version."""
    found = CORRECTION.match(headline) or UPDATE.match(headline)
    at = headline.find(":") + 1 if found and ":" in headline[: found.end() + 24] else 0
    return frozenset(m[0].lower() for m in WORD.finditer(MARKS.sub(" ", headline[at:] if at else headline)))


def marked(article: Article) -> bool:
    """Whether a headline says that it is a flash, a lead, an update or a correction."""
    return version(article) != 1 or bool(CORRECTION.search(article.headline or ""))


def sendings(articles: Sequence[Article]) -> list[tuple[str, str]]:
    """Pairs of ids, in order, that are one house's sendings of one story: at most a day apart, different versions, nearly the same words in the headline."""
    cores = {a.id: core(a.headline) for a in articles if a.headline and a.outlet and a.published}
    cores = {name: words for name, words in cores.items() if len(words) >= LEAST}
    by_id = {a.id: a for a in articles if a.id in cores}
    houses = {name: house_of(article) for name, article in by_id.items()}
    postings: dict[tuple[str, str], list[str]] = {}
    for name, words in sorted(cores.items()):
        for word in words:
            postings.setdefault((houses[name], word), []).append(name)
    found = set()
    for name in sorted(cores):
        if not marked(by_id[name]):
            continue
        shared = Counter(other for word in cores[name] for other in postings[houses[name], word] if other != name)
        found |= {(min(name, other), max(name, other)) for other, n in shared.items() if n >= SAME * len(cores[name] | cores[other]) and _follows(by_id[name], by_id[other])}
    return sorted(found)


def of_one_story(a: Article, b: Article) -> bool:
    """Whether two of one house, each with a headline and a day, are sendings of one story."""
    x, y = core(a.headline or ""), core(b.headline or "")
    return (marked(a) or marked(b)) and len(x & y) >= SAME * len(x | y) and _follows(a, b)


def _follows(first: Article, second: Article) -> bool:
    days = [(str(x.published), str(x.published)) for x in (first, second)]
    return apart(days[0], days[1]) <= 1 and (version(first) != version(second) or (marked(first) != marked(second)))
