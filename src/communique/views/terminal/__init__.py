# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""The record and single pages on the terminal, or through a pipe."""

from communique.views.terminal.ledger import show_ledger
from communique.views.terminal.listing import (
    article_line,
    auxiliary,
    best_report,
    known_names,
    show_actors,
    show_changes,
    show_event,
    show_hits,
    show_orphans,
    show_problems,
    show_summary,
    show_timeline,
)
from communique.views.terminal.page import show_page
from communique.views.terminal.screen import MARGIN, Screen, count, joined, short, who_to_whom
from communique.views.terminal.sides import show_accounts, show_list

__all__ = [
    "MARGIN", "Screen", "article_line", "auxiliary", "best_report", "count", "joined", "known_names", "short", "show_accounts", "show_actors", "show_changes", "show_event",
    "show_hits", "show_ledger", "show_list", "show_orphans", "show_page", "show_problems", "show_summary", "show_timeline", "who_to_whom",
]  # fmt: skip
