# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Coded pages by hand: a text, and what it is said to report, each named by the words that show it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from communique import tables
from communique.model import (
    Actor,
    ActorKind,
    Article,
    Auxiliary,
    Coded,
    CommitmentKind,
    CommitmentMention,
    Days,
    EventMention,
    EventType,
    Figure,
    Place,
    Relay,
    Span,
    Statement,
    Style,
)
from communique.text import digest, sha256


def country(code: str) -> str:
    return digest("c", code)


@dataclass
class Sheet:
    """A page under construction."""

    text: str
    published: str | None = None
    outlet: str | None = "The Daily Test"
    outlet_country: str | None = None
    headline: str | None = None
    actors: dict[str, Actor] = field(default_factory=dict)
    statements: list[Statement] = field(default_factory=list)
    events: list[EventMention] = field(default_factory=list)
    commitments: list[CommitmentMention] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)

    @property
    def id(self) -> str:
        return digest("a", self.text, self.outlet or "")

    def span(self, words: str) -> Span:
        assert words in self.text, words
        at = self.text.index(words)
        return at, at + len(words)

    def state(self, code: str) -> str:
        """A country, by its code."""
        found = tables.country(code)
        assert found is not None
        return self._keep(Actor(country(code), found.name, "country", code, "GOV", None, None, ((0, 1),)))

    def actor(self, name: str, code: str | None, *, kind: ActorKind = "person", office: str | None = None, sector: str | None = "GOV", key: str | None = None) -> str:
        """An actor whose every mention is its name."""
        at = [i for i in range(len(self.text)) if self.text.startswith(name, i)]
        spans = tuple((i, i + len(name)) for i in at) or ((0, 1),)
        return self._keep(Actor(key or digest(kind, tables.bag(name), code or ""), name, kind, code, sector, office, None, spans))

    def _keep(self, actor: Actor) -> str:
        self.actors[actor.id] = actor
        return actor.id

    def event(
        self,
        evidence: str,
        event_type: EventType,
        actors: Sequence[str],
        recipients: Sequence[str] = (),
        *,
        date: str | None = None,
        days: Days | None = None,
        basis: str = "its clause says “that day”",
        trigger: str | None = None,
        mode: str | None = None,
        place: Place | None = None,
        duration: str | None = None,
        auxiliary: tuple[Auxiliary, ...] = (),
        statement: str | None = None,
        confidence: float = 0.8,
    ) -> str:
        span = self.span(evidence)
        word = span if trigger is None else (span[0] + evidence.index(trigger), span[0] + evidence.index(trigger) + len(trigger))
        name = digest("e", self.id, word, event_type)
        self.events.append(
            EventMention(
                id=name,
                event_type=event_type,
                mode=mode,
                contexts=(),
                auxiliary=auxiliary,
                actors=tuple(actors),
                recipients=tuple(recipients),
                date=date,
                date_range=days or ((date, date) if date else None),
                date_basis=(basis,) if date or days else (),
                place=place,
                duration=duration,
                trigger=(word,),
                evidence=(span,),
                statement=statement,
                voice="attributed" if statement else "outlet",
                quad="verbal cooperation",
                score=1.0,
                confidence=confidence,
            )
        )
        return name

    def statement(
        self,
        content: str,
        speakers: Sequence[str],
        *,
        relays: Sequence[str] = (),
        channel: str | None = None,
        style: Style = "indirect",
        within: str | None = None,
        date: str | None = None,
    ) -> str:
        span = self.span(content)
        name = digest("s", self.id, span)
        self.statements.append(Statement(name, within, tuple(speakers), tuple(Relay(r, (0, 1)) for r in relays), channel, None, (), (), (span,), style, date))
        return name

    def commitment(
        self,
        evidence: str,
        kind: CommitmentKind,
        by: Sequence[str],
        to: Sequence[str] = (),
        *,
        what: str | None = None,
        made: str | None = None,
        due: Days | None = None,
        event: str | None = None,
    ) -> str:
        span = self.span(evidence)
        name = digest("c", self.id, span, kind)
        self.commitments.append(CommitmentMention(name, kind, tuple(by), tuple(to), (self.span(what or evidence),), (span,), made, due, None, event, None))
        return name

    def figure(self, what: str, value: float, shown: str, unit: str | None = None) -> None:
        self.figures.append(Figure(what, value, unit, self.span(shown)))

    def coded(self) -> Coded:
        article = Article(
            id=self.id,
            url=None,
            source="page.txt",
            outlet=self.outlet,
            outlet_country=self.outlet_country,
            headline=self.headline,
            byline=(),
            dateline=None,
            published=self.published,
            published_range=(self.published, self.published) if self.published else None,
            published_basis=("printed",) if self.published else (),
            language="en",
            credits=(),
            text=self.text,
            text_sha256=sha256(self.text),
            body=((0, len(self.text)),),
        )
        return Coded(article, (), tuple(self.actors.values()), tuple(self.statements), tuple(self.events), tuple(self.commitments), tuple(self.figures))
