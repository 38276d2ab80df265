# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

import json
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any, get_args

import pytest
from jsonschema import Draft202012Validator
from record_rooms import WAY, code, pages_of

from communique import model
from communique.model import Coded, Page, Problem
from communique.record import Record

SCHEMA: dict[str, Any] = json.loads((Path(__file__).parents[2] / "docs" / "exchange.schema.json").read_text(encoding="utf-8"))
MEETING = "Kings meet\nArland met Borduria on 2021-02-04.\nBorduria said: Arland met Borduria on 2021-02-04, with 300 troops."
PAGES = {"a.txt": MEETING, "b.txt": "Grain\nArland promised Borduria grain by 2021-05-01.", "c.txt": "fail"}
NOUNS = {
    "article": model.Article, "time": model.Timex, "actor": model.Actor, "relay": model.Relay, "statement": model.Statement, "event_mention": model.EventMention,
    "commitment_mention": model.CommitmentMention, "figure": model.Figure, "coded": Coded, "place": model.Place, "point": model.Point, "account": model.Account,
    "disagreement": model.Disagreement, "family_line": model.Family, "event_line": model.Event, "commitment_line": model.Commitment, "judgement_line": model.Judgement,
    "problem_line": Problem, "quotation_line": model.Quotation, "storyline_line": model.Storyline, "actor_line": model.LinkedActor,
}  # fmt: skip


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with Record(tmp_path / "r.db", way=WAY) as record:
        record.add_pages(pages_of(PAGES))
        yield record


def test_every_line_of_an_export_is_as_the_schema_says(record: Record) -> None:
    record.add_pages(pages_of({"a.txt": MEETING + "\nCascara said: Arland met Cascara on 2021-03-04."}))
    rows = [json.loads(json.dumps(row)) for row in record.export(former=True)]
    validator = Draft202012Validator(SCHEMA)
    assert [error.message for row in rows for error in validator.iter_errors(row)] == []
    kinds = [row["kind"] for row in rows]
    assert set(kinds) == {line["$ref"].rpartition("/")[2].removesuffix("_line") for line in SCHEMA["oneOf"]}
    assert kinds == sorted(kinds, key=["article", "family", "actor", "event", "commitment", "judgement", "problem", "quotation", "storyline", "date"].index)


def test_the_schema_refuses_what_is_not_so(record: Record) -> None:
    validator = Draft202012Validator(SCHEMA)
    row = next(row for row in record.export() if row["kind"] == "event")
    changes: list[dict[str, Any]] = [{"confidence": 1.2}, {"event_type": "MEET"}, {"unheard": 1}, {"mentions": []}, {"date_range": ["2021", "2021"]}]
    for change in changes:
        assert not validator.is_valid(json.loads(json.dumps({**row, **change})))


@pytest.mark.parametrize("name", NOUNS)
def test_the_schema_has_the_fields_of_the_noun(name: str) -> None:
    expected = [f.name for f in fields(NOUNS[name]) if f.metadata.get("exchange", True)]
    if name.endswith("_line"):
        expected.insert(0, "kind")
    assert list(SCHEMA["$defs"][name]["properties"]) == expected
    assert set(SCHEMA["$defs"][name]["required"]) == set(expected)


def test_the_schema_has_the_words_of_the_model() -> None:
    defs = SCHEMA["$defs"]
    assert defs["event_type"]["enum"] == list(get_args(model.EventType))
    assert defs["commitment_kind"]["enum"] == list(get_args(model.CommitmentKind))
    assert defs["commitment_line"]["properties"]["status"]["enum"] == list(get_args(model.Status))
    assert defs["actor"]["properties"]["kind"]["enum"] == list(get_args(model.ActorKind))
    assert defs["event_mention"]["properties"]["auxiliary"]["items"]["enum"] == list(get_args(model.Auxiliary))


def test_a_coded_page_is_as_the_schema_says() -> None:
    coded = code(Page("a.txt", MEETING.encode()))
    validator = Draft202012Validator({**SCHEMA["$defs"]["coded"], "$defs": SCHEMA["$defs"]})
    assert list(validator.iter_errors(json.loads(json.dumps(coded.to_dict())))) == []


def test_an_export_without_text_holds_no_words_of_the_page(record: Record) -> None:
    rows = list(record.export(text=False))
    assert all(row["article"]["text"] is None for row in rows if row["kind"] == "article")
    assert "with 300 troops" not in json.dumps(rows)
    assert list(Draft202012Validator(SCHEMA).iter_errors(json.loads(json.dumps(rows[0])))) == []


def test_articles_and_groups_come_by_id(record: Record) -> None:
    rows = list(record.export())
    for kind in ("event", "actor", "commitment"):
        ids = [row["id"] for row in rows if row["kind"] == kind]
        assert ids == sorted(ids)
    ids = [row["article"]["id"] for row in rows if row["kind"] == "article"]
    assert ids == sorted(ids)
