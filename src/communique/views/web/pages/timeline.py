# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""The timeline: events by day, with the filters that the address sets."""

from dataclasses import dataclass

from communique.errors import RecordError
from communique.record import Filter
from communique.tables.plover import QUADS, TYPES, scheme
from communique.views.web import say
from communique.views.web.asked import Asked, QuestionError
from communique.views.web.pages import lines
from communique.views.web.reader import Reader
from communique.views.web.view import View

PER = 25
TURNS_SHOWN = 20
OUTLETS_SHOWN = 150  # in the list to choose from; any other can be asked for by the address


@dataclass(frozen=True)
class Story:
    """The storyline that is asked for, with the way to each turning point: day, address, what turns and why."""

    title: str
    events: int
    turns: list[tuple[str, str, str]]


def timeline(record: Reader, asked: Asked) -> View:
    """Events by day: actor, dyad (a, b), type, mode, outlet, from, to, confidence, voice, background, storyline, page, per."""
    who = asked.text("actor")
    actor = actor_of(record, "actor", who)
    dyad, one = asked.dyad(), asked.country("a") or asked.country("b")
    values: dict[str, object] = {
        "actor": who, "a": dyad[0] if dyad else one, "b": dyad[1] if dyad else None, "type": asked.types(), "mode": asked.text("mode"), "outlet": asked.text("outlet"),
        "from": asked.text("from"), "to": asked.text("to"), "confidence": asked.share("confidence"), "voice": asked.one_of("voice", ("outlet", "attributed")),
        "storyline": asked.text("storyline"), "background": asked.one_of("background", ("out",)), "per": asked.per(PER) if asked.text("per") else None,
    }  # fmt: skip
    wanted = Filter(
        countries=(one,) if one and not dyad else (),
        dyad=dyad,
        types=asked.types(),
        mode=asked.text("mode"),
        actor=actor,
        first=asked.day("from", last=False),
        last=asked.day("to", last=True),
        min_confidence=asked.share("confidence"),
        voice=asked.one_of("voice", ("outlet", "attributed")),
        storyline=asked.text("storyline"),
    )
    part = record.events_part(wanted, outlet=asked.text("outlet"), news=values["background"] == "out", page=asked.page(), per=asked.per(PER))
    found = lines.event_lines(record, part.items)
    context = {
        "lines": found,
        "values": values,
        "chips": _chips(record, values, actor),
        "countries": sorted(((code, say.country(code) or code) for code in record.countries()), key=lambda pair: pair[1]),
        "quads": [(quad, [kind for kind in TYPES if QUADS[kind] == quad]) for quad in dict.fromkeys(QUADS.values())],
        "modes": sorted({mode for modes in scheme().modes.values() for mode in modes}),
        "story": _story(record, values["storyline"]),
        "outlets": [outlet for outlet, _ in record.outlets(OUTLETS_SHOWN)],
    }
    return View(
        "timeline.html", "Timeline", context,
        form=lambda: [lines.event_form(event, line) for event, line in zip(part.items, found, strict=True)],
        table=lambda: (lines.EVENT_COLUMNS, map(lines.event_row, found)),
        path="/timeline", query=values, part=part,
    )  # fmt: skip


def _story(record: Reader, key: object) -> Story | None:
    found = record.storyline(str(key)) if key else None
    if found is None:
        return None
    turns = [(say.one_day(turn.day), f"/event/{turn.event}", say.turn(turn.what, turn.reason)) for turn in found.turns]
    return Story(say.clip(found.title), len(found.events), turns[:TURNS_SHOWN])


def actor_of(record: Reader, name: str, asked: str | None) -> str | None:
    """A name or an id -> the actor's id."""
    try:
        return None if asked is None else record.actor_id(asked)
    except RecordError as fault:
        raise QuestionError(f"“{name}”: no one actor goes by “{say.clip(asked or '')}”; look them up under Actors, and take the name as it is written there") from fault


def _chips(record: Reader, values: dict[str, object], actor: str | None) -> list[tuple[str, str]]:
    """The filters that are set, each with the address that takes it away."""
    out = []
    for name, label in (("from", "from {}"), ("to", "until {}"), ("mode", "mode {}"), ("outlet", "reported by {}"), ("confidence", "confidence from {}")):
        if values[name]:
            out.append(lines.chip(label.format(say.clip(str(values[name]), 60)), "/timeline", values, name))
    if actor:
        out.append(lines.chip(f"with {say.clip(record.linked_actor(actor).name)}", "/timeline", values, "actor"))
    for side in ("a", "b"):
        if values[side]:
            out.append(lines.chip(f"with {say.country(str(values[side]))}", "/timeline", values, side))
    if isinstance(types := values["type"], tuple) and types:
        out.append(lines.chip(" or ".join(types), "/timeline", values, "type"))
    if values["voice"]:
        out.append(lines.chip("in the outlet’s own voice" if values["voice"] == "outlet" else "on someone’s word", "/timeline", values, "voice"))
    if values["background"]:
        out.append(lines.chip("without background", "/timeline", values, "background"))
    if values["storyline"]:
        out.append(lines.chip(f"story: {say.clip(record.title_of(str(values['storyline'])) or 'unknown')}", "/timeline", values, "storyline"))
    return out
