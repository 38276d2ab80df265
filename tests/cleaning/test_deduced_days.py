# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""The days of pages that print none, from their text: terms of office, months and days looked ahead to or back on, and what leaves them open."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.cleaning.daywords import printed
from communique.cleaning.deducing import WIDEST, deduce
from communique.cleaning.holders import holders
from communique.cleaning.mentions import Mention, look, mentions, sentence_of
from communique.cleaning.published import weigh
from communique.dates import width

CALL = (
    "Chinese Premier Wen Jiabao and Israeli Prime Minister Ehud Olmert spoke by telephone on Tuesday about the stalled fisheries treaty, an aide in the port city said.",
    "French President Jacques Chirac had urged both to meet. The two will meet in Geneva in late April, and a second round is slated for May.",
)
HEADS = (
    ("Tony Blair", "Prime Minister", "1997-05-02", "2007-06-27"),
    ("Angela Merkel", "Chancellor", "2005-11-22", "2021-12-08"),
    ("Jacques Chirac", "President", "1995-05-17", "2007-05-16"),
)


def test_a_call_with_a_summit_to_come_gets_the_spring_that_its_offices_leave() -> None:
    found = deduce(CALL)
    assert found is not None
    (first, last), basis = found
    assert "2006-01-04" <= first <= "2007-03-01"
    assert "2006-04-20" <= last <= "2007-05-16"
    assert any("Prime Minister Ehud Olmert, who held office 2006-01-04 to 2009-03-31" in why for why in basis)
    assert any(why == "it looks ahead to “April”" for why in basis)


def test_the_dateline_s_day_leaves_one_day_a_year() -> None:
    found = deduce(CALL, dateline=(4, 3))
    assert found is not None
    (first, last), basis = found
    assert {first[5:], last[5:]} <= {"04-02", "04-03", "04-04", "04-05"}
    assert "the dateline names 04-03 without a year" in basis


def test_no_page_is_newer_than_its_fetching() -> None:
    found = deduce(CALL, fetched="2006-03-20T10:00:00Z")
    assert found is not None
    assert found[0][1] <= "2006-03-20"
    assert found[1][-1] == "it was fetched on 2006-03-20"


@pytest.mark.parametrize(
    "body",
    [
        ("The council of Harrow voted on Tuesday to mend the pier.",),
        ("The pier was closed in October.", "It will open in May."),
        ("The pier was built in 1931.",),
        ("Norland's President Ada Brenn will meet her guests on April 3.",),
        (),
    ],
    ids=["a weekday", "months alone", "a year long ago", "an office that no table knows", "nothing"],
)
def test_what_tells_too_little_gives_no_range(body: tuple[str, ...]) -> None:
    assert deduce(body) is None
    assert weigh([], dateline=None, body=body).range is None


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from([*CALL, "In 2005 the fleet left.", "It was on Monday, Nov. 14, 2005.", "Talks are due on Dec. 9.", "The first nine months were dry."]), max_size=5))
def test_a_range_is_ordered_bounded_and_explained(body: list[str]) -> None:
    found = deduce(body)
    if found is not None:
        assert found[0][0] <= found[0][1]
        assert width(found[0]) <= WIDEST
        assert len(found[1]) >= 2
        assert found == deduce(body)


@pytest.mark.parametrize(("name", "title", "first", "last"), HEADS)
def test_holders_have_the_terms_of_the_tables(name: str, title: str, first: str, last: str) -> None:
    (found,) = holders([f"A note from {title} {name}'s office reached the {title.lower()} of Norland."])
    assert (found.days, found.former, found.head) == (((first, last),), False, True)


@pytest.mark.parametrize(
    ("words", "former"),
    [
        ("former Prime Minister Tony Blair arrived", [True]),
        ("the then Prime Minister Tony Blair arrived", [True]),
        ("Deputy Prime Minister Tony Blair arrived", []),
        ("Prime Minister-designate Tony Blair arrived", []),
        ("Norland's party leader Tony Blair arrived", []),
        ("Foreign Minister Tony Blair arrived", []),
    ],
)
def test_who_no_longer_or_never_held_it(words: str, former: list[bool]) -> None:
    assert [h.former for h in holders([words])] == former


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The two will meet on ", "ahead"),
        ("A round is slated for late ", "ahead"),
        ("Talks are scheduled to be held in ", "ahead"),
        ("The ferry sank on ", "either"),
        ("The ferry was struck on ", "back"),
        ("Officials said the vote would be held in ", "ahead"),
        ("The envoys, who met in ", "back"),
        ("He will resign, she told them after talks held in ", "back"),
        ("The summit had been scheduled for ", "either"),
    ],
)
def test_words_before_a_day_look_ahead_or_back(text: str, expected: str) -> None:
    assert look(text + "May 4", len(text)) == expected


def test_mentions_of_days_months_years_and_stretches() -> None:
    body = [
        "They may march on. She left in May, and on Nov. 3 the court of Harrow sat. Sales in the first nine months of 2005 rose.",
        "A vote is due by 2007; it was 3,000 in 1999.",
    ]
    assert [(m.year, m.month, m.day, m.ended, m.early) for m in mentions(body)] == [
        (None, 11, 3, False, True), (2005, 9, None, True, True), (None, 5, None, False, True), (2007, None, None, False, True), (1999, None, None, False, True),
    ]  # fmt: skip
    assert mentions(["It was in March.", "It was in March."]) == [Mention("March", None, 3, None, "back", early=True)]


@pytest.mark.parametrize(
    "form",
    [
        "March 9, 2021", "Mar. 9, 2021", "9 March 2021", "09 Mar 2021", "9th of March, 2021", "Tue, 09 Mar 2021 14:05:00 GMT", "Tue Mar 9 14:05:00 2021", "Mar. 9 (Tue), 2021",
        "2021 March 9", "2021-03-09", "2021-03-09T14:05:00+09:00", "2021/03/09", "2021.03.09", "2021. 3. 9.", "20210309", "09-Mar-2021", "09.03.2021", "MARCH 9, 2021",
    ],
)  # fmt: skip
def test_a_day_is_read_in_each_form(form: str) -> None:
    assert [p.iso for p in printed(form)] == ["2021-03-09"]
    assert [p.iso for p in printed(f"Brennport, {form} - the pier")] == ["2021-03-09"]


@pytest.mark.parametrize("words", ["03/04/2021", "flight 20211309 left", "call 12120210309", "2021-13-09", "the 2021 marches", "x2021-03-09"])
def test_what_is_no_day_is_not_read(words: str) -> None:
    assert [p.iso for p in printed(words) if p.year] == []


@pytest.mark.parametrize("words", ["The talks will begin at 10 a.m. on ", "The U.S. side will come on ", "They plan to sail after Sept. 4 and by "])
def test_a_stop_within_a_sentence_hides_no_word_that_looks_ahead(words: str) -> None:
    assert sentence_of(f"The first round was held. {words}") == words


def test_a_day_after_a_m_is_looked_ahead_to() -> None:
    assert (
        weigh([], dateline=None, body=("The pier will open at 10 a.m. on April 3, 2031 to guests.",)).basis
        != weigh([], dateline=None, body=("The pier was opened at 10 a.m. on April 3, 2031 to guests.",)).basis
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The treaty signed by the two presidents in ", "back"),
        ("Exports fell by a third in ", "either"),
        ("It was defeated by Norland's party in the elections of ", "back"),
        ("The pier is to be ready by the end of ", "ahead"),
        ("The pier opens by early ", "ahead"),
        ("They want it mended by Friday, ", "ahead"),
        ("They want it mended by mid- March ", "ahead"),
    ],
)
def test_by_looks_ahead_only_where_it_speaks_of_the_day(text: str, expected: str) -> None:
    assert look(text + "2031", len(text)) == expected


def test_a_year_ahead_may_be_over_by_then_and_alone_bounds_little() -> None:
    """How a thing was to be at a time that is past is told in the same words: a year ahead without a month leaves no narrow range."""
    found = deduce(("The pier was closed in 2004.", "It is expected to open in 2006."))
    assert found is None or width(found[0]) > 2 * 366
