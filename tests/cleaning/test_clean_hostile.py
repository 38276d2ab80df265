# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Pages that nobody means well with: an article or a problem, in bounded time."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.cleaning.clean_pages import PARAGRAPHS, paragraphs_html

from communique.cleaning import clean
from communique.cleaning.rendering import render
from communique.model import Article, Page, Problem

INSIDE = paragraphs_html()
BOMB = (
    '<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in ("ab", "bc", "cd", "de", "ef", "fg"))
    + "]><html><body><p>&g;&g;&g;</p>"
)
LONGEST_SECONDS = 2.0  # of the processor's time; each takes under 1 on the machine it was written on, most under a half


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 100_000 + INSIDE,
        "<html><body>" + "<b><i>" * 50_000 + INSIDE + "</i></b>" * 50_000,
        BOMB + INSIDE,
        "<html><body>" + "<table><tr><td>" * 3000 + INSIDE,
        "<html><body><p " + 'a="b" ' * 100_000 + ">" + INSIDE,
        "<html><body>" + INSIDE + "<!-- " * 50_000,
        '<html><script type="application/ld+json">' + "[" * 50_000 + "</script>" + INSIDE,
        "<html><body><p>" + "&amp;" * 100_000 + INSIDE,
        "<html><body>" + INSIDE + "<script>" * 20_000,
        "<html><body>" + INSIDE + "<p " + 'a="b" ' * 1_000_000 + ">x</p>",
        "<html><body>" + INSIDE + "<p " + "a/" * 500_000 + ">x</p>",
        "<html><body>" + INSIDE + "<i></i>" * 150_000,
        "<html><body>" + INSIDE + '<script type="application/ld+json">[' + ",".join(['{"@type":"NewsArticle","datePublished":"2021-03-09"}'] * 50) + "]</script>" * 200,
    ],
    ids=["deep", "deep and closed", "entity bomb", "tables", "attributes", "comments", "json", "entities", "scripts", "many attributes", "bare attributes", "empty tags", "days"],
)
def test_hostile_markup_leaves_the_body_to_be_found(page: str) -> None:
    begun = time.process_time()
    found = clean(Page(source="x", data=page.encode()))
    assert time.process_time() - begun < LONGEST_SECONDS
    assert isinstance(found, Article)
    assert PARAGRAPHS[0] in found.body_text


@pytest.mark.parametrize(
    "page",
    [
        "word and the other " * 550_000,
        "x" * 10_000_000,
        "The talks\n" * 60_000,
        "<html>" + "<" * 400_000,
        "(" * 300_000,
        "\n" * 4_000_001,
        "<html><body>" + "<p>The talks were held, it said.</p>" * 25_000,
        "<html><body><p>" + "&amp;" * 2_000_000,
        "<html><body><p>" + "&#x41;" * 1_500_000,
        "<html><body><p>" + "a\xad" * 2_000_000,
        "<html><body>" + INSIDE + "<b>a</b>" * 500_000,
    ],
    ids=["one line", "one word", "many lines", "open tags", "brackets", "line ends", "many paragraphs", "entities", "numeric entities", "soft hyphens", "tags"],
)
def test_what_is_no_page_is_a_problem_soon(page: str) -> None:
    begun = time.process_time()
    found = clean(Page(source="x", data=page.encode()))
    assert time.process_time() - begun < LONGEST_SECONDS
    assert isinstance(found, Problem)


@pytest.mark.parametrize(
    "text",
    [
        "4 May 2021, " * 2_400,
        "in May, in June 2003, " * 1_300,
        "Monday 1 May " * 2_200,
        "x" * 29_000 + " said Minister Brenn",
        "a.b'" * 7_000 + " said",
        " ".join(f"{said} {month} {day}," for said in ("will meet on", "met on", "the talks of") for month in ("June", "July", "August", "October") for day in range(1, 29)),
    ],
    ids=["days", "months", "weekdays", "one word", "dotted words", "calendar"],
)
def test_a_text_that_tells_of_nothing_but_days_or_names_is_dated_soon(text: str) -> None:
    clean(Page(source="warm", data=PARAGRAPHS[0].encode()))
    begun = time.process_time()
    clean(Page(source="x", data=text.encode()))
    assert time.process_time() - begun < 0.5 * LONGEST_SECONDS


@pytest.mark.parametrize("unit", ['<a "', "<a '\"", "<!-- >", "<script>", "<p", "<!", "</", "&#", "<a b='"])
def test_rendering_takes_linear_time(unit: str) -> None:
    def seconds(count: int) -> float:
        page = "<html>" + unit * count + ">"
        begun = time.process_time()
        render(page)
        return time.process_time() - begun

    render("<p>warm</p>")
    assert seconds(160_000) < 40 * max(seconds(10_000), 0.005)  # sixteen times the page; quadratic would be 256 times the time


PIECES = ("9 March 2021 ", "By Anna Novak and ", "© A ", "Home » ", "(AP ", "a | ", "“", "HARROW ", "<p>", "<!-- ", "&#x41;", "talks, ", "Sept. 4 ", "\u200b")


@settings(max_examples=8, deadline=None)
@given(st.sampled_from(PIECES), st.sampled_from(PIECES), st.booleans())
def test_two_pieces_told_thousands_of_times_take_bounded_time(one: str, other: str, lines: bool) -> None:
    text = ("\n" if lines else "").join([one + other] * 4_000) + "\n" + PARAGRAPHS[0]
    begun = time.process_time()
    clean(Page(source="x", data=text.encode()))
    assert time.process_time() - begun < LONGEST_SECONDS
