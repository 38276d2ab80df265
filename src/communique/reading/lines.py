# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""JSON Lines, one page a line."""

import json
from collections.abc import Iterator, Mapping
from typing import IO

from communique.model import Page, Problem
from communique.reading import limits, parts
from communique.reading.limits import problem, too_large


def pages(source: str, stream: IO[bytes], fields: Mapping[str, str]) -> Iterator[Page | Problem]:
    """Each line that is not empty as a page or a problem, in order; `source:line` names it."""
    for number, line in limits.lines(stream):
        here = f"{source}:{number}"
        yield too_large(here) if line is None else page(here, line, fields)


def page(source: str, line: bytes, fields: Mapping[str, str]) -> Page | Problem:
    """One JSON object -> the page it holds."""
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as fault:
        return problem(source, f"the line is not JSON: {fault}")
    if not isinstance(row, dict):
        return problem(source, f"the line is a JSON {type(row).__name__}, not an object with keys such as text, url and date")
    return parts.page(source, row, fields)
