# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Whose account of an event a statement belongs to."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from communique.accounts.record import Known, speaks_for
from communique.model import Actor, Coded, Event, Statement
from communique.words import words

# Ways of speaking that are the speaker's own. What is told of a call, or through no said channel, may be another's report of it.
OWN_CHANNEL = re.compile(
    r"\b(?:tweet\w*|re-?posted|wrote on|posted (?:on|to)|in a post|twitter|facebook|instagram|weibo|telegram|truth social|social media|interview|op-ed|in a letter|wrote in)\b",
    re.I,
)
OFFICIAL = re.compile(r"\b(?:spokes\w+|minister|ministry|president|presidency|premier|chancellor|secretary|ambassador|government|official|envoy|palace)\b", re.I)
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
        teller = _teller(statement, page, actors, parties, known)
        if teller is None:
            continue
        actor, country = teller
        linked = known.linked(page.article.id, actor.id)
        if linked is None:
            continue
        own = Giver(country, linked.id)
        if linked.id in present and actor.kind == "person" and statement.channel in IN_THE_ROOM and not _own_channel(page, statement):
            out[statement.id] = following or own
        else:
            out[statement.id] = following = own
    return out


def _start(statement: Statement) -> int:
    return min((s for s, _ in (*statement.cue, *statement.source, *statement.content)), default=0)


def _teller(
    statement: Statement, page: Coded, actors: Mapping[str, Actor], parties: frozenset[str], known: Known, *, inner: frozenset[str] = frozenset()
) -> tuple[Actor, str] | None:
    """Who passes the statement on for a party, and which: the outer statement's teller, the outermost relay, the speaker."""
    if statement.within and statement.within not in inner:
        outer = next((s for s in page.statements if s.id == statement.within), None)
        found = _teller(outer, page, actors, parties, known, inner=inner | {statement.id}) if outer else None
        if found is not None:
            return found
    told_by = [r.actor for r in reversed(statement.relays) if r.actor is not None] + list(statement.speakers)
    for actor in (actors[i] for i in told_by if i in actors):
        country = speaks_for(actor) or _called(actor, statement, page, known)
        if country in parties:
            return actor, country
    return None


def _called(actor: Actor, statement: Statement, page: Coded, known: Known) -> str | None:
    """For a person whose country is not known here: the one that other pages know, or that the words calling the speaker name ("the Danish ministry's spokesman")."""
    if actor.country or actor.kind != "person":
        return None
    linked = known.linked(page.article.id, actor.id)
    if linked is not None and linked.country:
        return linked.country
    called = {w[1:] for s in statement.source for w in words(page.article.text[slice(*s)]) if w.startswith("@")}
    return called.pop() if len(called) == 1 and OFFICIAL.search(" ".join(page.article.text[slice(*s)] for s in statement.source)) else None


def _own_channel(page: Coded, statement: Statement) -> bool:
    """Said in a place of the speaker's own: a post, a letter, an interview; told so right before or after the cue, where no channel was read."""
    at = _start(statement)
    return bool(OWN_CHANNEL.search(page.article.text[max(0, at - 60) : at + 160]))
