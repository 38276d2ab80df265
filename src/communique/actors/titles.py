# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Titles beside names: 'South Korea's chief nuclear negotiator X', 'X, a spokesman for the ministry', 'his American counterpart, X'."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from communique import tables
from communique.actors.gazetteer import Found
from communique.actors.words import Words

FORMER = frozenset({"former", "ex", "late", "then", "onetime", "ousted", "deposed", "ex-president", "outgone", "retired", "past", "disgraced"})
PASSED = frozenset(
    "visiting outgoing incoming new newly elected re-elected reelected current incumbent top senior chief deputy vice acting interim first second assistant "
    "special hardline moderate embattled long-time longtime veteran populist conservative reformist liberal right-wing left-wing right left wing young "
    "pro-western key leading main prominent influential chinese-born democratic republican shiite sunni shi'ite kurdish muslim christian communist islamist "
    "hawkish dovish powerful beleaguered anti-us the".split()
)
# Ranks that are words of the language when written small: 'major venues'
RANKS = frozenset({"major", "general", "captain", "marshal", "justice", "head", "host", "actor", "chair", "fm", "pm", "mp"})
LONGEST = 6


@dataclass(frozen=True, slots=True)
class TitleFound:
    """A title in the text: tokens [first, last), with what stands before it."""

    first: int
    last: int
    start: int  # where its modifiers begin
    words: str
    sector: str
    kind: str
    former: bool
    country: str | None
    body: str | None  # id of a body: 'Hamas leader', 'White House spokesman'
    owner: int | None  # token of a possessor: 'Moon's spokesman'
    also: str = ""  # another title in a row: 'Deputy Prime Minister and'


class Places:
    """What the gazetteer found, by token."""

    def __init__(self, found: list[Found], count: int) -> None:
        self.at: list[Found | None] = [None] * count
        for hit in found:
            for at in range(hit.first, hit.last):
                self.at[at] = hit


def phrase(words: Words, last: int, *, kinds: frozenset[str], limit: int = LONGEST, floor: int = 0) -> tuple[int, tables.Title] | None:
    """The longest title of these kinds that ends at token `last` (exclusive): its first token and row."""
    known: Mapping[str, tuple[tables.Title, ...]] = tables.titles()
    low = words.low
    for first in range(max(floor, last - limit), last):
        form = joined(low[first:last])
        rows = known.get(form)
        if rows:
            for row in rows:
                if row.title in RANKS and not words.capital(first) and not (row.title == "head" and words.low[last : last + 1] == ["of"]):
                    continue
                if row.kind in kinds and (row.title == form or row.plural != form or row.kind == "body"):
                    return first, row
    return None


def joined(low: list[str]) -> str:
    """Words as the titles table writes them."""
    return " ".join(low).replace(" 's", "'s").replace(" - ", "-").replace(" '", "'")


HOLDERS = frozenset({"leader", "holder", "spokesperson"})
ANY = HOLDERS | {"honorific"}


def before(words: Words, places: Places, person: int, *, floor: int) -> TitleFound | None:
    """The title that ends where a name begins, and its modifiers."""
    if person - 3 > floor and words.low[person - 1] == ")" and words.low[person - 3] == "(":
        person -= 3  # 'Special Representative (SRSG) X'
    hit = phrase(words, person, kinds=ANY, floor=floor)
    if hit is None:
        return _stretched(words, places, person, floor=floor)
    first, row = hit
    if row.kind == "honorific" or any(r.kind == "honorific" for r in tables.titles().get(row.title, ())):
        further = phrase(words, first, kinds=HOLDERS, floor=floor)
        if further is None and row.kind == "honorific":
            return TitleFound(first, person, first, row.title, row.sector, "honorific", False, None, None, None)
        if further is not None:  # 'Hezbollah leader Sayyed X'
            return replace(_modifiers(words, places, further[0], first, further[1], floor), last=person)
    return _modifiers(words, places, first, person, row, floor)


def _stretched(words: Words, places: Places, person: int, *, floor: int, behind: frozenset[str] = frozenset({"of", "for", "to"})) -> TitleFound | None:
    """A title with its complement before a name: 'head of the Japanese delegation X', 'Minister for Health and Welfare X', 'envoy to Somalia X'."""
    if person - 1 < floor or words.pos[person - 1] not in ("NOUN", "PROPN"):
        return None
    for at in range(person - 2, max(floor, person - 12), -1):
        if words.low[at] in (",", ";", ":", '"', "who", "that", "said", "with", "by") or words.pos[at] in ("VERB", "AUX"):
            return None
        if words.low[at] in behind:
            hit = phrase(words, at, kinds=HOLDERS, floor=floor)
            if hit is not None:
                return _complement(words, places, _modifiers(words, places, hit[0], at, hit[1], floor), person)
    return None


def _modifiers(words: Words, places: Places, first: int, last: int, row: tables.Title, floor: int) -> TitleFound:
    former, country, body, owner, also = False, None, None, None, ""
    sector, start, office = row.sector, first, first
    kind = row.kind
    for hit in places.at[first:last]:  # 'UN chief', 'White House spokesman': a name within the title itself
        if hit is not None and hit.kind != "people":
            known = tables.organisations().get(hit.ref) if hit.kind == "body" else None
            body, country = (known.id, known.country) if known is not None else (body, hit.ref)
            sector = known.sector if known is not None and known.sector != "GOV" and row.title.split()[-1] in GENERIC else sector
    if row.title.split()[-1] in ("minister", "secretary", "commissioner", "ambassador", "committee"):
        while start - 1 >= floor and words.dep[start - 1] == "compound" and places.at[start - 1] is None and words.low[start - 1] not in PASSED | FORMER | {"prime"}:
            start = office = start - 1  # 'Industry Minister'
    for _ in range(10):
        at = start - 1
        if at < floor:
            break
        low = words.low[at]
        hit = places.at[at]
        if low == "and" and (other := phrase(words, at, kinds=HOLDERS, floor=floor)) is not None and not (other[1].kind == row.kind == "leader"):
            # 'Deputy Prime Minister and Foreign Minister X'; 'the Prime Minister and President X' are two
            start, also = other[0], other[1].title
        elif low == ")" and at - 2 > floor and words.low[at - 2] == "(":  # 'National Authority (PNA) Chairman'
            start = at - 2
        elif low == "european":
            country, start = country or "EUR", at
        elif low in FORMER or (low == "-" and at > floor and words.low[at - 1] in FORMER):
            former = True
            start = at
        elif low == "-" and words.low[at - 1] == "ex":
            start = at
        elif hit is not None and hit.last == start and hit.kind in ("name", "abbreviation", "adjective", "capital"):
            country, start = country or hit.ref, hit.first
        elif hit is not None and hit.last == start and hit.kind == "body":
            known = tables.organisations()[hit.ref]
            body, country, start = body or hit.ref, country or known.country, hit.first
            office = hit.first
            sector = known.sector if known.sector not in ("GOV",) and row.title.split()[-1] in GENERIC else sector
        elif low in ("'s", "’s", "'", "’") and at > floor:
            place = places.at[at - 1]
            if place is not None:
                start = at
                continue
            inner = phrase(words, at, kinds=HOLDERS, floor=floor)
            if inner is not None:  # 'the UN Secretary-General's special representative'
                start = inner[0]
                for hit in places.at[inner[0] : at]:
                    if hit is not None and hit.kind != "people":
                        known = tables.organisations().get(hit.ref) if hit.kind == "body" else None
                        country = country or (known.country if known is not None else hit.ref)
                continue
            if words.capital(at - 1):
                owner, start = at - 1, at - 1
            break
        elif low in ("his", "her", "its", "their") and words.pos[at] == "PRON":
            owner, start = at, at
            break
        elif low in PASSED and low != "the":
            if low in ("deputy", "vice", "chief", "acting", "interim", "first", "assistant", "senior", "special", "top"):
                office = min(office, at)
            start = at
        elif low in ("the", "a", "an") and start == at + 1:
            start = at
            break
        else:
            inner = phrase(words, start, kinds=frozenset({"body", "holder"}), floor=floor)
            if inner is None:
                region = _region(words, at, row)
                if region is not None:  # 'Chechen President', 'Texas Governor'
                    country, start = country or region, at
                    office = at
                    continue
                further = _over(words, places, start, floor)
                if further is None:
                    break
                start = office = further
                continue
            if inner[1].kind == "body" and inner[1].sector not in ("GOV",) and row.title.split()[-1] in GENERIC:
                sector = inner[1].sector
            start = office = inner[0]
    return TitleFound(first, last, start, words.shown(office, last) if office < last else row.title, sector, kind, former, country, body, owner, also)


REGIONAL = frozenset(
    {"governor", "premier", "president", "prime minister", "mayor", "senator", "representative", "gov.", "sen.", "rep.", "commissioner", "police chief", "chief minister", "leader"}
)


def _region(words: Words, at: int, row: tables.Title) -> str | None:
    """The state of a part of a state, or town, whose name stands before a title that such have."""
    if row.title not in REGIONAL or not words.capital(at):
        return None
    known = tables.regions().get(words.text[at]) or (tables.regions().get(words.shown(at - 1, at + 1)) if at else None)
    if known is not None:
        return known[0] if known[1] == "region" else None
    city = tables.city_of(words.text[at]) if row.title in ("governor", "mayor", "police chief", "commissioner") else None
    return city.country if city is not None else None


# Matters that ministers and commissioners are named after, joined by 'and' where no state stands before.
MATTERS = frozenset(
    "agriculture trade economic economy development rural health welfare labor labour industry commerce energy water mines tourism culture information communications transport "
    "finance planning science technology education sports youth women environment forestry fisheries housing works justice interior home affairs foreign defence defense security "
    "monetary customs border protection social employment natural resources petroleum regional cooperation immigration citizenship infrastructure internal".split()
)


def _over(words: Words, places: Places, start: int, floor: int) -> int | None:
    """Where a title's own matter begins, if a state's or body's name stands before it: 'EU Economic and Monetary Affairs Commissioner'; else where all its words are matters."""
    at = start - 1
    while at >= floor and start - at <= 7:
        if places.at[at] is not None:
            return at + 1 if at + 1 < start else None
        if words.low[at] not in ("and", "&") and not (words.capital(at) and words.pos[at] in ("PROPN", "NOUN", "ADJ") and words.low[at] not in PASSED | FORMER):
            break
        if any(r.kind in ANY for r in tables.titles().get(words.low[at], ())):
            return None
        at -= 1
    rest = words.low[at + 1 : start]
    return at + 1 if len(rest) > 1 and rest[0] != "and" and all(w in MATTERS or w == "and" for w in rest) else None


# Last words of titles that take their sector from the body served.
GENERIC = frozenset(
    "adviser chairman chairwoman chief commander commissioner coordinator deputy director director-general envoy general governor head leader member "
    "negotiator official president representative secretary-general spokesman spokesperson spokeswoman".split()
)


def after(words: Words, places: Places, end: int) -> TitleFound | None:
    """The title in apposition behind a name: from a comma to the next comma, verb or full stop."""
    if end >= words.count or words.low[end] not in (",", "—", "–", "("):
        return None
    stop = end + 1
    limit = min(words.bounds(end)[1], end + 18)
    while (
        stop < limit
        and words.low[stop] not in (",", ";", ".", ":", "(", ")", "—", "who", "which", "whose", '"', "“", "”")
        and words.tokens[stop].tag not in ("VBD", "VBZ", "VBP", "MD")
    ):
        stop += 1
    for at in range(end + 1, min(stop, end + 10)):
        low = words.low[at]
        if at > end + 1 and (words.tokens[at].pos in ("ADP", "CCONJ", "SCONJ", "VERB") and places.at[at] is None):
            return None
        longest = None
        for last in range(min(stop, at + LONGEST), at, -1):
            rows = tables.titles().get(joined(words.low[at:last]))
            row = next((r for r in rows or () if r.kind in HOLDERS), None)
            if row is not None and (last >= stop or words.tokens[last].pos not in ("NOUN", "PROPN") or words.low[last] in ("'s",)):
                longest = (last, row)
                break
        if longest is not None and low not in ("the", "a", "an"):
            if longest[0] < stop and words.low[longest[0]] in ("'s", "’s"):
                return None
            found = _modifiers(words, places, at, longest[0], longest[1], end + 1)
            return _complement(words, places, found, stop)
    return None


def ahead(words: Words, places: Places, person: int, *, floor: int) -> TitleFound | None:
    """The title before a comma before a name: 'the US nuclear envoy, Christopher Hill', 'the Ambassador of Chile in Wellington, X'."""
    if person - 2 < floor or words.low[person - 1] != ",":
        return None
    hit = phrase(words, person - 1, kinds=HOLDERS, floor=floor)
    if hit is None:
        stretched = _stretched(words, places, person - 1, floor=floor, behind=frozenset({"of", "for", "in", "to"}))
        return replace(stretched, last=person - 1) if stretched is not None and stretched.country else None
    found = _modifiers(words, places, hit[0], person - 1, hit[1], floor)
    return found if found.country or found.body or found.owner is not None or words.low[found.start] == "the" else None


ENDS = frozenset("at here during after before on monday tuesday wednesday thursday friday saturday sunday today".split())  # words at which an office's complement is over


def _complement(words: Words, places: Places, found: TitleFound, stop: int) -> TitleFound:
    """What follows a title: 'of the European Commission', 'for the Iranian Foreign Ministry', 'to Iraq' (a post, not a country served)."""
    at, country, body, sector = found.last, found.country, found.body, found.sector
    if at >= stop or words.low[at] not in ("of", "for", "at", "with", "to", "on", "in"):
        return found
    served = words.low[at] == "of" or (words.low[at] in ("for", "at", "with") and not found.words.lower().endswith("ambassador"))
    hits = [h for h in dict.fromkeys(places.at[i] for i in range(at + 1, stop)) if h is not None]
    if served and hits and (hits[0].first <= at + 4 or _chained(words, at, hits[0].first)):
        hit = next((h for h in hits[:2] if h.kind == "body"), hits[0])
        if hit.kind == "body":
            known = tables.organisations()[hit.ref]
            body, country = body or hit.ref, country or known.country
            if known.sector != "GOV" and found.words.lower().split()[-1] in GENERIC:
                sector = known.sector
        elif hit.kind != "people" and (words.low[at] == "of" or hit.kind == "adjective"):
            country = country or hit.ref
    stop = next((i for i in range(at + 1, stop) if words.low[i] in ENDS), stop)
    return replace(found, words=f"{found.words} {words.shown(at, stop)}", sector=sector, country=country, body=body)


def _chained(words: Words, at: int, hit: int) -> bool:
    """Whether only nouns and 'of' lie between: 'deputy chief of general staff of the PLA', 'member of the Political Bureau of the CPC'."""
    return hit <= at + 12 and all(words.pos[i] in ("NOUN", "PROPN", "ADJ", "DET", "PART", "CCONJ") or words.low[i] in ("of", "for", "'s", "-", "&") for i in range(at + 1, hit))
