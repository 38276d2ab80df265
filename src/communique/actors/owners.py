# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Whose: the country of groups, sources and persons that the text names without one."""

from collections import Counter
from dataclasses import replace

from communique import tables
from communique.actors import pronouns, speakers
from communique.actors.board import Board, Entity
from communique.actors.whose import Asked, Whose

SERVED = "an official named without a state: that of the dateline, or of whoever the story begins with"
SERVING = frozenset({"GOV", "MIL", "LEG", "JUD", "COP"})


def persons(whose: Whose) -> None:
    """Countries onto persons named without one: an official's by whose story it is, others' by what the article says around their first mention."""
    for entity, asked in asked_of(whose.board).items():
        if entity.country is None and (served := _served(whose.board, entity, asked.first)):
            entity.country, entity.basis = served, SERVED
        elif entity.country is None:
            judged = whose.judge(asked)
            entity.country, entity.basis = judged.code, judged.basis


def _served(board: Board, entity: Entity, at: int) -> str | None:
    """The state of an official whom the text names without one, as papers do at home: the dateline's, where text and passage name that state."""
    if entity.sector not in SERVING or entity.key[0] == "u":
        return None
    code = board.home.dateline if board.home.dateline in board.home.named else None
    here = board.home.near(at)
    if code is None:
        told = any(sentence == board.words.sentence[at] and state == here for sentence, state, _ in board.home.marks)
        code = here if told else _lead(board)
    return code if here in (code, None) or not entity.person else None


def _lead(board: Board) -> str | None:
    """The state of whoever is the subject of the first sentence: a story's other officials are mostly that state's."""
    for mention in sorted(board.mentions, key=lambda m: m.first):
        if board.words.sentence[mention.first] > 0:
            break
        code = mention.entities[0].country
        if board.words.role(mention.head) in ("nsubj", "nsubjpass") and len(mention.entities) == 1 and code and tables.country(code) is not None and not mention.entities[0].basis:
            return code if board.home.total.get(code, 0.0) >= max(board.home.total.values(), default=0.0) else None
    return None


def asked_of(board: Board) -> dict[Entity, Asked]:
    """Each person of the article with where to ask for their state: the first mention, titles included."""
    found: dict[Entity, Asked] = {}
    for mention in sorted(board.mentions, key=lambda m: m.first):
        entity = mention.entities[0]
        if mention.kind == "person" and entity not in found:
            first, last = mention.first, mention.last
            while first > 0 and board.titled[first - 1]:
                first -= 1
            word = (entity.office or "").lower().split(" of ")[0].rpartition(" ")[2]
            found[entity] = Asked(first, last, mention.head, "person", word, entity.sector or "", False, key=entity.key)
    return found


def find(board: Board) -> None:
    """Countries onto entities by the possessive before them: 'his envoys'."""
    _possessed(board)


def _possessed(board: Board) -> None:
    """'His envoys', 'her campaign': the country of whom the pronoun means, in place of the passage's."""
    words = board.words
    sayers = speakers.sayers(board)
    for number, mention in enumerate(board.mentions):
        at = mention.first
        ours = words.low[at] in ("our", "my")
        if mention.kind != "nominal" or words.pos[at] != "PRON" or not (words.low[at] in pronouns.POSSESSIVE or ours) or len(mention.entities) != 1:
            continue
        entity = mention.entities[0]
        if entity.kind not in ("group", "anonymous", "office"):
            continue
        speaker = speakers.sayer(board, sayers, at) if ours and words.quoted[at] else None
        whose = (speaker,) if speaker is not None else () if ours else pronouns.resolve(board, at)
        countries = Counter(e.country for e in whose if e.country)
        if len(countries) != 1:
            continue
        country = next(iter(countries))
        made = board.entity(replace(entity, key=(*entity.key, "of", *whose[0].key[1:]), country=country, basis=f"belongs to {whose[0].name}"))
        board.mentions[number] = replace(mention, entities=(made,))
        for spot in range(mention.first, mention.last):
            board.taken[spot] = board.mentions[number]
