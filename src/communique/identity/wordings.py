# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Whether two wordings are one quotation: the same words but for cuts, marks, insertions and a word changed; or the same matter in other words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from communique import tables
from communique.words import EMPTY, stem

Words = tuple[str, ...]
SHORTEST = 6  # words from which a part of a quotation is known again whatever they are; below, MEATY of them must have matter of their own
LEAST = 4  # a part of fewer words is anybody's: all of the words must be the same
MEATY = 3  # words with matter of their own in a short part, which must then stand whole in the longer wording
KEPT = 0.75  # share of the shorter's words that the longer must hold in order. Editor's choice, held against benchmarks/quotations.
RUN = 3  # words that one stretch at least has in common
AKIN = 0.16  # share of the matter that the outlet's telling of a quotation has in common with it. Chosen on the first half of benchmarks/quotations.
AKIN_QUOTED = 0.35  # the same of words in marks, translated anew
IN_ORDER = 0.4  # share of the shorter's words in order from which it is no translation but the same words, or words on something else
TELLING_WORDS = 3  # words of matter that each of the two has at least
BRACKETED = re.compile(r"[\[(][^\])]{0,40}[\])]")
CONTRACTED = {"nt": "not", "ll": "will", "re": "are", "ve": "have", "m": "am"}
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*(?:[,.]\d{3})*")
# Written two ways, or counted: "Nov. 1" and "the first of November".
_FULL = "january february march april june july august september october november december".split()
_MONTHS = {month[:3]: month for month in _FULL} | {"sept": "september"}
_COUNTS = {word: str(n) for n, word in enumerate("first second third fourth fifth sixth seventh eighth ninth tenth".split(), 1)}
NUMERALS = {word: n for n, word in enumerate("two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(), 2)}
NUMERALS |= {word: 10 * n for n, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
NUMERALS |= {"hundred": 100, "thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000}
# Words that turn the matter where one stands for the other. Editor's knowledge.
OPPOSED = tuple(
    frozenset(pair.split("/"))
    for pair in """suspend/resume open/close reopen/close lift/impose accept/reject begin/end start/stop raise/lower allow/forbid
    more/less all/none win/lose increase/decrease rise/fall
    support/oppose
    stay/leave stay/go before/after keep/break sign/withdraw enter/leave buy/sell friend/enemy friends/enemies peace/war can/cannot must/may send/recall north/south east/west

    always/never everybody/nobody everything/nothing lend/borrow advance/retreat success/failure strong/weak guilty/innocent true/false first/last yes/no""".split()
)
PER_CHANGE = 10  # words of the shorter wording for each word of matter that may be changed in it
LIGHT = frozenset("the a an this that these those to for of in on at by with and but so just also very".split())
TURNING = frozenset("not no never none nobody nothing neither nor without cannot".split())


@dataclass(frozen=True, slots=True)
class Word:
    """A word as compared, and where it stands."""

    key: str
    start: int
    end: int


def words_of(text: str) -> tuple[Word, ...]:
    """The words of a quotation without marks, case, brackets' insertions and ellipses; contractions in full."""
    out: list[Word] = []
    hidden = [m.span() for m in BRACKETED.finditer(text)]
    for match in WORD.finditer(text):
        if any(s <= match.start() < e for s, e in hidden):
            continue
        out += [Word(key, *match.span()) for key in _keys(match.group())]
    return tuple(_counted(out))


def _counted(words: Sequence[Word]) -> Iterator[Word]:
    """ "Four hundred thousand" as one word, 400000."""
    at = 0
    while at < len(words):
        stop, whole, part = at, 0, 0
        while stop < len(words) and (number := NUMERALS.get(words[stop].key)) is not None:
            if number >= 1000:
                whole, part = whole + max(1, part) * number, 0
            else:
                part = max(1, part) * number if number == 100 else part + number
            stop += 1
        if stop == at:
            yield words[at]
        else:
            yield Word(str(whole + part), words[at].start, words[stop - 1].end)
        at = max(stop, at + 1)


@lru_cache(maxsize=65536)
def _keys(written: str) -> Words:
    """'Don’t' -> ('do', 'not'); 'it's' -> ('it', 'is'); "Holt's" -> ('holts',)."""
    folded = written.casefold().replace("’", "'")
    if folded in ("can't", "cannot"):
        return "can", "not"
    if folded == "won't":
        return "will", "not"
    head, mark, tail = folded.rpartition("'")
    if mark and tail == "t" and head.endswith("n"):
        return tables.key(head[:-1]), "not"
    if mark and tail in CONTRACTED:
        return tables.key(head), CONTRACTED[tail]
    if mark and tail == "s" and head in ("it", "that", "there", "he", "she", "what", "here"):
        return head, "is"
    plain = tables.key(re.sub(r"[,.](?=\d{3})", "", written))
    return tuple(_MONTHS.get(word, word) for word in plain.split()[:1])


def same_words(a: Words, b: Words, meaty: int = MEATY) -> bool:
    """One quotation: the shorter stands in the longer, in order, but for some words; never where a negation or a number differs. Symmetric."""
    short, long, compared = _side_by_side(a, b)
    if len(short) < LEAST:
        return short == long
    blocks = [m for m in compared.get_matching_blocks() if m.size]
    if not blocks:
        return False
    kept = sum(m.size for m in blocks if m.size > 1 or len(short) == len(long))
    if len(short) < SHORTEST:
        return short == long or (max(m.size for m in blocks) == len(short) and _matter(short) >= meaty)
    if kept < KEPT * len(short) or max(m.size for m in blocks) < RUN:
        return False
    return _replaced(short, long, compared) <= len(short) // PER_CHANGE


@lru_cache(maxsize=65536)
def at_odds(a: Words, b: Words) -> bool:
    """Half of the shorter's words stand in the longer, in stretches, yet more is changed than a slip: said alike of something else."""
    short, long, compared = _side_by_side(a, b)
    sizes = [m.size for m in compared.get_matching_blocks() if m.size > 1]
    return bool(sizes) and max(sizes) >= RUN and 2 * sum(sizes) >= len(short) and _replaced(short, long, compared) > len(short) // PER_CHANGE + 1


def alike_in_words(a: Words, b: Words) -> bool:
    """Whether many of the shorter's words stand in the longer, in order."""
    short, _, compared = _side_by_side(a, b)
    return sum(m.size for m in compared.get_matching_blocks()) >= IN_ORDER * len(short)


def _side_by_side(a: Words, b: Words) -> tuple[Words, Words, SequenceMatcher[str]]:
    """The shorter, the longer, and what compares them, once for all who ask."""
    short, long = sorted((a, b), key=lambda w: (len(w), w))
    return short, long, SequenceMatcher(None, short, long, autojunk=False)


def _matter(words: Sequence[str]) -> int:
    return sum(w not in EMPTY and w not in TURNING for w in words)


def _replaced(short: Words, long: Words, compared: SequenceMatcher[str]) -> int:
    """How many words that weigh are changed; a great many where one turns the matter. What is cut off, or left out where the other goes on, is no change, but a denial is."""
    replaced = 0
    for _, i, j, k, m in (op for op in compared.get_opcodes() if op[0] != "equal"):
        x, y = short[i:j], long[k:m]
        if (not y and j - i > 2) or (not x and (m - k > 2 or k == 0 or m == len(long))):
            continue
        only_x, only_y = _weighty(x) - _weighty(y), _weighty(y) - _weighty(x)
        numbers = {w for w in only_x if w.isdigit()}, {w for w in only_y if w.isdigit()}
        opposed = any(one in only_x and other in only_y for pair in OPPOSED for one in pair for other in pair - {one})
        denied = {w for w in x if w in TURNING} != {w for w in y if w in TURNING} and not min(len(x), len(y)) > 3
        if opposed or denied or all(numbers):
            return len(short)
        replaced += min(len(only_x), len(only_y)) if y else len(only_x)
    return replaced


def _weighty(words: Words) -> set[str]:
    """Words without articles and prepositions, numbers in figures, without the endings of number and tense."""
    kept = (_COUNTS.get(w, w) for w in words if w not in LIGHT)
    return {w if w.isdigit() or any(w in pair for pair in OPPOSED) else stem(w) for w in kept}


def changed(base: Words, other: Words) -> tuple[tuple[int, int, int, int], ...]:
    """Where `other` has other words than `base`: (first, stop) of other, (first, stop) of base. Cuts are no changes."""
    found = []
    for kind, i, j, k, m in SequenceMatcher(None, other, base, autojunk=False).get_opcodes():
        if kind == "replace" and j - i <= 3 and m - k <= 3 and i > 0 and j < len(other):
            found.append((i, j, k, m))
    return tuple(found)


def stems_of(words: Words) -> frozenset[str]:
    """What a wording is about: stems of its words of matter."""
    return frozenset(stem(w) for w in words if w not in EMPTY and len(w) > 2)
