# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""The text in pieces, and things said in words."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from view_worlds import Sheet

from communique.model import Auxiliary, Coded, EventMention
from communique.views.matters import amount, series, worth
from communique.views.web import say
from communique.views.web.marks import FOLDED, LAYERS, Note, runs

TEXT = "Menu and more\n\nOne paragraph of the body.\n\nAn advert in between\n\nAnother paragraph, the last of them.\n\nThe foot"
SHEET = Sheet(TEXT, "An outlet", None, ["One paragraph of the body.", "Another paragraph, the last of them."])
spans = st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))).map(lambda pair: (min(pair), max(pair)))


@given(st.lists(st.tuples(spans, st.sampled_from(LAYERS)), max_size=12), st.lists(spans, max_size=3))
def test_no_character_is_lost_or_shown_twice_however_notes_cross(given_notes: list[tuple[tuple[int, int], str]], asked: list[tuple[int, int]]) -> None:
    notes = [Note(f"n:{at}", layer, span, "label") for at, (span, layer) in enumerate(given_notes)]  # type: ignore[arg-type]
    found = runs(SHEET.coded().article, notes, asked)
    shown: list[int] = []
    for run in found:
        assert "".join(piece.text for piece in run.pieces) == TEXT[slice(*run.span)]
        for piece in run.pieces:
            shown += range(*piece.span)
            wanted = {note.id for note in notes if note.span[0] < note.span[1] and note.span[0] <= piece.span[0] and piece.span[1] <= note.span[1]}
            assert {note.id for note in piece.notes} == wanted
            assert piece.asked == any(s <= piece.span[0] and piece.span[1] <= e for s, e in asked if s < e) or _joined(piece.span, asked) == piece.asked
    assert shown == sorted(set(shown))
    assert not "".join(char for at, char in enumerate(TEXT) if at not in set(shown)).strip()


def _joined(span: tuple[int, int], asked: list[tuple[int, int]]) -> bool:
    """Whether spans that touch hold it together."""
    return all(any(s <= at < e for s, e in asked) for at in range(*span))


def test_kinds_of_runs() -> None:
    assert [run.kind for run in runs(SHEET.coded().article, [])] == ["rest", "body", "rest", "body", "rest"]


def test_long_boilerplate_is_folded_and_short_is_not() -> None:
    menu = "Menu " * FOLDED
    found = runs(replace(SHEET, text=menu + TEXT).coded().article, [])
    assert [run.folded for run in found] == [True, False, False, False, False]


def test_a_note_begins_where_the_keyboard_stops() -> None:
    start = TEXT.index("paragraph")
    notes = [Note("e:1", "event", SHEET.span("One paragraph of the body."), "an event"), Note("p:1", "actor", (start, start + 9), "an actor")]
    body = runs(SHEET.coded().article, notes)[1]
    assert [(piece.text, piece.begins) for piece in body.pieces] == [("One ", True), ("paragraph", True), (" of the body.", False)]


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (None, "day unknown"),
        (("2021-02-04", "2021-02-04"), "4 February 2021"),
        (("2021-01-19", "2021-01-20"), "19–20 January 2021"),
        (("2021-01-30", "2021-02-02"), "30 January – 2 February 2021"),
        (("2020-12-30", "2021-01-02"), "30 December 2020 – 2 January 2021"),
        (("2021-02-01", "2021-02-28"), "February 2021"),
        (("2021-01-01", "2021-12-31"), "2021"),
        (("soon", "soon"), "soon"),
    ],
)
def test_days_in_words(span: tuple[str, str] | None, words: str) -> None:
    assert say.days(span) == words


@pytest.mark.parametrize(("iso", "words"), [("PT30M", "30 minutes"), ("PT1H30M", "1 hour 30 minutes"), ("P2D", "2 days"), (None, None), ("an hour", "an hour"), ("P", "P")])
def test_durations_in_words(iso: str | None, words: str | None) -> None:
    assert say.duration(iso) == words


@pytest.mark.parametrize(("confidence", "word"), [(0.95, "high"), (0.85, "high"), (0.84, "fair"), (0.6, "fair"), (0.59, "low"), (0.0, "low")])
def test_confidence_in_words(confidence: float, word: str) -> None:
    assert say.sure(confidence) == word


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "//x.example", "http://[broken", "", None, "file:///etc/passwd", "https:"])
def test_what_is_no_link_to_the_web(address: str | None) -> None:
    assert say.safe_link(address) is None


def test_a_link_to_the_web_is_kept() -> None:
    assert say.safe_link("https://x.example/a?b=c") == "https://x.example/a?b=c"


@pytest.mark.parametrize(
    ("source", "name"), [("pages/17.txt", "17.txt"), ("C:\\news\\a.html", "a.html"), ("pages.zip!in/a.html", "a.html"), ("AP/Reuters", "AP/Reuters"), ("Daily.News", "Daily.News")]
)
def test_a_page_without_an_outlet_is_called_by_its_file(source: str, name: str) -> None:
    assert say.file_name(source) == name


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a word", "“a word”"),
        ("“a word”", "“a word”"),
        ("“a” and b", "““a” and b”"),
        ("", "“”"),
        (", and left;", "“and left”"),
        ("— “a” b,", "““a” b”"),
        ("...", "“...”"),
        ("“I wanted to thank him", "“I wanted to thank him”"),
    ],
)
def test_quotation_marks_are_not_doubled(text: str, shown: str) -> None:
    assert say.quoted(text) == shown


@given(st.text(), st.integers(5, 60))
def test_a_cut_text_is_one_line_within_its_limit(text: str, limit: int) -> None:
    cut = say.clip(text, limit)
    assert len(cut) <= limit
    assert "\n" not in cut
    if len(say.one_line(text)) <= limit:
        assert cut == say.one_line(text)


def report(published: str, day: str, evidence: str, *, auxiliary: tuple[Auxiliary, ...] = (), duration: str | None = None) -> tuple[Coded, EventMention]:
    sheet = Sheet(f"The story. {evidence}", "The Tidewater Post", published, ("The story.",))
    sheet.event("CONSULT", evidence, (sheet.who("Story", None),), days=(day, day), auxiliary=auxiliary, duration=duration)
    return sheet.coded(), sheet.events[0]


def test_the_report_to_quote_is_news_and_tells_most() -> None:
    news = report("2031-03-05", "2031-03-04", "They spoke for half an hour", duration="PT30M")
    short = report("2031-03-05", "2031-03-04", "They spoke")
    background = report("2031-03-05", "2031-03-04", "They had spoken for an hour", auxiliary=("historical",), duration="PT1H")
    late = report("2031-04-20", "2031-03-04", "They spoke in March for long", duration="PT1H")
    assert min((late, short, background, news), key=lambda one: worth(one[0], one[1], "CONSULT")) is news
    assert min((late, background, short), key=lambda one: worth(one[0], one[1], "CONSULT")) is short
    asked = (news[0], replace(news[1], event_type="REQUEST"))
    assert min((asked, background), key=lambda one: worth(one[0], one[1], "CONSULT")) is background


@pytest.mark.parametrize(
    ("order", "count", "said"),
    [("third", None, "told as the third"), ("first since 2008", 2, "told as the first since 2008, took place 2 times"), (None, 3, "took place 3 times"), (None, None, None)],
)
def test_a_place_in_a_series_in_words(order: str | None, count: int | None, said: str | None) -> None:
    assert series(order, count) == said


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("12345670000 USD", "12,345.67 million USD"),
        ("689000000 USD", "689 million USD"),
        ("1500000000 EUR", "1.5 billion EUR"),
        ("7000000000000", "7 trillion"),
        ("1000000000000000", "1,000 trillion"),
        ("1234567", "1,234,567"),
        ("28500", "28,500"),
        ("two", "two"),
    ],
)
def test_an_amount_loses_no_digit(text: str, shown: str) -> None:
    assert amount(text) == shown
