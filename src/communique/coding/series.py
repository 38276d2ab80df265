# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""An event's place in a series, as the text tells it: "third round", "first visit since 2008", "met three times"."""

import re
from collections.abc import Sequence

from communique.model import Annotated, Span, Token

UNITS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
NUMBERS = "two three four five six seven eight nine ten eleven twelve".split()
NUMERAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th)")
# What a place in a series is a place of, where it is not the event's own word: "the third round of talks", "met for the second time".
TURNS = frozenset("round time session phase meeting summit visit talk call conversation trip test launch edition series batch".split())
SINCE = re.compile(
    r"\bsince\s+(?:the\s+)?[^,.;:()]{3,50}|\bin\s+(?:(?:more|less) than |nearly |almost |over |about |some )?(?:a|an|\w+)\s+(?:years?|months?|decades?|weeks?)\b", re.I
)
REACH = 9  # words to each side of the event's word


def order(doc: Annotated, sentence: Span, trigger: int) -> str | None:
    """'third', 'first since 2008', in small letters but for the words after "since"; None where the text tells none. `sentence`: its tokens."""
    for at in range(max(sentence[0], trigger - REACH), min(sentence[1], trigger + REACH)):
        word = doc.words((doc.tokens[at].start, doc.tokens[at].end)).lower()
        number = NUMERAL.fullmatch(word)
        if (word in UNITS or number) and doc.tokens[at].dep == "amod" and _of(doc.tokens, doc.tokens[at].head, trigger):
            place = UNITS[int(number[1]) - 1] if number and 0 < int(number[1]) <= len(UNITS) else word
            behind = (doc.tokens[max(at, trigger)].end, doc.tokens[sentence[1] - 1].end)
            since = SINCE.search(doc.words(behind)) if place == UNITS[0] else None
            return f"{place} {' '.join(since[0].split())}" if since and since.start() < 60 else place
    return None


def count(doc: Annotated, sentence: Span, trigger: int) -> int | None:
    """How often it took place, from two on: "met three times", "twice", "two rounds of talks"; None where the text counts nothing."""
    tokens = doc.tokens
    for at in range(max(sentence[0], trigger - REACH), min(sentence[1], trigger + REACH)):
        word = doc.words((tokens[at].start, tokens[at].end)).lower()
        if word in ("twice", "thrice") and tokens[at].head == trigger:
            return 2 if word == "twice" else 3
        over = tokens[at].head
        if tokens[at].dep == "nummod" and tokens[over].tag in ("NNS", "NNPS") and _of(tokens, over, trigger):
            number = int(word) if word.isdigit() else NUMBERS.index(word) + 2 if word in NUMBERS else 0
            if 1 < number < 100:
                return number
    return None


def _of(tokens: Sequence[Token], noun: int, trigger: int) -> bool:
    """Whether a noun is the event's word, or a turn of it ("round of talks", "met for the third time", "held a second meeting")."""
    if noun == trigger:
        return True
    if tokens[noun].lemma.lower() not in TURNS:
        return False
    up, low = (tokens[i].head for i in (noun, trigger))
    return trigger in (up, tokens[up].head) or noun in (low, tokens[low].head)
