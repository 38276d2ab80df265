# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""The engine's door: many pages through one pure step."""

import itertools
import os
from collections.abc import Iterable, Iterator

from communique import pipeline
from communique.engine.pool import Pool, Step
from communique.model import Coded, Page, Problem

# Starting a worker costs some seconds (it loads the models); below this many pages one process is through sooner.
FEWEST_PAGES_FOR_A_POOL = 20
# The slowest page seen so far takes seconds; a page that runs this long has met a fault of ours. Loading the models counts in.
SECONDS_A_PAGE = 180.0


def workers_for(pages: Iterable[Page]) -> tuple[int, Iterator[Page]]:
    """How many processes these pages deserve (one below twenty pages, else one a core), and the pages again."""
    pages = iter(pages)
    first = list(itertools.islice(pages, FEWEST_PAGES_FOR_A_POOL))
    return (1 if len(first) < FEWEST_PAGES_FOR_A_POOL else os.cpu_count() or 1), itertools.chain(first, pages)


def run(pages: Iterable[Page], *, step: Step = pipeline.code_page, workers: int | None = 1, seconds_a_page: float = SECONDS_A_PAGE) -> Iterator[tuple[Page, Coded | Problem]]:
    """Pages -> each page with what the step made of it, in the pages' order, as soon as it is ready.

    `workers` > 1 takes that many processes (spawned: `step` must be importable, and a script needs its `__main__` guard);
    None decides by the number of pages. Few pages are held at a time, however many there are. A worker that dies, or takes
    longer than `seconds_a_page` over a page, costs that page alone: it comes back as a Problem. In one process (`workers=1`)
    the limit can't be held.
    """
    if workers is None:
        workers, pages = workers_for(pages)
    if workers > 1:
        with Pool(step, workers, seconds_a_page) as pool:
            yield from pool.results(pages)
    else:
        for page in pages:
            yield page, step(page)
