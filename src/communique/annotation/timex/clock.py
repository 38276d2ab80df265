# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Times of day: 5 p.m. on Friday, this morning, late Tuesday night, overnight."""

import datetime
import re

from communique.annotation.timex.absolute import near_year
from communique.annotation.timex.context import Context
from communique.annotation.timex.grammar import Reading, Rule, rule
from communique.annotation.timex.lexicon import PARTS, month, weekday
from communique.annotation.timex.relative import on_weekday

DAY = r"(?:(?:on )?(?P<w>{weekday})|(?P<r>today|yesterday|tomorrow)|(?:on )?(?P<m>{month}) (?P<d>{day})(?:, (?P<y>{year}))?)"
BLANK = "XXXX-XX-XX"
TOLD_BY = re.compile(r"\b(?:at|about|around|by|until|before|after|from|to|since|between|and) $", re.IGNORECASE)


def day_of(m: re.Match[str], context: Context) -> str | None:
    """The day that DAY's groups name."""
    ref = context.reference
    if m["w"]:
        return on_weekday(context, weekday(m["w"]), m.span())
    if m["r"]:
        return (ref + datetime.timedelta(days={"today": 0, "yesterday": -1, "tomorrow": 1}[m["r"].lower()])).isoformat() if ref else BLANK
    if m["m"]:
        day = int(re.sub(r"\D", "", m["d"]))
        return f"{m['y']}-{month(m['m']):02d}-{day:02d}" if m["y"] else near_year(month(m["m"]), day, m.span(), context)
    return None


def hour(text: str) -> str | None:
    """'5 p.m.' -> 'T17:00'; None where it is no time of day."""
    lower = text.lower().strip()
    if lower == "noon":
        return "T12:00"
    if lower == "midnight":
        return "T24:00"
    match = re.match(r"(\d{1,2})(?:[:.]?([0-5]\d))?(?::[0-5]\d)?\s*([ap])?", lower)
    if not match:
        return None
    hours = int(match[1]) % 12 + (12 if match[3] == "p" else 0) if match[3] else int(match[1])
    return f"T{hours:02d}:{match[2] or '00'}" if hours <= 24 else None


@rule(
    r"(?:(?:at|about|around|by|until|before|after|shortly after|shortly before) )?"
    r"(?P<x>{clock:c}(?:,? ?{zone}| \({zone}\))?(?:,? (?:on )?" + DAY + r"(?: (?:morning|afternoon|evening|night))?)?)",
    ": a.m p.m am pm noon midnight gmt utc local",
    ("open until 5 p.m. EST on Monday", "5 p.m. EST on Monday", "TIME", "2018-03-12T17:00"),
    ("at 9:30 a.m. the", "9:30 a.m.", "TIME", "2018-03-16T09:30"),
    ("at 0800 GMT the", "0800 GMT", "TIME", "2018-03-16T08:00"),
)
def clock_time(m: re.Match[str], context: Context) -> Reading:
    word = m["c"]
    if re.fullmatch(r"\d{1,2}:\d\d(?::\d\d)?", word):
        behind, ahead = context.text[max(0, m.start("c") - 16) : m.start("c")], context.text[m.end("c") : m.end("c") + 9]
        if not TOLD_BY.search(behind) and not re.match(r"\s*\(?(?:GMT|UTC|E[SD]T|local|hours)", ahead):
            return None  # a score, a ratio, a verse
    at = hour(word)
    if at is None:
        return None
    day = day_of(m, context) or (context.reference.isoformat() if context.reference else BLANK)
    return "TIME", f"{day}{at}"


@rule(
    r"(?:{mod}|early |late |mid-?)?(?:" + DAY + r") {part:p}|(?:{mod}|early |late |mid-?)(?:{part:pa}) (?:on |of )?(?:(?P<wa>{weekday})|(?P<ra>yesterday|today))",
    "morning afternoon evening night noon dawn",
    ("by Monday noon but", "Monday noon", "TIME", "2018-03-12T12:00"),
    ("arrived Thursday morning in", "Thursday morning", "TIME", "2018-03-15TMO"),
    ("late Tuesday night", "late Tuesday night", "TIME", "2018-03-13TNI"),
    ("meet tomorrow evening", "tomorrow evening", "TIME", "2018-03-17TEV"),
    ("at mid-afternoon yesterday,", "mid-afternoon yesterday", "TIME", "2018-03-15TAF"),
)
def day_part(m: re.Match[str], context: Context) -> Reading:
    if m["pa"]:
        day = on_weekday(context, weekday(m["wa"]), m.span()) if m["wa"] else BLANK
        if m["ra"] and context.reference:
            day = (context.reference - datetime.timedelta(days=m["ra"].lower() == "yesterday")).isoformat()
        return "TIME", f"{day}T{PARTS[m['pa'].lower()]}"
    return "TIME", f"{day_of(m, context) or BLANK}T{PARTS[m['p'].lower()]}"


@rule(
    r"(?:{mod}|early |late |later |earlier )?(?:(?P<q>this|last|that|the following|the next|the same|yesterday|tomorrow|the previous) (?P<p>morning|afternoon|evening"
    r"|night)|(?P<t>tonight|overnight|last night|midday|mid-?morning|mid-?day|mid[- ]?afternoon))",
    "morning afternoon evening night midday mid-day",
    ("told reporters this morning that", "this morning", "TIME", "2018-03-16TMO"),
    ("late last night they", "late last night", "TIME", "2018-03-15TNI"),
    ("meets tonight in", "tonight", "TIME", "2018-03-16TNI"),
)
def near_part(m: re.Match[str], context: Context) -> Reading:
    which = (m["q"] or "").lower()
    word = (m["p"] or m["t"]).lower()
    part = PARTS.get(word) or ("NI" if "night" in word else "AF" if "noon" in word else "MO" if "morning" in word else "MI")
    ref = context.reference
    told = context.earlier(10) if which not in {"this", "last", "yesterday", "tomorrow", ""} else None
    if told:
        ref = datetime.date.fromisoformat(told)
    if ref is None:
        return "TIME", f"{BLANK}T{part}"
    by = -1 if which in {"last", "yesterday", "the previous"} or word.startswith(("last", "overnight")) else 1 if which in {"tomorrow", "the following", "the next"} else 0
    return "TIME", f"{(ref + datetime.timedelta(days=by)).isoformat()}T{part}"


@rule(
    r"(?:(?:early |late )?in |(?:during |by |until |for ))(?P<x>the (?:early |late )?{part:p}|(?:early |late |mid[- ]?)(?P<pb>morning|afternoon|evening))(?! (?:of|session"
    r"|news))",
    "morning afternoon evening night",
    ("in the morning they", "the morning", "TIME", "2018-03-16TMO"),
)
def the_part(m: re.Match[str], context: Context) -> Reading:
    told = context.earlier(10)
    day = told or (context.reference.isoformat() if context.reference else BLANK)
    return "TIME", f"{day}T{PARTS[(m['p'] or m['pb']).lower()]}"


RULES: tuple[Rule, ...] = (clock_time, day_part, near_part, the_part)
