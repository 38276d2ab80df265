# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Records made by hand for the views' tests: pages with what is in them named by its words, and what is known across them.

All persons, outlets and happenings are invented.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from communique.model import (
    Account,
    Across,
    Actor,
    Article,
    Auxiliary,
    Coded,
    Commitment,
    CommitmentKind,
    CommitmentMention,
    CommitmentRef,
    DateEstimate,
    Days,
    Disagreement,
    DisputedValue,
    Event,
    EventMention,
    EventType,
    Family,
    Figure,
    Judgement,
    LinkedActor,
    Links,
    MentionRef,
    Move,
    Page,
    Place,
    Point,
    Problem,
    Relay,
    Span,
    SpanRef,
    Statement,
    Status,
    Storyline,
    Tenure,
)
from communique.record.record import Record, Way
from communique.tables.plover import QUADS
from communique.text import digest, sha256


@dataclass
class Sheet:
    """A page in the making: findings are named by the words that show them."""

    text: str
    outlet: str | None
    day: str | None
    body: Sequence[str]
    headline: str | None = None
    url: str | None = None
    byline: tuple[str, ...] = ()
    credits: tuple[str, ...] = ()
    dateline: str | None = None
    actors: dict[str, Actor] = field(default_factory=dict)
    statements: list[Statement] = field(default_factory=list)
    events: list[EventMention] = field(default_factory=list)
    commitments: list[CommitmentMention] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)

    @property
    def id(self) -> str:
        return digest("a", self.text, self.url or "")

    def span(self, words: str, start: int = 0) -> Span:
        at = self.text.index(words, start)
        return at, at + len(words)

    def who(self, name: str, country: str | None, *, office: str | None = None, kind: str = "person", words: Sequence[str] = ()) -> str:
        spans = []
        for form in words or (name,):
            at = self.text.find(form)
            while at >= 0:
                spans.append((at, at + len(form)))
                at = self.text.find(form, at + len(form))
        key = digest("p", self.id, name)
        self.actors[key] = Actor(key, name, kind, country, "GOV", office, None, tuple(sorted(spans)))  # type: ignore[arg-type]
        return key

    def says(self, speaker: str, content: str, *, cue: str = "said", relay: str | None = None, channel: str | None = None) -> str:
        span = self.span(content)
        relays = (Relay(relay, self.actors[relay].mentions[0]),) if relay else ()
        key = digest("s", self.id, *span)
        cues = (self.span(cue),) if cue in self.text else ()
        self.statements.append(Statement(key, None, (speaker,), relays, channel, None, self.actors[speaker].mentions[:1], cues, (span,), "indirect", self.day))
        return key

    def event(
        self, kind: EventType, evidence: str, actors: Sequence[str], recipients: Sequence[str] = (), *, mode: str | None = None, days: Days | None = None,
        statement: str | None = None, duration: str | None = None, place: Place | None = None, auxiliary: tuple[Auxiliary, ...] = (), confidence: float = 0.9,
    ) -> str:  # fmt: skip
        span = self.span(evidence)
        key = digest("e", self.id, *span, kind)
        day = days[0] if days and days[0] == days[1] else None
        self.events.append(
            EventMention(
                key, kind, mode, ("diplomatic",), auxiliary, tuple(actors), tuple(recipients), day, days, ("the dateline",), place, duration, (span,), (span,), statement,
                "attributed" if statement else "outlet", QUADS[kind], 1.0, confidence,
            )
        )  # fmt: skip
        return key

    def undertakes(self, kind: CommitmentKind, evidence: str, by: str, to: str, *, what: str, event: str | None = None, due: Days | None = None) -> str:
        span = self.span(evidence)
        key = digest("c", self.id, *span)
        self.commitments.append(CommitmentMention(key, kind, (by,), (to,), (self.span(what, span[0]),), (span,), self.day, due, None, event, None))
        return key

    def counts(self, what: str, value: float, words: str) -> None:
        self.figures.append(Figure(what, value, None, self.span(words)))

    def coded(self) -> Coded:
        headline = self.span(self.headline) if self.headline and self.headline in self.text else None
        days = (self.day, self.day) if self.day else None
        article = Article(
            self.id, self.url, f"{self.outlet}.txt", self.outlet, None, self.headline, self.byline, self.dateline, self.day, days, ("the page's own line",) if days else (), "en",
            self.credits, self.text, sha256(self.text), tuple(self.span(words) for words in self.body), sha256(self.text), headline_span=headline,
        )  # fmt: skip
        return Coded(article, (), tuple(self.actors.values()), tuple(self.statements), tuple(self.events), tuple(self.commitments), tuple(self.figures))


@dataclass
class World:
    """Sheets, and what is known across them."""

    sheets: list[Sheet] = field(default_factory=list)
    actors: dict[str, LinkedActor] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)
    commitments: list[Commitment] = field(default_factory=list)
    families: list[Family] = field(default_factory=list)
    storylines: list[Storyline] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    dates: list[DateEstimate] = field(default_factory=list)

    def actor(self, name: str, country: str | None, *, offices: tuple[Tenure, ...] = (), aliases: tuple[str, ...] = ()) -> str:
        """The linked actor of that name: all sheets' actors of the name are its members."""
        key = digest("P", name)
        members = tuple((sheet.id, local) for sheet in self.sheets for local, one in sheet.actors.items() if one.name == name)
        self.actors[key] = LinkedActor(key, name, aliases, country, "GOV", offices, members)
        return key

    def event(
        self, kind: EventType, mentions: Sequence[tuple[Sheet, str]], actors: Sequence[str], recipients: Sequence[str] = (), *, mode: str | None = None, days: Days | None = None,
        place: Place | None = None, accounts: Sequence[Account] = (), disagreements: Sequence[Disagreement] = (), confidence: float = 0.9, independent: int | None = None,
    ) -> str:  # fmt: skip
        refs = tuple(MentionRef(sheet.id, key) for sheet, key in mentions)
        event_id = digest("E", refs[0].article, refs[0].event)
        self.events.append(
            Event(event_id, (), kind, mode, tuple(actors), tuple(recipients), days, place, refs, independent or len(refs), confidence, tuple(accounts), tuple(disagreements))
        )
        return event_id

    def undertaking(
        self, kind: CommitmentKind, mentions: Sequence[tuple[Sheet, str]], by: str, to: str, what: str, *, made: str | None, status: Status = "open", due: Days | None = None,
        trail: tuple[Move, ...] = (),
    ) -> str:  # fmt: skip
        refs = tuple(CommitmentRef(sheet.id, key) for sheet, key in mentions)
        key = digest("C", refs[0].article, refs[0].commitment)
        self.commitments.append(Commitment(key, kind, (by,), (to,), what, made, due, status, refs, trail))
        return key

    def across(self, pages: Sequence[Coded], corrections: Sequence[Judgement]) -> Across:
        del pages, corrections
        return Across(tuple(self.families), tuple(self.dates), Links(tuple(self.actors.values()), ()), tuple(self.events), (), tuple(self.commitments), tuple(self.storylines))

    def record(self, path: Path, *, always: bool = False) -> Path:
        """The world as a record file; `always`: computed anew though no page has come."""
        coded = {sheet.id: sheet.coded() for sheet in self.sheets}

        def step(page: Page) -> Coded | Problem:
            return coded.get(page.source) or Problem(page.source, "the page holds no text that could be read", "cleaning", sha256(page.data))

        pages = [Page(source=sheet.id, data=sheet.text.encode(), url=sheet.url) for sheet in self.sheets]
        with Record(path, way=Way(code=step, across=self.across)) as record:
            record.add_pages([*pages, *self.problems])
            record.refresh(always=always)
        return path


def points(sheet: Sheet, *told: tuple[str, str, Sequence[str]]) -> tuple[Point, ...]:
    """(topic, words, others that tell it too) -> points."""
    return tuple(Point(topic, SpanRef(sheet.id, sheet.span(words)), tuple(also)) for topic, words, also in told)


def disputed(what: str, **values: Sequence[Sheet]) -> Disagreement:
    return Disagreement(what, tuple(DisputedValue(value, tuple(sheet.id for sheet in sheets)) for value, sheets in values.items()))
