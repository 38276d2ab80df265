# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""The room's door."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from communique import tables
from communique.accounts.disagree import disagreements
from communique.accounts.grouping import Likeness, group, once, parties_of
from communique.accounts.numbers import quantities
from communique.accounts.points import Told, leads, quoted, reports_of, told
from communique.accounts.record import Known, known, own_voice
from communique.accounts.talks import of_talks, speakers
from communique.accounts.telling import Shelf, fresh, opens_with, reporting, shelve, tellers
from communique.model import Account, Coded, Disagreement, Event, Family, Links, Point, SpanRef
from communique.text import digest, overlap
from communique.words import words

MOST = 24  # points of an account: a reader compares them side by side


def account(event: Event, pages: Sequence[Coded], links: Links, families: Sequence[Family]) -> tuple[tuple[Account, ...], tuple[Disagreement, ...]]:
    """An event -> what each party and each outlet says of it, and where its reports differ.

    A party is a country whose government speaks in the pages that report the event (or whose release a page is), or an outlet
    in its own voice; a copy adds no voice. For talks, the points are what was discussed, agreed, asked and refused there, from every page that
    reports or opens with them; for other events, the words of those who tell it. Each point has a phrase of its own text, its span, the other
    parties that make it too, and a matter that it shares with their points. Accounts are sorted, countries first, points in reading order. A function
    of the event and the set of pages. Measured by benchmarks/accounts.py.
    """
    found = known(pages, links, families)
    parties = _parties(event, found)
    shelf = shelve(found)
    articles = tellers(event, parties, found, shelf)
    speaking = frozenset(by for article in articles for by in _speaking(found.pages[article], event, parties, found))
    points = [point for article in articles for point in _told(found.pages[article], event, parties, found, shelf, speaking)]
    by_party = _by_party(points, found)
    kept = [p for mine in by_party.values() for p in mine]
    matters = group(by_party, Likeness(kept))
    accounts = tuple(_account(party, by_party[party], matters, event, found) for party in sorted(by_party, key=lambda p: (tables.country(p) is None, p)))
    return accounts, disagreements(event, [found.pages[a] for a in articles], points, matters, found)


def _parties(event: Event, found: Known) -> frozenset[str]:
    """The countries that take part; of talks also those whose releases report them, and where still only one state is known, those that the reports' own words name."""
    parties = {country for i in (*event.actors, *event.recipients) if (country := found.country(i))}
    if event.event_type == "CONSULT":
        pages = [found.pages[article] for article in sorted(reporting(event, found))]
        if number_of_states(parties) < 2:
            parties |= {voice for page in pages for voice, official in [own_voice(page.article)] if official}
        if number_of_states(parties) < 2:
            parties |= {w[1:] for page in pages for m in reports_of(page, event) for w in words(page.quote(m.evidence)) if w.startswith("@")}
    return frozenset(parties)


def number_of_states(parties: Iterable[str]) -> int:
    """How many of these are states: an organisation that takes part makes no side of two governments' talks."""
    return sum(tables.country(p) is not None for p in parties)


def _speaking(page: Coded, event: Event, parties: frozenset[str], found: Known) -> frozenset[str]:
    return speakers(page, event, parties, found) if event.event_type == "CONSULT" and len(parties) > 1 else frozenset()


def _told(page: Coded, event: Event, parties: frozenset[str], found: Known, shelf: Shelf, speaking: frozenset[str]) -> list[Told]:
    if event.event_type != "CONSULT" or len(parties) < 2:
        return [*quoted(page, event, parties, found), *told(page, event, parties, found, main=False)]
    reports = reports_of(page, event)
    opens = opens_with(page.article.id, event, parties, found, shelf)
    main = fresh(page, event) and (opens or leads(page, reports, parties))
    if not main:
        return [*quoted(page, event, parties, found), *told(page, event, parties, found, main=False)]
    sides = of_talks(page, event, parties, found, speaking=speaking if opens else frozenset())
    own = [p for p in told(page, event, parties, found, main=True) if p.party not in parties]
    return [*sides, *own]


def _by_party(points: Sequence[Told], found: Known) -> dict[str, list[Told]]:
    like = Likeness(points)
    out: defaultdict[str, list[Told]] = defaultdict(list)
    for point in points:
        out[point.party].append(point)
    return {
        party: once(sorted([p for p in mine if not p.bare] or mine, key=lambda p: (_page_order(p, found), p.span)), like)[:MOST]
        for party, mine in sorted(out.items())
    }  # fmt: skip


def _account(party: str, mine: Sequence[Told], matters: Sequence[Sequence[Told]], event: Event, found: Known) -> Account:
    return Account(party, _spokesman(mine), tuple(_point(p, matter, event, found) for p in mine for matter in matters if any(p is one for one in matter)))


def _point(p: Told, matter: Sequence[Told], event: Event, found: Known) -> Point:
    page = found.pages[p.article]
    key = digest("m", *sorted(f"{q.article} {q.span[0]} {q.span[1]}" for q in matter))
    contexts = sorted({c for m in page.events if any(overlap(t, p.span) for t in m.trigger) for c in m.contexts})
    named = [(a, found.linked(p.article, a.id)) for a in page.actors if a.kind == "person" and any(overlap(m, p.span) for m in a.mentions)]
    persons = sorted({a.name for a, linked in named if linked is None or linked.id not in (*event.actors, *event.recipients, p.by)})
    figures = tuple(q.words for q in quantities(page.article.text, p.span))
    return Point(p.topic, SpanRef(p.article, p.span), tuple(sorted(parties_of(matter) - {p.party})), key, p.kind, p.by, tuple(contexts), tuple(persons), figures)


def _page_order(point: Told, found: Known) -> tuple[bool, str, str]:
    """A government's own release first, then the first page to tell it: by day, then by id."""
    article = found.pages[point.article].article
    return own_voice(article) != (point.party, True), (article.published_range or ("9999", ""))[0], article.id


def _spokesman(points: Sequence[Told]) -> str | None:
    """Who gives most of the account."""
    counts: Mapping[str, int] = Counter(p.by for p in points if p.by)
    return min(counts, key=lambda by: (-counts[by], by), default=None)
