# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Time expressions in sentences: what a weekday means by the verb near it, what stays open without a day, what is no time."""


import datetime
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.annotation import times
from communique.errors import DateError

FRIDAY = "2018-03-16"


def values(text: str, reference: str | None = FRIDAY) -> list[str]:
    return [t.value for t in times(text, reference)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The envoy said on Monday that talks will resume on Thursday.", ["2018-03-12", "2018-03-22"]),
        ("Ministers will meet in Oslo on Tuesday, the spokesman said Wednesday.", ["2018-03-20", "2018-03-14"]),
        ("On Wednesday, the two leaders spoke by telephone.", ["2018-03-14"]),
        ("A summit is scheduled to be held on Monday.", ["2018-03-19"]),
        ("The round ended on Sunday and the next begins on Sunday.", ["2018-03-11", "2018-03-18"]),
        ("They agreed on Friday to meet again in May.", ["2018-03-16", "2018-05"]),
        ("He was elected in May.", ["2017-05"]),
        ("The accord was signed on December 12.", ["2017-12-12"]),
        ("Elections are due in December.", ["2018-12"]),
    ],
)
def test_the_verb_decides_the_direction(text: str, expected: list[str]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on Thursday", ["XXXX-WXX-4"]),
        ("on February 4", ["XXXX-02-04"]),
        ("in late April", ["XXXX-04"]),
        ("last week", ["XXXX-WXX"]),
        ("yesterday", ["XXXX-XX-XX"]),
        ("in the third quarter", ["XXXX-Q3"]),
        ("on 4 February 2021 and in 1953", ["2021-02-04", "1953"]),
    ],
)
def test_without_a_day_values_stay_open(text: str, expected: list[str]) -> None:
    assert values(text, None) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Prime Minister Theresa May spoke to reporters.",
        "The ministers may march on.",
        "A 45-year-old man was held.",
        "They bought 2000 tonnes of rice.",
        "UN Security Council Resolution 1701 was cited.",
        "The team won 3:2.",
        "It gave $1990 to them.",
        "The Daily Telegraph wrote.",
        "The second round fell apart.",
        "The 38,000 soldiers stayed.",
    ],
)
def test_no_time_is_seen_where_none_is(text: str) -> None:
    assert values(text) == []


def test_days_that_share_a_month() -> None:
    assert values("The meeting runs from April 9 to 11.") == ["2018-04-09", "2018-04-11"]
    assert values("They met on 27 and 28 April 2018.") == ["2018-04-27", "2018-04-28"]


def test_what_was_told_before_anchors_what_follows() -> None:
    assert values("They met on March 3, 1998. The next day they signed. That year saw no other accord.") == ["1998-03-03", "1998-03-04", "1998"]


def test_an_impossible_day_is_no_date() -> None:
    assert not [t for t in times("the file 2021-13-45 and 31 February 2021", FRIDAY) if len(t.value) == 10]


def test_a_reference_that_is_no_day_is_an_error() -> None:
    with pytest.raises(DateError):
        times("today", "soon")


PHRASES = (
    "on Monday", "last", "Thursday", "two weeks ago", "in late April 2018",
    ",", ".", "the past three years", "every", "year", "5 p.m.", "will", "said", "March 9 to 11", "half-hour", "1990s",
    "third quarter", "“", "now", "yesterday", "–", "May", "the", "of", "40", "minutes",
)  # fmt: skip
WORDS = st.sampled_from(PHRASES)


@given(st.lists(WORDS, max_size=25).map(" ".join), st.sampled_from([None, FRIDAY]))
def test_spans_are_ordered_apart_and_trimmed(text: str, reference: str | None) -> None:
    found = times(text, reference)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    assert all(text[t.start : t.end] == text[t.start : t.end].strip() != "" for t in found)
    assert all(t.value for t in found)


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    assert all(0 <= t.start < t.end <= len(text) for t in times(text, FRIDAY))


@given(st.dates(min_value=datetime.date(1900, 1, 1), max_value=datetime.date(2049, 12, 31)))
def test_a_full_date_is_read_whatever_the_reference(date: datetime.date) -> None:
    for form in ("%B %d, %Y", "%d %B %Y", "%A, %B %d, %Y", "%Y-%m-%d", "%b. %d, %Y"):
        if form.startswith("%b") and date.month == 5:
            continue  # May takes no point
        text = f"They met on {date.strftime(form)} in Oslo."
        assert values(text) == [date.isoformat()], text


def test_line_breaks_and_odd_spaces_within_an_expression() -> None:
    assert values("on March\n9,\u00a02018 and last\nweek") == ["2018-03-09", "2018-W10"]
