# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""The points that a page makes about an event, and who makes them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from communique import tables
from communique.accounts.givers import IN_THE_ROOM, givers
from communique.accounts.numbers import quantities
from communique.accounts.record import Known, own_voice
from communique.accounts.topics import topic
from communique.dates import apart
from communique.model import Coded, Event, EventMention, PointKind, Span, Spans, Statement
from communique.text import inside, overlap, trim
from communique.words import WORD, fold, stem, words

OF_ITS_OWN = 3  # words of matter that make what is left of a statement a point
TALKERS = re.compile(
    r"\b(?:(?:the |both |two )+(?:leaders|presidents|prime ministers|ministers|sides|heads of (?:state|government))|"
    r"the (?:call|conversation|meeting|talks|summit|visit)|(?:each|one an)other)\b",
    re.I,
)
# Words that every readout uses of every matter; alone they make no two points alike.
EVERYWHERE = frozenset(
    words(
        """agree agreement discuss discussion talk call telephone phone conversation meet meeting summit share view exchange opinion concern matter issue important importance need
        work cooperate cooperation coordinate closely close strengthen relation relationship bilateral ties continue effort express stress joint jointly support pledge promise
        hope want wish thank welcome propose proposal request ask offer back future strong common regional global possible help ready"""
    )
)


@dataclass(frozen=True, slots=True)
class Told:
    """One point as one page has it."""

    party: str
    by: str | None
    article: str
    span: Span
    topic: str
    matter: frozenset[str]  # words of the whole passage
    bare: bool = False  # that they talked, not what about
    kind: PointKind = "topic"
    value: str | None = None  # the country that asked for the talks
    around: Span | None = None  # the sentence, where the span is a part of it
    units: frozenset[str] = frozenset()  # of money and measures told there, and nouns that are counted
    names: frozenset[str] = frozenset()  # of `matter`, the words written as names
    forms: tuple[tuple[str, str], ...] = ()  # of `matter`, a word of each stem
    undecided: bool = False  # that something is not settled
    paragraph: int = -1  # of the body
    back: bool = False  # it points back at what was said before it
    courtesy: bool = False  # condolences, congratulations


def quoted(page: Coded, event: Event, parties: frozenset[str], known: Known) -> list[Told]:
    """What parties are quoted for on one page in telling an event that is no talks: each statement's points, in reading order."""
    reports = reports_of(page, event)
    out: list[Told] = []
    for key, giver in givers(page, event, parties, known).items():
        statement = next(s for s in page.statements if s.id == key)
        if _tells_it(statement, reports):
            out += [point(page, giver.party, giver.by, span, text, parties) for span, text in _passages(page, statement, reports)]
    return [p for p in out if p.topic]


def told(page: Coded, event: Event, parties: frozenset[str], known: Known, *, main: bool) -> list[Told]:
    """What the page tells of an event itself; `main`: it is about these talks, so that what it tells of both parties that day belongs to them. A copy adds no voice."""
    mine = {m.id for m in reports_of(page, event)}
    party, official = own_voice(page.article)
    unit = known.unit.get(page.article.id)
    if not official and unit is not None and known.original[unit] != page.article.id:
        return []
    out = []
    for m in page.events:
        if m.voice == "outlet" and (m.id in mine or (main and _with_it(page, m, event, parties))):
            span, text = _passage(page, m)
            out.append(replace(point(page, party, None, span, text, parties), bare=event.event_type == m.event_type == "CONSULT" and m.id in mine))
    return [p for p in out if p.topic]


def reports_of(page: Coded, event: Event) -> list[EventMention]:
    mine = {ref.event for ref in event.mentions if ref.article == page.article.id}
    return [m for m in page.events if m.id in mine]


def point(page: Coded, party: str, by: str | None, span: Span, text: str | None, parties: frozenset[str], kind: PointKind | None = None) -> Told:
    """A passage as a point; `text`: the part of it that names the matter."""
    said = page.article.text[span[0] : span[1]]
    phrase = topic(said if text is None else text)
    told = _as_compared(said)
    talkers = [a for a in page.actors if a.kind == "person" and (a.office or a.country in parties)]
    own = {"@" + p for p in parties} | {stem(fold(w)) for a in talkers for w in a.name.split()}
    matter = frozenset(words(told)) - own - EVERYWHERE | {w for w in PAPER if re.search(PAPER[w], said, re.I)}
    forms = {stem(fold(w)): fold(w) for w in WORD.findall(told)}
    names = {stem(fold(w)) for w in NAMED.findall(said)} | {w for w in matter if w.startswith("@")}
    return Told(
        party, by, page.article.id, span, phrase, matter, kind=kind or kind_of(page, span), undecided=bool(UNDECIDED.search(said)),
        units=frozenset(q.unit or q.noun for q in quantities(page.article.text, span)), names=matter & names, forms=tuple(sorted((w, forms.get(w, w)) for w in matter)),
        paragraph=next((n for n, part in enumerate(page.article.body) if inside(span, part)), -1), back=bool(BACK.search(said)), courtesy=bool(COURTESY.search(said)),
    )  # fmt: skip


# What a sentence begins or goes on with that is of the matter before it: "support for training there", "for the project", a quotation.
BACK = re.compile(
    r"^[\"“]|\bthere\W*$|^\W*(?:it|this|these|those|such|the former|the latter|its)\b(?! (?:is|was) (?:important|agreed))|"
    r"\b(?:for|in|of|on|about|under) "
    r"(?:(?:this|that)(?! (?:regard|context|connection|respect))|the (?:project|programme|program|plan|matter|issue|question|deal|scheme|work|incident|dispute|proposal))\b",
    re.I,
)
COURTESY = re.compile(r"\b(?:condolences?|sympath(?:y|ies)|congratulat\w+|birthday|seasons? greetings)\b", re.I)
# "North America" is not the country, nor are "Northeast Asia" and "Southeast Asia" one region; Europe is called by its union's name and seat.
REGION = re.compile(
    r"\b((?:North|South|East|West|Central|Latin)(?:east|west)?(?:ern)?)[ -](America|Asia|Africa|Europe|Pacific|Atlantic|Caucasus|China Sea|Sea|Balkan|Bank)(n?)s?\b"
)
EUROPE = re.compile(r"\b(?:European Union|European Commission|the EU\b|EU\b|Brussels|Europeans?|Europe)\b")
# Words that every page uses of itself, where a thing of that name is meant: "a joint report", "the common statement".
PAPER = {w: rf"\b(?:joint|common|final|public|draft|full|annual|written|scientific|expert) {w}s?\b" for w in ("report", "statement")}


def _as_compared(said: str) -> str:
    return EUROPE.sub("Europe", REGION.sub(_one_word, said))


def _one_word(region: re.Match[str]) -> str:
    """'East Africa' -> 'eastafrica'; 'South African' names a country and stays."""
    name = region[0]
    if tables.country_of(name) and name not in tables.regions():
        return name
    return (region[1] + region[2]).replace(" ", "").lower()


NAMED = re.compile(r"(?<=[\w,;] )[A-Z][\w’'-]+")
UNDECIDED = re.compile(
    r"\b(?:yet to be (?:decided|agreed|fixed|set|confirmed|determined|announced|finali[sz]ed|settled|worked out)|"
    r"(?:has|have) yet to (?:be|decide|agree|confirm|reply|answer)|"
    r"(?:no|any|nor) (?:\w+ )?(?:dates?|decisions?|plans?|timetable|agreement|commitment|deal)\b[^.;]{0,40}\b"
    r"(?:been|was|were|made|taken|set|fixed|reached|discussed|announced|agreed)|"
    r"no (?:date|decision|plan)s?\b|(?:has|have|had|was|were|is|are) (?:not|n[’']t) (?:yet )?(?:been )?"
    r"(?:decided|agreed|fixed|set|announced|confirmed|settled|taken|made|finali[sz]ed)|"
    r"nothing (?:has|had|was) (?:been )?(?:yet )?(?:agreed|decided|fixed|settled)|never confirmed|undecided|under (?:study|consideration|discussion|review)|"
    r"(?:will|would|is to|are to|shall) (?:decide|consider|examine|study|look at whether)|"
    r"(?:would|will) not (?:travel|go|meet|visit)|in principle|remains? open)\b",
    re.I,
)
NEXT_TIME = re.compile(
    r"\b(?:meet|meeting|summit|visit|travel|trip|go|come|talks|round|dialogue|tour)\b.{0,80}\b"
    r"(?:will|would|agreed|to be|yet|decid\w+|fixed|set|scheduled|planned|invit\w+|accept\w+|next|again)\b|"
    r"\b(?:will|would|agree\w*|hold|yet|decid\w+|date|timing|time|fixed|scheduled|invit\w+|accept\w+|plan\w*|welcoming|forward)\b.{0,80}\b"
    r"(?:meet|meeting|summit|visit|travel|trip|go to|come to|round|tour)\b",
    re.I,
)
DONE = re.compile(r"\b(?:agreed|pledg\w+|promis\w+|undertook|committed|will|accepted|offered|announced|decided|confirmed that)\b", re.I)


def kind_of(page: Coded, span: Span) -> PointKind:
    """Whether they will meet again, what was undertaken, or else a topic."""
    text = page.article.text[slice(*span)]
    if NEXT_TIME.search(text):
        return "meeting"
    if DONE.search(text) or any(overlap(s, span) for c in page.commitments if c.kind in ("pledge", "offer", "schedule") for s in c.what):
        return "commitment"
    return "topic"


# Which passages ------------------------------------------------------------------------------------------------------


def _passages(page: Coded, statement: Statement, reports: Sequence[EventMention]) -> list[tuple[Span, str]]:
    """A statement's events are its points, where it has several matters; else all of its content is one."""
    mine = {m.id for m in reports}
    inner = [s for s in page.statements if s.within == statement.id]
    held = [m for m in page.events if _in(m.trigger, statement.content) and not any(_in(m.trigger, s.content) for s in inner)]
    matters = [m for m in held if m.event_type != "CONSULT" or m.id not in mine]
    found = [_passage(page, m) for m in matters]
    if inner or not statement.content:
        return sorted(dict.fromkeys(found))
    if not found:
        whole = (statement.content[0][0], statement.content[-1][1])
        talk = max((m.trigger[-1][1] for m in reports if _in(m.trigger, statement.content)), default=whole[0])  # "their call was meant to ...": what follows it
        text = page.article.text[talk : whole[1]] if talk > whole[0] and len(words(page.article.text[talk : whole[1]])) > 1 else page.quote(statement.content)
        return [(whole, text)] if len(words(text)) > 1 else []
    found += [(span, page.article.text[span[0] : span[1]]) for span in _left(page.article.text, statement.content, [span for span, _ in found])]
    return sorted(dict.fromkeys(found))


def _left(text: str, content: Spans, told: Sequence[Span]) -> list[Span]:
    """What a statement says beside its events, where that is a matter of its own."""
    out: list[Span] = []
    for start, end in content:
        at = start
        for low, high in sorted((max(s, start), min(e, end)) for s, e in told if s < end and start < e):
            out.append((at, low))
            at = max(at, high)
        out.append((at, end))
    return [span for span in (_trimmed(text, s) for s in out) if len(set(words(text[span[0] : span[1]])) - EVERYWHERE) >= OF_ITS_OWN]


def _trimmed(text: str, span: Span) -> Span:
    """Without the comma and the conjunction that joined it."""
    found = re.match(r"(?:[\s,;:.\"“”]|(?:and|while|but|as well as)\b)*", text[span[0] : span[1]])
    return trim(text, (span[0] + (found.end() if found else 0), span[1]))


def _passage(page: Coded, mention: EventMention) -> tuple[Span, str]:
    """The evidence, and of it what follows the word that names the event: 'agreed [to coordinate on ...]'."""
    span = (mention.evidence[0][0], mention.evidence[-1][1])
    text = page.article.text
    after = text[mention.trigger[-1][1] : span[1]] if mention.trigger else ""
    named = text[mention.trigger[0][0] : span[1]] if mention.trigger else ""
    for part in (after, named):
        if len(words(part)) > 1:
            return span, part
    said = next((s for s in page.statements if s.id == mention.statement and s.content), None)
    if said is not None and len(words(text[span[0] : span[1]])) < 3:  # a clause cut short: "it was important"
        whole = (said.content[0][0], said.content[-1][1])
        return whole, text[whole[0] : whole[1]]
    return span, text[span[0] : span[1]]


def _in(spans: Spans, content: Spans) -> bool:
    return any(inside(s, c) for s in spans for c in content)


# Which statements and events belong --------------------------------------------------------------------------------------


def leads(page: Coded, reports: Sequence[EventMention], parties: frozenset[str]) -> bool:
    """The page is about this meeting: told as news, and before any other meeting of the same parties."""
    news = [m for m in reports if not set(m.auxiliary) & {"historical", "negation", "hypothetical"}]
    if not news:
        return False
    mine = {m.id for m in reports}
    rivals = [m for m in page.events if m.event_type == "CONSULT" and m.id not in mine and "historical" not in m.auxiliary and len(_countries(page, m) & parties) > 1]
    return min(m.trigger for m in news) < min((m.trigger for m in rivals), default=((10**9, 10**9),)) or len(news) > len(rivals)


def _countries(page: Coded, mention: EventMention) -> set[str]:
    ids = (*mention.actors, *mention.recipients)
    return {a.country for a in page.actors if a.country and a.id in ids}


def _tells_it(statement: Statement, reports: Sequence[EventMention]) -> bool:
    return any(m.statement == statement.id or _in(m.trigger, statement.content) for m in reports)


def about_it(page: Coded, statement: Statement, event: Event, parties: frozenset[str], known: Known) -> bool:
    """What was said is about those who talked: it names the other side's, or 'the two leaders'; or it holds an event between them of that day."""
    if statement.date and event.date_range and apart((statement.date, statement.date), event.date_range) > 1:
        return False
    if statement.channel in IN_THE_ROOM and statement.speakers and all(known.is_present(page.article.id, i, event) for i in statement.speakers):
        return True  # one of those who talked, quoted as talking
    if any(_with_it(page, m, event, parties) for m in page.events if _in(m.trigger, statement.content)):
        return True
    if any(TALKERS.search(page.article.text[s:e]) for s, e in statement.content):
        return True
    said_of = {a.country for a in page.actors if any(overlap(m, c) for m in a.mentions for c in statement.content)}
    spoke = {a.country for a in page.actors if a.id in statement.speakers}
    return bool(said_of & (parties - spoke)) and bool(said_of & parties)


def _with_it(page: Coded, mention: EventMention, event: Event, parties: frozenset[str]) -> bool:
    """An event between the same parties on the days of the meeting: what was agreed, asked or refused there."""
    if mention.auxiliary and set(mention.auxiliary) & {"historical"}:
        return False
    if len(_countries(page, mention) & parties) < min(2, len(parties)) or mention.event_type == "CONSULT":
        return False
    return mention.date_range is None or event.date_range is None or apart(mention.date_range, event.date_range) <= 1
