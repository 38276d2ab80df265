# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Two views of a dossier: accounts side by side, and the ledger of commitments."""

from typing import Annotated, get_args

import typer

import communique.cli.options as o
from communique.cli.ask import echo, names_of
from communique.errors import InputError
from communique.model import CommitmentKind, Status


def register(app: typer.Typer) -> None:
    app.command(epilog=o.examples("accounts", "accounts E:3b77c0a1d", "accounts --dyad KOR-USA"))(accounts)
    app.command(epilog=o.examples("ledger --by KOR --open", "ledger --by Trump --kind threat", "ledger --due-before 2018-05"))(ledger)


def accounts(
    event_id: Annotated[str | None, typer.Argument(metavar="[EVENT]", help="An event; without it, all that have several accounts.", show_default=False)] = None,
    record: o.RecordAt = None,
    country: o.Country = None,
    dyad: o.Dyad = None,
    first: o.First = None,
    last: o.Last = None,
    as_json: o.AsJson = False,
) -> None:
    """What each side and each outlet says of an event, side by side: what all say, what only one says, where they differ."""
    from communique.record import Filter
    from communique.views.terminal import Screen, count, show_accounts, show_list

    with o.opened(record) as kept:
        if event_id is not None:
            chosen = [kept.event(event_id)]
        else:
            asked = Filter(countries=tuple(o.country(one) for one in country or ()), dyad=o.dyad(dyad), first=o.first_day(first), last=o.last_day(last))
            chosen = [event for event in kept.events(asked) if len(event.accounts) > 1 or event.disagreements]
        if as_json:
            for event in chosen:
                form = event.to_dict()
                by = tuple(account.by for account in event.accounts if account.by)
                echo({**{name: form[name] for name in ("id", "event_type", "mode", "date_range", "accounts", "disagreements")}, "names": names_of(kept, by)})
        elif event_id is not None:
            show_accounts(Screen(), kept, chosen[0])
        else:
            show_list(Screen(), kept, chosen)
            typer.echo(count(len(chosen), "event") + " with several accounts", err=True)


def ledger(
    record: o.RecordAt = None,
    by: Annotated[str | None, typer.Option("--by", help="Who undertook it: a country (KOR) or a name.", show_default=False)] = None,
    to: Annotated[str | None, typer.Option("--to", help="Towards whom: a country or a name.", show_default=False)] = None,
    kind: Annotated[str | None, typer.Option("--kind", help=f"One of {', '.join(get_args(CommitmentKind))}.", show_default=False)] = None,
    status: Annotated[str | None, typer.Option("--status", help=f"One of {', '.join(get_args(Status))}.", show_default=False)] = None,
    still_open: Annotated[bool, typer.Option("--open", help="As --status open.")] = False,
    due_before: Annotated[str | None, typer.Option("--due-before", help="Due before this day, month or year.", show_default=False)] = None,
    voice: o.Voice = None,
    as_json: o.AsJson = False,
) -> None:
    """Who promised, offered, asked, threatened or refused what, due when, and what became of it."""
    from communique.record import Promises
    from communique.views.terminal import Screen, count, show_ledger

    if still_open and status not in (None, "open"):
        raise InputError(f"--open and --status {status} cannot both hold; give one of them")
    with o.opened(record) as kept:
        asked = Promises(
            by=o.party(kept, by),
            to=o.party(kept, to),
            kind=o.one_of("--kind", kind, get_args(CommitmentKind)),
            status="open" if still_open else o.one_of("--status", status, get_args(Status)),
            due_before=o.first_day(due_before, "--due-before"),
            voice=o.voice(voice),
        )
        found = kept.commitments(asked)
        if as_json:
            for one in found:
                echo({**one.to_dict(), "names": names_of(kept, (*one.by, *one.to))})
            return
        show_ledger(Screen(), kept, found)
    typer.echo(count(len(found), "commitment"), err=True)
