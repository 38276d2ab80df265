# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""What an HTML page's markup says of its article: titles, names, days, the site."""

import datetime
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from communique.cleaning.unseen import bare

_ARTICLES = re.compile(r"(?:News|Blog|Scholarly|Report|Opinion|Analysis|Satirical|Advertiser|Tech|Background|Review)*(?:Article|Posting)|Report|LiveBlogPosting|WebPage")
_META_PUBLISHED = (
    "article:published_time", "article:published", "og:published_time", "datepublished", "date_published", "publishdate", "publish-date", "publish_date", "pubdate",
    "dc.date.issued", "dc.date", "dcterms.created", "dcterms.date", "sailthru.date", "parsely-pub-date", "article.published", "cxenseparse:recs:publishtime",
    "originalpublicationdate", "date",
)  # fmt: skip
_META_AUTHOR = ("author", "article:author_name", "dc.creator", "parsely-author", "sailthru.author", "byl")
_LARGEST_JSON = 400_000  # characters of structured data that are read; larger blocks carry whole applications
_DEEPEST_JSON = 12
_MOST = 40  # titles, names and days that are kept of each: all are held against one another or against the page's lines
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?!\d)|(\d{4})(\d{2})(\d{2})(?!\d)")


@dataclass(frozen=True, slots=True)
class Markup:
    titles: tuple[str, ...] = ()  # the best first
    authors: tuple[str, ...] = ()
    site: str | None = None
    published: tuple[tuple[str, str], ...] = ()  # (ISO day, where it stands), the best first
    address: str | None = None


def markup(root: Any) -> Markup:
    """lxml's tree of a page -> what its head and structured data say; nothing is checked against the text here."""
    metas: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").strip().lower()
        if name and (content := bare(meta.get("content") or "").strip()):
            metas.setdefault(name, content)
    titles, authors, sites, published = [], [], [], []
    for item in _linked_data(root):
        titles += _texts(item.get("headline"))
        authors += _names(item.get("author")) or _names(item.get("creator"))
        sites += _names(item.get("publisher"))
        published += [(day, "the page's structured data (datePublished)") for value in _texts(item.get("datePublished")) if (day := _day(value))]
    published += [(day, f"the page's meta tag {name}") for name in _META_PUBLISHED if (day := _day(metas.get(name)))]
    published += [(day, "the page's time tag") for tag in _first(root.iter("time"), 3) if (day := _day(tag.get("datetime")))]
    titles += [metas[name] for name in ("og:title", "twitter:title", "title") if name in metas]
    titles += [" ".join(bare(title.text_content()).split()) for title in _first(root.iter("title"), 1)]
    authors = authors or [name for key in _META_AUTHOR if key in metas for name in re.split(r"\s*(?:,| and |;|&)\s*", metas[key].removeprefix("By ").removeprefix("by "))]
    canonical = next((link.get("href") for link in root.iter("link") if (link.get("rel") or "").lower() == "canonical" and link.get("href")), None)
    return Markup(
        titles=tuple(dict.fromkeys(t for t in titles if t))[:_MOST],
        authors=tuple(dict.fromkeys(a for a in authors if _is_name(a)))[:_MOST],
        site=next(iter([metas["og:site_name"]] if "og:site_name" in metas else sites), None),
        published=tuple(published[:_MOST]), address=_address(canonical or metas.get("og:url")),
    )  # fmt: skip


def url_day(url: str | None) -> str | None:
    """The day that stands in an address: /2021/02/04/, /2021-02-04-, /20210204."""
    path = urlsplit(url).path if url else ""
    found = re.search(r"(?<!\d)((?:19|20)\d\d)([/_-]?)(\d{2})\2(\d{2})(?!\d)|(?<!\d)((?:19|20)\d\d)/(\d{1,2})/(\d{1,2})(?!\d)", path)
    if not found:
        return None
    parts = (found[1], found[3], found[4]) if found[1] else (found[5], found[6], found[7])
    return _valid(*parts)


def _linked_data(root: Any) -> Iterator[dict[str, Any]]:
    """Objects that are articles, wherever they stand in the page's JSON-LD; an article's own before a web page's."""
    found: list[dict[str, Any]] = []

    def walk(value: Any, depth: int) -> None:
        if depth > _DEEPEST_JSON:
            return
        if isinstance(value, list):
            for one in value[:50]:
                walk(one, depth + 1)
        elif isinstance(value, dict):
            if any(_ARTICLES.fullmatch(kind) for kind in _texts(value.get("@type"))):
                found.append(value)
            for name in ("@graph", "mainEntity", "mainEntityOfPage"):
                walk(value.get(name), depth + 1)

    for script in root.iter("script"):
        if "ld+json" in (script.get("type") or "") and script.text and len(script.text) <= _LARGEST_JSON:
            try:
                walk(json.loads(script.text, strict=False), 0)
            except (ValueError, RecursionError):
                continue  # broken structured data says nothing; the page's text is still there
    yield from sorted(found, key=lambda item: "WebPage" in _texts(item.get("@type")))


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [" ".join(bare(value).split())] if value.strip() else []
    return [text for one in value[:20] for text in _texts(one)] if isinstance(value, list) else []


def _names(value: Any) -> list[str]:
    if isinstance(value, dict):
        return _texts(value.get("name"))
    if isinstance(value, list):
        return [name for one in value[:20] for name in _names(one)]
    return _texts(value)


def _is_name(words: str) -> bool:
    return 3 <= len(words) <= 60 and "http" not in words and "@" not in words and "/" not in words and " " in words


def _day(value: str | None) -> str | None:
    found = _ISO.match(value or "")
    return _valid(*(found.groups()[:3] if found[1] else found.groups()[3:])) if found else None


def _valid(year: str, month: str, day: str) -> str | None:
    try:
        found = datetime.date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found.isoformat() if 1950 <= found.year <= 2100 else None


def _address(value: str | None) -> str | None:
    return value if value and value.startswith(("http://", "https://")) else None


def _first(found: Iterator[Any], count: int) -> list[Any]:
    return [one for _, one in zip(range(count), found, strict=False)]
