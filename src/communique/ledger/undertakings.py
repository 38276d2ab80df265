# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""A group of mentions of one undertaking -> the commitment, and what became of it."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from communique.dates import apart
from communique.ledger.answers import Answer, Undertaking, answers, lapsed
from communique.ledger.facts import Done, Told
from communique.ledger.gathering import Group
from communique.model import Commitment, CommitmentKind, CommitmentRef, Days, Move, Status
from communique.text import digest
from communique.words import news

SUCCESSOR = 120  # days after which other persons of the same side are its next government rather than its other ministers
LEAST = 0.35  # an answer less sure than this stays in no trail
# Said again of what has no day of saying of its own, as plans have not: the page's day is that of the confirmation.
CONFIRMED = re.compile(
    r"\b(?:(?:as|still|remains?) (?:planned|agreed|scheduled|due|valid)|will (?:go|take place) (?:ahead|as|all the same|nevertheless)|all the same"
    r"|confirm(?:ed|s|ing)?|reaffirm\w*|reiterat\w*|repeat(?:ed|s|ing)|renew(?:ed|s|ing))\b",
    re.I,
)
FINAL = frozenset({"done", "broken", "withdrawn", "declined", "superseded"})


def id_of(group: Group) -> str:
    return digest("C", *min(t.key for t in group))


def commitment_of(group: Group, one: Undertaking, near: Sequence[Done], same_event: Mapping[tuple[str, str], str], today: str | None) -> Commitment:
    """`near`: the events in which answers are looked for; `same_event`: mentions to their events; `today`: the newest printed day."""
    found = _clear([a for a in answers(one, near, news()) if a.move.confidence >= LEAST])
    again = _repeats(group, one, same_event)
    if not any(a.status in FINAL or a.status == "begun" for a in found) and (over := lapsed(one, today)):
        found.append(over)
    trail = sorted([*again, *found], key=lambda a: (a.move.day or "9999", a.status in FINAL, a.move.event or "", a.move.move))
    return Commitment(
        id=id_of(group),
        commitment_kind=_kind(group),
        by=_named(t.by for t in group),
        to=_named(t.to for t in group),
        what=_what(group),
        made=one.made,
        due=one.due,
        status=_status(trail),
        mentions=tuple(CommitmentRef(*t.key) for t in sorted(group, key=lambda t: t.key)),
        trail=tuple(a.move for a in trail),
    )


def undertaking(group: Group) -> Undertaking:
    made = min((t.mention.made for t in group if t.mention.made), default=min((t.day for t in group if t.day), default=None))
    return Undertaking(
        kind=_kind(group),
        by=frozenset(c for t in group for c in t.by_countries),
        to=frozenset(c for t in group for c in t.to_countries),
        matter=frozenset(w for w, n in Counter(w for t in group for w in t.matter).items() if 3 * n >= len(group)),
        made=made,
        due=_due(group),
        told=group,
    )


def _kind(group: Group) -> CommitmentKind:
    """The kind that most mentions give, the first told among equals."""
    counts = Counter(t.mention.kind for t in group)
    return min(counts, key=lambda k: (-counts[k], next(i for i, t in enumerate(group) if t.mention.kind == k)))


def _due(group: Group) -> Days | None:
    """As told last: dates are moved. Of one day's tellings the narrowest."""
    dated = [t for t in group if t.due]
    if not dated:
        return None
    last = max(t.day or "" for t in dated)
    return min((t.due for t in dated if (t.day or "") == last and t.due), key=lambda d: (d[1], d[0]))


def _named(sides: Iterable[frozenset[str]]) -> tuple[str, ...]:
    return tuple(sorted({i for side in sides for i in side}))


def _what(group: Group) -> str:
    """What is undertaken, in the words of the mention that says most within a line."""
    return max(group, key=lambda t: (min(len(t.what), 160), t.key)).what


def _repeats(group: Group, one: Undertaking, same_event: Mapping[tuple[str, str], str]) -> list[Answer]:
    """Each later day on which it was said again: by the same side's same people, by others of them, or by who came after."""
    out: list[Answer] = []
    said: dict[str, list[Told]] = {}
    for t in group:
        day = t.mention.made or (t.day if CONFIRMED.search(t.evidence) else None)
        if day and one.made and day > one.made and apart((one.made, one.made), (day, day)) > 1:
            said.setdefault(day, []).append(t)
    first = frozenset(p for t in group if (t.mention.made or "9999") <= (one.made or "9999") for p in t.by_persons)
    due = next((t.due for t in group if t.due), None)
    for day, mentions in sorted(said.items()):
        persons = frozenset(p for t in mentions for p in t.by_persons)
        later = bool(first and persons and not first & persons and one.made and apart((one.made, one.made), (day, day)) > SUCCESSOR)
        moved = next((t.due for t in mentions if t.due and due and t.due[1] > due[1]), None)
        reason = f"said again by {'other persons of the same side' if later else 'the same side'}" + (f", now due by {moved[1]} instead of {due[1]}" if moved and due else "")
        due = moved or due
        event = next((e for t in mentions if t.mention.event and (e := same_event.get((t.key[0], t.mention.event)))), None)
        out.append(Answer("reaffirmed", Move(day, "restated" if later else "reaffirmed", event, reason, 0.5 if later else 0.8)))
    return out


def _clear(found: Sequence[Answer]) -> list[Answer]:
    """One answer a day and kind of answer, the surest; nothing after the undertaking is done but what undoes it."""
    best: dict[tuple[str | None, Status], Answer] = {}
    for a in found:
        key = (a.move.day, a.status)
        if key not in best or (-a.move.confidence, a.move.event or "") < (-best[key].move.confidence, best[key].move.event or ""):
            best[key] = a
    out: list[Answer] = []
    for a in sorted(best.values(), key=lambda a: (a.move.day or "9999", -a.move.confidence, a.move.event or "")):
        if not any(b.status == a.status and a.status in FINAL for b in out):
            out.append(a)
    return out


def _status(trail: Sequence[Answer]) -> Status:
    """That of the last move that settles it, else of the last move."""
    final = [a for a in trail if a.status in FINAL]
    return final[-1].status if final else trail[-1].status if trail else "open"
