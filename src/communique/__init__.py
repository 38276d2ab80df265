# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""News pages in; who met whom, who said what through whom, who promised what to whom out, each with the words that show it.

The way of a page, room by room:

    reading cleaning annotation actors attribution coding          one page at a time
    copies identity dating merging accounts ledger record views    across pages

    article = communique.clean(page)                      a page's text or bytes -> Article, or a Problem with the reason
    coded = communique.code(article)                      -> Coded; coded.to_dict() is the exchange form
    record = communique.Record("korea.db"); record.add(["pages/"])

Models load on first use; importing this loads none.
"""

import importlib
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from communique import pipeline
from communique.errors import CommuniqueError
from communique.model import Article, Attribution, Coded, Page, Problem, Timex

if TYPE_CHECKING:
    from communique import relations
    from communique.record import Record, open_record

__all__ = ["CommuniqueError", "Record", "attributions", "clean", "code", "code_many", "open_record", "relations", "times"]


def clean(page: str | bytes | Page, url: str | None = None, fetched: str | None = None) -> Article | Problem:
    """A page -> its article, or a Problem that says why there is none.

    `page`: HTML or text as a string or as the bytes that were received. `url`: its address, where known. `fetched`: the ISO day or
    moment it was fetched; a page's date is never later.
    """
    if not isinstance(page, Page):
        page = Page(source=url or "-", data=page.encode("utf-8", "replace") if isinstance(page, str) else page, url=url, fetched=fetched)
    return pipeline.clean(page)


def code(article: Article) -> Coded:
    """An article -> its times, actors, statements, events, commitments and figures, each with its spans in `article.text`.

    Pure: the same article gives the same result in any batch and process.
    """
    return pipeline.code(article)


def code_many(articles: Iterable[Article]) -> Iterator[Coded]:
    """As `code`, for many articles: an iterator in their order, one in memory at a time."""
    return pipeline.code_many(articles)


def attributions(text: str) -> list[Attribution]:
    """Who says what in a plain text: source, cue and content as spans, the PolNeAR scheme."""
    found: list[Attribution] = list(pipeline.door("attribution", "find")(text))
    return found


def times(text: str, reference: str | None = None) -> list[Timex]:
    """TIMEX3 time expressions in a plain text, resolved against the ISO day `reference`."""
    found: list[Timex] = list(pipeline.door("annotation", "times")(text, reference=reference))
    return found


def __getattr__(name: str) -> Any:
    if name == "relations":
        return importlib.import_module("communique.relations")
    if name in ("Record", "open_record"):
        return getattr(importlib.import_module("communique.record"), name)
    raise AttributeError(f"module 'communique' has no attribute {name!r}")
