# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Verify, recode, corrections, former ids."""

import json
import sqlite3
import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from record_rooms import WAY, code, pages_of

from communique.errors import DateError
from communique.model import Coded, Page, Problem
from communique.record import Record, storing
from communique.record import recode as recoding

MEETING = "Kings meet\nArland met Borduria on 2021-02-04."
AGAIN = "More on the kings\nBorduria said: Arland met Borduria on 2021-02-04, with 300 troops."
PAGES = {"a.txt": MEETING, "b.txt": AGAIN, "c.txt": "Grain\nArland promised Borduria grain by 2021-05-01.", "d.txt": "fail"}


@pytest.fixture
def address(tmp_path: Path) -> Path:
    with Record(tmp_path / "r.db", way=WAY) as record:
        record.add_pages(pages_of(PAGES))
    return tmp_path / "r.db"


@pytest.fixture
def record(address: Path) -> Iterator[Record]:
    with Record(address, way=WAY) as record:
        yield record


def faults(address: Path) -> list[tuple[str, str]]:
    with Record(address, way=WAY) as record:
        return [(found.source, found.what) for found in record.verify() if found is not None]


def test_a_sound_record_has_no_fault(record: Record) -> None:
    found = list(record.verify())
    assert found == [None] * 4


def test_one_flipped_byte_of_a_page_is_found(address: Path) -> None:
    with sqlite3.connect(address) as db:
        ((sha, data),) = db.execute("SELECT sha256, data FROM pages WHERE sha256 = (SELECT page_sha256 FROM readings JOIN sources USING (key) WHERE source = 'b.txt')").fetchall()
        page = bytearray(zlib.decompress(data))
        page[40] ^= 1
        db.execute("UPDATE pages SET data = ? WHERE sha256 = ?", (zlib.compress(bytes(page)), sha))
    ((source, what),) = faults(address)
    assert source == "b.txt"
    assert "not those that were read" in what


def test_one_flipped_byte_of_the_packed_page_is_found(address: Path) -> None:
    with sqlite3.connect(address) as db:
        ((sha, data),) = db.execute("SELECT sha256, data FROM pages JOIN readings ON page_sha256 = sha256 JOIN sources USING (key) WHERE source = 'a.txt'").fetchall()
        packed = bytearray(data)
        packed[len(packed) // 2] ^= 4
        db.execute("UPDATE pages SET data = ? WHERE sha256 = ?", (bytes(packed), sha))
    assert [source for source, _ in faults(address)] == ["a.txt"]


@pytest.mark.parametrize("part", ["events.evidence", "events.trigger", "statements.content", "commitments.what", "actors.mentions", "figures.span", "times.span", "article.body"])
def test_one_changed_offset_is_found(address: Path, part: str) -> None:
    kind, name = part.split(".")
    with sqlite3.connect(address) as db:
        for no, noun in db.execute("SELECT no, noun FROM articles ORDER BY no").fetchall():
            form = json.loads(noun)
            held = form["exchange"][kind]
            held = held if kind == "article" else held[0] if held else None
            if held:
                spans = held[name]
                spans = spans if isinstance(spans[0], int) else spans[0]
                spans[1] -= 1
                db.execute("UPDATE articles SET noun = ? WHERE no = ?", (json.dumps(form), no))
                break
    found = faults(address)
    assert found
    assert len({source for source, _ in found}) == 1


def test_a_changed_quote_and_a_changed_text_are_found(address: Path) -> None:
    with sqlite3.connect(address) as db:
        db.execute("UPDATE articles SET quotes = replace(quotes, 'Arland met', 'Arland hit') WHERE headline = 'Kings meet'")
    assert any("the stored quote 'Arland hit" in what for _, what in faults(address))
    with sqlite3.connect(address) as db:
        db.execute("UPDATE articles SET noun = replace(noun, '300 troops', '900 troops')")
    assert {"the stored text is not the one whose digest is stored"} <= {what for source, what in faults(address) if source == "b.txt"}


def test_an_event_without_its_mention_is_found(address: Path) -> None:
    with sqlite3.connect(address) as db:
        db.execute("DELETE FROM articles WHERE headline = 'Kings meet'")
    assert any("which is not in the record" in what for _, what in faults(address))


def shouting(page: Page) -> Coded | Problem:
    """A newer coder: finds no attributed events, and calls the rest surer."""
    coded: Coded | Problem = code(page)
    if isinstance(coded, Problem):
        return coded
    return replace(coded, events=tuple(replace(event, confidence=0.95) for event in coded.events if event.voice == "outlet" and "Cascara" not in coded.article.text))


def test_recode_takes_what_another_engine_coded_and_says_what_changed(address: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Record(address, way=WAY) as record:
        record.add_pages(pages_of({"e.txt": "Visit\nCascara met Arland on 2021-03-09."}))
        assert record.older() == 0
        assert record.recode().coded == 0
    for module in (recoding, storing):
        monkeypatch.setattr(module, "engine_version", lambda: "another")
    with Record(address, way=replace(WAY, code=shouting)) as record:
        assert record.older() == 5
        changes = record.recode()
        assert (changes.coded, len(changes.problems), len(changes.added), len(changes.gone)) == (4, 1, 0, 1)
        ((before, after),) = changes.changed
        assert (before.independent_reports, after.independent_reports, after.confidence) == (2, 1, 0.95)
        assert record.event(before.id) == after
        assert record.older() == 0
        assert record.older(everything=True) == 5
        assert all(found is None for found in record.verify())


def two_mentions(record: Record) -> str:
    (event,) = record.events()
    return " ".join(f"{ref.article}/{ref.event}" for ref in event.mentions)


def test_a_correction_outranks_the_machine_and_survives(record: Record) -> None:
    record.correct(two_mentions(record), "different", by="Ada", reason="two meetings")
    assert len(record.events()) == 2
    record.add_pages(pages_of({"e.txt": "Visit\nCascara met Arland on 2021-03-09."}))
    assert len(record.events()) == 3
    record.recode(everything=True)
    assert len(record.events()) == 3
    assert record.orphans() == []
    assert [row["by"] for row in record.export() if row["kind"] == "judgement"] == ["Ada"]


def test_a_corrected_day_is_given_to_the_page(address: Path) -> None:
    def dated(page: Page) -> Coded | Problem:
        coded: Coded | Problem = code(page)
        return coded if isinstance(coded, Problem) else replace(coded, article=replace(coded.article, published=page.published))

    with Record(address, way=replace(WAY, code=dated)) as record:
        article = record.article("c.txt").article
        record.correct(article.id, "published 2021-04-30", by="Ada", reason="the paper edition")
        assert record.article("c.txt").article.published == "2021-04-30"
        record.correct(article.id, "published 2021-04-29", by="Ben", reason="the day before, in fact")
        record.recode(everything=True)
        assert record.article("c.txt").article.published == "2021-04-29"
        assert record.article("a.txt").article.published is None
        assert record.add_pages(pages_of(PAGES)).coded == 0
        assert [row["by"] for row in record.export() if row["kind"] == "judgement" and row["by"] != "machine"] == ["Ada", "Ben"]
        with pytest.raises(DateError):
            record.correct(article.id, "published in spring", by="Ada", reason="?")


def test_a_correction_follows_its_evidence_to_another_id(address: Path) -> None:
    def renamed(page: Page) -> Coded | Problem:
        coded: Coded | Problem = code(page)
        return coded if isinstance(coded, Problem) else replace(coded, events=tuple(replace(event, id=event.id[:-1] + "z") for event in coded.events))

    with Record(address, way=WAY) as record:
        record.correct(two_mentions(record), "different", by="Ada", reason="two meetings")
    with Record(address, way=replace(WAY, code=renamed)) as record:
        record.recode(everything=True)
        assert all(ref.event.endswith("z") for event in record.events() for ref in event.mentions)
        assert len(record.events()) == 2


def test_a_correction_whose_evidence_is_gone_is_listed(record: Record) -> None:
    record.correct(two_mentions(record), "different", by="Ada", reason="two meetings")
    record.add_pages(pages_of({"b.txt": "Nothing any more\nBorduria is silent."}))
    ((orphan,),) = [record.orphans()]
    assert orphan.judgement.by == "Ada"
    assert [quote for _, _, quote in orphan.missing] == ["Arland met Borduria on 2021-02-04"]


def test_a_former_id_leads_to_what_took_its_place(record: Record) -> None:
    record.correct(two_mentions(record), "different", by="Ada", reason="two meetings")
    former = {event.id for event in record.events()}
    with sqlite3.connect(record.address) as db:
        db.execute("DELETE FROM corrections")
    record.refresh(always=True)
    (event,) = record.events()
    assert {record.event(one).id for one in former} == {event.id}
    (row,) = [row for row in record.export() if row["kind"] == "event"]
    assert {row["id"], *row["aliases"]} == former
