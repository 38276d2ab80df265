# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Where the reports of one event differ: calm, and only where both say it."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from communique import tables
from communique.accounts.figures import figures
from communique.accounts.numbers import length
from communique.accounts.points import Told, reports_of
from communique.accounts.record import Known
from communique.accounts.sentences import sentences
from communique.dates import apart, width
from communique.model import Coded, Disagreement, DisputedValue, Event, EventMention, SpanRef
from communique.text import overlap
from communique.words import words

SETTLED = re.compile(
    r"\b(?:agreed|agreement (?:was|has been) reached|will|would|accepted|decided|confirmed|announced|promised|pledged|to be (?:held|sent|signed)|going to|undertook|"
    r"look(?:s|ed)? forward to|concurred|settled on)\b",
    re.I,
)
ELSEWHERE = re.compile(r"its sentence|the day of the statement|no day is given|the days in which|from the page|from “")  # days that the clause itself does not name
TOOK = re.compile(r"\b(?:lasted|last|took|call|conversation|spoken?|talk(?:s|ed)?|(?:tele)?phone\w*|met|meeting|discussion)\b", re.I)
BEFORE = re.compile(r"\b(?:last (?:year|month|week)|previous\w*|earlier|ago|since)\b|\bin (?:19|20)\d\d\b", re.I)  # another time they talked
Values = Mapping[str, Iterable[SpanRef]]


def disagreements(event: Event, pages: Sequence[Coded], points: Sequence[Told], matters: Sequence[Sequence[Told]], known: Known) -> tuple[Disagreement, ...]:
    """Differences in length, day, place, figures, who asked for the talks and what is settled, by what they are about.

    One text printed twice does not disagree with itself: values are those of at least two families of copies, or of two
    accounts within one page.
    """
    reports = {page.article.id: reports_of(page, event) for page in pages}
    found = [*_day(reports), *_place(reports)]
    if event.event_type == "CONSULT":
        found += [*_length(pages, reports), *_initiator(points), *_settled(matters, {page.article.id: page for page in pages})]
    found += [made(what, values) for what, values in figures(pages, reports, points, matters)]
    return tuple(sorted((d for d in found if len(d.values) > 1 and _independent(d, known)), key=lambda d: (d.what, tuple(v.value for v in d.values))))


def _independent(one: Disagreement, known: Known) -> bool:
    """Two texts, or two accounts within one text; not a text and its later copy."""
    articles = [a for v in one.values for a in v.articles]
    return len({known.unit.get(a, a) for a in articles}) > 1 or len(set(articles)) < len(articles)


def made(what: str, values: Values) -> Disagreement:
    """What is disputed, each value with its articles and the words that say so."""
    told = {value: sorted(set(refs), key=lambda r: (r.article, r.span)) for value, refs in values.items()}
    return Disagreement(what, tuple(DisputedValue(v, tuple(dict.fromkeys(r.article for r in told[v])), tuple(told[v])) for v in sorted(told)))


def _length(pages: Sequence[Coded], reports: Mapping[str, Sequence[EventMention]]) -> list[Disagreement]:
    """'half an hour' and '35 minutes': as coded, and wherever a sentence tells how long they talked."""
    values: defaultdict[str, list[SpanRef]] = defaultdict(list)
    for page in pages:
        article, text = page.article.id, page.article.text
        for m in reports[article]:
            if m.duration:
                values[m.duration].append(SpanRef(article, m.evidence[0]))
        if not any(m.mode == "phone" or "historical" not in m.auxiliary for m in reports[article]) and reports[article]:
            continue
        for sentence in sentences(page.article):
            said = text[slice(*sentence)]
            found = length(text, sentence) if TOOK.search(said) and not BEFORE.search(said) else None
            if found and not re.match(r"\s*(?:ago|later|before|after)\b", text[found[1][1] : found[1][1] + 10]):
                values[found[0]].append(SpanRef(article, found[1]))
    return [made("duration", _sharpest(values))]


def _sharpest(values: Mapping[str, list[SpanRef]]) -> dict[str, list[SpanRef]]:
    """Where a span lies within another of the same article, the words alone."""

    def wider(r: SpanRef, o: SpanRef) -> bool:
        return o != r and o.article == r.article and overlap(o.span, r.span) > 0 and o.span[1] - o.span[0] < r.span[1] - r.span[0]

    return {value: [r for r in refs if not any(wider(r, o) for o in refs)] for value, refs in values.items()}


def _day(reports: Mapping[str, Sequence[EventMention]]) -> list[Disagreement]:
    """Days that no difference of zones explains: more than one apart."""
    values: defaultdict[str, list[SpanRef]] = defaultdict(list)
    for article, mentions in reports.items():
        for m in mentions:
            if m.date and m.date_range and width(m.date_range) == 1 and not any(ELSEWHERE.match(b) for b in m.date_basis):
                values[m.date].append(SpanRef(article, m.evidence[0]))
    if len(values) > 1 and apart((min(values), min(values)), (max(values), max(values))) > 1:
        return [made("date", values)]
    return []


def _place(reports: Mapping[str, Sequence[EventMention]]) -> list[Disagreement]:
    """Two towns; a town and its country do not differ. A call is in no place."""
    values: defaultdict[str, list[SpanRef]] = defaultdict(list)
    for article, mentions in reports.items():
        for m in mentions:
            if m.mode != "phone" and m.place and not tables.country_of(m.place.name) and m.place.latitude is not None:
                values[m.place.name].append(SpanRef(article, m.place.span or m.evidence[0]))
    return [made("place", values)]


def _initiator(points: Sequence[Told]) -> list[Disagreement]:
    """Each side says that it was the other, or that it was itself."""
    values: defaultdict[str, list[SpanRef]] = defaultdict(list)
    for p in points:
        if p.kind == "initiative" and p.value:
            values[p.value].append(SpanRef(p.article, p.span))
    return [made("who asked for the talks", values)]


def _settled(matters: Sequence[Sequence[Told]], pages: Mapping[str, Coded]) -> list[Disagreement]:
    """Of one matter one side says that it is agreed or has a day, another that it is not decided."""
    out: list[Disagreement] = []
    for matter in matters:
        yes: list[Told] = []
        no: list[Told] = []
        for p in matter:
            said = pages[p.article].article.text[slice(*p.span)]
            if p.undecided:
                no.append(p)
            elif p.kind != "initiative" and (SETTLED.search(said) or _dated(pages[p.article], p)):
                yes.append(p)
        told = {q.party for q in no}
        yes = [p for p in yes if told - {p.party} and (p.kind == "meeting" or any(q.kind != "meeting" for q in no))]
        if yes and no:
            both_meet = any(p.kind == "meeting" for p in no) and any(p.kind == "meeting" for p in yes)
            what = "whether a next meeting is settled" if both_meet else f"whether it is settled: {_named(no, yes)}"
            out.append(made(what, {"settled": [SpanRef(p.article, p.span) for p in yes], "not decided": [SpanRef(p.article, p.span) for p in no]}))
    return out


def _named(no: Sequence[Told], yes: Sequence[Told]) -> str:
    """The matter in a few words: the label that has most of the words which both sides have of it, the shorter the better."""
    shared = {w for p in no for w in p.matter} & {w for p in yes for w in p.matter}

    def worth(label: str) -> tuple[int, int, str]:
        return -len(shared & set(words(label))), len(label), label

    return min((p.topic for p in (*no, *yes)), key=worth)


def _dated(page: Coded, p: Told) -> bool:
    return any(c.due and c.kind in ("schedule", "pledge") and any(overlap(s, p.span) for s in c.evidence) for c in page.commitments)
