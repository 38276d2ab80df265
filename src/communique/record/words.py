# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Words as the search index knows them: the same folding for pages and for questions."""

import functools
import re
import unicodedata
from collections.abc import Iterator

from communique.model import Coded

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


@functools.lru_cache(maxsize=1 << 16)
def folded(word: str) -> str:
    """'Pledges' -> 'pledg', 'Élysée’s' -> 'elysee': no case, no accents, no possessive, a light stem."""
    plain = unicodedata.normalize("NFKD", word.casefold()).replace("’", "'")
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    plain = re.sub(r"'s?$", "", plain).replace("'", "")
    return stem(plain)


def stem(word: str) -> str:
    """Plural, past and progressive endings off: enough to find 'pledged' by 'pledges', and never a third word's work."""
    if not word.isascii() or not word.isalpha() or len(word) < 4:
        return word
    if word.endswith("ies") and len(word) > 4:
        word = word[:-3] + "y"
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ing", "ed"):
        rest = word.removesuffix(ending)
        if rest != word and len(rest) > 2 and re.search("[aeiouy]", rest):
            word = rest[:-1] if len(rest) > 3 and rest[-1] == rest[-2] and rest[-1] not in "lsz" else rest
            break
    return word[:-1] if word.endswith("e") and len(word) > 3 else word


def tokens(text: str) -> Iterator[tuple[str, int, int]]:
    """Each word of a text, folded, with its characters' place."""
    for match in WORD.finditer(text):
        yield folded(match[0]), match.start(), match.end()


def terms(coded: Coded) -> set[str]:
    """What an article is found by: the words of its headline and body."""
    article = coded.article
    return {term for part in (article.headline or "", article.body_text) for term, _, _ in tokens(part) if term}


def asked(question: str) -> list[list[str]]:
    """'summit "close cooperation"' -> [['summit'], ['close', 'cooperation']]: words, and phrases in quotation marks."""
    out = []
    for phrase, word in re.findall(r'["“]([^"“”]+)["”]|(\S+)', question):
        found = [term for term, _, _ in tokens(phrase or word) if term]
        if found:
            out.append(found)
    return out


def places(phrase: list[str], text: str) -> list[tuple[int, int]]:
    """Where the phrase's words stand one after the other."""
    found = list(tokens(text))
    width = len(phrase)
    return [(found[at][1], found[at + width - 1][2]) for at in range(len(found) - width + 1) if [term for term, _, _ in found[at : at + width]] == phrase]
