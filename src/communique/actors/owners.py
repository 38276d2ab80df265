# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Whose: the country of groups, sources and persons that the text names without one."""

from collections import Counter
from dataclasses import replace

from communique import tables
from communique.actors import pronouns
from communique.actors.board import Board, Entity

# Sectors of those who are of the place they are told of, unless the text says otherwise. Ministers, leaders, businesses and reporters travel.
DOMESTIC = frozenset({"COP", "MIL", "REB", "CVL", "OPP", "LEG", "JUD", "PTY", "REF", "REL", "LAB", "CRM", "MED", "EDU"})
LOCAL = frozenset(
    "official;government official;local official;health official;security official;ministry official;intelligence official;cabinet minister;bureaucrat;governor;mayor;"
    "supporter;authority;interior minister;justice minister;health minister;chief justice;rebel group;faction;court;insurgency;rebellion;member;brigade;cell;tribe;"
    "tribesman;clan;sect;agent;guard;commander;patrol;administration official;foreign ministry official;medical source;hospital source;witness;eyewitness;local source;"
    "security source;leadership;coalition;agency;ministry;group;movement;committee;party;side;donor;opponent;critic;campaign;candidate".split(";")
)
PERSONS = 0.75  # a person may be a guest: the story must be about one state more surely than for its groups
ABROAD = frozenset(
    "foreign international multinational coalition allied western visiting peacekeeping peacekeepers expatriate world global overseas un u.n. other led backed".split()
)
GUESTS = frozenset({"peacekeeper", "tourist", "analyst", "expert", "observer", "hijacker", "foreigner", "delegate", "negotiator", "envoy", "aid worker", "diplomat"}) | {
    "migrant",
    "immigrant",
    "illegal immigrant",
    "refugee",
    "asylum seeker",
}


def homeland(board: Board, at: int, title: tables.Title) -> str | None:
    """The state that the passage is about, for a role that is of its place; None for those who may come from anywhere."""
    words = board.words
    if title.title in GUESTS or ABROAD & set(words.low[max(0, at - 1) : at + 4]) or words.low[at] in ("our", "my", "your"):
        return None
    if title.sector == "MIL" and (sent := _sender(board, at)):
        return sent
    if title.sector in DOMESTIC or title.title in LOCAL:
        return board.home.near(at)
    return board.home.story() if title.sector == "GOV" and title.kind in ("group", "anonymous") else None


def _sender(board: Board, at: int) -> str | None:
    """'Italy will withdraw 1,600 soldiers': the state of whoever sends or withdraws them."""
    words = board.words
    while words.pos[at] != "NOUN" and words.head[at] > at:
        at = words.head[at]
    verb = words.governor(at)[1]
    if words.dep[at] != "dobj" or words.lemma[verb] not in SEND:
        return None
    above = words.head[verb] if words.dep[verb] in ("xcomp", "conj") else verb
    for spot in range(at - 1, words.bounds(at)[0] - 1, -1):
        mention = board.taken[spot]
        if mention is not None and words.dep[mention.head] in ("nsubj", "poss") and words.head[mention.head] in (verb, above) and len(mention.entities) == 1:
            return mention.entities[0].country
    return None


SEND = frozenset("send withdraw deploy dispatch contribute recall mobilize mobilise station keep maintain pull order redeploy have".split())


def find(board: Board) -> None:
    """Countries onto entities: by the possessive before them ('his envoys'), for persons by the story."""
    _possessed(board)
    story = board.home.story(share=PERSONS)
    for entity in board.entities.values():
        if entity.country is None and entity.kind in ("person", "office"):
            served = _served(board, entity)
            entity.country = served or (story if entity.kind == "person" else None)
            entity.basis = SERVED if served else STORY if entity.country else None
    _marked(board)


def serve(board: Board) -> None:
    """Countries onto officials, before anyone asks what state a passage's actors are of."""
    for entity in board.entities.values():
        if entity.country is None and entity.kind == "person":
            entity.country = _served(board, entity)
            entity.basis = SERVED if entity.country else None


SERVED = "an official named without a state: that of the dateline, or of whoever the story begins with"
STORY = "the state that the story is about"
PASSAGE = "the state that the passage names most"
SERVING = frozenset({"GOV", "MIL", "LEG", "JUD", "COP"})


def _served(board: Board, entity: Entity) -> str | None:
    """The state of an official whom the text names without one, as papers do at home: the dateline's, where the text names that state and the passage is about it."""
    at = next((m.first for m in board.mentions if entity in m.entities), None)
    code = board.home.dateline if board.home.dateline in board.home.named else None
    if code is None and at is not None:
        here = board.home.near(at)
        named = any(sentence == board.words.sentence[at] and state == here for sentence, state, _ in board.home.marks)
        code = here if named else _lead(board)
    if at is None or code is None or entity.sector not in SERVING or entity.key[0] == "u":
        return None
    return code if board.home.near(at) in (code, None) or not entity.person else None


def _lead(board: Board) -> str | None:
    """The state of whoever is the subject of the first sentence: a story's other officials are mostly that state's."""
    words = board.words
    for mention in sorted(board.mentions, key=lambda m: m.first):
        if words.sentence[mention.first] > 0:
            break
        code = mention.entities[0].country
        if words.role(mention.head) in ("nsubj", "nsubjpass") and len(mention.entities) == 1 and code and tables.country(code) is not None and not mention.entities[0].basis:
            return code if board.home.total.get(code, 0.0) >= max(board.home.total.values(), default=0.0) else None
    return None


def _possessed(board: Board) -> None:
    """'His envoys', 'her campaign': the country of whom the pronoun means, in place of the passage's."""
    words = board.words
    for number, mention in enumerate(board.mentions):
        at = mention.first
        if mention.kind != "nominal" or words.pos[at] != "PRON" or words.low[at] not in pronouns.POSSESSIVE or len(mention.entities) != 1:
            continue
        entity = mention.entities[0]
        if entity.kind not in ("group", "anonymous", "office"):
            continue
        whose = pronouns.resolve(board, at)
        countries = Counter(e.country for e in whose if e.country)
        if len(countries) != 1:
            continue
        country = next(iter(countries))
        made = board.entity(replace(entity, key=(*entity.key, "of", *whose[0].key[1:]), country=country, basis=f"belongs to {whose[0].name}"))
        board.mentions[number] = replace(mention, entities=(made,))
        for spot in range(mention.first, mention.last):
            board.taken[spot] = board.mentions[number]


def _marked(board: Board) -> None:
    """Persons of a story about several states: the state of the passages in which they are named, where all agree."""
    named: dict[Entity, set[str | None]] = {}
    for mention in board.mentions:
        if mention.kind == "person" and mention.entities[0].country is None:
            named.setdefault(mention.entities[0], set()).add(board.home.near(mention.first))
    for entity, states in named.items():
        if len(states) == 1 and entity.sector in DOMESTIC:
            entity.country = next(iter(states))
            entity.basis = PASSAGE if entity.country else None
