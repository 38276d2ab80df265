# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""What has been found in a document so far: entities, and the mentions that lead to them."""

from dataclasses import dataclass, field

from communique import tables
from communique.actors.home import Home
from communique.actors.words import Words
from communique.model import ActorKind


@dataclass(slots=True, eq=False)
class Entity:
    """Someone or something in this document. `key` is what its id is made of."""

    key: tuple[str, ...]
    kind: ActorKind
    name: str
    country: str | None = None
    sector: str | None = None
    office: str | None = None
    gender: str | None = None
    plural: bool = False
    person: tables.Person | None = None
    body: tables.Body | None = None
    basis: str | None = None  # why this country, where the words do not say it
    heads: set[str] = field(default_factory=set)  # title words and head nouns by which it may be taken up again


@dataclass(frozen=True, slots=True)
class Mention:
    first: int  # token range [first, last)
    last: int
    head: int
    kind: str  # person, country, body, nominal, pronoun, group
    entities: tuple[Entity, ...]


class Board:
    """Entities by key and mentions by place; a token belongs to one mention at most."""

    def __init__(self, words: Words, day: str | None, home: Home) -> None:
        self.words = words
        self.day = day
        self.home = home
        self.entities: dict[tuple[str, ...], Entity] = {}
        self.mentions: list[Mention] = []
        self.changes = 0  # how often a mention was added or dropped
        self.taken: list[Mention | None] = [None] * words.count
        self.titled = bytearray(words.count)  # tokens used up as a person's title
        self.serving: dict[Entity, int] = {}  # persons of a title with a possessive before it ('her spokesman X') -> its token

    def entity(self, made: Entity) -> Entity:
        """The entity of that key: the one known, or this one."""
        return self.entities.setdefault(made.key, made)

    def free(self, first: int, last: int) -> bool:
        return not any(self.taken[at] for at in range(first, last))

    def add(self, first: int, last: int, kind: str, *entities: Entity, head: int | None = None) -> Mention:
        """Record a mention; its tokens are then taken."""
        mention = Mention(first, last, self.words.top(first, last) if head is None else head, kind, entities)
        self.mentions.append(mention)
        self.changes += 1
        for at in range(first, last):
            self.taken[at] = mention
        return mention

    def drop(self, mention: Mention) -> None:
        self.mentions.remove(mention)
        self.changes += 1
        for at in range(mention.first, mention.last):
            self.taken[at] = None

    def before(self, at: int, *, sentences: int) -> list[Mention]:
        """Mentions that begin before a token, at most so many sentences back, the nearest first."""
        here = self.words.sentence[at]
        return [m for m in sorted(self.mentions, key=lambda m: -m.first) if m.last <= at and here - self.words.sentence[m.first] <= sentences]

    def state(self, code: str) -> Entity:
        """The entity of a country or PLOVER code."""
        country = tables.country(code)
        if country is None:
            body = {"UNO": "UN", "EUR": "EU"}.get(code)
            found = tables.organisations().get(body or "")
            if found is not None:
                return self.body(found)
        return self.entity(Entity(("c", code), "country", country.name if country else code, code, "GOV", heads={"country", "nation", "state"}))

    def body(self, body: tables.Body) -> Entity:
        """The entity of an organisation or institution."""
        national = body.country.isalpha() and tables.country(body.country) is not None and body.sector in ("GOV", "MIL", "LEG", "JUD", "SPY", "COP")
        heads = {tables.key(body.name).split()[-1], body.kind}
        heads |= {"organization", "organisation", "bloc", "body", "agency"} if not national and body.sector == "IGO" else set()
        heads |= {"group", "movement", "organization"} if body.sector in ("REB", "OPP", "PTY") else set()
        return self.entity(Entity(("o", body.id), "government" if national else "organisation", body.name, body.country, body.sector, body=body, heads=heads))
