# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Whose account of an event a statement belongs to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from communique.accounts.record import Known, speaks_for
from communique.model import Actor, Coded, Event, Statement

# Ways of speaking that are the speaker's own. What is told of a call, or through no said channel, may be another's report of it.
IN_THE_ROOM = (None, "phone call", "meeting")


@dataclass(frozen=True, slots=True)
class Giver:
    """Who gives the account, and for which party."""

    party: str
    by: str  # linked actor


def givers(page: Coded, event: Event, parties: frozenset[str], known: Known) -> dict[str, Giver]:
    """Statement id -> whose account it belongs to; statements of nobody among the parties are left out.

    The outermost relay of a party gives the account, else the speaker. Where one of the two who talked is quoted as talking,
    without a channel of his own, the words come from the readout that the page is following: the last account-giver before,
    in reading order, who was not in the room.
    """
    actors = {a.id: a for a in page.actors}
    present = frozenset((*event.actors, *event.recipients))
    out: dict[str, Giver] = {}
    following: Giver | None = None
    for statement in sorted(page.statements, key=lambda s: (_start(s), s.id)):
        teller = _teller(statement, page.statements, actors, parties)
        if teller is None:
            continue
        linked = known.linked(page.article.id, teller.id)
        if linked is None or teller.country is None:
            continue
        own = Giver(teller.country, linked.id)
        if linked.id in present and teller.kind == "person" and statement.channel in IN_THE_ROOM:
            out[statement.id] = following or own
        else:
            out[statement.id] = following = own
    return out


def _start(statement: Statement) -> int:
    return min((s for s, _ in (*statement.cue, *statement.source, *statement.content)), default=0)


def _teller(statement: Statement, all_of_page: Sequence[Statement], actors: Mapping[str, Actor], parties: frozenset[str]) -> Actor | None:
    """Who passes the statement on for a party: the outer statement's teller, the outermost relay, the speaker."""
    if statement.within:
        outer = next((s for s in all_of_page if s.id == statement.within), None)
        found = _teller(outer, [s for s in all_of_page if s.id != statement.id], actors, parties) if outer else None
        if found is not None:
            return found
    told_by = [r.actor for r in reversed(statement.relays) if r.actor is not None] + list(statement.speakers)
    return next((actors[i] for i in told_by if i in actors and speaks_for(actors[i]) in parties), None)
