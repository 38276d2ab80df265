# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from record_rooms import WAY, pages_of

from communique.errors import RecordError
from communique.record import Filter, Promises, Record, open_record
from communique.record.words import asked, folded, places

MEETING = "Kings meet\nArland met Borduria on 2021-02-04.\nBorduria said: Arland met Borduria on 2021-02-04, with 300 troops."
PAGES = {
    "a.txt": MEETING,
    "b.txt": "Grain\nArland promised Borduria grain by 2021-05-01.\nBorduria promised Cascara timber by 2022-05-01.",
    "c.txt": "Élysée visit\nCascara met Arland on 2021-03-09.",
    "d.txt": "fail",
}


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    with Record(tmp_path_factory.mktemp("r") / "r.db", way=WAY) as record:
        record.add_pages(pages_of(PAGES))
        yield record


@pytest.mark.parametrize(
    ("asked_for", "days"),
    [
        (Filter(), ["2021-02-04", "2021-03-09"]),
        (Filter(countries=("CAS",)), ["2021-03-09"]),
        (Filter(countries=("CAS", "BOR")), ["2021-02-04", "2021-03-09"]),
        (Filter(dyad=("BOR", "ARL")), ["2021-02-04"]),
        (Filter(dyad=("BOR", "CAS")), []),
        (Filter(types=("ASSAULT",)), []),
        (Filter(types=("ASSAULT", "CONSULT"), mode="visit"), ["2021-02-04", "2021-03-09"]),
        (Filter(mode="phone"), []),
        (Filter(first="2021-02-05"), ["2021-03-09"]),
        (Filter(last="2021-03-08"), ["2021-02-04"]),
        (Filter(voice="attributed"), ["2021-02-04"]),
        (Filter(min_confidence=0.91), []),
        (Filter(storyline="t:1", countries=("BOR",)), ["2021-02-04"]),
    ],
)
def test_events_are_those_asked_for(record: Record, asked_for: Filter, days: list[str]) -> None:
    assert [event.date_range[0] for event in record.events(asked_for) if event.date_range] == days


@pytest.mark.parametrize(
    ("asked_for", "what"),
    [
        (Promises(), {"grain", "timber"}),
        (Promises(by="ARL"), {"grain"}),
        (Promises(to="CAS"), {"timber"}),
        (Promises(by="CAS"), set()),
        (Promises(due_before="2021-05-02"), {"grain"}),
        (Promises(due_before="2021-05-01"), set()),
        (Promises(status="done"), set()),
        (Promises(kind="pledge", status="open", voice="outlet"), {"grain", "timber"}),
    ],
)
def test_commitments_are_those_asked_for(record: Record, asked_for: Promises, what: set[str]) -> None:
    assert {one.what for one in record.commitments(asked_for)} == what


def test_ids_are_found_by_their_beginning(record: Record) -> None:
    event = record.events()[0]
    assert record.event(event.id) == event
    assert record.event(event.id[:8]) == event
    assert record.event(event.id[2:9]) == event
    assert record.event(event.mentions[0].event) == event
    with pytest.raises(RecordError, match="communique timeline"):
        record.event("zz")
    with pytest.raises(RecordError, match="may be any of 2 events"):
        record.event("E:")


def test_reports_and_undertakings_show_their_words(record: Record) -> None:
    event = record.events(Filter(dyad=("ARL", "BOR")))[0]
    assert {coded.quote(mention.evidence) for coded, mention in record.reports(event)} == {"Arland met Borduria on 2021-02-04"}
    promise = record.commitments(Promises(by="ARL"))[0]
    assert [coded.quote(mention.what) for coded, mention in record.undertakings(promise)] == ["grain"]


def test_actors_are_found_by_name(record: Record) -> None:
    assert record.actor("arland").country == "ARL"
    with pytest.raises(RecordError, match="communique actors"):
        record.actor("Sylvania")


def test_articles_are_found_by_source_and_id(record: Record) -> None:
    coded = record.article("c.txt")
    assert coded.article.headline == "Élysée visit"
    assert record.article(coded.article.id[:7]) == coded
    assert record.linked(coded.article.id)[coded.actors[0].id] == (record.actor("Arland").id,)


@pytest.mark.parametrize(
    ("words", "options", "sources"),
    [
        ("troops", {}, ["a.txt"]),
        ("elysee visits", {}, ["c.txt"]),
        ('"Borduria on 2021"', {}, ["a.txt"]),
        ('"Borduria Arland"', {}, []),
        ("met troop", {"said_by": "Borduria"}, ["a.txt"]),
        ("troops", {"said_by": "Arland"}, []),
        ("promised", {"about": "Cascara"}, ["b.txt"]),
        ("met", {"about": "Cascara"}, ["c.txt"]),
        ("", {"said_by": "Borduria"}, ["a.txt"]),
    ],
)
def test_search(record: Record, words: str, options: dict[str, str], sources: list[str]) -> None:
    hits = list(record.search(words, **options))
    assert [hit.article.source for hit in hits] == sources
    for hit in hits:
        assert all(hit.span[0] <= start < end <= hit.span[1] for start, end in hit.found)


def test_a_hit_names_who_said_it(record: Record) -> None:
    (hit,) = record.search("troops")
    assert hit.speakers == ("Borduria",)
    assert hit.article.text[slice(*hit.found[0])] == "troops"
    assert hit.quotation is not None
    assert (hit.article.id, hit.statement and hit.statement.id) in {(ref.article, ref.statement) for ref in hit.quotation.statements}


def test_a_passage_that_nobody_said_is_no_quotation(record: Record) -> None:
    assert [hit.quotation for hit in record.search("elysee visits")] == [None]


@pytest.mark.parametrize(
    ("one", "other"),
    [("pledges", "pledged"), ("summits", "summit"), ("Élysée’s", "elysee"), ("agreeing", "agreed"), ("stopped", "stop"), ("countries", "country"), ("passing", "passed")],
)
def test_forms_of_a_word_are_one_term(one: str, other: str) -> None:
    assert folded(one) == folded(other)


@pytest.mark.parametrize(("one", "other"), [("red", "reed"), ("king", "kin"), ("Ming", "min"), ("crisis", "cris"), ("bus", "bu")])
def test_words_that_only_look_alike_stay_apart(one: str, other: str) -> None:
    assert folded(one) != folded(other)


def test_questions_hold_words_and_phrases() -> None:
    assert asked('summit "close cooperation" Xi’s') == [["summit"], ["clos", "cooperation"], ["xi"]]


@given(st.lists(st.sampled_from(["met", "the", "King", "troops", "é", "x"]), min_size=1, max_size=8), st.data())
def test_a_run_of_words_is_found_where_it_stands(words: list[str], data: Any) -> None:
    text = " ".join(words)
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first + 1, len(words)))
    found = places([folded(word) for word in words[first:last]], text)
    at = len(" ".join(words[:first])) + (first > 0)
    assert (at, at + len(" ".join(words[first:last]))) in found


def test_what_is_not_a_record_says_the_next_step(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="communique build PAGES"):
        open_record(tmp_path / "none.db")
    text = tmp_path / "notes.db"
    text.write_text("no database at all, only some words that are long enough", encoding="utf-8")
    with pytest.raises(RecordError, match="cannot be used as a record"):
        open_record(text, make=True)
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as db:
        db.execute("CREATE TABLE birds (name TEXT)")
    with pytest.raises(RecordError, match="not a Communique record"):
        open_record(other, make=True)
    with pytest.raises(RecordError, match="is a folder"):
        open_record(tmp_path)
    with pytest.raises(RecordError, match="does not exist"):
        open_record(tmp_path / "no" / "r.db", make=True)
    with pytest.raises(RecordError, match="postgresql://user@host/name"):
        open_record("birds://x")


def test_a_record_of_another_version_is_refused(tmp_path: Path) -> None:
    Record(tmp_path / "r.db", way=WAY).close()
    with sqlite3.connect(tmp_path / "r.db") as db:
        db.execute("UPDATE meta SET value = '99' WHERE name = 'schema'")
    with pytest.raises(RecordError, match="record version 99"):
        open_record(tmp_path / "r.db")
