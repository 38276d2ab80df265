# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Words, sentences and names of an article, by the language model."""

from collections.abc import Iterable
from typing import Any

import numpy as np

from communique.annotation.breaks import starts
from communique.annotation.language import USE, pipeline
from communique.annotation.passages import passages
from communique.model import Article, Name, Span, Token

# What the model reads instead of marks that it hardly saw in training: one character for one, so that offsets hold.
WHITE = "\t\n\r\x0b\x0c\x85\xa0\u2002\u2003\u2007\u2009\u200a\u202f\u2028\u2029\u3000"
PLAIN = {**dict.fromkeys(map(ord, WHITE), " "), **dict.fromkeys(map(ord, "\u2010\u2011\u2212"), "-"), ord("\uff0c"): ","}


def read(article: Article) -> tuple[tuple[Token, ...], tuple[Span, ...], tuple[Name, ...]]:
    """The article's tokens, its sentences as token ranges, and its names, all in text order.

    An article's passages are read together and no other's with them, so the result depends on the article alone.
    """
    spans = list(passages(article))
    tokens: list[Token] = []
    sentences: list[Span] = []
    names: list[Name] = []
    with USE:
        nlp = pipeline()
        with nlp.memory_zone():  # what the vocabulary learns from a page is forgotten with it
            for (start, _), doc in zip(spans, _parsed(nlp, (article.text[s:e] for s, e in spans)), strict=True):
                _add(doc, start, tokens, sentences)
                names += [Name((start + e.start_char, start + e.end_char), e.label_) for e in doc.ents if e.text.strip()]
    return tuple(tokens), tuple(sentences), tuple(names)


def _parsed(nlp: Any, texts: Iterable[str]) -> Iterable[Any]:
    docs = []
    for text in texts:
        doc = nlp.make_doc(text.translate(PLAIN))
        marks = starts([t.text for t in doc], [bool(t.whitespace_) or t.is_space for t in doc])
        # All at once: setting them one by one looks over the whole doc each time.
        docs.append(doc.from_array(["SENT_START"], np.array([[0 if m is None else 1 if m else -1] for m in marks], dtype=np.int64).astype(np.uint64)))
    return nlp.pipe(docs, batch_size=64) if docs else ()


def _add(doc: Any, offset: int, tokens: list[Token], sentences: list[Span]) -> None:
    """The doc's words at the end of the lists. White space is no word: what hangs on it hangs on its head."""
    base = len(tokens)
    place: dict[int, int] = {}
    for token in doc:
        if not token.is_space:
            place[token.i] = base + len(place)
    for token in doc:
        if token.is_space:
            continue
        head = token.head
        while head.is_space and head.head.i != head.i:
            head = head.head
        at = place.get(head.i, place[token.i])
        start = offset + token.idx
        tokens.append(Token(start, start + len(token), token.lemma_, token.pos_, token.tag_, token.dep_, at))
    for sentence in doc.sents:
        kept = [place[t.i] for t in sentence if not t.is_space]
        if kept:
            sentences.append((kept[0], kept[-1] + 1))
