# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""`serve`: the record as web pages on this machine."""

import importlib
import importlib.util
from typing import Annotated

import typer

import communique.cli.options as o

WEB = "communique.views.web"


def register(app: typer.Typer) -> None:
    if importlib.util.find_spec(WEB) is not None:
        app.command(epilog=o.examples("serve korea.db --open", "serve --record korea.db --port 8080"))(serve)


def serve(
    at: Annotated[str | None, typer.Argument(metavar="RECORD", help="The record file or address; as --record.")] = None,
    record: o.RecordAt = None,
    host: Annotated[str, typer.Option("--host", help="The address to listen at; 127.0.0.1 is this machine alone.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="The port to listen at.")] = 8765,
    browser: Annotated[bool, typer.Option("--open", help="Open it in the browser.")] = False,
) -> None:
    """Show the record in a browser: timeline, events, accounts side by side, ledger, articles with their evidence marked."""
    with o.opened(at or record) as kept:
        typer.echo(f"{kept.address} at http://{host}:{port}/ (stop with Ctrl-C)", err=True)
        importlib.import_module(WEB).serve(kept, host=host, port=port, open_browser=browser)
