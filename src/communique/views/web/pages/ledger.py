# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""The ledger of undertakings, and one of them with the trail of what came of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from communique.errors import RecordError
from communique.model import Commitment, CommitmentKind, Status
from communique.record import Promises
from communique.views.web import say
from communique.views.web.asked import Asked, QuestionError, code_of
from communique.views.web.leaf import Leaf
from communique.views.web.pages import lines
from communique.views.web.pages.timeline import actor_of
from communique.views.web.reader import Named, Reader
from communique.views.web.view import Cell, Moved, NotFound, View

PER, REPORTS, STEPS = 25, 30, 60
# How a status is coloured: kept, open, or come to nothing.
STATUS_CLASS = {
    "open": "open", "reaffirmed": "open", "accepted": "kept", "begun": "kept", "done": "kept", "declined": "failed", "broken": "failed", "withdrawn": "failed",
    "superseded": "past", "lapsed": "past",
}  # fmt: skip


@dataclass(frozen=True)
class Step:
    """A move in a trail."""

    day: str
    move: str
    reason: str
    href: str | None
    confidence: float
    sure: str


@dataclass(frozen=True)
class Line:
    """A commitment as a list shows it."""

    id: str
    kind: str
    by: tuple[lines.Who, ...]
    to: tuple[lines.Who, ...]
    what: str
    made: str
    due: str | None
    status: str
    status_class: str
    trail: tuple[Step, ...]
    reports: int
    quote: lines.Quote | None

    @property
    def href(self) -> str:
        return f"/commitment/{self.id}"


def ledger(record: Reader, asked: Asked) -> View:
    """Commitments by the day they were made: by, to, actor, kind, status, from, to_day, page, per."""
    values: dict[str, object] = {
        "by": asked.text("by"), "to": asked.text("to"), "actor": asked.text("actor"), "kind": asked.one_of("kind", get_args(CommitmentKind)),
        "status": asked.one_of("status", get_args(Status)), "made_from": asked.text("made_from"), "made_to": asked.text("made_to"),
        "per": asked.per(PER) if asked.text("per") else None,
    }  # fmt: skip
    wanted = Promises(
        by=_party(record, "by", asked.text("by")),
        to=_party(record, "to", asked.text("to")),
        actor=actor_of(record, "actor", asked.text("actor")),
        kind=asked.one_of("kind", get_args(CommitmentKind)),
        status=asked.one_of("status", get_args(Status)),
        first=asked.day("made_from", last=False),
        last=asked.day("made_to", last=True),
    )
    part = record.commitments_part(wanted, page=asked.page(), per=asked.per(PER))
    found = commitment_lines(record, part.items)
    labels = {"by": "by {}", "to": "to {}", "actor": "with {}", "kind": "{}", "status": "{}", "made_from": "made from {}", "made_to": "made until {}"}
    context = {
        "lines": found, "values": values, "kinds": get_args(CommitmentKind), "statuses": get_args(Status),
        "chips": [lines.chip(label.format(say.clip(str(values[name]), 60)), "/ledger", values, name) for name, label in labels.items() if values[name]],
    }  # fmt: skip
    return View(
        "ledger.html", "Ledger", context,
        form=lambda: [_form(one, line) for one, line in zip(part.items, found, strict=True)],
        table=lambda: (COLUMNS, [_row(one, line) for one, line in zip(part.items, found, strict=True)]),
        path="/ledger", query=values, part=part,
    )  # fmt: skip


def commitment(record: Reader, asked: Asked, key: str) -> View:
    """One undertaking: its reports with their words, and the trail."""
    del asked
    try:
        one = record.commitment(key)
    except RecordError as fault:
        raise NotFound from fault
    if one.id != key:
        raise Moved(f"/commitment/{one.id}")
    (line,) = commitment_lines(record, [one])
    leaves = record.leaves(ref.article for ref in one.mentions)
    found = [(leaves[ref.article], mention) for ref in one.mentions if ref.article in leaves and (mention := leaves[ref.article].commitment(ref.commitment))]
    found.sort(key=lambda pair: (pair[0].article.published_range or ("9999",), pair[0].id, pair[1].evidence))
    reports = [
        (
            lines.quote(leaf, mention.evidence, statement=mention.statement, limit=600),
            leaf.quote(mention.condition) if mention.condition else None,
            say.days(mention.due) if mention.due else None,
        )
        for leaf, mention in found
    ]
    columns = ("row", "day", "what", "text", "outlet_or_event", "start", "end", "confidence")

    def table() -> tuple[Sequence[str], list[Sequence[Cell]]]:
        rows: list[Sequence[Cell]] = [
            ("report", m.made, m.kind, leaf.quote(m.evidence), leaf.outlet, m.evidence[0][0] if m.evidence else None, m.evidence[-1][1] if m.evidence else None, None)
            for leaf, m in found
        ]
        return columns, rows + [("move", move.day, move.move, move.reason, move.event, None, None, move.confidence) for move in one.trail]

    form = {**_form(one, line), "reports": [{"article": leaf.id, "outlet": leaf.outlet, "evidence": leaf.quote(m.evidence), "mention": m.to_dict()} for leaf, m in found]}
    context = {"line": line, "reports": reports[:REPORTS], "more": max(0, len(reports) - REPORTS)}
    title = f"{line.kind.capitalize()}: {say.clip(line.what, 80)}"
    return View("commitment.html", title, context, form=lambda: form, table=table, path=f"/commitment/{one.id}")


def _party(record: Reader, name: str, asked: str | None) -> str | None:
    """A country's code, or else the id of the actor who is named."""
    if asked is None:
        return None
    try:
        return code_of(name, asked)
    except QuestionError:
        return actor_of(record, name, asked)


def commitment_lines(record: Reader, found: Sequence[Commitment]) -> list[Line]:
    named = record.named(key for one in found for key in (*one.by, *one.to))
    leaves = record.leaves(one.mentions[0].article for one in found if one.mentions)
    return [_line(one, named, leaves) for one in found]


def _line(one: Commitment, named: Mapping[str, Named], leaves: Mapping[str, Leaf]) -> Line:
    leaf = leaves.get(one.mentions[0].article) if one.mentions else None
    mention = leaf.commitment(one.mentions[0].commitment) if leaf else None
    return Line(
        id=one.id,
        kind=one.commitment_kind,
        by=tuple(lines.who(key, named, leaf) for key in one.by),
        to=tuple(lines.who(key, named, leaf) for key in one.to),
        what=say.clip(one.what, 260),
        made=say.one_day(one.made),
        due=say.days(one.due) if one.due else None,
        status=one.status,
        status_class=STATUS_CLASS[one.status],
        trail=tuple(
            Step(say.one_day(m.day), say.readable(m.move), say.clip(m.reason, 300), f"/event/{m.event}" if m.event else None, m.confidence, say.sure(m.confidence))
            for m in one.trail[-STEPS:]
        ),
        reports=len({ref.article for ref in one.mentions}),
        quote=lines.quote(leaf, mention.evidence, statement=mention.statement) if leaf and mention else None,
    )


COLUMNS = ("id", "kind", "by", "to", "what", "made", "due_first", "due_last", "status", "moves", "reports", "evidence", "outlet", "address")


def _row(one: Commitment, line: Line) -> Sequence[Cell]:
    first, last = one.due or (None, None)
    words = line.quote
    moves = "; ".join(f"{move.day or ''} {move.move}".strip() for move in one.trail)
    return (
        one.id, one.commitment_kind, lines.whole(line.by), lines.whole(line.to), one.what, one.made, first, last, one.status, moves, line.reports,
        *(words.cells if words else lines.NOTHING),
    )  # fmt: skip


def _form(one: Commitment, line: Line) -> dict[str, object]:
    names = dict(zip((*one.by, *one.to), (who.name for who in (*line.by, *line.to)), strict=True))
    words = line.quote
    return {**one.to_dict(), "names": names, "evidence": words and {"text": words.text, "outlet": words.outlet, "said_by": words.said, "address": words.href}}
