# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Characters that nobody sees: they stay in a text page's text, and change nothing that is read from it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cleaning.clean_pages import BODY, HEADLINE, PARAGRAPHS, article, html

from communique.cleaning.rendering import render
from communique.cleaning.unseen import bare, strip

PAGE = f"{HEADLINE}\nBy Thomas Ashe\nTuesday 9 March 2021\n\nHARROW, March 9 (Reuters) -- {BODY}\n\n© 2021 The Harrow Gazette. All rights reserved."
MARKS = pytest.mark.parametrize("mark", ["\xad", "\u200b", "\u200c", "\u200e", "\u2060", "\ufeff"], ids=["soft hyphen", "space", "non-joiner", "direction", "joiner", "byte order"])


def inside(words: str, mark: str) -> str:
    """The mark in the middle of all longer words, and at both ends of each line."""
    return "\n".join(mark + " ".join(w[:3] + mark + w[3:] if len(w) > 5 else w for w in line.split(" ")) + mark if line else line for line in words.split("\n"))


@MARKS
def test_a_text_page_is_read_as_if_they_were_not_there(mark: str) -> None:
    plain, found = article(PAGE), article("A" + inside(PAGE, mark)[1:] if mark == "\ufeff" else inside(PAGE, mark))
    fields = ("byline", "dateline", "published", "published_basis", "outlet", "credits", "language")
    assert [getattr(found, name) for name in fields] == [getattr(plain, name) for name in fields]
    assert [bare(found.text[s:e]) for s, e in found.body] == [plain.text[s:e] for s, e in plain.body]
    assert all(mark not in (found.text[s], found.text[e - 1]) for s, e in found.body)
    assert mark in found.text


@MARKS
def test_the_text_and_the_headline_s_span_are_the_page_s_own(mark: str) -> None:
    text = "\n" + inside(PAGE, mark)
    found = article(text)
    assert (found.text, found.headline) == (text, HEADLINE)
    assert found.headline_span is not None
    assert bare(found.text[slice(*found.headline_span)]) == HEADLINE
    assert len(found.text[slice(*found.headline_span)]) > len(HEADLINE)


@MARKS
def test_an_html_page_is_read_as_if_they_were_not_there(mark: str) -> None:
    inner = "".join(f"<p>{inside(p, mark)}</p>" for p in PARAGRAPHS)
    found = article(html(inner, f'<meta name="author" content="{inside("Thomas Ashe", mark)}">').replace(HEADLINE, inside(HEADLINE, mark)))
    assert [found.text[s:e] for s, e in found.body] == list(PARAGRAPHS)
    assert (found.headline, found.byline, found.outlet) == (HEADLINE, ("Thomas Ashe",), "The Harrow Gazette")


def test_a_joiner_that_tells_words_apart_is_kept() -> None:
    assert bare("می\u200cخواهم") == "می\u200cخواهم"
    assert "می\u200cخواهم" in render("<p>می\u200cخواهم با شما درباره مرز</p>").text
    assert render("<p>می&zwnj;خواهم</p>").text == "می\u200cخواهم"


@given(st.text(alphabet="ab \n\xad\u200b\u2060", max_size=40), st.data())
def test_a_span_of_what_is_seen_leads_back_to_the_same_characters(text: str, data: st.DataObject) -> None:
    seen = strip(text)
    assert seen.text == bare(text)
    if seen.text:
        start = data.draw(st.integers(0, len(seen.text) - 1))
        end = data.draw(st.integers(start + 1, len(seen.text)))
        s, e = seen.place((start, end))
        assert bare(text[s:e]) == seen.text[start:end]
        assert text[s] == seen.text[start]
        assert text[e - 1] == seen.text[end - 1]
