# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""The nouns, top to bottom in the order of the way. Everything that travels between rooms is one of these, frozen.

Character spans are half-open `[start, end)` in code points of `Article.text`. Days are closed ranges of ISO 8601
days. Ids are digests of content. Unknown is None. A field whose metadata says `exchange: False` stays inside.
"""

import functools
import types
import typing
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any, Literal, Self

Span = tuple[int, int]
Spans = tuple[Span, ...]
Days = tuple[str, str]  # closed range of ISO days: (first, last)

EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip
Auxiliary = Literal["historical", "future", "hypothetical", "negation"]
CommitmentKind = Literal["pledge", "offer", "request", "demand", "threat", "refusal", "condition", "schedule"]
ActorKind = Literal["person", "office", "government", "organisation", "country", "group", "anonymous"]
Style = Literal["direct", "indirect", "mixed"]
Stance = Literal["asserts", "denies", "claims", "warns", "promises", "doubts"]
RelayKind = Literal["spokesperson", "person", "ministry", "statement", "agency", "outlet", "source"]
Anonymity = Literal["official", "diplomat", "close", "unnamed"]
Voice = Literal["attributed", "outlet"]
PointKind = Literal["topic", "commitment", "meeting", "initiative"]  # what they undertook, whether they will meet again, who asked for the talks
Relation = Literal["copy", "update", "correction"]
Status = Literal["open", "reaffirmed", "accepted", "declined", "begun", "done", "broken", "withdrawn", "superseded", "lapsed"]

INSIDE: Mapping[str, bool] = types.MappingProxyType({"exchange": False})


class Exchanged:
    """Conversion to and from the exchange form: the object's own fields, by name, as JSON types."""

    __slots__ = ()

    def to_dict(self) -> dict[str, Any]:
        """The exchange form: JSON types only, keys in the order of the fields."""
        return {f.name: _plain(getattr(self, f.name)) for f in fields(self) if f.metadata.get("exchange", True)}  # type: ignore[arg-type]

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Self:
        """The object again; fields that stay inside take their defaults, unknown keys are an error."""
        makers = _makers(cls)  # type: ignore[arg-type]
        return cls(**{name: makers[name](value) for name, value in values.items()})


def _plain(value: Any) -> Any:
    if isinstance(value, Exchanged):
        return value.to_dict()
    if isinstance(value, tuple):
        return [_plain(v) for v in value]
    return value


@functools.cache
def _makers(kind: type[Exchanged]) -> Mapping[str, Callable[[Any], Any]]:
    """A noun's fields, each with what makes its value of JSON. Kept: a record makes thousands of nouns, and reading type hints took nine tenths of it."""
    return {name: _maker(hint) for name, hint in typing.get_type_hints(kind).items()}


def _maker(hint: Any) -> Callable[[Any], Any]:
    """From a JSON value to a value of the hinted type: lists become tuples, objects nouns; null stays None wherever it stands."""
    if typing.get_origin(hint) in (types.UnionType, typing.Union):
        return _maker(next(h for h in typing.get_args(hint) if h is not types.NoneType))
    if typing.get_origin(hint) is tuple:
        inside = typing.get_args(hint)
        if inside[-1] is ...:
            each = _maker(inside[0])
            return lambda value: None if value is None else tuple(value) if each is _same else tuple(each(v) for v in value)
        makers = tuple(_maker(h) for h in inside)
        return lambda value: None if value is None else tuple(make(v) for make, v in zip(makers, value, strict=True))
    if isinstance(hint, type) and issubclass(hint, Exchanged):
        return lambda value: None if value is None else hint.from_dict(value)
    return _same


def _same(value: Any) -> Any:
    return value


@dataclass(frozen=True, slots=True)
class Page:
    """Bytes as they were read, with what was handed in beside them. Nothing is judged here."""

    source: str  # where it was read: a path, "pages.zip!a.html", "lines.jsonl.gz:17", "-"
    data: bytes
    url: str | None = None
    fetched: str | None = None  # ISO day or moment
    outlet: str | None = None  # metadata given by the user
    published: str | None = None  # ISO day given by the user
    headline: str | None = None  # given by the user or by the container (feed, JSON field)
    media_type: str | None = None  # "text/html", "text/plain"; None: look at the bytes


@dataclass(frozen=True, slots=True)
class Problem(Exchanged):
    """A page, or a part of one, that could not be read or coded: kept, with the reason."""

    source: str
    reason: str  # a sentence for a person
    room: str | None = field(default=None, metadata=INSIDE)
    page_sha256: str | None = field(default=None, metadata=INSIDE)


@dataclass(frozen=True, slots=True)
class Article(Exchanged):
    """One page as cleaned. `text` is the page as decoded, or for HTML the rendering of all its visible text."""

    id: str
    url: str | None
    source: str
    outlet: str | None
    outlet_country: str | None  # ISO 3166-1 alpha-3
    headline: str | None
    byline: tuple[str, ...]
    dateline: str | None
    published: str | None  # ISO day, only where one day is known
    published_range: Days | None
    published_basis: tuple[str, ...]
    language: str | None  # ISO 639-1
    credits: tuple[str, ...]
    text: str
    text_sha256: str
    body: Spans
    page_sha256: str = field(default="", metadata=INSIDE)
    rendering: str = field(default="text", metadata=INSIDE)  # "text", or the serialiser's name and version
    source_map: Spans = field(default=(), metadata=INSIDE)  # HTML: for each run of text, (offset in text, offset in the decoded page)
    headline_span: Span | None = field(default=None, metadata=INSIDE)
    fetched: str | None = field(default=None, metadata=INSIDE)

    @property
    def body_text(self) -> str:
        """The body's paragraphs, a blank line between."""
        return "\n\n".join(self.text[s:e] for s, e in self.body)


@dataclass(frozen=True, slots=True)
class Timex(Exchanged):
    """A TIMEX3 time expression. `value` is TIMEX3's (2021-02-04, 2018-W11, PT30M, XXXX-WXX-5, PAST_REF ...)."""

    span: Span
    type: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str

    @property
    def start(self) -> int:
        return self.span[0]

    @property
    def end(self) -> int:
        return self.span[1]


@dataclass(frozen=True, slots=True)
class Token:
    """A word: characters, and what the parser says of it. `head` is an index into `Annotated.tokens` (the root's own)."""

    start: int
    end: int
    lemma: str
    pos: str  # universal part of speech
    tag: str  # Penn Treebank
    dep: str  # ClearNLP label, as spaCy's English models have it
    head: int


@dataclass(frozen=True, slots=True)
class Name:
    """A named entity as the tagger saw it, with its OntoNotes label."""

    span: Span
    label: str


@dataclass(frozen=True, slots=True)
class Place(Exchanged):
    name: str
    country: str | None
    latitude: float | None = None
    longitude: float | None = None
    span: Span | None = field(default=None, metadata=INSIDE)


@dataclass(frozen=True, slots=True)
class Annotated:
    """An article with its words. Tokens, sentences and names lie in the headline and the body only, in text order."""

    article: Article
    tokens: tuple[Token, ...]
    sentences: Spans  # token ranges [first, last)
    names: tuple[Name, ...]
    times: tuple[Timex, ...]
    places: tuple[Place, ...] = ()

    def words(self, span: Span) -> str:
        """The characters of a span."""
        return self.article.text[span[0] : span[1]]


@dataclass(frozen=True, slots=True)
class Actor(Exchanged):
    """Someone who acts or speaks, with every mention that leads to them. A mention of a group leads to each member."""

    id: str
    name: str
    kind: ActorKind
    country: str | None  # ISO 3166-1 alpha-3, or PLOVER's IGO, UNO, EUR, NGO, ISM, IMG, MNC
    sector: str | None  # PLOVER sector code: GOV, MIL, LEG ...
    office: str | None
    wikidata: str | None
    mentions: Spans
    basis: str | None = None  # why this country, where no word at a mention says it


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who (source) says (cue) what (content), as spans of a text: the PolNeAR scheme."""

    source: Spans
    cue: Spans
    content: Spans


@dataclass(frozen=True, slots=True)
class Relay(Exchanged):
    """Who passed a statement on. A paper, or somebody whom no actor stands for, is known by its words alone."""

    actor: str | None
    span: Span
    kind: RelayKind | None = None


@dataclass(frozen=True, slots=True)
class Statement(Exchanged):
    """What was said, by whom, passed on by whom: relays in order, the outermost last."""

    id: str
    within: str | None  # the statement that reports this one
    speakers: tuple[str, ...]
    relays: tuple[Relay, ...]
    channel: str | None
    audience: str | None
    source: Spans
    cue: Spans
    content: Spans
    style: Style
    date: str | None
    stance: Stance = "asserts"
    anonymity: Anonymity | None = None  # how a speaker whose name is withheld is called
    place: str | None = None  # where it was said, in the words of the page
    distance: Spans = ()  # the outlet's distancing words: "claimed", "so-called", scare quotes


@dataclass(frozen=True, slots=True)
class EventMention(Exchanged):
    """One report of a PLOVER event in one article."""

    id: str
    event_type: EventType
    mode: str | None
    contexts: tuple[str, ...]
    auxiliary: tuple[Auxiliary, ...]
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    date: str | None
    date_range: Days | None
    date_basis: tuple[str, ...]
    place: Place | None
    duration: str | None  # ISO 8601
    trigger: Spans
    evidence: Spans
    statement: str | None
    voice: Voice
    quad: str
    score: float
    confidence: float
    order: str | None = None  # its place in a series, as told: "third", "first since 2008"
    count: int | None = None  # how often it took place, where the text says more than once


@dataclass(frozen=True, slots=True)
class CommitmentMention(Exchanged):
    """One report of an undertaking, or of a want of one."""

    id: str
    kind: CommitmentKind
    by: tuple[str, ...]
    to: tuple[str, ...]
    what: Spans
    evidence: Spans
    made: str | None
    due: Days | None
    condition: Spans | None
    event: str | None
    statement: str | None


@dataclass(frozen=True, slots=True)
class Figure(Exchanged):
    what: str
    value: float
    unit: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class Coded(Exchanged):
    """All that one page yields: the line that `communique code --format jsonl` prints."""

    article: Article
    times: tuple[Timex, ...]
    actors: tuple[Actor, ...]
    statements: tuple[Statement, ...]
    events: tuple[EventMention, ...]
    commitments: tuple[CommitmentMention, ...]
    figures: tuple[Figure, ...]

    def actor(self, actor_id: str) -> Actor:
        return next(a for a in self.actors if a.id == actor_id)

    def quote(self, spans: Sequence[Span]) -> str:
        """The characters of spans, an ellipsis between those that do not touch."""
        return " … ".join(self.article.text[s:e] for s, e in spans)


# Across pages -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Family(Exchanged):
    """Articles that are one text: the first is the one the others were taken from, where that is known."""

    id: str
    articles: tuple[str, ...]
    relation: Relation
    lineage: tuple[str, ...]  # agencies and outlets, origin first


@dataclass(frozen=True, slots=True)
class DateEstimate:
    """What other pages tell of the day of a page that prints none."""

    article: str
    published_range: Days
    basis: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MentionRef(Exchanged):
    article: str
    event: str


@dataclass(frozen=True, slots=True)
class StatementRef(Exchanged):
    article: str
    statement: str


@dataclass(frozen=True, slots=True)
class CommitmentRef(Exchanged):
    article: str
    commitment: str


@dataclass(frozen=True, slots=True)
class SpanRef(Exchanged):
    article: str
    span: Span


@dataclass(frozen=True, slots=True)
class Tenure(Exchanged):
    """An office held by a person: days, or None where the pages and tables do not say."""

    office: str
    first: str | None
    last: str | None

    def to_dict(self) -> dict[str, Any]:
        return {"office": self.office, "from": self.first, "to": self.last}

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Self:
        return cls(values["office"], values["from"], values["to"])


@dataclass(frozen=True, slots=True)
class LinkedActor(Exchanged):
    """One actor across pages."""

    id: str
    name: str
    aliases: tuple[str, ...]
    country: str | None
    sector: str | None
    offices: tuple[Tenure, ...]
    members: tuple[tuple[str, str], ...] = field(default=(), metadata=INSIDE)  # (article id, actor id in that article)


@dataclass(frozen=True, slots=True)
class Change(Exchanged):
    """Words of one printing of a quotation that stand otherwise in most printings."""

    span: SpanRef
    instead: str


@dataclass(frozen=True, slots=True)
class Quotation(Exchanged):
    """The same words of the same speaker, wherever printed."""

    id: str
    statements: tuple[StatementRef, ...]
    paraphrases: tuple[StatementRef, ...] = ()  # the same told in other words, or translated anew
    changes: tuple[Change, ...] = ()
    lineage: tuple[str, ...] = ()  # agencies and outlets, the first to print it first


@dataclass(frozen=True, slots=True)
class Links:
    actors: tuple[LinkedActor, ...]
    quotations: tuple[Quotation, ...]


@dataclass(frozen=True, slots=True)
class Judgement(Exchanged):
    """That two mentions are the same event or are not, or any other decision that a person may overrule."""

    about: str
    says: str
    by: str  # "machine", or a person's name
    when: str
    reason: str
    confidence: float | None = field(default=None, metadata=INSIDE)


@dataclass(frozen=True, slots=True)
class Point(Exchanged):
    """Something that an account mentions; `also` names the other parties that mention it too."""

    topic: str
    span: SpanRef
    also: tuple[str, ...]
    matter: str | None = None  # the same for points on one matter, in whosever account
    kind: PointKind = "topic"
    by: str | None = None  # the linked actor whose words they are, where one is known
    contexts: tuple[str, ...] = ()  # PLOVER's
    persons: tuple[str, ...] = ()  # named there, beside those who talked
    figures: tuple[str, ...] = ()  # in the words of the page


@dataclass(frozen=True, slots=True)
class Account(Exchanged):
    """What one party, or one outlet in its own voice, says of an event."""

    party: str  # a country code, or an outlet's name
    by: str | None  # the actor who gave it
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class DisputedValue(Exchanged):
    value: str
    articles: tuple[str, ...]
    spans: tuple[SpanRef, ...] = ()  # the words that say so


@dataclass(frozen=True, slots=True)
class Disagreement(Exchanged):
    what: str
    values: tuple[DisputedValue, ...]


@dataclass(frozen=True, slots=True)
class Event(Exchanged):
    """One real-world event and the reports of it."""

    id: str
    aliases: tuple[str, ...]
    event_type: EventType
    mode: str | None
    actors: tuple[str, ...]  # ids of linked actors
    recipients: tuple[str, ...]
    date_range: Days | None
    place: Place | None
    mentions: tuple[MentionRef, ...]
    independent_reports: int
    confidence: float
    accounts: tuple[Account, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()


@dataclass(frozen=True, slots=True)
class Move(Exchanged):
    """A step in the trail of a commitment."""

    day: str | None
    move: str
    event: str | None
    reason: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Commitment(Exchanged):
    """An undertaking across pages, and what became of it."""

    id: str
    commitment_kind: CommitmentKind
    by: tuple[str, ...]
    to: tuple[str, ...]
    what: str
    made: str | None
    due: Days | None
    status: Status
    mentions: tuple[CommitmentRef, ...]
    trail: tuple[Move, ...]


@dataclass(frozen=True, slots=True)
class Turn(Exchanged):
    """A turning point of a storyline: the event, what turns, and why it is one."""

    event: str
    day: str
    what: str
    reason: str


@dataclass(frozen=True, slots=True)
class Storyline(Exchanged):
    """Events chained by actors and matter, by day."""

    id: str
    title: str
    events: tuple[str, ...]
    turns: tuple[Turn, ...] = ()


@dataclass(frozen=True, slots=True)
class Week(Exchanged):
    """A week of two countries' dealings: its Monday, the mean PLOVER score of its events, how many they are."""

    first: str
    score: float
    events: int


@dataclass(frozen=True, slots=True)
class Level(Exchanged):
    """A week from which the level of a series is another; the events of that week that tell most for it."""

    first: str
    before: float
    after: float
    events: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Series(Exchanged):
    """Weeks that have events, in order, and the change points among them."""

    dyad: tuple[str, str]
    weeks: tuple[Week, ...]
    changes: tuple[Level, ...]


@dataclass(frozen=True, slots=True)
class Across:
    """All that is known only across pages: a function of the set of coded pages, in a stable order."""

    families: tuple[Family, ...]
    dates: tuple[DateEstimate, ...]
    links: Links
    events: tuple[Event, ...]
    judgements: tuple[Judgement, ...]
    commitments: tuple[Commitment, ...]
    storylines: tuple[Storyline, ...]
