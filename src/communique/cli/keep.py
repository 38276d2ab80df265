# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Keeping a record: export, recode, verify."""

import enum
import json
from typing import Annotated

import typer

import communique.cli.options as o
from communique.cli.progress import bar

FAULTS = 1


class Form(enum.StrEnum):
    jsonl = "jsonl"
    csv = "csv"


def register(app: typer.Typer) -> None:
    app.command(epilog=o.examples("export --format jsonl > korea.jsonl", "export --no-text", "export --format csv > events.csv"))(export)
    app.command(epilog=o.examples("recode", "recode --all --workers 2"))(recode)
    app.command(epilog=o.examples("verify --record korea.db"))(verify)


def export(
    record: o.RecordAt = None,
    form: Annotated[Form, typer.Option("--format", help="jsonl: the whole record, one object a line; csv: its events, one a row.")] = Form.jsonl,
    no_text: Annotated[bool, typer.Option("--no-text", help="Leave the articles' words out, keep their spans.")] = False,
    versions: Annotated[bool, typer.Option("--versions", help="With the former versions of pages that were fetched again.")] = False,
) -> None:
    """The record as a whole, in a stable order."""
    from communique.views.exports import events_csv

    with o.opened(record) as kept:
        rows = (json.dumps(row, ensure_ascii=False) for row in kept.export(text=not no_text, former=versions)) if form is Form.jsonl else events_csv(kept)
        for row in rows:
            typer.echo(row)


def recode(
    record: o.RecordAt = None,
    everything: Annotated[bool, typer.Option("--all", help="All pages, not only those that another version coded.")] = False,
    workers: o.Workers = None,
    as_json: o.AsJson = False,
) -> None:
    """Code again the pages that an older version of Communique coded, and say what that changed."""
    from communique.views.terminal import Screen, show_changes

    with o.opened(record) as kept:
        with bar("Coding again", kept.older(everything=everything)) as tell:
            changes = kept.recode(everything=everything, workers=workers, progress=lambda s: tell(s.coded + len(s.problems), ""))
        if as_json:
            forms: list[dict[str, object]] = [{"change": "added", "after": event.to_dict()} for event in changes.added]
            forms += [{"change": "gone", "before": event.to_dict()} for event in changes.gone]
            forms += [{"change": "changed", "before": before.to_dict(), "after": after.to_dict()} for before, after in changes.changed]
            for form in forms:
                typer.echo(json.dumps(form, ensure_ascii=False))
        else:
            show_changes(Screen(), kept, changes)


def verify(record: o.RecordAt = None) -> None:
    """Build each article's text again from the page's stored bytes, and prove each span against its stored quote."""
    from communique.views.terminal import Screen, count

    pages, faults = 0, []
    with o.opened(record) as kept, bar("Verifying", kept.counts()["pages"]) as tell:
        for found in kept.verify():
            if found is not None:
                faults.append(found)
            else:
                pages += 1
                tell(pages, count(len(faults), "fault"))
    screen = Screen()
    for fault in faults:
        screen.line((fault.source, "bold red"), f"  {fault.what}")
    screen.line(f"{count(pages, 'page')} verified, " + (count(len(faults), "fault") if faults else "no fault"))
    if faults:
        raise typer.Exit(FAULTS)
