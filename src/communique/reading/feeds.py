# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""RSS, Atom, site maps and OPML -> their entries, one after another, by the XML parser alone: no entity is declared, nothing outside is opened."""

import email.utils
import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO
from xml.parsers import expat

from communique.model import Page, Problem
from communique.reading import limits, parts
from communique.reading.limits import problem, too_large

ENTRIES = ("item", "entry", "url", "sitemap", "outline")
LISTS = ("sitemap", "outline")  # entries that lead to another list
LINKS = ("link", "loc", "guid", "id", "origLink")  # the address stands in the first of these that holds one
FULL = ("encoded", "content")  # the article itself (RSS's content:encoded, Atom's content)
TEASERS = ("description", "summary")  # the article itself in some feeds, some of its words in most
CONTAINERS = ("news",)  # elements that only hold others which tell of the entry (Google's news site maps)
PRINTED = ("pubDate", "published", "date", "publication_date", "issued")
DAYS = (*PRINTED, "updated", "modified", "lastmod")
CHANGED = ("updated", "modified", "lastmod", "pubDate", "published", "date")
# Of news pages with a body, 99 in 100 have more words; a teaser has 20 to 60 (editor's choice).
LEAST_WORDS = 120
_DEEPEST = 256  # entries lie three to twenty elements deep; Atom's content may hold a whole page
_FED_BYTES = 1 << 16
_MOST_MENDED = 100_000  # faults of a kind
_NOT_XML = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_BARE_AND = re.compile(rb"&(?!#\d{1,7};|#x[0-9a-fA-F]{1,6};|\w{2,32};)")
_NAMED, _XML_NAMED = re.compile(rb"&[A-Za-z]\w{1,31};"), ("&amp;", "&lt;", "&gt;", "&quot;", "&apos;")
_ADDRESS = re.compile(r"https?://\S+", re.I)


class UnfitError(Exception):
    """The feed is not read further, and why."""


@dataclass(slots=True)
class Entry:
    """One entry as it stands: the text of each of its elements, by name without namespace."""

    kind: str
    texts: dict[str, str] = field(default_factory=dict)
    href: str | None = None

    @property
    def url(self) -> str | None:
        held = (self.href, *(self.texts.get(name, "").strip() for name in LINKS))
        return next((text for text in held if text and len(text) < 4000 and _ADDRESS.fullmatch(text)), None)

    @property
    def title(self) -> str | None:
        text = " ".join(html.unescape(re.sub(r"<[^<>]{0,200}>", " ", self.texts.get("title", "")[:4000])).split())
        return text or None

    @property
    def published(self) -> str | None:
        return next((found for name in DAYS if (found := day(self.texts.get(name)))), None)

    @property
    def sure_day(self) -> str | None:
        """The day, but where it is told in universal time: then it may be another day at the outlet, and the page itself knows better."""
        printed = next((text for name in PRINTED if (text := self.texts.get(name, "").strip())), "")
        return None if re.search(r"(?:Z|GMT|UTC?|[+-]00:?00)$", printed) else day(printed)

    @property
    def changed(self) -> str | None:
        """What the feed says of when the entry last changed, as it stands there."""
        return next((text.strip()[:60] for name in CHANGED if (text := self.texts.get(name, "")).strip()), None)

    @property
    def article(self) -> str | None:
        """The article, where the feed holds it."""
        full = next((self.texts[name] for name in FULL if self.texts.get(name, "").strip()), None)
        if full is None:
            full = next((text for name in TEASERS if len((text := self.texts.get(name, "")).split()) >= LEAST_WORDS), None)
        return full


def pages(source: str, stream: IO[bytes]) -> Iterator[Page | Problem]:
    """Each entry that holds its article as a page; the others are counted, and told once. `source:n` is the n-th entry."""
    bare = number = 0
    for found in entries(source, stream):
        if isinstance(found, Problem):
            yield found
            continue
        number += 1
        text = found.article if found.kind in ("item", "entry") else None
        if text is not None:
            yield Page(
                source=f"{source}:{number}", data=text.encode("utf-8", "replace"), url=found.url, published=found.published, headline=found.title,
                media_type="text/html" if re.search(r"<\w+[^<>]{0,300}>", text[:20_000]) else "text/plain",
            )  # fmt: skip
        else:
            bare += 1
    if bare:
        yield problem(source, f"{bare:,} of {number:,} entries hold an address or a teaser, not the article; {limits.next_step(source)}")


def entries(source: str, stream: IO[bytes]) -> Iterator[Entry | Problem]:
    """A feed's entries in order; where it breaks off or is no XML, a Problem in the place of the rest."""
    data = limits.take(stream)
    if data is None:
        yield too_large(source)
        return
    given = 0
    try:
        for entry in _parsed(data.lstrip()):
            given += 1
            yield entry
        return
    except UnfitError as fault:
        yield problem(source, f"the feed is not read: {fault}")
        return
    except (expat.ExpatError, ValueError, LookupError) as fault:
        reason = fault
    # Feeds are often all but well-formed: a lone "&", a control character, bytes of another encoding. Read once more with these mended.
    try:
        mended = _mended(data.lstrip())
        for at, entry in enumerate(_parsed(mended, "utf-8")):
            if at >= given:
                yield entry
    except (expat.ExpatError, ValueError, LookupError, UnfitError):
        yield problem(source, f"the feed is not well-formed, and its entries are read only up to the fault: {reason}")


def _mended(data: bytes) -> bytes:
    """A feed with its most usual faults set right; with more of them than a careless hand makes, it stays broken."""
    data = _BARE_AND.sub(b"&amp;", _NOT_XML.sub(b"", data, count=_MOST_MENDED), count=_MOST_MENDED)
    return _NAMED.sub(_character, data, count=_MOST_MENDED).decode("utf-8", "replace").encode()


def _character(named: re.Match[bytes]) -> bytes:
    """&nbsp; as the character that it is in HTML; XML's own five, and what HTML does not know, as they stand."""
    name = named[0].decode("ascii", "replace")
    return named[0] if name in _XML_NAMED else html.unescape(name).encode()


def _parsed(data: bytes, encoding: str | None = None) -> Iterator[Entry]:
    reader = _Reader(encoding)
    for at in range(0, len(data), _FED_BYTES):
        fault: Exception | None = None
        try:
            reader.parser.Parse(data[at : at + _FED_BYTES], at + _FED_BYTES >= len(data))
        except (expat.ExpatError, ValueError, LookupError, UnfitError) as met:
            fault = met
        yield from reader.done  # what stands before a fault counts
        reader.done.clear()
        if fault is not None:
            raise fault


class _Reader:
    """Expat's handlers: collects the text of each element of an entry."""

    def __init__(self, encoding: str | None) -> None:
        self.done: list[Entry] = []
        self._entry: Entry | None = None
        self._depth = self._entry_depth = self._inside_depth = 0
        self._inside: str | None = None  # the element of an entry whose text and markup are being taken
        self._parts: list[str] = []
        self.parser = p = expat.ParserCreate(encoding)
        p.buffer_text = True
        p.ExternalEntityRefHandler = lambda *_: 1  # never opened
        p.EntityDeclHandler = self._declared
        p.StartElementHandler, p.EndElementHandler, p.CharacterDataHandler = self._start, self._end, self._text

    def _declared(self, name: str, *_: object) -> None:
        raise UnfitError(f"it declares entities of its own ({name[:40]}), which no feed needs and which may be made to fill the memory")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise UnfitError(f"its elements are nested more than {_DEEPEST} deep")
        local = name.rpartition(":")[2]
        if self._entry is None or local in ("item", "entry"):
            if local in ENTRIES:
                self._entry, self._entry_depth, self._inside = Entry(local, href=attributes.get("xmlUrl")), self._depth, None
                if local == "outline" and not self._entry.href:
                    self._entry = None  # a folder of an OPML file
        elif self._inside is None and local not in CONTAINERS:
            if local == "link" and attributes.get("href") and attributes.get("rel", "alternate") == "alternate":
                self._entry.href = self._entry.href or attributes["href"]
            self._inside, self._inside_depth, self._parts = local, self._depth, []
        elif self._inside is not None:  # markup inside: Atom's XHTML
            self._parts.append(f"<{local}>")

    def _end(self, name: str) -> None:
        if self._entry is not None:
            if self._depth == self._entry_depth:
                self.done.append(self._entry)
                self._entry = self._inside = None
            elif self._inside is not None:
                self._close(name.rpartition(":")[2])
        self._depth -= 1

    def _close(self, local: str) -> None:
        assert self._entry is not None
        assert self._inside is not None
        if self._depth > self._inside_depth:
            self._parts.append(f"</{local}>")
            return
        if (text := "".join(self._parts)).strip():
            self._entry.texts.setdefault(self._inside, text)
        self._inside = None

    def _text(self, text: str) -> None:
        if self._inside is not None:
            self._parts.append(text)


def day(text: str | None) -> str | None:
    """The day as the feed prints it, in its own zone: "Thu, 04 Feb 2021 22:10:00 +0900" or ISO 8601."""
    if not text or len(text) > 100:
        return None
    found = parts.day(text.strip())
    if found is not None:
        return found
    try:
        return email.utils.parsedate_to_datetime(text.strip()).date().isoformat()
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
