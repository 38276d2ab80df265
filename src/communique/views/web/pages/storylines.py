# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Storylines: events chained by who takes part and by matter, those with most events first."""

from dataclasses import dataclass

from communique.model import Storyline
from communique.views.web import say
from communique.views.web.asked import Asked, address
from communique.views.web.pages import lines
from communique.views.web.reader import Reader
from communique.views.web.shelf import StorylineRow
from communique.views.web.view import View

PER = 25
TURNS_SHOWN = 4
COLUMNS = ("id", "title", "first_day", "last_day", "events", "countries", "turning_points", "address")


@dataclass(frozen=True)
class Line:
    """One storyline in a list."""

    id: str
    title: str
    href: str
    days: str
    countries: list[str]
    events: int
    turns: list[tuple[str, str, str]]  # day, address, what turns and why
    more: int  # turning points that are not shown


def storylines(record: Reader, asked: Asked) -> View:
    """Storylines, those with most events first: country, title, from, to, page, per."""
    country, title = asked.country("country"), asked.text("title")
    first, last = asked.day("from", last=False), asked.day("to", last=True)
    part = record.storylines_part(country=country, title=title or "", first=first, last=last, page=asked.page(), per=asked.per(PER))
    values: dict[str, object] = {
        "country": country, "title": title, "from": asked.text("from"), "to": asked.text("to"), "per": asked.per(PER) if asked.text("per") else None,
    }  # fmt: skip
    set_filters = (("country", "with {}", say.country(country)), ("title", "title holds “{}”", title), ("from", "from {}", values["from"]), ("to", "until {}", values["to"]))
    chips = [lines.chip(label.format(say.clip(str(said), 60)), "/storylines", values, name) for name, label, said in set_filters if said]
    context = {
        "stories": [_line(one) for one in part.items], "values": values, "chips": chips,
        "countries": sorted(((code, say.country(code) or code) for code in record.countries()), key=lambda pair: pair[1]),
    }  # fmt: skip
    return View(
        "storylines.html", "Storylines", context,
        form=lambda: [_form(one) for one in part.items],
        table=lambda: (COLUMNS, [_row(one) for one in part.items]),
        path="/storylines", query=values, part=part,
    )  # fmt: skip


def _href(story: Storyline) -> str:
    return address("/timeline", {"storyline": story.id})


def _line(one: StorylineRow) -> Line:
    story = one.storyline
    later = [turn for turn in story.turns if turn.what != "opens"]  # where it begins is told by its days
    turns = [(say.one_day(turn.day), f"/event/{turn.event}", say.turn(turn.what, turn.reason)) for turn in later[:TURNS_SHOWN]]
    countries = [say.country(code) or code for code in one.countries]
    return Line(story.id, say.clip(story.title), _href(story), say.days(one.days), countries, len(story.events), turns, max(0, len(later) - TURNS_SHOWN))


def _form(one: StorylineRow) -> dict[str, object]:
    return {**one.storyline.to_dict(), "days": one.days, "countries": list(one.countries), "address": _href(one.storyline)}


def _row(one: StorylineRow) -> tuple[str | int | None, ...]:
    story, (first, last) = one.storyline, one.days or (None, None)
    turns = "; ".join(f"{turn.day}: {say.turn(turn.what, turn.reason)}" for turn in story.turns)
    return story.id, story.title, first, last, len(story.events), " ".join(one.countries), turns, _href(story)
