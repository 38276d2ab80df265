# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""The door that estimates: a range of days for a page that prints none, with the pages that it rests on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from communique.dates import apart, both, day, shift, width
from communique.dating.similar import bag, cosine, weight
from communique.dating.telling import Telling, telling
from communique.model import Article, Coded, DateEstimate, Days, Family

KNOWN = 3  # days: a page whose range is no wider is dated well enough
COPIED = (1, 2)  # days before and after a printed copy within which its text is printed elsewhere
TELLS = (0, 2)  # days after the day of the news in which it is reported as news
AROUND = 2  # days either way between two reports of one event where neither names the day
# Likeness from which a page is an anchor, by what else agrees. On the wire stories of 2005, the nearest story with the same weekday and no rival is of
# the same two days in 16 of 18 cases from .33 on, in 30 of 36 from .22 on (of 2006: 46 of 51, 66 of 79). The event's share is the editor's.
WITH_BOTH, WITH_WEEKDAY, WITH_EVENT = 0.22, 0.33, 0.35
RIVAL = 0.8  # share of the best anchor's likeness from which a page of another time leaves the matter open
OTHER_TIME = 4  # days
TELLING_WORD = 4.0  # weight of words by which anchors are looked up: those that fewer than one text in fifty-five holds


@dataclass(frozen=True, slots=True)
class Anchor:
    likeness: float
    page: Coded
    days: Days
    why: str


def date(pages: Sequence[Coded], families: Sequence[Family]) -> tuple[DateEstimate, ...]:
    """Pages and the families of their copies -> estimates for the pages without a day of their own, in the order of their ids.

    Anchors are pages that print one day; an estimate is never an anchor, so there is one pass and no order. First the printed copies of the same text;
    else the dated page that is most alike and reports an event of the same kind between the same countries, or the same weekday in its lead, unless a
    page of another time is nearly as alike. A weekday that the page itself names narrows the range. What contradicts a range that the page
    itself sets gives nothing, and so does a page without any anchor: no estimate is made without a basis. Measured: benchmarks/dating.py.
    """
    pages = sorted(pages, key=lambda p: p.article.id)
    by_id = {p.article.id: p for p in pages}
    open_pages = [p for p in pages if undated(p.article)]
    if not open_pages:
        return ()
    index = Index([p for p in pages if p.article.published])
    family = {a: f for f in families for a in f.articles}
    out = []
    for page in open_pages:
        told = telling(page)
        copies = [by_id[a] for a in family[page.article.id].articles if a in by_id] if page.article.id in family else []
        found = _from_copies(page, copies) or index.nearest(page, told)
        if found and (estimate := _estimate(page.article, told, *found)):
            out.append(estimate)
    return tuple(out)


def undated(article: Article) -> bool:
    """Whether a page lacks a day that is known well enough."""
    return article.published is None and (article.published_range is None or width(article.published_range) > KNOWN)


def _from_copies(page: Coded, copies: Sequence[Coded]) -> tuple[Days, tuple[str, ...]] | None:
    printed = sorted((c.article.published, c.article.id) for c in copies if c.article.published and c.article.id != page.article.id)
    if not printed:
        return None
    days = shift(printed[0][0], -COPIED[0]), shift(printed[-1][0], COPIED[1])
    shown = tuple(f"the same text stands in {name}, printed {published}" for published, name in printed[:3])
    return days, (*shown, *((f"and in {len(printed) - 3} more",) if len(printed) > 3 else ()))


def _estimate(article: Article, told: Telling, days: Days, basis: tuple[str, ...]) -> DateEstimate | None:
    own = article.published_range
    if own is not None:
        # A page's own bounds hold; an upper one that is only assumed does not stand against a printed page.
        bound = (own[0], max(own[1], days[1])) if any("assum" in b for b in article.published_basis) else own
        narrowed = both(days, bound)
        if narrowed is None:
            return None
        days = narrowed
    if told.weekday is not None and (fitting := [d for d in _each(days) if (day(d).isoweekday() - told.weekday) % 7 <= TELLS[1]]) and len(fitting) < width(days):
        days = fitting[0], fitting[-1]
        basis = (*basis, f"its lead says “{told.phrase}”")
    return DateEstimate(article=article.id, published_range=days, basis=basis)


def _each(days: Days) -> list[str]:
    return [shift(days[0], n) for n in range(width(days))]


class Index:
    """The pages that print a day, found by the rarer words of their leads."""

    def __init__(self, dated: Sequence[Coded]) -> None:
        self.pages = {p.article.id: p for p in dated}
        self.bags: dict[str, dict[str, float]] = {name: bag(p) for name, p in self.pages.items()}
        self.tellings: Mapping[str, Telling] = {name: telling(p) for name, p in self.pages.items()}
        self.postings: dict[str, list[str]] = {}
        for name, words in sorted(self.bags.items()):
            for word in words:
                if weight(word) >= TELLING_WORD:
                    self.postings.setdefault(word, []).append(name)

    def nearest(self, page: Coded, told: Telling) -> tuple[Days, tuple[str, ...]] | None:
        """The days of the news that the most alike page reports with the same event or weekday; None where there is none, or a rival of another time."""
        words = bag(page)
        names = sorted({name for word in words for name in self.postings.get(word, ())})
        alike = sorted(((cosine(words, self.bags[name]), name) for name in names), reverse=True)
        anchors = [a for likeness, name in alike if likeness >= WITH_BOTH and (a := self._anchor(likeness, name, told))]
        if not anchors:
            return None
        best = anchors[0]
        rivals = [name for likeness, name in alike if likeness >= RIVAL * best.likeness and apart(_printed(self.pages[name]), best.days) > OTHER_TIME]
        if rivals:
            return None
        days, basis = best.days, [best.why]
        for other in anchors[1:4]:
            if other.likeness >= RIVAL * best.likeness and (agreed := both(days, other.days)):
                days = agreed
                basis.append(other.why)
        return days, tuple(basis)

    def _anchor(self, likeness: float, name: str, told: Telling) -> Anchor | None:
        page, theirs = self.pages[name], self.tellings[name]
        published = str(page.article.published)
        shared = sorted(told.events & theirs.events, key=lambda e: (e[0], sorted(e[1])))
        weekday = told.weekday is not None and told.weekday == theirs.weekday
        if told.weekday is not None and theirs.weekday is not None and not weekday:
            return None
        needed = WITH_BOTH if weekday and shared else WITH_WEEKDAY if weekday else WITH_EVENT if shared else 2.0
        if likeness < needed:
            return None
        what = f"the same event ({shared[0][0]}, {', '.join(sorted(shared[0][1]))})" if shared else "the same matter"
        if weekday and theirs.day:
            days = shift(theirs.day, TELLS[0]), max(shift(theirs.day, TELLS[1]), published)
            return Anchor(likeness, page, days, f"{name}, printed {published}, tells {what} with the same weekday, {theirs.day} (likeness {likeness:.2f})")
        return Anchor(likeness, page, (shift(published, -AROUND), shift(published, AROUND)), f"{name}, printed {published}, tells {what} (likeness {likeness:.2f})")


def _printed(page: Coded) -> Days:
    published = str(page.article.published)
    return published, published
