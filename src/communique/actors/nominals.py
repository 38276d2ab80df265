# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Actors without a name of their own: 'the ministry', 'Chinese officials', 'the US nuclear envoy', 'a senior official', 'the two leaders'."""

import functools
from dataclasses import dataclass, replace

from communique import tables
from communique.actors import groups, identity, owners
from communique.actors.board import Board, Entity
from communique.actors.titles import FORMER, Places, joined
from communique.actors.words import OBJECT, SUBJECT, Words

LONGEST = 5
COUNTRYLIKE = frozenset({"side", "state", "nation", "country", "republic", "kingdom", "ally", "neighbor", "neighbour", "superpower"})
GOVERNMENTS = frozenset(
    {"government", "administration", "regime", "cabinet", "delegation", "mission", "leadership", "authorities", "negotiating team", "government delegation"}
)
COMMON = frozenset(
    "people man men woman women child children family families national nationals worker workers student students company companies bank banks firm firms "
    "citizen citizens resident residents press media medium daily force helicopter helicopters tank tanks jet jets artillery court party council commission "
    "union network movement customs tourist tourists farmer farmers victim victims pilot pilots".split()
)
# What an adjective of a continent says of those who act together: PLOVER's code for bodies between states.
CONTINENTS = {"european": "EUR", "african": "IGO", "arab": "IGO", "asian": "IGO", "latin-american": "IGO"}
QUANTITIES = frozenset("dozens hundreds thousands scores tens number total one two three some many most all both each several majority handful couple pair".split())
# Roles that news takes for actors only where they do or suffer something, or are said to be somebody's.
GENERIC = frozenset(
    "member partner operative agent guard brigade unit patrol team committee association leadership coalition campaign camp base convoy vessel ship jeep wing "
    "foundation institution organization organisation sect tribe clan cell adversary rival power side party country nation state government authority agency group "
    "community crowd minority individual person boy girl teenager local public fan consumer staff parent relative patient driver participant guest drone youth "
    "department house assembly majority palace campaigner follower backer opponent colleague counterpart aide donor aircraft volunteer teacher lawyer".split()
)
PLURAL_ONLY = frozenset("power base side party state nation country wing cell team institution community unit house department brigade counterpart person".split())


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


@functools.cache
def _endings() -> frozenset[str]:
    return frozenset(form.split()[-1] for form in tables.titles())


def find(board: Board, places: Places) -> None:
    """Nominal mentions onto the board, from the left, so that each may take up what came before."""
    words = board.words
    endings = _endings()
    at = 0
    while at < words.count:
        group = groups.at(board, at)
        if group:
            at = group
            continue
        if words.low[at] in endings and words.pos[at] in ("NOUN", "PROPN") and not board.titled[at] and board.taken[at] is None:
            noun = _noun(board, places, at)
            if noun is not None:
                _place(board, noun)
        at += 1
    _merge(board)


def _merge(board: Board) -> None:
    """An office named before its holder, as headlines do, is the holder where one person of the article fits."""
    persons = [e for e in board.entities.values() if e.kind == "person"]
    holders: dict[Entity, Entity] = {}
    for entity in board.entities.values():
        if entity.kind == "office" and entity.country:
            title = entity.name.split(" of ")[0]
            fits = [p for p in persons if p.country == entity.country and identity.taken_up(title, p) and (p.sector == "ELI") == (entity.sector == "ELI")]
            if len(fits) == 1:
                holders[entity] = fits[0]
    if holders:
        board.mentions = [replace(m, entities=tuple(dict.fromkeys(holders.get(e, e) for e in m.entities))) for m in board.mentions]
        for mention in board.mentions:
            for at in range(mention.first, mention.last):
                board.taken[at] = mention


def _noun(board: Board, places: Places, at: int) -> Noun | None:
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
        if found and not any(board.titled[start:last]) and board.free(start, last):
            rows, first = found, start
            break
    if not rows:
        return None
    form = joined(words.low[first:last])
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
        elif (words.pos[at] == "PRON" and low in ("his", "her", "its", "their", "our", "my")) or (
            low in ("the", "this", "that", "these", "those") and words.pos[at] == "DET"
        ):
            definite, start, bare = True, at, False
            break
        elif low in ("a", "an", "some", "several", "many", "all", "both", "no", "any", "other", "another"):
            start, bare = at, False
            break
        elif words.pos[at] == "NUM" and not (at and words.low[at - 1] in ("-", "–")):
            number, start, bare = groups.NUMBERS.get(low), at, False
        elif low in FORMER:
            former, start = True, at
        elif low == "-" and words.low[at - 1] in ("ex", "former", "then"):
            former, start = True, at - 1
        elif words.pos[at] in ("ADJ", "NOUN", "PROPN", "VERB", "ADV") and first <= words.head[at] < max(first + 1, last) and taken is None and not board.titled[at]:
            start, bare = at, bare and words.pos[at] != "PROPN"
        elif low == "-" and start < first:
            break
        else:
            break
    if start == first and words.pos[first] == "PROPN" and words.capital(first) and first > floor and not definite:
        bare = True
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
    """'The government of Japan', 'members of the Taliban', 'residents of Basra': the country or body behind, and the town."""
    words = board.words
    if last + 1 < words.count and words.low[last] == "of":
        at = last + 1
        if words.low[at] == "the" and at + 1 < words.count:
            at += 1
        hit = places.at[at]
        if hit is None:
            code = board.home.place[at]
            return code, None, words.shown(at, board.home.begins[at]) if code is not None and at in board.home.begins else None
        if hit.kind in ("name", "abbreviation", "capital") and hit.first == at and not (hit.last < words.count and words.low[hit.last] in ("'s", "’s")):
            return hit.ref, None, words.shown(at, hit.last) if hit.kind == "capital" else None
        if hit.kind == "body":
            return None, tables.organisations()[hit.ref], None
    return None, None, None


def _choose(kinds: dict[str, tables.Title], plural: bool, definite: bool, placed: bool) -> tables.Title | None:
    """Which reading of a title: 'the official' is unnamed, 'the minister' someone, 'ministers' a group, 'the ministry' a body."""
    order: tuple[str, ...] = (
        ("anonymous", "group", "body", "leader", "holder", "spokesperson") if plural else ("leader", "spokesperson", "body", "holder", "anonymous", "group")
    )
    if not plural and "holder" in kinds and "anonymous" in kinds:
        order = (
            ("leader", "spokesperson", "body", "anonymous", "holder")
            if not definite or kinds["anonymous"].title in ("official", "diplomat", "source") or "official" in kinds["anonymous"].title
            else ("holder",)
        )
    if not plural and "leader" in kinds and kinds["leader"].title == "leader" and not (definite or placed):
        order = ("holder", "group")
    return next((kinds[k] for k in order if k in kinds), None)


def _place(board: Board, noun: Noun) -> None:
    words = board.words
    kind = noun.title.kind
    head = noun.last - 1
    text = joined(words.low[noun.first : noun.last])
    if kind in ("honorific",):
        return
    if words.dep[head] in ("attr", "oprd") or (words.dep[head] == "appos" and not (noun.definite and noun.country)):
        return  # it says what somebody is, and stands for nobody
    if noun.bare and words.capital(noun.first) and noun.start > 0 and words.low[noun.start - 1] == "of":
        return  # 'Council of Ministers'
    if text in COMMON and not (noun.country or noun.number or words.role(head) in SUBJECT):
        return
    whose = noun.country or noun.body or noun.owner
    if kind == "group" and noun.title.title in GENERIC and not whose and ((not noun.plural and noun.title.title in PLURAL_ONLY) or not _busy(words, head)):
        return
    entities: tuple[Entity, ...] = ()
    if kind in ("leader", "holder", "spokesperson") and not noun.plural:
        entities = _someone(board, noun)
    elif kind == "body":
        entities = _institution(board, noun, text)
    elif kind == "anonymous":
        entities = (_unnamed(board, noun),)
    else:
        entities = _many(board, noun, text)
    if entities:
        for mention in {
            id(m): m for m in board.taken[noun.start : noun.first] if m is not None and m.kind in ("country", "body") and m.entities[0] is not noun.owner
        }.values():
            board.drop(mention)
        start = noun.start
        while board.taken[start] is not None and start < noun.first:
            start += 1
        if words.low[start] in ("'s", "’s", "'", "’"):
            start += 1
        board.add(start, noun.last, "nominal", *entities, head=head)


def _busy(words: Words, head: int) -> bool:
    """Whether a noun stands where who acts or is acted upon stands."""
    role = words.role(head)
    prep, above = words.governor(head)
    return role in SUBJECT | OBJECT or prep in ("by", "with", "against") or (prep in ("to", "on", "from", "between") and words.pos[above] in ("VERB", "NOUN"))


def _same_country(entity: Entity, noun: Noun) -> bool:
    country = noun.country or (noun.body.country if noun.body else None) or (noun.owner.country if noun.owner else None)
    return country is None or entity.country is None or entity.country == country


def _someone(board: Board, noun: Noun) -> tuple[Entity, ...]:
    """One holder of an office: a person of the document, the leader whom the tables know, or the office itself."""
    word = noun.title.title.split()[-1]
    if (noun.definite or noun.country or noun.body) and board.words.low[noun.start] not in ("a", "an"):
        for mention in board.before(noun.start, sentences=12 if noun.country or noun.body else 6):
            entity = mention.entities[0]
            if (
                entity.kind in ("person", "office")
                and len(mention.entities) == 1
                and identity.taken_up(noun.title.title, entity)
                and _same_country(entity, noun)
                and (entity.sector == "ELI") == noun.former
                and entity is not noun.owner
            ):
                return (entity,)
    country = noun.country or (noun.body.country if noun.body else None) or (noun.owner.country if noun.owner and noun.title.kind == "spokesperson" else None)
    if noun.title.kind == "leader" and country and not noun.former and noun.title.title not in ("leader", "prince"):
        leader = groups.leader(board, country, noun.title.title)
        if leader is not None:
            return (leader,)
    if (
        noun.title.title
        in ("counterpart", "host", "nominee", "candidate", "actor", "author", "head", "chief", "secretary", "director", "general", "captain", "major", "judge")
        and not country
    ):
        return ()
    if noun.bare and not country:
        return ()
    state = tables.country(country or "")
    where = country or (owners.homeland(board, noun.start, noun.title) if noun.definite else None)
    whom = noun.body.name if noun.body else noun.owner.name if noun.owner else noun.town or (tables.spoken(state.name) if state else None)
    words = joined(board.words.low[noun.first : noun.last])
    name = f"{words} of {whom}" if whom else words
    single = () if whom else (board.words.doc.article.id,)
    sector = noun.body.sector if noun.body and noun.title.sector == "GOV" else noun.title.sector
    made = Entity(("n", country or "", name, *single), "office", name, where, "ELI" if noun.former else sector or None, name, heads={word})
    return (board.entity(made),)


def _institution(board: Board, noun: Noun, text: str) -> tuple[Entity, ...]:
    """A body named by its kind: 'the Chinese government', 'the ministry', 'the North Korean side', 'the bloc'."""
    country = noun.country
    if country and text in COUNTRYLIKE:
        return (board.state(country),)
    if country or noun.body is not None:
        country = country or (noun.body.country if noun.body else None)
        if noun.body is not None:
            organ = next(
                (e for e in board.entities.values() if e.body is not None and e.body.part_of == noun.body.id and text in ("watchdog", "agency", "body", "organ")), None
            )
            if organ is not None:  # 'the UN watchdog' where the story names the agency
                return (organ,)
        state = tables.country(country or "")
        label = f"{noun.body.name} {text}" if noun.body else f"{text} of {noun.town or (tables.spoken(state.name) if state else country)}"
        made = Entity(
            ("g", country or "", text, noun.body.id if noun.body else tables.key(noun.town or "")),
            "government",
            label,
            country,
            noun.title.sector or "GOV",
            heads={text.rsplit(maxsplit=1)[-1], *({"government"} if text in GOVERNMENTS else set())},
        )
        return (board.entity(made),)
    if noun.owner is not None:  # 'the Karzai government', 'the agency's secretariat'
        return (_national(board, noun.owner.country, text, noun.title.sector),) if noun.owner.country else ()
    if not noun.definite or noun.first - noun.start > 2:
        return ()
    word = text.rsplit(maxsplit=1)[-1]
    if text in HOME or text.endswith(" government"):
        home = groups.states(board, noun.start, 1, real=True, explicit=text in ("country", "nation"))
        if home:
            return home if text in ("country", "nation") else (_national(board, home[0].country or "", text, noun.title.sector),)
    scores: dict[Entity, float] = {}
    for mention in board.before(noun.start, sentences=5):
        entity = mention.entities[0]
        if len(mention.entities) > 1 or entity.kind in ("person", "office", "anonymous", "group"):
            continue
        if word in entity.heads and entity.kind != "country":
            back = board.words.sentence[noun.start] - board.words.sentence[mention.first]
            role = board.words.role(mention.head)
            scores[entity] = scores.get(entity, 0.0) + 0.3 + 1.0 / (1 + back) + (0.6 if role in SUBJECT else 0.3 if role == "poss" else 0.0)
    if not scores and word in OWN:
        home = tuple(board.state(c) for c in (board.home.near(noun.start),) if c) or groups.states(board, noun.start, 1, real=True)
        if home:
            return (_national(board, home[0].country or "", text, noun.title.sector),)
    return (max(scores, key=lambda e: (scores[e], e.key)),) if scores else ()


def _national(board: Board, country: str, text: str, sector: str) -> Entity:
    """A state's institution named by its kind."""
    state = tables.country(country)
    heads = {text.rsplit(maxsplit=1)[-1], *({"government"} if text in GOVERNMENTS else set())}
    return board.entity(
        Entity(("g", country, text, ""), "government", f"{text} of {tables.spoken(state.name) if state else country}", country, sector or "GOV", heads=heads)
    )


HOME = frozenset({"country", "nation", "government", "cabinet", "leadership"})  # what a story says of the state that it is about
# Institutions of which a story has one: without a country of their own they belong to the state that the story is about.
OWN = frozenset({"ministry", "parliament", "cabinet", "military", "army", "office", "senate", "legislature", "court", "congress", "judiciary", "authorities", "police", "assembly", "prosecution", "authority", "commission", "department"})


def _unnamed(board: Board, noun: Noun) -> Entity:
    """A source or official without a name: each article's own, apart by country, word and number."""
    words = board.words
    country = noun.country or (noun.body.country if noun.body else None) or (noun.owner.country if noun.owner else None)
    if noun.definite and not noun.plural:
        for mention in board.before(noun.start, sentences=5):
            entity = mention.entities[0]
            if entity.kind == "anonymous" and not entity.plural and noun.title.title.split()[-1] in entity.heads and _same_country(entity, noun):
                return entity
    start = noun.start + (words.low[noun.start] in ("a", "an", "the", "some", "several"))
    while board.taken[start] is not None and start < noun.first:
        start += 1
    name = words.shown(start if words.low[start] not in ("'s", "’s") else start + 1, noun.last)
    sector = "ELI" if noun.former else noun.body.sector if noun.body and noun.body.sector != "GOV" else noun.title.sector or None
    once = () if noun.plural else (str(words.tokens[noun.first].start),)
    where = country or owners.homeland(board, noun.start, noun.title)
    made = Entity(
        ("u", words.doc.article.id, country or "", name.lower(), *once), "anonymous", name, where, sector, plural=noun.plural, heads={noun.title.title.split()[-1]}
    )
    return board.entity(made)


def _many(board: Board, noun: Noun, text: str) -> tuple[Entity, ...]:
    """A group: 'Israeli troops', 'rebels', 'foreign ministers of the two countries'."""
    words = board.words
    country = noun.country or (noun.body.country if noun.body else None) or (noun.owner.country if noun.owner else None)
    if text in ("sides", "parties") and not country and words.low[noun.start] in ("all", "the", "relevant", "various", "other") and (sides := groups.sides(board, noun.start, text)):
        return sides
    if noun.definite and country is None and noun.number is None and noun.start == noun.first - 1:
        for mention in board.before(noun.start, sentences=3):
            entity = mention.entities[0]
            if len(mention.entities) == 1 and entity.plural and noun.title.title.split()[-1] in entity.heads:
                return (entity,)
    if noun.title.sector == "GOV" and not country and noun.bare and words.role(noun.last - 1) not in SUBJECT | OBJECT:
        return ()
    state = tables.country(country or "")
    adjective = noun.town if noun.town else state.adjectives[0] if state and state.adjectives else noun.body.name if noun.body else ""
    name = f"{adjective} {text}".strip()
    where = country or owners.homeland(board, noun.start, noun.title)
    own = () if country else (words.doc.article.id, where or "")
    sector = "ELI" if noun.former else noun.title.sector or (noun.body.sector if noun.body else None) or None
    whose = (noun.owner.name,) if noun.owner else ()
    made = Entity(("x", country or "", noun.title.title, *own, *whose, *((tables.key(noun.town),) if noun.town else ())), "group", name, where, sector, plural=True, heads={noun.title.title.split()[-1]})
    return (board.entity(made),)
