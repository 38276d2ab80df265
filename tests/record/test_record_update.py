# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""What additions lead to is what all pages at once lead to, row by row; and both are what `across` says of the set."""

import json
import sqlite3
import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine, delete, select
from sqlalchemy.dialects import sqlite

import communique.record.schema as t
from communique import pipeline
from communique.errors import RecordError
from communique.model import Across, Coded, Page
from communique.record import Record
from communique.record.record import Way
from communique.record.stored import dumps, loads
from communique.text import sha256

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))
from scaling import pages as generated


def code(page: Page) -> Coded:
    return loads(Coded, page.data.decode())


WAY = Way(code=code)


def given_in(pages: Iterable[Coded]) -> list[Page]:
    return [Page(source=coded.article.source, data=dumps(coded).encode()) for coded in pages]


def computed(address: Path) -> dict[str, list[tuple[object, ...]]]:
    """All rows that are computed across pages, what is kept for later additions included."""
    engine = create_engine(f"sqlite:///{address}")
    with engine.connect() as db:
        found = {table.name: sorted(tuple(row) for row in db.execute(select(table))) for table in t.COMPUTED}
    engine.dispose()
    return found


def at_once(address: Path, pages: Sequence[Coded]) -> dict[str, list[tuple[object, ...]]]:
    with Record(address, way=WAY) as record:
        record.add_pages(given_in(pages))
    return computed(address)


def differing(a: dict[str, list[tuple[object, ...]]], b: dict[str, list[tuple[object, ...]]]) -> dict[str, list[tuple[object, ...]]]:
    return {name: sorted(set(a[name]) ^ set(b[name]), key=str)[:4] for name in a if a[name] != b[name]}


def told(address: Path) -> Across:
    with Record(address, way=WAY, make=False) as record:
        return pipeline.across(list(record.articles()))


@pytest.fixture(scope="module")
def some() -> list[Coded]:
    return list(generated(70, seed=7))


@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(st.randoms(use_true_random=False), st.lists(st.integers(1, 8), min_size=2, max_size=4))
def test_any_order_and_any_division_end_in_the_same_rows(some: list[Coded], tmp_path_factory: pytest.TempPathFactory, random: object, sizes: list[int]) -> None:
    folder = tmp_path_factory.mktemp("orders")
    expected = at_once(folder / "once.db", some)
    pages = given_in(some)
    random.shuffle(pages)  # type: ignore[attr-defined]
    with Record(folder / "parts.db", way=WAY) as record:
        for size in [*sizes, len(pages)]:
            part, pages = pages[:size], pages[size:]
            record.add_pages(part)
    assert differing(computed(folder / "parts.db"), expected) == {}


def test_the_rows_are_what_across_says_of_all_pages(some: list[Coded], tmp_path: Path) -> None:
    at_once(tmp_path / "r.db", some)
    found = told(tmp_path / "r.db")
    with Record(tmp_path / "r.db", way=WAY, make=False) as record:
        assert tuple(sorted(record.families(), key=lambda f: f.id)) == found.families
        assert tuple(sorted(record.actors().values(), key=lambda a: a.id)) == found.links.actors
        assert [e.id for e in sorted(record.events(), key=lambda e: e.id)] == [e.id for e in found.events]
        assert [(e.accounts, e.disagreements) for e in sorted(record.events(), key=lambda e: e.id)] == [(e.accounts, e.disagreements) for e in found.events]
        assert tuple(sorted(record.commitments(), key=lambda c: c.id)) == found.commitments
        assert tuple(sorted(record.storylines(), key=lambda s: s.id)) == found.storylines


def test_pages_that_go_again_leave_no_trace(some: list[Coded], tmp_path: Path) -> None:
    """A source that holds another page now: what the former page told is taken away."""
    first, second = some[: len(some) // 2], some[len(some) // 2 :]
    with Record(tmp_path / "r.db", way=WAY) as record:
        record.add_pages(given_in(first))
        record.add_pages([Page(source=old.source, data=new.data) for old, new in zip(given_in(first), given_in(second), strict=False)])
        counting = [page.article.id for page in record.articles()]
    expected = [p for p in some if p.article.id in counting]
    assert len(expected) == len(first)
    found, again = computed(tmp_path / "r.db"), at_once(tmp_path / "again.db", expected)
    for name in ("families", "members", "actors", "events", "mentions", "commitments", "storylines", "judgements"):
        assert len(found[name]) == len(again[name]), name


def test_a_rebuild_ends_in_the_same_rows(some: list[Coded], tmp_path: Path) -> None:
    expected = at_once(tmp_path / "r.db", some)
    with Record(tmp_path / "r.db", way=WAY, make=False) as record:
        record.refresh(always=True)
    assert differing(computed(tmp_path / "r.db"), expected) == {}


def test_a_rebuild_that_dies_goes_on_where_it_was(some: list[Coded], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = at_once(tmp_path / "r.db", some)

    def dies(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with Record(tmp_path / "r.db", way=WAY, make=False) as record, monkeypatch.context() as patch:
        patch.setattr("communique.pipeline.across_after", dies)
        with pytest.raises(KeyboardInterrupt):
            record.refresh(always=True)
    with Record(tmp_path / "r.db", way=WAY, make=False) as record:
        assert record.is_stale
        assert record.refresh()
        assert not record.is_stale
    assert differing(computed(tmp_path / "r.db"), expected) == {}


def test_what_another_version_kept_is_computed_anew(some: list[Coded], tmp_path: Path) -> None:
    """Facts without a field that this version reads, as an older one wrote them: the next addition begins from the coded pages."""
    expected = at_once(tmp_path / "once.db", some)
    with Record(tmp_path / "r.db", way=WAY) as record:
        record.add_pages(given_in(some[:-1]))
    with sqlite3.connect(tmp_path / "r.db") as db:
        facts = db.execute("SELECT key, value FROM kept WHERE shelf = 'merging facts'").fetchall()
        assert facts
        for key, value in facts:
            mention, span, form = json.loads(value)
            del form["passage"]
            db.execute("UPDATE kept SET value = ? WHERE shelf = 'merging facts' AND key = ?", (json.dumps([mention, span, form]), key))
        assert db.execute("UPDATE meta SET value = 'of old' WHERE name = 'rooms'").rowcount == 1
    with Record(tmp_path / "r.db", way=WAY) as record:
        record.add_pages(given_in(some[-1:]))
        assert not record.refresh()
    assert differing(computed(tmp_path / "r.db"), expected) == {}


def test_a_record_of_another_layout_is_refused_with_the_next_step(some: list[Coded], tmp_path: Path) -> None:
    at_once(tmp_path / "r.db", some[:1])
    with sqlite3.connect(tmp_path / "r.db") as db:
        db.execute("UPDATE meta SET value = '1' WHERE name = 'schema'")
    with pytest.raises(RecordError, match="build it anew with: communique build"):
        Record(tmp_path / "r.db", way=WAY)


def test_ids_that_a_rebuild_merges_away_stay_known(some: list[Coded], tmp_path: Path) -> None:
    def read(page: Page) -> Coded:
        coded = code(page)
        return replace(coded, article=replace(coded.article, page_sha256=sha256(page.data)))

    with Record(tmp_path / "ids.db", way=Way(code=read)) as record:
        record.add_pages(given_in(some[:12]))
        a, b = [event.id for event in record.events()][:2]
        record.merge([a, b], by="Ada", reason="one meeting")
        kept = {record.event(a).id, record.event(b).id}
        assert len(kept) == 1
        record.refresh(always=True)
        assert {record.event(a).id, record.event(b).id} == kept


def test_what_persons_judged_is_found_among_the_machines_judgements_by_its_index(tmp_path: Path) -> None:
    """Each addition writes these anew: it may not read through all judgements for them."""
    at_once(tmp_path / "r.db", [])
    with sqlite3.connect(tmp_path / "r.db") as db:
        question = str(delete(t.judgements).where(t.judgements.c.by != t.MACHINE).compile(dialect=sqlite.dialect()))
        (plan,) = db.execute(f"EXPLAIN QUERY PLAN {question}")
    assert "judgements_of_persons" in plan[3]
