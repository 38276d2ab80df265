# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Numbers that a page states: how many of what."""

import re

from communique.model import Annotated, Figure, Span, Token

WORDS = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "dozen": 12}
NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
CURRENCY = {
    "$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY",
    "dollar": "USD", "euro": "EUR", "yuan": "CNY", "yen": "JPY", "pound": "GBP", "won": "KRW", "ruble": "RUB", "rupee": "INR",
}  # fmt: skip
LABELS = frozenset({"CARDINAL", "MONEY", "PERCENT", "QUANTITY"})


def figures(doc: Annotated) -> tuple[Figure, ...]:
    """Counts, sums, shares and measures with what they count, in text order; bare numerals of one digit say too little and are left out."""
    heads = {t.start: i for i, t in enumerate(doc.tokens)}
    out = []
    for name in doc.names:
        if name.label not in LABELS:
            continue
        words = doc.words(name.span)
        value = value_of(words)
        at = [heads[s] for s in range(*name.span) if s in heads]
        if value is None or not at:
            continue
        unit = "percent" if name.label == "PERCENT" else next((code for sign, code in CURRENCY.items() if sign in words.lower()), None)
        what = counted(doc, at[-1], name.span) or (spent_on(doc, at[-1], name.span) if unit else None)
        if what and (unit or value >= 10):
            out.append(Figure(what=what, value=value, unit=unit, span=name.span))
    return tuple(out)


def value_of(words: str) -> float | None:
    """'some 28,500' -> 28500.0, '1.2 billion' -> 1200000000.0; None where no numeral stands."""
    match = NUMBER.search(words)
    if match is None:
        return None
    value = float(match[0].replace(",", ""))
    for word, factor in WORDS.items():
        if re.search(rf"\b{word}s?\b", words[match.end() :], re.I):
            value *= factor
    return value


def counted(doc: Annotated, at: int, number: Span) -> str | None:
    """The noun phrase that a number counts, without the number and with what follows by a preposition."""
    tokens = doc.tokens
    top = at
    while tokens[top].dep in ("nummod", "quantmod", "compound", "pobj", "nmod", "advmod") and tokens[top].head != top and tokens[top].start < number[1] + 1:
        top = tokens[top].head
    if tokens[top].pos not in ("NOUN", "PROPN") or number[0] <= tokens[top].start < number[1]:
        return None
    words = [i for i in range(max(0, top - 8), min(len(tokens), top + 9)) if _under(tokens, i, top)]
    kept = [tokens[i] for i in words if not (number[0] <= tokens[i].start < number[1]) and tokens[i].dep not in ("relcl", "appos", "punct", "det", "advmod")]
    run = [t for t in kept if t.start >= number[0]]
    return doc.words((run[0].start, run[-1].end)).strip() if run and run[-1].end - run[0].start <= 80 else None


def spent_on(doc: Annotated, at: int, number: Span) -> str | None:
    """What a sum or share is of, where it stands alone: the noun of its preposition ("$300 million in aid"), else the word that governs it."""
    tokens = doc.tokens
    inside = {i for i, t in enumerate(tokens[max(0, at - 8) : at + 1], max(0, at - 8)) if number[0] <= t.start < number[1]}
    for i in range(at + 1, min(len(tokens), at + 8)):
        if tokens[i].dep == "pobj" and tokens[tokens[i].head].head in inside:
            return doc.words((tokens[tokens[i].head].end + 1, tokens[i].end))
    over = next((tokens[i].head for i in inside if tokens[i].head not in inside), None)
    return tokens[over].lemma if over is not None and tokens[over].pos in ("NOUN", "VERB", "PROPN") else None


def _under(tokens: tuple[Token, ...], at: int, top: int) -> bool:
    for _ in range(8):
        if at == top:
            return True
        if tokens[at].dep in ("relcl", "appos", "conj", "punct") or tokens[at].head == at:
            return False
        at = tokens[at].head
    return False
