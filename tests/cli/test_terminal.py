# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from communique.views.terminal.screen import Screen, joined, length_of_time, margin_of_days, quoted, short, span_of_days, who_to_whom


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def drawn(width: int, *parts: str, margin: str = "", indent: int = 12, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.setenv("COLUMNS", str(width))
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("NO_COLOR", "1")
    file = Terminal()
    Screen(file).line(*parts, indent=indent, margin=margin)
    return re.sub(r"\x1b\[[0-9;]*m", "", file.getvalue()).splitlines()


@given(words=st.lists(st.text("abcé한", min_size=1, max_size=12), min_size=1, max_size=40), width=st.integers(40, 120))
def test_lines_are_wrapped_under_their_indent(words: list[str], width: int) -> None:
    with pytest.MonkeyPatch.context() as monkeypatch:
        lines = drawn(width, " ".join(words), margin="2021-02-04", monkeypatch=monkeypatch)
    assert lines[0].startswith("2021-02-04  ")
    assert all(line.startswith(" " * 12) for line in lines[1:])
    assert all(cell_len(line) <= width for line in lines)
    assert "".join("".join(line[12:].split()) for line in lines) == "".join(words)


def test_a_separator_stays_with_what_it_follows(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = drawn(40, joined(["a" * 14, "b" * 14, "c" * 14]), monkeypatch=monkeypatch)
    assert [line.strip() for line in lines] == ["a" * 14 + " ·", "b" * 14 + " ·", "c" * 14]


def test_through_a_pipe_a_line_stays_one() -> None:
    file = io.StringIO()
    Screen(file).line(("word " * 100, "bold"), indent=12)
    assert file.getvalue() == " " * 12 + ("word " * 100).rstrip() + "\n"


@pytest.mark.parametrize(
    ("days", "text", "margin"),
    [
        (("2021-02-04", "2021-02-04"), "2021-02-04", ("2021-02-04", "")),
        (("2021-02-01", "2021-02-28"), "2021-02", ("2021-02", "")),
        (("2021-01-01", "2021-12-31"), "2021", ("2021", "")),
        (("2021-02-01", "2021-03-03"), "2021-02-01/2021-03-03", ("2021-02-01", "–2021-03-03")),
        (None, "no date", ("no date", "")),
    ],
)
def test_days(days: tuple[str, str] | None, text: str, margin: tuple[str, str]) -> None:
    assert span_of_days(days) == text
    assert margin_of_days(days) == margin


@pytest.mark.parametrize(("iso", "said"), [("PT30M", "30 minutes"), ("PT1H30M", "1 hour 30 minutes"), ("P2D", "2 days"), ("PXD", "PXD"), ("28500", "28500"), ("P", "P")])
def test_durations(iso: str, said: str) -> None:
    assert length_of_time(iso) == said


def test_quotes_are_cut_at_a_word_and_marked_once() -> None:
    assert quoted("“I wanted to thank him") == "“I wanted to thank him”"
    assert quoted("“No”, she said") == "““No”, she said”"
    assert quoted("one  two\nthree") == "“one two three”"
    assert quoted("one two three four", 12) == "“one two …”"
    assert quoted('"one two"') == '"one two"'


def test_ids_and_parties() -> None:
    assert short("E:0123456789ab") == "E:012345678"
    assert who_to_whom(["a", "b"], ["c"], {"a": "A", "c": "C"}) == "A, b → C"
    assert who_to_whom([], [], {}) == "unknown"


def test_a_quotation_shows_its_pages_its_way_and_the_words_changed_here() -> None:
    from communique.model import Article, Change, Quotation, SpanRef, StatementRef
    from communique.views.terminal.listing import printings

    text = "I will not sign a document"
    article = Article(
        id="a:2", url=None, source="-", outlet="Osby Gazette", outlet_country=None, headline=None, byline=(), dateline=None, published=None, published_range=None,
        published_basis=(),
        language="en", credits=(), text=text, text_sha256="", body=((0, len(text)),),
    )  # fmt: skip
    quotation = Quotation(
        "q:1",
        (StatementRef("a:1", "s:1"), StatementRef("a:2", "s:2")),
        paraphrases=(StatementRef("a:3", "s:3"),),
        changes=(Change(SpanRef("a:2", (18, 26)), "paper"), Change(SpanRef("a:1", (0, 1)), "you")),
        lineage=("Lusa", "Osby Gazette"),
    )
    shown = printings(quotation, article)
    assert shown.startswith("one quotation on 2 pages: Lusa, Osby Gazette; told in other words on 1 page; here ")
    assert "document" in shown
    assert "paper" in shown
    assert "you" not in shown
