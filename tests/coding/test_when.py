# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

import pytest
from tests.coding.build import annotated, word

from communique.coding.when import When, days_of, when
from communique.model import Timex


def ask(text: str, trigger: str, *, before: str = "", background: bool = False, ahead: bool = False, published: str | None = "2021-02-04") -> When:
    """The day of an event told by a sentence, which may have others before it."""
    doc = annotated(before + text, published)
    whole = (len(before), len(before + text))
    return when(doc, clause=whole, sentence=whole, trigger=word(doc, trigger), statement=None, background=background, ahead=ahead)


def test_its_own_time_expression_comes_first() -> None:
    told = ask("The two presidents met on 12 January 2021 in Oslo.", "met")
    assert told.date == "2021-01-12"
    assert told.range == ("2021-01-12", "2021-01-12")
    assert "12 January 2021" in told.basis[0]


def test_a_time_that_only_bounds_it_is_not_its_day() -> None:
    told = ask("The two presidents met for the first time since the vote on 20 January 2021.", "met")
    assert told.date is None
    assert told.range == ("2021-02-03", "2021-02-04")


def test_without_a_time_it_is_the_page_s_day_or_the_one_before() -> None:
    told = ask("The two presidents met in Oslo.", "met")
    assert told.date is None
    assert told.range == ("2021-02-03", "2021-02-04")


def test_without_a_time_it_is_the_day_of_the_news_that_the_story_begins_with() -> None:
    told = ask("The envoy praised the port workers.", "praised", before="The two presidents spoke by phone on Tuesday. ")
    assert told.date == "2021-02-02"
    assert told.basis == ("no day is given: the day of the story's news, “Tuesday”, at its head",)


def test_a_time_of_another_word_is_not_its_day() -> None:
    told = ask("The minister promised aid for their March 2019 election.", "promised")
    assert told.range == ("2021-02-03", "2021-02-04")


def test_background_without_a_time_stays_undated() -> None:
    told = ask("The two presidents met in Oslo.", "met", background=True)
    assert told.range is None
    assert told.basis == ("told as background, without a time",)


def test_a_page_without_a_date_leaves_its_events_without_one() -> None:
    assert ask("The two presidents met in Oslo.", "met", published=None).range is None


def test_a_duration_is_kept() -> None:
    assert ask("The presidents spoke for 35 minutes by phone.", "spoke").duration == "PT35M"


@pytest.mark.parametrize(
    ("words", "value", "days"),
    [
        ("late April", "2018-04", ("2018-04-21", "2018-04-30")),
        ("early May", "2018-05", ("2018-05-01", "2018-05-10")),
        ("in mid-June", "2018-06", ("2018-06-11", "2018-06-20")),
        ("April", "2018-04", ("2018-04-01", "2018-04-30")),
        ("the late 1990s", "199", ("1995-01-01", "1999-12-31")),
        ("the 1990s", "199", ("1990-01-01", "1999-12-31")),
        ("Monday morning", "2018-04-02TMO", ("2018-04-02", "2018-04-02")),
    ],
)
def test_days_of_a_time_expression(words: str, value: str, days: tuple[str, str]) -> None:
    assert days_of(words, Timex((0, len(words)), "DATE", value)) == days


@pytest.mark.parametrize("value", ["PAST_REF", "XXXX-WXX-5", "P2Y", "2018-13", ""])
def test_what_names_no_day_gives_none(value: str) -> None:
    assert days_of("x", Timex((0, 1), "DATE", value)) is None


def test_times_in_a_row_are_one_range() -> None:
    assert ask("The leaders of Chile and Peru met three times in 2018 and 2019.", "met").range == ("2018-01-01", "2019-12-31")
