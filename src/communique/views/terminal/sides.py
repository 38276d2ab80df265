# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Accounts of one event beside one another: what each side says, what only one says, where they differ."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from rich.table import Table
from rich.text import Text

from communique import tables
from communique.model import Account, Event, Point, SpanRef
from communique.record import Record
from communique.views.matters import amount, laid, standing
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
        coded, mention = best_report(event, reports)
        screen.line((quoted(coded.quote(mention.evidence), LONGEST_QUOTE), "italic"), indent=MARGIN)
        screen.line((joined([f"accounts of {parties}", differ, short(event.id)]), "dim"), indent=MARGIN)


def show_accounts(screen: Screen, record: Record, event: Event) -> None:
    """One event: its accounts in columns where the terminal has room, then what they disagree on."""
    known = known_names(record)
    event_line(screen, event, record.reports(event), known)
    screen.line((event.id, "dim"), indent=MARGIN)
    if not event.accounts:
        screen.line("no account of it is known beyond that it took place", indent=MARGIN)
    for words in _asked(event, record):
        screen.line(words, indent=MARGIN)
    beside = max(1, screen.width // NARROWEST_COLUMN) if screen.wraps else 1
    for some in _together(event.accounts):
        for at in range(0, len(some), beside):
            columns = some[at : at + beside]
            if beside > 1 and len(columns) > 1:
                _beside(screen, record, columns, known)
            else:
                for account in columns:
                    _below(screen, record, account, known)
    if event.disagreements:
        screen.heading("Where the reports differ")
        for one in event.disagreements:
            screen.line((one.what, "bold"), indent=2)
            for value in one.values:
                who = outlets(record.article(key).article for key in value.articles)
                said = f"  {quoted(_text(record, value.spans[0]), LONGEST_QUOTE)}" if value.spans else ""
                screen.line((_value(value.value), "bold red"), (said, "italic"), (f"  {who}", "dim"), indent=4, hang=6)


def _together(accounts: Sequence[Account]) -> list[Sequence[Account]]:
    """Two governments' accounts are compared with one another; what outlets say in their own voice comes after them."""
    sides = [account for account in accounts if tables.country(account.party)]
    return [sides, [account for account in accounts if account not in sides]] if len(sides) > 1 else [accounts]


def _value(value: str) -> str:
    return party_name(value) if tables.country(value) else amount(length_of_time(value))


def _asked(event: Event, record: Record) -> list[str]:
    """Who asked for the talks, by whose words."""
    told = [(account.party, point) for account in event.accounts for point in account.points if point.kind == "initiative"]
    return [f"who asked for it, {party_name(party)}: {quoted(_text(record, point.span), LONGEST_QUOTE)}" for party, point in told]


def party_name(party: str) -> str:
    """A country's name for its code; an outlet is its name."""
    country = tables.country(party)
    return country.name if country else last_part(party)


def _beside(screen: Screen, record: Record, accounts: Sequence[Account], known: dict[str, str]) -> None:
    """A row for each matter that several of these tell, their words side by side; below it what each tells alone."""
    rows = laid([_topics(account) for account in accounts], lambda point: _text(record, point.span))
    table = Table(show_lines=False, expand=True, pad_edge=False)
    for account in accounts:
        table.add_column(Text(_title(account, known)), ratio=1, overflow="fold")
    shared = [row for row in rows if sum(map(bool, row)) > 1]
    for row in shared:
        told = {account.party for points, account in zip(row, accounts, strict=True) if points}
        table.add_row(*(Text("\n").join([_cell(record, point, told) for point in points]) for points in row))
    alone = [[point for row in rows if row not in shared for point in row[at]] for at in range(len(accounts))]
    if any(alone):
        if shared:
            table.add_section()
        table.add_row(*(Text(_only(account, mine), style="bold yellow") for mine, account in zip(alone, accounts, strict=True)))
        for number in range(max(map(len, alone))):
            table.add_row(*(_cell(record, mine[number], {account.party}) if number < len(mine) else Text() for mine, account in zip(alone, accounts, strict=True)))
    screen.blank()
    screen.console.print(table)


def _only(account: Account, mine: Sequence[Point]) -> str:
    """Above what one tells alone: of all, or at least of those in the table."""
    if not mine:
        return ""
    return f"only {party_name(account.party)}" + (" among these" if any(point.also for point in mine) else "")


def _topics(account: Account) -> Account:
    """Without who asked for the talks: that stands above."""
    return replace(account, points=tuple(point for point in account.points if point.kind != "initiative"))


def _cell(record: Record, point: Point, beside: Collection[str]) -> Text:
    """A point, and who tells it too beyond those whose words stand in the same row."""
    said = [party for party in point.also if party not in beside]
    note = f"  also {', '.join(map(party_name, said))}" if said else ""
    return Text.assemble((point.topic, "bold"), (note, "dim"), "\n", (quoted(_text(record, point.span), LONGEST_QUOTE), "italic"), "\n")


def _below(screen: Screen, record: Record, account: Account, known: dict[str, str]) -> None:
    screen.heading(_title(account, known), count(len(account.points), "point"))
    for point in account.points:
        screen.line((point.topic, "bold"), (f"  {_also(point, account)}", "dim" if point.also else "yellow"), indent=2)
        screen.line((quoted(_text(record, point.span), LONGEST_QUOTE), "italic"), (f"  {outlets([record.article(point.span.article).article])}", "dim"), indent=4)


def _title(account: Account, known: dict[str, str]) -> str:
    by = known.get(account.by, account.by) if account.by else None
    party = party_name(account.party)
    what = standing(account.party)
    mark = f" ({what})" if what and what != "government" else ""
    return party + mark if by in (None, party) else f"{party}{mark}, by {by}"


def _also(point: Point, account: Account) -> str:
    return "also " + ", ".join(party_name(party) for party in point.also) if point.also else f"only {party_name(account.party)}"


def _text(record: Record, ref: SpanRef) -> str:
    return record.article(ref.article).article.text[slice(*ref.span)]
