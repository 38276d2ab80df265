# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Durations and sets: a half-hour call, the past two years, every Thursday, four times a week."""

import re

from communique.annotation.timex.context import Context
from communique.annotation.timex.grammar import Reading, Rule, rule
from communique.annotation.timex.lexicon import ADVERBS, PARTS, UNITS, month, number, period, unit, weekday

RATED = re.compile(
    r"(?:\d[\d,.]*|%|\bpercent|\bdollars?|\byuan|\beuros?|\bpounds|\bmillion|\bbillion|\bthousand|\bhundred|\btimes?|\bonce|\btwice|\bthrice)"
    r"(?: (?!(?:for|in|over|within|about|after|than)\b)[a-z-]+){0,3} $",
    re.IGNORECASE,
)


@rule(
    r"(?:{near})?(?:(?:each of )?the (?P<w>past|last|next|first|coming|previous|following|final|preceding|latest|remaining|same|other|opening) |(?:the|these|those|its"
    r"|their|his|her|our|my|another|past|next|last|recent|in|this) )?(?:{near})?(?:full |more )?"
    r"{num:n}(?:[ -](?:to|or|and)[ -](?P<high>{num}))?[ -](?:(?:more|full|straight|consecutive|solid|whole|long|short|additional|trading|business|working|fiscal|calendar"
    r"|turbulent|crucial) )?{units:u}(?P<old>[ -]old)?(?! (?:ago|mark))",
    "second minute hour day week fortnight month quarter year decade centur",
    ("a four-day visit", "four-day", "DURATION", "P4D"),
    ("spoke for 35 minutes", "35 minutes", "DURATION", "PT35M"),
    ("over the past two years", "the past two years", "DURATION", "P2Y"),
    ("for nearly 2 1/2 years", "nearly 2 1/2 years", "DURATION", "P2Y6M"),
    ("within several weeks", "several weeks", "DURATION", "PXW"),
    ("for almost a hundred years", "almost a hundred years", "DURATION", "P100Y"),
)
def length(m: re.Match[str], context: Context) -> Reading:
    count, name = number(m["n"]), unit(m["u"])
    if m["old"] or re.match(r"-(?:old|long)\b", context.text[m.end() : m.end() + 5]):
        return None  # an age, or a compound of its own
    if name == "second" and not m["u"].lower().endswith("s") and re.fullmatch(r"an?", m["n"].lower()):
        return None  # "a second time"
    if name == "quarter" and not m["w"]:
        return None if (count and count < 1) or re.fullmatch(r"an?|\d+|three", m["n"].lower()) else ("DURATION", period(count, name))
    if re.fullmatch(r"an?", m["n"].lower()):
        if re.match(r" of\b", context.text[m.end() : m.end() + 4]) and name in {"day", "second"}:
            return None
        if RATED.search(context.text[max(0, m.start() - 50) : m.start()]) and "-" not in m[0]:
            return "SET", period(1, name)
    return "DURATION", period(count, name)


@rule(
    r"half[ -](?:an? )?(?P<u>hour|minute|century|decade|year|day|month)|(?:an hour|a year|a minute) and a half|(?P<h>an hour|a year|a minute|a month"
    r"|a day)[ -](?:and[ -]a[ -]half)(?:[ -]long)?",
    "half",
    ("a half-hour call", "half-hour", "DURATION", "PT30M"),
    ("after an hour and a half", "an hour and a half", "DURATION", "PT1H30M"),
)
def half(m: re.Match[str], _: Context) -> Reading:
    if m["u"]:
        name = m["u"].lower()
        return "DURATION", {"hour": "PT30M", "minute": "PT30S", "century": "P50Y", "decade": "P5Y", "year": "P6M", "day": "PT12H", "month": "P15D"}[name]
    return "DURATION", period(1.5, m[0].split()[1].lower())


@rule(
    r"(?:{near})?(?P<a>{num})[ -]hours?,?(?: and)? (?P<b>{num})[ -]minutes?",
    "hour",
    ("lasted one hour and 20 minutes", "one hour and 20 minutes", "DURATION", "PT1H20M"),
)
def hours_minutes(m: re.Match[str], _: Context) -> Reading:
    hours, minutes = number(m["a"]), number(m["b"])
    return ("DURATION", f"PT{hours:g}H{minutes:g}M") if hours is not None and minutes is not None else None


@rule(
    r"(?:the )?(?:coming|next|past|last|recent|following|previous|preceding|(?:next|past|last|coming) (?:few|several|couple of)|first) (?P<u>seconds|minutes|hours|days"
    r"|weeks|months|quarters|years|decades|centuries)"
    r"(?: and (?:days|weeks|months|years))?|in (?P<x>(?P<v>minutes|hours|days|weeks|months|years|decades|centuries))|(?:for|within|after|over|through|of|follows"
    r"|followed) (?P<xx>(?P<t>minutes|hours|days|weeks|months|years|decades|centuries))(?! of age)"
    r"|(?P<xxx>(?P<s>minutes|hours|days|weeks|months|years|decades)) (?:later|earlier|before|after|ahead|of(?! (?:age|experience|the (?:week|month|year))\b)(?= [a-z]))"
    r"|the (?P<r>days|weeks|months|years|decades) (?:ahead|to come)",
    "seconds minutes hours days weeks months quarters years decades centuries",
    ("in the coming weeks", "the coming weeks", "DURATION", "PXW"),
    ("in recent years", "recent years", "DATE", "PAST_REF"),
    ("after months of talks", "months", "DURATION", "PXM"),
    ("meaning decades of standoff", "decades", "DURATION", "PXE"),
    ("the weeks ahead", "the weeks ahead", "DURATION", "PXW"),
)
def plural(m: re.Match[str], _: Context) -> Reading:
    if re.match(r"(?:the )?(?:recent|past (?!few|several|couple))", m[0].lower()) and m["u"]:
        return "DATE", "PAST_REF"
    return "DURATION", period(None, unit(m["u"] or m["v"] or m["t"] or m["s"] or m["r"]))


@rule(
    r"the (?P<w>first|last|latest|past|next|final)?\s?(?P<n>{num}) (?P<u>months|weeks|quarters|years|days)",
    "months weeks quarters years days",
    ("For the nine months ended", "the nine months", "DURATION", "P9M"),
)
def bounded(m: re.Match[str], _: Context) -> Reading:
    count, name = number(m["n"]), unit(m["u"])
    if name == "quarter" and count:
        return "DURATION", f"P{count * 3:g}M"
    return "DURATION", period(count, name)


@rule(
    r"(?:{num:n}-|half-)(?P<u>second|minute|hour|day|week|month|year|decade|century)s?(?:-long)?(?!-old)(?!s\b)|(?P<l>day|week|month|year|decade|century|hour|weekend|night"
    r"|centuries|decades|years|months|weeks|days|hours)-long|(?P<d>decade|century|month|week|year|hour|day)long",
    "second minute hour day week month year decade centur night",
    ("a three-day summit", "three-day", "DURATION", "P3D"),
    ("a week-long tour", "week-long", "DURATION", "P1W"),
    ("the decades-long war", "decades-long", "DURATION", "PXE"),
)
def compound(m: re.Match[str], _: Context) -> Reading:
    if m["u"]:
        return "DURATION", period(number(m["n"]) if m["n"] else 0.5, m["u"].lower())
    word = (m["l"] or m["d"]).lower()
    if word in {"weekend", "night"}:
        return "DURATION", "P1WE" if word == "weekend" else "PT1NI"
    plural_word = word.endswith("s")
    name = unit(word)
    return "DURATION", (f"PX{UNITS[name]}" if name not in {"hour"} else "PTXH") if plural_word else period(1, name) if name not in {"decade"} else "P1E"


@rule(
    r"(?:every|each|any given) (?:(?P<o>other|second|third|fourth|{num:n}) )?(?:of the )?(?P<u>seconds?|minutes?|hours?|days?|weeks?|fortnights?|months?|quarters?|years?"
    r"|decades?|mornings?|nights?|evenings?|afternoons?|weekends?)",
    "every each",
    ("holds drills every year, which", "every year", "SET", "P1Y"),
    ("meet every two weeks", "every two weeks", "SET", "P2W"),
    ("calls every other day", "every other day", "SET", "P2D"),
)
def every(m: re.Match[str], _: Context) -> Reading:
    name = unit(m["u"])
    if name in PARTS:
        return "SET", f"XXXX-XX-XXT{PARTS[name]}"
    if name == "weekend":
        return "SET", "XXXX-WXX-WE"
    count = {"other": 2.0, "second": 2.0, "third": 3.0, "fourth": 4.0}.get((m["o"] or "").lower()) or (number(m["n"]) if m["n"] else 1.0)
    return "SET", period(count, name)


@rule(
    r"(?:every|each) {weekday:w}(?: (?P<p>morning|afternoon|evening|night))?|(?:on )?(?P<s>Mondays|Tuesdays|Wednesdays|Thursdays|Fridays|Saturdays|Sundays)|(?:every"
    r"|each) {month:m}",
    "every each days",
    ("each Thursday from", "each Thursday", "SET", "XXXX-WXX-4"),
    ("on Mondays they", "Mondays", "SET", "XXXX-WXX-1"),
    ("every April it", "every April", "SET", "XXXX-04"),
)
def every_named(m: re.Match[str], _: Context) -> Reading:
    if m["m"]:
        return "SET", f"XXXX-{month(m['m']):02d}"
    return "SET", f"XXXX-WXX-{weekday(m['w'] or m['s'])}" + (f"T{PARTS[m['p'].lower()]}" if m["p"] else "")


@rule(
    r"(?P<w>" + "|".join(ADVERBS) + r"|bi-?weekly|bi-?monthly|semi-?annual(?:ly)?|twice[- ](?:daily|weekly|monthly|yearly)|twice-?yearly)",
    " ".join(ADVERBS),
    ("gives the daily tally", "daily", "SET", "P1D"),
    ("paid annually.", "annually", "SET", "P1Y"),
)
def adverb(m: re.Match[str], context: Context) -> Reading:
    word = m["w"].lower()
    ahead = context.text[m.end() : m.end() + 14]
    if m["w"][0].isupper() and re.match(r" [A-Z]", ahead):
        return None  # a paper's name
    return "SET", ADVERBS.get(word, {"b": "P2W" if "week" in word else "P2M", "s": "P6M"}.get(word[0], f"P1{ {'d': 'D', 'w': 'W', 'm': 'M'}.get(word[6:7], 'Y') }"))


@rule(
    r"(?:per|an?) (?P<u>second|minute|hour|day|week|month|quarter|year)(?! (?:ago|earlier|later|before|after|and a half|old))",
    "second minute hour day week month quarter year",
    ("four times a week in", "a week", "SET", "P1W"),
    ("fifty per year", "per year", "SET", "P1Y"),
)
def rate(m: re.Match[str], context: Context) -> Reading:
    if not m[0].lower().startswith("per") and not RATED.search(context.text[max(0, m.start() - 50) : m.start()]):
        return None
    return "SET", period(1, m["u"].lower())


@rule(
    r"(?:for )?(?P<x>(?:a|some|quite some|a long|quite a) (?:time|while)|long(?=[ -](?:been|since)))",
    "time while long",
    ("could stay for some time.", "some time", "DURATION", "PXX"),
    ("for a while they", "a while", "DURATION", "PXX"),
)
def some_time(m: re.Match[str], context: Context) -> Reading:
    if m["x"].lower() in {"a time", "long"} or re.match(r" (?:when|of|that|,? ago)", context.text[m.end() : m.end() + 6]):
        return None
    return "DURATION", "PXX"


RULES: tuple[Rule, ...] = (length, half, hours_minutes, plural, bounded, compound, every, every_named, adverb, rate, some_time)
