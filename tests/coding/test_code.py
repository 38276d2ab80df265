# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

from dataclasses import replace

from tests.coding.build import actor, annotated

from communique.coding.code import hosted
from communique.model import EventMention, Place


def visit(*, actors: tuple[str, ...], recipients: tuple[str, ...] = (), country: str | None = "CHL", mode: str = "visit") -> EventMention:
    place = Place(name="Santiago", country=country) if country else None
    return EventMention(
        id="e", event_type="CONSULT", mode=mode, contexts=(), auxiliary=(), actors=actors, recipients=recipients, date=None, date_range=None, date_basis=(), place=place,
        duration=None, trigger=((0, 1),), evidence=((0, 1),), statement=None, voice="outlet", quad="verbal cooperation", score=4.0, confidence=0.9,
    )  # fmt: skip


def test_the_host_of_a_visit_is_the_state_where_it_takes_place() -> None:
    doc = annotated("Peru's minister arrived in Santiago for a visit. Chile was pleased.")
    guest, host = actor(doc, "Peru", "PER"), replace(actor(doc, "Chile", "CHL"), kind="country")
    countries = {guest.id: guest.country, host.id: host.country}
    assert hosted(visit(actors=(guest.id,)), (guest, host), countries).recipients == (host.id,)
    for alone in (visit(actors=(host.id,)), visit(actors=(guest.id,), country=None), visit(actors=(guest.id,), mode="phone"), visit(actors=(guest.id,), country="BOL")):
        assert hosted(alone, (guest, host), countries) == alone
