# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""JSON Lines, one page a line, with a mapping from the page's parts to the file's keys."""

import datetime
import json
import re
from collections.abc import Iterator, Mapping
from typing import IO, Any

from communique.errors import InputError
from communique.model import Page, Problem
from communique.reading.limits import LARGEST_PAGE_BYTES, problem, too_large

# Keys that are tried, in this order, where the user maps nothing: those of common crawl exports and news corpora (editor's choice).
GUESSES: Mapping[str, tuple[str, ...]] = {
    "text": ("text", "html", "body", "content", "raw_html", "article", "maintext"),
    "url": ("url", "link", "address", "source_url"),
    "title": ("title", "headline"),
    "date": ("date", "published", "date_published", "datePublished", "date_publish", "pubdate"),
    "outlet": ("outlet", "source", "publisher", "site", "site_name", "sitename", "agency"),
    "fetched": ("fetched", "date_download", "crawled", "retrieved"),
}


def check(fields: Mapping[str, str] | None) -> Mapping[str, str]:
    """The user's mapping, or an InputError that lists the parts a page has."""
    for part in fields or {}:
        if part not in GUESSES:
            raise InputError(f"a page has no part {part!r}; map any of {', '.join(GUESSES)} to a key of the file, as in text=body,url=link")
    return fields or {}


def pages(source: str, stream: IO[bytes], fields: Mapping[str, str]) -> Iterator[Page | Problem]:
    """Each line that is not empty as a page or a problem, in order; `source:line` names it."""
    number = 0
    while line := stream.readline(LARGEST_PAGE_BYTES + 1):
        number += 1
        here = f"{source}:{number}"
        if len(line) > LARGEST_PAGE_BYTES:
            while line and not line.endswith(b"\n"):
                line = stream.readline(LARGEST_PAGE_BYTES)
            yield too_large(here)
        elif line.strip():
            yield page(here, line, fields)


def page(source: str, line: bytes, fields: Mapping[str, str]) -> Page | Problem:
    """One JSON object -> the page it holds."""
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as fault:
        return problem(source, f"the line is not JSON: {fault}")
    if not isinstance(row, dict):
        return problem(source, f"the line is a JSON {type(row).__name__}, not an object with keys such as text, url and date")
    found = {part: _value(row, part, fields) for part in GUESSES}
    text = found["text"]
    if text is None:
        wanted = fields.get("text") or " or ".join(GUESSES["text"][:3])
        return problem(source, f"the line has no text under {wanted}; its keys are {', '.join(map(str, list(row)[:12]))}; map the right one with text=KEY")
    html = fields.get("text", "") == "html" or ("text" not in fields and "html" in row and row.get("text") in (None, ""))
    return Page(
        source=source, data=text.encode("utf-8", "surrogatepass"), url=found["url"], fetched=found["fetched"], outlet=found["outlet"], published=_day(found["date"]),
        headline=found["title"], media_type="text/html" if html else None,
    )  # fmt: skip


def _value(row: dict[str, Any], part: str, fields: Mapping[str, str]) -> str | None:
    for key in (fields[part],) if part in fields else GUESSES[part]:
        value = row.get(key)
        if isinstance(value, dict):  # schema.org's publisher is an object with a name
            value = value.get("name")
        if isinstance(value, str) and value.strip():
            return value if part == "text" else value.strip()
        if isinstance(value, int) and not isinstance(value, bool) and part == "date":
            return str(value)
    return None


def _day(value: str | None) -> str | None:
    """The ISO day that a value begins with; anything vaguer is left to what the page itself shows."""
    found = re.match(r"(\d{4})-?(\d{2})-?(\d{2})(?!\d)", value or "")
    if not found:
        return None
    try:
        return datetime.date(int(found[1]), int(found[2]), int(found[3])).isoformat()
    except ValueError:
        return None
