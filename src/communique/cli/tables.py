# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""The user's own tables of offices, organisations and places: add, list, check, remove."""

import json
from pathlib import Path
from typing import Annotated

import typer

import communique.cli.options as o

File = Annotated[Path, typer.Argument(metavar="FILE", help="A TSV or CSV table; docs/tables.md shows each kind.", show_default=False)]


def register(app: typer.Typer) -> None:
    group = typer.Typer(
        name="tables",
        help="Your own tables of office holders, organisations, members and places: they extend and correct the built-in ones, and outrank them.",
        no_args_is_help=True,
        rich_markup_mode=None,
        epilog=o.examples("tables check offices.tsv", "tables add offices.tsv", "tables list", "tables remove offices"),
    )
    group.command(epilog=o.examples("tables add offices.tsv", "tables add offices.tsv --replace"))(add)
    group.command("list", epilog=o.examples("tables list", "tables list --json"))(listed)
    group.command(epilog=o.examples("tables check offices.tsv"))(check)
    group.command(epilog=o.examples("tables remove offices"))(remove)
    app.add_typer(group)


def add(file: File, replace: Annotated[bool, typer.Option("--replace", help="Put it in the place of one of the same name.")] = False) -> None:
    """Check a table and keep it: pages coded from now on, or coded again with `communique recode`, go by it."""
    from communique.tables import user

    found = user.add(file, _states(), replace=replace)
    typer.echo(f"{found.name}: {len(found.rows)} rows of {found.kind}, kept in {user.folder()}")
    typer.echo("Records made before: communique recode --record NAME codes their pages again.", err=True)


def check(file: File) -> None:
    """Say whether a table is in order, without keeping it; a fault names its line and the fix."""
    from communique.errors import InputError
    from communique.tables import user

    if not file.is_file():
        raise InputError(f"{file} is no file; name a TSV or CSV table (docs/tables.md shows one)")
    found = user.parse(file)
    user.check(found, _states())
    typer.echo(f"{found.name}: {len(found.rows)} rows of {found.kind}, in order")


def listed(as_json: o.AsJson = False) -> None:
    """The tables that were added, and the digest by which records know of them."""
    from communique.tables import user

    found = user.added()
    if as_json:
        for one in found:
            typer.echo(json.dumps({"name": one.name, "kind": one.kind, "rows": len(one.rows)}, ensure_ascii=False))
        return
    for one in found:
        typer.echo(f"{one.name:30} {one.kind:15} {len(one.rows):6,} rows")
    typer.echo(f"{len(found)} in {user.folder()}" + (f", digest {user.digest()}" if found else "; add one with: communique tables add FILE"), err=True)


def remove(name: Annotated[str, typer.Argument(metavar="NAME", help="The file's name, with or without its ending.", show_default=False)]) -> None:
    """Take an added table away."""
    from communique.tables import user

    typer.echo(f"{user.remove(name).name} removed")


def _states() -> dict[str, str]:
    from communique import tables

    return {code: state.name for code, state in tables.countries().items()}
