# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Small articles for the tests of this room, and ways to ask who is in them."""

import functools

from communique.actors import resolve
from communique.annotation import annotate
from communique.model import Actor, Annotated, Article
from communique.text import digest, sha256


def article(text: str, *, day: str | None = "2021-02-04", headline: str | None = None) -> Article:
    full = f"{headline}\n\n{text}" if headline else text
    start = len(full) - len(text)
    return Article(
        id=digest("a", full), url=None, source="test", outlet=None, outlet_country=None, headline=headline, byline=(), dateline=None,
        published=day, published_range=(day, day) if day else None, published_basis=(), language="en", credits=(), text=full, text_sha256=sha256(full),
        body=((start, len(full)),), headline_span=(0, len(headline)) if headline else None,
    )  # fmt: skip


@functools.cache
def read(text: str, *, day: str | None = "2021-02-04", headline: str | None = None) -> tuple[Annotated, tuple[Actor, ...]]:
    doc = annotate(article(text, day=day, headline=headline))
    return doc, resolve(doc)


def actors(text: str, *, day: str | None = "2021-02-04") -> tuple[Actor, ...]:
    return read(text, day=day)[1]


def named(found: tuple[Actor, ...], name: str) -> Actor:
    """The one actor of that name; an AssertionError that lists all where there is none."""
    fits = [a for a in found if a.name == name]
    assert len(fits) == 1, f"{name}: {[(a.name, a.kind, a.country) for a in found]}"
    return fits[0]


def meant(text: str, words: str, *, day: str | None = "2021-02-04", nth: int = 0) -> set[str]:
    """Names of the actors to whom the nth occurrence of these words leads, as a mention of exactly them."""
    _, found = read(text, day=day)
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return {a.name for a in found if (start, start + len(words)) in a.mentions}
