# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0
"""Evidence: whatever is said of a page can be pointed at in it, and the proof of that is stored."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from communique.model import Coded, Span, Spans
from communique.record import Record

SCHEMA: dict[str, Any] = json.loads((Path(__file__).parents[2] / "docs" / "exchange.schema.json").read_text(encoding="utf-8"))


def spans(coded: Coded) -> Iterator[tuple[str, Spans, bool]]:
    """Each noun's spans by part; True where there must be one."""
    for statement in coded.statements:
        yield f"{statement.id} content", statement.content, True
        yield f"{statement.id} source", statement.source, bool(statement.speakers)
        yield f"{statement.id} cue", statement.cue, False
        yield f"{statement.id} relays", tuple(relay.span for relay in statement.relays), False
    for event in coded.events:
        yield f"{event.id} evidence", event.evidence, True
        yield f"{event.id} trigger", event.trigger, True
        yield f"{event.id} place", (event.place.span,) if event.place is not None and event.place.span is not None else (), False
    for commitment in coded.commitments:
        yield f"{commitment.id} evidence", commitment.evidence, True
        yield f"{commitment.id} what", commitment.what, True
        yield f"{commitment.id} condition", commitment.condition or (), False
    for figure in coded.figures:
        yield f"figure {figure.what}", (figure.span,), True
    for actor in coded.actors:
        yield f"{actor.id} mentions", actor.mentions, True
    for time in coded.times:
        yield f"time {time.value}", (time.span,), True


def lies_within(span: Span, around: Spans) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in around)


def test_every_span_of_every_noun_is_in_the_text_and_not_empty(coded: dict[str, Coded]) -> None:
    faults = []
    for name, one in coded.items():
        text, headline = one.article.text, one.article.headline_span
        read = one.article.body + ((headline,) if headline is not None else ())
        for part, found, needed in spans(one):
            if needed and not found:
                faults.append(f"{name}: {part}: no span")
            for start, end in found:
                if not 0 <= start < end <= len(text) or not text[start:end].strip():
                    faults.append(f"{name}: {part} [{start}, {end}) shows nothing")
                elif not lies_within((start, start + 1), read) or not lies_within((end - 1, end), read):
                    faults.append(f"{name}: {part} [{start}, {end}) lies outside the headline and the body: {text[start:end]!r}")
    assert not faults


def test_every_name_that_a_noun_bears_is_on_its_page(coded: dict[str, Coded]) -> None:
    for name, one in coded.items():
        actors, statements, events = ({noun.id for noun in nouns} for nouns in (one.actors, one.statements, one.events))
        assert {who for s in one.statements for who in (*s.speakers, *(r.actor for r in s.relays if r.actor is not None))} <= actors, name
        assert {who for e in one.events for who in e.actors + e.recipients} <= actors, name
        assert {who for c in one.commitments for who in c.by + c.to} <= actors, name
        assert {s.within for s in one.statements} | {e.statement for e in one.events} | {c.statement for c in one.commitments} <= statements | {None}, name
        assert {c.event for c in one.commitments} <= events | {None}, name
        assert all(e.voice == ("outlet" if e.statement is None else "attributed") for e in one.events), name


def test_the_examples_yield_something_of_each_kind(coded: dict[str, Coded]) -> None:
    """The tests above say nothing of empty lists."""
    for kind in ("statements", "events", "commitments"):
        assert all(getattr(one, kind) for one in coded.values()), kind
    assert any(one.figures for one in coded.values())


def test_days_are_ranges_and_scores_have_two_decimals(coded: dict[str, Coded]) -> None:
    for one in coded.values():
        for event in one.events:
            assert event.date_range is None or event.date_range[0] <= event.date_range[1]
            assert event.date is None or event.date_range == (event.date, event.date)
            assert event.date_range is None or event.date_basis
            assert 0 <= event.confidence <= 1
            assert event.confidence == round(event.confidence, 2)


def test_verify_finds_no_fault(built: Path, coded: dict[str, Coded]) -> None:
    with Record(built, make=False) as record:
        assert list(record.verify()) == [None] * len(coded)


@pytest.mark.parametrize("name", ["03-wellington-readout.html", "28-world-in-brief.txt"])
def test_a_coded_page_is_as_the_schema_says(coded: dict[str, Coded], name: str) -> None:
    validator = Draft202012Validator({"$defs": SCHEMA["$defs"], "$ref": "#/$defs/coded"})
    form = json.loads(json.dumps(coded[name].to_dict()))
    assert [error.message for error in validator.iter_errors(form)] == []
    assert Coded.from_dict(form).to_dict() == coded[name].to_dict()
    assert not validator.is_valid({**form, "events": [{**form["events"][0], "evidence": None}]})


def test_every_line_of_the_export_is_as_the_schema_says(built: Path) -> None:
    validator = Draft202012Validator(SCHEMA)
    with Record(built, make=False) as record:
        rows = [json.loads(json.dumps(row)) for row in record.export()]
    assert {"article", "actor", "event", "commitment", "family"} <= {row["kind"] for row in rows}
    assert [error.message for row in rows for error in validator.iter_errors(row)] == []
