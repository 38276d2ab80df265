# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""HTML: the paragraphs that trafilatura takes for the article's, and the tree they were found in."""

import logging
from typing import Any

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it cannot extract is said in our own words


def tree(page: str) -> Any | None:
    """A decoded page -> lxml's tree, or None where there is nothing in it."""
    from trafilatura.utils import load_html

    return load_html(page)


def paragraphs(root: Any, url: str | None) -> list[str]:
    """The tree (which stays as it is) -> its article's paragraphs in order, by trafilatura in its fast mode; an empty list where it finds none.

    Tables are read as part of the article, unless several of their cells hold prose: then they are the page's columns, and it is read without.
    """
    body = _body(root, url, tables=True)
    if body is not None and sum(_holds_prose(cell) for cell in body.iter("cell")) > 1:
        body = _body(root, url, tables=False)
    if body is None:
        return []
    out = []
    for element in body.iter():
        if isinstance(element.tag, str):
            if element.tag in _HOLDERS:
                out += [words for words in (element.text, *(child.tail for child in element)) if words and words.strip()]
            elif element.getparent() is None or element.getparent().tag in _HOLDERS:
                out += [words for words in "".join(element.itertext()).split("\n") if words.strip()]
    return out


def _body(root: Any, url: str | None, *, tables: bool) -> Any | None:
    from trafilatura import bare_extraction

    return getattr(bare_extraction(root, url=url, fast=True, include_comments=False, include_tables=tables, with_metadata=False), "body", None)


def _holds_prose(cell: Any) -> bool:
    return sum(len(words) for words in cell.itertext() if len(words) > _PROSE) > _PROSE


_PROSE = 150  # characters from which a cell's text is prose
# Elements of its output that hold paragraphs and are none.
_HOLDERS = frozenset(("body", "list", "quote", "div", "table", "row", "cell"))
