# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Nouns as JSON and back, with the fields that stay inside; and every span of an article beside its quote."""

import json
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from communique.model import Coded, CommitmentMention, EventMention, Exchanged, Span, Statement
from communique.text import sha256

N = TypeVar("N", bound=Exchanged)
Quote = tuple[str, str, int, int, str]  # noun, part, start, end, the characters


def dumps(noun: Exchanged) -> str:
    """JSON from which `loads` gives the same noun: its exchange form, and what stays inside beside it."""
    return as_json({"exchange": noun.to_dict(), "inside": _inside(noun)})


def as_json(value: Any) -> str:
    """JSON that every database takes: half a surrogate pair, which some pages hold, is escaped."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text if text.isascii() or not re.search("[\ud800-\udfff]", text) else json.dumps(value, separators=(",", ":"))


def loads(kind: type[N], text: str) -> N:
    stored = json.loads(text)
    return _with_inside(kind.from_dict(stored["exchange"]), stored["inside"])  # type: ignore[no-any-return]


def exchange(text: str) -> dict[str, Any]:
    """The exchange form alone, without making the noun."""
    form: dict[str, Any] = json.loads(text)["exchange"]
    return form


def _inside(value: Any) -> dict[str, Any] | None:
    """What an exchange form leaves out, by field or place in the row; None where there is nothing."""
    out: dict[str, Any] = {}
    if is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            if not field.metadata.get("exchange", True):
                out[field.name] = getattr(value, field.name)
            elif (kept := _inside(getattr(value, field.name))) is not None:
                out[field.name] = kept
    elif isinstance(value, tuple):
        out = {str(at): kept for at, one in enumerate(value) if (kept := _inside(one)) is not None}
    return out or None


def _with_inside(value: Any, kept: dict[str, Any] | None) -> Any:
    if kept is None:
        return value
    if isinstance(value, tuple):
        return tuple(_with_inside(one, kept.get(str(at))) for at, one in enumerate(value))
    hidden = {field.name for field in fields(value) if not field.metadata.get("exchange", True)}
    return replace(value, **{name: _tuples(v) if name in hidden else _with_inside(getattr(value, name), v) for name, v in kept.items()})


def _tuples(value: Any) -> Any:
    return tuple(_tuples(v) for v in value) if isinstance(value, list) else value


def quotes(coded: Coded) -> list[Quote]:
    """Every span of a coded article with its characters, in a stable order; the body as one, by digest."""
    text = coded.article.text
    out: list[Quote] = [(name, part, s, e, text[s:e]) for name, part, (s, e) in _spans(coded)]
    body = coded.article.body
    out.append(("article", "body", body[0][0] if body else 0, body[-1][1] if body else 0, sha256(coded.article.body_text)))
    return out


def _spans(coded: Coded) -> Iterator[tuple[str, str, Span]]:
    if coded.article.headline_span is not None:
        yield "article", "headline", coded.article.headline_span
    for time in coded.times:
        yield "time", time.value, time.span
    for actor in coded.actors:
        for span in actor.mentions:
            yield actor.id, "mention", span
    nouns: tuple[Statement | EventMention | CommitmentMention, ...] = (*coded.statements, *coded.events, *coded.commitments)
    for noun in nouns:
        for part in ("source", "cue", "content", "distance", "trigger", "evidence", "what", "condition"):
            for span in getattr(noun, part, None) or ():
                yield noun.id, part, span
    for statement in coded.statements:
        for relay in statement.relays:
            yield statement.id, "relay", relay.span
    for figure in coded.figures:
        yield "figure", figure.what, figure.span
