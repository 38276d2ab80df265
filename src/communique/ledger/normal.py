# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""The normal form of an undertaking: its kind by what is undertaken, and of a meeting all who meet."""

import re
from dataclasses import replace

from communique.model import Coded, CommitmentKind, CommitmentMention

TALKS = re.compile(
    r"\b(?:meet|meets|met|meetings?|talks?|talking|summits?|negotiat\w+|consultations?|confer|conferences?|session|sessions|dialogue|discuss\w*|see|interview|rounds?)\b", re.I
)
GATHERING = re.compile(
    r"\b(?:visit\w*|tour|trip|travel\w*|arriv\w+|attend\w*|host\w*|receiv\w+|gather\w*|forum|congress|ceremony|elections?|referendum|vote|open(?:s|ing)? in|leave|go(?:es|ing)?|fly"
    r"|address|speech|sign\w*|debate|convene\w*|due in|exercises?|drills?)\b",
    re.I,
)
DEADLINE = re.compile(
    r"\b(?:by|within|before|until|no later than) (?:the )?(?:end|next|early|mid|late|middle|\d|one|two|three|four|five|six|seven|eight|nine|ten|a\b|few"
    r"|jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec|mon|tues|wednes|thurs|fri|satur|sun|week|month|year|tomorrow)",
    re.I,
)
ONLY_IF = re.compile(r"\bonly (?:accept|agree|consider|if|when|once|after)\b|\b(?:unless|provided that|on (?:the )?condition that)\b", re.I)
# What is refused only until something else is: on labelled stories 9 of 11 such are conditions.
UNTIL = re.compile(r"\b(?:not|never|no|refus\w+)\b[^.;]{0,120}\b(?:until|before) (?!now\b|then\b|last\b|recent|and\b)", re.I)
# Words of a request that brooks no refusal: on labelled stories all 61 by "demand" or "ordered" are demands. By "must" 21 of 28 are, which coding tells apart better.
DEMANDING = re.compile(r"^(?:demand\w*|insist\w*|ultimatums?|order(?:ed|s|ing)?)\b", re.I)
AT_WILL = frozenset({"pledge", "offer", "refusal"})  # what is done or left undone only if, is a condition


def normal(page: Coded, one: CommitmentMention) -> CommitmentMention:
    """A mention as the ledger reads it.

    A deed by a deadline is a pledge, whoever meets on a day has a schedule; what is done only if something else is, is a condition; a request by a
    demanding word a demand. Of talks that are planned all who take part are those who undertake them.
    """
    event = next((e for e in page.events if e.id == one.event), None)
    word = page.quote(event.trigger) if event else ""
    told = f"{word} {page.quote(one.what)}"
    kind = _kind(one, word, told, page.quote(one.evidence))
    if kind == "schedule" and TALKS.search(told):
        return replace(one, kind=kind, by=tuple(dict.fromkeys((*one.by, *one.to))), to=())
    return replace(one, kind=kind)


def _kind(one: CommitmentMention, word: str, told: str, evidence: str) -> CommitmentKind:
    if one.kind == "request" and DEMANDING.search(word):
        return "demand"
    if one.kind in AT_WILL and (one.condition is not None or ONLY_IF.search(evidence)):
        return "condition"
    if one.kind == "refusal" and UNTIL.search(evidence):
        return "condition"
    if one.kind == "schedule" and DEADLINE.search(evidence) and not TALKS.search(told) and not GATHERING.search(told):
        return "pledge"
    return one.kind
