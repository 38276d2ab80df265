# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from record_rooms import WAY, code, pages_of
from tests.path.peek import articles_in

from communique.model import Across, Coded, Page, Problem
from communique.record import Record, intake, storing
from communique.record.stored import dumps, loads, quotes

MEETING = "Kings meet\nArland met Borduria on 2021-02-04.\nBorduria said: Arland met Borduria on 2021-02-04, with 300 troops."
PROMISE = "Grain\nArland promised Borduria grain by 2021-05-01."
OTHER = "Visit\nCascara met Arland on 2021-03-09."
FAILING = "fail, please"


def export(record: Record) -> list[str]:
    return [json.dumps(row, sort_keys=True) for row in record.export()]


@pytest.fixture
def record(tmp_path: Path) -> Record:
    return Record(tmp_path / "r.db", way=WAY)


def test_what_is_stored_comes_back_whole() -> None:
    coded = code(Page("x", MEETING.encode(), fetched="2021-02-05"))
    assert isinstance(coded, Coded)
    assert loads(Coded, dumps(coded)) == coded
    assert coded.events[0].place is not None
    assert coded.events[0].place.span is not None
    assert ("figure", "troops", 101, 104, "300") in quotes(coded)


def test_characters_that_databases_refuse_are_kept(record: Record) -> None:
    def odd(page: Page) -> Coded | Problem:
        coded: Coded | Problem = code(page)
        assert isinstance(coded, Coded)
        return replace(coded, article=replace(coded.article, headline="half \ud83d a pair", text=coded.article.text.replace("KINGS", "\udc80INGS")))

    with Record(record.address, way=replace(WAY, code=odd)) as other:
        other.add_pages(pages_of({"a.txt": "KINGS\0 meet\nArland met Borduria on 2021-02-04."}))
        (coded,) = other.articles()
        assert coded.article.headline == "half \ud83d a pair"
        assert coded.article.text.startswith("\udc80INGS\0 meet")


def test_a_second_run_codes_nothing_again(record: Record) -> None:
    pages = list(pages_of({"a.txt": MEETING, "b.txt": PROMISE, "c.txt": FAILING}))
    first = record.add_pages([*pages, Problem("gone.txt", "no such file")])
    before = export(record)
    second = record.add_pages([*pages, Problem("gone.txt", "no such file")])
    assert (first.coded, first.known, len(first.problems), first.events, first.commitments) == (2, 0, 2, 1, 1)
    assert (second.coded, second.known, second.known_problems, [p.source for p in second.problems]) == (0, 3, 1, ["gone.txt"])
    assert export(record) == before
    assert [p.source for p in record.problems()] == ["c.txt", "gone.txt"]


def test_a_source_that_can_be_read_again_is_no_problem_any_more(record: Record) -> None:
    record.add_pages([Problem("a.txt", "damaged")])
    record.add_pages(pages_of({"a.txt": MEETING}))
    assert record.problems() == []


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(range(6)), cut=st.integers(0, 6))
def test_neither_order_nor_batches_matter(tmp_path_factory: pytest.TempPathFactory, order: list[int], cut: int) -> None:
    pages = [
        *pages_of({"a.txt": MEETING, "copy-of-a.txt": MEETING, "b.txt": PROMISE, "c.txt": OTHER}),
        Page("old.txt", OTHER.encode(), url="http://x.example/1", fetched="2021-03-10"),
        Page("new.txt", b"Visit\nCascara met Arland on 2021-03-10.", url="http://x.example/1", fetched="2021-03-11"),
    ]
    folder = tmp_path_factory.mktemp("order")
    with Record(folder / "one.db", way=WAY) as one, Record(folder / "two.db", way=WAY) as two:
        one.add_pages(pages)
        shuffled = [pages[at] for at in order]
        two.add_pages(shuffled[:cut])
        two.add_pages(shuffled[cut:])
        assert export(one) == export(two)


def test_a_page_that_failed_has_another_chance_with_another_engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pages = list(pages_of({"a.txt": MEETING}))
    with Record(tmp_path / "r.db", way=replace(WAY, code=lambda page: Problem(page.source, "the weights are damaged"))) as record:
        record.add_pages(pages)
    with Record(tmp_path / "r.db", way=WAY) as record:
        assert record.add_pages(pages).known_problems == 1
        for module in (intake, storing):
            monkeypatch.setattr(module, "engine_version", lambda: "another")
        assert record.add_pages(pages).coded == 1
        assert record.problems() == []


def test_a_changed_file_is_a_new_version(record: Record) -> None:
    record.add_pages(pages_of({"a.txt": MEETING, "b.txt": OTHER}))
    summary = record.add_pages(pages_of({"a.txt": MEETING.replace("2021-02-04", "2021-02-05")}))
    assert (summary.coded, summary.superseded, summary.events) == (1, 1, 2)
    assert [e.date_range for e in record.events()] == [("2021-02-05", "2021-02-05"), ("2021-03-09", "2021-03-09")]
    assert [counts for _, _, counts in record.versions("a.txt")] == [False, True]
    former = [row for row in record.export(former=True) if "superseded_by" in row]
    assert len(former) == 1
    assert "2021-02-04" in former[0]["article"]["text"]
    record.add_pages(pages_of({"a.txt": MEETING}))  # and back again: nothing is coded, the former version counts
    assert record.events()[0].date_range == ("2021-02-04", "2021-02-04")


def test_a_version_that_cannot_be_coded_takes_no_place(record: Record) -> None:
    record.add_pages(pages_of({"a.txt": MEETING}))
    record.add_pages(pages_of({"a.txt": FAILING}))
    assert len(record.events()) == 1
    assert [p.source for p in record.problems()] == ["a.txt"]


def test_lines_that_move_down_a_file_supersede_nothing(record: Record) -> None:
    record.add_pages(pages_of({"x.jsonl:1": MEETING, "x.jsonl:2": OTHER}))
    summary = record.add_pages(pages_of({"x.jsonl:1": PROMISE, "x.jsonl:2": MEETING, "x.jsonl:3": OTHER}))
    assert (summary.coded, summary.known, summary.superseded, summary.articles) == (1, 2, 0, 3)


def test_pages_of_standard_input_do_not_supersede_one_another(record: Record) -> None:
    record.add_pages(pages_of({"-": MEETING}))
    summary = record.add_pages(pages_of({"-": OTHER}))
    assert (summary.superseded, summary.articles) == (0, 2)


def test_of_one_page_fetched_twice_the_first_counts(record: Record) -> None:
    late, early = (Page("a.txt", MEETING.encode(), url="http://x.example/1", fetched=f"2021-02-0{day}") for day in (9, 5))
    assert record.add_pages([late]).coded == 1
    assert record.add_pages([early]).coded == 1
    assert record.add_pages([late, replace(early, source="b.txt")]).coded == 0
    assert [c.article.fetched for c in record.articles()] == ["2021-02-05"]


def test_workers_give_the_same_record(tmp_path: Path) -> None:
    pages = list(pages_of({f"{n}.txt": MEETING.replace("-04", f"-{n:02d}") for n in range(1, 9)}))
    with Record(tmp_path / "one.db", way=WAY) as one, Record(tmp_path / "two.db", way=WAY) as two:
        one.add_pages(pages)
        two.add_pages(pages, workers=2)
        assert export(one) == export(two)


def test_a_killed_run_goes_on_and_ends_in_the_same_record(tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    for n in range(60):
        (folder / f"{n:02d}.txt").write_text(f"Meeting {n}\nArland met Borduria on 2021-02-{n % 28 + 1:02d}.\n", encoding="utf-8")
    program = "import sys; from record_rooms import SLOW; from communique.record import Record; print('ready', flush=True); Record(sys.argv[1], way=SLOW).add([sys.argv[2]])"
    killed = tmp_path / "killed.db"
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent)}
    with subprocess.Popen([sys.executable, "-c", program, str(killed), str(folder)], stdout=subprocess.PIPE, env=environment) as process:
        assert process.stdout is not None
        process.stdout.readline()
        while articles_in(killed) < 5:
            time.sleep(0.02)
        process.send_signal(signal.SIGKILL)
    with Record(killed, way=WAY) as after, Record(tmp_path / "clean.db", way=WAY) as clean:
        done = sum(1 for _ in after.articles())
        assert 0 < done < 60
        assert after.is_stale
        summary = after.add([str(folder)])
        assert (summary.known, summary.coded) == (done, 60 - done)
        clean.add([str(folder)])
        assert export(after) == export(clean)
        assert not after.is_stale


def test_a_record_among_its_pages_is_no_page(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(MEETING, encoding="utf-8")
    with Record(tmp_path / "r.txt", way=WAY) as record:
        assert record.add([str(tmp_path)]).coded == 1
        assert record.problems() == []


def test_a_run_that_died_before_the_last_step_is_completed_at_once(tmp_path: Path) -> None:
    def dies(*_: object) -> Across:
        raise KeyboardInterrupt

    with Record(tmp_path / "r.db", way=replace(WAY, across=dies)) as record, pytest.raises(KeyboardInterrupt):
        record.add_pages(pages_of({"a.txt": MEETING}))
    with Record(tmp_path / "r.db", way=WAY) as record:
        assert record.events() == []
        assert record.add_pages([]).events == 1
