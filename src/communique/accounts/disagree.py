# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Where the reports of one event differ: calm, and only where both say it."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from communique import tables
from communique.accounts.points import EVERYWHERE, Told
from communique.accounts.record import Known
from communique.dates import apart, width
from communique.model import Coded, Disagreement, DisputedValue, Event, EventMention, Span
from communique.text import overlap
from communique.words import words

NUMBERS = {w: n for n, w in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())} | {"dozen": 12}
# "three joint patrols", "22 soldiers": a number, up to two words between, a plural noun. Times of day, years and dates are no counts.
COUNTED = re.compile(
    rf"(?<![\w.,$€£:-])(\d{{1,3}}(?:,\d{{3}})+|\d{{1,5}}|{'|'.join(w for w in NUMBERS if w != 'zero')})\s+((?:[a-z][\w-]*\s+){{0,2}}?)([a-z][\w-]*s|people|troops)\b", re.I
)
NOT_COUNTED = frozenset(
    "leaders sides ministers presidents countries governments days "
    "hours minutes weeks months years times others parties percent points rounds dollars yuan euros nations states am pm".split()
)
ALIKE = 0.6  # share of the words of what two figures count
UNDECIDED = re.compile(
    r"\b(?:yet to be (?:decided|agreed|fixed|set|confirmed)|"
    r"(?:no|any) (?:date|decision|plan)s? (?:has|have|had|was|were) (?:been )?(?:yet )?(?:set|fixed|made|taken|agreed|announced)|"
    r"(?:has|have|had|was|were) not (?:yet )?been (?:decided|agreed|fixed|set|announced)|never confirmed|undecided)\b",
    re.I,
)
ELSEWHERE = re.compile(r"its sentence|the day of the statement|no day is given|the days in which|from the page|from “")  # days that the clause itself does not name
MEETING = re.compile(r"\b(?:meet(?:ing|s)?|summit|visit|talks|in person|travel|trip|date)\b", re.I)
Values = Mapping[str, Iterable[str]]


def disagreements(event: Event, pages: Sequence[Coded], points: Sequence[Told], known: Known) -> tuple[Disagreement, ...]:
    """Differences in length, day, place, figures and in whether a next meeting is settled, by what they are about.

    One text printed twice does not disagree with itself: values are those of at least two families of copies, or of two
    accounts within one page.
    """
    reports = {page.article.id: [m for m in page.events if any(r.article == page.article.id and r.event == m.id for r in event.mentions)] for page in pages}
    found = [*_length(reports), *_day(reports), *_place(reports), *_figures(pages, reports, points), *_next_meeting(event, pages, points)]
    return tuple(sorted((d for d in found if _independent(d, known)), key=lambda d: (d.what, tuple(v.value for v in d.values))))


def _independent(one: Disagreement, known: Known) -> bool:
    """Two texts, or two accounts within one text; not a text and its later copy."""
    articles = [a for v in one.values for a in v.articles]
    return len({known.unit.get(a, a) for a in articles}) > 1 or len(set(articles)) < len(articles)


def _made(what: str, values: Values) -> list[Disagreement]:
    told = {value: tuple(sorted(set(articles))) for value, articles in values.items()}
    return [Disagreement(what, tuple(DisputedValue(v, told[v]) for v in sorted(told)))] if len(told) > 1 else []


def _length(reports: Mapping[str, Sequence[EventMention]]) -> list[Disagreement]:
    """'half an hour' and '35 minutes'."""
    values: defaultdict[str, list[str]] = defaultdict(list)
    for article, mentions in reports.items():
        for m in mentions:
            if m.duration:
                values[m.duration].append(article)
    return _made("duration", values)


def _day(reports: Mapping[str, Sequence[EventMention]]) -> list[Disagreement]:
    """Days that no difference of zones explains: more than one apart."""
    values: defaultdict[str, list[str]] = defaultdict(list)
    for article, mentions in reports.items():
        for m in mentions:
            if m.date and m.date_range and width(m.date_range) == 1 and not any(ELSEWHERE.match(b) for b in m.date_basis):
                values[m.date].append(article)
    if len(values) > 1 and apart((min(values), min(values)), (max(values), max(values))) > 1:
        return _made("date", values)
    return []


def _place(reports: Mapping[str, Sequence[EventMention]]) -> list[Disagreement]:
    """Two towns; a town and its country do not differ. A call is in no place."""
    values: defaultdict[str, list[str]] = defaultdict(list)
    for article, mentions in reports.items():
        for m in mentions:
            if m.mode != "phone" and m.place and not tables.country_of(m.place.name) and m.place.latitude is not None:
                values[m.place.name].append(article)
    return _made("place", values)


# Figures ---------------------------------------------------------------------------------------------------------------


def _figures(pages: Sequence[Coded], reports: Mapping[str, Sequence[EventMention]], points: Sequence[Told]) -> list[Disagreement]:
    """One thing counted twice with another number, within what is told of the event."""
    passages = {(p.article, p.span) for p in points} | {(article, (m.evidence[0][0], m.evidence[-1][1])) for article, mentions in reports.items() for m in mentions}
    seen: dict[tuple[str, str, frozenset[str]], set[tuple[str, str]]] = {}
    by_article = {page.article.id: page for page in pages}
    for article, span in sorted(passages):
        for noun, about, value, unit in _counts(by_article[article], span):
            seen.setdefault((unit, noun, about), set()).add((value, article))
    out: list[Disagreement] = []
    groups: list[tuple[str, str, frozenset[str], set[tuple[str, str]]]] = []
    for (unit, noun, about), values in sorted(seen.items(), key=lambda item: (item[0][0], item[0][1], sorted(item[0][2]))):
        home = next((g for g in groups if g[0] == unit and g[1] == noun and _alike(g[2], about)), None)
        if home:
            home[3].update(values)
        else:
            groups.append((unit, noun, about, set(values)))
    for unit, noun, _, pairs in groups:
        told: defaultdict[str, list[str]] = defaultdict(list)
        for value, article in sorted(pairs):
            told[value + (f" {unit}" if unit else "")].append(article)
        if len(told) > 1 and not _both_in_each(told):
            out += _made(f"number of {noun}" if not unit else noun, told)
    return out


def _both_in_each(values: Values) -> bool:
    """Every page has every number: they count two things ("three and then two patrols")."""
    told = [frozenset(articles) for articles in values.values()]
    return len(set(told)) == 1 and len(told[0]) > 1


def _counts(page: Coded, span: Span) -> list[tuple[str, frozenset[str], str, str]]:
    """(noun, words about it, value, unit) of the numbers in a passage: the page's figures, and small counts that figures leave out."""
    out = []
    taken: list[Span] = []
    for figure in page.figures:
        if overlap(figure.span, span):
            taken.append(figure.span)
            head = _head(figure.what)
            if head:
                out.append((head, frozenset(words(figure.what)) - EVERYWHERE, f"{figure.value:g}" if figure.value < 1e6 else f"{figure.value:.0f}", figure.unit or ""))
    for m in COUNTED.finditer(page.article.text, span[0], span[1]):
        number, between, noun = m[1].lower(), m[2], m[3].lower()
        if noun in NOT_COUNTED or any(overlap(m.span(1), t) for t in taken) or (number.isdigit() and 1900 <= int(number) <= 2100):
            continue
        value = str(NUMBERS[number]) if number in NUMBERS else number.replace(",", "")
        out.append((noun, frozenset(words(between + noun)) - EVERYWHERE, value, ""))
    return out


def _head(what: str) -> str | None:
    """The noun that is counted: the last before a preposition."""
    plain = re.split(r"\s(?:of|in|from|for|on|to|at|with|by|against|who|which|that)\s", what.strip())[0].split()
    return plain[-1].lower() if plain and plain[-1].lower() not in NOT_COUNTED else None


def _alike(a: frozenset[str], b: frozenset[str]) -> bool:
    return bool(a and b) and len(a & b) >= ALIKE * min(len(a), len(b))


# Next meeting ------------------------------------------------------------------------------------------------------------


def _next_meeting(event: Event, pages: Sequence[Coded], points: Sequence[Told]) -> list[Disagreement]:
    """One side says when they will meet, another that it is not decided."""
    if event.event_type != "CONSULT":
        return []
    settled: set[str] = set()
    unsettled: set[str] = set()
    for page in pages:
        text = page.article.text
        countries = {a.id: a.country for a in page.actors}
        parties = {
            countries[i] for m in page.events for i in (*m.actors, *m.recipients) if (page.article.id, m.id) in {(r.article, r.event) for r in event.mentions} and i in countries
        }
        for c in page.commitments:
            shown = page.quote(c.evidence)
            if c.kind == "schedule" and c.due and MEETING.search(shown) and len({countries.get(i) for i in (*c.by, *c.to)} & parties) > 1 and not UNDECIDED.search(shown):
                settled.add(page.article.id)
        told = [p for p in points if p.article == page.article.id]
        if any(UNDECIDED.search(text[p.span[0] : p.span[1]]) and MEETING.search(text[max(0, p.span[0] - 150) : p.span[1]]) for p in told):
            unsettled.add(page.article.id)
    return _made("whether a next meeting is settled", {"settled": settled, "not decided": unsettled}) if settled and unsettled else []
