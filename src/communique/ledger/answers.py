# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Events that answer an undertaking: one function a kind of answer. Each says which move it is, why, and how sure.

Confidences are an editor's, not yet calibrated: they order the answers and let a reader filter them.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from communique.dates import apart, shift
from communique.ledger.facts import Done, Told
from communique.model import Days, Move, Status
from communique.words import Weights

# An answer that names what it answers by a noun of its kind, or by a pronoun after its verb.
NOUNS = {
    "request": "request|appeal|call|plea|wish|proposal|suggestion", "demand": "demand|ultimatum|request|call|condition", "offer": "offer|proposal|invitation|suggestion|idea|plan",
}  # fmt: skip
NAMED = {
    kind: re.compile(rf"\b(?:(?:the|that|this|these|those|his|her|its|their|such|any|our)|\w+['’]s?)(?: \w+)?? (?:{nouns})s?\b(?! (?:for|to|of|that|by)\b)", re.I)
    for kind, nouns in NOUNS.items()
}  # fmt: skip
PRONOUN = re.compile(r"^which\b|\b\w+(?:ed|ing|s) (?:it|this|them|that(?= (?:as|out|down|aside|off)\b|[.,;!?]|$))(?!\w)", re.I)
MEETING = r"(?:the|that|this|these|those|both|his|her|its|their|any)(?: [\w-]+){0,2}? (?:meetings?|talks|consultations|visits?|trip|summit|negotiations|conference|session|tour)"
CALLED_OFF = re.compile(
    rf"\b{MEETING}\b[^,;]{{0,60}}\b(?:(?:was|were|been|be|is|are) (?:cancell?ed|called off|scrapped|dropped)|(?:will|would) not take place)"
    rf"|\b(?:cancell?ed|cancels|called off|calls off) {MEETING}\b",
    re.I,
)
REPLY = 600  # characters after a request in which an answer that only points back is its answer: about three sentences
REPLIES = frozenset({"REJECT", "AGREE", "CONCEDE"})
REPLIED = frozenset({*NOUNS, "schedule"})  # kinds that are so answered
LIKE = 0.3  # likeness of an undertaking's words and an event's
VERY_LIKE = 0.45
KEPT_WITHIN = 400  # days in which an answer is looked for
HELD_WITHIN = 2  # days by which a meeting may miss its day and still be it
DEEDS = frozenset({"COOPERATE", "AID", "RETREAT", "CONCEDE"})
FORCE = frozenset({"SANCTION", "COERCE", "ASSAULT", "MOBILIZE"})
CHARGES = frozenset({"ACCUSE", "REJECT", "PROTEST"})
BEGUN = re.compile(r"\b(?:began|begin|begun|begins|start(?:ed|s|ing)?|first|initial|partial(?:ly)?|some of|under way|launched)\b", re.I)
BREACH = re.compile(
    r"\b(?:br(?:oke|eak|eaks|eaking|oken)|breach\w*|violat\w+|renege\w*|reneging|fail(?:ed|s|ing|ure)? to|not (?:been )?kept|did not keep|went back on|ignor\w+)\b", re.I
)
UNDONE = re.compile(r"\b(?:cancel\w*|call(?:ed|s|ing)? off|withdr(?:ew|aw|awn|aws|awing)|scrap\w*|abandon\w*|revok\w*|drop(?:ped|s)?|will not take place|no longer)\b", re.I)
PUT_OFF = re.compile(r"\b(?:postpon\w+|put off|delay\w*|reschedul\w+|push(?:ed)? back|deferr?\w*)\b", re.I)


@dataclass(frozen=True, slots=True)
class Undertaking:
    """A commitment as answers are looked for."""

    kind: str
    by: frozenset[str]  # countries, or linked actors where no country is known
    to: frozenset[str]
    matter: frozenset[str]
    made: str | None
    due: Days | None
    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    status: Status
    move: Move


Look = Callable[[Undertaking, Done, float], Answer | None]


def answers(one: Undertaking, done: Iterable[Done], weights: Weights) -> list[Answer]:
    """What answers it among events of its time, by day."""
    found = []
    for event in done:
        if reply := replied(one, event):
            found.append(reply)
            continue
        if not in_time(one, event):
            continue
        like = weights.cosine(one.matter, event.matter)
        if like < LIKE and one.kind != "schedule":
            continue
        held_later = one.kind == "schedule" and not event.articles <= {t.key[0] for t in one.told}  # plan and report are one event
        if not held_later and any((t.key[0], t.mention.event) in event.mentions or any(t.evidence in text or text in t.evidence for text in event.texts) for t in one.told):
            continue  # the event that it was made in, or another word of the sentence
        found += [answer for look in LOOKS if (answer := look(one, event, like))]
    return sorted(found, key=lambda a: (a.move.day or "9999", a.move.event or "", a.move.move))


def in_time(one: Undertaking, event: Done) -> bool:
    days = event.event.date_range
    return bool(one.made and days and days[1] >= one.made and days[0] <= shift(one.made, KEPT_WITHIN))


def _answer(event: Done, status: Status, move: str, reason: str, confidence: float) -> Answer:
    days = event.event.date_range
    return Answer(status, Move(days[0] if days else None, move, event.event.id, reason, round(min(0.95, confidence * (0.5 + event.event.confidence / 2)), 2)))


def replied(one: Undertaking, event: Done) -> Answer | None:
    """The side that was asked answers on the same page, and only points back to what was asked: "rejected his request", "which it declined"."""
    if one.kind == "schedule":
        return _called_off(one, event)
    if one.kind not in NOUNS or event.event.event_type not in REPLIES or not event.real or not one.to & event.actors or one.by & event.actors:
        return None
    if event.recipients and not one.by & event.recipients:
        return None
    if not any(NAMED[one.kind].search(text) or PRONOUN.search(text) for text in _after(one, event)):
        return None
    if event.event.event_type == "REJECT":
        return _answer(event, "declined", "declined", "the side that was asked refuses it on the same page", 0.7)
    return _answer(event, "accepted", "accepted", "the side that was asked takes it up on the same page", 0.7)


def _called_off(one: Undertaking, event: Done) -> Answer | None:
    """The same page goes on to tell that the meeting, by such a word, is off."""
    if event.real and any(CALLED_OFF.search(text) for text in _after(one, event)):
        return _answer(event, "withdrawn", "withdrawn", "the page that tells of the plan tells that it is called off", 0.6)
    return None


def _after(one: Undertaking, event: Done) -> list[str]:
    """What is told of an event soon after an undertaking, on its page."""
    found = []
    for t in one.told:
        asked = max(end for _, end in t.mention.what or t.mention.evidence)
        if (t.key[0], t.mention.event) not in event.mentions:
            found += [text for article, start, text in event.places if article == t.key[0] and asked <= start <= asked + REPLY]
    return found


def held(one: Undertaking, event: Done, like: float) -> Answer | None:
    """A meeting that was planned, and took place."""
    if one.kind != "schedule" or event.event.event_type != "CONSULT" or not event.real:
        return None
    both = bool(one.by & event.parties and one.to & event.parties) if one.to - one.by else len(one.by & event.parties) > 1
    if not both or event.articles <= {t.key[0] for t in one.told} or any(PUT_OFF.search(text) or UNDONE.search(text) for text in event.texts):
        return None  # of other parties, or told by no page but the one that plans it
    days = event.event.date_range
    if one.due and days:
        gap = apart(one.due, days)
        if gap <= HELD_WITHIN:
            return _answer(event, "done", "held", f"talks of the same parties {'on the day planned' if gap == 0 else f'{gap} days from the day planned'}", 0.85 - 0.1 * gap)
        return None
    return _answer(event, "done", "held", "talks of the same parties on a like matter, after they were planned", 0.4 + like / 2) if like >= VERY_LIKE else None


def put_off(one: Undertaking, event: Done, like: float) -> Answer | None:
    """A plan or promise called off, or moved."""
    if one.kind not in ("schedule", "pledge", "offer") or not (one.by | one.to) & event.parties or like < LIKE:
        return None
    if any(PUT_OFF.search(text) for text in event.texts):
        return _answer(event, "superseded", "put off", "the same matter is told as put off", 0.4 + like / 2)
    if one.by & event.actors and any(UNDONE.search(text) for text in event.texts) and event.event.event_type in ("REJECT", "RETREAT", "SANCTION", "CONSULT", "AGREE"):
        return _answer(event, "withdrawn", "withdrawn", "the same side is told to have called it off", 0.3 + like / 2)
    return None


def granted(one: Undertaking, event: Done, like: float) -> Answer | None:
    """A request, demand or offer taken up by the side that it was made to."""
    if one.kind not in ("request", "demand", "offer") or not one.to & event.actors or like < LIKE or (not event.real and event.event.event_type in DEEDS):
        return None
    if event.event.event_type in ("AGREE", "CONCEDE"):
        return _answer(event, "accepted", "accepted", "the side that was asked agreed to a like matter", 0.35 + like / 2)
    if event.event.event_type in DEEDS:
        return _answer(event, "done", "met", "the side that was asked did a like thing", 0.35 + like / 2)
    return None


def declined(one: Undertaking, event: Done, like: float) -> Answer | None:
    """A request, demand or offer refused by the side that it was made to."""
    if one.kind not in ("request", "demand", "offer") or event.event.event_type != "REJECT" or not one.to & event.actors or like < LIKE:
        return None
    return _answer(event, "declined", "declined", "the side that was asked refused a like matter", 0.4 + like / 2)


def kept(one: Undertaking, event: Done, like: float) -> Answer | None:
    """A promise that a deed of the same side fits, or a threat carried out."""
    kinds = DEEDS if one.kind in ("pledge", "offer", "condition") else FORCE if one.kind == "threat" else frozenset()
    if event.event.event_type not in kinds or not event.real or not one.by & event.actors or like < LIKE:
        return None
    if one.to and event.recipients and not one.to & event.recipients and like < VERY_LIKE:
        return None
    if any(BREACH.search(text) for text in event.texts):
        return None
    if any(BEGUN.search(text) for text in event.texts):
        return _answer(event, "begun", "begun", "the same side began a like thing", 0.35 + like / 2)
    return _answer(event, "done", "carried out" if one.kind == "threat" else "kept", "the same side did a like thing", 0.3 + like / 2)


def broken(one: Undertaking, event: Done, like: float) -> Answer | None:
    """The other side says that the promise is not kept; the charge is theirs."""
    if one.kind not in ("pledge", "condition", "schedule") or event.event.event_type not in CHARGES or not one.by & event.recipients:
        return None
    if one.by & event.actors or like < LIKE or not any(BREACH.search(text) for text in event.texts):
        return None
    return _answer(event, "broken", "said to be broken", "another side charges it with not keeping a like undertaking", 0.3 + like / 2)


def gone_back(one: Undertaking, event: Done, like: float) -> Answer | None:
    """The same side refuses what it had promised."""
    if one.kind not in ("pledge", "offer") or event.event.event_type != "REJECT" or not one.by & event.actors or like < VERY_LIKE:
        return None
    return _answer(event, "withdrawn", "withdrawn", "the same side refuses a like matter", 0.25 + like / 2)


LOOKS: tuple[Look, ...] = (held, put_off, granted, declined, kept, broken, gone_back)


def lapsed(one: Undertaking, today: str | None) -> Answer | None:
    """Its last day is over, and nothing was told of it by the newest page. The reason does not name that page's day: it would have to be written anew with every page."""
    if one.due is None or today is None or one.due[1] >= today or one.kind in ("refusal", "threat"):
        return None
    day = shift(one.due[1], 1)
    return Answer("lapsed", Move(day, "lapsed", None, f"due by {one.due[1]}; no page tells what became of it", 0.5))
