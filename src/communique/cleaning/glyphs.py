# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""A text's characters as kinds, looked up all at once."""

import functools
import unicodedata

import numpy as np
from numpy.typing import NDArray

# Kinds up to LETTER are letters; LETTER is one without case.
UPPER, LOWER, LETTER, DIGIT, SPACE, COMMA, END, CLOSING, CLOSING_SPEECH, OPENING, OPENING_SPEECH, SEPARATOR, MONEY, DASH, LABEL, MARK, OTHER = range(17)
_KINDS = 17
_CHARS = {
    COMMA: ",،、", END: ".!?…。؟！？", CLOSING: "’)]", CLOSING_SPEECH: "\"”»」", OPENING: "‘'(", OPENING_SPEECH: "“«「", SEPARATOR: "|•·›→▸/\\>", MONEY: "$€£%", DASH: "-–—",
    LABEL: ":;", MARK: "@#_{}=<~^",
}  # fmt: skip
# Beyond these code points nearly all that stands on pages is letters without case.
_TABLE = 0x3100
_BY_CATEGORY = {"Lu": UPPER, "Lt": UPPER, "Ll": LOWER, "Lm": LETTER, "Lo": LETTER, "Nd": DIGIT}


@functools.cache
def _table() -> NDArray[np.uint8]:
    out = np.full(_TABLE, OTHER, np.uint8)
    for code in range(_TABLE):
        char = chr(code)
        out[code] = SPACE if char.isspace() else _BY_CATEGORY.get(unicodedata.category(char), OTHER)
    for kind, chars in _CHARS.items():
        for char in chars:
            if ord(char) < _TABLE:
                out[ord(char)] = kind
    return out


def glyphs(text: str) -> tuple[NDArray[np.uint32], NDArray[np.uint8]]:
    """A text -> the code point and the kind of each of its characters."""
    code = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    kinds = _table().take(code, mode="clip")
    if len(code) and int(code.max()) >= _TABLE:
        kinds[code >= _TABLE] = LETTER
    return code, kinds


def counts(kinds: NDArray[np.uint8], line: NDArray[np.int64], lines: int) -> NDArray[np.float64]:
    """How many characters of each kind stand on each line: one row a kind."""
    found: NDArray[np.float64] = np.bincount(kinds * np.int64(lines) + line, minlength=_KINDS * lines).reshape(_KINDS, lines).astype(np.float64)
    return found
