# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""From the board to actors: ids from content, mentions as characters, in the order of the text."""

from communique.actors.board import Board, Entity
from communique.model import Actor, Span
from communique.text import digest


def actors(board: Board) -> tuple[Actor, ...]:
    """Every entity with a mention, once for each id; each mention of a group is a mention of each member."""
    spans: dict[str, set[Span]] = {}
    first: dict[str, Entity] = {}
    for mention in board.mentions:
        for entity in mention.entities:
            name = identifier(entity)
            first.setdefault(name, entity)
            spans.setdefault(name, set()).add(board.words.span(mention.first, mention.last))
    made = [
        Actor(
            id=name,
            name=entity.name,
            kind=entity.kind,
            country=entity.country,
            sector=entity.sector,
            office=entity.office,
            wikidata=None,
            mentions=tuple(sorted(spans[name])),
            basis=entity.basis if entity.country else None,
        )
        for name, entity in first.items()
    ]
    return tuple(sorted(made, key=lambda a: (a.mentions[0], a.id)))


def identifier(entity: Entity) -> str:
    """A person of the tables keeps the tables' id; others take a digest of their key."""
    kind, *rest = entity.key
    if entity.person is not None:
        return entity.person.id
    if kind == "p":
        return digest("p", entity.key[1], entity.country or "")
    return digest(kind, *rest)
