# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Time expressions."""

import re

from communique.dates import MONTHS
from communique.model import Timex

DAY = re.compile(r"\b(" + "|".join(m.capitalize() for m in MONTHS) + r") (\d{1,2}), (\d{4})\b")


def times(text: str, reference: str | None = None) -> list[Timex]:  # noqa: ARG001 - weekdays will count from it
    """Full dates in a text."""
    return [Timex(m.span(), "DATE", f"{m[3]}-{MONTHS.index(m[1].lower()) + 1:02d}-{int(m[2]):02d}") for m in DAY.finditer(text)]
