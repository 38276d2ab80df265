# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""A person's judgement works out anew what it is about and no more, and ends in the rows that a rebuild ends in."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from test_record_update import code, computed, differing, given_in, some

from communique import pipeline
from communique.model import Coded, Judgement, Page
from communique.record import Record
from communique.record.corrections import RETRACTED, Given, judged_with, pages_of
from communique.record.record import Way
from communique.text import sha256

__all__ = ["some"]
SPARE = 30  # of 70 pages: what may be looked at for a judgement about two


def digested(page: Page) -> Coded:
    coded = code(page)
    return replace(coded, article=replace(coded.article, page_sha256=sha256(page.data)))


WAY = Way(code=digested)


def rebuilt(path: Path) -> dict[str, list[tuple[object, ...]]]:
    with Record(path, way=WAY, make=False) as record:
        record.refresh(always=True)
    return computed(path)


def step(path: Path, say: Callable[[Record], object], monkeypatch: pytest.MonkeyPatch) -> None:
    """One judgement: few pages are taken up again, and a rebuild changes no row but what ids once stood for."""
    seen: list[int] = []
    real = pipeline.across_after

    def counted(held: pipeline.Held, **rest: Any) -> pipeline.Changes:
        seen.append(len(rest["new"]))
        return real(held, **rest)

    with Record(path, way=WAY, make=False) as record:
        monkeypatch.setattr("communique.pipeline.across_after", counted)
        say(record)
        monkeypatch.undo()
    assert seen
    assert sum(seen) <= SPARE
    found = computed(path)
    assert {name: rows for name, rows in differing(found, rebuilt(path)).items() if name != "aliases"} == {}


def test_each_judgement_ends_in_the_rows_of_a_rebuild(some: list[Coded], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "r.db"
    with Record(path, way=WAY) as record:
        record.add_pages(given_in(some))
        events = sorted(record.events(), key=lambda e: (-len(e.mentions), e.id))
        large, other = events[0], events[-1]
        names = [f"{ref.article}/{ref.event}" for ref in large.mentions]
    assert len(names) > 1
    step(path, lambda record: record.correct(f"{names[0]} | {' '.join(names[1:])}", "different", by="Ada", reason="another day"), monkeypatch)
    step(path, lambda record: record.correct(f"{names[0]} {other.mentions[0].article}/{other.mentions[0].event}", "same", by="Ben", reason="one event"), monkeypatch)
    step(path, lambda record: record.withdraw(large.mentions[0].article, by="Cleo", reason="a hoax"), monkeypatch)
    step(path, lambda record: record.retract(record.judgements()[2].id, by="Cleo", reason="none"), monkeypatch)
    step(path, lambda record: record.retract(record.judgements()[1].id, by="Ben", reason="I had misread"), monkeypatch)


def said(about: str, says: str, when: str, *pages: str) -> Given:
    return Given(Judgement(about, says, "Ada", when, "she knows"), tuple((f"a:{page}", page, "quoted") for page in pages))


def test_pages_that_judgements_set_beside_one_another_are_taken_up_together() -> None:
    rows = [said("a:1 a:2", "same", "1", "one", "two"), said("a:2 a:3", "different", "2", "two", "three"), said("a:4 a:5", "same", "3", "four", "five")]
    assert judged_with(rows, ["one"]) == {"one", "two", "three"}
    assert judged_with(rows, ["six"]) == {"six"}
    rows.append(said(rows[2].id, RETRACTED, "4"))
    rows.append(said(rows[3].id, RETRACTED, "5"))
    assert [pages_of(rows, row.id) for row in rows] == [{"one", "two"}, {"two", "three"}, *[{"four", "five"}] * 3]
    assert pages_of(rows, "j:none") == frozenset()
