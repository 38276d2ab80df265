# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Families of articles written by hand: what joins, what stays apart, whose text it was, and that order does not matter."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.copies import compare
from communique.copies.lineage import credited, lineage, relation, version
from communique.copies.pairs import overlap
from communique.copies.prints import take
from communique.model import Article, Family
from communique.text import digest, sha256

TALKS = (
    "OSLO, June 4 (Yonhap) -- Norway's foreign minister Anna Lind on Tuesday offered to host a new round of talks between the two coastal states"
    " after a day of meetings in the capital.\n\n"
    "Lind told reporters that both delegations had agreed to study the offer and to answer it within a fortnight, and that the fishing grounds would stay open until then.\n\n"
    "The head of the northern delegation, Omar Haddad, thanked the hosts but said that his government wanted the inspectors withdrawn before anything was signed.\n\n"
    "\"We came here to listen and we go home with a paper that we can show to our people, which is more than last time,\" Haddad said at the airport.\n\n"
    "The southern side left without a statement. Its ambassador was seen entering the ministry by a side door shortly before midnight, and lights"
    " burned on the third floor until dawn.\n\n"
    "The dispute over the grounds began nine years ago when a trawler was rammed off the cape and two of its crew drowned."
)
OTHER = (
    "A long day of diplomacy in Oslo closed with an invitation: the minister wants the neighbours back at her table before the month is out,"
    " officials of three countries confirmed.\n\n"
    "\"We came here to listen and we go home with a paper that we can show to our people, which is more than last time,\" Haddad said at the airport.\n\n"
    "What the paper holds nobody would tell. Diplomats spoke of four pages, mostly about patrol boats, with a blank where the matter of inspectors should stand.\n\n"
    "For the fishermen in the harbour it changes little. They have heard of such papers every spring, one skipper shrugged, and each time the patrols came back in autumn."
)
VISIT = (
    "The prime minister of Malta flew to Tunis on Wednesday for a visit that his office called private, though four ministers travelled with him.\n\n"
    "Port officials confirmed that a second aircraft carried engineers of the state water company, who inspected a plant outside the city during the afternoon.\n\n"
    "Tunisian radio gave the visit eleven seconds in its evening bulletin and named nobody."
)
FOOTER = (
    "The Harbour Courier has served the towns along the coast since the days of sail and is printed each morning in two languages by a cooperative of"
    " its own readers and writers, who meet in June."
)


def article(text: str, *, name: str | None = None, **known: Any) -> Article:
    values: dict[str, Any] = {
        "id": name or digest("a", text, *sorted(map(str, known.items()))), "url": None, "source": "hand", "outlet": None, "outlet_country": None, "headline": None, "byline": (),
        "dateline": None, "published": None, "published_range": None, "published_basis": (), "language": "en", "credits": (),
        "text": text, "text_sha256": sha256(text), "body": ((0, len(text)),),
    }  # fmt: skip
    return Article(**(values | known))


def names(families: tuple[Family, ...]) -> list[set[str]]:
    return [set(f.articles) for f in families]


def paragraphs(text: str) -> list[str]:
    return text.split("\n\n")


@pytest.mark.parametrize(
    "copy",
    [
        TALKS,
        "\n\n".join(paragraphs(TALKS)[:3]),
        "\n\n".join([*paragraphs(TALKS), *paragraphs(VISIT)]),
        "\n\n".join([paragraphs(TALKS)[0], *reversed(paragraphs(TALKS)[1:])]),
        TALKS.replace('"', "”").replace("'", "’").replace(" -- ", " — "),
        "Home | World\n\n" + TALKS + "\n\n" + FOOTER,
        "Ministers may soon meet again.\n\n" + "\n\n".join(paragraphs(TALKS)[1:]),
        TALKS.replace("on Tuesday", "Tuesday").replace("told reporters that", "said").replace("began nine years ago when", "dates from when"),
    ],
    ids=["same", "cut", "extended", "moved", "retyped", "around", "new lead", "edited"],
)
def test_a_copy_is_found(copy: str) -> None:
    families = compare([article(TALKS, name="a:1"), article(copy, name="a:2"), article(VISIT, name="a:3"), article(OTHER, name="a:4")])
    assert names(families) == [{"a:1", "a:2"}]


def test_reports_that_quote_the_same_words_stay_apart() -> None:
    assert compare([article(TALKS), article(OTHER)]) == ()


def test_a_shared_footer_joins_nothing() -> None:
    assert compare([article(OTHER + "\n\n" + FOOTER), article(VISIT + "\n\n" + FOOTER)]) == ()


def test_a_stock_paragraph_of_many_pages_does_not_join_the_short_ones() -> None:
    short = ["Malta's premier flew to Tunis.", "Two ferries were delayed at Bergen by fog on Monday.", "A bridge in Split was closed."]
    long = VISIT + "\n\nIn Valletta the opposition asked who had paid for the fuel, and was told that the books would be open to any member who cared to read them on Friday."
    pages = [article(text + "\n\n" + FOOTER) for text in (TALKS, OTHER, long, *short)]
    assert compare(pages) == ()


def test_forms_filled_each_week_stay_apart() -> None:
    form = (
        "The {} index of the Bergen exchange closed {} points {} on {} in {} trading,"
        " with {} shares rising and {} falling, while turnover reached {} million crowns, the exchange said in its note."
    )
    first = article(form.format("fish", 12, "up", "Monday", "thin", 14, 9, 220), published="2019-03-04")
    second = article(form.format("fish", 31, "down", "Monday", "busy", 3, 22, 410), published="2019-03-11")
    assert compare([first, second]) == ()


def test_forms_without_days_stay_apart_by_their_figures() -> None:
    form = (
        "The fish index of the Bergen exchange closed {0} points {1} on Monday in thin trading, the exchange said in its daily note to members and the press."
        " Turnover on the main board reached {2} million crowns, with {3} shares rising and {4} falling. The note gave no reason for the movement, as is its custom."
    )
    first, second = article(form.format(12, "up", 220, 14, 9), name="a:1"), article(form.format(31, "up", 410, 3, 22), name="a:2")
    again = article(form.format(12, "up", 220, 14, 9) + " A dealer shrugged.", name="a:3")
    assert names(compare([first, second, again])) == [{"a:1", "a:3"}]


def test_a_page_of_two_texts_joins_only_one() -> None:
    pages = [article(TALKS, name="a:1"), article(TALKS + "\n\n" + VISIT, name="a:2"), article(VISIT, name="a:3"), article(VISIT + "\n\nIt rained.", name="a:4")]
    assert names(compare(pages)) in ([{"a:1", "a:2"}, {"a:3", "a:4"}], [{"a:3", "a:4"}, {"a:1", "a:2"}])


def test_one_alone_is_no_family() -> None:
    assert compare([article(TALKS)]) == ()
    assert compare([]) == ()


@settings(max_examples=30, deadline=None)
@given(
    st.permutations([article(t, name=f"a:{i}") for i, t in enumerate([TALKS, OTHER, VISIT, paragraphs(TALKS)[0], TALKS + "\n\n" + FOOTER, VISIT + "\n\n" + FOOTER])])
)
def test_the_order_of_arrival_does_not_matter(articles: list[Article]) -> None:
    families = compare(articles)
    assert families == compare(sorted(articles, key=lambda a: a.id))
    assert {frozenset(f.articles) for f in families} >= {frozenset({"a:2", "a:5"})}


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.sampled_from([*paragraphs(TALKS), *paragraphs(OTHER), *paragraphs(VISIT)]), max_size=6),
    st.lists(st.sampled_from([*paragraphs(TALKS), *paragraphs(VISIT)]), max_size=6),
)
def test_overlap_is_symmetric_and_a_share(first: list[str], second: list[str]) -> None:
    a, b = (take(article("\n\n".join(p), name=f"a:{n}")) for n, p in enumerate((first, second)))
    assert overlap(a, b) == overlap(b, a)
    assert 0 <= overlap(a, b).covered <= 1
    assert not a.words or a.words == sum(not q for q in a.quoted) + sum(a.quoted)


@pytest.mark.parametrize(
    ("headlines", "expected"),
    [
        (("Oslo offers talks", "Norway: new round"), "copy"),
        (("URGENT: Oslo offers talks", "2nd Ld: Oslo offers talks"), "update"),
        (("Oslo offers talks", "UPDATE 3-Oslo offers talks"), "update"),
        (("Oslo offers talks", "Oslo offers talks (adds quotes)"), "update"),
        (("2nd Ld-Writethru: Oslo offers talks", "Oslo offers talks"), "update"),
        (("Oslo offers talks", "CORRECTED-Oslo offers talks"), "correction"),
        (("UPDATE 1-Oslo offers talks", "Correction: Oslo talks story"), "correction"),
        (("Correctional officers strike", "Updating the fleet"), "copy"),
    ],
)
def test_what_a_headline_says_of_the_version(headlines: tuple[str, str], expected: str) -> None:
    pages = [article(TALKS, name=f"a:{i}", headline=h) for i, h in enumerate(headlines)]
    assert [f.relation for f in compare(pages)] == [expected]


def test_a_text_that_one_house_sends_again_longer_is_an_update() -> None:
    short, long = article("\n\n".join(paragraphs(TALKS)[:3]), outlet="Xinhua"), article(TALKS, outlet="Xinhua")
    assert relation([short, long], [80, 200]) == "update"
    assert relation([short, article(TALKS, outlet="Elsewhere")], [80, 200]) == "copy"


@pytest.mark.parametrize(("headline", "expected"), [("URGENT: x", 0), ("x", 1), ("1st Ld: x", 2), ("3rd Lead: x", 4), ("UPDATE 2-x", 3), ("x (updated 3)", 4), ("Writethru: x", 2)])
def test_versions_are_numbered(headline: str, expected: int) -> None:
    assert version(article(TALKS, headline=headline)) == expected


def test_the_lineage_begins_with_the_agency() -> None:
    pages = [
        article(TALKS, name="a:1", outlet="Iran Daily", credits=("Xinhua",), published="2019-06-05"),
        article(TALKS, name="a:2", outlet="Xinhua", credits=("Yonhap",), published="2019-06-05"),
        article(TALKS, name="a:3", outlet="Yonhap", published="2019-06-04"),
    ]
    (family,) = compare(pages)
    assert family.lineage == ("Yonhap", "Xinhua", "Iran Daily")
    assert family.articles == ("a:3", "a:2", "a:1")


def test_the_agency_in_the_dateline_is_a_credit() -> None:
    assert credited(article(TALKS)) == ("Yonhap",)
    assert credited(article(VISIT, dateline="TUNIS, June 5 (Xinhua)")) == ("Xinhua",)
    assert credited(article(VISIT)) == ()


def test_houses_that_credit_each_other_are_ordered_by_the_day() -> None:
    pages = [article(VISIT, outlet="Xinhua", credits=("TASS",), published="2019-06-05"), article(VISIT, outlet="TASS", credits=("Xinhua",), published="2019-06-04")]
    assert lineage(pages) == lineage(pages[::-1]) == ("TASS", "Xinhua")


@pytest.mark.parametrize(
    ("first", "second", "days", "joined"),
    [
        ("Urgent: Oslo offers talks on fish", "1st Ld: Oslo offers talks on fish", ("2019-06-04", "2019-06-04"), True),
        ("Oslo offers talks on fish", "UPDATE 2-Oslo offers talks on fish", ("2019-06-04", "2019-06-05"), True),
        ("1st LD: Oslo offers talks, 24 invited", "2nd Ld: Oslo offers talks, 25 invited", ("2019-06-04", "2019-06-04"), True),
        ("Urgent: Oslo offers talks on fish", "1st Ld: Oslo offers talks on fish", ("2019-06-04", "2019-06-14"), False),
        ("Oslo offers talks on fish", "Oslo offers talks on fish", ("2019-06-04", "2019-06-04"), False),
        ("Urgent: Oslo offers talks on fish", "1st Ld: Malta buys water plant abroad", ("2019-06-04", "2019-06-04"), False),
    ],
)
def test_sendings_of_one_story_are_known_by_their_headlines(first: str, second: str, days: tuple[str, str], joined: bool) -> None:
    early = article("Norway offers talks.", name="a:0", headline=first, outlet="Xinhua", published=days[0])
    late = article(OTHER, name="a:1", headline=second, outlet="Xinhua", published=days[1])
    pages = [early, late]
    assert [f.relation for f in compare(pages)] == (["update"] if joined else [])
    elsewhere = [pages[0], article(OTHER, name="a:9", headline=second, outlet="Yonhap", published=days[1])]
    assert compare(elsewhere) == ()


def test_a_headline_in_another_language_makes_no_other_text() -> None:
    pages = [article(TALKS, name="a:1", headline="Oslo offers talks"), article(TALKS, name="a:2", headline="Oslo propose des pourparlers")]
    assert [(f.articles, f.relation) for f in compare(pages)] == [(("a:1", "a:2"), "copy")]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(range(7)), unique=True, max_size=7))
def test_pages_that_come_later_leave_other_families_as_they_were(order: list[int]) -> None:
    texts = [TALKS, TALKS + "\n\nA dealer shrugged.", VISIT, VISIT + "\n\nIt rained.", OTHER, paragraphs(OTHER)[0], FOOTER]
    known: list[Article] = []
    before: set[frozenset[str]] = set()
    for i in order:
        known.append(article(texts[i], name=f"a:{i}"))
        after = {frozenset(f.articles) for f in compare(known)}
        assert {f for f in after if f"a:{i}" not in f} <= before
        before = after
