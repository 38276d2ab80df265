# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""A page's bytes -> its characters, or why they are none."""

import codecs
import re

# First bytes of files that are no text (the formats' own specifications).
_MAGIC = (
    (b"%PDF-", "a PDF file"), (b"\x89PNG", "a PNG image"), (b"\xff\xd8\xff", "a JPEG image"), (b"GIF8", "a GIF image"), (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\x1f\x8b", "a gzip archive"), (b"RIFF", "a media file"), (b"\x7fELF", "a program"), (b"MZ\x90", "a program"), (b"SQLite format 3", "a database"),
    (b"BZh", "a bzip2 archive"), (b"\xd0\xcf\x11\xe0", "an office document"),
)  # fmt: skip
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w:.-]{2,40})|<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w:.-]{2,40})""", re.I)
# Codecs that turn bytes to text and yet are no character sets of pages; some of them take quadratic time.
_NO_CHARSETS = frozenset(("utf_7", "idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "mbcs", "oem"))
# Pages that declare these mean Windows-1252 (WHATWG Encoding Standard).
_MEANS_1252 = frozenset(("ascii", "iso8859-1", "us-ascii", "latin-1", "latin_1"))
_SAMPLE_BYTES = 65_536
_FEWEST_TO_GUESS = 16  # bytes beyond ASCII below which a guess is a toss (editor's choice)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MOST_CONTROL = 0.02  # share of control characters above which a page is no text; text that was cut or mangled has fewer (editor's choice)
_MOST_REPLACED = 0.005  # share of broken UTF-8 sequences up to which a page is UTF-8 with faults


# The sets by which browsers read pages that name a smaller or older one (WHATWG Encoding Standard); Python's are told apart.
_WIDER = {
    "gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs", "shift_jis": "cp932", "euc_kr": "cp949", "iso8859-9": "cp1254", "iso8859-11": "cp874", "tis-620": "cp874",
}  # fmt: skip
_SENT = re.compile(r";\s*charset\s*=\s*[\"']?\s*([\w:.-]{2,40})", re.I | re.A)
# Sets whose bytes may all be ASCII's, and so valid UTF-8: where one is named and its sign is found, it is tried first.
_LIKE_ASCII = {"utf-16": b"\x00", "utf-32": b"\x00", "iso2022": b"\x1b", "hz": b"~{"}


def decode(data: bytes, media_type: str | None = None) -> str | None:
    """Bytes, and what was said of them when they were sent -> characters; None where they are no text.

    A byte order mark goes before all else, then valid UTF-8, then the character set sent ("text/html; charset=gb18030"), the one declared in the
    page's head, and last a guess. NUL becomes U+FFFD, one for one, as HTML has it; so do broken sequences.
    """
    if kind_of_binary(data):
        return None
    text = _decode(data, media_type)
    sample = text[:_SAMPLE_BYTES]
    if len(_CONTROL.findall(sample)) > max(4, _MOST_CONTROL * len(sample)):
        return None
    return text.replace("\x00", "\ufffd")


def kind_of_binary(data: bytes) -> str | None:
    """What the first bytes say the file is, where that is no text."""
    return next((kind for magic, kind in _MAGIC if data.startswith(magic)), None)


def _decode(data: bytes, media_type: str | None) -> str:
    for bom, charset in _BOMS:
        if data.startswith(bom):
            return data[len(bom) :].decode(charset, "replace")
    said = [charset for charset in (sent(media_type), declared(data)) if charset is not None]
    for charset in said:
        if any(charset.startswith(name) and sign in data for name, sign in _LIKE_ASCII.items()) and (text := _fitting(data, charset)) is not None and "\x00" not in text:
            return text
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    for charset in said:
        if (text := _fitting(data, charset)) is not None:
            return text
    if (loose := _fitting(data, "utf-8")) is not None:
        return loose
    return data.decode(_guessed(data), "replace")


def _fitting(data: bytes, charset: str) -> str | None:
    """The characters, where the bytes are those of the set with few faults."""
    text = data.decode(charset, "replace")
    return text if text.count("\ufffd") <= _MOST_REPLACED * len(text) else None


def sent(media_type: str | None) -> str | None:
    """The character set that a page was sent as, as Python names it."""
    found = _SENT.search(media_type or "")
    return _charset(found[1]) if found else None


def declared(data: bytes) -> str | None:
    """The character set that the page's head declares, as Python names it."""
    names = ((found[1] or found[2]).decode("ascii", "replace") for found in _DECLARED.finditer(data[:4096]))
    # One that says it is of two bytes a character cannot have been read so far.
    return next((charset for name in names if (charset := _charset(name)) is not None and not charset.startswith(("utf-16", "utf-32"))), None)


def _charset(said: str) -> str | None:
    """A name -> the character set meant by it; None where it is none that pages have."""
    try:
        name = codecs.lookup(said).name
    except (LookupError, ValueError):
        return None
    if name in _MEANS_1252:
        return "cp1252"
    return _WIDER.get(name, name) if name.replace("-", "_") not in _NO_CHARSETS and _is_text_codec(name) else None


def _is_text_codec(name: str) -> bool:
    try:
        return isinstance(b"a".decode(name, "ignore"), str)
    except (LookupError, UnicodeDecodeError, ValueError):
        return False


def _guessed(data: bytes) -> str:
    if sum(byte > 127 for byte in data[:_SAMPLE_BYTES]) < _FEWEST_TO_GUESS:
        return "cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE_BYTES]).best()
    return best.encoding if best is not None and best.encoding.replace("-", "_") not in _NO_CHARSETS else "cp1252"
