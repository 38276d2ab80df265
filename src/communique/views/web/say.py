# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""How the pages say things: days, confidence, countries, kinds, in words for a person. All of it pure."""

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from communique import tables
from communique.dates import day, width
from communique.dates import days as days_of
from communique.errors import DateError
from communique.model import Days
from communique.tables.plover import QUADS
from communique.views.matters import amount

MONTH_NAMES = "January February March April May June July August September October November December".split()
# PLOVER's codes for those that are no state.
BODIES = {
    "IGO": "International organisation", "UNO": "United Nations", "EUR": "European Union", "NGO": "Non-governmental organisation",
    "ISM": "International movement", "IMG": "International militant group", "MNC": "Company",
}  # fmt: skip
SECTORS = {
    "GOV": "government", "MIL": "armed forces", "LEG": "parliament", "JUD": "courts", "COP": "police", "SPY": "intelligence", "OPP": "opposition", "PTY": "political party",
    "REB": "rebels", "MED": "media", "BUS": "business", "EDU": "education", "HLH": "health", "REL": "religious body", "CVL": "civilians", "IGO": "international organisation",
    "NGO": "non-governmental organisation", "UAF": "unidentified armed force", "CRM": "criminals", "SOC": "civil society", "LAB": "labour", "AGR": "agriculture",
}  # fmt: skip
AUXILIARY = {"historical": "background", "future": "planned", "hypothetical": "hypothetical", "negation": "did not happen"}
OPENING, CLOSING = '“"«„‘', '”"»“’'
SURE, FAIR = 0.85, 0.6  # editor's thresholds for the words beside a confidence; the number always stands with them
LONGEST_NAME = 90  # characters of a name in a list; whole on the actor's own page
LONGEST_QUOTE = 420  # characters of evidence in a list; whole on the article's page


def days(span: Days | None, *, unknown: str = "day unknown") -> str:
    """('2021-01-19', '2021-01-20') -> '19–20 January 2021'; a whole month or year by its name; a range by both ends."""
    if span is None:
        return unknown
    first, last = span
    try:
        for whole in (first[:4], first[:7]):
            if first != last and days_of(whole) == (first, last):
                return whole if len(whole) == 4 else f"{MONTH_NAMES[int(whole[5:]) - 1]} {whole[:4]}"
        a, b = day(first), day(last)
    except DateError:
        return first if first == last else f"{first} to {last}"
    if a == b:
        return f"{a.day} {MONTH_NAMES[a.month - 1]} {a.year}"
    if (a.year, a.month) == (b.year, b.month):
        return f"{a.day}–{b.day} {MONTH_NAMES[b.month - 1]} {b.year}"
    start = f"{a.day} {MONTH_NAMES[a.month - 1]}" + ("" if a.year == b.year else f" {a.year}")
    return f"{start} – {b.day} {MONTH_NAMES[b.month - 1]} {b.year}"


def one_day(iso: str | None, *, unknown: str = "day unknown") -> str:
    return unknown if iso is None else days((iso[:10], iso[:10]))


def vague(span: Days | None) -> str | None:
    """'within 30 days' where the record knows only a range."""
    try:
        return None if span is None or span[0] == span[1] else f"one day or more within these {width(span)} days"
    except DateError:
        return None


def country(code: str | None) -> str | None:
    """'KOR' -> 'South Korea'; a code that no table knows is itself."""
    if code is None:
        return None
    found = tables.country(code)
    return found.name if found else BODIES.get(code, code)


def sector(code: str | None) -> str | None:
    return None if code is None else SECTORS.get(code, code)


def sure(confidence: float) -> str:
    return "high" if confidence >= SURE else "fair" if confidence >= FAIR else "low"


def quad(event_type: str) -> str:
    return QUADS.get(event_type, "unknown")


def kind_class(text: str) -> str:
    """'verbal cooperation' -> 'verbal-cooperation': a class name, of letters alone whatever comes in."""
    return re.sub(r"[^a-z]+", "-", text.lower()).strip("-") or "unknown"


def readable(code: str | None) -> str:
    """'third-party', 'third_party' -> 'third party'."""
    return re.sub(r"[-_]+", " ", code or "").strip()


def duration(iso: str | None) -> str | None:
    """'PT30M' -> '30 minutes'; what is no ISO 8601 duration is left as it is."""
    match = re.fullmatch(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?", iso or "")
    if not match or not any(match.groups()):
        return iso
    names = ("year", "month", "week", "day", "hour", "minute", "second")
    return " ".join(f"{number} {name}{'' if number == '1' else 's'}" for number, name in zip(match.groups(), names, strict=True) if number)


def turn(what: str, reason: str) -> str:
    """What turns and why, once where the reason tells both."""
    return clip(reason if what in reason else f"{what}: {reason}", 200)


def value(text: str) -> str:
    """A disputed value as a person reads it: durations and days in words, the rest as it stands."""
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return one_day(text)
    if match := re.fullmatch(r"(\d{4}-\d{2}-\d{2})/(\d{4}-\d{2}-\d{2})", text):
        return days((match[1], match[2]))
    told = duration(text)
    return amount(text) if told is None or told == text else told


def number(figure: float) -> str:
    return f"{int(figure):,}" if figure == int(figure) and abs(figure) < 1e15 else f"{figure:,}"


def one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def clip(text: str, limit: int = LONGEST_NAME) -> str:
    """One line, cut at a word where it is too long, with an ellipsis."""
    text = one_line(text)
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    cut = head.rsplit(" ", 1)[0] if " " in head[limit // 2 :] else head
    return cut.rstrip(" ,;:") + "…"


def quoted(text: str) -> str:
    """In quotation marks, unless it brings its own; without the commas and dashes at which evidence happens to begin or end."""
    text = re.sub(r"^[\s,;:.)\]–—-]+(?=\w|[\"“„«‘'(])|(?<=\w)[\s,;:–—-]+$", "", text)
    if text and text[0] in OPENING and text[-1] in CLOSING:
        return text
    # a quotation that evidence begins in and does not end
    return f"“{text[1:] if text and text[0] in OPENING and not set(text[1:]) & set(CLOSING) - set('’') else text}”"


def file_name(source: str) -> str:
    """'pages/17.txt' -> '17.txt': where a page was read, short enough for a line. What is no path stays as it is."""
    return re.split(r"[/\\!]", source)[-1] or source if re.search(r"[/\\].*\.\w{2,5}$", source) else source


def counted(number_of: int, one: str, many: str | None = None) -> str:
    return f"{number_of:,} {one if number_of == 1 else many or one + 's'}"


def listed(words: Iterable[str]) -> str:
    """'a', 'a and b', 'a, b and c'."""
    *rest, last = list(words) or [""]
    return f"{', '.join(rest)} and {last}" if rest else last


def safe_link(address: str | None) -> str | None:
    """The address where it leads to the web; anything else (javascript:, data:, a broken one) is no link."""
    if address is None:
        return None
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return address if parts.scheme in ("http", "https") and parts.netloc else None
