# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""What the lists are made of: the record's lines without the articles' texts, read once for each state of the record.

The record answers for whole lists; pages want a part of one, chosen by more than it filters by. A state of 1,400 articles
and 3,400 events is read in about a second (measured), and kept until the record changes.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from communique.model import Commitment, Days, Event, Family, LinkedActor, Storyline, Turn
from communique.record import Record
from communique.views.web import say


@dataclass(frozen=True)
class Listed:
    """What a line shows of an article."""

    id: str
    outlet: str | None
    source: str  # where it was read
    headline: str | None
    first: str | None
    last: str | None
    guessed: Days | None = None  # the day that other pages tell, where the page itself names none

    @property
    def known_as(self) -> str:
        """The outlet's name, or else the name of the file that was read."""
        return self.outlet or say.file_name(self.source)


@dataclass(frozen=True)
class MentionRow:
    """What a line shows of a report."""

    article: str
    mention: str
    voice: str
    auxiliary: tuple[str, ...]


@dataclass(frozen=True)
class StorylineRow:
    """A storyline with what a line shows of its events."""

    storyline: Storyline
    days: Days | None  # from the first to the last
    countries: tuple[str, ...]  # that take part, those in most events first


@dataclass(frozen=True)
class Shelf:
    """One state of a record."""

    events: tuple[Event, ...]  # by day, those without a day last
    commitments: tuple[Commitment, ...]  # by the day they were made
    actors: dict[str, LinkedActor]
    articles: dict[str, Listed]  # by day, those without a day last
    families: tuple[Family, ...]
    storylines: tuple[Storyline, ...]
    storyline_rows: tuple[StorylineRow, ...]  # the same, those with most events first
    turns: dict[str, tuple[tuple[Storyline, Turn], ...]]  # event -> the stories that turn there
    reports: dict[str, tuple[MentionRow, ...]]  # event -> its mentions
    event_of: dict[tuple[str, str], str]  # (article, mention) -> event
    commitment_of: dict[tuple[str, str], str]
    linked: dict[str, dict[str, tuple[str, ...]]]  # article -> its own actor -> linked ones
    speaking: dict[str, dict[str, frozenset[str]]]  # linked actor -> articles in which it speaks, by day -> its ids there
    parts: Counter[str]  # linked actor -> events and commitments it has a part in
    countries: tuple[str, ...]  # of those that have a part in anything
    outlets: Counter[str]


def shelf(record: Record) -> Shelf:
    """The lines of a record as it stands now."""
    events, commitments, actors = tuple(record.events()), tuple(record.commitments()), record.actors()
    linked: dict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    for actor in actors.values():
        for article, local in actor.members:
            linked[article][local] = (*linked[article].get(local, ()), actor.id)
    lines: list[Listed] = []
    told: dict[tuple[str, str], MentionRow] = {}
    speakers: dict[str, frozenset[str]] = {}
    guessed = {key: found[0] for key, found in record.estimated_days().items()}
    for coded in record.articles():
        one = coded.article
        first, last = one.published_range or (None, None)
        lines.append(Listed(one.id, one.outlet, one.source, one.headline, first, last, guessed.get(one.id) if first is None else None))
        told |= {(one.id, mention.id): MentionRow(one.id, mention.id, mention.voice, mention.auxiliary) for mention in coded.events}
        speakers[one.id] = frozenset(key for statement in coded.statements for key in statement.speakers if statement.content)
    lines.sort(key=lambda line: (line.first is None, line.first or "", line.id))
    speaking: dict[str, dict[str, frozenset[str]]] = defaultdict(dict)
    for line in lines:
        for local in sorted(speakers[line.id]):
            for key in linked.get(line.id, {}).get(local, ()):
                speaking[key][line.id] = speaking[key].get(line.id, frozenset()) | {local}
    sides = [{*event.actors, *event.recipients} for event in events] + [{*one.by, *one.to} for one in commitments]
    parts = Counter(key for side in sides for key in side)
    storylines = tuple(record.storylines())
    turns: dict[str, tuple[tuple[Storyline, Turn], ...]] = {}
    for story in storylines:
        for turn in story.turns:
            turns[turn.event] = (*turns.get(turn.event, ()), (story, turn))
    return Shelf(
        events,
        commitments,
        actors,
        {line.id: line for line in lines},
        tuple(family for family in record.families() if len(family.articles) > 1),
        storylines,
        _storyline_rows(storylines, {event.id: event for event in events}, actors),
        turns,
        {event.id: tuple(told[ref.article, ref.event] for ref in event.mentions if (ref.article, ref.event) in told) for event in events},
        {(ref.article, ref.event): event.id for event in events for ref in event.mentions},
        {(ref.article, ref.commitment): one.id for one in commitments for ref in one.mentions},
        dict(linked),
        dict(speaking),
        parts,
        tuple(sorted({country for key in parts if key in actors and (country := actors[key].country)})),
        Counter(line.outlet for line in lines if line.outlet),
    )


def _storyline_rows(storylines: Sequence[Storyline], events: Mapping[str, Event], actors: Mapping[str, LinkedActor]) -> tuple[StorylineRow, ...]:
    out = []
    for story in storylines:
        held = [events[key] for key in story.events if key in events]
        days = [event.date_range for event in held if event.date_range]
        taking = [{actors[key].country for key in (*event.actors, *event.recipients) if key in actors} for event in held]
        counts = Counter(country for some in taking for country in some if country)
        span = (min(first for first, _ in days), max(last for _, last in days)) if days else None
        out.append(StorylineRow(story, span, tuple(sorted(counts, key=lambda country: (-counts[country], country)))))
    return tuple(sorted(out, key=lambda one: (-len(one.storyline.events), one.days or ("~", "~"), one.storyline.id)))
