# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Actors without a name of their own: 'the ministry', 'Chinese officials', 'the US nuclear envoy', 'a senior official', 'the two leaders'."""

from dataclasses import replace

from communique import tables
from communique.actors import groups, identity, learned, rows
from communique.actors.antecedents import Antecedents
from communique.actors.board import Board, Entity
from communique.actors.phrases import COUNTRYLIKE, GENERIC, GOVERNMENTS, HOME, OWN, Noun, endings, parse
from communique.actors.titles import Places, joined
from communique.actors.whose import Asked, Judged, Whose
from communique.actors.words import OBJECT, SUBJECT, Words

COMMON = frozenset(
    "people man men woman women child children family families national nationals worker workers student students company companies bank banks firm firms "
    "citizen citizens resident residents press media medium daily force helicopter helicopters tank tanks jet jets artillery court party council commission "
    "union network movement customs tourist tourists farmer farmers victim victims pilot pilots".split()
)
SEVERAL = frozenset(
    {"senator", "lawmaker", "legislator", "congressman", "judge", "justice", "governor", "mayor", "adviser", "aide", "candidate"}
)  # offices of which a state has many
THINGS = frozenset("camp base ship vessel convoy jeep aircraft drone unit foundation".split())  # actors only as somebody's, or where they do something
PLURAL_ONLY = frozenset("power base side party state nation country wing cell team institution community unit house department brigade counterpart person".split())


def find(whose: Whose, places: Places) -> None:
    """Nominal mentions onto the board, from the left, so that each may take up what came before."""
    board, words = whose.board, whose.words
    ends = endings()
    at = 0
    while at < words.count:
        group = groups.at(whose, at)
        if group:
            at = group
            continue
        if words.low[at] in ends and words.pos[at] in ("NOUN", "PROPN") and not board.titled[at] and board.taken[at] is None:
            noun = parse(board, places, at)
            if noun is not None:
                _place(whose, places, noun)
        at += 1
    _merge(board)


def _merge(board: Board) -> None:
    """An office named before its holder, as headlines do, is the holder where one person of the article fits."""
    persons = [e for e in board.entities.values() if e.kind == "person"]
    holders: dict[Entity, Entity] = {}
    for entity in board.entities.values():
        if entity.kind == "office" and entity.country:
            title = entity.name.split(" of ")[0]
            if title.split()[-1] in SEVERAL:
                continue
            fits = [p for p in persons if p.country == entity.country and identity.taken_up(title, p) and (p.sector == "ELI") == (entity.sector == "ELI")]
            if len(fits) == 1:
                holders[entity] = fits[0]
    if holders:
        board.mentions = [replace(m, entities=tuple(dict.fromkeys(holders.get(e, e) for e in m.entities))) for m in board.mentions]
        for mention in board.mentions:
            for at in range(mention.first, mention.last):
                board.taken[at] = mention


def _place(whose: Whose, places: Places, noun: Noun) -> None:
    board, words = whose.board, whose.words
    kind = noun.title.kind
    head = noun.last - 1
    text = joined(words.low[noun.first : noun.last])
    if kind in ("honorific",):
        return
    if (words.dep[head] in ("attr", "oprd") and not _there(words, head)) or (words.dep[head] == "appos" and not (noun.definite and noun.country)):
        return  # it says what somebody is, and stands for nobody
    if words.dep[head] == "conj" and _apposed(words, head) and kind in ("leader", "holder", "spokesperson"):
        return  # 'X, president of the bank and former ambassador'
    if noun.bare and words.capital(noun.first) and noun.start > 0 and words.low[noun.start - 1] == "of":
        return  # 'Council of Ministers'
    if text == "opposition" and (words.pos[noun.start] == "PRON" or (noun.last < words.count and words.low[noun.last] in ("to", "by", "against"))):
        return  # an attitude
    if text in COMMON and not (noun.country or noun.number or _busy(words, head)):
        return
    said = noun.country or noun.body or noun.owner
    if kind == "group" and not said and (noun.title.title in GENERIC or text in learned.nouns()) and _idle(words, noun, head):
        return
    entities: tuple[Entity, ...] = ()
    several = rows.countries(whose, places, noun.start, noun.first, noun.last) if noun.plural or text in ("government", "president", "premier") else ()
    if not several and noun.plural and noun.body is not None:
        several = _members(whose, noun)
    if several:
        each = [replace(noun, country=code, body=None, owner=None, number=None, plural=noun.plural) for code in several]
        entities = tuple(dict.fromkeys(e for one in each for e in _several(whose, one, text)))
    elif kind in ("leader", "holder", "spokesperson") and not noun.plural:
        entities = _someone(whose, noun)
    elif kind == "body":
        entities = _institution(whose, noun, text) or _unsaid(whose, noun, text, head)
    elif kind == "anonymous" and "source" in text and noun.last < words.count and words.low[noun.last] == "of":
        return  # 'the largest source of revenue'
    elif kind == "anonymous":
        entities = (_unnamed(whose, noun),)
    else:
        entities = _many(whose, noun, text)
    if entities:
        for mention in {id(m): m for m in board.taken[noun.start : noun.first] if m is not None and m.kind in ("country", "body") and m.entities[0] is not noun.owner}.values():
            board.drop(mention)
        start = noun.start
        while board.taken[start] is not None and start < noun.first:
            start += 1
        if words.low[start] in ("'s", "’s", "'", "’"):
            start += 1
        board.add(start, noun.last, "nominal", *entities, head=head)


def _members(whose: Whose, noun: Noun) -> tuple[str, ...]:
    """'ASEAN members', 'Group of Eight leaders': the states that are members that day, where they are few enough; of two of them, those told of."""
    board = whose.board
    body = noun.body
    role = noun.title.title.rpartition(" ")[2]
    if body is None or body.country == "EUR" or not (role in MEMBERS or role in ("leader", "minister") or noun.title.kind in ("leader", "holder")):
        return ()
    codes = tables.members(body.id, board.day or "")
    if noun.number == 2 and codes:
        return whose.pair(Asked(noun.start, noun.last, noun.last - 1, "pair", noun.title.title, "", True), among=frozenset(codes))
    return tuple(codes) if noun.number in (None, len(codes)) and 1 < len(codes) <= FEW else ()


MEMBERS = frozenset("member state country nation economy".split())
FEW = 10  # members of the largest body that stand each for itself; those of a larger one are a group


def _several(whose: Whose, noun: Noun, text: str) -> tuple[Entity, ...]:
    """One state's part of a plural: its foreign minister of 'foreign ministers of the two', its government, its officials."""
    board, singular = whose.board, noun.title.title
    if noun.title.kind in ("leader", "holder") or (noun.title.kind == "group" and any(r.kind in ("leader", "holder") for r in tables.titles().get(singular, ()))):
        known = groups.leader(board, noun.country or "", singular) if not noun.former else None
        if known is not None:
            return (known,)
    if singular.rpartition(" ")[2] in MEMBERS:
        return (board.state(noun.country or ""),)
    if noun.title.kind == "body" or singular in GOVERNMENTS:
        return (_national(board, noun.country or "", singular, noun.title.sector),)
    return _many(whose, noun, text)


def _apposed(words: Words, head: int) -> bool:
    """Whether a conjunct's row is an apposition to a name."""
    for _ in range(4):
        if words.dep[head] != "conj" or words.head[head] == head:
            break
        head = words.head[head]
    return words.dep[head] == "appos" and words.pos[words.head[head]] == "PROPN"


def _idle(words: Words, noun: Noun, head: int) -> bool:
    """Whether a role that is only sometimes an actor's stands where none does anything."""
    role = noun.title.title
    return (not noun.plural and role in PLURAL_ONLY) or not _busy(words, head) or (role in THINGS and words.role(head) not in SUBJECT)


def _there(words: Words, head: int) -> bool:
    """'There were 126 soldiers killed'."""
    verb = words.head[head]
    return any(words.dep[at] == "expl" and words.head[at] == verb for at in range(max(words.bounds(head)[0], verb - 4), verb))


def _busy(words: Words, head: int) -> bool:
    """Whether a noun stands where who acts or is acted upon stands."""
    role = words.role(head)
    prep, above = words.governor(head)
    return role in SUBJECT | OBJECT or prep in ("by", "with", "against") or (prep in ("to", "on", "from", "between") and words.pos[above] in ("VERB", "NOUN"))


def _same_country(entity: Entity, noun: Noun) -> bool:
    country = noun.origin
    return country is None or entity.country is None or entity.country == country


def _someone(whose: Whose, noun: Noun) -> tuple[Entity, ...]:
    """One holder of an office: a person of the document, the leader whom the tables know, or the office itself."""
    board = whose.board
    word = noun.title.title.split()[-1]
    if (noun.definite or noun.country or noun.body) and board.words.low[noun.start] not in ("a", "an") and (told := _told(board, noun)) is not None:
        return (told,)
    country = noun.country or (noun.body.country if noun.body else None) or (noun.owner.country if noun.owner and noun.title.kind == "spokesperson" else None)
    if noun.title.kind == "leader" and country and not noun.former and noun.title.title not in ("leader", "prince"):
        leader = groups.leader(board, country, noun.title.title)
        if leader is not None:
            return (leader,)
    if (
        noun.title.title in ("counterpart", "host", "nominee", "candidate", "actor", "author", "head", "chief", "secretary", "director", "general", "captain", "major", "judge")
        and not country
    ):
        return ()
    if noun.bare and not country:
        return ()
    state = tables.country(country or "")
    judged = Judged(country, None) if country else whose.judge(_asked(noun, "office"))
    whom = noun.body.name if noun.body else noun.owner.name if noun.owner else noun.town or (tables.spoken(state.name) if state else None)
    words = joined(board.words.low[noun.first : noun.last])
    name = f"{words} of {whom}" if whom else words
    single = () if whom else (board.words.doc.article.id,)
    sector = noun.body.sector if noun.body and noun.title.sector == "GOV" else noun.title.sector
    made = Entity(
        ("n", country or "", name, *single), "office", name, judged.code, "ELI" if noun.former else sector or None, name, heads={word, noun.title.title}, basis=judged.basis
    )
    return (board.entity(made),)


def _told(board: Board, noun: Noun) -> Entity | None:
    """Who was told of under a title, the last of several: the one of the state that publishes the page before others, farther back only where nobody else was."""
    found: dict[Entity, int] = {}
    for mention in board.before(noun.start, sentences=len(board.words.doc.sentences)):
        entity = mention.entities[0]
        if (
            entity.kind in ("person", "office")
            and len(mention.entities) == 1
            and identity.taken_up(noun.title.title, entity)
            and _same_country(entity, noun)
            and (entity.sector == "ELI") == noun.former
            and entity is not noun.owner
        ):
            found.setdefault(entity, board.words.sentence[noun.start] - board.words.sentence[mention.first])
    near = [e for e, back in found.items() if back <= (12 if noun.country or noun.body else 6)]
    own = [e for e in found if e.country == board.home.issuer] if board.home.issuer and not noun.origin else []
    if own or near:
        return (own or near)[0]
    return next(iter(found)) if len(found) == 1 else None


def _institution(whose: Whose, noun: Noun, text: str) -> tuple[Entity, ...]:
    """A body named by its kind: 'the Chinese government', 'the ministry', 'the North Korean side', 'the bloc'; () where only the passage tells whose."""
    board = whose.board
    country = noun.country
    if country in ("IGO", "EUR") and text in COUNTRYLIKE:  # 'the African nation': one that the article names
        word = next((w for w in board.words.low[noun.start : noun.first] if w in groups.PARTS_OF_THE_WORLD), "")
        return groups.states(board, noun.start, 1, real=True, among=groups.PARTS_OF_THE_WORLD.get(word))
    if country and text in COUNTRYLIKE:
        return (board.state(country),)
    if country or noun.body is not None:
        country = country or (noun.body.country if noun.body else None)
        if noun.body is not None:
            organ = next((e for e in board.entities.values() if e.body is not None and e.body.part_of == noun.body.id and text in ("watchdog", "agency", "body", "organ")), None)
            if organ is not None:  # 'the UN watchdog' where the story names the agency
                return (organ,)
        state, text = tables.country(country or ""), _named(text)
        label = f"{noun.body.name} {text}" if noun.body else f"{text} of {noun.town or (tables.spoken(state.name) if state else country)}"
        proper = _proper(board, noun)
        if proper is not None:
            text, label = proper.lower(), proper if state is None or state.name in proper else f"{proper} of {tables.spoken(state.name)}"
        made = Entity(
            ("g", country or "", _one(text), noun.body.id if noun.body else tables.key(noun.town or "")),
            "government",
            label,
            country,
            "GOV" if state is not None and noun.title.sector == "IGO" else noun.title.sector or "GOV",
            heads={noun.title.title.rsplit(maxsplit=1)[-1], *({"government"} if text in GOVERNMENTS else set())},
        )
        return (board.entity(made),)
    if noun.owner is not None and noun.owner.country and tables.country(noun.owner.country):  # 'the Karzai government'
        return (_national(board, noun.owner.country, text, noun.title.sector),)
    if not noun.definite or noun.first - noun.start > 2 or text in HOME or text.endswith(" government"):
        return ()
    word = text.rsplit(maxsplit=1)[-1]
    scores: dict[Entity, float] = {}
    for mention in board.before(noun.start, sentences=5):
        entity = mention.entities[0]
        if len(mention.entities) > 1 or entity.kind in ("person", "office", "anonymous", "group"):
            continue
        if word in entity.heads and entity.kind != "country":
            back = board.words.sentence[noun.start] - board.words.sentence[mention.first]
            role = board.words.role(mention.head)
            scores[entity] = scores.get(entity, 0.0) + 0.3 + 1.0 / (1 + back) + (0.6 if role in SUBJECT else 0.3 if role == "poss" else 0.0)
    return (max(scores, key=lambda e: (scores[e], e.key)),) if scores else ()


def _asked(noun: Noun, kind: str, sure: bool = False) -> Asked:
    return Asked(noun.start, noun.last, noun.last - 1, kind, noun.title.title, noun.title.sector, noun.plural, sure)


def _unsaid(whose: Whose, noun: Noun, text: str, head: int) -> tuple[Entity, ...]:
    """A body whose state no word at it says: 'the country', 'the government', 'parliament', 'a court'."""
    board = whose.board
    if (noun.bare and text not in OWN) or not (noun.definite or _busy(board.words, head)):
        return ()
    if text in ("country", "nation") and board.words.low[noun.start] == "that" and (code := groups.pointed(board, noun.start)):
        return (board.state(code),)
    word = text.rsplit(maxsplit=1)[-1]
    if text in COUNTRYLIKE - HOME and not noun.definite:
        return ()
    kind = "land" if text in COUNTRYLIKE else "government" if text in GOVERNMENTS or word == "government" else "body"
    judged = whose.judge(_asked(noun, kind, noun.definite and (text in HOME or (word in OWN and noun.first - noun.start < 3))))
    if judged.code and word in CHAMBERS and judged.code not in CHAMBERS[word]:
        judged = Judged("USA" if "USA" in board.home.total else None, judged.basis)
    if judged.code and text in COUNTRYLIKE:
        return (board.state(judged.code),)
    if judged.code and (word in OWN or text in GOVERNMENTS or word == "government" or noun.title.sector in INSTITUTIONAL):
        return (_national(board, judged.code, _proper(board, noun) or text, noun.title.sector, judged.basis),)
    return _many(whose, noun, text) if text not in COUNTRYLIKE and _busy(board.words, head) else ()


INSTITUTIONAL = frozenset({"GOV", "MIL", "COP", "LEG", "JUD", "SPY"})
# States that have a body called so (editor's knowledge); of others' news, the word means that of the United States.
CHAMBERS = {
    "congress": frozenset("USA ARG BRA CHL COL CRI ECU ESP GTM HND MEX PER PHL PRY BOL DOM".split()),
    "senate": frozenset(
        "USA ARG AUS BEL BOL BRA CAN CHL CIV CMR COL CZE DOM EGY ESP FRA HTI IRL ITA KAZ KEN KHM LBR LSO MDG MEX NAM NGA NLD PAK PHL POL PRY ROU RWA "
        "SVN SWZ THA URY UZB ZWE".split()
    ),
}


def _proper(board: Board, noun: Noun) -> str | None:
    """The name of a ministry or agency as written, where it has one: 'Ministry of Public Health', 'Banking Regulatory Commission'."""
    words = board.words
    if not words.capital(noun.last - 1):
        return None
    first, last = noun.first, noun.last
    while first > noun.start and words.capital(first - 1) and words.pos[first - 1] in ("PROPN", "NOUN", "ADJ") and not board.home.spoken(first - 1):
        first -= 1
    while (
        last + 1 < words.count
        and words.low[last] in ("of", "for", "and", ",")
        and words.capital(last + 1)
        and words.pos[last + 1] in ("PROPN", "NOUN", "ADJ")
        and not board.home.spoken(last + 1)
    ):
        if words.low[last] in ("and", ",") and not (noun.last < last and _listed(board, last)):
            break
        last += 2
        while last < words.count and words.capital(last) and words.pos[last] in ("PROPN", "NOUN", "ADJ") and board.taken[last] is None:
            last += 1
    if last - first <= noun.last - noun.first:
        return None
    return words.shown(first, last)


def _listed(board: Board, at: int) -> bool:
    """'Ministry of Trade and Industry': what follows 'and' is no name of another actor."""
    return board.taken[at + 1] is None and not board.titled[at + 1]


def _national(board: Board, country: str, text: str, sector: str, basis: str | None = None) -> Entity:
    """A state's institution named by its kind."""
    text = _named(text)
    state = tables.country(country)
    heads = {text.lower().rsplit(maxsplit=1)[-1], *({w for w in INSTITUTIONS if w in text.lower().split()}), *({"government"} if text in GOVERNMENTS else set())}
    named = f"{text} of {tables.spoken(state.name) if state else country}"
    sector = "GOV" if state is not None and sector == "IGO" else sector or "GOV"
    return board.entity(Entity(("g", country, _one(text), ""), "government", named, country, sector, basis=basis, heads=heads))


RULING = frozenset({"interim", "caretaker", "transitional", "provisional"})
MATTERS = {"foreign": "foreign affairs"}


def _named(text: str) -> str:
    """An interim government is its state's; the military are the armed forces."""
    first, _, rest = text.rpartition(" ")
    return rest if rest == "government" and first in RULING else {"military": "armed forces"}.get(text, text)


def _one(text: str) -> str:
    """What tells an institution from others of its state: the foreign ministry is the ministry of foreign affairs."""
    first, _, rest = text.lower().replace("defence", "defense").rpartition(" ")
    return f"ministry of {MATTERS.get(first, first)}" if rest == "ministry" and first else text.lower().replace("defence", "defense")


MET = frozenset({"leaders", "presidents", "ministers", "foreign ministers", "prime ministers", "premiers", "envoys", "negotiators", "defense ministers"})
INSTITUTIONS = frozenset({"ministry", "department", "commission", "committee", "agency", "court", "bureau", "office", "authority", "administration", "council", "board"})


def _unnamed(whose: Whose, noun: Noun) -> Entity:
    """A source or official without a name: each article's own, apart by country, word and number."""
    board, words = whose.board, whose.words
    country = noun.origin
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
    if country == "IGO" and noun.body is None and noun.owner is None:
        country, judged = None, Judged(None, None)
    else:
        judged = Judged(country, None) if country else whose.judge(_asked(noun, "anonymous"))
    made = Entity(
        ("u", words.doc.article.id, country or "", name.lower(), *once),
        "anonymous",
        name,
        judged.code,
        sector,
        plural=noun.plural,
        heads={noun.title.title.split()[-1]},
        basis=judged.basis,
    )
    return board.entity(made)


def _many(whose: Whose, noun: Noun, text: str) -> tuple[Entity, ...]:
    """A group: 'Israeli troops', 'rebels', 'foreign ministers of the two countries'."""
    board, words = whose.board, whose.words
    country = noun.origin
    if (
        text in ("sides", "parties")
        and not country
        and words.low[noun.start] in ("all", "the", "relevant", "various", "other")
        and (sides := groups.sides(board, noun.start, text))
    ):
        return sides
    if noun.definite and country is None and noun.number is None and words.pos[noun.start] == "DET" and (told := Antecedents(board).told(noun)) is not None:
        return (told,)
    if noun.definite and not country and noun.start == noun.first - 1 and words.low[noun.start] == "the" and text in MET:
        two = groups.people(board, noun.start, 2, word=noun.title.title)
        if two and all(identity.taken_up(noun.title.title, e) or noun.title.title == "leader" for e in two):
            return two  # 'the leaders', after a story has named two
    if noun.title.sector == "GOV" and not country and noun.bare and not _busy(words, noun.last - 1):
        return ()
    state = tables.country(country or "")
    adjective = noun.town or (noun.body.name if noun.body else state.adjectives[0] if state and state.adjectives else "")
    name = f"{adjective} {text}".strip()
    if country == "IGO" and noun.body is None and noun.owner is None:  # 'African leaders': of no one state, nor of a body
        country, judged, name = None, Judged(None, None), words.shown(noun.start, noun.last)
    else:
        judged = Judged(country, None) if country else whose.judge(_asked(noun, "group"))
    own = () if country else (words.doc.article.id, judged.code or "")
    sector = "ELI" if noun.former else noun.title.sector or (noun.body.sector if noun.body else None) or None
    theirs = (noun.owner.name,) if noun.owner else (noun.body.id,) if noun.body else ()
    made = Entity(
        ("x", country or "", noun.title.title, *own, *theirs, *((tables.key(noun.town),) if noun.town else ())),
        "group",
        name,
        judged.code,
        sector,
        plural=True,
        heads={noun.title.title.split()[-1]},
        basis=judged.basis,
    )
    return (board.entity(made),)
