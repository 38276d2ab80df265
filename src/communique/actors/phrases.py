# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Noun phrases headed by a title or role, with what stands before and behind it: 'dozens of Istanbul police officers', 'members of the Taliban'."""

import functools
from dataclasses import dataclass

from communique import tables
from communique.actors import groups, learned
from communique.actors.board import Board, Entity
from communique.actors.titles import FORMER, Places, joined

LONGEST = 5
COUNTRYLIKE = frozenset({"side", "state", "nation", "country", "republic", "kingdom", "ally", "neighbor", "neighbour", "superpower"})
GOVERNMENTS = frozenset({"government", "administration", "regime", "cabinet", "delegation", "mission", "leadership", "authorities", "negotiating team", "government delegation"})
# What an adjective of a continent says of those who act together: PLOVER's code for bodies between states.
CONTINENTS = {"european": "EUR", "african": "IGO", "arab": "IGO", "asian": "IGO", "latin-american": "IGO"}
MORE = 7  # any number above those by which groups are counted
QUANTITIES = frozenset("dozens hundreds thousands scores tens number total one two three some many most all both each several majority handful couple pair".split())
# Roles that news takes for actors only where they do or suffer something, or are said to be somebody's.
GENERIC = frozenset(
    "member partner operative agent guard brigade unit patrol team committee association leadership coalition campaign camp base convoy vessel ship jeep wing "
    "foundation institution organization organisation sect tribe clan cell adversary rival power side party country nation state government authority agency group "
    "community crowd minority individual person boy girl teenager local public fan consumer staff parent relative patient driver participant guest drone youth "
    "department house assembly majority palace campaigner follower backer opponent colleague counterpart aide donor aircraft volunteer teacher lawyer".split()
)
SEATED = frozenset({"congress", "parliament", "senate"})  # written as a name, with no article
HOME = frozenset({"country", "nation", "government", "cabinet", "leadership"})  # what a story says of the state that it is about
# Institutions of which a story has one: without a country of their own they belong to the state that the story is about.
OWN = frozenset(
    {
        "ministry",
        "parliament",
        "cabinet",
        "military",
        "army",
        "office",
        "senate",
        "legislature",
        "court",
        "congress",
        "judiciary",
        "authorities",
        "police",
        "assembly",
        "prosecution",
        "authority",
        "commission",
        "department",
    }
)


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun phrase headed by a title or role: tokens [start, last), its head, and what stands before the title."""

    start: int
    first: int  # of the title
    last: int
    title: tables.Title
    plural: bool
    definite: bool
    former: bool
    country: str | None
    body: tables.Body | None
    owner: Entity | None
    number: int | None
    bare: bool  # neither article nor modifier
    town: str | None = None  # the town or region before or behind it, by whose state the country is known

    @property
    def origin(self) -> str | None:
        """Its state or body between states: that named, its body's, or its owner's."""
        return self.country or (self.body.country if self.body else None) or (self.owner.country if self.owner else None)


@functools.cache
def endings() -> frozenset[str]:
    return frozenset(form.split()[-1] for form in tables.titles()) | frozenset(learned.nouns())


def parse(board: Board, places: Places, at: int) -> Noun | None:
    words = board.words
    last = at + 1
    if words.low[at] in ("pm", "fm", "mp") and (not words.text[at].isupper() or (at and words.pos[at - 1] == "NUM")):
        return None  # an hour of the day
    if last < words.count and words.low[last] == "-" and words.tight(last):
        return None
    # a noun that only qualifies the next one ('police station'), unless a name follows it
    if words.dep[at] in ("compound", "amod", "nmod") and words.head[at] > at and words.pos[words.head[at]] in ("NOUN", "PROPN", "ADJ"):
        return None
    floor = words.bounds(at)[0]
    rows: tuple[tables.Title, ...] = ()
    first = at
    for start in range(max(floor, last - LONGEST), last):
        found = tables.titles().get(joined(words.low[start:last]))
        if found is None and start == at and (other := learned.nouns().get(words.low[at])) is not None:
            found = (other,)
        if found and not any(board.titled[start:last]) and board.free(start, last):
            rows, first = found, start
            break
    if not rows:
        return None
    form = joined(words.low[first:last])
    if form == "house" and not words.capital(first):
        return None  # a dwelling
    plural = any(r.plural == form and r.title != form for r in rows)
    return _phrase(board, places, first, last, rows, plural)


def _phrase(board: Board, places: Places, first: int, last: int, rows: tuple[tables.Title, ...], plural: bool) -> Noun | None:
    """What stands before the title within its noun phrase."""
    words = board.words
    start, definite, former, country, body, owner, number, bare = first, False, False, None, None, None, None, True
    town: str | None = None
    floor = words.bounds(first)[0]
    while start > floor:
        at = start - 1
        low, hit = words.low[at], places.at[at]
        taken = board.taken[at]
        if hit is not None and hit.last == start and hit.kind in ("name", "abbreviation", "adjective", "capital") and (taken is None or taken.kind == "country"):
            if hit.kind == "capital" and country is None and rows[0].kind in ("leader", "holder") and not (hit.last < first and words.low[hit.last] in ("'s", "’s")):
                break
            country, start, bare = country or hit.ref, hit.first, False
        elif hit is not None and hit.last == start and hit.kind == "body" and body is None:
            body, start, bare = tables.organisations()[hit.ref], hit.first, False
        elif board.home.place[at] is not None and taken is None:  # 'Istanbul police'
            country, bare = country or board.home.place[at], False
            while start > floor and board.home.place[start - 1] is not None:
                start -= 1
            town = words.shown(start, at + 1)
        elif low in groups.PARTS_OF_THE_WORLD and low not in CONTINENTS and joined(words.low[first:last]) in COUNTRYLIKE and taken is None:
            country, start, bare = country or "IGO", at, False  # 'the Caucasus nation'
        elif low in CONTINENTS and taken is None:
            country, start, bare = country or CONTINENTS[low], at, False
        elif taken is not None and taken.kind == "person" and len(taken.entities) == 1 and words.dep[taken.head] == "compound" and words.head[taken.head] in range(first, last):
            owner, start, definite, bare = taken.entities[0], taken.first, True, False  # 'the Obama administration'
            break
        elif low == "of" and at > floor and words.low[at - 1] in QUANTITIES:  # 'dozens of soldiers'
            number, start, bare = None, at - 1, False
        elif low in ("'s", "’s", "'", "’") and words.dep[at] == "case":
            before = board.taken[at - 1] or None
            if places.at[at - 1] is None and before is None and board.home.place[at - 1] is None:
                break
            if before is not None and before.kind in ("person", "body") and len(before.entities) == 1:
                owner, start, definite, bare = before.entities[0], before.first, True, False
                break
            definite, start = True, at
        elif words.pos[at] == "PRON" and joined(words.low[first:last]) in COUNTRYLIKE | GOVERNMENTS | OWN:
            return None  # 'his country' waits for whom 'his' means
        elif (words.pos[at] == "PRON" and low in ("his", "her", "its", "their", "our", "my")) or (low in ("the", "this", "that", "these", "those") and words.pos[at] == "DET"):
            definite, start, bare = True, at, False
            break
        elif low in ("a", "an", "some", "several", "many", "all", "both", "no", "any", "other", "another"):
            start, bare = at, False
            break
        elif words.pos[at] == "NUM" and not (at and words.low[at - 1] in ("-", "–")):
            number, start, bare = groups.NUMBERS.get(low, MORE), at, False
        elif low in FORMER:
            former, start = True, at
        elif low == "-" and words.low[at - 1] in ("ex", "former", "then"):
            former, start = True, at - 1
        elif words.pos[at] in ("ADJ", "NOUN", "PROPN", "VERB", "ADV") and first <= words.head[at] < max(first + 1, last) and taken is None and not board.titled[at]:
            start, bare = at, bare and words.pos[at] != "PROPN"
        elif (
            low in ("and", "or")
            and start < first
            and at > floor
            and words.pos[start] == words.pos[at - 1] == "ADJ"
            and not board.home.spoken(at - 1)
            and not board.home.spoken(start)
        ):
            start, bare = at - 1, False  # 'political and military leaders'
        elif low == "-" and start < first:
            break
        else:
            break
    if start == first and words.pos[first] == "PROPN" and words.capital(first) and first > floor and not definite:
        definite = last - first == 1 and words.low[first] in SEATED and not words.capital(first - 1)
        bare = not definite
    if body is None and country is None:
        country, body, town = _of(board, places, last)
    kinds = {r.kind: r for r in rows}
    if bare and "body" in kinds and "group" in kinds and kinds["group"].title not in GENERIC:
        kinds.pop("body")  # 'police said'
    row = _choose(kinds, plural, definite, country is not None or body is not None or owner is not None)
    if row is None:
        return None
    return Noun(start, first, last, row, plural, definite, former, country, body, owner, number, bare, town)


def _of(board: Board, places: Places, last: int) -> tuple[str | None, tables.Body | None, str | None]:
    """'The government of Japan', 'members of the Taliban', 'residents of Basra', 'a delegation from Italy': the country or body behind, and the town."""
    words = board.words
    if last + 1 < words.count and (words.low[last] == "of" or (words.low[last] == "from" and words.head[last] in range(last - LONGEST, last))):
        at = last + 1
        if words.low[at] == "the" and at + 1 < words.count:
            at += 1
        hit = places.at[at]
        if hit is None:
            code = board.home.place[at]
            return code, None, words.shown(at, board.home.begins[at]) if code is not None and at in board.home.begins else None
        if (
            (hit.kind in ("name", "abbreviation") or (hit.kind == "capital" and words.low[last] == "of"))
            and hit.first == at
            and not (hit.last < words.count and words.low[hit.last] in ("'s", "’s"))
        ):
            return hit.ref, None, words.shown(at, hit.last) if hit.kind == "capital" else None
        if hit.kind == "body":
            return None, tables.organisations()[hit.ref], None
    return None, None, None


def _choose(kinds: dict[str, tables.Title], plural: bool, definite: bool, placed: bool) -> tables.Title | None:
    """Which reading of a title: 'the official' is unnamed, 'the minister' someone, 'ministers' a group, 'the ministry' a body."""
    order: tuple[str, ...] = ("anonymous", "group", "body", "leader", "holder", "spokesperson") if plural else ("leader", "spokesperson", "body", "holder", "anonymous", "group")
    if not plural and "holder" in kinds and "anonymous" in kinds:
        order = (
            ("leader", "spokesperson", "body", "anonymous", "holder")
            if not definite or kinds["anonymous"].title in ("official", "diplomat", "source") or "official" in kinds["anonymous"].title
            else ("holder",)
        )
    if not plural and "leader" in kinds and kinds["leader"].title == "leader" and not (definite or placed):
        order = ("holder", "group")
    return next((kinds[k] for k in order if k in kinds), None)
