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


def decode(data: bytes) -> str | None:
    """Bytes -> characters; None where they are no text. NUL becomes U+FFFD, one for one, as HTML has it; so do broken sequences."""
    if kind_of_binary(data):
        return None
    text = _decode(data)
    sample = text[:_SAMPLE_BYTES]
    if len(_CONTROL.findall(sample)) > max(4, _MOST_CONTROL * len(sample)):
        return None
    return text.replace("\x00", "\ufffd")


def kind_of_binary(data: bytes) -> str | None:
    """What the first bytes say the file is, where that is no text."""
    return next((kind for magic, kind in _MAGIC if data.startswith(magic)), None)


def _decode(data: bytes) -> str:
    for bom, charset in _BOMS:
        if data.startswith(bom):
            return data[len(bom) :].decode(charset, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    if (said := declared(data)) is not None:
        text = data.decode(said, "replace")
        if text.count("\ufffd") <= _MOST_REPLACED * len(text):
            return text
    loose = data.decode("utf-8", "replace")
    if loose.count("\ufffd") <= _MOST_REPLACED * len(loose):
        return loose
    return data.decode(_guessed(data), "replace")


def declared(data: bytes) -> str | None:
    """The character set that the page's head declares, as Python names it."""
    for found in _DECLARED.finditer(data[:4096]):
        try:
            name = codecs.lookup((found[1] or found[2]).decode("ascii")).name
        except (LookupError, UnicodeDecodeError):
            continue
        if name in _MEANS_1252:
            return "cp1252"
        if name.replace("-", "_") not in _NO_CHARSETS and _is_text_codec(name):
            return name
    return None


def _is_text_codec(name: str) -> bool:
    try:
        return isinstance(b"a".decode(name), str)
    except (LookupError, UnicodeDecodeError, ValueError):
        return False


def _guessed(data: bytes) -> str:
    if sum(byte > 127 for byte in data[:_SAMPLE_BYTES]) < _FEWEST_TO_GUESS:
        return "cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE_BYTES]).best()
    return best.encoding if best is not None and best.encoding .replace("-", "_") not in _NO_CHARSETS else "cp1252"
