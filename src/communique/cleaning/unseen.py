# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Characters that are in a text and not seen in it: soft hyphens, zero-width spaces, marks of direction. What is read for its words is read without them."""

import re
from dataclasses import dataclass

from communique.model import Spans

ALWAYS = "\xad\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
# Joiners tell words apart in Persian and the scripts of India, and make one sign of several; between letters of Europe they do nothing.
JOINERS = "(?<![\u0500-\u1fff\u2600-\U0010ffff])[\u200c\u200d](?![\u0500-\u1fff\u2600-\U0010ffff])"
_UNSEEN = re.compile(f"[{ALWAYS}]|{JOINERS}")
_MAYBE = re.compile(f"[{ALWAYS}\u200c\u200d]")  # a set alone is looked for many times faster


VERSION = "communique-text/1"


@dataclass(frozen=True, slots=True)
class Bare:
    """A text without what is not seen in it, and the way back to the text."""

    text: str
    source_map: Spans = ()  # for each run of the bare text, its place there and in the whole text; empty where nothing was left out

    @property
    def rendering(self) -> str:
        """The name of what was done to the text."""
        return VERSION if self.source_map else "text"


def strip(text: str) -> Bare:
    """A text -> what is seen of it."""
    places = [found.start() for found in _UNSEEN.finditer(text)] if _MAYBE.search(text) else []
    runs = {0: 0} | {at - before: at + 1 for before, at in enumerate(places)}  # of marks side by side the last one's run stays
    return Bare(bare(text), tuple(runs.items())) if places else Bare(text)


def bare(words: str) -> str:
    return _UNSEEN.sub("", words) if _MAYBE.search(words) else words
