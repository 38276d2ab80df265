# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Whether two ways of writing a person's name may be one: order, hyphens, middle names, transliteration."""

import re
from functools import lru_cache

Words = tuple[str, ...]
LONG = 6  # letters from which one letter's difference is spelling rather than another name. Editor's choice.


@lru_cache(maxsize=65536)
def alike(a: Words, b: Words) -> bool:
    """Two full names, as words without accents, that may be the same person's. Symmetric; pure."""
    return len(a) > 1 and len(b) > 1 and (same_words(a, b) or same_letters(a, b) or middle_left_out(a, b) or spelt_otherwise(a, b))


def same_words(a: Words, b: Words) -> bool:
    """'Kang Kyung-wha', 'Kyung-wha Kang'."""
    return sorted(a) == sorted(b)


def same_letters(a: Words, b: Words) -> bool:
    """'Kim Jong Un', 'Kim Jongun', 'Jongun Kim': the words of one, run together from some word on, are the other's."""
    runs = {"".join(a[i:] + a[:i]) for i in range(len(a))}
    return any("".join(b[i:] + b[:i]) in runs for i in range(len(b)))


def middle_left_out(a: Words, b: Words) -> bool:
    """'Barack Obama', 'Barack Hussein Obama'."""
    short, long = sorted((a, b), key=lambda n: (len(n), n))
    return len(short) < len(long) and short[0] == long[0] and short[-1] == long[-1] and set(short) <= set(long)


def spelt_otherwise(a: Words, b: Words) -> bool:
    """'Mohammed bin Salman', 'Muhammad bin Salman'; 'Volodymyr Zelensky', 'Volodymyr Zelenskiy': each word equal or near, one equal."""
    return len(a) == len(b) and any(x == y for x, y in zip(a, b, strict=True)) and all(x == y or near(x, y) for x, y in zip(a, b, strict=True))


def near(x: str, y: str) -> bool:
    """Long words of one skeleton of consonants, or one letter apart."""
    if min(len(x), len(y)) < LONG:
        return False
    return skeleton(x) == skeleton(y) or one_letter_apart(x, y)


def skeleton(word: str) -> str:
    """'mohammed' -> 'mhmd'; the first letter stays whatever it is."""
    return re.sub(r"(.)\1+", r"\1", word[0] + re.sub(r"[aeiouyj]", "", word[1:]))


def one_letter_apart(x: str, y: str) -> bool:
    short, long = sorted((x, y), key=len)
    if len(long) - len(short) > 1:
        return False
    at = next((i for i, (c, d) in enumerate(zip(short, long, strict=False)) if c != d), len(short))
    return short[at + (len(short) == len(long)) :] == long[at + 1 :]
