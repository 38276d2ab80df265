# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""'I' and 'we': whoever speaks, and the state for which an official speaks."""

from communique.actors import pronouns
from communique.actors.board import Board, Entity
from communique.actors.saying import sayer, sayers

I = frozenset({"i", "me", "my", "mine", "myself"})  # noqa: E741  (the word itself)
WE = frozenset({"we", "us", "our", "ours", "ourselves"})
OFFICIAL = frozenset({"GOV", "MIL"})


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
    """Whom 'we' means: the state, or the union of states, of one who speaks for it, else the speaker."""
    if speaker.kind in ("person", "office", "anonymous") and speaker.country == "EUR" and speaker.sector == "IGO":
        return board.state("EUR")
    if speaker.kind in ("person", "office", "anonymous") and speaker.sector in OFFICIAL and speaker.country and len(speaker.country) == 3:
        return board.state(speaker.country)
    return speaker
