# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Pages built by hand: what dates a page that prints no day, what does not, and what its events gain."""

import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.dating import apply, date
from communique.dating.applier import named_days
from communique.dating.likely import see
from communique.dating.posterior import Record, shortest
from communique.dating.similar import bag, cosine
from communique.model import Actor, Article, Coded, CommitmentMention, DateEstimate, EventMention, Family, Statement, Timex
from communique.text import sha256

CALL = (
    "President Anna Lind of Norway and Prime Minister Omar Haddad of Tunisia spoke by telephone on {day} about the stranded trawler Havbris and its crew, her office said."
    " Lind asked that the eleven sailors be freed before the tribunal in Sfax sits again. Haddad promised an answer."
)
RETOLD = (
    "Norway's Anna Lind pressed Tunisian premier Omar Haddad over the Havbris trawler in a telephone call {day},"
    " asking that its eleven sailors leave Sfax before the tribunal meets again."
    " Haddad's office confirmed the call with Lind and said that the crew were well."
)
UNRELATED = "The parliament of Malta voted {day} to raise the duty on imported cement, a step that builders in Valletta had opposed for months, and adjourned until autumn."
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
RESOLVED = {"2019-03-07": {"Thursday": "2019-03-07", "Wednesday": "2019-03-06", "Friday": "2019-03-01"}, "2019-05-02": {"Thursday": "2019-05-02"}}


def article(name: str, text: str, **known: Any) -> Article:
    values: dict[str, Any] = {
        "id": name, "url": None, "source": name, "outlet": None, "outlet_country": None, "headline": None, "byline": (), "dateline": None, "published": None,
        "published_range": None, "published_basis": (), "language": "en", "credits": (), "text": text, "text_sha256": sha256(text), "body": ((0, len(text)),),
    }  # fmt: skip
    return Article(**(values | known))


def actor(name: str, country: str) -> Actor:
    return Actor(id=name, name=name, kind="person", country=country, sector="GOV", office=None, wikidata=None, mentions=((0, 1),))


def event(name: str = "e:1", **known: Any) -> EventMention:
    values: dict[str, Any] = {
        "id": name, "event_type": "CONSULT", "mode": "phone", "contexts": (), "auxiliary": (), "actors": ("p:lind", "p:haddad"), "recipients": (), "date": None,
        "date_range": None, "date_basis": ("neither the event nor its page carries a date",), "place": None, "duration": None,
        "trigger": ((0, 5),), "evidence": ((0, 5),), "statement": None,
        "voice": "outlet", "quad": "verbal cooperation", "score": 1.0, "confidence": 0.8,
    }  # fmt: skip
    return EventMention(**(values | known))


def page(name: str, text: str, *, published: str | None = None, events: tuple[EventMention, ...] = (), **known: Any) -> Coded:
    found = []
    for m in re.finditer("|".join(WEEKDAYS), text):
        value = RESOLVED.get(published or "", {}).get(m[0]) or f"XXXX-WXX-{WEEKDAYS.index(m[0]) + 1}"
        found.append(Timex(m.span(), "DATE", value))
    dated = {"published": published, "published_range": (published, published)} if published else {}
    return Coded(
        article=article(name, text, **(dated | known)), times=tuple(found), actors=(actor("p:lind", "NOR"), actor("p:haddad", "TUN")), statements=(),
        events=events, commitments=(), figures=(),
    )  # fmt: skip


def family(*names: str) -> Family:
    return Family(id="f:1", articles=names, relation="copy", lineage=())


DATED = page("a:dated", CALL.format(day="Thursday"), published="2019-03-07", events=(event(date="2019-03-07", date_range=("2019-03-07", "2019-03-07")),))
OTHER = page("a:other", UNRELATED.format(day="Thursday"), published="2019-05-02")


TELLINGS = CALL.format(day="Thursday"), RETOLD.format(day="Thursday") + " It rained.", CALL.format(day="Thursday") + " Sfax slept."
TOLD = [page(f"a:told{i}", text, published="2019-03-07") for i, text in enumerate(TELLINGS)]
TOLD = [replace(p, events=(event(date="2019-03-07", date_range=("2019-03-07", "2019-03-07")),)) for p in TOLD]
TOWNS = ("Split", "Bergen", "Harrow", "Brennport", "Vik", "Lund", "Cork", "Bari", "Faro", "Nice")
OTHERS = [
    page(f"a:x{town}{month}", f"The council of {town} met in session {n} on mending quays, ferries and drains.", published=f"2019-{month:02d}-{3 + 2 * n:02d}")
    for n, town in enumerate(TOWNS)
    for month in range(1, 7)
]


def test_a_printed_copy_dates_a_page() -> None:
    bare = page("a:bare", CALL.format(day="earlier"))
    (estimate,) = date([bare, DATED], [family("a:dated", "a:bare")])
    assert estimate.article == "a:bare"
    assert estimate.published_range == ("2019-03-06", "2019-03-09")
    assert estimate.basis == ("the same text stands in a:dated, printed 2019-03-07",)


def test_the_page_s_own_weekday_narrows_the_range() -> None:
    bare = page("a:bare", CALL.format(day="Thursday"))
    (estimate,) = date([bare, DATED], [family("a:dated", "a:bare")])
    assert estimate.published_range == ("2019-03-07", "2019-03-09")
    assert "its lead says “Thursday”" in estimate.basis


def test_copies_with_other_numbers_are_a_form_and_date_nothing() -> None:
    form = "The fish index of Bergen closed {} points up, with {} shares rising, {} falling and {} unmoved, the exchange said in its daily note."
    dated = page("a:dated", form.format(112, 31, 44, 250), published="2019-03-07")
    assert date([page("a:bare", form.format(98, 17, 63, 241)), dated], [family("a:dated", "a:bare")]) == ()
    (estimate,) = date([page("a:bare", form.format(112, 31, 44, 250)), dated], [family("a:dated", "a:bare")])
    assert estimate.published_range == ("2019-03-06", "2019-03-09")


def test_copies_printed_at_different_times_leave_the_matter_open() -> None:
    again = page("a:again", CALL.format(day="earlier"), published="2019-05-02")
    assert date([page("a:bare", CALL.format(day="earlier")), DATED, again], [family("a:dated", "a:again", "a:bare")]) == ()


def test_the_same_news_of_several_dates_a_page() -> None:
    bare = page("a:bare", RETOLD.format(day="Thursday"))
    (estimate,) = date([bare, *TOLD, *OTHERS], [])
    first, last = estimate.published_range
    assert "2019-03-05" <= first <= "2019-03-07" <= last <= "2019-03-10"
    assert estimate.basis[0].startswith("a:told")
    assert "printed 2019-03-07, tells the same matter (likeness 0." in estimate.basis[0]
    assert estimate.basis[-1] == "its lead says “Thursday”"


def test_a_shared_event_is_named() -> None:
    bare = page("a:bare", RETOLD.format(day="Thursday"), events=(event(),))
    (estimate,) = date([bare, *TOLD, *OTHERS], [])
    assert any("tells the same event (CONSULT, NOR, TUN)" in why for why in estimate.basis)


@pytest.mark.parametrize(
    "bare",
    [
        page("a:bare", UNRELATED.format(day="Thursday").replace("Malta", "Cyprus").replace("cement", "wine"), events=(event(),)),
        page("a:bare", "The mayor of Split opened a bridge over the narrow inlet."),
        page("a:bare", RETOLD.format(day="Thursday"), published_range=("2020-01-01", "2020-01-20"), published_basis=("the caption names 2020-01-01",)),
    ],
    ids=["another matter", "nothing alike", "against its own bounds"],
)
def test_without_agreement_there_is_no_estimate(bare: Coded) -> None:
    assert date([bare, *TOLD, *OTHERS], []) == ()


def test_rivals_of_another_time_leave_the_matter_open() -> None:
    bare = page("a:bare", RETOLD.format(day="Thursday"))
    rivals = [page(f"a:rival{i}", text.format(day="Thursday"), published="2019-05-02") for i, text in enumerate((CALL, CALL + " It rained.", RETOLD))]
    assert date([bare, *TOLD, *OTHERS], []) != ()
    assert date([bare, *TOLD, *OTHERS, *rivals], []) == ()


def test_an_estimate_is_within_what_a_page_of_its_own_deduces_or_says_why() -> None:
    own = page("a:bare", RETOLD.format(day="Thursday"), published_range=("2018-06-01", "2020-03-31"), published_basis=("deduced",))
    (estimate,) = date([own, *TOLD, *OTHERS], [])
    assert "2019-03-05" <= estimate.published_range[0] <= estimate.published_range[1] <= "2019-03-10"


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from(range(40)), min_size=1, max_size=12), st.integers(0, 6))
def test_chances_make_a_range_of_the_mass_asked_for(printed: list[int], weekday: int) -> None:
    record = Record([737000 + n for n in printed])
    assert record.share.sum() == pytest.approx(1)
    assert 0 < record.near(737000 + printed[0], 1) <= record.near(737000 + printed[0], 8) <= 1
    one = see(page("a:bare", CALL.format(day=WEEKDAYS[weekday])))
    wide = shortest(record, one, [], 0.8)
    assert wide is None or wide[0] <= wide[1]
    assert shortest(record, one, [], 0.999) is None


def test_an_estimate_is_no_anchor() -> None:
    first = page("a:first", CALL.format(day="earlier"))
    second = page("a:second", CALL.format(day="earlier") + " It rained.")
    found = date([first, second, DATED], [family("a:dated", "a:first", "a:second")])
    assert [e.article for e in found] == ["a:first", "a:second"]
    assert all("a:dated" in e.basis[0] for e in found)
    assert date([first, second], []) == ()


def test_a_page_with_a_narrow_range_is_left_alone() -> None:
    known = page("a:known", RETOLD.format(day="Thursday"), published_range=("2019-03-07", "2019-03-08"))
    assert date([known, DATED], [family("a:dated", "a:known")]) == ()


BARE = [page(f"a:{i}", t.format(day=d)) for i, (t, d) in enumerate([(RETOLD, "Thursday"), (CALL, "earlier"), (UNRELATED, "Thursday"), (CALL, "Friday")])]


@settings(max_examples=25, deadline=None)
@given(st.permutations([*BARE, DATED, OTHER, *TOLD]))
def test_the_order_of_pages_does_not_matter(pages: list[Coded]) -> None:
    families = [family("a:dated", "a:1")]
    assert date(pages, families) == date(sorted(pages, key=lambda p: p.article.id), families)
    assert {e.article for e in date(pages, families)} >= {"a:1"}


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=80), st.text(max_size=80))
def test_likeness_is_symmetric_and_at_most_one(first: str, second: str) -> None:
    a, b = bag(page("a:1", first)), bag(page("a:2", second))
    assert cosine(a, b) == cosine(b, a)
    assert 0 <= cosine(a, b) <= 1.0000001
    assert not a or cosine(a, a) == pytest.approx(1) or not any(a.values())


def test_likeness_does_not_count_what_all_texts_hold() -> None:
    bare = bag(page("a:1", "that have said with from they will been"))
    assert cosine(bare, bag(page("a:2", "that have said with from they will been"))) < 1.01
    assert max(bare.values()) < max(bag(page("a:3", "Havbris trawler")).values()) / 2


# What an estimate gives -------------------------------------------------------------------------------------------

ESTIMATE = DateEstimate(article="a:bare", published_range=("2019-03-07", "2019-03-09"), basis=("a:dated tells it",))
ONE_DAY = DateEstimate(article="a:bare", published_range=("2019-03-07", "2019-03-07"), basis=("a:dated tells it",))


def test_the_article_gets_the_range_and_a_day_where_it_is_one() -> None:
    bare = page("a:bare", "Lind called Haddad.", published_basis=("no date printed",))
    ranged, single = apply([bare], [ESTIMATE])[0].article, apply([bare], [ONE_DAY])[0].article
    assert (ranged.published, ranged.published_range) == (None, ("2019-03-07", "2019-03-09"))
    assert (single.published, single.published_range) == ("2019-03-07", ("2019-03-07", "2019-03-07"))
    assert single.published_basis == ("no date printed", "a:dated tells it")


def test_an_event_without_days_gets_the_page_s() -> None:
    bare = page("a:bare", "Lind called Haddad.", events=(event(),))
    (found,) = apply([bare], [ESTIMATE])[0].events
    assert (found.date, found.date_range) == (None, ("2019-03-05", "2019-03-09"))
    assert found.date_basis[-1] == "from the page's estimated days 2019-03-07 to 2019-03-09, or the two days before"


def test_an_event_on_a_weekday_gets_that_day() -> None:
    text = "Lind called Haddad on Thursday."
    bare = page("a:bare", text, events=(event(evidence=((0, len(text)),)),))
    (found,) = apply([bare], [ESTIMATE])[0].events
    assert (found.date, found.date_range) == ("2019-03-07", ("2019-03-07", "2019-03-07"))
    assert found.date_basis[-1].startswith("from “Thursday”")


@pytest.mark.parametrize(
    "kept",
    [
        event(date="2018-01-01", date_range=("2018-01-01", "2018-01-01")),
        event(date_range=("2018-01-01", "2018-12-31"), date_basis=("its clause says “2018”",)),
        event(auxiliary=("historical",)),
        event(date_basis=("told as background, without a time",)),
        event(auxiliary=("future",)),
        event(date_basis=("ahead of the story, without a time",)),
    ],
    ids=["a day", "a range", "history", "background", "future", "plan"],
)
def test_what_has_days_or_must_stay_open_is_kept(kept: EventMention) -> None:
    assert apply([page("a:bare", "Lind called Haddad.", events=(kept,))], [ESTIMATE])[0].events == (kept,)


def test_statements_and_commitments_get_a_day_only_where_it_is_one() -> None:
    said = Statement(id="s:1", within=None, speakers=(), relays=(), channel=None, audience=None, source=((0, 4),), cue=((5, 9),), content=((10, 19),), style="indirect", date=None)
    pledge = CommitmentMention(id="c:1", kind="pledge", by=(), to=(), what=((0, 4),), evidence=((0, 4),), made=None, due=None, condition=None, event=None, statement=None)
    bare = replace(page("a:bare", "Lind said it was so, as all heard."), statements=(said,), commitments=(pledge,))
    ranged, single = apply([bare], [ESTIMATE])[0], apply([bare], [ONE_DAY])[0]
    assert (ranged.statements[0].date, ranged.commitments[0].made) == (None, None)
    assert (single.statements[0].date, single.commitments[0].made) == ("2019-03-07", "2019-03-07")


def test_a_planned_meeting_gets_the_month_that_comes() -> None:
    text = "A summit is slated for late April."
    bare = page("a:bare", text, events=(event(evidence=((0, len(text)),), date_basis=("ahead of the story, without a time",)),))
    bare = replace(bare, times=(Timex((23, 33), "DATE", "XXXX-04"),))
    plan = CommitmentMention(id="c:1", kind="schedule", by=(), to=(), what=((0, 4),), evidence=((0, 4),), made=None, due=None, condition=None, event="e:1", statement=None)
    found = apply([replace(bare, commitments=(plan,))], [ESTIMATE])[0]
    assert found.events[0].date_range == ("2019-04-21", "2019-04-30")
    assert found.commitments[0].due == ("2019-04-21", "2019-04-30")


@pytest.mark.parametrize(
    ("text", "value", "planned", "expected"),
    [
        ("on Friday", "XXXX-WXX-5", False, ("2019-03-01", "2019-03-08")),
        ("on Wednesday", "XXXX-WXX-3", False, ("2019-03-06", "2019-03-06")),
        ("will meet on Tuesday", "XXXX-WXX-2", False, ("2019-03-12", "2019-03-12")),
        ("in December", "XXXX-12", False, ("2018-12-01", "2018-12-31")),
        ("in May", "XXXX-05", True, ("2019-05-01", "2019-05-31")),
        ("on February 30", "XXXX-02-30", False, None),
        ("on March 2", "XXXX-03-02", False, ("2019-03-02", "2019-03-02")),
        ("last week", "XXXX-WXX", False, None),
    ],
)
def test_weekdays_and_months_count_from_the_range(text: str, value: str, planned: bool, expected: tuple[str, str] | None) -> None:
    start = text.rindex(" ") + 1
    assert named_days(article("a:bare", text), Timex((start, len(text)), "DATE", value), ("2019-03-07", "2019-03-09"), planned=planned) == expected


def test_pages_without_estimate_and_their_order_stay() -> None:
    pages = [OTHER, page("a:bare", "Lind called Haddad."), DATED]
    found = apply(pages, [ESTIMATE])
    assert [p.article.id for p in found] == ["a:other", "a:bare", "a:dated"]
    assert (found[0], found[2]) == (OTHER, DATED)
