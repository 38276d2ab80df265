# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Times that no calendar holds: now, recently, soon, in the past, the future."""

import re

from communique.annotation.timex.context import Context
from communique.annotation.timex.grammar import Reading, Rule, rule


@rule(
    r"now(?! (?:that|,? then))|currently|current(?! (?:account|events|assets|liabilities|week|month|year|quarter|day|century|decade))|at present|(?:at|for) the moment"
    r"|right now|presently|nowadays|these days"
    r"|at (?:this|the present) (?:time|point|moment|stage)|(?:this|the current) (?:time|moment|point|stage)(?= (?:of|in))|the present(?= [.,;]|[.,;])|to date",
    "now current present moment days this to",
    ("he now leads", "now", "DATE", "PRESENT_REF"),
    ("the current talks", "current", "DATE", "PRESENT_REF"),
    ("these days it", "these days", "DATE", "PRESENT_REF"),
)
def present(m: re.Match[str], context: Context) -> Reading:
    if m[0][0].isupper() and re.match(r" [A-Z]", context.text[m.end() : m.end() + 2]) and context.text[max(0, m.start() - 2) : m.start()].strip() not in {"", ".", '"', "”"}:
        return None
    return "DATE", "PRESENT_REF"


@rule(
    r"(?:more |most |very |until )?recently|the recent past|(?:more |most |very )?recent(?: (?:times|years|months|weeks|days|memory|history|past))?|lately|(?:in "
    r"|from )?the (?:recent |distant |not too distant )?past(?! (?:few|several|couple|{num}|{longs}|{units})\b)"
    r"|at (?:the|that) time|at one time|in those days|once(?= (?:had|was|were|been|ruled|called|said|led|served)\b)|in times past|back then|the time(?= of)",
    "recent lately past time days once then",
    ("he recently resigned", "recently", "DATE", "PAST_REF"),
    ("has in the past refused", "the past", "DATE", "PAST_REF"),
    ("in recent months it", "recent months", "DATE", "PAST_REF"),
)
def past(m: re.Match[str], context: Context) -> Reading:
    if m[0].lower() == "the time":
        return None
    if m[0].lower().endswith("past") and re.match(r" \w+ (?:years?|months?|weeks?|days?)\b", context.text[m.end() : m.end() + 20]):
        return None
    return "DATE", "PAST_REF"


@rule(
    r"(?:very |as )?soon(?: as possible)?(?! after)|(?:in )?the (?:near |not too distant |distant )?future|in the (?:coming|short|near) term|(?:at )?a later (?:date|time"
    r"|stage)|(?:will|would|could|may|might|hopes? to) (?P<x>one day)|some ?day"
    r"|in future|in the offing|sooner or later|shortly(?! (?:after|before))|for the time being|as yet unspecified date",
    "soon future term later one some shortly time date",
    ("they will meet soon.", "soon", "DATE", "FUTURE_REF"),
    ("in the near future", "the near future", "DATE", "FUTURE_REF"),
    ("at a later date", "a later date", "DATE", "FUTURE_REF"),
)
def future(m: re.Match[str], context: Context) -> Reading:
    word = m[0].lower()
    if (word == "soon" and context.text[max(0, m.start() - 3) : m.start()].lower().endswith("as ")) or re.match(r" as\b", context.text[m.end() : m.end() + 3]):
        return None
    if word.endswith("futures") or re.match(r"s\b", context.text[m.end() : m.end() + 1]):
        return None
    return "DATE", "FUTURE_REF"


RULES: tuple[Rule, ...] = (present, past, future)
