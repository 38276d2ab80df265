# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

import gzip
import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.errors import InputError
from communique.model import Page, Problem
from communique.reading import limits, lines, read


def page(row: object, **fields: str) -> Page | Problem:
    return lines.page("x.jsonl:1", json.dumps(row).encode(), fields)


def test_keys_are_guessed() -> None:
    got = page({"body": "The envoy left.", "link": "https://a.example/1", "headline": "Envoy leaves", "date": "2021-02-04T10:00:00Z", "publisher": {"name": "The Gazette"}})
    assert got == Page(
        source="x.jsonl:1",
        data=b"The envoy left.",
        url="https://a.example/1",
        headline="Envoy leaves",
        published="2021-02-04",
        outlet="The Gazette",
    )


def test_a_mapping_outranks_the_guess() -> None:
    got = page({"text": "teaser", "story": "The envoy left.", "when": "2021-02-04", "date": "1999-01-01"}, text="story", date="when")
    assert isinstance(got, Page)
    assert (got.data, got.published) == (b"The envoy left.", "2021-02-04")


def test_html_is_said_to_be_html() -> None:
    got = page({"html": "<p>The envoy left.</p>"})
    assert isinstance(got, Page)
    assert got.media_type == "text/html"


@pytest.mark.parametrize(("value", "day"), [("20210204", "2021-02-04"), (20210204, "2021-02-04"), ("2021-02-30", None), ("4 February 2021", None), ("last week", None)])
def test_only_a_sure_day_is_taken(value: object, day: str | None) -> None:
    got = page({"text": "The envoy left.", "date": value})
    assert isinstance(got, Page)
    assert got.published == day


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (b"{broken", "not JSON"),
        (b"[1, 2]", "list"),
        (b'{"titel": "x"}', "titel"),
        (b'{"text": "  "}', "no text"),
        (b"[" * 100_000, "not JSON"),
    ],
)
def test_a_bad_line_is_a_problem_that_says_why(line: bytes, words: str) -> None:
    got = lines.page("x.jsonl:1", line, {})
    assert isinstance(got, Problem)
    assert words in got.reason


def test_lines_are_numbered_and_bad_ones_do_not_stop_the_run(tmp_path: Path) -> None:
    file = tmp_path / "rows.jsonl.gz"
    file.write_bytes(gzip.compress(b'{"text": "One."}\n\n{oops\n{"text": "Four."}'))
    found = list(read(file))
    assert [one.source.rsplit(":", 1)[1] for one in found] == ["1", "3", "4"]
    assert [type(one) for one in found] == [Page, Problem, Page]


def test_a_line_that_is_too_long_is_a_problem_and_the_next_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "LARGEST_PAGE_BYTES", 100)
    rows = b'{"text": "' + b"x" * 1000 + b'"}\n{"text": "Two."}\n'
    found = list(lines.pages("r", io.BytesIO(rows), {}))
    assert [(type(one), one.source) for one in found] == [(Problem, "r:1"), (Page, "r:2")]
    monkeypatch.undo()
    assert limits.LARGEST_PAGE_BYTES == 20_000_000


def test_an_unknown_part_is_our_users_fault_before_anything_is_read() -> None:
    with pytest.raises(InputError, match="text, url, title"):
        read("nowhere", fields={"texts": "body"})


@given(st.binary(max_size=200))
def test_no_line_raises(line: bytes) -> None:
    assert isinstance(lines.page("x", line, {}), Page | Problem)


@given(st.text(min_size=1).filter(lambda text: text.strip() != ""))
def test_text_survives(text: str) -> None:
    got = page({"text": text})
    assert isinstance(got, Page)
    assert got.data.decode("utf-8", "surrogatepass") == text
