# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""A line on standard error that tells how far long work is; nothing where that is no terminal."""

import contextlib
import sys
from collections.abc import Callable, Iterator

Tell = Callable[[int, str], None]


@contextlib.contextmanager
def bar(what: str, total: int | None = None, *, among_output: bool = False) -> Iterator[Tell]:
    """Gives a function to call with how much is done and a note. `among_output`: what is printed meanwhile tells enough, if it is seen."""
    if not sys.stderr.isatty() or (among_output and sys.stdout.isatty()):
        yield lambda _done, _note: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, SpinnerColumn, TextColumn, TimeElapsedColumn

    # of a stream nobody knows the length: a count, and no empty bar
    length: tuple[ProgressColumn, ...] = (TextColumn("{task.completed:,}"),) if total is None else (BarColumn(), MofNCompleteColumn())
    columns = (SpinnerColumn(), TextColumn(what), *length, TimeElapsedColumn(), TextColumn("{task.fields[note]}"))
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(what, total=total, note="")
        yield lambda done, note: progress.update(task, completed=done, note=note)
