# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""The ledger on the terminal: who undertook what towards whom, and the trail of what came of it."""

from collections.abc import Iterable

from communique.model import Commitment
from communique.record import Record
from communique.views.terminal.listing import known_names, outlets
from communique.views.terminal.screen import MARGIN, Screen, count, joined, names, quoted, short, span_of_days

STYLES = {"open": "yellow", "done": "green", "reaffirmed": "green", "accepted": "green", "begun": "green", "broken": "red", "declined": "red", "withdrawn": "red"}


def show_ledger(screen: Screen, record: Record, commitments: Iterable[Commitment]) -> None:
    """By the day it was made: kind and status, by whom to whom, what, due when, and each step of the trail."""
    known = known_names(record)
    for one in commitments:
        parties = joined([names(one.by, known) or "someone", names(one.to, known)], " → ")
        due = f"due {span_of_days(one.due)}" if one.due else ""
        screen.line((one.commitment_kind, "bold"), f"  {parties}  ", (one.status, STYLES.get(one.status, "")), (f"  {due}", "yellow"), indent=MARGIN, margin=one.made or "")
        screen.line((quoted(one.what), "italic"), indent=MARGIN)
        for move in one.trail:
            pointed = joined([move.reason, short(move.event) if move.event else None, f"{move.confidence:.2f}"])
            screen.line((move.move, "bold"), f"  {pointed}", indent=MARGIN + 2, margin=f"{'':2}{move.day or ''}")
        articles = [coded.article for coded, _ in record.undertakings(one)]
        screen.line((joined([count(len({a.id for a in articles}), "report"), outlets(articles), short(one.id)]), "dim"), indent=MARGIN)
