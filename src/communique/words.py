# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""What a passage is about, as words that two reports of one thing share: stems, and countries by their code."""

import json
import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from importlib import resources

from communique import tables

WORD = re.compile(r"\d[\d,.]*\d|[^\W_]+(?:[.'’-][^\W_]+)*")
# Passages of other matters that every record is thought to hold: in a few pages on one affair its own words must still tell something.
BACKGROUND = 300
NORMS = 65536  # passages whose weight is kept at hand: some weights live as long as the process
STEM = 7  # letters kept: "democratic" and "democracy", "cooperate" and "cooperation" become one. Editor's choice.
# Words without matter of their own: function words, verbs of saying and the diplomatic page's furniture.
EMPTY = frozenset(
    """a about above after again against ahead all also although am among amid an and another any are around as at be because been before being below between both but
    by can could did do does doing down during each either else ever every few for from further had has have having he her here hers herself him himself his how i
    if in into is it its itself just last later least less like made make making many may me meanwhile might mine more most much must my neither next no nor not now
    of off on once one only onto or other others our ours out over own per quite rather same shall she should since so some still such than that the their theirs
    them themselves then there these they this those though through thus to together too toward towards under until up upon us very via was we were what when where
    whether which while who whom whose why will with within without would yet you your yours say said says saying tell told tells add added adds adding announce
    announced according quoted report reported reports reporting statement spokesman spokeswoman spokesperson reporter reporters news agency leader leaders
    president presidents minister ministers prime government governments official officials two three sides side country countries nation nations mr mrs ms foreign
    ministry monday tuesday wednesday thursday friday saturday sunday january february march april june july august september october november december day days
    week month year today yesterday jan feb mar apr jun jul aug sept oct nov dec earlier newly per cent part take taken took give given gave get got going go
    including include included time times first new""".split()
)


def fold(word: str) -> str:
    """'Élysée’s' -> 'elysee': no case, no accents, no possessive, no hyphen."""
    return tables.key(re.sub(r"['’]s?$", "", word)).replace(" ", "")


def stem(word: str) -> str:
    """A folded word without its commonest endings, cut to STEM letters: blunt, and the same everywhere."""
    if len(word) > 4 and word.endswith("ies"):
        word = word[:-3] + "y"
    elif len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ing", "ed", "ly"):
        rest = word.removesuffix(ending)
        if rest != word and len(rest) > 2 and re.search("[aeiouy]", rest):
            word = rest[:-1] if len(rest) > 3 and rest[-1] == rest[-2] and rest[-1] not in "lsz" else rest
            break
    return (word.rstrip("e") if len(word) > 3 else word)[:STEM]


@cache
def _countries() -> tuple[Mapping[str, str], Mapping[str, int]]:
    """Names, adjectives and peoples by key, and capitals, which stand for their governments in this register; and for each first word how long such a name may be."""
    names = {" ".join(map(_keyed, form.split())): iso3 for form, (iso3, _) in reversed(list(tables.names_of_countries().items())) if len(form) > 2 and form[0].isupper()}
    longest: dict[str, int] = {}
    for name in names:
        first, *rest = name.split()
        longest[first] = max(longest.get(first, 0), 1 + len(rest))
    return names, longest


@lru_cache(maxsize=65536)
def _keyed(written: str) -> str:
    return tables.key(re.sub(r"['’]s?$", "", written))


@lru_cache(maxsize=65536)
def _term(written: str) -> str | None:
    """A word as compared; None for one without matter."""
    word = fold(written)
    if not word or word in EMPTY or (len(word) == 1 and not word.isdigit()):
        return None
    return stem(word) if word.isalpha() else word


@lru_cache(maxsize=65536)
def words(text: str) -> tuple[str, ...]:
    """The matter of a text in its order: stems of words that are not empty, countries as '@KOR'. Pure."""
    found = WORD.findall(text)
    out: list[str] = []
    at = 0
    while at < len(found):
        step, country = _country(found, at)
        term = "@" + country if country else _term(found[at])
        if term:
            out.append(term)
        at += step
    return tuple(out)


def _country(written: list[str], at: int) -> tuple[int, str | None]:
    """How many words from here name a country, and which; one word and None where none does."""
    first = written[at]
    if not first[0].isupper():
        return 1, None
    if first in ("US", "U.S"):
        return 1, "USA"
    names, longest = _countries()
    for size in range(longest.get(_keyed(first).partition(" ")[0], 0), 0, -1):
        if found := names.get(" ".join(_keyed(w) for w in written[at : at + size])):
            return size, found
    return 1, None


class Weights:
    """How much each word tells in a set of passages: the rarer, the more."""

    def __init__(self, passages: int, seen: Mapping[str, int]) -> None:
        self._squares = {word: self._weight(passages, count) ** 2 for word, count in seen.items()}
        self._unseen = self._weight(passages, 0) ** 2
        self._norms: dict[frozenset[str], float] = {}

    @staticmethod
    def _weight(passages: int, count: int) -> float:
        return math.log((passages + BACKGROUND) / (count + 0.5))

    def of(self, word: str) -> float:
        return math.sqrt(self._squares.get(word, self._unseen))

    def cosine(self, a: frozenset[str], b: frozenset[str]) -> float:
        """Likeness of two passages, 0 to 1. Sums are exact (fsum), so that no order of words shows in them."""
        shared = a & b
        if not shared:
            return 0.0
        return self._sum(shared) / math.sqrt(self._norm(a) * self._norm(b))

    def contained(self, a: frozenset[str], b: frozenset[str]) -> float:
        """The share of the lighter passage that the other holds too, 0 to 1."""
        shared = a & b
        return self._sum(shared) / min(self._norm(a), self._norm(b)) if shared else 0.0

    def _norm(self, words: frozenset[str]) -> float:
        held = self._norms.get(words)
        if held is None:
            if len(self._norms) >= NORMS:
                self._norms.clear()
            held = self._norms[words] = self._sum(words)
        return held

    def _sum(self, words: Iterable[str]) -> float:
        return math.fsum(self._squares.get(w, self._unseen) for w in words)


@cache
def news() -> Weights:
    """What words tell in news at large (training/merging/wordcounts.py). Fixed: a likeness of two passages is the same in every record."""
    table = json.loads(resources.files("communique").joinpath("common.json").read_text("utf-8"))
    return Weights(table["passages"], table["seen"])


def weigh(passages: Iterable[Iterable[str]]) -> Weights:
    """Counts in how many passages each word stands."""
    counts: Counter[str] = Counter()
    size = 0
    for passage in passages:
        counts.update(set(passage))
        size += 1
    return Weights(size, counts)
