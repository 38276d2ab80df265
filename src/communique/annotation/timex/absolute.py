# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Dates that name their place in the calendar: days, months, years, decades, centuries, quarters of a year."""

import datetime
import re

from communique.annotation.timex.context import Context
from communique.annotation.timex.grammar import Reading, Rule, rule
from communique.annotation.timex.lexicon import DECADES, SEASONS, month, ordinal, spoken_year, weekday

YEARS_AWAY = {"last": -1, "this": 0, "next": 1}
MONTH_WORDS = "jan feb mar apr may jun jul aug sep oct nov dec"
CLEAR = 60  # days: a date without a year, told in the past, is not this far in the future (and the other way round)


def valid(year: int, month_number: int, day: int) -> str | None:
    try:
        return datetime.date(year, month_number, day).isoformat()
    except ValueError:
        return None


def near_year(month_number: int, day: int, span: tuple[int, int], context: Context, day_of_week: str | None = None) -> str:
    """A day and month without year -> the nearest such day to the reference, on the side that the tense says where that is clear."""
    ref = context.reference
    if ref is None:
        return f"XXXX-{month_number:02d}-{day:02d}"
    found = [datetime.date.fromisoformat(v) for y in (ref.year - 1, ref.year, ref.year + 1) if (v := valid(y, month_number, day))]
    if not found:
        return f"XXXX-{month_number:02d}-{day:02d}"
    if day_of_week and (same := [d for d in found if d.isoweekday() == weekday(day_of_week)]):
        found = same
    tense = context.tense(span)
    if tense == "past":
        found = [d for d in found if (d - ref).days <= CLEAR] or found
    elif tense == "future":
        found = [d for d in found if (ref - d).days <= CLEAR] or found
    return min(found, key=lambda d: abs((d - ref).days)).isoformat()


@rule(
    r"(?:{weekday}(?:,| the)? )?(?:the )?{day:d}(?: of|-day of)?[ -]{month:m}(?:,? of|,|-)? ?{year:y}",
    MONTH_WORDS,
    ("on 4 February 2021 they", "4 February 2021", "DATE", "2021-02-04"),
    ("on the 4th of Feb, 2021", "the 4th of Feb, 2021", "DATE", "2021-02-04"),
    ("Thursday, 04-Feb-2021", "Thursday, 04-Feb-2021", "DATE", "2021-02-04"),
)
def day_month_year(m: re.Match[str], _: Context) -> Reading:
    value = valid(int(m["y"]), month(m["m"]), int(re.sub(r"\D", "", m["d"])))
    return ("DATE", value) if value else None


@rule(
    r"(?:{weekday}(?:,| the)? )?{month:m} (?:the )?{day:d}(?: ?,)? (?:of )?{year:y}",
    MONTH_WORDS,
    ("on Thursday, February 4, 2021, they", "Thursday, February 4, 2021", "DATE", "2021-02-04"),
    ("Oct. 31 , 2005", "Oct. 31 , 2005", "DATE", "2005-10-31"),
)
def month_day_year(m: re.Match[str], _: Context) -> Reading:
    value = valid(int(m["y"]), month(m["m"]), int(re.sub(r"\D", "", m["d"])))
    return ("DATE", value) if value else None


@rule(
    r"(?:{weekday:w}(?:,| the)? )?{month:m} (?:the )?{day:d}(?:,? (?:of )?(?P<k>this|last|next) year)?",
    MONTH_WORDS,
    ("met on March 2 in", "March 2", "DATE", "2018-03-02"),
    ("will meet on April 27 in", "April 27", "DATE", "2018-04-27"),
    ("elected on November 8 last", "November 8", "DATE", "2017-11-08"),
    ("on February 3 last year", "February 3 last year", "DATE", "2017-02-03"),
    ("is due to expire Dec. 10", "Dec. 10", "DATE", "2018-12-10"),
)
def month_day(m: re.Match[str], context: Context) -> Reading:
    day = int(re.sub(r"\D", "", m["d"]))
    if m["k"] and context.reference:
        value = valid(context.reference.year + YEARS_AWAY[m["k"].lower()], month(m["m"]), day)
        return ("DATE", value) if value else None
    return ("DATE", near_year(month(m["m"]), day, m.span(), context, m["w"])) if valid(2000, month(m["m"]), day) else None


@rule(
    r"(?:{weekday:w}(?:,| the)? )?(?:the )?{day:d}(?: of)? {month:m}",
    MONTH_WORDS,
    ("signed on 2 March in", "2 March", "DATE", "2018-03-02"),
    ("on the 9th of March", "the 9th of March", "DATE", "2018-03-09"),
)
def day_month(m: re.Match[str], context: Context) -> Reading:
    day = int(re.sub(r"\D", "", m["d"]))
    return ("DATE", near_year(month(m["m"]), day, m.span(), context, m["w"])) if valid(2000, month(m["m"]), day) else None


@rule(
    r"{month:m} (?:the )?{day}(?: ?[-–] ?| to | and | through | until | or )(?:the )?(?P<x>{day:d})(?: ?, ?{year:y})?|(?P<xx>{day:e})(?: ?[-–] ?| to | and "
    r"| or )(?:the )?{day} (?:of )?{month:n}(?:,? {year:z})?",
    MONTH_WORDS,
    ("from March 9 to 11 in", "11", "DATE", "2018-03-11"),
    ("on April 27 and 28, 2018, they", "28", "DATE", "2018-04-28"),
    ("on 15 and 16 March they", "15", "DATE", "2018-03-15"),
)
def other_day(m: re.Match[str], context: Context) -> Reading:
    if COUNTED.match(context.text[m.end() : m.end() + 40]):
        return None
    number, day, year = (month(m["m"]), m["d"], m["y"]) if m["m"] else (month(m["n"]), m["e"], m["z"])
    day = re.sub(r"\D", "", day)
    if year:
        value = valid(int(year), number, int(day))
        return ("DATE", value) if value else None
    return ("DATE", near_year(number, int(day), m.span(), context)) if valid(2000, number, int(day)) else None


@rule(
    r"(?P<y>(?:19|20)\d\d)[-/.](?P<m>0?[1-9]|1[0-2])[-/.](?P<d>3[01]|[12]\d|0?[1-9])",
    "19 20",
    ("dated 2021-02-04 in", "2021-02-04", "DATE", "2021-02-04"),
)
def iso_day(m: re.Match[str], _: Context) -> Reading:
    value = valid(int(m["y"]), int(m["m"]), int(m["d"]))
    return ("DATE", value) if value else None


@rule(
    r"(?P<a>3[01]|[12]\d|0?[1-9])([-/.])(?P<b>3[01]|[12]\d|0?[1-9])\2(?P<y>(?:19|20)\d\d|\d\d)",
    "/ - .",
    ("on 25/12/2017 they", "25/12/2017", "DATE", "2017-12-25"),
    ("on 02/04/2018 they", "02/04/2018", "DATE", "2018-02-04"),
    ("(11-02-89)", "11-02-89", "DATE", "1989-11-02"),
)
def slashed_day(m: re.Match[str], context: Context) -> Reading:
    # American order unless the first number is no month, or only the other order gives a day near the reference.
    year = int(m["y"]) + (0 if len(m["y"]) == 4 else 1900 if int(m["y"]) > 50 else 2000)
    first, second = valid(year, int(m["a"]), int(m["b"])), valid(year, int(m["b"]), int(m["a"]))
    if first and second and context.reference:
        distance = [abs((datetime.date.fromisoformat(v) - context.reference).days) for v in (first, second)]
        if distance[1] <= 3 < distance[0]:
            first = second
    value = first or second
    return ("DATE", value) if value else None


@rule(
    r"{mod}?{month:m}(?: ?, ?| of | )(?:{year:y}|{spoken:s})",
    MONTH_WORDS,
    ("since late April 2018", "late April 2018", "DATE", "2018-04"),
    ("in January nineteen ninety-seven", "January nineteen ninety-seven", "DATE", "1997-01"),
    ("the end of November, 1989", "the end of November, 1989", "DATE", "1989-11"),
)
def month_year(m: re.Match[str], _: Context) -> Reading:
    year = int(m["y"]) if m["y"] else spoken_year(m["s"])
    return ("DATE", f"{year}-{month(m['m']):02d}") if year else None


# "Ms. June Doe", "President May": what stands before a month that is a name, unless that only begins a sentence; and the words that lead a month.
NAMED = re.compile(r"(?:\b[A-Z][\w.'’-]+|\b(?:Ms|Mr|Mrs|Dr)\.) $")
BEGINS = re.compile(r"(?:^|[.!?]\s+|\b(?:In|On|Since|By|Until|From|Through|Before|After|During|To|And|Between|Of|This|Early|Late) )$", re.IGNORECASE)
LED = re.compile(r"\b(?:in|since|by|until|till|from|to|through|before|after|during|and|between|of|for) (?:the )?$", re.IGNORECASE)


# "in August and December last year", "from March to May 2005": the year told with the second month is the first one's too.
YEAR_BEHIND = re.compile(
    r"\s*(?:(?P<span>to|through|until|till|-|–)|,|and|or)\s*(?:in )?(?P<month>[A-Z][a-z]+\.?)(?:,? (?:of )?(?:(?P<which>this|last|next) year|(?P<year>(?:19|20)\d\d)))\b"
)


@rule(
    r"{mod:q}?(?:(?P<which>last|this past|past|next|this coming|this|the previous|the following) )?{month:m}(?:,? (?:of )?(?P<k>this|last|next) year)?(?! \d)",
    MONTH_WORDS,
    ("a summit in late April", "late April", "DATE", "2018-04"),
    ("will be held in late April", "late April", "DATE", "2018-04"),
    ("they met in December", "December", "DATE", "2017-12"),
    ("to be held in January", "January", "DATE", "2019-01"),
    ("was signed last May", "last May", "DATE", "2017-05"),
    ("rounds held in August and December last year", "August", "DATE", "2017-08"),
    ("from November to January 2005", "November", "DATE", "2004-11"),
    ("elections this September", "this September", "DATE", "2018-09"),
    ("at the end of June last year", "the end of June last year", "DATE", "2017-06"),
    ("it starts next March", "next March", "DATE", "2019-03"),
)
def lone_month(m: re.Match[str], context: Context) -> Reading:
    number, name, which = month(m["m"]), m["m"], (m["which"] or "").lower()
    behind, ahead = context.text[max(0, m.start() - 20) : m.start()], context.text[m.end() : m.end() + 20]
    if re.match(r"(?:mar|may|march|april|june|august|jan|sat|sun)\.?$", name.lower()) and not which and not m["q"]:
        # A person's or a place's name, or a verb, unless a word of time stands before it or a comma and a year or verb after.
        if NAMED.search(behind) and not BEGINS.search(behind):
            return None
        if (re.match(r"\s+[A-Z][a-z]+", ahead) or name == "May") and not LED.search(behind):
            return None
    ref = context.reference
    if ref is None:
        return "DATE", f"XXXX-{number:02d}"
    year = ref.year
    if m["k"]:
        year += YEARS_AWAY[m["k"].lower()]
    elif which.startswith(("last", "past", "this past", "the previous")):
        year -= number >= ref.month
    elif which == "next" or which == "this coming":
        year += number <= ref.month
    elif which == "" and (behind_it := YEAR_BEHIND.match(context.text, m.end())) and behind_it["month"][:3].lower() in MONTH_WORDS.split():
        year = int(behind_it["year"]) if behind_it["year"] else year + YEARS_AWAY[behind_it["which"].lower()]
        year -= behind_it["span"] is not None and number > month(behind_it["month"])  # "from November to January 2005"
    elif which == "":
        near = sorted((abs((y - ref.year) * 12 + number - ref.month), y) for y in (year - 1, year, year + 1))
        tense = context.tense(m.span())
        gap = (near[0][1] - ref.year) * 12 + number - ref.month
        if tense == "future":
            year += number < ref.month
        elif tense == "past":
            year -= number > ref.month
        else:
            year = near[0][1] if abs(gap) <= 3 else year - (number > ref.month)
    return "DATE", f"{year}-{number:02d}"


PREPOSED = re.compile(
    r"\b(?:in|since|by|of|until|till|from|to|through|before|after|during|and|between|or|around|early|late|mid|for|year|fiscal|as of|\W) ?"
    r"(?:the |their |its |his |her )?$",
    re.IGNORECASE,
)
NUMBERED = re.compile(
    r"(?:[$£€¥#]|\bNo\.?|\d[.,:]|(?<!mid)(?<!Mid)-|[/.]|\b(?:Resolution|resolution|Flight|Room|Boeing|Highway|Route|Street)) ?$",
)
COUNTED = re.compile(
    r"\s+(?:(?:[a-z]+[- ]){0,1}(?:troops|people|soldiers|men|women|workers|members|dead|miles|meters|metres|feet|tons|tonnes|dollars|yuan|yen|won|euros|pounds|percent"
    r"|shares|jobs|homes|square|kilometers|kilometres|km|kg|hours"
    r"|delegates|reporters|journalists|votes|points|others|more|students|refugees|civilians|employees|times|cases|deaths|copies|acres|hectares|barrels|cars|units|companies"
    r"|families|guests|participants|protesters|demonstrators"
    r"|police|officers|athletes|rounds|pages|houses|schools|megawatts|years|days|grams|kw|mw))\b",
    re.IGNORECASE,
)


@rule(
    r"{mod}?(?:(?P<f>the fiscal year|fiscal(?:[- ]year)?|financial year|calendar(?: year)?|the year|year) )?{year:y}(?:[-/–](?P<to>\d\d(?:\d\d)?)"
    r"|,? or later)?(?![-–]?(?:st|nd|rd|th|s)\b)(?:\s+(?:calendar|fiscal) year)?",
    "15 16 17 18 19 20",
    ("the 1953 war", "1953", "DATE", "1953"),
    ("since 1985, when", "1985", "DATE", "1985"),
    ("in fiscal 1989 it", "fiscal 1989", "DATE", "1989"),
    ("by the end of 2019", "the end of 2019", "DATE", "2019"),
    ("early 1990, when", "early 1990", "DATE", "1990"),
)
def lone_year(m: re.Match[str], context: Context) -> Reading:
    text = context.text
    behind, ahead = text[max(0, m.start("y") - 14) : m.start("y")], text[m.end() : m.end() + 40]
    if NUMBERED.search(behind):
        return None
    if re.match(r"\s*(?:%|million|billion|trillion|a\.m|p\.m|GMT|local time|hours)", ahead) or (re.match(r"[.,/:]\d|-\w", ahead) and not re.match(r"-(?!year)[a-z]", ahead)):
        return None
    if COUNTED.match(ahead):
        return None
    if not 1850 <= int(m["y"]) <= 2050 and not PREPOSED.search(behind):
        return None
    return "DATE", m["y"]


@rule(
    r"{mod}?(?:the year )?{spoken:s}",
    "eighteen nineteen twenty thousand",
    ("in nineteen ninety-six they", "nineteen ninety-six", "DATE", "1996"),
    ("the year two thousand has", "the year two thousand", "DATE", "2000"),
)
def said_year(m: re.Match[str], context: Context) -> Reading:
    # "Twenty twenty" and the like are numbers as often: they need "in" or "the year" before them.
    lower, year = m[0].lower(), spoken_year(m["s"])
    plain = lower.startswith(("nineteen", "eighteen", "the year")) or re.search(r"\bin $", context.text[: m.start()][-4:])
    return ("DATE", str(year)) if year and plain and not COUNTED.match(context.text[m.end() : m.end() + 40]) else None


@rule(
    r"{mod}?(?:the )?(?:(?:early|mid|late)[ -])?(?:(?P<y>(?:1[5-9]|20)\d)0['’]?s|['’‘](?P<s>[1-9])0['’]?s)",
    "0s 0's 0’s",
    ("in the 1990s, when", "the 1990s", "DATE", "199"),
    ("since the mid-1980s", "the mid-1980s", "DATE", "198"),
    ("the last half of the '80s", "the last half of the '80s", "DATE", "198"),
)
def decade(m: re.Match[str], _: Context) -> Reading:
    return "DATE", m["y"] or f"19{m['s']}"


@rule(
    r"{mod}?the (?:(?:early|mid|late)[ -])?(?:(?P<c>nineteen|eighteen)[- ])?(?P<w>" + "|".join(DECADES) + ")",
    " ".join(DECADES),
    ("through the nineties they", "the nineties", "DATE", "199"),
)
def said_decade(m: re.Match[str], _: Context) -> Reading:
    return "DATE", f"{18 if (m['c'] or '').lower() == 'eighteen' else 19}{DECADES[m['w'].lower()]}"


@rule(
    r"(?:the )?{mod}?(?:the )?{ordinal:o}[ -]centur(?:y|ies)",
    "centur",
    ("a 20th century idea", "20th century", "DATE", "19"),
    ("the early twenty-first century", "the early twenty-first century", "DATE", "20"),
)
def century(m: re.Match[str], _: Context) -> Reading:
    return ("DATE", f"{ordinal(m['o']) - 1:02d}") if 10 < ordinal(m["o"]) < 23 else None


@rule(
    r"(?:the )?{quarter:q}[ -]quarter (?:of |in )?(?:fiscal )?(?:{year:y})|(?:the )?(?:fiscal )?{year:ya}(?:['’]s)?(?: fiscal)? {quarter:qa}[ -]quarter"
    r"|(?P<qb>Q[1-4])(?: of)? {year:yb}",
    "quarter q1 q2 q3 q4",
    ("in the third quarter of 1984 it", "the third quarter of 1984", "DATE", "1984-Q3"),
    ("in the 1988 third quarter", "the 1988 third quarter", "DATE", "1988-Q3"),
    ("in Q2 2020", "Q2 2020", "DATE", "2020-Q2"),
)
def quarter_year(m: re.Match[str], _: Context) -> Reading:
    which = m["q"] or m["qa"]
    return "DATE", f"{m['y'] or m['ya'] or m['yb']}-Q{ordinal(which) if which else m['qb'][1]}"


@rule(
    r"(?:the )?(?P<h>first|second|last|latter|1st|2nd)[ -]half of (?:fiscal )?{year:y}",
    "half",
    ("for the last half of 1989 and", "the last half of 1989", "DATE", "1989-H2"),
)
def half_year(m: re.Match[str], _: Context) -> Reading:
    return "DATE", f"{m['y']}-H{1 if m['h'].lower() in {'first', '1st'} else 2}"


FEASTS = {"new year's eve": (12, 31), "new year": (1, 1), "valentine's day": (2, 14), "may day": (5, 1), "christmas eve": (12, 24), "christmas": (12, 25), "boxing day": (12, 26)}


@rule(
    r"(?P<f>(?-i:New Year['’]s Eve|New Year(?:['’]s(?: Day)?)?(?! resolution)|Valentine['’]s Day|May Day|Christmas Eve|Christmas(?: Day)?|Boxing Day))(?:,? {year:y}"
    r"| (?P<k>this|last|next) year)?",
    "year valentine may christmas boxing",
    ("in his New Year address", "New Year", "DATE", "2018-01-01"),
    ("before Christmas last year", "Christmas last year", "DATE", "2017-12-25"),
    ("on Christmas Eve, 1991", "Christmas Eve, 1991", "DATE", "1991-12-24"),
)
def feast(m: re.Match[str], context: Context) -> Reading:
    # "Happy New Year", "Lunar New Year": a greeting, and a day that the sun does not fix.
    if re.search(r"\b(?:Happy|Merry|Lunar|Chinese|Jewish|Islamic|Persian|Orthodox|Iranian|academic) $", context.text[max(0, m.start() - 12) : m.start()]):
        return None
    name = m["f"].lower().replace("’", "'")
    number, day = next(date for feast_name, date in FEASTS.items() if name.startswith(feast_name))
    if m["y"]:
        return "DATE", f"{m['y']}-{number:02d}-{day:02d}"
    if m["k"] and context.reference:
        return "DATE", f"{context.reference.year + {'last': -1, 'this': 0, 'next': 1}[m['k'].lower()]}-{number:02d}-{day:02d}"
    return "DATE", near_year(number, day, m.span(), context)


@rule(
    r"{mod}?(?:the )?{season:s} (?:of )?{year:y}",
    "spring summer autumn winter fall",
    ("in the summer of 1992", "the summer of 1992", "DATE", "1992-SU"),
    ("since spring 2014", "spring 2014", "DATE", "2014-SP"),
)
def season_year(m: re.Match[str], _: Context) -> Reading:
    return "DATE", f"{m['y']}-{SEASONS[m['s'].lower()]}"


RULES: tuple[Rule, ...] = (
    day_month_year, month_day_year, month_day, day_month, other_day, iso_day, slashed_day, month_year, lone_month, quarter_year, half_year, season_year, feast,
    lone_year, said_year, decade, said_decade, century,
)  # fmt: skip
