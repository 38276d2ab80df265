# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""A row of any table (a JSON object, a line of CSV) -> the page it holds, with a mapping from the page's parts to the table's keys."""

import datetime
import re
from collections.abc import Collection, Mapping
from typing import Any

from communique.errors import InputError
from communique.model import Page, Problem
from communique.reading.limits import problem

# Keys that are tried, in this order, where the user maps nothing: those of common crawl exports and news corpora (editor's choice).
GUESSES: Mapping[str, tuple[str, ...]] = {
    "text": ("text", "html", "body", "content", "raw_html", "article", "maintext", "full_text", "fulltext"),
    "url": ("url", "link", "address", "source_url", "uri", "href"),
    "title": ("title", "headline"),
    "date": ("date", "published", "date_published", "datePublished", "datepublished", "date_publish", "pubdate"),
    "outlet": ("outlet", "source", "publisher", "site", "site_name", "sitename", "agency"),
    "fetched": ("fetched", "date_download", "crawled", "retrieved"),
}
# Addresses and headlines measured in feeds and crawls stay below this; longer ones are something else, put there by mistake or in malice.
_LONGEST_VALUE = 4_000


def check(fields: Mapping[str, str] | None) -> Mapping[str, str]:
    """The user's mapping, or an InputError that lists the parts a page has."""
    for part in fields or {}:
        if part not in GUESSES:
            raise InputError(f"a page has no part {part!r}; map any of {', '.join(GUESSES)} to a key of the file, as in text=body,url=link")
    return fields or {}


def page(source: str, row: Mapping[str, Any], fields: Mapping[str, str], *, lossless: str = "surrogatepass") -> Page | Problem:
    """The page that a row holds. `lossless`: how characters that are none go back to the bytes they were."""
    found = {part: value(row, part, fields) for part in GUESSES}
    text = found["text"]
    if text is None:
        wanted = fields.get("text") or " or ".join(GUESSES["text"][:3])
        return problem(source, f"the line has no text under {wanted}; its keys are {', '.join(str(key)[:80] for key in list(row)[:12])}; map the right one with --field text=KEY")
    return Page(
        source=source, data=text.encode("utf-8", lossless), url=found["url"], fetched=found["fetched"], outlet=found["outlet"], published=day(found["date"]),
        headline=found["title"], media_type="text/html" if _is_html(row, fields) else None,
    )  # fmt: skip


def keys(columns: Collection[str], part: str, fields: Mapping[str, str]) -> list[str]:
    """Those of a table's columns that may hold a part, the best first."""
    return [key for key in ((fields[part],) if part in fields else GUESSES[part]) if key in columns]


def value(row: Mapping[str, Any], part: str, fields: Mapping[str, str]) -> str | None:
    """What a row says of a part; the text as it stands, everything else as characters that can be kept anywhere."""
    for key in keys(row, part, fields):
        held = row[key]
        if isinstance(held, dict):  # schema.org's publisher is an object with a name
            held = held.get("name")
        if isinstance(held, str) and held.strip():
            if part == "text":
                return held
            if len(held) <= _LONGEST_VALUE:
                return held.strip().encode("utf-8", "replace").decode()
        elif isinstance(held, int) and not isinstance(held, bool) and part == "date" and held < 10**9:
            return str(held)
    return None


def _is_html(row: Mapping[str, Any], fields: Mapping[str, str]) -> bool:
    if "text" in fields:
        return fields["text"] in ("html", "raw_html")
    return next((key in ("html", "raw_html") for key in keys(row, "text", fields) if isinstance(row[key], str) and row[key].strip()), False)


def day(text: str | None) -> str | None:
    """The ISO day that a value begins with; anything vaguer is left to what the page itself shows."""
    found = re.match(r"(\d{4})-?(\d{2})-?(\d{2})(?!\d)", text or "")
    if not found:
        return None
    try:
        return datetime.date(int(found[1]), int(found[2]), int(found[3])).isoformat()
    except ValueError:
        return None
