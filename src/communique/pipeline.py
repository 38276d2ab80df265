# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""The way of a page as code: PATH, one page's walk along its pure half, and the rooms that look across pages.

This is the only place where rooms meet. Each room is imported when its step is first walked, so that importing
Communique, and asking it for help, loads no model.
"""

import importlib
import json
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol, TypeVar

from communique.kept import Kept
from communique.model import Across, Article, Coded, Commitment, DateEstimate, Event, Family, Judgement, Links, Page, Problem, Storyline
from communique.text import sha256

T = TypeVar("T")

PATH = ("reading", "cleaning", "annotation", "actors", "attribution", "coding", "copies", "identity", "dating", "merging", "accounts", "ledger", "record", "views")

LANGUAGES = frozenset({"en"})  # that the rooms after cleaning can read


def door(room: str, name: str) -> Callable[..., Any]:
    """A room's door, opened on first use."""
    found: Callable[..., Any] = getattr(importlib.import_module(f"communique.{room}"), name)
    return found


def clean(page: Page, languages: frozenset[str] | None = None) -> Article | Problem:
    """A page's bytes -> its article, or why there is none; with `languages`, only articles in one of these."""
    return guarded("cleaning", page, lambda: door("cleaning", "clean")(page, languages=languages))


def code(article: Article) -> Coded:
    """An article -> all that it reports. Pure: the same article, tables and weights give the same result."""
    doc = door("actors", "locate")(door("annotation", "annotate")(article))
    actors = door("actors", "resolve")(doc)
    statements = door("attribution", "attribute")(doc, actors)
    events, commitments, figures = door("coding", "code")(doc, actors, statements)
    return Coded(article=article, times=doc.times, actors=actors, statements=statements, events=events, commitments=commitments, figures=figures)


def code_page(page: Page) -> Coded | Problem:
    """The pure half for one page, in which no fault of one page stops the run."""
    article = clean(page, LANGUAGES)
    if isinstance(article, Problem):
        return article
    return guarded("coding", page, lambda: code(article))


def code_many(articles: Iterable[Article]) -> Iterator[Coded]:
    """Articles -> what each reports, in order, one at a time: no result depends on its neighbours."""
    for article in articles:
        yield code(article)


def guarded(room: str, page: Page, step: Callable[[], T]) -> T | Problem:
    """The step's result, or the fault as a Problem that names the room in which it arose."""
    try:
        return step()
    except Exception as fault:  # noqa: BLE001 - any fault of one page is that page's: it is kept with its reason, and the run goes on
        where = _room_of(fault) or room
        reason = f"{where} failed on this page: {type(fault).__name__}: {str(fault)[:300]}"
        return Problem(source=page.source, reason=reason, room=where, page_sha256=sha256(page.data))


def _room_of(fault: BaseException) -> str | None:
    """The innermost room on the fault's way up."""
    found, at = None, fault.__traceback__
    while at is not None:
        parts = at.tb_frame.f_globals.get("__name__", "").split(".")
        if parts[0] == "communique" and len(parts) > 1 and parts[1] in PATH:
            found = parts[1]
        at = at.tb_next
    return found


def across(pages: Sequence[Coded], corrections: Sequence[Judgement] = ()) -> Across:
    """What is known only across pages: a function of the set of pages, never of the order of arrival."""
    pages = sorted(pages, key=lambda c: c.article.id)
    families = door("copies", "compare")([c.article for c in pages])
    dates = door("dating", "date")(pages, families)
    pages = door("dating", "apply")(pages, dates)
    links = door("identity", "link")(pages)
    events, judgements = door("merging", "merge")(pages, families, links, corrections)
    account = door("accounts", "account")
    events = tuple(replace(e, accounts=a, disagreements=d) for e in events for a, d in [account(e, pages, links, families)])
    commitments, storylines = door("ledger", "follow")(pages, events, links)
    return Across(families=families, dates=dates, links=links, events=events, judgements=judgements, commitments=commitments, storylines=storylines)


class Held(Protocol):
    """What is there already, as it was before a change, and the articles as they are after it."""

    kept: Kept

    def article(self, name: str) -> Coded:
        """The coded article of an id as its page has it, without a day that others tell."""
        ...

    def all_articles(self) -> Iterable[Coded]:
        """All that count now. Asked for where pages print no day: what others tell of it rests on all that do."""
        ...

    def families(self, articles: Iterable[str]) -> Sequence[Family]: ...
    def events_with(self, mentions: Iterable[tuple[str, str]]) -> Mapping[str, Event]:
        """Events by id, of which one of these is a mention."""
        ...

    def events(self, names: Iterable[str]) -> Mapping[str, Event]: ...
    def talks(self, first: str, last: str) -> Iterable[tuple[str, frozenset[str]]]:
        """Talks on some days: ids, and the countries that take part."""
        ...

    def keep_families(self, gone: Iterable[str], new: Sequence[Family]) -> None:
        """Families that others are asked about from now on."""
        ...


@dataclass(frozen=True)
class Changes:
    """What a change leads to: ids that go, and nouns that come or take the place of one that was."""

    pages: tuple[Coded, ...]  # those that came, or of which something across pages is another now, with the days that others tell
    left: frozenset[str]  # ids of articles that are there no more
    dates: Mapping[str, DateEstimate | None]
    links: Links  # actors and quotations
    actors_gone: frozenset[str]
    quotations_gone: frozenset[str]
    events: tuple[Event, ...]
    events_gone: frozenset[str]
    regrouped: frozenset[tuple[str, str]]  # mentions whose joins are given anew
    judgements: tuple[Judgement, ...]
    commitments: tuple[Commitment, ...]
    commitments_gone: frozenset[str]
    storylines: tuple[Storyline, ...]
    storylines_gone: frozenset[str]


def across_after(held: Held, *, gone: Sequence[Coded], new: Sequence[Coded], here: Container[tuple[str, str]], given: Sequence[Judgement]) -> Changes:
    """Articles that go and come -> what this changes of all that is known across pages: what `across` would make of all of them.

    An article that is another than before is among both. `here` holds the mentions that there are after the change, `given` are the judgements that
    hold: another judgement than before makes the whole anew. Nothing here looks at all pages, but for `all_articles` (see there).
    """
    kept = held.kept
    raw = {page.article.id: page for page in new}
    away = {page.article.id for page in gone} - raw.keys()
    again: Callable[[str], Callable[..., Any]] = lambda room: door(f"{room}.again", AGAIN[room])  # noqa: E731 - a door by its room

    families = again("copies")(kept, lambda name: held.article(name).article, gone=[p.article for p in gone], new=[p.article for p in new])
    held.keep_families(families.gone, families.families)
    before = {page.article.id: page for page in gone}
    dates = _redated(held, gone, new)
    touched = [name for name in sorted(dates) if name not in raw and name not in away]
    estimate = _Estimates(kept, dates)
    old = {name: estimate.was(before[name] if name in before else held.article(name)) for name in (*before, *touched)}
    estimate.keep()
    page = _Reader(held, estimate)
    now = {name: page(name) for name in (*raw, *touched)}

    linked = again("identity")(kept, gone=list(old.values()), new=list(now.values()), whole=False)
    actors_of = door("identity.again", "actors_of")
    for name in sorted(linked.articles):
        old[name] = now[name] = page(name)
    quoted = door("identity.requote", "requote")(kept, page, gone=list(old.values()), new=list(now.values()), links=Links(actors_of(kept, now.values()), ()))
    for name in sorted((quoted.articles | families.articles) - away - now.keys()):
        old[name] = now[name] = page(name)

    def links_of(pages: Sequence[Coded]) -> Links:
        return Links(actors_of(kept, pages), door("identity.requote", "quoted_on")(kept, pages))

    keys = {(name, m.id) for name, p in old.items() for m in p.events}
    pages = list(now.values())
    merged = again("merging")(kept, gone=keys, new=pages, families=held.families(now), links=links_of(pages), here=here, given=given)
    regrouped = keys | {(ref.article, ref.event) for event in merged.events for ref in event.mentions}
    were = held.events_with(regrouped)
    bare = {name: replace(event, accounts=(), disagreements=(), aliases=()) for name, event in were.items()}
    stays = {event.id for event in merged.events if bare.get(event.id) == event and not any(ref.article in now for ref in event.mentions)}
    fresh = [event for event in merged.events if event.id not in stays]

    talks = door("accounts.again", "touched_talks")(kept, held.talks, gone=list(old.values()), new=pages)
    others = dict(held.events(sorted(talks - were.keys() - {event.id for event in fresh}))) | {name: were[name] for name in talks & stays}
    told = [door("accounts.again", "with_accounts")(kept, event, page, links_of, held.families) for event in (*fresh, *others.values())]
    gone_events = were.keys() - stays
    reporting = sorted({ref.article for event in fresh for ref in event.mentions} | now.keys())
    ledger = again("ledger")(
        kept, page, gone=list(old.values()), new=pages, gone_events=gone_events, events=fresh, links=Links(actors_of(kept, [page(name) for name in reporting]), ())
    )
    return Changes(
        pages=tuple(pages), left=frozenset(away), dates=dates, links=Links(linked.actors, quoted.quotations), actors_gone=linked.gone, quotations_gone=quoted.gone,
        events=tuple(told), events_gone=frozenset(gone_events | others.keys()), regrouped=frozenset(regrouped), judgements=merged.judgements,
        commitments=ledger.commitments, commitments_gone=ledger.gone, storylines=ledger.storylines, storylines_gone=ledger.gone_storylines,
    )  # fmt: skip


AGAIN = {"copies": "recompare", "identity": "relink", "merging": "remerge", "ledger": "refollow"}
UNDATED, ESTIMATE = "undated", "estimate"


def _redated(held: Held, gone: Sequence[Coded], new: Sequence[Coded]) -> dict[str, DateEstimate | None]:
    """Articles whose estimate is another now. Where every page prints its day there is nothing to tell."""
    is_open = door("dating.estimator", "undated")
    held.kept.drop((UNDATED, "", page.article.id) for page in gone)
    held.kept.put((UNDATED, "", page.article.id, "") for page in new if is_open(page.article))
    were = {name for name, _ in held.kept.rows(ESTIMATE, "")}
    if not were and not held.kept.rows(UNDATED, "", limit=1):
        return {}
    pages = sorted(held.all_articles(), key=lambda page: page.article.id)
    found = {one.article: one for one in door("dating", "date")(pages, held.families([page.article.id for page in pages]))}
    return {name: found.get(name) for name in sorted(were | found.keys()) if _written(found.get(name)) != held.kept.value(ESTIMATE, "", name)}


def _written(one: DateEstimate | None) -> str | None:
    return None if one is None else json.dumps([one.published_range, one.basis])


class _Estimates:
    """Days that others tell of a page: those from before the change until they are kept, then those of now."""

    def __init__(self, kept: Kept, found: Mapping[str, DateEstimate | None]) -> None:
        self._kept, self._found = kept, found

    def was(self, page: Coded) -> Coded:
        text = self._kept.value(ESTIMATE, "", page.article.id)
        if text is None:
            return page
        days, basis = json.loads(text)
        one = DateEstimate(page.article.id, (days[0], days[1]), tuple(basis))
        dated: Coded = door("dating", "apply")([page], [one])[0]
        return dated

    def keep(self) -> None:
        self._kept.drop((ESTIMATE, "", name) for name, one in self._found.items() if one is None)
        self._kept.put((ESTIMATE, "", name, _written(one) or "") for name, one in self._found.items() if one is not None)


class _Reader:
    """Articles by id, with the days that others tell of them; each made once."""

    def __init__(self, held: Held, estimates: _Estimates) -> None:
        self._held, self._estimates = held, estimates
        self._pages: dict[str, Coded] = {}

    def __call__(self, name: str) -> Coded:
        if name not in self._pages:
            self._pages[name] = self._estimates.was(self._held.article(name))
        return self._pages[name]
