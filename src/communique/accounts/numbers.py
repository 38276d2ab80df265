# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Amounts, measures, counts and lengths of talks in a passage, in normal form. Times of day, years and dates are no counts."""

import re
from dataclasses import dataclass

from communique.model import Span
from communique.words import stem

SMALL = {w: n for n, w in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())}
SMALL |= {w: n for n, w in enumerate("thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty".split(), 13)}
SMALL |= {"dozen": 12, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "hundred": 100}
SCALE = {"thousand": 1e3, "million": 1e6, "mn": 1e6, "m": 1e6, "billion": 1e9, "bn": 1e9, "trillion": 1e12}
CURRENCY = {"$": "USD", "us$": "USD", "a$": "AUD", "c$": "CAD", "nz$": "NZD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₩": "KRW", "₽": "RUB"}
CURRENCY |= {"dollars": "USD", "us dollars": "USD", "usd": "USD", "euros": "EUR", "pounds": "GBP", "yen": "JPY", "yuan": "CNY", "won": "KRW", "rupees": "INR"}
CURRENCY |= {"roubles": "RUB", "rubles": "RUB"}
UNITS = {
    "mw": "MW", "megawatt": "MW", "megawatts": "MW", "gw": "GW", "gigawatts": "GW", "km": "km", "kilometres": "km", "kilometers": "km", "percent": "%", "per cent": "%", "%": "%",
    "tonnes": "t", "tons": "t", "tonne": "t", "barrels": "barrels", "hectares": "ha", "cubic metres": "m3", "cubic meters": "m3",
}  # fmt: skip
DIGITS = r"(?<![\w.,:-])(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
WORDS = rf"\b({'|'.join(w for w in SMALL if w not in ('zero', 'one', 'hundred'))})\b"
MONEY = re.compile(
    rf"(?P<sign>(?:US|A|C|NZ)?\$|[€£¥₹₩₽])\s?(?P<a>\d[\d,]*(?:\.\d+)?)(?:\s?(?P<as>thousand|million|billion|trillion|mn|bn|m)\b)?|"
    rf"{DIGITS}\s?(?P<bs>thousand|million|billion|trillion)?\s(?P<name>(?:US )?dollars|euros|pounds|yen|yuan|won|rupees|roubles|rubles|USD)\b", re.I,
)  # fmt: skip
MEASURE = re.compile(rf"(?:{DIGITS}|{WORDS})(?:\s?(thousand|million|billion))?[ -]?({'|'.join(map(re.escape, sorted(UNITS, key=len, reverse=True)))})(?!\w)", re.I)
LINK = r"(?!(?:of|at|in|and|or|on|for|to|from|by|with|who|whom|which|that|are|is|was|were|will|would|have|has|had|the|their|its|as|per|a|an)\b)"  # what ends a noun
COUNT = re.compile(
    rf"(?:{DIGITS}|{WORDS})(?:\s(thousand|million|billion))?\s+((?:{LINK}[a-z][\w-]*\s+){{0,2}}|(?:[A-Z]\w+\s+)?(?:{LINK}[a-z][\w-]*\s+)?)"
    r"([a-z][\w-]*(?<![usi])s|people|troops|aircraft|men|women|children|fishermen|servicemen|police|personnel|vessels)\b"
)
NOT_COUNTED = frozenset(
    "leaders sides ministers presidents countries governments days hours minutes weeks months years times others parties percent points rounds nations states am pm was "
    "foreign decades centuries members million billion thousand successors secretaries".split()
)
MONTHS = re.compile(r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.?\s*$", re.I)
LENGTH = re.compile(
    rf"(?:\b(?P<half>half an hour|half-hour|half hour)\b|\b(?P<three>three[ -]quarters of an hour)\b|\b(?P<quarter>a quarter of an hour)\b|"
    rf"\b(?P<andhalf>an hour and a half|one and a half hours|hour and a half)\b|"
    rf"(?:{DIGITS}|{WORDS}|\b(?P<an>an|one))[ -](?P<unit>minutes?|hours?)(?:\s(?:and\s)?(?P<more>\d+|{'|'.join(SMALL)})[ -]minutes?)?\b)",
    re.I,
)
MORE = re.compile(r"\b(?:more|additional|another|extra|further|new)\b", re.I)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with what it counts: `unit` of money or measure, else `noun`."""

    value: float
    unit: str
    noun: str
    more: bool
    span: Span
    words: str

    @property
    def shown(self) -> str:
        return f"{self.value:g}{' ' + self.unit if self.unit else ''}" if self.value < 1e6 else f"{self.value:.0f}{' ' + self.unit if self.unit else ''}"


def quantities(text: str, span: Span) -> list[Quantity]:
    """In order; each number once: as money, as a measure, or as a count of a plural noun."""
    out: list[Quantity] = []
    for m in MONEY.finditer(text, *span):
        figure, scale = (m["a"], m["as"]) if m["a"] else (m[4], m["bs"])
        unit = CURRENCY[(m["sign"] or m["name"]).lower()]
        out.append(_made(text, m.span(), _number(figure) * SCALE.get((scale or "").lower(), 1), unit, ""))
    for m in MEASURE.finditer(text, *span):
        out.append(_made(text, m.span(), _number(m[1] or m[2]) * SCALE.get((m[3] or "").lower(), 1), UNITS[m[4].lower()], ""))
    for m in COUNT.finditer(text, *span):
        value = _number(m[1] or m[2]) * SCALE.get((m[3] or "").lower(), 1)
        dated = MONTHS.search(text[max(span[0], m.start() - 12) : m.start()]) or MONTHS.match((m[4] or "").strip() + " ")
        if m[5].lower() not in NOT_COUNTED and not dated and not (1900 <= value <= 2100 and not m[3]):
            out.append(_made(text, m.span(), value, "", stem(m[5].lower()), bool(MORE.search(m[4] or ""))))
    found: list[Quantity] = []
    for q in sorted(out, key=lambda q: (q.span[0], not q.unit)):
        if not found or q.span[0] >= found[-1].span[1]:
            found.append(q)
    return found


def length(text: str, span: Span) -> tuple[str, Span] | None:
    """How long talks took: 'lasted half an hour' -> PT30M."""
    for m in LENGTH.finditer(text, *span):
        if m["half"]:
            minutes = 30.0
        elif m["three"]:
            minutes = 45.0
        elif m["quarter"]:
            minutes = 15.0
        elif m["andhalf"]:
            minutes = 90.0
        else:
            number = 1.0 if m["an"] else _number(next(g for g in m.groups()[4:6] if g))
            minutes = number * (60 if m["unit"].lower().startswith("hour") else 1) + (_number(m["more"]) if m["more"] else 0)
        if 0 < minutes <= 600:
            return _iso(int(minutes)), m.span()
    return None


def _iso(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    return "PT" + (f"{hours}H" if hours else "") + (f"{rest}M" if rest else "")


def _number(written: str) -> float:
    low = written.lower()
    return float(SMALL[low]) if low in SMALL else float(low.replace(",", ""))


def _made(text: str, span: Span, value: float, unit: str, noun: str, more: bool = False) -> Quantity:
    return Quantity(value, unit, noun, more or bool(MORE.search(text[span[1] : span[1] + 12])), span, text[slice(*span)])
