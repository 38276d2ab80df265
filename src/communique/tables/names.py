# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""How names are compared."""

import functools
import unicodedata

_DROP = str.maketrans({"'": None, "’": None, "‘": None, "`": None, ".": None, "-": " ", "‐": " ", "‑": " ", "–": " ", "_": " ", ",": " ", "/": " "})


@functools.lru_cache(maxsize=65536)
def key(name: str) -> str:
    """'Élysée Palace' -> 'elysee palace'; 'U.S.' -> 'us'; 'Moon Jae-in' -> 'moon jae in'. A pure function of the name."""
    if not name.isascii():
        name = (
            "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
            .replace("ı", "i")
            .replace("ø", "o")
            .replace("ł", "l")
            .replace("đ", "d")
        )
    return " ".join(name.translate(_DROP).casefold().split())


def bag(name: str) -> str:
    """The words of a name in alphabetical order: 'Kang Kyung-wha' and 'Kyung-wha Kang' are one."""
    return " ".join(sorted(key(name).split()))
