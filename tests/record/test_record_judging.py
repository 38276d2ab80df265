# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""What persons judge: contradictions, circles, pages that go and come back, words taken back. Nothing is lost, and each case is told."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from record_rooms import WAY, code, pages_of
from typer.testing import CliRunner

from communique import pipeline
from communique.cli import app
from communique.errors import RecordError
from communique.model import Across, Coded, Judgement, Page, Problem
from communique.record import Record

TALKS = {f"{name}.txt": f"Talks {name}\nArland met Borduria on {day}." for name, day in (("a", "2021-02-04"), ("b", "2021-02-08"), ("c", "2021-02-12"))}


def across(pages: Sequence[Coded], corrections: Sequence[Judgement]) -> Across:
    """The small rooms, with the real merging between them."""
    pages = sorted(pages, key=lambda page: page.article.id)
    links = pipeline.door("identity", "link")(pages)
    events, judgements = pipeline.door("merging", "merge")(pages, (), links, corrections)
    return Across((), (), links, events, judgements, (), ())


REAL = replace(WAY, across=across)


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with Record(tmp_path / "r.db", way=REAL) as found:
        found.add_pages(pages_of(TALKS))
        yield found


def at(record: Record, source: str) -> str:
    """The event that a page tells of."""
    coded = record.article(source)
    return record.event(coded.events[0].id).id


def mention(record: Record, source: str) -> str:
    coded = record.article(source)
    return f"{coded.article.id}/{coded.events[0].id}"


def states(record: Record) -> list[tuple[str, str]]:
    return [(one.judgement.by, one.state) for one in record.judgements()]


def test_a_merge_and_a_split_hold_through_a_rebuild(record: Record) -> None:
    a, b = at(record, "a.txt"), at(record, "b.txt")
    record.merge([a, b], by="Ada", reason="the talks went on")
    assert at(record, "a.txt") == at(record, "b.txt") != at(record, "c.txt")
    assert {record.event(a).id, record.event(b).id} == {at(record, "a.txt")}
    record.refresh(always=True)
    assert len(record.events()) == 2
    record.split(at(record, "a.txt"), [record.article("b.txt").article.id], by="Ben", reason="they had gone home")
    record.refresh(always=True)
    assert len(record.events()) == 3
    assert states(record) == [("Ada", "overruled"), ("Ben", "holds")]


def test_of_two_persons_who_contradict_one_another_the_later_holds_and_is_told_whom_it_overrules(record: Record) -> None:
    pair = f"{mention(record, 'a.txt')} {mention(record, 'b.txt')}"
    first = record.correct(pair, "different", by="Ada", reason="two days", when="2026-01-01")
    second = record.correct(pair, "same", by="Ben", reason="one meeting", when="2026-01-02")
    assert at(record, "a.txt") == at(record, "b.txt")
    (lost,) = record.overruled_by(second)
    assert lost.judgement == first
    assert "Ben (2026-01-02) judged later" in lost.because
    assert record.overruled_by(first) == []
    assert len([row for row in record.export() if row["kind"] == "judgement" and row["by"] in ("Ada", "Ben")]) == 2


def test_a_merge_that_would_close_a_circle_with_a_split_leaves_the_earliest_out(record: Record) -> None:
    a, b, c = (mention(record, f"{name}.txt") for name in "abc")
    record.correct(f"{a} {b}", "same", by="Ada", reason="one", when="2026-01-01")
    record.correct(f"{a} {c}", "different", by="Ben", reason="two", when="2026-01-02")
    closing = record.correct(f"{b} {c}", "same", by="Cleo", reason="one", when="2026-01-03")
    assert at(record, "b.txt") == at(record, "c.txt") != at(record, "a.txt")
    assert states(record) == [("Ada", "overruled"), ("Ben", "holds"), ("Cleo", "holds")]
    assert [one.judgement.by for one in record.overruled_by(closing)] in ([], ["Ada"])
    record.retract(record.judgements()[1].id, by="Ben", reason="I had misread")
    assert len(record.events()) == 1
    assert [state for _, state in states(record)] == ["holds", "retracted", "holds", "holds"]


def test_a_judgement_about_a_withdrawn_page_waits_and_holds_again_when_it_is_back(record: Record) -> None:
    record.merge([at(record, "a.txt"), at(record, "b.txt")], by="Ada", reason="the talks went on")
    record.withdraw("b.txt", by="Ben", reason="a hoax")
    assert len(record.events()) == 2
    assert record.counts()["articles"] == 2
    assert states(record) == [("Ada", "waiting"), ("Ben", "holds")]
    assert "no longer in the record" in record.judgements()[0].because
    assert all(fault is None for fault in record.verify())
    record.retract(record.judgements()[1].id, by="Ben", reason="it was no hoax")
    assert at(record, "a.txt") == at(record, "b.txt")
    assert [state for _, state in states(record)] == ["holds", "retracted", "holds"]


def test_what_is_left_of_a_judgement_holds_when_one_of_three_pages_is_withdrawn(record: Record) -> None:
    record.correct(" ".join(mention(record, f"{name}.txt") for name in "abc"), "same", by="Ada", reason="one round")
    record.withdraw("c.txt", by="Ben", reason="a hoax")
    assert len(record.events()) == 1
    assert states(record)[0] == ("Ada", "in part")


def test_a_withdrawn_newer_version_brings_no_older_one_back(record: Record) -> None:
    record.add_pages(pages_of({"a.txt": "Talks a, corrected\nArland met Cascara on 2021-02-04."}))
    record.withdraw("a.txt", by="Ada", reason="a hoax")
    assert {coded.article.source for coded in record.articles()} == {"b.txt", "c.txt"}


def test_a_retraction_taken_back_restores_what_it_took(record: Record) -> None:
    merged = record.merge([at(record, "a.txt"), at(record, "b.txt")], by="Ada", reason="the talks went on")
    record.retract(record.judgements()[0].id, by="Ada", reason="no")
    assert len(record.events()) == 3
    record.retract(record.judgements()[1].id, by="Ada", reason="yes")
    assert len(record.events()) == 2
    assert record.judgements()[0].judgement == merged


@pytest.mark.parametrize(("by", "reason"), [("", "why"), ("Ada", "  ")])
def test_a_judgement_without_name_or_reason_is_refused(record: Record, by: str, reason: str) -> None:
    with pytest.raises(RecordError, match="a name and a reason"):
        record.merge([at(record, "a.txt"), at(record, "b.txt")], by=by, reason=reason)
    assert record.judgements() == []


def test_what_cannot_be_merged_split_or_retracted_says_why(record: Record) -> None:
    one = at(record, "a.txt")
    with pytest.raises(RecordError, match="one event already"):
        record.merge([one, one], by="Ada", reason="?")
    with pytest.raises(RecordError, match="leave some"):
        record.split(one, [record.article("a.txt").article.id], by="Ada", reason="?")
    with pytest.raises(RecordError, match="has no report"):
        record.split(one, ["a:nowhere"], by="Ada", reason="?")
    with pytest.raises(RecordError, match="no judgement"):
        record.retract("j:nowhere", by="Ada", reason="?")


def test_the_commands(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("communique.record.record.Way", lambda: REAL)
    monkeypatch.setattr(pipeline, "code_page", code)

    def shown(*arguments: str) -> str:
        result = CliRunner().invoke(app, list(arguments), env={"COMMUNIQUE_RECORD": record.address})
        assert result.exit_code == 0, result.output
        return str(result.stdout)

    assert "nobody has judged" in shown("judgements")
    signed = ("--by", "Ada", "--reason", "the talks went on")
    assert "one event now" in shown("merge", at(record, "a.txt"), at(record, "b.txt"), *signed)
    told = shown("split", at(record, "a.txt"), record.article("b.txt").article.id, "--by", "Ben", "--reason", "they had gone home")
    assert "2 events now" in told
    assert "this overrules Ada's judgement" in told
    assert "counts no more; 2 judgements rest on it" in shown("withdraw", "b.txt", "--by", "Ben", "--reason", "a hoax")
    listed = shown("judgements")
    assert [line.split()[0].rstrip(":") for line in listed.splitlines()[2::3]] == ["waiting", "waiting", "holds"]
    assert "holds no more" in shown("retract", listed.splitlines()[6].split()[0], "--by", "Ben", "--reason", "no hoax")
    assert '"state": "overruled"' in shown("judgements", "--json")
    assert [line[:10] for line in shown("series", "ARL-BOR").splitlines()] == ["2021-02-01", "2021-02-08"]
    assert '"changes": []' in shown("series", "ARL-BOR", "--json")
    assert "the record holds no dated events" in shown("series", "ARL-CAS")
    assert "hang together" in shown("storylines")


def test_a_dyads_weeks_leave_out_what_was_only_planned(record: Record) -> None:
    found = record.series(("ARL", "BOR"))
    assert [(week.first, week.events) for week in found.weeks] == [("2021-02-01", 1), ("2021-02-08", 2)]
    assert found.changes == ()

    def planned(page: Page) -> Coded | Problem:
        coded: Coded | Problem = code(page)
        return coded if isinstance(coded, Problem) else replace(coded, events=tuple(replace(e, auxiliary=("future",)) for e in coded.events))

    with Record(record.address, way=replace(REAL, code=planned)) as again:
        again.add_pages(pages_of({"d.txt": "Plans\nArland met Borduria on 2021-03-01."}))
        assert len(again.events()) == 4
        assert again.series(("ARL", "BOR")).weeks == found.weeks
