# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""The door of the room: a page -> its article, or why there is none."""

import re
from collections.abc import Collection

from communique.cleaning.assembling import article_of
from communique.cleaning.decoding import decode, kind_of_binary
from communique.cleaning.page import Read
from communique.cleaning.rendering import LONGEST_TEXT, render
from communique.cleaning.units import units
from communique.cleaning.unseen import strip
from communique.model import Article, Page, Problem
from communique.text import sha256

_LOOKS_LIKE_HTML = re.compile(r"<(?:!doctype html|html|head|body|meta|title|article|main|section|div|table|p|h[1-6]|ul|ol|br)\b[^<>]*>", re.I)
_ENDS_ELEMENT = re.compile(r"</(?:p|div|a|span|h[1-6]|li|article|body|html|b|i|em|strong)>", re.I)
_LOOKED_AT = 20_000
# The longest pages measured have 75,000 characters of text on 470 lines and bodies of 20,000; what is many times that is no article, and would hold up the run.
MOST_LINES, LONGEST_BODY = 10_000, 1_000_000
LEAST_WORDS = 2


def clean(page: Page, *, languages: Collection[str] | None = None) -> Article | Problem:
    """A page's bytes, and what was handed in beside them -> the article on it.

    `text` is the page as decoded, without characters that are not seen (unseen.py), or for HTML our rendering of it; `body` and `headline_span` are spans
    of it, and `source_map` leads back to the decoded page where the two differ. The body's spans are in order,
    none overlapping another, none empty. Pure: the same page gives the same article, in any batch, at any time.
    `languages`, if given, are those wanted: a page in another one is a Problem, as are bytes that are no text and pages without a body.
    Measured: `benchmarks/extraction.py`.
    """
    digest = sha256(page.data)

    def problem(reason: str) -> Problem:
        return Problem(source=page.source, reason=reason, room="cleaning", page_sha256=digest)

    if not page.data.strip():
        return problem("the page is empty")
    text = decode(page.data, page.media_type)
    if text is None:
        return problem(f"the page is {kind_of_binary(page.data) or 'binary data'}, not text or HTML")
    if not text.strip():
        return problem("the page holds nothing but white space")
    rendered = render(text) if is_html(text, page.media_type) else None
    over = rendered.over if rendered is not None else f"{LONGEST_TEXT:,} characters of text" if len(text) > LONGEST_TEXT else None
    if over is not None:
        return problem(f"the page has more than {over}, which no page with one article has")
    seen = strip(text if rendered is None else "")  # the rendering leaves out what is not seen
    found = units(seen.text)
    if max(len(found), len(rendered.lines) if rendered is not None else 0) > MOST_LINES:
        return problem(f"the page has more than {MOST_LINES:,} lines, which no page with one article has")
    read = Read.html(text, rendered, page.url) if rendered is not None else Read.plain(seen, found)
    body = "\n".join(read.text[start:end] for start, end in read.body)
    if not any(map(str.isalpha, body)) or len(body.split()) < LEAST_WORDS:
        return problem("no article body was found on the page")
    if len(body) > LONGEST_BODY:
        return problem(f"the body has more than {LONGEST_BODY:,} characters, which no article has")
    article = article_of(page, digest, read)
    if languages is not None and article.language is not None and article.language not in languages:
        return problem(f"language {article.language} is not supported yet")
    return article


def is_html(text: str, media_type: str | None) -> bool:
    """By what was said of the page, else by its first characters: a document that begins as one, or several elements."""
    if media_type is not None and "html" in media_type:
        return True
    head = text[:_LOOKED_AT]
    if re.match(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype html|html)\b", head, re.I | re.S):
        return True
    begun = len(_LOOKS_LIKE_HTML.findall(head))
    return not (media_type or "").startswith("text/plain") and begun >= 1 and (begun >= 8 or len(_ENDS_ELEMENT.findall(head)) >= 2)
