# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Where sentences may and must begin: marks that the parser then keeps to.

The parser alone breaks sentences at quotation marks and in headlines, where there is no full stop, and runs over full stops
before an opening quotation mark. Both are plain from the marks, so the marks decide there and the parser elsewhere.
"""

import itertools
from collections.abc import Sequence

STOPS = frozenset({".", "!", "?", "…", "...", "?!", "!!", "??", "!?", "....", ".."})
CLOSERS = frozenset({'"', "'", "”", "’", "''", ")", "]", "»", "}"})
OPENERS = frozenset({'"', "'", "“", "‘", "``", "(", "[", "«"})
SAYING = frozenset({"said", "says", "asked", "asks", "told", "added", "wrote", "writes", "exclaimed", "shouted", "wondered", "replied", "cried", "quipped", "tweeted"})
REACH = 6  # tokens after a quoted question in which its speaker and verb stand: '"Why?" the minister of justice asked.'
MARKS = 8  # closing marks and spaces that may stand between a full stop and the next sentence
FREE_RUN = 120  # tokens without a full stop after which the parser may break where it likes: lists and tables, not prose
TITLES = frozenset({
    "mr.", "mrs.", "ms.", "dr.", "gen.", "lt.", "col.", "maj.", "capt.", "sgt.", "adm.", "rep.", "sen.", "gov.", "prof.", "rev.", "hon.", "st.", "vs.", "no.", "nos.", "messrs.",
    "amb.", "cmdr.", "brig.", "pres.", "supt.", "sheikh.", "fr.", "mt.", "ft.",
    "jan.", "feb.", "mar.", "apr.", "jun.", "jul.", "aug.", "sep.", "sept.", "oct.", "nov.", "dec.",
})  # fmt: skip


def starts(words: Sequence[str], spaced: Sequence[bool]) -> list[bool | None]:
    """For each token: True where a sentence begins, False where none can, None where the parser is to judge.

    `spaced` says for each token whether white space follows it.
    """
    marks: list[bool | None] = []
    since = 0
    depth = False  # inside straight double quotation marks
    for i, word in enumerate(words):
        mark = _mark(words, spaced, i, depth) if i else True
        if mark is False and since > FREE_RUN:
            mark = None
        marks.append(mark)
        since = since + 1 if mark is False else 0
        if word == '"':
            depth = not depth
    return marks


def _mark(words: Sequence[str], spaced: Sequence[bool], i: int, depth: bool) -> bool | None:
    word = words[i]
    if word.isspace() or (word in CLOSERS and (word not in OPENERS or (word == '"' and depth) or not spaced[i - 1])):
        return False
    before, closed = i - 1, False
    while i - before <= MARKS and before > 0 and (words[before].isspace() or (words[before] in CLOSERS and _closes(words, spaced, before))):
        closed = closed or not words[before].isspace()
        before -= 1
    stop = words[before]
    if stop == "." and before and not spaced[before - 1] and f"{words[before - 1]}.".lower() in TITLES:
        # The tokeniser does not know all of them. "No." is a number before a figure only.
        return False if not words[before - 1].lower().startswith("no") or word[0].isdigit() else None
    if stop not in STOPS:
        # An abbreviation's point may end a sentence too; after a title, a month or a single initial it does not.
        free = stop.endswith((".", "!", "?")) and stop.lower() not in TITLES and len(stop) > 2 and not word[0].islower()
        return None if free else False
    if word[0].islower():
        return False
    if not any(spaced[before:i]):
        return None
    begins = word[0].isupper() or word in OPENERS or word[0].isdigit()
    if stop == "." and begins:
        return True
    if stop in {"!", "?"} and begins and not closed:
        return True
    if stop in {"!", "?"} and closed and _names_speaker(words[i : i + REACH + 1]):
        return False
    return None


def _names_speaker(following: Sequence[str]) -> bool:
    """Whether the words after a quoted question only say who asked it."""
    return any(a in SAYING and b in {".", ",", ":"} for a, b in itertools.pairwise(following))


def _closes(words: Sequence[str], spaced: Sequence[bool], i: int) -> bool:
    return words[i] not in OPENERS or not spaced[i - 1] or i + 1 == len(words) or spaced[i]
