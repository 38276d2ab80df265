# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Dates that count from the day of the page: yesterday, on Thursday, last week, two years ago, the third quarter."""

import datetime
import re

from communique.annotation.timex.context import Context
from communique.annotation.timex.grammar import Reading, Rule, rule
from communique.annotation.timex.lexicon import SEASONS, number, ordinal, unit, weekday

BLANK = {
    "day": "XXXX-XX-XX", "week": "XXXX-WXX", "fortnight": "XXXX-WXX", "month": "XXXX-XX", "quarter": "XXXX-QX", "year": "XXXX", "decade": "XXX", "century": "XX",
    "weekend": "XXXX-WXX-WE",
}  # fmt: skip


def step(day: datetime.date, name: str, by: int) -> str:
    """The value of the unit that lies `by` units from the one that holds the day."""
    if name == "day":
        return (day + datetime.timedelta(days=by)).isoformat()
    if name in {"week", "fortnight", "weekend"}:
        year, week, _ = (day + datetime.timedelta(weeks=by * (2 if name == "fortnight" else 1))).isocalendar()
        return f"{year}-W{week:02d}" + ("-WE" if name == "weekend" else "")
    if name in {"month", "quarter"}:
        months = day.year * 12 + day.month - 1 + by * (3 if name == "quarter" else 1)
        year, at = divmod(months, 12)
        return f"{year}-{at + 1:02d}" if name == "month" else f"{year}-Q{at // 3 + 1}"
    if name == "year":
        return f"{day.year + by:04d}"
    return f"{day.year // 10 + by:03d}" if name == "decade" else f"{day.year // 100 + by:02d}"


def moved(context: Context, name: str, by: int) -> str:
    try:
        return step(context.reference, name, by) if context.reference else BLANK[name]
    except (ValueError, OverflowError):
        return BLANK[name]


def on_weekday(context: Context, which: int, span: tuple[int, int], word: str = "") -> str:
    """A weekday -> the day: the latest such day up to the page's own, or the first from it where the tense looks ahead."""
    ref = context.reference
    if ref is None:
        return f"XXXX-WXX-{which}"
    back = (ref.isoweekday() - which) % 7
    if word in {"last", "this past", "past"}:
        return (ref - datetime.timedelta(days=back or 7)).isoformat()
    if word in {"the previous", "the preceding"}:
        return (ref - datetime.timedelta(days=(back or 7) + (7 if back else 0))).isoformat()
    if word in {"next", "this coming", "coming", "the following"}:
        # In the week that is still running, "next Friday" is mostly the one after: nobody calls tomorrow so.
        ahead = (-back) % 7 or 7
        return (ref + datetime.timedelta(days=ahead + (7 if word == "next" and which > ref.isoweekday() + 1 else 0))).isoformat()
    tense = context.tense(span)
    if tense == "future" or (word == "this" and tense == "none"):
        return (ref + datetime.timedelta(days=(-back) % 7)).isoformat()
    return (ref - datetime.timedelta(days=back)).isoformat()


@rule(
    r"(?:{mod}|just )?(?P<w>today|yesterday|tomorrow|(?:the )?day before yesterday|the day after tomorrow)",
    "today yesterday tomorrow",
    ("he said today that", "today", "DATE", "2018-03-16"),
    ("left late yesterday for", "late yesterday", "DATE", "2018-03-15"),
    ("meet the day after tomorrow", "the day after tomorrow", "DATE", "2018-03-18"),
)
def near_day(m: re.Match[str], context: Context) -> Reading:
    word = m["w"].lower()
    by = -2 if "before" in word else 2 if "after" in word else {"today": 0, "yesterday": -1, "tomorrow": 1}[word]
    return "DATE", moved(context, "day", by)


@rule(
    r"(?:{mod}|just )?(?:(?P<q>last|this past|past|next|this coming|coming|this|the previous|the preceding|the following) )?{weekday:w}(?:,? (?P<k>last|next|this) week)?",
    "mon tue wed thu fri sat sun",
    ("The envoy said on Monday that", "Monday", "DATE", "2018-03-12"),
    ("They spoke Friday by phone", "Friday", "DATE", "2018-03-16"),
    ("The ministers will meet on Tuesday.", "Tuesday", "DATE", "2018-03-20"),
    ("He left last Friday", "last Friday", "DATE", "2018-03-09"),
    ("talks scheduled for next Monday", "next Monday", "DATE", "2018-03-19"),
)
def weekday_near(m: re.Match[str], context: Context) -> Reading:
    if re.fullmatch(r"(?:Sun|Sat|Mon|Wed|Fri|Thu|Tue)\.?", m["w"]) and not m["q"]:
        return None  # "Sun" and the like are names of papers and people far more often
    if m["k"] and context.reference:
        monday = context.reference - datetime.timedelta(days=context.reference.isoweekday() - 1)
        return "DATE", (monday + datetime.timedelta(days=weekday(m["w"]) - 1 + {"last": -7, "this": 0, "next": 7}[m["k"].lower()])).isoformat()
    return "DATE", on_weekday(context, weekday(m["w"]), m.span(), re.sub(r"\s+", " ", (m["q"] or "").lower()))


@rule(
    r"(?:{mod}|just )?(?P<q>last|this past|next|this coming|the coming|this|the current|the previous|the preceding|the following|the same|that same|that|the next|the past"
    r"|the latest|current|latest|the last)"
    r" (?:(?:fiscal|calendar|financial|business|trading|election|comparable|corresponding) )?(?P<u>day|week|weekend|month|quarter|year|decade|century)(?![- ](?:old|long))",
    "day week month quarter year decade century",
    ("they met last month in", "last month", "DATE", "2018-02"),
    ("elections next year", "next year", "DATE", "2019"),
    ("talks early this week", "early this week", "DATE", "2018-W11"),
    ("over the past year it", "the past year", "DURATION", "P1Y"),
    ("in the current quarter", "the current quarter", "DATE", "2018-Q1"),
    ("in 1988. That year", "That year", "DATE", "1988"),
    ("in March. The following month it", "The following month", "DATE", "2018-04"),
    ("on March 3. The next day it", "The next day", "DATE", "2018-03-04"),
    ("reopened earlier this year in", "earlier this year", "DATE", "2018"),
    ("last weekend in", "last weekend", "DATE", "2018-W10-WE"),
)
def this_unit(m: re.Match[str], context: Context) -> Reading:
    which, name = re.sub(r"\s+", " ", m["q"].lower()), m["u"].lower()
    if name == "day" and which in {"the next", "the previous", "the following"}:
        which = {"the next": "the following"}.get(which, which)
    elif which in {"the next", "the past", "the last", "the coming"} and name != "weekend":
        return "DURATION", f"P1{ {'day': 'D', 'week': 'W', 'month': 'M', 'quarter': 'Q', 'year': 'Y'}.get(name, 'E') }"
    if which in {"that", "the same", "that same", "the previous", "the preceding", "the following"}:
        if (anchor := _anchor(context, name)) is None:
            return ("DATE", BLANK[name]) if which != "that" else None
        return "DATE", step(anchor, name, 1 if which == "the following" else -1 if which in {"the previous", "the preceding"} else 0)
    if name == "weekend" and which == "this":
        return "DATE", moved(context, name, 0)
    by = -1 if which in {"last", "this past", "the past", "the last"} else 1 if which in {"next", "this coming", "the coming", "the next"} else 0
    if name == "quarter" and which in {"the latest", "latest"}:
        by = -1
    return "DATE", moved(context, name, by)


def _anchor(context: Context, name: str) -> datetime.date | None:
    """The first day of the time told last that is fine enough for the unit; the reference day where none is told."""
    lengths = {"day": (10,), "week": (10,), "weekend": (10,), "month": (7, 10), "quarter": (7, 10)}.get(name, (4, 7, 10))
    value = context.earlier(*lengths)
    if value is None or "W" in value:
        return context.reference
    if "Q" in value:
        return datetime.date(int(value[:4]), 3 * int(value[-1]) - 2, 1)
    try:
        return datetime.date.fromisoformat((value + "-01-01")[:10])
    except ValueError:
        return context.reference


@rule(
    r"(?:{mod}|just |{near})?(?P<n>{num})[ -]{units:u} (?:ago|earlier this)",
    "ago earlier",
    ("signed two years ago in", "two years ago", "DATE", "2016"),
    ("nearly six weeks ago", "nearly six weeks ago", "DATE", "2018-W05"),
    ("three days ago", "three days ago", "DATE", "2018-03-13"),
    ("several years ago", "several years ago", "DATE", "PAST_REF"),
    ("a decade ago", "a decade ago", "DATE", "2008"),
)
def ago(m: re.Match[str], context: Context) -> Reading:
    count, name = number(m["n"]), unit(m["u"])
    if count is None:
        return "DATE", "PAST_REF"
    if name in {"second", "minute", "hour"}:
        return "TIME", "PAST_REF" if context.reference is None else f"{context.reference.isoformat()}"
    if context.reference is None:
        return "DATE", BLANK[name]
    if name in {"decade", "century"}:
        count, name = count * (10 if name == "decade" else 100), "year"
    if count != int(count):
        count, name = count * 12, "month" if name == "year" else name
    return "DATE", moved(context, name, -int(count))


@rule(
    r"(?:{units} |days |weeks |months |years |long |ages |decades |centuries )ago|long ago|not (?:so |too |very )?long ago",
    "ago",
    ("decided months ago to", "months ago", "DATE", "PAST_REF"),
    ("not long ago they", "not long ago", "DATE", "PAST_REF"),
)
def long_ago(_: re.Match[str], __: Context) -> Reading:
    return "DATE", "PAST_REF"


@rule(
    r"(?:{near})?(?:a year|one year|the year|a quarter|the quarter a year)[ -](?:earlier|ago|before)(?: (?:quarter|period|month))?|(?:the |a )?(?:(?:comparable"
    r"|corresponding|same) )?(?:year-ago|year-earlier)(?: {quarter})?(?: (?:quarter|period|month))?"
    r"|the (?:(?:comparable|corresponding|same|like) )(?:year-ago |year-earlier )?(?:quarter|period|month) (?:a year (?:ago|earlier|before)|last year|of last year"
    r"|the year before)|the quarter a year ago",
    "year-ago year-earlier earlier ago before period",
    ("compared with a year earlier.", "a year earlier", "DATE", "2017"),
    ("in the second quarter. It fell in the year-ago quarter", "the year-ago quarter", "DATE", "2016-Q2"),
)
def year_before(m: re.Match[str], context: Context) -> Reading:
    told = next((t.value for t in reversed(context.before) if t.type == "DATE" and re.match(r"\d{4}-Q\d|\d{4}$", t.value)), None)
    if context.reference is None and told is None:
        return "DATE", "XXXX"
    if told and "Q" in told:
        # Twice told, the second names the same quarter of the year before once more, not two years back.
        latest = max((t.value for t in context.before if re.match(r"\d{4}-Q\d", t.value)), default=told)
        return "DATE", f"{int(latest[:4]) - 1}{latest[4:]}"
    del m
    return "DATE", str((context.reference.year if context.reference else int(told or 0)) - 1)


@rule(
    r"(?:(?P<w>this year|last year|next year)['’]s |(?:the |its |their |a )?(?:fiscal |fiscal-)?)?(?:\w+[- ]fiscal )?"
    r"{quarter:q}[- ](?:fiscal )?quarter(?P<late>,? (?:of )?(?P<k>last|this|next) year)?(?!s)",
    "quarter",
    ("its third-quarter results", "third-quarter", "DATE", "2017-Q3"),
    ("in the first quarter it", "the first quarter", "DATE", "2018-Q1"),
    ("last year's second quarter", "last year's second quarter", "DATE", "2017-Q2"),
)
def lone_quarter(m: re.Match[str], context: Context) -> Reading:
    which, ref = ordinal(m["q"]), context.reference
    if ref is None:
        return "DATE", f"XXXX-Q{which}"
    said = (m["w"] or m["k"] or "").lower()[:4]
    if said:
        return "DATE", f"{ref.year + {'last': -1, 'next': 1}.get(said, 0)}-Q{which}"
    now = (ref.month - 1) // 3 + 1
    ahead = context.tense(m.span()) == "future"
    year = ref.year + (1 if ahead and which < now - 1 else -1 if which > now and not ahead else 0)
    return "DATE", f"{year}-Q{which}"


@rule(
    r"(?:{mod}|just )?(?:(?P<q>last|this past|past|next|this coming|this|the coming|the) )?{season:s}",
    "spring summer autumn winter fall",
    ("talks last summer in", "last summer", "DATE", "2017-SU"),
    ("over the summer they", "the summer", "DATE", "2017-SU"),
    ("this spring it", "this spring", "DATE", "2018-SP"),
)
def lone_season(m: re.Match[str], context: Context) -> Reading:
    which, name = (m["q"] or "").lower(), m["s"].lower()
    if name in {"fall", "spring"} and not which:
        return None
    if not which and not re.search(r"\b(?:in|since|by|until|during|through|of) $", context.text[max(0, m.start() - 9) : m.start()]):
        return None
    if name == "fall" and which == "the":
        return None
    ref = context.reference
    if ref is None:
        return "DATE", f"XXXX-{SEASONS[name]}"
    begins = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[SEASONS[name]]
    year = ref.year
    if which in {"last", "this past", "past"}:
        year -= begins + 2 >= ref.month
    elif which in {"next", "this coming", "the coming"}:
        year += begins <= ref.month
    elif which != "this":
        year += begins < ref.month if context.tense(m.span()) == "future" else -(begins > ref.month)
    return "DATE", f"{year}-{SEASONS[name]}"


@rule(
    r"(?:(?P<q>this|last|next|each|every) )?(?:calendar |fiscal )?(?:the )?(?:end of the year|year['’]s end|year[- ]end|end of the (?:month|week|day|quarter|decade))",
    "end",
    ("complete it by year-end.", "year-end", "DATE", "2018"),
    ("before the end of the month", "the end of the month", "DATE", "2018-03"),
)
def unit_end(m: re.Match[str], context: Context) -> Reading:
    which = (m["q"] or "").lower()
    if which in {"each", "every"}:
        return "SET", "XXXX"
    name = next(n for n in ("year", "month", "week", "day", "quarter", "decade") if n in m[0].lower())
    return "DATE", moved(context, name, {"last": -1, "next": 1}.get(which, 0))


@rule(
    r"(?:{mod}|earlier in |later in |later |sometime )?(?:on |over )?the (?P<u>weekend|week|month|quarter|year|day)(?!['’]s? \w+ (?:of|ago))(?![- ](?:old|long|after|before"
    r"|in and))",
    "weekend week month quarter year day",
    ("earlier in the day, the minister", "earlier in the day", "DATE", "2018-03-16"),
    ("over the weekend in", "the weekend", "DATE", "2018-W10-WE"),
    ("fell 2% for the week", "the week", "DATE", "2018-W11"),
)
def the_unit(m: re.Match[str], context: Context) -> Reading:
    name = m["u"].lower()
    ahead = context.text[m.end() : m.end() + 12]
    if re.match(r" (?:when|that|he|she|they|it|we|you|i|of|will|is|was|comes|came|has)\b", ahead, re.IGNORECASE):
        return None
    if name in {"year", "month"} and re.match(r" end(?:ed|ing)\b", ahead):
        return "DURATION", f"P1{name[0].upper()}"
    if name == "day" and "earlier" not in m[0].lower() and "later" not in m[0].lower() and "end" not in m[0].lower():
        return None
    if name == "weekend":
        ref = context.reference
        back = ref is not None and ref.isoweekday() < 6 and context.tense(m.span()) != "future"
        return "DATE", moved(context, name, -1 if back else 0)
    if name == "quarter":
        # A quarter reported on is the one told of, else the last full one.
        told = next((t.value for t in reversed(context.before) if re.fullmatch(r"\d{4}-Q\d", t.value)), None)
        return "DATE", told or moved(context, name, -1)
    anchor = _anchor(context, name) if name == "day" else context.reference
    return "DATE", step(anchor, name, 0) if anchor else BLANK[name]


@rule(
    r"{mod}?the (?:latest |current |previous )?(?:fiscal|financial) year",
    "fiscal financial",
    ("earnings for the fiscal year.", "the fiscal year", "DATE", "2018"),
    ("In the fiscal year ended Jan. 31", "the fiscal year", "DURATION", "P1Y"),
)
def fiscal_year(m: re.Match[str], context: Context) -> Reading:
    if re.match(r"\s+(?:that )?end(?:ed|ing|s)\b", context.text[m.end() : m.end() + 14]):
        return "DURATION", "P1Y"
    return "DATE", moved(context, "year", -1 if re.search("latest|previous", m[0].lower()) else 0)


@rule(
    r"(?P<x>{num:n}[ -](?P<u>days?|weeks?|months?|years?)) from (?:now|today)|in (?P<xx>{num:na}[ -](?P<ua>days?|weeks?|months?|years?)(?:['’] time)?)(?! of)",
    "day week month year",
    ("It will be redeemed in five years.", "five years", "DATE", "2023"),
    ("two weeks from now", "two weeks", "DATE", "2018-W13"),
)
def ahead_of(m: re.Match[str], context: Context) -> Reading:
    count = number(m["n"] or m["na"])
    name = unit(m["u"] or m["ua"])
    if count is None or count != int(count) or context.reference is None:
        return None
    if m["na"] and not m[0].rstrip("'’").endswith("time") and context.tense(m.span()) != "future":
        return None
    return "DATE", moved(context, name, int(count))


RULES: tuple[Rule, ...] = (
    near_day, weekday_near, this_unit, ago, long_ago, year_before, lone_quarter, lone_season, unit_end, the_unit, fiscal_year, ahead_of,
)  # fmt: skip
