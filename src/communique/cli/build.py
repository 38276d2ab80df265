# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""`build`: pages into a record."""

from typing import Annotated

import typer

from communique.cli.options import Fields, Metadata, RecordAt, Workers, examples, mapping, opened
from communique.cli.progress import bar

NOTHING_READ = 2

Paths = Annotated[list[str], typer.Argument(metavar="PATH...", help="Files, folders, WARC, ZIP, JSON Lines, CSV, feeds; - for standard input.")]


def register(app: typer.Typer) -> None:
    lines = ("build pages/ --record korea.db", "build pages/ --metadata pages.csv --workers 4", "build crawl.jsonl.gz --field text=body --field url=address")
    app.command(epilog=examples(*lines))(build)


def build(paths: Paths, record: RecordAt = None, metadata: Metadata = None, field: Fields = None, workers: Workers = None) -> None:
    """Code pages and keep them in a record. Run it again after a change or a crash: only what is new is coded."""
    from communique.views.terminal import Screen, show_summary

    kept = opened(record, make=True)
    with kept, bar("Coding") as tell:
        summary = kept.add(paths, metadata, mapping(field), workers=workers, progress=lambda s: tell(s.coded, f"{s.known:,} known · {len(s.problems):,} problems"))
    show_summary(Screen(), summary, kept.address)
    if not summary.coded and summary.known == summary.known_problems:
        raise typer.Exit(NOTHING_READ)


