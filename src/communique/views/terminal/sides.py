# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Accounts of one event beside one another: what each side says, what only one says, where they differ."""

from collections.abc import Sequence

from rich.table import Table
from rich.text import Text

from communique import tables
from communique.model import Account, Event, Point
from communique.record import Record
from communique.views.terminal.listing import best_report, event_line, known_names, outlets
from communique.views.terminal.screen import MARGIN, Screen, count, joined, last_part, length_of_time, quoted, short

NARROWEST_COLUMN = 34  # below this words of ordinary length break; what has no room beside goes below
LONGEST_QUOTE = 260


def show_list(screen: Screen, record: Record, events: Sequence[Event]) -> None:
    """The events of which more than one account is given."""
    known = known_names(record)
    for event in events:
        reports = record.reports(event)
        event_line(screen, event, reports, known)
        parties = ", ".join(party_name(account.party) for account in event.accounts)
        differ = f"differ on {', '.join(one.what for one in event.disagreements)}" if event.disagreements else None
        coded, mention = best_report(reports)
        screen.line((quoted(coded.quote(mention.evidence), LONGEST_QUOTE), "italic"), indent=MARGIN)
        screen.line((joined([f"accounts of {parties}", differ, short(event.id)]), "dim"), indent=MARGIN)


def show_accounts(screen: Screen, record: Record, event: Event) -> None:
    """One event: its accounts in columns where the terminal has room, then what they disagree on."""
    known = known_names(record)
    event_line(screen, event, record.reports(event), known)
    screen.line((event.id, "dim"), indent=MARGIN)
    if not event.accounts:
        screen.line("no account of it is known beyond that it took place", indent=MARGIN)
    beside = max(1, screen.width // NARROWEST_COLUMN) if screen.wraps else 1
    for at in range(0, len(event.accounts), beside):
        columns = event.accounts[at : at + beside]
        if beside > 1 and len(event.accounts) > 1:
            _beside(screen, record, columns, known)
        else:
            for account in columns:
                _below(screen, record, account, known)
    if event.disagreements:
        screen.heading(f"Disagreements ({len(event.disagreements)})")
        for one in event.disagreements:
            for place, value in enumerate(one.values):
                who = outlets(record.article(key).article for key in value.articles)
                screen.line((length_of_time(value.value), "bold red"), f"  {who}", indent=MARGIN * 2, margin=one.what if place == 0 else "")


def party_name(party: str) -> str:
    """A country's name for its code; an outlet is its name."""
    country = tables.country(party)
    return country.name if country else last_part(party)


def _beside(screen: Screen, record: Record, accounts: Sequence[Account], known: dict[str, str]) -> None:
    table = Table(show_lines=False, expand=True, pad_edge=False)
    for account in accounts:
        table.add_column(Text(_title(account, known)), ratio=1, overflow="fold")
    cells = [[_cell(record, point, account) for point in account.points] for account in accounts]
    for row in range(max(map(len, cells), default=0)):
        table.add_row(*(column[row] if row < len(column) else Text() for column in cells))
    screen.blank()
    screen.console.print(table)


def _cell(record: Record, point: Point, account: Account) -> Text:
    return Text.assemble((point.topic, "bold"), "  ", (_also(point, account), "dim" if point.also else "yellow"), "\n", (_words(record, point), "italic"), "\n")


def _below(screen: Screen, record: Record, account: Account, known: dict[str, str]) -> None:
    screen.heading(_title(account, known), count(len(account.points), "point"))
    for point in account.points:
        screen.line((point.topic, "bold"), (f"  {_also(point, account)}", "dim" if point.also else "yellow"), indent=2)
        screen.line((_words(record, point), "italic"), (f"  {outlets([record.article(point.span.article).article])}", "dim"), indent=4)


def _title(account: Account, known: dict[str, str]) -> str:
    by = known.get(account.by, account.by) if account.by else None
    party = party_name(account.party)
    return party if by in (None, party) else f"{party}, by {by}"


def _also(point: Point, account: Account) -> str:
    return "also " + ", ".join(party_name(party) for party in point.also) if point.also else f"only {party_name(account.party)}"


def _words(record: Record, point: Point) -> str:
    text = record.article(point.span.article).article.text
    return quoted(text[slice(*point.span.span)], LONGEST_QUOTE)
