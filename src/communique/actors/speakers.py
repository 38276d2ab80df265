# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""'I' and 'we': whoever speaks, and the state for which an official speaks."""

from communique.actors import pronouns
from communique.actors.board import Board, Entity, Mention
from communique.actors.pronouns import SAY
from communique.actors.words import SUBJECT

I = frozenset({"i", "me", "my", "mine", "myself"})  # noqa: E741  (the word itself)
WE = frozenset({"we", "us", "our", "ours", "ourselves"})
BACK = 3  # sentences of one quotation that may lie between its speaker and a pronoun
OFFICIAL = frozenset({"GOV", "MIL"})
SAYING = SAY | frozenset("write read continue conclude reply respond answer remark comment promise pledge vow quote tweet joke acknowledge admit suggest think believe".split())


def find(board: Board) -> None:
    """Mentions of first persons inside quotations, where it is known who speaks."""
    words = board.words
    saying = sayers(board)
    for at in range(words.count):
        low = words.low[at]
        if (low not in I and low not in WE) or words.pos[at] not in ("PRON", "PROPN") or board.taken[at] is not None or not words.quoted[at] or words.text[at] == "US":
            continue
        speaker = sayer(board, saying, at)
        if speaker is None:
            continue
        if low in WE:
            speaker = stands_for(board, speaker)
        elif speaker.kind not in ("person", "office", "anonymous"):
            continue
        board.add(at, at + 1, "pronoun", speaker, head=at)
        pronouns.own(board, at, (speaker,))


def stands_for(board: Board, speaker: Entity) -> Entity:
    """Whom 'we' means: the state of one who speaks for it, else the speaker."""
    if speaker.kind in ("person", "office", "anonymous") and speaker.sector in OFFICIAL and speaker.country and len(speaker.country) == 3:
        return board.state(speaker.country)
    return speaker


def sayers(board: Board) -> dict[int, list[Mention]]:
    """By sentence, the mentions that are the subject of a verb of saying outside quotation marks."""
    words = board.words
    found: dict[int, list[Mention]] = {}
    for mention in board.mentions:
        if len(mention.entities) == 1 and words.role(mention.head) in SUBJECT and not words.quoted[mention.first]:
            verb = words.governor(mention.head)[1]
            if words.lemma[verb] in SAYING or (words.low[mention.head + 1 : mention.head + 2] and words.low[mention.head + 1] in ("said", "says")):
                found.setdefault(words.sentence[mention.first], []).append(mention)
    return found


def sayer(board: Board, saying: dict[int, list[Mention]], at: int) -> Entity | None:
    """Of the quotation around a token: who says it in its sentence, else in the sentences before, else in the one after in the same paragraph."""
    words = board.words
    here = words.sentence[at]
    for sentence in range(here, max(-1, here - BACK - 1), -1):
        mine = saying.get(sentence)
        if mine:
            best = min(mine, key=lambda m: abs(m.head - at)) if sentence == here else mine[-1]
            return best.entities[0]
    following = saying.get(here + 1)
    return following[0].entities[0] if following else None
