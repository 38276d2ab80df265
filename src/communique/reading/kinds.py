# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""What a source is: by the ending of its name, and where that leaves it open by its first bytes."""

import codecs
import os
import re
from dataclasses import dataclass
from io import BufferedReader
from typing import IO, Literal

from communique.reading import gdelt, packing, parts
from communique.reading.packing import PACKED, ZIP, ZSTD_DICTIONARY, peek, unpack

Kind = Literal["page", "lines", "table", "feed", "addresses", "warc", "zip"]

# By the ending of the name; anything else is looked at where it is cleaned.
MEDIA_TYPES = {".html": "text/html", ".htm": "text/html", ".xhtml": "text/html", ".txt": "text/plain", ".text": "text/plain", ".md": "text/plain"}
LINES = (".jsonl", ".ndjson", ".jsonlines")
WARC = (".warc", ".wet", ".arc")
TABLES = (".csv", ".tsv", ".tab")
FEEDS = (".xml", ".rss", ".atom", ".rdf", ".opml")

_BLANK = b"\xef\xbb\xbf \t\r\n"
# Each piece of the prologue is taken once and never given back: what is no feed is known at once.
_FEED = re.compile(
    rb"\s*+(?><\?[^>]*+>\s*+|<!--.{0,2000}?-->\s*+|<!DOCTYPE[^>\[]*+(?>\[.{0,8000}?\])?+\s*+>\s*+)*+<(?>\w++:)?+(?:rss|feed|rdf|urlset|sitemapindex|opml)\b", re.I | re.S
)
_ADDRESS = re.compile(rb"https?://[^\s<>\"]+$", re.I)


@dataclass(frozen=True, slots=True)
class Found:
    kind: Kind
    media_type: str | None
    head: bytes  # the first bytes, unpacked
    stream: BufferedReader  # unpacked, from its first byte; a ZIP archive is not read from here but by seeking


def look(source: str, stream: IO[bytes]) -> Found:
    """An open source -> what it holds. A ZIP archive is left where it stands, for it is read by seeking."""
    begun = stream.tell() if stream.seekable() else None
    head, given = peek(stream)
    base, ending = os.path.splitext(source.lower())
    packed = ending if ending in PACKED else None
    if source.lower().endswith(".zip") or (source == "-" and head.startswith(ZIP)):
        if begun is not None:
            stream.seek(begun)
        return Found("zip", None, head, given)
    if head.startswith(ZSTD_DICTIONARY):
        return Found("warc", None, head, given)  # only the archive's own reader knows what to do with it
    unpacked = unpack(given, head, packed) if head and (packed or _is_open(ending)) else None
    if unpacked is not None:
        head, given = peek(unpacked)
        base, ending = os.path.splitext(base) if packed else (base, ending)
    kind = _kind(ending, head, standard_input=source == "-")
    return Found(kind, MEDIA_TYPES.get(ending) if kind == "page" else None, head, given)


def is_collection(name: str) -> bool:
    """A name under which many pages may stand, so that its size says nothing of theirs."""
    base, ending = os.path.splitext(name.lower())
    return (os.path.splitext(base)[1] if ending in PACKED else ending) in (*LINES, *WARC, *TABLES)


def _is_open(ending: str) -> bool:
    """The name says nothing of what the source holds."""
    return ending not in (*MEDIA_TYPES, *LINES, *TABLES)


def _kind(ending: str, head: bytes, *, standard_input: bool) -> Kind:
    if ending in WARC or head.startswith(b"WARC/1."):
        return "warc"
    if ending in LINES or (standard_input and re.match(rb"\{[ \t]*\"", head.lstrip(_BLANK))):
        return "lines"
    if ending in TABLES or gdelt.columns(head) or (standard_input and _is_table(head)):
        return "table"
    if (ending in FEEDS or _is_open(ending)) and _FEED.match(_readable(head)):
        return "feed"
    if ending not in (".html", ".htm", ".xhtml") and is_addresses(head):
        return "addresses"
    return "page"


def _readable(head: bytes) -> bytes:
    """Without the marks that stand before the first character, and of UTF-16 every other byte, which is enough to know a feed by."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return head.replace(b"\0", b"")[2:]
    return head.removeprefix(codecs.BOM_UTF8)


def is_addresses(head: bytes) -> bool:
    """Line by line an address, alone or as GDELT's master lists have it; the last line looked at may be cut."""
    lines = [line.strip(_BLANK) for line in head.splitlines()]
    if len(head) >= packing.LOOKED_AT_BYTES:
        lines.pop()
    lines = [line for line in lines if line and not line.startswith(b"#")]
    return bool(lines) and all(_ADDRESS.match(line) or gdelt.MASTER.fullmatch(line) for line in lines)


def _is_table(head: bytes) -> bool:
    """A first line whose cells are names of a page's parts, at least two of them."""
    first = head.lstrip(_BLANK).split(b"\n", 1)[0].decode("utf-8", "replace").strip().lower()
    cells = {cell.strip().strip('"') for cell in re.split(r"[,;\t]", first)}
    return sum(any(name.lower() in cells for name in names) for names in parts.GUESSES.values()) >= 2
