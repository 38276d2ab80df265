# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Two countries week by week, and the turning points of storylines."""

from typing import Annotated

import typer

import communique.cli.options as o
from communique.cli.ask import echo
from communique.errors import InputError


def register(app: typer.Typer) -> None:
    app.command(epilog=o.examples("series KOR-PRK", "series 'South Korea, Japan' --json"))(series)
    app.command(epilog=o.examples("storylines", "storylines --json"))(storylines)


def series(
    dyad: Annotated[str, typer.Argument(help="Two countries, as KOR-USA or KOR,USA.", show_default=False)], record: o.RecordAt = None, as_json: o.AsJson = False
) -> None:
    """Weeks of two countries' dealings by PLOVER's conflict-cooperation score, and the weeks from which their level is another."""
    pair = o.dyad(dyad)
    if pair is None:
        raise InputError("name two countries, as in: communique series KOR-USA")
    with o.opened(record) as kept:
        found = kept.series(pair)
        days = {key: kept.event(key) for change in found.changes for key in change.events}
    if as_json:
        echo(found.to_dict())
        return
    changes = {change.first: change for change in found.changes}
    for week in found.weeks:
        if (change := changes.get(week.first)) is not None:
            telling = ", ".join(f"{days[key].event_type} {key}" for key in change.events)
            typer.echo(f"-- from here on another level: {change.before:+.1f} before, {change.after:+.1f} after; {telling}")
        typer.echo(f"{week.first}  {week.score:+5.1f}  {week.events} event{'s' if week.events > 1 else ''}")
    if not found.weeks:
        typer.echo(f"the record holds no dated events of {pair[0]} and {pair[1]}")


def storylines(record: o.RecordAt = None, as_json: o.AsJson = False) -> None:
    """Chains of events of the same parties and matter, each with its turning points."""
    from communique.views.terminal import MARGIN, Screen, count, short

    with o.opened(record) as kept:
        found = kept.storylines()
    screen = Screen()
    for one in found:
        if as_json:
            echo(one.to_dict())
            continue
        screen.line((one.title, "bold"), f"  {count(len(one.events), 'event')}", (f"  {one.id}", "dim"))
        for turn in one.turns:
            told = turn.reason if turn.what in turn.reason else f"{turn.what}: {turn.reason}"
            screen.line(told, (f"  {short(turn.event)}", "dim"), indent=MARGIN + 2, margin=f"  {turn.day}")
    if not found and not as_json:
        typer.echo("no three events on two days hang together yet")
