# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Pages as they come, cleaned and coded by the pipeline: a page without a day gets it from the others, and so do its events."""

from typing import Any

import pytest

from communique.dating import apply
from communique.model import Article, Coded, Page
from communique.pipeline import across, clean, code

CALL = (
    "Norwegian Prime Minister Anna Lind spoke by telephone with Tunisian President Omar Haddad on Thursday about the stranded trawler Havbris and its crew, her office said.\n\n"
    "Lind asked that the eleven sailors be freed before the tribunal in Sfax sits again. Haddad promised an answer, the office said."
)


def coded(source: str, text: str, **known: Any) -> Coded:
    found = clean(Page(source=source, data=text.encode(), **known))
    assert isinstance(found, Article), found
    return code(found)


@pytest.fixture(scope="module")
def bare() -> Coded:
    return coded("bare", CALL)


def test_coded_pages_give_an_undated_one_its_days_and_its_events_theirs(bare: Coded) -> None:
    printed = coded("printed", f"OSLO, March 7, 2013 (Reuters) -- {CALL}")
    (call,) = (e for e in bare.events if e.mode == "phone")
    assert (bare.article.published_range, call.date_range) == (None, None)
    estimates = across([bare, printed]).dates
    assert [e.article for e in estimates] == [bare.article.id]
    first, last = estimates[0].published_range
    assert first <= "2013-03-07" <= last
    (dated,) = apply([bare], estimates)
    assert dated.article.published_range == (first, last)
    (call,) = (e for e in dated.events if e.mode == "phone")
    assert call.date == "2013-03-07"
    assert any("“Thursday”, counted from the page's estimated days" in b for b in call.date_basis)


def test_a_wide_range_of_the_page_s_own_text_dates_no_event() -> None:
    """From persons in office a page may be known to be of some years; when its events were remains open, and a page on something else does not change that."""
    page = coded("wide", "Prime Minister Gordon Brown of Britain met Prime Minister Kevin Rudd of Australia in London on Monday. They discussed trade and steel.")
    days = page.article.published_range
    assert days is not None
    assert "2007-12-03" <= days[0] <= days[1] <= "2010-06-24"
    assert page.events
    assert all(e.date is None and e.date_range in (None, days) for e in page.events)
    other = coded("other", f"OSLO, March 7, 2013 (Reuters) -- {CALL}")
    (same,) = apply([page], across([page, other]).dates)
    assert same == page
