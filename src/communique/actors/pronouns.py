# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Pronouns of the third person onto the board; whom they mean is a learnt choice (antecedents)."""

from communique.actors.antecedents import HE, IT, SHE, THEY, Antecedents
from communique.actors.board import Board, Entity
from communique.actors.words import SUBJECT, Words

POSSESSIVE = frozenset({"his", "her", "its", "their"})
WEATHER = frozenset({"be", "seem", "appear", "take", "happen", "turn", "remain", "become", "look"})  # 'it is important that'


def find(board: Board) -> None:
    """Pronoun mentions onto the board: those outside quotations first, then those inside, each from the left."""
    words = board.words
    antecedents = Antecedents(board)
    for quoted in (False, True):  # who says a quotation may be a pronoun outside
        for at in range(words.count):
            low = words.low[at]
            if words.pos[at] != "PRON" or board.taken[at] is not None or low not in HE | SHE | THEY | IT or words.quoted[at] != quoted:
                continue
            if low in IT and _empty(words, at):
                continue
            entities = antecedents.meant(at)
            if entities:
                board.add(at, at + 1, "pronoun", *entities, head=at)
                if low in HE | SHE and entities[0].kind == "person":  # who was 'he' once is not 'she' next
                    entities[0].gender = "m" if low in HE else "f"
                own(board, at, entities)


def own(board: Board, at: int, entities: tuple[Entity, ...]) -> None:
    """'His country', 'their governments': the states of those whom the pronoun means."""
    words = board.words
    head = words.head[at]
    if words.dep[at] == "poss" and at < head <= at + 3 and words.lemma[head] in HOMES and board.taken[head] is None:
        states = tuple(dict.fromkeys(board.state(e.country) for e in entities if e.country))
        if states:
            board.add(head, head + 1, "nominal", *states, head=head)


HOMES = frozenset("country government side nation administration delegation cabinet regime homeland army military parliament ministry".split())


DEEM = frozenset({"make", "find", "consider", "think", "deem", "believe", "take"})


def _empty(words: Words, at: int) -> bool:
    """'It' that stands for nothing: 'it is important that', 'it takes time to'."""
    verb = words.head[at]
    if words.dep[at] == "expl":
        return True
    if (
        words.low[at] == "it"
        and words.pos[verb] in ("ADJ", "VERB")
        and words.low[at + 1 : at + 2]
        and words.lemma[words.head[verb]] in DEEM
        and verb > at
        and words.head[verb] < at
    ):
        return True  # 'make it clear', 'considered it important'
    if words.low[at] != "it" or words.dep[at] not in SUBJECT:
        return words.low[at] == "it"  # an object is mostly a thing or an event
    if words.lemma[verb] not in WEATHER:
        return False
    return any(
        words.head[c] in (verb, *[a for a in range(verb, min(verb + 4, words.count)) if words.head[a] == verb])
        and words.dep[c] in ("ccomp", "xcomp", "advcl", "acl", "csubj", "acomp", "relcl")
        for c in range(verb + 1, min(verb + 14, words.count))
    )
