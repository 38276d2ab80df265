# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Nouns as JSON and back, with the fields that stay inside; and every span of an article beside its quote."""

import json
import re
import types
import typing
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from communique.model import Coded, CommitmentMention, EventMention, Exchanged, Span, Statement
from communique.text import sha256

N = TypeVar("N", bound=Exchanged)
Quote = tuple[str, str, int, int, str]  # noun, part, start, end, the characters


_MAKERS: dict[Any, Callable[[Any], Any]] = {}  # a noun's class -> what makes one of its exchange form


def dumps(noun: Exchanged) -> str:
    """JSON from which `loads` gives the same noun: its exchange form, and what stays inside beside it."""
    return as_json({"exchange": noun.to_dict(), "inside": _inside(noun)})


def as_json(value: Any) -> str:
    """JSON that every database takes: half a surrogate pair, which some pages hold, is escaped."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text if text.isascii() or not re.search("[\ud800-\udfff]", text) else json.dumps(value, separators=(",", ":"))


def loads(kind: type[N], text: str) -> N:
    stored = json.loads(text)
    return _with_inside(_maker(kind)(stored["exchange"]), stored["inside"])  # type: ignore[no-any-return]


def _maker(kind: Any) -> Callable[[Any], Any]:
    if kind not in _MAKERS:
        _MAKERS[kind] = _new_maker(kind)
    return _MAKERS[kind]


def _new_maker(kind: Any) -> Callable[[Any], Any]:
    """What `kind.from_dict` does, with the hints read once: a record loads thousands of nouns, and reading hints took nine tenths of it."""
    if kind.from_dict.__func__ is not Exchanged.from_dict.__func__:  # type: ignore[attr-defined]
        own: Callable[[Any], Any] = kind.from_dict
        return own
    hints = typing.get_type_hints(kind)
    parts = {field.name: _converter(hints[field.name]) for field in fields(kind) if field.metadata.get("exchange", True)}

    def make(values: dict[str, Any]) -> Any:
        return kind(**{name: parts[name](value) for name, value in values.items()})

    return make


def _converter(hint: Any) -> Callable[[Any], Any]:
    """From a JSON value to a value of the hinted type: lists become tuples, objects nouns, null stays None."""
    if typing.get_origin(hint) in (types.UnionType, typing.Union):
        (hint,) = (one for one in typing.get_args(hint) if one is not types.NoneType)
        inner = _converter(hint)
        return lambda value: None if value is None else inner(value)
    if typing.get_origin(hint) is tuple:
        first, *_, last = typing.get_args(hint)
        each = _converter(first)  # the tuples of fixed length that travel are pairs of one kind
        assert last is ... or all(one == first for one in typing.get_args(hint)), hint
        return tuple if each is _same else lambda value: tuple(each(one) for one in value)
    if isinstance(hint, type) and issubclass(hint, Exchanged):
        return _maker(hint)
    return _same


def _same(value: Any) -> Any:
    return value


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
        for part in ("source", "cue", "content", "trigger", "evidence", "what", "condition"):
            for span in getattr(noun, part, None) or ():
                yield noun.id, part, span
    for statement in coded.statements:
        for relay in statement.relays:
            yield statement.id, "relay", relay.span
    for figure in coded.figures:
        yield "figure", figure.what, figure.span
