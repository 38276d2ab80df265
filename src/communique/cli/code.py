# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""`code`: pages coded and shown, without a record."""

import enum
import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from communique.cli.build import NOTHING_READ, Paths
from communique.cli.options import Fields, Metadata, MinConfidence, Voice, Workers, examples, mapping, voice
from communique.cli.progress import bar
from communique.model import Coded, Page, Problem


class Format(enum.StrEnum):
    readable = "readable"
    json = "json"
    jsonl = "jsonl"


def register(app: typer.Typer) -> None:
    lines = ("code page.html", "code page.txt --min-confidence 0.8", "code pages/ --format jsonl > coded.jsonl")
    app.command(epilog=examples(*lines))(code)


def code(
    paths: Paths,
    form: Annotated[Format, typer.Option("--format", help="For reading, as one JSON list, or one JSON object a line.")] = Format.readable,
    metadata: Metadata = None,
    field: Fields = None,
    workers: Workers = None,
    min_confidence: MinConfidence = 0.0,
    spoken: Voice = None,
) -> None:
    """Code pages and show what each reports: events, statements, commitments and figures, with the words that show them."""
    asked = voice(spoken)
    done: list[Coded] = []  # kept only where they are printed as one list
    count, problems = 0, []
    with bar("Coding", among_output=form is not Format.json) as tell:
        for result in results(paths, metadata, mapping(field), workers):
            if isinstance(result, Problem):
                problems.append(result)
            else:
                count += 1
                shown = filtered(result, min_confidence, asked)
                if form is Format.json:
                    done.append(shown)
                else:
                    show(shown, form, count, len(result.events))
            tell(count, f"{len(problems):,} problems")
    if form is Format.json:
        typer.echo(json.dumps([coded.to_dict() for coded in done], ensure_ascii=False, indent=1))
    for problem in problems:
        typer.echo(f"communique: {problem.source}: {problem.reason}", err=True)
    if not count:
        raise typer.Exit(NOTHING_READ)


def results(paths: list[str], metadata: Path | None, fields: dict[str, str] | None, workers: int | None) -> Iterator[Coded | Problem]:
    """What becomes of each page, in the order of reading."""
    from communique import engine, pipeline

    unread: list[Problem] = []

    def pages() -> Iterator[Page]:
        for found in pipeline.door("reading", "read")(paths, metadata=metadata, fields=fields):
            if isinstance(found, Page):
                yield found
            else:
                unread.append(found)

    for _, result in engine.run(pages(), step=pipeline.code_page, workers=workers):
        yield result
    yield from unread


def filtered(coded: Coded, min_confidence: float, asked: str | None) -> Coded:
    """Only the events that are asked for; what pointed at the others points at none."""
    events = tuple(event for event in coded.events if event.confidence >= min_confidence and asked in (None, event.voice))
    ids = {event.id for event in events}
    commitments = tuple(one if one.event is None or one.event in ids else replace(one, event=None) for one in coded.commitments)
    return replace(coded, events=events, commitments=commitments)


def show(coded: Coded, form: Format, count: int, all_events: int) -> None:
    if form is Format.jsonl:
        typer.echo(json.dumps(coded.to_dict(), ensure_ascii=False))
        sys.stdout.flush()
        return
    from communique.views.terminal import Screen, show_page

    screen = Screen()
    if count > 1:
        screen.blank()
        screen.line(("─" * min(screen.width, 80), "dim"))
    show_page(screen, coded, left_out=all_events - len(coded.events))
