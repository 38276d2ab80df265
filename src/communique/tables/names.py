# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""How names are compared."""

import functools
import unicodedata

_DROP = str.maketrans({"'": None, "’": None, "‘": None, "`": None, ".": None, "-": " ", "‐": " ", "‑": " ", "–": " ", "_": " ", ",": " ", "/": " "})

_PLAIN = str.maketrans({"ı": "i", "ø": "o", "ł": "l", "đ": "d"})


@functools.lru_cache(maxsize=65536)
def key(name: str) -> str:
    """'Élysée Palace' -> 'elysee palace'; 'U.S.' -> 'us'; 'Moon Jae-in' -> 'moon jae in'. A pure function of the name."""
    if not name.isascii():
        name = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name.casefold()).casefold())
        name = "".join(c for c in name if not unicodedata.combining(c)).translate(_PLAIN)
    return " ".join(name.translate(_DROP).casefold().split())


# States whose names take an article in a sentence.
_ARTICLE = frozenset(
    "united states;united kingdom;united arab emirates;netherlands;philippines;bahamas;maldives;marshall islands;solomon islands;cook islands;czech republic;soviet union;"
    "dominican republic;central african republic;democratic republic of the congo;republic of the congo;gambia;comoros;seychelles;holy see".split(";")
)


def spoken(name: str) -> str:
    """'United States' -> 'the United States', 'France' -> 'France'."""
    return f"the {name}" if key(name) in _ARTICLE else name


def bag(name: str) -> str:
    """The words of a name in alphabetical order: 'Kang Kyung-wha' and 'Kyung-wha Kang' are one."""
    return " ".join(sorted(key(name).split()))
