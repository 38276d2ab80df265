# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""The words of time: numbers, units, names of days and months, and the pieces from which patterns are put together."""

import re

from communique.dates import MONTHS, WEEKDAYS

ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
ORDINALS = ("zeroth", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth",
            "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth", "twenty-first")  # fmt: skip
UNITS = {
    "second": "S", "minute": "M", "hour": "H", "day": "D", "week": "W", "fortnight": "W", "month": "M", "quarter": "Q", "year": "Y", "decade": "E", "century": "C",
}  # fmt: skip
CLOCKED = {"second", "minute", "hour"}
ADVERBS = {"hourly": "PT1H", "daily": "P1D", "nightly": "P1D", "weekly": "P1W", "fortnightly": "P2W", "monthly": "P1M", "yearly": "P1Y", "annually": "P1Y"}
PARTS = {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI", "midday": "MI", "dawn": "MO", "noon": "12:00", "midnight": "24:00", "dusk": "EV", "daytime": "DT"}
SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
DECADES = {**{f"{tens[:-1]}ies": i for i, tens in enumerate(TENS) if i > 1}}

_ONE = "|".join(sorted(ONES[1:], key=len, reverse=True))
_TEN = "|".join(TENS[2:])
_WORD = rf"(?:(?:{_TEN})(?:[ -](?:{'|'.join(ONES[1:10])}))?|{_ONE})"
_FIGURE = r"(?:\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)(?:[ -]\d/\d)?"

# A piece stands in a pattern as {name}, or as {name:group} to be read afterwards; a space in a pattern is any white space.
PIECES = {
    "weekday": r"(?-i:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:MON|TUES|WEDNES|THURS|FRI|SATUR|SUN)DAY|(?:Mon|Tues?|Weds?|Thurs?|Thu|Fri|Sat)\b\.?|Sun\.)",
    "month": r"(?-i:(?:Jan|Febr)uary|March|April|May|June|July|August|(?:Sept|Nov|Dec)ember|October|(?:JANU|FEBRU)ARY|MARCH|APRIL|MAY|JUNE|JULY|AUGUST|(?:SEPT|NOV"
             r"|DEC)EMBER|OCTOBER"
             r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)",
    "day": r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\d%])(?!,\d{3})(?!\.\d)",
    "year": r"(?:(?:1[5-9]|20)\d\d)(?![\d%])(?!,\d{3})(?!\.\d)",
    "spoken": rf"(?:eighteen|nineteen|twenty)[ -](?:(?:{_TEN})(?:[ -](?:{'|'.join(ONES[1:10])}))?|{'|'.join(ONES[10:])}|oh[ -](?:{'|'.join(ONES[1:10])}))"
              rf"|two thousand(?: (?:and )?(?:{_WORD}))?",
    "num": rf"(?:{_FIGURE}|(?:an?|{_WORD}) hundred(?: (?:and )?{_WORD})?|{_WORD}(?: and a half)?|half an?|an?(?! few| couple| number)|a couple of|a couple|a few|few"
           rf"|several|many|a number of|dozens of|hundreds of|thousands of"
           r"|some(?! (?:of|time)\b))",
    "count": rf"(?:{_FIGURE}|(?:an?|{_WORD}) hundred(?: (?:and )?{_WORD})?|{_WORD}(?: and a half)?|couple of|few|several|many)",
    "unit": r"(?:second|minute|hour|day|week|fortnight|month|quarter|year|decade|centur(?:y|ie))",
    "units": r"(?:second|minute|hour|day|week|fortnight|month|quarter|year|decade|centur(?:y|ie))s?",
    "long": r"(?:day|week|fortnight|month|quarter|year|decade|century)",
    "longs": r"(?:day|week|fortnight|month|quarter|year|decade|centur(?:y|ie))s?",
    "ordinal": r"(?:\d{1,2}(?:st|nd|rd|th)|" + "|".join(sorted(ORDINALS[1:], key=len, reverse=True)) + ")",
    "quarter": r"(?:first|second|third|fourth|1st|2nd|3rd|4th)",
    "season": r"(?:spring|summer|autumn|winter|fall)",
    "part": r"(?:morning|afternoon|evening|night|noon|midnight|dawn)",
    "near": r"(?:(?:about|around|nearly|almost|roughly|approximately|some|at least|at most|up to|more than|less than|fewer than|over|under|nearly|barely|just over"
            r"|just under|only|another|as (?:long|much|many) as) )",
    "mod": r"(?:(?:in )?(?:very )?(?:early|late|mid|middle|later|earlier)(?: in| on|-)? ?|(?:by |at |until )?(?:the )?(?:very )?(?:beginning|start|end|middle|close"
           r"|latter part|first half|second half|last half) of (?:the )?)",
    "clock": r"(?:(?:[01]?\d|2[0-4])(?::[0-5]\d){1,2}(?: ?[ap](?:\.m\.|m\b))?|(?:1[0-2]|0?[1-9])(?:\.[0-5]\d)? ?[ap](?:\.m\.|m\b)|(?:noon|midnight)\b|(?:[01]\d"
             r"|2[0-3])[0-5]\d (?=GMT|UTC|local time))",
    "zone": r"(?:(?:GMT|UTC|EST|EDT|CST|CDT|MST|PST|PDT|CET|JST|KST|local time|Eastern time|(?:Beijing|Moscow|London) time)(?: ?[+-]\d{1,2})?)",
}  # fmt: skip


def number(text: str) -> float | None:
    """'three', '2 1/2', '28,500', 'two and a half', 'a' -> its value; None where no count is told ('several', 'a few')."""
    words = re.sub(r"\s+", " ", text.lower().strip())
    if words in {"a", "an"}:
        return 1
    if words in {"half a", "half an"}:
        return 0.5
    if words in {"a couple", "a couple of", "couple of"}:
        return 2
    half = 0.5 if words.endswith(" and a half") else 0.0
    words = words.removesuffix(" and a half")
    if match := re.fullmatch(r"([\d,]+(?:\.\d+)?)(?:[ -](\d)/(\d))?", words):
        part = int(match[2]) / int(match[3]) if match[2] and match[3] != "0" else 0.0
        return float(match[1].replace(",", "")) + part + half
    total: float = 0
    for word in re.split(r"[ -]", words):
        if word == "hundred":
            total = (total or 1) * 100
        elif word in ONES:
            total += ONES.index(word)
        elif word in TENS and word:
            total += 10 * TENS.index(word)
        elif word not in {"and", "a", "an"}:
            return None
    return total + half if total else None


def ordinal(text: str) -> int:
    """'third', '3rd' -> 3."""
    lower = text.lower().replace(" ", "-")
    return ORDINALS.index(lower) if lower in ORDINALS else int(re.sub(r"\D", "", lower))


def spoken_year(text: str) -> int | None:
    """'nineteen ninety-six' -> 1996, 'two thousand' -> 2000."""
    words = re.split(r"[\s-]+", text.lower())
    if words[:2] == ["two", "thousand"]:
        rest = number(" ".join(words[2:])) if words[2:] else 0
        return 2000 + int(rest) if rest is not None else None
    tail = number("-".join(w for w in words[1:] if w != "oh"))
    return ONES.index(words[0]) * 100 + int(tail) if words[0] in ONES and tail is not None else 2000 + int(tail) if tail is not None else None


def month(text: str) -> int:
    """'Sept.' -> 9."""
    return 1 + next(i for i, name in enumerate(MONTHS) if name.startswith(text.lower().rstrip(".")[:3]))


def weekday(text: str) -> int:
    """'Thursday' -> 4, as ISO counts."""
    return 1 + next(i for i, name in enumerate(WEEKDAYS) if name.startswith(text.lower()[:3]))


def unit(text: str) -> str:
    """'years' -> 'year'."""
    lower = text.lower()
    return "century" if lower.startswith("centur") else lower.removesuffix("s")


def period(count: float | None, name: str) -> str:
    """(3, 'day') -> 'P3D'; (2.5, 'year') -> 'P2Y6M'; (None, 'week') -> 'PXW': TIMEX3's durations."""
    letter = UNITS[name]
    head = "PT" if name in CLOCKED else "P"
    if name == "fortnight" and count is not None:
        count *= 2
    if name in {"century", "decade"} and count is not None:
        count, letter = count * (100 if name == "century" else 10), "Y"
    if count is None:
        return f"{head}X{letter}"
    if count == int(count):
        return f"{head}{int(count)}{letter}"
    smaller = {"year": ("M", 12), "hour": ("M", 60), "minute": ("S", 60)}.get(name)
    if smaller and (count % 1 * smaller[1]) == int(count % 1 * smaller[1]):
        whole = f"{int(count)}{letter}" if int(count) else ""
        return f"{head}{whole}{int(count % 1 * smaller[1])}{smaller[0]}"
    return f"{head}{count:g}{letter}"


def pattern(template: str) -> re.Pattern[str]:
    """A pattern from pieces: '{num:n}[ -]{units:u}'."""

    def piece(match: re.Match[str]) -> str:
        body = PIECES[match[1]]
        return f"(?P<{match[2]}>{body})" if match[2] else f"(?:{body})"

    filled = re.sub(r"\{([a-z]+)(?::([a-z]+))?\}", piece, template)
    return re.compile(rf"(?<![\w$£€¥])(?:{_spaced(filled)})(?!\w)", re.IGNORECASE)


def _spaced(template: str) -> str:
    """A space outside a set of characters matches any white space; an optional one matches none too."""
    out, in_set, escaped = [], False, False
    for char in template:
        if char == " " and not in_set and not escaped:
            out.append(r"\s+")
        elif char == "?" and out and out[-1] == r"\s+":
            out[-1] = r"\s*"
        else:
            out.append(char)
            in_set = (in_set or char == "[") and char != "]" if not escaped else in_set
        escaped = char == "\\" and not escaped
    return "".join(out)
