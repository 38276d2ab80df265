# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Small annotated articles for tests of coding."""

from communique.annotation import annotate
from communique.model import Actor, Annotated, Article
from communique.text import digest, sha256


def article(text: str, published: str | None = "2021-02-04") -> Article:
    known = (published, published) if published else None
    return Article(
        id=digest("a", text),
        url=None,
        source="test",
        outlet=None,
        outlet_country=None,
        headline=None,
        byline=(),
        dateline=None,
        published=published,
        published_range=known,
        published_basis=("given",) if published else (),
        language="en",
        credits=(),
        text=text,
        text_sha256=sha256(text),
        body=((0, len(text)),),
    )


def annotated(text: str, published: str | None = "2021-02-04") -> Annotated:
    return annotate(article(text, published))


def actor(doc: Annotated, name: str, country: str | None = None) -> Actor:
    """An actor mentioned wherever the name stands."""
    text, spans, at = doc.article.text, [], doc.article.text.find(name)
    while at >= 0:
        spans.append((at, at + len(name)))
        at = text.find(name, at + 1)
    return Actor(id=digest("p", name), name=name, kind="person", country=country, sector="GOV", office=None, wikidata=None, mentions=tuple(spans))


def word(doc: Annotated, text: str) -> int:
    return next(i for i, t in enumerate(doc.tokens) if doc.words((t.start, t.end)) == text)
