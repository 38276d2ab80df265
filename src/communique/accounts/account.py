# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""The room's door."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from communique.accounts.disagree import disagreements
from communique.accounts.points import Told, told
from communique.accounts.record import Known, known
from communique.model import Account, Coded, Disagreement, Event, Family, Links, Point, SpanRef

MOST = 12  # points of an account: a reader compares them side by side
LIKE = 0.4  # share of the smaller topic's words that two points on one matter share. Editor's choice.
LIKE_BY_NAME = 0.2  # where a third country is among them that few of the points name
FEW = 0.4  # of the points


def account(event: Event, pages: Sequence[Coded], links: Links, families: Sequence[Family]) -> tuple[tuple[Account, ...], tuple[Disagreement, ...]]:
    """An event -> what each party and each outlet says of it, and where its reports differ.

    A party is a country whose government speaks in the pages that report the event (or whose release a page is), or an outlet
    in its own voice; a copy adds no voice. For talks, the points are what was discussed, agreed, asked and refused there; for
    other events, the words of those who tell it. Each point has a phrase of its own text, its span, and the other parties that
    make it too. Accounts are sorted, countries first, points in reading order. A function of the event and the set of pages.
    """
    found = known(pages, links, families)
    parties = frozenset(country for i in (*event.actors, *event.recipients) if (country := found.country(i)))
    articles = sorted({ref.article for ref in event.mentions} & found.pages.keys())
    points = [point for article in articles for point in told(found.pages[article], event, parties, found)]
    accounts = _accounts(points, found)
    return accounts, disagreements(event, [found.pages[a] for a in articles], points, found)


def _accounts(points: Sequence[Told], found: Known) -> tuple[Account, ...]:
    by_party: defaultdict[str, list[Told]] = defaultdict(list)
    for point in points:
        by_party[point.party].append(point)
    by_party = defaultdict(list, {party: [p for p in mine if not p.bare] or mine for party, mine in by_party.items()})
    rare = _rare(points)
    kept = {party: _once(sorted(mine, key=lambda p: (_page_order(p, found), p.span))) for party, mine in by_party.items()}
    out = []
    for party in sorted(kept, key=lambda p: (p not in found.states, p)):
        others = {name: mine for name, mine in by_party.items() if name != party}
        shown = tuple(
            Point(p.topic, SpanRef(p.article, p.span), tuple(sorted(name for name, theirs in others.items() if any(alike(p, t, rare) for t in theirs)))) for p in kept[party]
        )
        out.append(Account(party, _spokesman(by_party[party]), shown))
    return tuple(out)


def _page_order(point: Told, found: Known) -> tuple[str, str]:
    """The first page to tell it: by day, then by id."""
    article = found.pages[point.article].article
    return (article.published_range or ("9999", ""))[0], article.id


def _once(points: Sequence[Told]) -> list[Told]:
    """Each matter once, as told first; of nearly equal ones nothing is gained."""
    kept: list[Told] = []
    for point in points:
        if not any(_same(point, k) for k in kept):
            kept.append(point)
    return kept[:MOST]


def _same(a: Told, b: Told) -> bool:
    if a.article == b.article and a.span == b.span:
        return a.topic == b.topic
    smaller = min(len(a.about), len(b.about))
    return a.topic.lower() == b.topic.lower() or (smaller > 1 and len(a.about & b.about) >= 0.7 * max(len(a.about), len(b.about)))


def _rare(points: Sequence[Told]) -> frozenset[str]:
    """Countries that few of the points name: by them a point is known."""
    counts = Counter(w for p in points for w in p.matter if w.startswith("@"))
    return frozenset(w for w, n in counts.items() if n <= max(2, FEW * len(points)))


def alike(a: Told, b: Told, rare: frozenset[str]) -> bool:
    """Two points on one matter: enough of the words of the topics, or of the passages, are the same."""
    return _share(a.about, b.about, rare) or _share(a.matter, b.matter, rare)


def _share(a: frozenset[str], b: frozenset[str], rare: frozenset[str]) -> bool:
    shared = a & b
    if not shared:
        return False
    part = len(shared) / min(len(a), len(b))
    return part >= LIKE_BY_NAME if shared & rare else part >= LIKE


def _spokesman(points: Sequence[Told]) -> str | None:
    """Who gives most of the account."""
    counts = Counter(p.by for p in points if p.by)
    return min(counts, key=lambda by: (-counts[by], by), default=None)
