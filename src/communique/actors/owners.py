# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Whose: the country of groups, sources and persons that the text names without one."""

from dataclasses import replace

from communique.actors import pronouns
from communique.actors.antecedents import Antecedents
from communique.actors.board import Board, Entity
from communique.actors.saying import sayer, sayers
from communique.actors.whose import Asked, Whose


def persons(whose: Whose) -> None:
    """Countries onto persons named without one, by what the article says around their first mention and how they are named."""
    for entity, asked in asked_of(whose.board).items():
        if entity.country is None:
            judged = whose.judge(asked)
            entity.country, entity.basis = judged.code, judged.basis


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
            found[entity] = Asked(first, last, mention.head, "person", word, entity.sector or "", False, key=entity.key, name=entity.name, listed=entity.person)
    return found


def find(board: Board) -> None:
    """Countries onto entities by the possessive before them: 'his envoys'."""
    _possessed(board)


def _possessed(board: Board) -> None:
    """'His envoys', 'her campaign', 'her spokesman X': the country of whom the pronoun means, in place of the passage's."""
    words = board.words
    saying, antecedents = sayers(board), Antecedents(board)
    for person, at in board.serving.items():
        served = [e for e in antecedents.meant(at) if e.country and e is not person]
        if len({e.country for e in served}) == 1:
            person.country, person.basis = served[0].country, f"serves {served[0].name}"
    for number, mention in enumerate(board.mentions):
        at = mention.first
        ours = words.low[at] in ("our", "my")
        if mention.kind != "nominal" or words.pos[at] != "PRON" or not (words.low[at] in pronouns.POSSESSIVE or ours) or len(mention.entities) != 1:
            continue
        entity = mention.entities[0]
        if entity.kind not in ("group", "anonymous", "office") or (entity.country and not entity.basis):
            continue  # 'his Jordanian counterpart'
        speaker = sayer(board, saying, at) if ours and words.quoted[at] else None
        whose = (speaker,) if speaker is not None else () if ours else antecedents.meant(at)
        owners = [e for e in whose if e.country]
        if len({e.country for e in owners}) != 1:
            continue
        owner = owners[0]
        made = board.entity(replace(entity, key=(*entity.key, "of", *owner.key[1:]), country=owner.country, basis=f"belongs to {owner.name}"))
        board.mentions[number] = replace(mention, entities=(made,))
        for spot in range(mention.first, mention.last):
            board.taken[spot] = board.mentions[number]
