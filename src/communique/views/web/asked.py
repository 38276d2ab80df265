# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""What the address asks: read strictly, kept as values, written back as a lasting address."""

from collections.abc import Iterable, Mapping, Sequence
from typing import get_args
from urllib.parse import urlencode

from starlette.datastructures import QueryParams

from communique import tables
from communique.dates import days
from communique.errors import CommuniqueError, DateError
from communique.model import EventType, Span

MOST = 500  # lines in one answer for programs
MOST_SHOWN = 60  # lines on one page for people: some 120 kB at the longest names and quotations
LONGEST = 300  # characters of one value: longer ones are no question


class QuestionError(CommuniqueError):
    """The address asks for something that has no meaning; the message says what to write instead."""


class Asked:
    """The values of a query string; each reader says what it takes."""

    def __init__(self, query: QueryParams, *, most: int = MOST) -> None:
        self._query, self._most = query, most

    def text(self, name: str) -> str | None:
        value = self._query.get(name, "").strip()
        if len(value) > LONGEST:
            raise QuestionError(f"“{name}” is longer than {LONGEST} characters; write less of it")
        return value or None

    def several(self, name: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(value.strip() for value in self._query.getlist(name) if value.strip() and len(value) <= LONGEST))

    def one_of(self, name: str, known: Iterable[str]) -> str | None:
        value = self.text(name)
        if value is not None and value not in (choices := tuple(known)):
            raise QuestionError(f"“{name}” is one of: {', '.join(choices)}")
        return value

    def types(self) -> tuple[str, ...]:
        known = get_args(EventType)
        found = tuple(value.upper() for value in self.several("type"))
        if any(value not in known for value in found):
            raise QuestionError(f"“type” is one of PLOVER's sixteen: {', '.join(known)}")
        return found

    def day(self, name: str, *, last: bool) -> str | None:
        """2021, 2021-02 or 2021-02-04 -> its first or its last day."""
        value = self.text(name)
        try:
            return None if value is None else days(value)[1 if last else 0]
        except DateError as fault:
            raise QuestionError(f"“{name}”: {value} is no day; write it as 2021-02-04, 2021-02 or 2021") from fault

    def whole(self, name: str, default: int, *, least: int = 1, most: int) -> int:
        value = self.text(name)
        if value is None:
            return default
        if not value.isascii() or not value.isdigit() or len(value) > 9 or int(value) < least:
            raise QuestionError(f"“{name}” is a whole number from {least}")
        return min(int(value), most)

    def page(self) -> int:
        return self.whole("page", 1, most=10**9)

    def per(self, default: int) -> int:
        return self.whole("per", default, most=self._most)

    def share(self, name: str) -> float:
        value = self.text(name)
        try:
            number = 0.0 if value is None else float(value)
        except ValueError:
            number = -1.0
        if not 0 <= number <= 1:
            raise QuestionError(f"“{name}” is a number from 0 to 1, as 0.8")
        return number

    def country(self, name: str) -> str | None:
        value = self.text(name)
        return None if value is None else code_of(name, value)

    def dyad(self) -> tuple[str, str] | None:
        """dyad=KOR-USA, or a=KOR and b=USA."""
        value = self.text("dyad")
        if value is not None:
            first, _, second = value.partition("-")
            if not first or not second:
                raise QuestionError("“dyad” is two countries, as KOR-USA")
            return code_of("dyad", first), code_of("dyad", second)
        a, b = self.country("a"), self.country("b")
        return (a, b) if a and b else None

    def spans(self, name: str, end: int) -> tuple[Span, ...]:
        """'412-655,700-720' -> spans within a text of that length."""
        out = []
        for piece in (self._query.get(name) or "").split(",")[:50]:
            first, _, last = piece.partition("-")
            if first.isascii() and last.isascii() and first.isdigit() and last.isdigit() and len(piece) < 22 and int(first) < int(last) <= end:
                out.append((int(first), int(last)))
        return tuple(sorted(out))


def code_of(name: str, text: str) -> str:
    """'KOR', 'kor' or 'South Korea' -> 'KOR'."""
    if len(text) == 3 and text.isascii() and text.isalpha():
        return text.upper()
    found = tables.country_of(text) or tables.country_of(text.title())
    if found is None:
        raise QuestionError(f"“{name}”: {text} is not a country that is known here; write its three letters, as KOR")
    return found


def address(path: str, values: Mapping[str, object] | None = None, *, fragment: str = "") -> str:
    """A path with the values that are given, in a stable order: the same question has the same address."""
    pairs: list[tuple[str, str]] = []
    for name, value in (values or {}).items():
        many: Sequence[object] = value if isinstance(value, tuple | list) else (value,)
        pairs += [(name, str(one)) for one in many if one not in (None, "", 0, 0.0)]
    return path + (f"?{urlencode(pairs)}" if pairs else "") + (f"#{fragment}" if fragment else "")


def in_page(article: str, spans: Iterable[Span]) -> str:
    """The address of characters in an article's page: marked there, and scrolled to."""
    at = ",".join(f"{start}-{end}" for start, end in spans)
    return f"/article/{article}" + (f"?at={at}#at" if at else "")
