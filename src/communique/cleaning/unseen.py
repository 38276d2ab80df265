# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Characters that are in a text and not seen in it: soft hyphens, zero-width spaces, marks of direction. What is read for its words is read without them."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace

from communique.model import Article, Span
from communique.text import sha256

ALWAYS = "\xad\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
# Joiners tell words apart in Persian and the scripts of India, and make one sign of several; between letters of Europe they do nothing.
JOINERS = "(?<![\u0500-\u1fff\u2600-\U0010ffff])[\u200c\u200d](?![\u0500-\u1fff\u2600-\U0010ffff])"
_UNSEEN = re.compile(f"[{ALWAYS}]|{JOINERS}")
_MAYBE = re.compile(f"[{ALWAYS}\u200c\u200d]")  # a set alone is looked for many times faster


@dataclass(frozen=True, slots=True)
class Bare:
    """A text without what is not seen in it, and the way back to the text."""

    text: str
    whole: str
    dropped: tuple[int, ...]  # places in the bare text at which something was left out, in order

    def place(self, span: Span) -> Span:
        """A span of the bare text, not empty -> the span of the whole text that begins and ends with the same characters."""
        return span[0] + bisect_right(self.dropped, span[0]), span[1] + bisect_left(self.dropped, span[1])

    def whole_of(self, article: Article) -> Article:
        """An article read from the bare text -> with the page's own text. Its fields keep the words as they are seen."""
        if not self.dropped:
            return article
        return replace(
            article, text=self.whole, text_sha256=sha256(self.whole), body=tuple(map(self.place, article.body)),
            headline_span=self.place(article.headline_span) if article.headline_span is not None else None,
        )  # fmt: skip


def strip(text: str) -> Bare:
    """A text -> what is seen of it."""
    places = [found.start() for found in _UNSEEN.finditer(text)] if _MAYBE.search(text) else []
    return Bare(bare(text) if places else text, text, tuple(at - before for before, at in enumerate(places)))


def bare(words: str) -> str:
    return _UNSEEN.sub("", words) if _MAYBE.search(words) else words
