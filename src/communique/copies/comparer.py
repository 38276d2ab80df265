# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""The door: articles in, families of one text out."""

from collections.abc import Sequence

from communique.copies.groups import apart_from_digests, groups
from communique.copies.lineage import in_order, lineage, relation
from communique.copies.pairs import overlap, same_text
from communique.copies.prints import Print, candidates, take
from communique.copies.stock import stock
from communique.copies.versions import sendings
from communique.dates import apart
from communique.model import Article, Days, Family
from communique.text import digest

LEAST = 4  # shared fingerprints that make a pair worth comparing: some 16 words
CROWD = 40  # articles with one fingerprint up to which all their pairs are compared


def compare(articles: Sequence[Article]) -> tuple[Family, ...]:
    """Articles -> the families of two or more that are one text: copies, updates, corrections, in the order of their ids.

    Two articles belong together where enough of the shorter one's own words, quotations and stock paragraphs apart, stand in the other in long runs;
    a family is all that are so joined, directly or through others, but not through a page that prints two unrelated texts. So reports of one event
    that were written apart stay apart, though they quote the same speech. The result is a function of the set of articles. Within a family the first article is
    the one that the others were taken from, as far as days, version marks and credits tell; the lineage names agencies and outlets, origin first.
    Measured on perturbed wire stories of 2006 among others on the same matters (benchmarks/copies.py): pairwise precision .979, recall .971, F1 .975;
    on updates of the wire as they were sent (benchmarks/updates.py) precision .889, recall .889.
    """
    by_id = {a.id: a for a in articles}
    prints = {name: take(article) for name, article in by_id.items()}
    shared = stock(prints)
    pairs = [(a, b) for a, b in candidates(prints, least=LEAST, crowd=CROWD) if same_text(overlap(prints[a], prints[b], shared), days_apart(by_id[a], by_id[b]))]
    pairs = sorted({*pairs, *sendings(tuple(by_id.values()))})
    return tuple(sorted((family_of([by_id[name] for name in group], prints) for group in groups(apart_from_digests(pairs, prints))), key=lambda f: f.id))


def days_apart(a: Article, b: Article) -> int | None:
    first, second = _days(a), _days(b)
    return apart(first, second) if first and second else None


def _days(article: Article) -> Days | None:
    return (article.published, article.published) if article.published else article.published_range


def family_of(articles: list[Article], prints: dict[str, Print]) -> Family:
    houses = lineage(articles)
    ordered = in_order(articles, houses)
    return Family(
        id=digest("f", sorted(a.id for a in articles)),
        articles=tuple(a.id for a in ordered),
        relation=relation(ordered, [prints[a.id].words for a in ordered]),
        lineage=houses,
    )
