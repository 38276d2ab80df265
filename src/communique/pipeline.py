# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""The way of a page as code: PATH, one page's walk along its pure half, and the rooms that look across pages.

This is the only place where rooms meet. Each room is imported when its step is first walked, so that importing
Communique, and asking it for help, loads no model.
"""

import importlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from communique.model import Across, Article, Coded, Judgement, Page, Problem
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
