# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""A page read through, and what was handed in beside it -> the article."""

from communique.cleaning.daywords import printed
from communique.cleaning.language import language
from communique.cleaning.layout import is_date_line, place_alone
from communique.cleaning.markup import url_day
from communique.cleaning.naming import agency_in, credits_in, dateline, outlet_at, signed, site_in
from communique.cleaning.page import Read
from communique.cleaning.published import ADDRESS, GIVEN, HEADER, LABELLED, META, STRUCTURED, TIME_TAG, Clue, weigh
from communique.cleaning.unseen import bare
from communique.model import Article, Page
from communique.tables import outlet_of
from communique.text import digest as content_digest
from communique.text import sha256

_MARKUP_WEIGHTS = (("structured", STRUCTURED), ("meta", META), ("time", TIME_TAG))
# How far from the body a printed day still speaks of the article: the head of a page, and the lines right under the body.
_NEAR_BEFORE, _NEAR_AFTER = 12, 6
_CREDITED_BEFORE, _CREDITED_AFTER = 4, 3
_LOOKED_AT = 30_000  # characters; the longest bodies measured have 20,000


def article_of(page: Page, page_sha256: str, read: Read) -> Article:
    body = [read.text[start:end] for start, end in read.body]
    line = (dateline(body[0]) or (place_alone(read.before[-1]) if read.before else None)) if body else None
    head, url = _head(body), page.url or read.markup.address
    found = weigh(_clues(page, read), dateline=line, body=head, captions=read.captions, fetched=page.fetched)
    headline = read.text[slice(*read.headline)] if read.headline else bare(page.headline or "") or next(iter(read.markup.titles), None)
    outlet, country = _outlet(page, read, url, headline, line)
    return Article(
        id=content_digest("a", page_sha256, page.url or "", page.outlet or ""), url=url, source=page.source, outlet=outlet, outlet_country=country, headline=headline,
        byline=read.byline or read.markup.authors, dateline=line, published=found.day, published_range=found.range, published_basis=found.basis,
        language=language("\n".join(body)), credits=credits_in(line, head, (*read.captions, *_beside(read))),
        text=read.text, text_sha256=sha256(read.text), body=read.body, page_sha256=page_sha256,
        rendering=read.rendering, source_map=read.source_map, headline_span=read.headline, fetched=page.fetched,
    )  # fmt: skip


def _head(body: list[str]) -> list[str]:
    """The body's first paragraphs: what dates and credits an article stands there, and a longer one is looked through no longer."""
    out, left = [], _LOOKED_AT
    for words in body:
        if left <= 0:
            break
        out.append(words[:left])
        left -= len(words)
    return out


def _beside(read: Read) -> list[str]:
    """Short lines right before and after the body, where agencies are credited."""
    return [words for words in (*read.before[-_CREDITED_BEFORE:], *read.after[:_CREDITED_AFTER]) if len(words) <= 160]


def _clues(page: Page, read: Read) -> list[Clue]:
    """Every day that stands outside the body and speaks of the article."""
    clues = [Clue(page.published, GIVEN, "the metadata")] if page.published else []
    clues += [Clue(day, next(weight for kind, weight in _MARKUP_WEIGHTS if kind in where), where) for day, where in read.markup.published]
    if day := url_day(page.url or read.markup.address):
        clues.append(Clue(day, ADDRESS, "the page's address"))
    for words in read.before[-_NEAR_BEFORE:]:
        if len(words) <= 200:
            alone = is_date_line(words)
            clues += [Clue(p.iso, HEADER if alone else HEADER - 1.0, "the header line") for p in printed(words) if p.iso is not None]
    for words in read.after[:_NEAR_AFTER]:
        lower = words.lower()
        if len(words) <= 160 and ("publish" in lower or "posted" in lower or "first " in lower or (is_date_line(words) and words is read.after[0])):
            clues += [Clue(p.iso, LABELLED, "a line under the body") for p in printed(words) if p.iso is not None]
    return clues


def _outlet(page: Page, read: Read, url: str | None, headline: str | None, line: str | None) -> tuple[str | None, str | None]:
    """Name and country: given, else as the markup says, else by the address, else as the page's title, its furniture or its dateline has it."""
    named = page.outlet or read.markup.site
    known = (outlet_of(named) if named else None) or (outlet_at(url) if not page.outlet else None)
    if named is None and known is None:
        named = site_in(read.markup.titles, headline) or signed(read.before[:8], read.after[-8:]) or agency_in(line)
        known = outlet_of(named) if named else None
    if known is not None:
        return (page.outlet or known.name), known.country
    return named, None
