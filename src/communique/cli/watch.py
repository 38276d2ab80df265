# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""`watch`: feeds and lists of addresses into a record; the only command that uses the network."""

import re
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import communique.cli.options as o
from communique.cli.build import NOTHING_READ
from communique.cli.progress import bar
from communique.errors import InputError
from communique.model import Problem

if TYPE_CHECKING:
    from communique.views.terminal import Screen
    from communique.watching import Plan, Watch

SECONDS = {"m": 60, "h": 3600, "d": 86_400}
MOST_TOLD = 10

What = Annotated[list[str], typer.Argument(metavar="WHAT...", help="A feeds.toml, the address of a feed or list, or a file of addresses.")]
Every = Annotated[str | None, typer.Option("--every", help="Go on, with a round as often as this: 30m, 2h or 1d.", show_default=False)]
Once = Annotated[bool, typer.Option("--once", help="One round, then end. This is the default.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Read the lists and show what would be fetched; fetch and keep nothing.")]
Private = Annotated[bool, typer.Option("--allow-private", help="Ask hosts in private networks too, this machine among them.")]
State = Annotated[Path | None, typer.Option("--state", help="Where to remember what was fetched. Default: a hidden file beside the record.", show_default=False)]


def register(app: typer.Typer) -> None:
    lines = ("watch feeds.toml --record korea.db", "watch feeds.toml --record korea.db --every 30m", "watch https://example.org/world/rss.xml --dry-run")
    app.command(epilog=o.examples(*lines, "watch addresses.txt --record korea.db"))(watch)


def watch(
    what: What,
    record: o.RecordAt = None,
    every: Every = None,
    once: Once = False,
    dry_run: DryRun = False,
    private: Private = False,
    state: State = None,
) -> None:
    """Fetch what is new in feeds and lists of addresses, and keep it in a record. Nothing else in Communique uses the network.

    It keeps to each host's robots.txt, waits between two requests to a host, asks again only for what may have changed, and asks no
    host in a private network. A run that was stopped goes on where it was.
    """
    from communique.watching import Watch, plan

    pause = None if every is None else seconds(every)
    if pause is not None and (once or dry_run):
        raise InputError(f"--every and {'--once' if once else '--dry-run'} exclude one another; leave one of them out")
    planned = plan(what)
    if private:
        planned = planned.with_private()
    if dry_run:
        show_planned(planned, beside(record, state) if record or state else None)
        return
    with o.opened(record, make=True) as kept, Watch(planned, beside(kept.address, state)) as watching:
        while True:
            with bar("Fetching") as tell:
                summary = kept.add_pages(
                    watching.pages(), progress=lambda s: tell(watching.round.fetched, f"{watching.round.waiting:,} waiting · {len(s.problems):,} problems")
                )
            from communique.views.terminal import Screen, show_summary

            screen = Screen()
            show_round(screen, watching)
            show_summary(screen, summary, kept.address)
            if pause is None:
                break
            time.sleep(pause)
    problems = len(watching.round.failed) + len(summary.problems)
    if problems and not (watching.round.lists or watching.round.unchanged or summary.coded or summary.known):
        raise typer.Exit(NOTHING_READ)


def seconds(text: str) -> float:
    found = re.fullmatch(r"(\d{1,4})\s*([mhd])", text.strip())
    if not found or not int(found[1]):
        raise InputError(f"--every {text!r} is no time; write it as 30m, 2h or 1d")
    return float(int(found[1]) * SECONDS[found[2]])


def beside(address: str | None, state: Path | None) -> Path:
    """Where what was fetched is remembered: what one record holds another may not, so each has its own. Hidden, as it is no page."""
    if state is not None:
        return state
    if address is None or "://" in address:
        return Path(".communique.watched")
    return Path(address).with_name(f".{Path(address).name}.watched")


def show_planned(planned: "Plan", memory: Path | None) -> None:
    """One line an address; what cannot be read on standard error."""
    from communique.views.terminal import Screen
    from communique.watching import Watch

    with Watch(planned, memory if memory is not None and memory.exists() else None) as watching:
        for found in watching.planned():
            if isinstance(found, Problem):
                typer.echo(f"communique: {found.source}: {found.reason}", err=True)
            else:
                told = "\t".join(filter(None, (found.url, found.published, found.headline)))
                typer.echo("".join(sign if sign.isprintable() or sign == "\t" else " " for sign in told))  # a list's words must not steer the terminal
        show_round(Screen(sys.stderr), watching)


def show_round(screen: "Screen", watching: "Watch") -> None:
    """What a round did, what it could not do, and what becomes of that."""
    from communique.views.terminal import count

    done = watching.round
    parts = [f"{count(done.lists, 'list')} read", f"{done.unchanged:,} as before" if done.unchanged else None, f"{count(done.fetched, 'page')} fetched"]
    parts += [f"{done.same:,} unchanged" if done.same else None, f"{done.waiting:,} left for the next round" if done.waiting else None]
    screen.line((", ".join(filter(None, parts)), "bold"))
    for reason, number in done.refused.most_common(MOST_TOLD):
        screen.line((f"{number:,} not asked for again", "yellow"), f"  {reason}", indent=2)
    for address, reason in done.failed[:MOST_TOLD]:
        screen.line((address, "yellow"), f"  {reason}; asked again in the next round", indent=2)
    if len(done.failed) > MOST_TOLD:
        screen.line(f"and {len(done.failed) - MOST_TOLD:,} more that are asked again in the next round", indent=2)
