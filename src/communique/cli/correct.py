# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""A person's word: merge, split, redate, withdraw, retract, and how each stands."""

from typing import TYPE_CHECKING, Annotated

import typer

import communique.cli.options as o
from communique.cli.ask import echo

if TYPE_CHECKING:
    from communique.model import Judgement
    from communique.record import Record

By = Annotated[str, typer.Option("--by", help="Who judges so; kept with the judgement.", show_default=False)]
Reason = Annotated[str, typer.Option("--reason", help="Why; kept with the judgement.", show_default=False)]
SIGNED = "--by 'Ana Ruiz' --reason"


def register(app: typer.Typer) -> None:
    app.command(epilog=o.examples(f"merge E:3b77 E:91d2 {SIGNED} 'one call, told on two days'"))(merge)
    app.command(epilog=o.examples(f"split E:3b77 a:5f0c {SIGNED} 'this page tells of the second call'"))(split)
    app.command(epilog=o.examples(f"redate a:5f0c 2018-03-16 {SIGNED} 'the paper edition'"))(redate)
    app.command(epilog=o.examples(f"withdraw pages/17.txt {SIGNED} 'a hoax, taken back by the paper'"))(withdraw)
    app.command(epilog=o.examples(f"retract j:07aa {SIGNED} 'I had misread the date'"))(retract)
    app.command(epilog=o.examples("judgements", "judgements --json"))(judgements)


def merge(
    events: Annotated[list[str], typer.Argument(help="Two events or more, by id or its beginning.", show_default=False)], by: By, reason: Reason, record: o.RecordAt = None
) -> None:
    """Say that events are one. Holds against the machine, and through every rebuild."""
    with o.opened(record) as kept:
        done = kept.merge(events, by=by, reason=reason)
        _tell(kept, done, f"one event now: {kept.event(done.about.split()[0].partition('/')[2]).id}")


def split(
    event: Annotated[str, typer.Argument(help="An event, by id or its beginning.", show_default=False)],
    reports: Annotated[list[str], typer.Argument(help="Its reports that are of another event: articles or mentions.", show_default=False)],
    by: By,
    reason: Reason,
    record: o.RecordAt = None,
) -> None:
    """Say that some reports of an event are of another one."""
    with o.opened(record) as kept:
        done = kept.split(event, reports, by=by, reason=reason)
        ids = sorted({kept.event(name.partition("/")[2]).id for name in done.about.split() if "/" in name})
        _tell(kept, done, f"{len(ids)} events now: {', '.join(ids)}")


def redate(
    article: Annotated[str, typer.Argument(help="An article, by id, address or source.", show_default=False)],
    day: Annotated[str, typer.Argument(help="The day on which it was published, as 2018-03-16.", show_default=False)],
    by: By,
    reason: Reason,
    record: o.RecordAt = None,
) -> None:
    """Give a page the day of its publication; it is coded again with that day."""
    with o.opened(record) as kept:
        found = kept.article(article).article.id
        _tell(kept, kept.correct(found, f"published {day}", by=by, reason=reason), f"{found} coded again as of {day}")


def withdraw(article: Annotated[str, typer.Argument(help="An article, by id, address or source.", show_default=False)], by: By, reason: Reason, record: o.RecordAt = None) -> None:
    """Say that a page is not to count. It stays in the record, and retracting this brings it back."""
    with o.opened(record) as kept:
        done = kept.withdraw(article, by=by, reason=reason)
        waiting = [one for one in kept.judgements() if one.state in ("waiting", "in part")]
        typer.echo(f"{done.about} counts no more" + (f"; {len(waiting)} judgements rest on it or on other missing pages: communique judgements" if waiting else ""))


def retract(judgement: Annotated[str, typer.Argument(help="A judgement, by id or its beginning.", show_default=False)], by: By, reason: Reason, record: o.RecordAt = None) -> None:
    """Take a person's judgement back. Both stay on record."""
    with o.opened(record) as kept:
        typer.echo(f"{kept.retract(judgement, by=by, reason=reason).about} holds no more")


def judgements(record: o.RecordAt = None, as_json: o.AsJson = False) -> None:
    """What persons have judged, and whether it holds: contradicted, waiting for a page, or taken back."""
    with o.opened(record) as kept:
        found = kept.judgements()
    for one in found:
        if as_json:
            echo({"id": one.id, "state": one.state, "because": one.because, **one.judgement.to_dict()})
        else:
            said = one.judgement
            typer.echo(f"{one.id}  {said.when[:10]}  {said.by}: {said.says}: {said.about}\n    {said.reason}\n    {one.state}{': ' + one.because if one.because else ''}")
    if not found and not as_json:
        typer.echo("nobody has judged anything yet; begin with: communique merge --help")


def _tell(kept: "Record", done: "Judgement", what: str) -> None:
    """The outcome, and which earlier word this one stands against."""
    typer.echo(what)
    for one in kept.overruled_by(done):
        typer.echo(f"this overrules {one.judgement.by}'s judgement {one.id} of {one.judgement.when[:10]} ({one.judgement.says}: {one.judgement.reason}); both are kept")
