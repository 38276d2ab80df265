# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""The door of time expressions: every rule over the text, the leftmost and longest reading kept."""

import re

from communique.annotation.timex import absolute, clock, lengths, relative, vague
from communique.annotation.timex.context import Context
from communique.annotation.timex.grammar import Rule
from communique.dates import day
from communique.model import Timex

RULES: tuple[Rule, ...] = (*absolute.RULES, *clock.RULES, *relative.RULES, *vague.RULES, *lengths.RULES)
PLAIN = {ord(dash): "-" for dash in "\u2010\u2011\u2012"}  # hyphens of other kinds, one character for one
LEAD = re.compile(r"(?:(?:in|on|at|over|by|until|till|for|during|within|since|its|their|his|her|our|my)\s+)+", re.IGNORECASE)  # no part of the expression
EDGES = ("x", "xx", "xxx")  # groups that hold the expression where a rule needs words beside it


def times(text: str, reference: str | None = None) -> list[Timex]:
    """The time expressions of an English text, in order, none overlapping another, with TIMEX3 types and values.

    `reference` is the ISO day that "yesterday" counts from (DateError where it is none). A weekday or month without more is the latest up to that day,
    unless the verb near it looks ahead; "early", "late" and "about" leave the value as it is. Without a reference such values stay
    underspecified: XXXX-WXX-4 for "on Thursday", XXXX-02-04 for "February 4". Spans are half-open code points. Pure.
    """
    context = Context(text.translate(PLAIN), day(reference[:10]) if reference else None)
    lower = context.text.lower()
    candidates = [
        (*_edges(m), -rank, rule, m)
        for rank, rule in enumerate(RULES)
        if any(word in lower for word in rule.words)
        for m in rule.pattern.finditer(context.text)
    ]
    candidates.sort(key=lambda c: (c[0], -c[1], -c[2]))
    at = 0
    for start, end, _, rule, m in candidates:
        if start < at:
            continue
        reading = rule.read(m, context)
        if reading is not None:
            context.before.append(Timex((start, end), *reading))
            at = end
    return context.before


def _edges(m: re.Match[str]) -> tuple[int, int]:
    groups = m.re.groupindex
    start, end = next((m.span(name) for name in EDGES if name in groups and m.span(name) != (-1, -1)), m.span())
    lead = LEAD.match(m.string, start, end)
    return (lead.end() if lead and lead.end() < end else start), end
