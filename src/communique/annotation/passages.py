# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""An article's passages: the pieces that are read one by one, so that no sentence runs from one paragraph into the next."""

import re
from collections.abc import Iterator

from communique.model import Article, Span
from communique.text import trim

LONGEST = 20_000  # characters read at a time; longer paragraphs are cut at white space, far above any paragraph of prose
# A blank line ends a paragraph. So does a line's end after a full stop where a new line begins with a capital, figure or quotation mark, as pages made
# flat have it; in lines wrapped at a width that falls together with a sentence's end and does no harm.
PARAGRAPH = re.compile(r"\n[^\S\n]*\n\s*|(?<=[.!?][\"'”’)»])\s*\n\s*|(?<=[.!?…:])(?<!\b[A-Z]\.)(?<!\b[A-Z][a-z]\.)(?<!\b[A-Z][a-z]{2}\.)\s*\n\s*(?=[\"'“‘(A-Z0-9])")


def passages(article: Article) -> Iterator[Span]:
    """Spans of the headline and of each body paragraph, in text order, none overlapping another, none longer than `LONGEST`."""
    spans = sorted([*article.body, *([article.headline_span] if article.headline_span else [])])
    at = 0
    for start, end in spans:
        yield from _split(article.text, (max(start, at), min(end, len(article.text))))
        at = max(at, end)


def _split(text: str, span: Span) -> Iterator[Span]:
    start, end = span
    for cut in PARAGRAPH.finditer(text, start, max(start, end)):
        yield from _short(text, (start, cut.start()))
        start = cut.end()
    yield from _short(text, (start, end))


def _short(text: str, span: Span) -> Iterator[Span]:
    start, end = trim(text, span) if span[0] < span[1] else span
    while end - start > LONGEST:
        cut = start + LONGEST
        while cut > start + LONGEST // 2 and not text[cut].isspace():
            cut -= 1
        piece = trim(text, (start, cut if text[cut].isspace() else start + LONGEST))
        if piece[0] < piece[1]:
            yield piece
        start = trim(text, (piece[1], end))[0]
    if start < end:
        yield start, end
