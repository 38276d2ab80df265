# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""The door: an article in, the same article with its words, sentences, names and times out."""

from communique.annotation.passages import passages
from communique.annotation.timex import times
from communique.annotation.words import read
from communique.dates import width
from communique.model import Annotated, Article, Timex

ANCHOR = 3  # days: a page known to be of such a range says "on Thursday" of one day only


def annotate(article: Article) -> Annotated:
    """An article -> its tokens, sentences (token ranges), names and time expressions, in text order.

    Offsets are code points of `article.text`; all lie in the headline and the body. Values of times are resolved against the
    article's day, or the last day of a range of at most three; else they stay as underspecified as the text has them. Places are
    left to those who hold the tables. Pure: the same article gives the same result, whatever was read before it, in any thread.
    The first call loads the language model; raises WeightError where that is missing or not the one pinned.
    """
    tokens, sentences, names = read(article)
    return Annotated(article=article, tokens=tokens, sentences=sentences, names=names, times=_times(article))


def reference(article: Article) -> str | None:
    """The day that "yesterday" and "on Thursday" count from: the page's, or the last of a range of few days."""
    if article.published:
        return article.published
    known = article.published_range
    # The last, since a weekday told of looks backwards: from an earlier day it would fall a week too early.
    return known[1] if known and width(known) <= ANCHOR else None


def _times(article: Article) -> tuple[Timex, ...]:
    day = reference(article)
    found = []
    for start, end in passages(article):
        found += [Timex((start + t.start, start + t.end), t.type, t.value) for t in times(article.text[start:end], reference=day)]
    return tuple(found)
