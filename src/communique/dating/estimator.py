# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""The door that estimates: a range of days for a page that prints none, with the pages that it rests on."""

from collections.abc import Sequence

from communique.dates import apart, both, day, shift, width
from communique.dating.likely import COMPARED, FEW, Neighbour, Seen, neighbours, see
from communique.dating.posterior import Record, named_days, shortest
from communique.dating.similar import cosine, length
from communique.model import Article, Coded, DateEstimate, Days, Family

KNOWN = 3  # days: a page whose range is no wider is dated well enough
COPIED = (1, 2)  # days before and after a printed copy within which its text is printed elsewhere
SAME_NUMBERS = 0.95  # share of a page's numbers that its copy keeps, and a form filled again does not
TELLS = 2  # days after the weekday of the news in which it is reported as news
MASS = 0.96  # chance with which a range is to hold the page's day
WIDEST = 31  # days: what other pages tell less of is no estimate
NEAR = 8  # days between a range and a page that it rests on
TELLING_WORD = 4.0  # weight of words by which anchors are looked up: those that fewer than one text in fifty-five holds


def date(pages: Sequence[Coded], families: Sequence[Family]) -> tuple[DateEstimate, ...]:
    """Pages and the families of their copies -> estimates for the pages without a day of their own, in the order of their ids.

    Anchors are pages that print one day; an estimate is never an anchor, so there is one pass and no order. First the printed copies of the same text with the
    same numbers; else the dated pages that are most alike, each with the chance that it is of the same days, the weekday of the page's lead, the days that it
    names and the range that its own text leaves: together they make each day more or less likely, another time than the record's included. The shortest range
    with a chance of MASS is given, if it is no wider than WIDEST; no estimate is made without a basis. Measured: benchmarks/dating.py.
    """
    pages = sorted(pages, key=lambda p: p.article.id)
    open_pages = [p for p in pages if undated(p.article)]
    dated = {p.article.id: see(p) for p in pages if p.article.published}
    if not open_pages or not dated:
        return ()
    index, record = Index(list(dated.values())), Record([s.at for s in dated.values() if s.at is not None])
    family = {a: f for f in families for a in f.articles}
    out = []
    for page in open_pages:
        one = see(page)
        kin = family[page.article.id].articles if page.article.id in family else ()
        copies = [dated[a] for a in kin if a in dated]
        if (estimate := _from_copies(one, copies) or _from_others(one, index, record, frozenset(c.id for c in copies))) is not None:
            out.append(estimate)
    return tuple(out)


def undated(article: Article) -> bool:
    """Whether a page lacks a day that is known well enough."""
    return article.published is None and (article.published_range is None or width(article.published_range) > KNOWN)


def _from_copies(one: Seen, copies: Sequence[Seen]) -> DateEstimate | None:
    """From the printed copies that are no form filled again, nor the story of another day: these differ in numbers or in the weekday."""
    same = [c for c in copies if _same_text(one, c)]
    printed = sorted((str(c.page.article.published), c.id) for c in same)
    if not printed or apart((printed[0][0],) * 2, (printed[-1][0],) * 2) > KNOWN:
        return None
    days = shift(printed[0][0], -COPIED[0]), shift(printed[-1][0], COPIED[1])
    basis = [f"the same text stands in {name}, printed {published}" for published, name in printed[:3]]
    if len(printed) > 3:
        basis.append(f"and in {len(printed) - 3} more")
    own = one.page.article.published_range
    if own is not None and (narrowed := both(days, own)) is not None:
        days = narrowed
    weekday = one.told.weekday
    if weekday is not None and (fitting := [d for d in _each(days) if (day(d).isoweekday() - weekday) % 7 <= TELLS]) and len(fitting) < width(days):
        days = fitting[0], fitting[-1]
        basis.append(f"its lead says “{one.told.phrase}”")
    return DateEstimate(article=one.id, published_range=days, basis=tuple(basis))


def _same_text(one: Seen, other: Seen) -> bool:
    if one.told.weekday is not None and other.told.weekday is not None and one.told.weekday != other.told.weekday:
        return False
    least = min(len(one.numbers), len(other.numbers))
    return least < FEW or len(one.numbers & other.numbers) >= SAME_NUMBERS * least


def _from_others(one: Seen, index: "Index", record: Record, copies: frozenset[str]) -> DateEstimate | None:
    near = neighbours(one, index.alike(one), copies)
    if not near:
        return None
    days = shortest(record, one, near, MASS)
    if days is None or width(days) > WIDEST:
        return None
    own = one.page.article.published_range
    rests = [n for n in near if apart((str(n.seen.page.article.published),) * 2, days) <= NEAR]
    if not rests or (own is not None and both(days, own) is None and width(own) <= WIDEST):
        return None
    basis = [_said(n) for n in rests[:3]]
    if one.told.weekday is not None:
        basis.append(f"its lead says “{one.told.phrase}”")
    basis += [f"it names “{one.page.article.text[t.start : t.end]}”" for t in named_days(one)[:2]]
    return DateEstimate(article=one.id, published_range=days, basis=tuple(basis))


def _said(n: Neighbour) -> str:
    what = f"the same event ({n.shared[0]}, {', '.join(n.shared[1:])})" if n.shared else "the same matter"
    return f"{n.seen.id}, printed {n.seen.page.article.published}, tells {what} (likeness {n.likeness:.2f})"


def _each(days: Days) -> list[str]:
    return [shift(days[0], n) for n in range(width(days))]


class Index:
    """The pages that print a day, found by the rarer words of their leads."""

    def __init__(self, dated: Sequence[Seen]) -> None:
        self.seen = {s.id: s for s in dated}
        self.lengths = {name: length(s.words) for name, s in self.seen.items()}
        self.postings: dict[str, list[str]] = {}
        for name, seen in sorted(self.seen.items()):
            for word, weight in seen.words.items():
                if weight >= TELLING_WORD:
                    self.postings.setdefault(word, []).append(name)

    def alike(self, one: Seen) -> list[tuple[float, Seen]]:
        """The COMPARED dated pages that are most alike, likest first, by id where equal."""
        rough: dict[str, float] = {}
        for word in sorted(one.words):
            for name in self.postings.get(word, ()):
                rough[name] = rough.get(name, 0.0) + one.words[word] ** 2
        norm = length(one.words)
        # The rarer words alone sort out the pages worth a full look.
        first = sorted(rough, key=lambda name: (-rough[name] / (self.lengths[name] or 1.0), name))[: 5 * COMPARED]
        full = [(cosine(one.words, self.seen[name].words, norm * self.lengths[name]), name) for name in first]
        return [(round(s, 6), self.seen[name]) for s, name in sorted(full, key=lambda sn: (-sn[0], sn[1]))[:COMPARED] if s > 0]
