# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""What several commands take: the record, filters, workers; and how each is read."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, get_args

import typer

from communique.dates import days
from communique.errors import DateError, InputError
from communique.model import EventType

if TYPE_CHECKING:
    from communique.record import Record

VARIABLE = "COMMUNIQUE_RECORD"
VOICES = ("attributed", "outlet")

RecordAt = Annotated[str | None, typer.Option("--record", "-r", envvar=VARIABLE, help="The record: a file, or postgresql://user@host/name.", show_default=False)]
Metadata = Annotated[Path | None, typer.Option("--metadata", help="A CSV table with file, address, outlet and date of the pages.", show_default=False)]
Fields = Annotated[list[str] | None, typer.Option("--field", help="Where JSON Lines or CSV keep a part, as text=body (text, url, title, date ...); repeat.", show_default=False)]
Workers = Annotated[int | None, typer.Option("--workers", min=1, help="Processes. Default: 1 below 20 pages, else one a core.", show_default=False)]
MinConfidence = Annotated[float, typer.Option("--min-confidence", min=0, max=1, help="Leave out events below this.")]
Voice = Annotated[str | None, typer.Option("--voice", help="attributed: on someone's word; outlet: in the outlet's own voice.", show_default=False)]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object a line instead of text.")]
Country = Annotated[list[str] | None, typer.Option("--country", help="One that takes part: KOR or South Korea; repeat for any of several.", show_default=False)]
Dyad = Annotated[str | None, typer.Option("--dyad", help="Two that both take part, as KOR-USA or KOR,USA.", show_default=False)]
Types = Annotated[list[str] | None, typer.Option("--type", help="PLOVER event type, as CONSULT; repeat for any of several.", show_default=False)]
Mode = Annotated[str | None, typer.Option("--mode", help="PLOVER mode, as phone or visit.", show_default=False)]
First = Annotated[str | None, typer.Option("--from", help="First day: 2021, 2021-02 or 2021-02-04.", show_default=False)]
Last = Annotated[str | None, typer.Option("--to", help="Last day: 2021, 2021-02 or 2021-02-04.", show_default=False)]
WithActor = Annotated[str | None, typer.Option("--actor", help="One that takes part, by name or id.", show_default=False)]


def examples(*lines: str) -> str:
    """The end of a command's help: lines to copy."""
    return "\b\nExamples:\n" + "\n".join(f"  communique {line}" for line in lines)


def opened(address: str | None, *, make: bool = False) -> "Record":
    """The record that was named, or a fault that says how to name one."""
    if not address:
        raise InputError(f"no record was named; add --record korea.db, or set the environment variable {VARIABLE}")
    from communique.record import open_record

    return open_record(address, make=make)


def mapping(pairs: list[str] | None) -> dict[str, str] | None:
    """['text=body'] -> {'text': 'body'}."""
    if not pairs:
        return None
    for pair in pairs:
        if not re.fullmatch(r"\w+=.+", pair):
            raise InputError(f"--field {pair!r} is not PART=KEY; write it as in --field text=body")
    return dict((part, key) for part, _, key in (pair.partition("=") for pair in pairs))  # noqa: C402 - three names in, two out


def first_day(text: str | None, option: str = "--from") -> str | None:
    return None if text is None else _days(option, text)[0]


def last_day(text: str | None) -> str | None:
    return None if text is None else _days("--to", text)[1]


def _days(option: str, text: str) -> tuple[str, str]:
    try:
        return days(text)
    except DateError as fault:
        raise InputError(f"{option}: {fault}") from fault


def one_of(option: str, text: str | None, known: tuple[str, ...]) -> str | None:
    if text is not None and text not in known:
        raise InputError(f"{option} {text!r} is not one of {', '.join(known)}")
    return text


def voice(text: str | None) -> str | None:
    return one_of("--voice", text, VOICES)


def party(kept: "Record", text: str | None) -> str | None:
    """A country's code, or the id of the actor who is named."""
    if text is None:
        return None
    try:
        return country(text)
    except InputError:
        return kept.actor(text).id


def country(text: str) -> str:
    """'KOR', 'kor', 'South Korea', 'South Korean' -> 'KOR'; PLOVER's UNO, IGO ... are themselves."""
    from communique import tables

    code = text.strip()
    if re.fullmatch(r"[A-Za-z]{3}", code):
        return code.upper()
    found = tables.country_of(code) or tables.country_of(code.title())
    if found is None:
        raise InputError(f"{text!r} is not a country that is known here; write its three letters, as in KOR")
    return found


def dyad(text: str | None) -> tuple[str, str] | None:
    if text is None:
        return None
    parts = [part for part in re.split(r"\s*[,/]\s*|\s*[-–]\s*(?=[A-Za-z]{3}$)", text.strip()) if part]
    if len(parts) != 2:
        raise InputError(f"--dyad {text!r} is not two countries; write it as KOR-USA, or as 'South Korea, United States'")
    return country(parts[0]), country(parts[1])


def event_types(given: list[str] | None) -> tuple[str, ...]:
    known = get_args(EventType)
    asked = tuple(one.upper() for one in given or ())
    for one in asked:
        if one not in known:
            raise InputError(f"--type {one!r} is not one of PLOVER's sixteen: {', '.join(known)}")
    return asked
