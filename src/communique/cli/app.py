# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""The commands, in the order in which they are met; faults as one line that says the next step."""

import io
import sys

import typer

import communique.cli.ask as ask
import communique.cli.build as build
import communique.cli.code as code
import communique.cli.correct as correct
import communique.cli.keep as keep
import communique.cli.series as series
import communique.cli.serve as serve
import communique.cli.sides as sides
import communique.cli.tables as tables
import communique.cli.watch as watch
from communique.errors import CommuniqueError

FAULT = 1

app = typer.Typer(
    name="communique",
    help="News pages into a sourced record of diplomacy: who met whom, who said what through whom, who promised what to whom, and where the accounts differ.",
    epilog="Begin with: communique code PAGE, then communique build PAGES --record korea.db and communique timeline --record korea.db",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)

for module in (build, watch, code, ask, sides, series, correct, keep, serve, tables):
    module.register(app)


def main(arguments: list[str] | None = None) -> None:
    """The console script. Exit status: 0 done (problems of single pages are told, not failed on), 1 a fault, 2 wrong use, or nothing could be read."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # pages hold characters that a terminal may not have; pipes carry UTF-8 everywhere
            stream.reconfigure(errors="replace", encoding=stream.encoding if stream.isatty() else "utf-8")
    try:
        app(args=arguments)
    except CommuniqueError as fault:
        print(f"communique: {fault}", file=sys.stderr)  # noqa: T201 - the command line's own voice
        sys.exit(FAULT)
    except BrokenPipeError:  # the reader (head, less) has seen enough
        sys.stdout = None
        sys.exit(0)
    except KeyboardInterrupt:
        print("communique: stopped; what was coded is kept, and the same command goes on from there", file=sys.stderr)  # noqa: T201
        sys.exit(130)
