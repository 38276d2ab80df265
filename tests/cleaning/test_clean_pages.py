# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Whole pages through the door: what is body, what is headline, what is neither."""

import textwrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.cleaning.clean_pages import BODY, HEADLINE, PARAGRAPHS, article, body, html, paragraphs_html

from communique.cleaning import clean
from communique.model import Article, Page, Problem
from communique.text import sha256

ONE_LINE_EACH = BODY.replace("\n\n", "\n")


def test_plain_paragraphs_are_all_body() -> None:
    assert body(BODY) == list(PARAGRAPHS)


def test_a_crawled_page_is_cut_to_its_body() -> None:
    text = (
        f"Home > World > Europe\n\n{HEADLINE}\n\nTue 9 March 2021 14:05\n\nAda Brenn, left, and Ilya Marek shake hands in Harrow. (Photo via AFP)\n\n{BODY}\n\n"
        "Read the latest on our app, available at the following stores:\n\nTags: Norland, Sudmark\n\nShare this story\n\n"
        "Follow us on Twitter\n\n© 2021 The Harrow Gazette. All rights reserved."
    )
    found = article(text)
    assert [found.text[s:e] for s, e in found.body] == list(PARAGRAPHS)
    assert found.headline == HEADLINE
    assert found.headline_span is not None
    assert found.text[slice(*found.headline_span)] == HEADLINE
    assert (found.published, found.credits) == ("2021-03-09", ("Agence France-Presse",))


def test_other_stories_and_their_days_are_left_out() -> None:
    others = "".join(
        f"{title}\n{title}\n{day} March 2021\n" for title, day in (("Fisheries Quota Divides Coastal States Ahead of Vote", 9), ("Port Workers End Strike After Wage Deal", 8))
    )
    found = article(f"Story number: 44812\n 2021-03-10\n{HEADLINE}\n{HEADLINE}\n{ONE_LINE_EACH}\nComments\n\nMore Stories\n{others}")
    assert [found.text[s:e] for s, e in found.body] == list(PARAGRAPHS)
    assert (found.headline, found.published) == (HEADLINE, "2021-03-10")


def test_a_body_printed_twice_is_kept_once_the_first_time() -> None:
    text = f"By Tom Ashe and Lena Roth\n{ONE_LINE_EACH}\n{ONE_LINE_EACH}\n"
    found = article(text)
    assert [found.text[s:e] for s, e in found.body] == list(PARAGRAPHS)
    assert found.body[-1][1] < text.rindex(PARAGRAPHS[0])
    assert found.byline == ("Tom Ashe", "Lena Roth")
    assert found.headline is None


def test_notices_newsletters_and_comments_are_left_out() -> None:
    text = (
        f"{HEADLINE}\nBy TOM ASHE, Staff Writer\nMarch 9, 2021\n\n{PARAGRAPHS[0]}\n\nAdvertisement\n\n{PARAGRAPHS[1]}\n\nRelated: Norland's long winter\n\n"
        + "\n\n".join(PARAGRAPHS[2:])
        + "\n\nWe use cookies to give you the best experience on our site. By continuing you accept our use of cookies."
        "\nAccept\n\nSign up for our newsletter and get the news of the day in your inbox."
        "\nYour email address\n\n3 Comments\nharbourmaster says:\nAbout time. My cousins have waited two years for this.\nMarch 9, 2021 at 5:12 pm\nReply\n"
    )
    found = article(text)
    assert [found.text[s:e] for s, e in found.body] == list(PARAGRAPHS)
    assert (found.byline, found.published) == (("Tom Ashe",), "2021-03-09")


def test_hard_wrapped_text_gives_paragraphs() -> None:
    text = "\n\n".join(textwrap.fill(paragraph, 72) for paragraph in PARAGRAPHS)
    assert [" ".join(paragraph.split()) for paragraph in body(text)] == list(PARAGRAPHS)


def test_a_wire_story_keeps_its_dateline_within_the_body() -> None:
    found = article(f"{HEADLINE}\n\nHARROW, March 9 (Reuters) -- {BODY}")
    assert found.dateline == "HARROW, March 9 (Reuters)"
    assert found.text[slice(*found.body[0])] == f"HARROW, March 9 (Reuters) -- {PARAGRAPHS[0]}"
    assert (found.headline, found.outlet) == (HEADLINE, "Reuters")


def test_a_dateline_on_a_line_of_its_own_is_not_body() -> None:
    found = article(f"Print\nEmail\n{HEADLINE}\nPublished: 03/13/2021\nHARROW —\n{ONE_LINE_EACH}\nRelated Articles\nNorland Votes on Fisheries Law\n")
    assert [found.text[s:e] for s, e in found.body] == list(PARAGRAPHS)
    assert (found.dateline, found.published, found.headline) == ("HARROW", "2021-03-13", HEADLINE)


def test_a_readout_of_one_paragraph() -> None:
    title = "Readout of Minister Brenn's Call with Minister Marek of Sudmark"
    found = article(f"{title}\nMarch 09, 2021 • Statements and Releases\n\n{PARAGRAPHS[0]} {PARAGRAPHS[3]}\n\n###")
    assert [found.text[s:e] for s, e in found.body] == [f"{PARAGRAPHS[0]} {PARAGRAPHS[3]}"]
    assert (found.headline, found.published) == (title, "2021-03-09")


@pytest.mark.parametrize("line", [PARAGRAPHS[0], "Norland withdraws its ambassador from Sudmark", "Norland's tanks enter the disputed Vell valley.", "Sudmark: envoy expelled"])
def test_a_single_line_is_its_own_body(line: str) -> None:
    assert body(line) == [line]
    assert article(line).headline is None


def test_an_html_page_is_rendered_and_cut_to_its_body() -> None:
    found = article(
        html(paragraphs_html(), '<meta property="og:site_name" content="The Harrow Gazette"><meta name="author" content="Tom Ashe">'),
        url="https://gazette.example/2021/03/09/border",
    )
    assert [found.text[s:e] for s, e in found.body] == list(PARAGRAPHS)
    assert (found.headline, found.byline, found.outlet, found.published) == (HEADLINE, ("Tom Ashe",), "The Harrow Gazette", "2021-03-09")
    assert found.rendering == "communique-html/2"
    assert "Copyright The Harrow Gazette" in found.text


def test_a_page_of_whose_taken_lines_nothing_is_left_is_read_line_by_line() -> None:
    """Where the markup calls two labels the article and the prose a footer, the labels are no body; the flat model finds the prose."""
    prose = "".join(f"<div>{p}</div>" for p in PARAGRAPHS)
    found = article(f"<html><head><title>The Harrow Gazette</title></head><body><article><p>World</p><p>Our team</p></article><div class='footer'>{prose}</div></body></html>")
    assert [found.text[s:e] for s, e in found.body] == list(PARAGRAPHS)
    labels = clean(Page(source="x", data=b"<html><body><article><p>World</p><p>Our team</p></article><div class='footer'><div>Imprint</div></div></body></html>"))
    assert isinstance(labels, Problem)
    assert labels.reason == "no article body was found on the page"


@pytest.mark.parametrize("mark", ["###", "* * *", "-30-", "— — —"])
def test_a_mark_that_only_ends_the_body_is_none_of_it(mark: str) -> None:
    assert body(f"{BODY}\n\n{mark}") == list(PARAGRAPHS)
    assert body(html(f"{paragraphs_html()}<p>{mark}</p>")) == list(PARAGRAPHS)


def test_a_paragraph_split_by_inline_markup_is_found_whole() -> None:
    inner = "".join(f"<p>{p.replace('Norland', '<a href=/n>Nor</a><b>land</b>')}</p>" for p in PARAGRAPHS)
    assert body(html(inner)) == list(PARAGRAPHS)


def test_what_was_handed_in_outranks_the_page() -> None:
    found = article(f"{HEADLINE}\nMarch 9, 2021\n\n{BODY}", outlet="The Courier", published="2021-03-10")
    assert (found.outlet, found.published) == ("The Courier", "2021-03-10")
    assert found.published_basis[0] == "the day 2021-03-10 was given with the page"
    assert any("2021-03-09, a day apart" in said for said in found.published_basis)


def test_a_page_in_another_language_is_a_problem_where_languages_are_asked_for() -> None:
    page = Page(source="k", data=("노르란드와 수드마르크의 외무장관은 국경 검문소를 다시 열기로 합의했다. 양측은 네 시간 동안 회담을 가졌다.\n\n" * 3).encode())
    plain = clean(page)
    assert isinstance(plain, Article)
    assert plain.language == "ko"
    asked = clean(page, languages={"en"})
    assert isinstance(asked, Problem)
    assert asked.reason == "language ko is not supported yet"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b" \n\t ", "empty"),
        (b"%PDF-1.7 \x01\x02", "PDF"),
        (b"\x00" * 500, "binary"),
        (bytes(range(256)) * 20, "binary"),
        ("\u2003\u2003".encode(), "white space"),
        (b"<html><body><nav><a href='/'>Home</a></nav></body></html>", "no article body"),
        (b"Home\nNews\nSport\n", "no article body"),
        (b"x", "no article body"),
    ],
)
def test_what_is_no_article_is_a_problem_with_its_reason(data: bytes, words: str) -> None:
    found = clean(Page(source="x", data=data))
    assert isinstance(found, Problem)
    assert words in found.reason
    assert (found.source, found.page_sha256) == ("x", sha256(data))


def test_ids_come_from_content_address_and_outlet() -> None:
    ids = [article(BODY).id, article(BODY, url="https://a.example").id, article(BODY, outlet="A").id, article(BODY + " ").id]
    assert len(set(ids)) == 4
    assert article(BODY).id == ids[0]


def held(found: Article) -> None:
    """What holds of every article."""
    assert found.text_sha256 == sha256(found.text)
    assert "\x00" not in found.text
    last = 0
    for start, end in found.body:
        assert last <= start < end <= len(found.text)
        assert found.text[start:end].strip()
        last = end
    if found.headline_span:
        assert found.text[slice(*found.headline_span)] == found.headline
        assert all(end <= found.headline_span[0] or found.headline_span[1] <= start for start, end in found.body)


NO_ARTICLE = {"the page is empty", "the page is binary data, not text or HTML", "no article body was found on the page"}
PIECES = st.sampled_from(
    [
        *PARAGRAPHS,
        HEADLINE,
        "Share",
        "By Tom Ashe",
        "March 9, 2021",
        "<p>",
        "</p>",
        "<div class='a'>",
        "</div>",
        "\n",
        "\n\n",
        "&amp;",
        "\x00",
        "<!--",
        "-->",
        "<script>",
        "(AP)",
        "",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=25))
def test_spans_are_exact_whatever_the_page(pieces: list[str]) -> None:
    found = clean(Page(source="x", data="\n".join(pieces).encode()))
    if isinstance(found, Article):
        held(found)
    else:
        assert found.reason in NO_ARTICLE
        # Only markup and NUL hide a paragraph.
        assert not set(pieces) & set(PARAGRAPHS) or any("<" in piece or piece in {"-->", "\x00"} for piece in pieces)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400))
def test_no_bytes_raise(data: bytes) -> None:
    found = clean(Page(source="x", data=data))
    assert isinstance(found, Article | Problem)
    if isinstance(found, Article):
        held(found)


def test_the_same_page_gives_the_same_article() -> None:
    page = Page(source="x", data=html(paragraphs_html()).encode())
    assert clean(page) == clean(page)
